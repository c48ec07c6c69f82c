// Writes elements of RFC 4287, in its order.
#include "api/pictures/atom_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/calendar.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

std::string element(std::string_view name, std::string_view text) {
  return fmt::format("<{}>{}</{}>\n", name, engine::xml_escaped(text), name);
}

std::string link(std::string_view relation, std::string_view media, std::string_view path) {
  return fmt::format("<link rel=\"{}\" type=\"{}\" href=\"{}\"/>\n", relation, media, engine::xml_escaped(path));
}

// The first is where most programs that show news lead to.
std::string links(const std::string& page, const std::string& data) {
  return (page.empty() ? "" : link("alternate", "text/html", page)) + link("alternate", "application/json", data);
}

std::string entry(const NewsItem& item) {
  return "<entry>\n" + element("id", item.id) + element("title", item.title) +
         element("updated", engine::to_text(item.updated)) + "<author>" +
         fmt::format("<name>{}</name>", engine::xml_escaped(item.author)) + "</author>\n" +
         links(item.page, item.link) +
         fmt::format("<content type=\"text\">{}</content>\n", engine::xml_escaped(item.text)) + "</entry>\n";
}

}  // namespace

std::string atom_text(const News& news) {
  engine::Time updated{};
  for (const auto& item : news.items) updated = std::max(updated, item.updated);
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  out += element("id", news.id) + element("title", news.title) + element("updated", engine::to_text(updated)) +
         link("self", "application/atom+xml", news.self) + links(news.page, news.link);
  if (!news.next.empty()) out += link("next", "application/atom+xml", news.next);
  for (const auto& item : news.items) out += entry(item);
  return out + "</feed>\n";
}

}  // namespace api
