// A case as a page, and a list of cases: what a workflow says of them, in HTML.
#pragma once

#include "api/pages/parts.hpp"

namespace api::pages {

// An entry of the case's history, as its reader may see it.
struct Happened {
  std::string on, recorded, what, who;
};

struct CaseShown {
  const engine::CasePages& pages;
  const engine::CasePage& page;
  std::string picture = {};  // address of its picture; empty: none
  std::string flow = {};     // and of the one of its way
  std::vector<Link> papers = {};
  std::vector<Happened> history = {};
  std::string as_at = {};          // the day that it is shown as at; empty: as it stands
  std::string past = {};           // which day or instant that is, in words
  std::string done = {};           // what its reader has just done
  std::vector<Link> acts = {};     // and what they may do
  std::vector<Link> anytime = {};  // and what, although it waits for nobody
  Doing doing = {};                // from the parts of the page
};
std::string case_main(const CaseShown& shown);

struct ListShown {
  const engine::CasePages& pages;
  std::vector<engine::PageRow> rows;
  std::string q = {};
  std::vector<std::pair<engine::PageFilter, std::string>> filters = {};  // and what they ask for
  std::string next = {};           // address of the next page; empty: this is the last
  bool continues = false;          // a page came before it
  std::vector<Link> opening = {};  // what founds another one; none: its reader may not
};
// What hides some of them, in words: "with the words: storm; Waiting for: Parties"; empty: nothing does.
std::string hidden_by(const ListShown& shown);
std::string list_main(const ListShown& shown);

struct HomeShown {
  std::string site, lead;
  struct List {
    std::string heading, when_empty;
    std::string collection;
    std::vector<engine::PageRow> rows;
    std::string more = {};  // address of all of them, if these are not all
  };
  std::vector<List> lists;
  std::string search;  // the collection that the search box looks in; empty: there is none
  std::vector<Named> collections, reports;
};
std::string home_main(const HomeShown& shown);

}  // namespace api::pages
