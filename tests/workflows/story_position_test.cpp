// Where modifications can be taken over, what of a whole its parts keep, and what is handled jointly.
#include "tests/workflows/lives.hpp"

using namespace story;
using lives::with;

namespace {
Dom taken(const lives::Era& era, Story& s, const Dom& position) {
  return {{"workflow", era.pack},
          {"ref", "SECMP0013"},
          {"position", with({{"as_of", s.today_text()}, {"source", "minutes"}}, position)}};
}
}  // namespace

STORY("Nothing is taken over where it could not stand, and each thing that is wrong is pointed at") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto cannot = [&](const Dom& position, const char* pointer) {
      s.but_raised(manager, taken(era, s, position)).is_malformed_at(pointer);
    };
    cannot({{"state", "refinement"}, {"path", "fast-track"}}, "/position/path");
    cannot({{"state", "authority-determination"}, {"path", "self-governance"}}, "/position/path");
    if (!era.development) cannot({{"state", "development"}}, "/position/state");
    cannot({{"state", "refinement"}, {"window_ends", s.close_in(3)}}, "/position/window_ends");
    cannot({{"state", "appeal-window"}, {"window_ends", s.close_in(3)}}, "/position/window_ends");
    cannot({{"state", "appeal-window"},
            {"path", "authority-determined"},
            {"decision", "approve"},
            {"window_ends", s.close_in(3)}},
           "/position/path");
    cannot({{"state", "refinement"}, {"implementation", {{{"part", 1}}, {{"part", 1}}}}},
           "/position/implementation/1/part");
  }
}

STORY("A Fast-Track decision that is taken over was the Panel's: no vote is opened on it again") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    s.given("SECMP0013", "appeal-window", "fast-track", {{"workflow", era.pack}});
    s.but(panel, "SECMP0013", "reopen-vote", {{"reason", "r"}}).is_refused_for("NobodyActedOnTheVote");
  }
}

STORY("A window that is taken over with its end closes then, and its decision stands") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const Dom position = {{"state", "appeal-window"},
                          {"path", "self-governance"},
                          {"decision", "approve"},
                          {"window_ends", s.close_in(3)},
                          {"implementation", {{{"part", 1}, {"release", "june"}}, {{"part", 2}}}}};
    s.raised(manager, taken(era, s, position));
    s.then("SECMP0013")
        .in("appeal-window")
        .due("referral-window-1-ends", s.close_in(3))
        .has("/implementation/0/release", "june")
        .has("/implementation/1/part", 2)
        .has("/implementation/1/planned_on", Dom());
    s.working_days_pass(4);
    s.then("SECMP0013").in("pending-implementation");
  }
}

STORY("What binds the whole binds its parts: a send-back, urgency, the Authority's path; and a split is not revoked") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const Dom parts = {{"parts", {{{"title", "a part"}}, {{"title", "another"}}}}, {"reason", "they differ in time"}};
    const auto ref = lives::sent_back(s, era);
    s.when(panel, ref, "route-sent-back", {{"route", "refinement"}});
    s.when(panel, ref, "split", parts);
    s.but(manager, ref, "revoke-last", {{"reason", "r"}}).is_refused_for("StepCanBeRevoked");
    const auto part = s.then(ref).view().at("ref").get<std::string>() + "A";
    s.but(proposer("acme"), part, "withdraw").is_refused_for("NeverSentBack");
    const auto urgent = lives::in_refinement(s, era, "authority-determined");
    s.when(authority, urgent, "set-path", {{"path", "self-governance"}, {"reason", "not material"}});
    s.when(panel, urgent, "request-urgency", with(lives::route_of(era), {{"reason", "hurry"}}));
    s.when(authority, urgent, "decide-urgency", {{"urgent", true}, {"deviations", {"skip-refinement"}}});
    s.when(panel, urgent, "split", parts);
    const auto hurried = s.then(urgent).view().at("ref").get<std::string>() + "A";
    s.then(hurried).has("/urgency", "urgent");
    s.but(panel, hurried, "agree-timetable", {{"milestones", {{{"code", "PANEL_MR"}, {"on", s.day_in(9)}}}}})
        .is_refused_for("TimetableIsTheirs");
    s.but(panel, hurried, "set-path", {{"path", "authority-determined"}, {"reason", "r"}})
        .is_refused_for("PathMayBeSetByThem");
    s.when(secas, hurried, "submit-report", {{"legal_text", true}});  // the deviation is of the part as well
  }
}

STORY("What is handled jointly is linked on both sides, and never with itself") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto one = lives::in_refinement(s, era, "self-governance");
    const auto name = s.then(one).view().at("ref").get<std::string>();
    s.given("SECMP0013", "refinement", "self-governance", {{"workflow", era.pack}});
    const auto joint = [](const Dom& with) { return Dom{{"with", with}, {"reason", "the same text"}}; };
    s.but(panel, one, "consolidate", joint({name})).is_refused_for("OthersAreNamedOnce");
    s.but(panel, one, "consolidate", joint({"SECMP0013", "secmp0013"})).is_refused_for("OthersAreNamedOnce");
    s.then("SECMP0013").has("/links", Dom::array());
    s.but(panel, one, "consolidate", joint({"SECMP0013", "SECMP9999"})).is_malformed_at("/with/1");
    auto with_another_register = joint({"mp013", "SECMP9999"});
    with_another_register["external"] = true;
    s.when(panel, one, "consolidate", with_another_register);
    s.then(one).has("/links/1", {{"relation", "consolidated-with"}, {"ref", "SECMP9999"}, {"external", true}});
    s.then(one).has("/links/0", {{"relation", "consolidated-with"}, {"ref", "SECMP0013"}});
    s.then("SECMP0013").has("/links/0", {{"relation", "consolidated-with"}, {"ref", name}});
    s.but(manager, "SECMP0013", "record-joint", {{"ref", name}}).is_forbidden();
  }
}
