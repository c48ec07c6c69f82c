// What stands around each page: who has signed in, the ways on, the date of a simulated clock, the same as data.
#pragma once

#include <kainjow/mustache.hpp>

#include "api/pages/site.hpp"
#include "engine/types.hpp"

namespace api::pages {

struct Link {
  std::string href, words;
  std::string media = {};  // of the same as data
};

// A page's own part of it.
struct Frame {
  std::string title;                     // of the page, without the name of the site
  std::string path;                      // of the page; what the navigation has of it is marked
  std::string who = {};                  // empty: nobody has signed in
  bool keeper = false;                   // who has signed in looks after the register
  std::optional<engine::Time> now = {};  // that it is as of; nothing: it is the same at any time
  std::vector<Link> data = {};           // the same for programs: shown at its foot, and in its head
  bool error = false;                    // its title says so first
};

// `main`: a template for what `values` has. Compiled once a thread.
std::string filled(const char* text, const kainjow::mustache::data& values);
std::string framed(const Site& site, const Frame& frame, std::string main);  // filled already
// The address of a case's page.
std::string page_of_case(const std::string& collection, const std::string& reference);

// A list with an item for each, as `fill(item, one)` fills it. They are filled where they stand, and their values are
// assigned: the library copies what it is handed with set() or push_back(), with all that is below it.
template <class All, class Fill>
kainjow::mustache::data list_of(const All& all, Fill fill) {
  using kainjow::mustache::data;
  data list{data::type::list};
  for (std::size_t i = 0; i < std::size(all); ++i) list.push_back(data{false});
  auto* item = const_cast<data*>(list.list_value().data());
  for (const auto& one : all) {
    *item = data{};
    fill(*item++, one);
  }
  return list;
}
kainjow::mustache::data named_list(const std::vector<Named>& all);
kainjow::mustache::data link_list(const std::vector<Link>& all);

}  // namespace api::pages
