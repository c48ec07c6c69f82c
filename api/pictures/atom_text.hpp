// News of a register as application/atom+xml: RFC 4287.
#pragma once

#include <vector>

#include "engine/types.hpp"

namespace api {

// Something that happened, for programs that show news.
struct NewsItem {
  std::string id;    // the same for ever
  std::string page;  // where people read on: a path of this server; empty: nowhere
  std::string link;  // where programs do
  std::string title, text;
  engine::Time updated{};
  std::string author;
};
struct News {
  std::string id, self;
  std::string page, link;  // of what they are about, as in its items; `self`: the path of the news themselves
  std::string title;
  std::string next = {};        // the path of older ones; empty: there are none (RFC 5005, 3)
  std::vector<NewsItem> items;  // of no items at all nothing is newer than 1970
};

// Paths are said as they are: RFC 4287 takes them from where the news came from. Nothing in the text depends on when it
// is made.
std::string atom_text(const News& news);

}  // namespace api
