// Fills the frame of a page, and the page in it.
#include "api/pages/frame.hpp"

#include <stdexcept>
#include <unordered_map>

#include "api/http/target.hpp"
#include "api/http/text.hpp"
#include "api/pages/files.hpp"
#include "api/report/paper_text.hpp"
#include "engine/spoken.hpp"

namespace api::pages {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

std::string filled(const char* text, const data& values) {
  thread_local std::unordered_map<const char*, mustache> compiled;
  auto found = compiled.find(text);
  if (found == compiled.end()) {
    mustache page{text};
    if (!page.is_valid()) throw std::logic_error("a page is no template: " + page.error_message());
    found = compiled.emplace(text, std::move(page)).first;
  }
  return found->second.render(values);
}

std::string page_of_case(const std::string& collection, const std::string& reference) {
  return "/" + encoded(collection) + "/" + encoded(reference);
}

data named_list(const std::vector<Named>& all) {
  return list_of(all, [](data& item, const Named& one) {
    item["name"] = one.name;
    item["title"] = one.title;
  });
}

data link_list(const std::vector<Link>& all) {
  return list_of(all, [](data& item, const Link& one) {
    item["href"] = one.href;
    item["words"] = one.words;
    item["media"] = one.media;
  });
}

namespace {

// What has a place in the navigation, of the collections in their order.
data navigation(const Site& site, const Frame& frame) {
  std::vector<Link> links;
  for (const auto& one : site.navigation) links.push_back({"/" + one.name, one.title});
  links.push_back({"/reports", "Papers"});
  if (frame.keeper) links.push_back({"/desk", "Desk"});
  if (!frame.who.empty()) links.push_back({"/tasks", "My tasks"});
  return list_of(links, [&](data& item, const Link& one) {
    item["href"] = one.href;
    item["words"] = one.words;
    item["here"] = data{frame.path == one.href || frame.path.starts_with(one.href + "/")};
  });
}

}  // namespace

std::string_view style_sheet() { return files::page_css; }

std::string framed(const Site& site, const Frame& frame, std::string main) {
  data around;
  const auto title = report::printable(frame.title);
  around["title"] = frame.error ? "Error: " + title : title;
  around["site"] = site.name;
  around["version"] = site.version;
  around["simulated"] = data{site.simulated};
  if (frame.now) around["now"] = engine::spoken(*frame.now);
  around["navigation"] = navigation(site, frame);
  if (!frame.who.empty()) around["who"] = report::printable(frame.who);
  around["nobody"] = data{frame.who.empty()};
  around["next"] = encoded(frame.path);
  around["data"] = link_list(frame.data);
  around["has_data"] = data{!frame.data.empty()};
  around["main"] = std::move(main);
  return filled(files::frame_html, around);
}

}  // namespace api::pages
