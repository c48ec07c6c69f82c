// Conditional requests and the choice between forms: ETag, If-Match, If-None-Match, Accept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace api {

std::string version_tag(int version);                 // "17" in quotes
std::optional<int> version_of(std::string_view tag);  // nothing: it is not one of these
std::string content_tag(std::string_view content);    // an opaque strong one

// What If-Match names: any of its tags will do. Weak ones are none here, for they match nothing.
struct IfMatch {
  enum class Kind { missing, any, tags } kind = Kind::missing;
  std::vector<std::string> tags = {};  // with their quotes

  bool hits(const std::string* tag) const;  // `tag`: of what there is; nullptr: it has none
  std::vector<int> versions() const;        // that tags name; 0, which nothing has, when they name none
};
IfMatch read_if_match(const std::string* header);  // throws Problem (400) for what is no list of tags

// Whether If-None-Match names this tag; compares weakly, as the standard has it.
bool none_match_hits(std::string_view header, std::string_view tag);

// Which of the media types offered the header likes best; the first of equals; nothing when it takes none of them.
// A missing or empty header takes anything.
std::optional<std::size_t> choose(const std::string* accept, const std::vector<std::string>& offered);
// The same, and 406 when there is none.
std::size_t choose_or_refuse(const std::string* accept, const std::vector<std::string>& offered);

}  // namespace api
