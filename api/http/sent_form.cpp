// Takes the body of a form apart.
#include "api/http/sent_form.hpp"

#include <fmt/format.h>

#include "api/http/problem.hpp"
#include "api/http/target.hpp"

namespace api {
namespace {

constexpr std::size_t fields_max = 4'000;  // of one form; the largest one of ours has some hundreds

// Browsers end lines with CR LF.
std::string decoded_field(std::string_view text) {
  std::string out = percent_decoded(text, true, "form");
  std::erase(out, '\r');
  return out;
}

}  // namespace

const std::string* SentForm::find(std::string_view name) const {
  for (const auto& [key, value] : fields_)
    if (key == name) return &value;
  return nullptr;
}

std::string SentForm::text(std::string_view name) const {
  const auto* found = find(name);
  return found ? *found : "";
}

SentForm read_sent_form(std::string_view body) {
  SentForm::Fields fields;
  while (!body.empty()) {
    const auto one = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(one.size() + 1, body.size()));
    if (one.empty()) continue;
    if (fields.size() == fields_max)
      throw Problem("body-too-large", fmt::format("the form has more than {} fields", fields_max));
    const auto equals = one.find('=');
    fields.emplace_back(decoded_field(one.substr(0, equals)),
                        equals == std::string_view::npos ? "" : decoded_field(one.substr(equals + 1)));
  }
  return SentForm(std::move(fields));
}

}  // namespace api
