// What a form sends: application/x-www-form-urlencoded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace api {

// The fields in the order in which they stand on the page; a name may be there more than once.
class SentForm {
 public:
  using Fields = std::vector<std::pair<std::string, std::string>>;

  explicit SentForm(Fields fields = {}) : fields_(std::move(fields)) {}
  const Fields& all() const { return fields_; }
  bool has(std::string_view name) const { return find(name) != nullptr; }
  const std::string* find(std::string_view name) const;  // the first of that name; nullptr: none
  std::string text(std::string_view name) const;         // empty: it is not there

 private:
  Fields fields_;
};

// Lines end as they do in a journal, at \n alone. Throws Problem (400) for what is no UTF-8, and for a % without
// digits.
SentForm read_sent_form(std::string_view body);

}  // namespace api
