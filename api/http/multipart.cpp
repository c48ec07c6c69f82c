// Looks for boundaries in what has come, and holds back what may be the beginning of one.
#include "api/http/multipart.hpp"

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
}

bool Multipart::step() {
  if (where_ == Where::after_all) {
    came_.clear();
    return false;
  }
  if (where_ == Where::after_boundary) {
    if (came_.size() < 2) return false;
    if (came_.starts_with("--")) where_ = Where::after_all;
    else if (came_.starts_with("\r\n")) where_ = Where::in_head;
    else throw broken_form("a boundary of the form is followed by something else than a line end");
    if (where_ == Where::in_head) came_.erase(0, 2);
    return true;
  }
  if (where_ == Where::in_head) {
    const auto end = came_.find("\r\n\r\n");
    if (end == std::string::npos && came_.size() > head_bytes_max) throw broken_form("a part of the form has no end");
    if (end == std::string::npos) return false;
    begin_part(head_in(std::string_view(came_).substr(0, end)));
    came_.erase(0, end + 4);
    where_ = Where::in_part;
    return true;
  }
  const auto next = came_.find(before_next_);
  const auto whole = next != std::string::npos ? next
                     : came_.size() >= before_next_.size() ? came_.size() - before_next_.size() + 1
                                                           : 0;
  if (where_ == Where::in_part && whole > 0) add_to_part(std::string_view(came_).substr(0, whole));
  came_.erase(0, next != std::string::npos ? next + before_next_.size() : whole);
  if (next != std::string::npos) where_ = Where::after_boundary;
  return next != std::string::npos;
}

void Multipart::end() const {
  if (where_ != Where::after_all) throw broken_form("the form is not whole");
}

}  // namespace api
