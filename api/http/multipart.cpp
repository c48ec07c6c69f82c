// Looks for boundaries in what has come, and holds back what may be the beginning of one.
#include "api/http/multipart.hpp"

#include <algorithm>

#include "api/http/problem.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

constexpr std::size_t head_bytes_max = 8 * 1024;
constexpr std::size_t boundary_max = 70;  // RFC 2046, 5.1.1

Problem broken_form(std::string detail) { return Problem("unreadable-request", std::move(detail)); }

// The value of a parameter, with its quotes taken off; a browser writes a quote within it as %22.
std::optional<std::string> parameter_in(std::string_view line, std::string_view name) {
  for (std::size_t at = line.find(';'); at != std::string_view::npos; at = line.find(';', at + 1)) {
    auto rest = engine::trimmed(line.substr(at + 1));
    if (!engine::same_letters(rest.substr(0, name.size()), name) || rest.substr(name.size(), 1) != "=") continue;
    rest.remove_prefix(name.size() + 1);
    if (!rest.starts_with('"')) return std::string(engine::trimmed(rest.substr(0, rest.find(';'))));
    rest.remove_prefix(1);
    std::string value(rest.substr(0, rest.find('"')));
    for (std::size_t quote = 0; (quote = value.find("%22", quote)) != std::string::npos;) value.replace(quote, 3, "\"");
    return value;
  }
  return std::nullopt;
}

PartHead head_in(std::string_view lines) {
  PartHead head;
  while (!lines.empty()) {
    const auto line = lines.substr(0, lines.find("\r\n"));
    lines.remove_prefix(std::min(line.size() + 2, lines.size()));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) throw broken_form("a part of the form has a line that is no header");
    const auto name = line.substr(0, colon), value = engine::trimmed(line.substr(colon + 1));
    if (engine::same_letters(name, "content-type")) head.media_type = value;
    if (!engine::same_letters(name, "content-disposition")) continue;
    head.name = parameter_in(value, "name").value_or("");
    head.file_name = parameter_in(value, "filename");
  }
  if (head.name.empty()) throw broken_form("a part of the form has no name");
  return head;
}

}  // namespace

std::optional<std::string> boundary_in(std::string_view content_type) {
  const auto media = engine::trimmed(content_type.substr(0, content_type.find(';')));
  if (!engine::same_letters(media, "multipart/form-data")) return std::nullopt;
  auto boundary = parameter_in(content_type, "boundary");
  return boundary && !boundary->empty() && boundary->size() <= boundary_max ? boundary : std::nullopt;
}

void Multipart::take(std::string_view bytes) {
  came_ += bytes;
  while (step()) {
  }
  came_.erase(0, done_);
  done_ = 0;
}

bool Multipart::step() {
  const auto rest = std::string_view(came_).substr(done_);
  switch (where_) {
    case Where::after_all:
      done_ = came_.size();
      return false;
    case Where::after_boundary:
      return step_over_line(rest);
    case Where::in_head:
      return step_over_head(rest);
    case Where::before_first:
    case Where::in_part:
      return step_over_part(rest);
  }
  return false;
}

bool Multipart::step_over_line(std::string_view rest) {
  if (rest.size() < 2) return false;
  if (rest.starts_with("--")) where_ = Where::after_all;
  else if (rest.starts_with("\r\n")) where_ = Where::in_head;
  else throw broken_form("a boundary of the form is followed by something else than a line end");
  done_ += 2;
  return true;
}

bool Multipart::step_over_head(std::string_view rest) {
  const auto end = rest.find("\r\n\r\n");
  if (std::min(end, rest.size()) > head_bytes_max) throw broken_form("the head of a part of the form is too long");
  if (end == std::string_view::npos) return false;
  begin_part(head_in(rest.substr(0, end)));
  done_ += end + 4;
  where_ = Where::in_part;
  return true;
}

// What may be the beginning of a boundary waits for more.
bool Multipart::step_over_part(std::string_view rest) {
  const auto next = rest.find(before_next_);
  const bool ends = next != std::string_view::npos;
  const auto whole = ends ? next : rest.size() - std::min(rest.size(), before_next_.size() - 1);
  if (where_ == Where::in_part && whole > 0) add_to_part(rest.substr(0, whole));
  done_ += ends ? next + before_next_.size() : whole;
  if (ends) where_ = Where::after_boundary;
  return ends;
}

void Multipart::end() const {
  if (where_ != Where::after_all) throw broken_form("the form is not whole");
}

}  // namespace api
