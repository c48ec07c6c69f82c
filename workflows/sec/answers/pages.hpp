// What the pages for people say of modifications, releases, meetings, actions and bodies, made of what the API shows.
#pragma once

#include "engine/pages.hpp"

namespace sec {

engine::Pages pages(const engine::Workflows& all);

engine::CasePage page_of_modification(const engine::PageInput& input);
engine::PageRow row_of_modification(const engine::Workflow& rules, const engine::Json& summary, engine::Time now);
engine::CasePage page_of_meeting(const engine::PageInput& input);
engine::PageRow row_of_meeting(const engine::Workflow& rules, const engine::Json& summary, engine::Time now);
std::vector<engine::PageFilter> filters_of_modifications(const engine::Workflows& all);

}  // namespace sec
