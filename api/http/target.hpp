// The target of a request, taken apart: the segments of the path and the parameters of the query, decoded.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/types.hpp"

namespace api {

// The parameters of a query. Every reader marks its parameter as known; only_known() then refuses the others. All throw
// Problem with the name of the parameter.
class Query {
 public:
  explicit Query(std::vector<std::pair<std::string, std::string>> parameters = {})
      : parameters_(std::move(parameters)) {}

  std::optional<std::string> text(const std::string& name);
  std::optional<engine::Date> date(const std::string& name);
  std::optional<engine::Time> instant(const std::string& name);
  std::optional<int> number(const std::string& name, int min, int max);
  void only_known() const;
  const std::vector<std::pair<std::string, std::string>>& all() const { return parameters_; }

 private:
  std::vector<std::pair<std::string, std::string>> parameters_;
  std::set<std::string> known_;
};

struct Target {
  std::string path;                   // as asked, without the query
  std::vector<std::string> segments;  // decoded
  Query query;
};

// Throws Problem (400) for broken percent-encoding and for text that is not UTF-8. `of`: what it stands in.
std::string percent_decoded(std::string_view text, bool plus_is_blank, std::string_view of);

// Throws Problem (400) for broken percent-encoding, for text that is not UTF-8 and for control characters, 414 when it
// is too long.
Target read_target(std::string_view target);

// A target as it is sent to a server itself: a client may send the whole address, as to a proxy.
std::string origin_form(std::string_view method, std::string_view target);

std::string encoded(std::string_view text);  // for a segment or a parameter

}  // namespace api
