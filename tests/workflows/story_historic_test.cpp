// What a historic register tells of the past of a modification: each day a step of its own, all of them or none.
#include "tests/workflows/lives.hpp"

using namespace story;

namespace {
Dom day(const Story& s, int working_days, const std::string& code, const Dom& more = Dom::object()) {
  return lives::with({{"on", s.day_in(working_days)}, {"code", code}}, more);
}
Dom taken(const lives::Era& era, const Story& s, const Dom& history, const std::string& state = "submitted") {
  return {{"workflow", era.pack},
          {"ref", "MP950"},
          {"title", "From another register"},
          {"position", {{"state", state}, {"as_of", s.day_in(-40)}, {"source", "a register"}, {"history", history}}}};
}
}  // namespace

STORY("A modification comes in with the days of its past that are known, and any of them can be asked for") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const Dom history = {day(s, -40, "RAISED", {{"state", "submitted"}}),
                         day(s, -30, "PA_REQUESTED", {{"state", "refinement"}}),
                         day(s, -20, "PA_RETURNED"),
                         day(s, -20, "NOTE", {{"text", "nobody knows what this means"}}),
                         day(s, -15, "HOLD", {{"status", "on-hold"}, {"text", "a trial"}}),
                         day(s, -12, "RESUMED", {{"status", "active"}}),
                         day(s, -10, "MRC_ISSUED", {{"state", "report-consultation"}}),
                         day(s, -5, "MRC_CLOSED", {{"state", "change-board-vote"}}),
                         day(s, -1, "REGISTER", {{"path", "self-governance"}, {"urgent", true}})};
    s.raised(manager, taken(era, s, history));
    s.then("MP950")
        .in("change-board-vote")
        .has("/path", "self-governance")
        .has("/urgency", "urgent")
        .has("/raised_on", s.day_in(-40))
        .has("/assessments/0/requested_on", s.day_in(-30))
        .has("/assessments/0/returned_on", s.day_in(-20))
        .has("/consultations/0/opens_on", s.day_in(-10))
        .has("/consultations/0/closed_on", s.day_in(-5))
        .has("/imported/3/text", "nobody knows what this means")
        .has("/status", "active");
    const auto entries = s.history("MP950");
    REQUIRE(entries.size() == 10);
    CHECK(entries[0].event.type == "taken-over");
    for (std::size_t i = 1; i < entries.size(); ++i) {
      CHECK(entries[i].event.type == "milestone-recorded");
      CHECK(entries[i].at == entries[0].at);
      CHECK(engine::to_text(entries[i].effective_on) == history[i - 1]["on"]);
      CHECK(entries[i].by.role == "secas-manager");
    }
    CHECK(entries[2].event.from == "submitted");
    CHECK(entries[2].event.to == "refinement");
    s.when(manager, "MP950", "record-milestone", {{"code", "NOTE"}, {"text", "one more"}});
    s.given_a_change_board();
    lives::opens_a_vote(s, "MP950", "final", "correspondence");
    s.but(manager, "MP950", "record-milestone", {{"code", "NOTE"}}).is_refused_for("OnlyItsPastIsRecorded");
  }
}

STORY("One day that is wrong keeps the whole modification out") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto refuses = [&](const Dom& history, const char* pointer) {
      s.but_raised(manager, taken(era, s, history)).is_malformed_at(pointer);
      CHECK_FALSE(s.journal().case_of("modifications", "MP950"));
    };
    const auto first = day(s, -40, "RAISED");
    refuses({first, day(s, -41, "NOTE")}, "/position/history/1/on");
    refuses({first, day(s, 1, "NOTE")}, "/position/history/1/on");
    refuses({first, day(s, -3, "NOTE"), day(s, -4, "NOTE")}, "/position/history/2/on");
    refuses({first, day(s, -3, "LUNCH")}, "/position/history/1/code");
    refuses({first, day(s, -3, "NOTE", {{"state", "limbo"}})}, "/position/history/1/state");
    refuses({first, day(s, -3, "NOTE", {{"state", "withdrawal-notice"}})}, "/position/history/1/state");
    refuses({first, day(s, -3, "IMPLEMENTATION", {{"part", 0}})}, "/position/history/1/part");
    const auto ended =
        taken(era, s, {day(s, -9, "WITHDRAWN", {{"state", "withdrawn"}}), day(s, -8, "WG", {{"state", "refinement"}})});
    CHECK(std::holds_alternative<engine::Refused>(
        s.but_raised(manager, ended).is_refused_for("StaysWhatItEndedAs").reply()));
    const auto fast = day(s, -9, "NOTE", {{"path", "fast-track"}, {"state", "refinement"}});
    s.but_raised(manager, taken(era, s, Dom::array({fast}))).is_refused_for("FastTrackIsNotRefined");
    CHECK_FALSE(s.journal().case_of("modifications", "MP950"));
    s.raised(manager, taken(era, s, Dom::array({first})));
    s.but_raised(manager, taken(era, s, Dom::array({first}))).is_malformed_at("/ref");
    CHECK(s.history("MP950").size() == 2);
  }
}

STORY("Milestones of a register are recorded of every state that a modification may have ended in") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto raised = lives::submitted(s, era);
    s.but(manager, raised, "record-milestone", {{"code", "NOTE"}}).is_refused_for("OnlyItsPastIsRecorded");
    s.but(secas, raised, "record-milestone", {{"code", "NOTE"}}).is_forbidden();
    const auto gone = s.given("MP952", "withdrawn", "", {{"workflow", era.pack}});
    s.but(manager, gone, "record-milestone", {{"code", "WG"}, {"state", "refinement"}})
        .is_refused_for("StaysWhatItEndedAs");
    const auto ref = s.given("MP951", "not-known", "", {{"workflow", era.pack}});
    s.but(manager, ref, "record-milestone", {{"code", "NOTE"}, {"path", "fast-track"}, {"state", "refinement"}})
        .is_refused_for("FastTrackIsNotRefined");
    s.then(ref).in("not-known").has("/stage", Dom()).has("/waiting_for", Dom());
    s.but(secas, ref, "submit-report", {{"legal_text", true}}).has_no_row();
    s.when(secas, ref, "attach-document",
           {{"kind", "letter"}, {"title", "A letter"}, {"version", "1.0"}, {"classification", "white"}});
    s.when(manager, ref, "record-milestone",
           {{"code", "IMPLEMENTATION"}, {"state", "implemented"}, {"part", 2}, {"release", "june-2020"}});
    s.then(ref).in("implemented").has("/implementation/0/part", 2).has("/implementation/0/actual_on", s.today_text());
    s.when(manager, ref, "record-milestone", {{"code", "CB_VOTE"}, {"outcome", "approve"}, {"text", "voted"}});
    s.then(ref).decided("milestone-recorded", "change-board", "approve");
    s.when(manager, ref, "revoke-last", {{"reason", "of another modification"}});
    s.then(ref).has("/decisions", Dom::array());
  }
}

STORY("What is on hold nobody knows where waits for nobody, and its register says when it went on") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.raised(manager,
             taken(era, s,
                   {day(s, -40, "RAISED", {{"state", "submitted"}}),
                    day(s, -1, "REGISTER", {{"state", "not-known"}, {"status", "on-hold"}, {"undated", true}})}));
    s.then("MP950").in("not-known").has("/status", "on-hold").has("/waiting_for", Dom()).has("/stage", Dom());
    s.but(panel, "MP950", "resume", Dom::object()).has_no_row();
    s.when(manager, "MP950", "record-milestone", {{"code", "RESUMED"}, {"status", "active"}});
    s.then("MP950").in("not-known").has("/status", "active").has("/waiting_for", Dom());
  }
}

STORY("Each part keeps its release, and the register the documents that it named") {
  Story s("2021-09-06");
  const auto& era = lives::eras[2];
  s.raised(manager,
           taken(era, s,
                 {day(s, -40, "RAISED", {{"state", "submitted"}}),
                  day(s, -5, "IMPLEMENTATION", {{"state", "implemented"}, {"part", 2}}),
                  day(s, -1, "REGISTER",
                      {{"part", 1},
                       {"release", "june-2021"},
                       {"documents", Dom::array({{{"kind", "document"}, {"title", "A problem"}, {"version", "0.1"}},
                                                 {{"kind", "document"}, {"title", "An answer"}}})}}),
                  day(s, -1, "REGISTER", {{"part", 2}, {"release", "november-2021"}})}));
  s.then("MP950")
      .in("implemented")
      .has("/implementation/0/part", 1)
      .has("/implementation/0/release", "june-2021")
      .has("/implementation/1/part", 2)
      .has("/implementation/1/release", "november-2021")
      .has("/implementation/1/actual_on", s.day_in(-5))
      .has("/documents_total", 2)
      .has("/documents/1/title", "A problem")
      .has("/documents/1/version", "0.1")
      .has("/documents/0/on", s.day_in(-1))
      .has("/documents/0/classification", "white");
}

STORY(
    "What older releases brought in is shown right where its events allow it, and with a sentence where they do not") {
  Story s("2021-09-06");
  const auto& era = lives::eras[2];
  // As they wrote it: the end of a hold as another hold, a release beside a part that had none, a row that was not
  // read.
  s.raised(
      manager,
      taken(era, s,
            {day(s, -40, "RAISED", {{"state", "submitted"}}), day(s, -30, "PA_REQUESTED", {{"state", "refinement"}}),
             day(s, -20, "HOLD", {{"status", "on-hold"}, {"text", "Proposal on hold for six months"}}),
             day(s, -15, "HOLD", {{"status", "on-hold"}, {"text", "Proposal on hold for six months (end)"}}),
             day(s, -10, "NOTE", {{"text", "Authority decided to approve"}})}));
  s.then("MP950").in("refinement").has("/status", "active");
  const auto view = s.then("MP950").view();
  CHECK(view.at("state_doubt").get<std::string>().find("was not read as a step") != std::string::npos);
  s.when(manager, "MP950", "record-milestone", {{"code", "AUTHORITY_APPROVED"}, {"state", "pending-implementation"}});
  CHECK_FALSE(s.then("MP950").view().contains("state_doubt"));
  s.when(manager, "MP950", "record-milestone", {{"code", "IMPLEMENTATION"}, {"state", "implemented"}});
  s.when(manager, "MP950", "record-milestone", {{"code", "REGISTER"}, {"release", "june-2021"}});
  s.then("MP950").has("/implementation/0/release", "june-2021");
}
