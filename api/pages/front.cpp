// The page of a server's own address: what it is, and where to read on.
#include "api/pages/files.hpp"
#include "api/pages/frame.hpp"

namespace api::pages {

std::string front_page(const Site& site) {
  kainjow::mustache::data values;
  values.set("collections", collection_list(site));
  values.set("reports", named_list(site.reports));
  values.set("workflows", named_list(site.workflows));
  return framed(site, "The register", files::front_html, values);
}

std::string_view style_sheet() { return files::page_css; }

}  // namespace api::pages
