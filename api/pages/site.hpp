// The pages that say what this server is and how programs talk to it: HTML without script.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace api::pages {

struct Named {
  std::string name, title;
};

// What all pages are made from; it stays the same while the program runs.
struct Site {
  std::string name = "The register";
  std::string version;
  bool simulated = false;  // its clock
  std::vector<std::string> collections;
  std::vector<Named> navigation;                    // those of them that have pages, as people call them
  std::vector<Named> reports, workflows, problems;  // the title of a problem begins with its status
};

// What the page has in its frame. `openapi`: the document, as JSON text.
std::string docs_main(const Site& site, const std::string& openapi);
std::string_view style_sheet();

}  // namespace api::pages
