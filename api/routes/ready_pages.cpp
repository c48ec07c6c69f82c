// A page is kept by its address and the minute that it says.
#include "api/routes/ready_pages.hpp"

#include <fmt/format.h>

#include "api/http/wire.hpp"

namespace api {
namespace {

constexpr std::size_t page_bytes_max = 128 * 1024;

std::string key_of(std::string_view target, engine::Time now) {
  return fmt::format("{}\n{}", target, std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count());
}

bool takes_html(std::string_view accept) {
  return accept.empty() || accept == "*/*" || accept.starts_with("text/html");
}

bool asks_for_a_page_alone(const Call& call) {
  return call.request.method == "GET" && call.request.target == call.path;
}

bool may_be_kept(const Call& call, const Response& page) {
  const auto* type = page.header("Content-Type");
  return page.status == 200 && asks_for_a_page_alone(call) && type != nullptr && type->starts_with("text/html") &&
         page.bytes().size() <= page_bytes_max;
}

// Whoever they are, all of it: what they may do stands on the page.
std::string key_of(const Read& read, const Call& call) {
  const auto& by = call.by;
  return fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}", call.path, by.id, by.role, by.name, by.seat, by.category,
                     read.seen_head.of(by));
}

}  // namespace

std::shared_ptr<const Rendered> ready_page(const Parts& parts, std::string_view target, std::string_view accept,
                                           std::string_view cookie) {
  if (!cookie.empty() || !takes_html(accept)) return nullptr;
  return parts.feed.page(key_of(target, parts.clock.now()));
}

Response kept_ready(const Parts& parts, const Call& call, const std::function<Response()>& answer) {
  const auto stamp = parts.feed.pages_stamp();
  const auto now = parts.clock.now();
  auto page = answer();
  if (!call.known && page.header("ETag") && may_be_kept(call, page))
    parts.feed.keep_page(key_of(call.path, now), render(page), stamp);
  return page;
}

// The newest step that they see is looked up first: if there is another meanwhile, the page is kept for nobody.
Response kept_for_member(Context& context, const Call& call, const std::function<Response()>& answer) {
  if (!call.known || !call.by.seat.empty() || !asks_for_a_page_alone(call)) return answer();
  const auto now = context.parts.clock.now();
  auto key = key_of(context.read, call);
  if (auto page = context.kept.pages.find(key, now)) return *std::move(page);
  auto page = answer();
  if (may_be_kept(call, page) && !call.gave_keys) context.kept.pages.keep(std::move(key), page, now);
  return page;
}

}  // namespace api
