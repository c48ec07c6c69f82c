// What stands around each page.
#pragma once

#include <kainjow/mustache.hpp>

#include "api/pages/site.hpp"

namespace api::pages {

// `main`: a template for what `values` has.
std::string framed(const Site& site, const std::string& title, const char* main, const kainjow::mustache::data& values);
kainjow::mustache::data named_list(const std::vector<Named>& all);
kainjow::mustache::data collection_list(const Site& site);

}  // namespace api::pages
