// Takes the body of a form apart.
#include "api/http/sent_form.hpp"

#include "api/http/problem.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

std::string decoded_field(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? engine::hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? engine::hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0)
      throw Problem("unreadable-request", "a % in the form is not followed by two hexadecimal digits");
    const char byte = static_cast<char>(high * 16 + low);
    i += 2;
    if (byte == '\n' && out.ends_with('\r')) out.pop_back();
    out += byte;
  }
  if (!engine::is_utf8(out)) throw Problem("unreadable-request", "the form, once decoded, is not UTF-8");
  return out;
}

}  // namespace

const std::string* SentForm::find(std::string_view name) const {
  for (const auto& [key, value] : fields_)
    if (key == name) return &value;
  return nullptr;
}

std::string SentForm::text(std::string_view name) const {
  const auto* found = find(name);
  return found ? *found : "";
}

SentForm read_sent_form(std::string_view body) {
  SentForm::Fields fields;
  while (!body.empty()) {
    const auto one = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(one.size() + 1, body.size()));
    if (one.empty()) continue;
    const auto equals = one.find('=');
    fields.emplace_back(decoded_field(one.substr(0, equals)),
                        equals == std::string_view::npos ? "" : decoded_field(one.substr(equals + 1)));
  }
  return SentForm(std::move(fields));
}

}  // namespace api
