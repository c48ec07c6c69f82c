// What a browser may use for what it is given: the Content-Security-Policy of pages and of papers.
#pragma once

#include <string>
#include <string_view>

namespace api {

// What comes from here, and nothing else; nothing that stands within an element.
std::string page_policy();
// The same, and the one style sheet in the paper's head, by its hash. It runs no script and sends no form.
std::string paper_policy(std::string_view paper);

}  // namespace api
