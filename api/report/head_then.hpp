// How far the journal had come at an instant, for the small print of papers that say what was known then.
#pragma once

#include "engine/ports.hpp"
#include "engine/report.hpp"

namespace api::report {

// The newest entry recorded by then that this reader could see then: a vote that is hidden from them moves it no more
// than anything else that they read. Once that instant is over it stays as it is. Nothing: there was none.
std::optional<engine::Report::Head> head_then(const engine::Workflows& workflows, const engine::Reader& reader,
                                              engine::Time known_at, engine::Clearance clearance);

}  // namespace api::report
