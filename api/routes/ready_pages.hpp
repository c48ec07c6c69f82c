// Pages that are kept until something happens that their reader sees: ready for everybody who has not signed in, and
// those of each who has. A page says to the minute until when it is true, so it is kept for a minute at most.
#pragma once

#include <functional>

#include "api/http/parts.hpp"
#include "api/http/router.hpp"
#include "api/reading/feed.hpp"
#include "api/routes/context.hpp"

namespace api {

// nullptr: there is none for who asks like this. Whoever shows a cookie may have signed in. Any thread.
std::shared_ptr<const Rendered> ready_page(const Parts& parts, std::string_view target, std::string_view accept,
                                           std::string_view cookie);

// What `answer` gives, whole; it is kept if it is such a page.
Response kept_ready(const Parts& parts, const Call& call, const std::function<Response()>& answer);

// What `answer` gives, without the headers of all answers, or has given to the same reader just before. What a seat
// sees of its own vote shows to nobody else, so that no step says when it changes: nothing is kept for a seat.
Response kept_for_member(Context& context, const Call& call, const std::function<Response()>& answer);

}  // namespace api
