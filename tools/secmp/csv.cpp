// One pass over the file, which counts lines so that every fault can name its own.
#include "tools/secmp/csv.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/text.hpp"
#include "tools/secmp/bad_file.hpp"

namespace secmp {

namespace {
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  std::vector<CsvRow> rows() {
    std::vector<CsvRow> rows;
    while (at_ < text_.size()) {
      auto row = next();
      if (row.fields.size() > 1 || !row.fields[0].empty()) rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  CsvRow next() {
    CsvRow row{line_, {}};
    for (;;) {
      row.fields.push_back(at_ < text_.size() && text_[at_] == '"' ? quoted() : plain());
      if (at_ < text_.size() && text_[at_] == ',') {
        ++at_;
        continue;
      }
      end_of_line();
      return row;
    }
  }

  std::string plain() {
    const auto end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    std::string field(text_.substr(at_, end - at_));
    at_ = end;
    return field;
  }

  std::string quoted() {
    const int began = line_;
    std::string field;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') field += text_[at_];
      else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') field += text_[at_++];
      else return closed(std::move(field));
    }
    throw BadFile(fmt::format("line {}: a quote is opened and never closed", began));
  }

  std::string closed(std::string field) {
    ++at_;
    if (at_ < text_.size() && text_.find_first_of(",\r\n", at_) != at_)
      throw BadFile(fmt::format("line {}: something follows a closed quote", line_));
    return field;
  }

  void end_of_line() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
};

// Said of the line: letters of another encoding would be others here, and nothing is guessed.
void refuse_other_encodings(std::string_view text) {
  for (int line = 1; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    if (!engine::is_utf8(text.substr(0, end)))
      throw BadFile(fmt::format("line {}: has letters that are not in UTF-8; save the file as CSV in UTF-8", line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}
}  // namespace

std::vector<CsvRow> read_csv(std::string_view text) {
  refuse_other_encodings(text);
  return CsvReader(text).rows();
}

}  // namespace secmp
