// Commands to meetings, actions and releases in stories, and what is read of them.
#pragma once

#include "tests/support/asking.hpp"

namespace meetings {

using namespace story;

inline engine::Reply told(Story& s, const Actor& by, const std::string& to, const std::string& command,
                          const Dom& body = Dom::object()) {
  const auto slash = to.find('/');
  return s.ask({to.substr(0, slash),
                slash == std::string::npos ? "" : to.substr(slash + 1),
                command,
                body.dump(),
                by,
                "",
                "",
                {},
                {}});
}
inline engine::Accepted done(Story& s, const Actor& by, const std::string& to, const std::string& command,
                             const Dom& body = Dom::object()) {
  auto reply = told(s, by, to, command, body);
  const auto words = to + " " + command + ": " + in_words(reply);
  CAPTURE(words);
  REQUIRE(std::holds_alternative<engine::Accepted>(reply));
  return std::get<engine::Accepted>(std::move(reply));
}
inline Answer not_done(Story& s, const Actor& by, const std::string& to, const std::string& command,
                       const Dom& body = Dom::object()) {
  return Answer(told(s, by, to, command, body));
}

inline engine::Case current(Story& s, const std::string& to) {
  const auto slash = to.find('/');
  const auto sources = api::from_events(rules(), s.journal(), {});
  return sources.find(sources.id_of({to.substr(0, slash), to.substr(slash + 1)}).value()).value();
}
// As a caller sees it; `seen` too, of every event.
inline Dom view(Story& s, const std::string& to, const Actor& by = panel) {
  const auto found = current(s, to);
  const auto& workflow = rules().get(found.workflow);
  return Dom::parse(workflow.view(found, workflow.clearance(by)));
}
inline std::string history(Story& s, const std::string& to, const Actor& by) {
  const auto found = current(s, to);
  const auto& workflow = rules().get(found.workflow);
  std::string all;
  for (const auto& entry : s.journal().entries(found.id, {}))
    all += workflow.seen_body(found, entry, by).value_or("") + "\n";
  return all;
}

inline const std::string panel_66 = "meetings/SECP_66_1503";

inline void given_the_meeting(Story& s) {
  done(s, panel, "meetings", "schedule", {{"ref", "SECP_66_1503"}, {"date", "2019-03-15"}, {"place", "London"}});
}
// Taken over from a register: an approval under Self-Governance that was referred to the Panel.
inline void given_a_referral(Story& s, const std::string& ref) {
  s.given(ref, "panel-referral", "",
          {{"position",
            {{"state", "panel-referral"},
             {"path", "self-governance"},
             {"as_of", "2019-03-15"},
             {"source", "the register before"},
             {"decision", "approve"}}}});
}
inline void given_an_item(Story& s, int item, const std::string& title, Dom more = Dom::object()) {
  more.update({{"item", item}, {"title", title}});
  done(s, panel, panel_66, "add-item", more);
}
inline void when_it_was_held(Story& s) {
  done(s, panel, panel_66, "issue-papers");
  done(s, panel, panel_66, "hold");
}
inline void given_a_line(Story& s, int item, const std::string& verb, const Dom& text, Dom more = Dom::object()) {
  more.update({{"item", item}, {"verb", verb}, {"text", text}});
  done(s, panel, panel_66, "propose-decision", more);
}
// The lines of item 14, as the minutes of SECP_66_1503 have them.
inline void given_the_four_lines(Story& s, const std::string& ref = "SECMP0058", int item = 14, Dom body = {}) {
  if (body.is_null())
    body = {{"progress_to_report_phase", true},
            {"report_approved", true},
            {"implementation_approach_approved", true},
            {"path", "self-governance"}};
  const Dom step = {{"modification", ref}, {"command", "approve-report"}};
  Dom first = step;
  first["body"] = body;
  given_a_line(s, item, "AGREED", "that " + ref + " should be progressed to the Report Phase", first);
  given_a_line(s, item, "APPROVED", "the Modification Report", step);
  given_a_line(s, item, "APPROVED", "the implementation approach", step);
  given_a_line(s, item, "AGREED", "that " + ref + " should be progressed as a Self-Governance Modification", step);
}

inline engine::Report paper(Story& s, const std::string& to, const std::string& name, const Actor& by = visitor) {
  const auto slash = to.find('/');
  const auto answer = asked(s, to.substr(0, slash), to.substr(slash + 1), name, Dom::object(), by);
  return std::get<engine::Answer>(answer).paper.value();
}
// "NOTED the report", line by line.
inline std::vector<std::string> lines_of(const engine::Report& paper, const std::string& section) {
  const auto* found = paper.section(section);
  REQUIRE(found != nullptr);
  std::vector<std::string> lines;
  for (const auto& row : found->rows) lines.push_back(engine::text_of(row.at(0)) + " " + engine::text_of(row.at(1)));
  return lines;
}

// Of an agenda, what it proposes of a modification; null: it does not.
inline Dom proposed(const Dom& agenda, const std::string& ref, const std::string& command) {
  for (const auto& one : agenda.at("proposed"))
    if (one.at("modification") == ref && one.at("command") == command) return one;
  return {};
}

}  // namespace meetings
