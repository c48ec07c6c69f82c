// A form with a file in it, taken apart while it arrives (multipart/form-data, RFC 7578).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace api {

// The boundary that a Content-Type names; nothing: it is of no such form, or names none.
std::optional<std::string> boundary_in(std::string_view content_type);

// What stands before a part.
struct PartHead {
  std::string name;
  std::optional<std::string> file_name;  // of a file; empty: none was chosen
  std::string media_type;                // empty: it does not say
};

// Calls for each part in turn: its head, then its bytes in portions.
class Multipart {
 public:
  explicit Multipart(const std::string& boundary) : before_next_("\r\n--" + boundary) {}
  virtual ~Multipart() = default;

  void take(std::string_view bytes);  // throws Problem (400)
  void end() const;                   // throws Problem (400) if the last part has not come whole

 protected:
  virtual void begin_part(const PartHead& head) = 0;
  virtual void add_to_part(std::string_view bytes) = 0;

 private:
  enum class Where { before_first, after_boundary, in_head, in_part, after_all };
  // Whether there is more to do with what has come. `rest`: of it, what is not done.
  bool step();
  bool step_over_line(std::string_view rest);
  bool step_over_head(std::string_view rest);
  bool step_over_part(std::string_view rest);

  const std::string before_next_;
  std::string came_ = "\r\n";  // as if there were a line before the first boundary
  std::size_t done_ = 0;       // of it
  Where where_ = Where::before_first;
};

}  // namespace api
