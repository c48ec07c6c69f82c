// A body that is no JSON becomes a problem that names line and column; a number that nothing can hold, its field.
#include "api/http/body_text.hpp"

#include <fmt/format.h>

#include "api/http/prescan.hpp"
#include "api/http/problem.hpp"
#include "engine/blanks.hpp"

namespace api {

std::string read_body(const Request& request) {
  const auto body = engine::without_mark(request.body);  // RFC 8259, 8.1: one may pass over it
  if (body.empty()) return "{}";
  const auto fault = prescan(body);
  if (fault && fault->pointer) throw wrong_fields({{*fault->pointer, fault->what}});
  if (fault)
    throw Problem("unreadable-json", fmt::format("line {}, column {}: {}", fault->line, fault->column, fault->what))
        .with("line", std::to_string(fault->line))
        .with("column", std::to_string(fault->column));
  return body;
}

}  // namespace api
