// What of a file is asked for: Range and If-Range (RFC 9110, 14).
#pragma once

#include "api/http/message.hpp"

namespace api {

// `response`: 200 with the whole of a file and its ETag. The part that the request asks for, as 206; 416 if the file
// has no such part; else as it is. Several parts at once are not given: the whole is.
Response ranged(const Request& request, Response response);

}  // namespace api
