// From where a form was sent: a page of another site could send one with our cookie.
#pragma once

#include <optional>
#include <string>

#include "api/http/message.hpp"

namespace api {

// Why this POST is refused; nothing: it comes from a page of ours, or from a program without a cookie. `public_url`:
// the address of this site; empty: what Host says.
std::optional<std::string> why_not_from_here(const Request& request, const std::string& public_url);

// A path of this site to go on to, or "/" for what leads elsewhere.
std::string local_path(const std::string& wanted);

// Whether the request was made on this machine itself, with nobody in between.
bool is_from_this_machine(const Request& request);

}  // namespace api
