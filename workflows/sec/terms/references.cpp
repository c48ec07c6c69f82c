// Reads references of modifications in any letter case, and writes them as the register does.
#include "workflows/sec/terms/references.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "engine/text.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

namespace {
constexpr std::size_t digits_max = 6;
constexpr int last_number_written = 999'999;
}  // namespace

namespace {
// `digits_left_out`: the zeros before the number need not be there.
std::optional<Reference> read(std::string_view text, bool digits_left_out) {
  const auto upper = engine::upper(text);
  for (const std::string_view prefix : {"SECMP", "DP", "MP"}) {
    if (!upper.starts_with(prefix)) continue;
    const auto rest = std::string_view(upper).substr(prefix.size());
    const auto digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    const std::size_t whole = prefix == "SECMP" ? 4 : 3;  // a long register goes on with more
    if (digits < (digits_left_out ? 1 : whole) || digits > digits_max) return {};
    const auto suffix = rest.substr(digits);
    if (suffix.size() > 1 || (suffix.size() == 1 && !std::isupper(static_cast<unsigned char>(suffix[0])))) return {};
    return Reference{std::string(prefix), std::stoi(std::string(rest.substr(0, digits))), std::string(suffix)};
  }
  return {};
}
}  // namespace

std::optional<Reference> read_reference(std::string_view text) { return read(text, false); }
std::optional<Reference> named_reference(std::string_view text) { return read(text, true); }

namespace {
std::string written(const Reference& reference) {
  return reference.prefix == "SECMP" ? fmt::format("SECMP{:04}{}", reference.number, reference.suffix)
                                     : fmt::format("{}{:03}{}", reference.prefix, reference.number, reference.suffix);
}
}  // namespace

std::string canonical_reference(std::string_view text) {
  const auto reference = named_reference(text);
  return reference ? written(*reference) : std::string(text);
}

std::string reference_place(std::string_view text) {
  const auto reference = named_reference(text);
  if (!reference) return "~" + engine::natural_place(text);
  return fmt::format("{:06}{}{}", reference->number, reference->suffix.empty() ? " " : reference->suffix,
                     reference->prefix);
}

std::string reference_number(std::string_view text) {
  const auto reference = named_reference(text);
  return reference ? fmt::format("{:06}{}", reference->number, reference->suffix) : std::string();
}

std::string with_letter(std::string_view reference, char letter) {
  auto read = named_reference(reference);
  if (!read) return std::string(reference);
  read->suffix = letter;
  return written(*read);
}

bool same_reference(std::string_view a, std::string_view b) {
  const auto number = reference_number(a);
  return number.empty() ? a == b : number == reference_number(b);
}

bool ends_numbering(std::string_view text) {
  const auto reference = read_reference(text);
  return reference && reference->number > last_number_chosen;
}

int next_number(const engine::Numbers& numbers) {
  const auto free_after = [&](int last) {
    while (last < last_number_written) {
      const auto near = numbers.highest(fmt::format("{:06}~", last), fmt::format("{:06}~", last + numbers_apart_max));
      if (!near) break;
      last = std::stoi(near->substr(0, 6));
    }
    return last + 1;
  };
  const int next = free_after(numbers.last);
  return next <= last_number_written ? next : free_after(0);
}

std::string new_reference(std::string_view pack, int number) {
  return written({rules_of(pack).development ? "DP" : "SECMP", number, ""});
}

std::string converted_reference(std::string_view reference) {
  auto read = read_reference(reference);
  if (!read || read->prefix != "DP") return std::string(reference);
  read->prefix = "MP";
  return written(*read);
}

}  // namespace sec
