// The OpenAPI 3.1 document, made from the table of routes and the commands of the workflows.
#pragma once

#include "api/routes/context.hpp"

namespace api {

std::string openapi(const Router& router, const Read& read);

}  // namespace api
