// Reads pages with regular expressions: they are ours, and every attribute is in quotes.
#include "tests/system/browser.hpp"

#include <fmt/format.h>

#include <regex>
#include <stdexcept>

namespace outside {

namespace {
std::string encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c))) out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}
}  // namespace

Fields fields_of(const Json& body, const std::string& name) {
  Fields fields;
  const auto below = [&](const std::string& member) { return name.empty() ? member : name + "." + member; };
  const auto add = [&](const std::string& member, const Json& value) {
    const Fields more = fields_of(value, below(member));
    fields.insert(fields.end(), more.begin(), more.end());
  };
  if (body.is_object())
    for (const auto& [member, value] : body.items()) add(member, value);
  else if (body.is_array())
    for (std::size_t i = 0; i < body.size(); ++i) add(std::to_string(i), body[i]);
  else fields.emplace_back(name, body.is_string() ? body.get<std::string>() : body.dump());
  return fields;
}

std::string unescaped(std::string html) {
  for (const auto& [name, character] :
       {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&#39;", "'"}, {"&amp;", "&"}})
    for (auto at = html.find(name); at != std::string::npos; at = html.find(name, at + 1))
      html.replace(at, std::string_view(name).size(), character);
  return html;
}

// As a browser asks: what programs are promised of their answers is not held against pages.
Answer Browser::ask(const std::string& method, const std::string& path, const std::string& body) {
  std::string request = fmt::format("{} {} HTTP/1.1\r\nHost: here\r\nAccept: text/html\r\n", method, path);
  request += "Sec-Fetch-Site: same-origin\r\n";
  if (!cookie.empty()) request += "Cookie: " + cookie + "\r\n";
  if (method == "POST")
    request += fmt::format("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", body.size());
  client_.send_bytes(request + "\r\n" + body);
  return client_.receive();
}

Answer Browser::get(const std::string& path) { return ask("GET", path, ""); }

// In the place of the one of its name.
void Browser::keep(const std::string& fresh) {
  const std::string name = fresh.substr(0, fresh.find('=') + 1);
  std::string kept;
  for (std::size_t at = 0; at < cookie.size();) {
    const std::size_t end = std::min(cookie.find("; ", at), cookie.size());
    if (cookie.compare(at, name.size(), name) != 0) kept += cookie.substr(at, end - at) + "; ";
    at = end + 2;
  }
  cookie = kept + fresh;
}

Answer Browser::post(const std::string& path, const Fields& fields) {
  std::string body;
  for (const auto& [name, value] : fields) body += (body.empty() ? "" : "&") + encoded(name) + "=" + encoded(value);
  const Answer answer = ask("POST", path, body);
  if (const std::string set = answer.header("set-cookie"); !set.empty()) keep(set.substr(0, set.find(';')));
  return answer;
}

void Browser::sign_in(const std::string& token) {
  const Answer answer = post("/sign-in", {{"token", token}});
  if (answer.status != 303) throw std::runtime_error("not signed in: " + answer.body);
}

Fields Browser::hidden_in(const std::string& page) {
  Fields fields;
  const std::size_t begin = page.find("<form class=\"q\"");
  if (begin == std::string::npos) return fields;
  const std::string form = page.substr(begin, page.find("</form>", begin) - begin);
  static const std::regex hidden(R"re(<input type="hidden" name="([^"]*)" value="([^"]*)">)re");
  for (std::sregex_iterator one(form.begin(), form.end(), hidden), end; one != end; ++one)
    fields.emplace_back(unescaped((*one)[1]), unescaped((*one)[2]));
  return fields;
}

std::string Browser::value_in(const Fields& fields, const std::string& name) {
  for (const auto& [one, value] : fields)
    if (one == name) return value;
  return "";
}

Answer Browser::fill_in(const std::string& path, const Json& body, const std::string& button) {
  const Answer shown = get(path);
  if (shown.status != 200) throw std::runtime_error(fmt::format("{}: {} {}", path, shown.status, shown.body));
  Fields fields = hidden_in(shown.body);
  const Fields typed = fields_of(body);
  fields.insert(fields.end(), typed.begin(), typed.end());
  fields.emplace_back(button, "1");
  return post(path, fields);
}

}  // namespace outside
