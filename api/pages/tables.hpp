// Sections of a report on a page: headings, paragraphs, and tables that become cards on a narrow screen.
#pragma once

#include <kainjow/mustache.hpp>

#include "engine/report.hpp"

namespace api::pages {

// Where the texts of a column lead to: "release" -> "/releases/".
using LeadsTo = std::map<std::string, std::string>;

// Those that have something to say, in their order; `prefix`: what their fragments begin with.
kainjow::mustache::data section_list(const std::vector<engine::Report::Section>& sections, const LeadsTo& leads_to,
                                     const std::string& prefix);
// What is not text of a reader's own language stands as pictures of itself, as on papers.
std::string shown(std::string_view text);

}  // namespace api::pages
