// Fills the frame of a page, and the page in it.
#include "api/pages/frame.hpp"

#include <stdexcept>

#include "api/http/text.hpp"
#include "api/pages/files.hpp"

namespace api::pages {

using kainjow::mustache::data;

namespace {

std::string filled(const char* text, const data& values) {
  kainjow::mustache::mustache page{text};
  if (!page.is_valid()) throw std::logic_error("a page is no template: " + page.error_message());
  return page.render(values);
}

}  // namespace

data named_list(const std::vector<Named>& all) {
  data list{data::type::list};
  for (const auto& one : all) {
    data item;
    item.set("name", one.name);
    item.set("title", one.title);
    list.push_back(item);
  }
  return list;
}

data collection_list(const Site& site) {
  std::vector<Named> all;
  for (const auto& name : site.collections) all.push_back({name, in_words(name)});
  return named_list(all);
}

std::string framed(const Site& site, const std::string& title, const char* main, const data& values) {
  data frame;
  frame.set("title", title);
  frame.set("version", site.version);
  frame.set("simulated", data{site.simulated});
  frame.set("feeds", collection_list(site));
  frame.set("main", filled(main, values));
  return filled(files::frame_html, frame);
}

}  // namespace api::pages
