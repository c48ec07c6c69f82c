// Pages that everybody sees who has not signed in, kept ready until something happens that everybody sees. A page says
// to the minute until when it is true, so it is kept for a minute at most.
#pragma once

#include <functional>

#include "api/http/parts.hpp"
#include "api/http/router.hpp"
#include "api/reading/feed.hpp"

namespace api {

// nullptr: there is none for who asks like this. Whoever shows a cookie may have signed in. Any thread.
std::shared_ptr<const Rendered> ready_page(const Parts& parts, std::string_view target, std::string_view accept,
                                           std::string_view cookie);

// What `answer` gives, whole; it is kept if it is such a page.
Response kept_ready(const Parts& parts, const Call& call, const std::function<Response()>& answer);

}  // namespace api
