// Sec-Fetch-Site says it, which no page can change; older browsers send Origin.
#include "api/http/origin.hpp"

#include <algorithm>

#include "engine/text.hpp"

namespace api {
namespace {

constexpr std::string_view from_elsewhere =
    "this form was sent from another site, or by a browser that does not say from where; open the page here and send "
    "it from there";

bool is_our_origin(std::string_view origin, const Request& request, const std::string& public_url) {
  if (!public_url.empty()) return engine::same_letters(origin, public_url);
  const std::string* host = request.header("host");
  return host && (engine::same_letters(origin, "http://" + *host) || engine::same_letters(origin, "https://" + *host));
}

}  // namespace

std::optional<std::string> why_not_from_here(const Request& request, const std::string& public_url) {
  bool ours = !request.header("cookie");
  if (const std::string* site = request.header("sec-fetch-site")) ours = *site == "same-origin";
  else if (const std::string* origin = request.header("origin")) ours = is_our_origin(*origin, request, public_url);
  return ours ? std::nullopt : std::optional(std::string(from_elsewhere));
}

// A browser takes // and /\ for the name of another host, and reads past tabs and line ends.
std::string local_path(const std::string& wanted) {
  const bool plain =
      std::all_of(wanted.begin(), wanted.end(), [](unsigned char c) { return c > 0x20 && c < 0x7F && c != '\\'; });
  const bool local = wanted.starts_with('/') && !wanted.starts_with("//") && !wanted.starts_with("/sign-");
  return plain && local ? wanted : "/";
}

bool is_from_this_machine(const Request& request) {
  for (const auto* header :
       {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via"})
    if (request.header(header)) return false;
  return request.from == "::1" || request.from.starts_with("127.");
}

}  // namespace api
