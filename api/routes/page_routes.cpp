// The pages that say what this server is: its own address, and the one for developers; how all pages look.
#include <mutex>

#include "api/http/conditions.hpp"
#include "api/pages/site.hpp"
#include "api/routes/openapi.hpp"
#include "api/routes/page.hpp"

namespace api {
namespace {

// What says the same for as long as the program runs.
struct Once {
  std::once_flag once;
  std::string text;
};

Route style_sheet() {
  Route route{"GET", "/page.css", "page", "How pages look."};
  route.caller = Route::Caller::unasked;
  route.statuses = {200, 304};
  route.media = {"text/css"};
  route.answer = [](Call& call) {
    call.query.only_known();
    static const std::string text(pages::style_sheet()), tag = content_tag(text);
    Response response{200, {{"Content-Type", "text/css; charset=utf-8"}, {"ETag", tag}}, text, false, {}};
    return response.with("X-Content-Type-Options", "nosniff");
  };
  return route;
}

}  // namespace

void add_page_routes(Router& router, Context& context) {
  const Read& read = context.read;
  const auto document = std::make_shared<Once>();  // shared by copies of the handler
  router.add(page_route("/docs", "This document, for people.", [&read, &router, document](Call& call) {
    call.query.only_known();
    std::call_once(document->once, [&] { document->text = pages::docs_main(read.site, openapi(router, read)); });
    pages::Frame frame = frame_of(read, call, "For developers");
    frame.now = {};
    return page(read, call, frame, document->text);
  }));
  router.add(style_sheet());
}

}  // namespace api
