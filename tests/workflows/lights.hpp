// What everybody knows of a case, for the stories of lights: wherever it may stand, and who may not read it there.
#pragma once

#include "api/report/build.hpp"
#include "tests/workflows/meeting_told.hpp"

namespace lights {

using namespace meetings;

inline const Actor outsiders[] = {visitor, party("p")};
inline const Actor the_meeting{"secretary-1", "meeting", "", "", ""};

inline std::string told_of(Story& s, const std::string& to, const Actor& by) {
  auto text = view(s, to, by).dump() + history(s, to, by);
  const auto slash = to.find('/');
  const auto collection = to.substr(0, slash), ref = to.substr(slash + 1);
  for (const auto& one : s.journal().summaries(collection, {})) text += one.summary;
  if (collection != "modifications") return text;
  const auto page = std::get<engine::Answer>(asked(s, collection, ref, "page", Dom::object(), by));
  text += page.json + all_of(page.paper.value());
  for (const auto& [label, said] : page.paper->header) text += said;
  for (const auto& option : s.options(ref, by))
    for (const auto& one : option.unmet) text += one.reason;
  return text;
}
inline std::string status_report(Story& s, const Actor& by) {
  const auto& workflow = *api::report::workflow_with(rules(), "change-status");
  return all_of(api::report::build({rules(), s.journal(), s.today(), false, workflow.clearance(by), nullptr}, workflow,
                                   {"change-status", {}, engine::read_date("2017-12-01"), {}}));
}
inline bool knows(Story& s, const std::string& to, const Actor& by, const std::string& word) {
  auto text = told_of(s, to, by);
  if (to.starts_with("modifications/")) text += status_report(s, by);
  return text.find(word) != std::string::npos;
}
inline void check_hidden(Story& s, const std::string& to, const std::string& word) {
  CAPTURE(to);
  CAPTURE(word);
  for (const auto& who : outsiders) {
    CAPTURE(who.role);
    CHECK_FALSE(knows(s, to, who, word));
  }
  CHECK(knows(s, to, panel, word));
}
inline void check_open(Story& s, const std::string& to, const std::string& word) {
  CAPTURE(to);
  CAPTURE(word);
  for (const auto& who : outsiders) CHECK(knows(s, to, who, word));
}

// A meeting of the Panel on the first day of the story, with an item 7.
inline std::string given_a_meeting(Story& s, const std::string& day) {
  const auto ref = "SECP_66_" + day.substr(8, 2) + day.substr(5, 2);
  done(s, panel, "meetings", "schedule", {{"ref", ref}, {"date", day}});
  const auto meeting = "meetings/" + ref;
  done(s, panel, meeting, "add-item", {{"item", 7}, {"title", "Any other business"}, {"text", "aardvark was said"}});
  done(s, panel, meeting, "issue-papers");
  done(s, panel, meeting, "hold");
  return meeting;
}
inline void light(Story& s, const std::string& meeting, const std::string& colour, const Actor& by = panel) {
  done(s, by, meeting, "amend-item", {{"item", 7}, {"classification", colour}, {"reason", "r"}});
}

}  // namespace lights
