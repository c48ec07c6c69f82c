// What goes wrong, told as RFC 9457 problem details: a kind from a fixed list, and a sentence of its own.
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "api/http/message.hpp"
#include "engine/types.hpp"

namespace api {

// One entry of the list that /problems/ shows.
struct ProblemKind {
  std::string_view name;  // "stale-version": its type is /problems/stale-version
  int status;
  std::string_view title;
  std::string_view explanation;  // what it means and what to do, for whoever opens the type
};

std::span<const ProblemKind> problem_kinds();
const ProblemKind* find_problem_kind(std::string_view name);

// Thrown by what reads a request, and caught in one place, the application, which answers with it.
class Problem {
 public:
  // `name` is one of the list; std::logic_error when it is not.
  Problem(std::string_view name, std::string detail);

  Problem& with(std::string_view member, std::string json);  // one more member, its value as JSON text
  Problem& header(std::string name, std::string value);

  int status() const { return kind_->status; }
  std::string_view name() const { return kind_->name; }
  const ProblemKind& kind() const { return *kind_; }
  const std::string& detail() const { return detail_; }
  const Headers& headers() const { return headers_; }
  Response response(std::string_view instance) const;  // `instance`: the path that was asked for

 private:
  const ProblemKind* kind_;
  std::string detail_;
  std::vector<std::pair<std::string, std::string>> members_;
  Headers headers_;
};

// 503: the threads that read have too much waiting.
Problem too_many_reads();
// 422 with one entry per field; `title_at`: what the field at a pointer is called on forms, empty: nobody knows.
Problem wrong_fields(const std::vector<engine::FieldError>& errors,
                     const std::function<std::string(std::string_view pointer)>& title_at = {});
// 422 for one parameter of the query.
Problem wrong_parameter(std::string_view parameter, std::string detail);

}  // namespace api
