// What a page that was sent is answered with: made on a query thread, as it looks at the database, and handed back on
// the I/O thread.
#pragma once

#include <spdlog/spdlog.h>

#include "api/routes/page.hpp"

namespace api {

// `make`: takes the call, may throw Problem.
template <class Make>
Response made_page(const Read& read, const Call& call, Make& make, bool there_is_room) {
  try {
    if (!there_is_room) throw too_many_reads();
    return make(call);
  } catch (const Problem& problem) {
    return refusal_page(read, call, problem);
  } catch (const std::exception& fault) {
    spdlog::error("the page {} could not be made: {}", call.path, fault.what());
    return refusal_page(read, call, Problem("fault", "the page met a fault of the program"));
  }
}

// I/O thread; takes `respond`.
template <class Make>
void later(Context& context, Call call, Respond& respond, Make make) {
  const Sharer who = sharer_of(call);
  context.pools.queries.submit(who, [&context, call = std::move(call), make = std::move(make),
                                     respond = std::move(respond)](bool there_is_room) mutable {
    Response response = made_page(context.read, call, make, there_is_room);
    context.post(
        [respond = std::move(respond), response = std::move(response)]() mutable { respond(std::move(response)); });
  });
}

// Throws Problem: the API's own, for an answer with which the form need not be shown again.
void expect_form_again(int status, const std::string& answer);

}  // namespace api
