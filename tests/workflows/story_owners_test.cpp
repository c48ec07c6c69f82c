// Who sees to a modification, and what SECAS notes for itself.
#include "api/report/build.hpp"
#include "tests/workflows/lives.hpp"

using namespace story;

namespace {
int version_for(Story& s, const std::string& ref, const Actor& reader) {
  return s.then(ref, reader).view().at("version").get<int>();
}
std::vector<std::string> reported(Story& s) {
  std::vector<std::string> all;
  const auto& workflow = *api::report::workflow_with(rules(), "change-status");
  const auto report = api::report::build({rules(), s.journal(), s.today(), false, workflow.clearance(visitor), nullptr},
                                         workflow, {"change-status", {}, {}, {}});
  for (const auto& section : report.sections)
    for (const auto& row : section.rows) {
      all.emplace_back(section.name);
      for (const auto& cell : row) all.back() += " | " + engine::text_of(cell);
    }
  return all;
}
}  // namespace

STORY("A modification has an owner and a lead analyst, whom lists and its page name; one is taken over by another") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::submitted(s, era);
    s.but(secas, ref, "assign").is_refused_for("AssignsSomebody");
    s.but(secas, ref, "assign", {{"owner", "  "}}).is_malformed_at("/owner");
    s.but(secas, ref, "assign", {{"lead_analyst", std::string(101, 'a')}}).is_malformed_at("/lead_analyst");
    s.but(party("acme"), ref, "assign", {{"owner", "acme"}}).is_forbidden();
    s.when(secas, ref, "assign", {{"owner", "change-team"}, {"lead_analyst", "analyst-7"}});
    s.then(ref).has("/owner", "change-team").has("/lead_analyst", "analyst-7");
    s.but(manager, ref, "assign", {{"owner", "change-team"}}).is_refused_for("AssignsSomebody");
    s.when(manager, ref, "assign", {{"lead_analyst", "analyst-8"}});
    s.then(ref).has("/owner", "change-team").has("/lead_analyst", "analyst-8");
    s.when(secas, ref, "refuse-invalid", {{"ground", "not-entitled"}});
    s.when(secas, ref, "assign", {{"owner", "archive"}});  // of what has ended, too
    s.when(secas, ref, "note", {{"text", "closed"}});
  }
}

STORY("A note is seen by SECAS alone: for others it is not there, and nothing has moved") {
  Story s("2019-03-18");
  s.given_a_change_board();
  const auto ref = lives::before_the_board(s, lives::eras[1], "self-governance");
  s.when(secas, ref, "open-vote", {{"purpose", "final"}, {"mode", "correspondence"}});
  const Actor readers[] = {visitor, party("acme"), panel, authority, member("LS-1"), dcc};
  std::vector<Dom> before;
  for (const auto& reader : readers) before.push_back(s.then(ref, reader).view());
  const int mine = version_for(s, ref, secas);
  s.but(secas, ref, "note", {{"text", " "}}).is_malformed_at("/text");
  s.when(secas, ref, "note", {{"text", "the Proposer rang: the costs are not clear"}});
  CHECK(version_for(s, ref, secas) == mine + 1);
  s.then(ref).has("/notes/0/text", "the Proposer rang: the costs are not clear");
  for (std::size_t i = 0; i < std::size(readers); ++i) CHECK(s.then(ref, readers[i]).view() == before[i]);
  s.working_days_pass(6);  // the vote is counted: what it hid is shown, and the note is not
  for (const auto& reader : readers) CHECK_FALSE(s.then(ref, reader).view().contains("notes"));
  CHECK(version_for(s, ref, visitor) == version_for(s, ref, secas) - 1);
}

STORY("No day tells of a note: a step of the day before it is taken all the same") {
  Story s("2019-03-18");
  const auto ref = lives::submitted(s, lives::eras[1]);
  s.working_days_pass(2);
  s.when(secas, ref, "note", {{"text", "the form came by post"}});
  s.when(secas, ref, "accept", {{"effective_on", "2019-03-19"}});
}

STORY("No report tells of a note, and undoing passes it over") {
  Story s("2019-03-18");
  const auto ref = lives::submitted(s, lives::eras[1]);
  s.when(secas, ref, "accept");
  const auto before = reported(s);
  const auto seen = s.then(ref, visitor).view();
  s.when(manager, ref, "note", {{"text", "ring them"}});
  CHECK(reported(s) == before);
  CHECK(s.then(ref, visitor).view() == seen);
  s.when(manager, ref, "revoke-last", {{"reason", "a slip"}});
  s.then(ref).in("submitted").has("/notes/0/text", "ring them");
  for (const auto& entry : s.history(ref)) {
    if (entry.event.type != "step-revoked") continue;
    const auto& workflow = rules().get(entry.workflow);
    const auto body = Dom::parse(workflow.seen_body(s.now(ref), entry, visitor).value());
    CHECK(body.at("event") == "accepted");
    CHECK_FALSE(body.contains("kept"));
  }
}
