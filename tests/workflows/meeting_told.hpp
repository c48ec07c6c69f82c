// Everything that somebody is given of the Panel's meeting 66, its papers, and the actions of its body.
#pragma once

#include "tests/workflows/meetings.hpp"

namespace meetings {

inline std::string all_of(const engine::Report& paper) {
  std::string text;
  for (const auto& section : paper.sections) {
    text += section.heading + " " + section.lead + " ";
    for (const auto& one : section.prose) text += one.text() + " ";
    for (const auto& row : section.rows)
      for (const auto& cell : row) text += engine::text_of(cell) + " ";
  }
  return text;
}

inline std::string all_told(Story& s, const Actor& by) {
  auto text = view(s, panel_66, by).dump() + history(s, panel_66, by);
  for (const std::string question : {"agenda", "minutes", "confidential-minutes"}) {
    const auto answer = std::get<engine::Answer>(asked(s, "meetings", "SECP_66_1503", question, Dom::object(), by));
    text += answer.json + (answer.paper ? all_of(*answer.paper) : "");
  }
  for (const auto& one : s.journal().summaries("actions", {})) {
    const auto to = "actions/" + one.case_id;
    text += one.summary + view(s, to, by).dump() + history(s, to, by);
  }
  return text;
}

}  // namespace meetings
