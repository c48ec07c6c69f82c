// Rules that change under a case, steps that are revoked, positions taken over, refusals and referrals by the Proposer,
// roles.
#include "tests/workflows/lives.hpp"

using namespace story;

namespace {
const Actor another_analyst{"secas-9", "secas-analyst", "Another analyst of SECAS", "", ""};
}  // namespace
using lives::with;

STORY("A case of sec-2018 that is live on 1 November 2018 follows sec-2019 from that day, by the clock") {
  Story s("2018-10-01");
  const auto ref = s.raised(proposer("acme"), with(lives::proposal(lives::eras[0]), {{"workflow", nullptr}}));
  s.then(ref).follows("sec-2018").has("/deadlines", Dom::array());  // new rules are nothing that anybody has to meet
  s.when(secas, ref, "accept");
  s.then(ref).in("initial-consideration");
  s.when(panel, ref, "hold", {{"reason", "r"}});
  s.the_day_is("2018-10-31");
  s.then(ref).follows("sec-2018");
  s.the_day_is("2018-11-01");
  s.then(ref).follows("sec-2019").in("initial-consideration").has("/status", "on-hold");
  CHECK(s.history(ref).back().event.type == "rules-changed");
  CHECK(s.history(ref).back().workflow == "sec-2018");
  s.when(panel, ref, "resume");
  s.when(panel, ref, "return-to-development",
         {{"reason", "the problem is not clear"}});  // a row of the new rules alone
  s.then(ref).in("development");
}

STORY("A case that ends before 1 November 2018, or is raised later under the old rules by name, keeps the old rules") {
  Story s("2018-10-01");
  const auto ended = lives::submitted(s, lives::eras[0]);
  s.when(secas, ended, "refuse-invalid", {{"ground", "form-incomplete"}});
  s.the_day_is("2018-11-05");
  s.then(ended).follows("sec-2018").in("refused");
  const auto later = lives::submitted(s, lives::eras[0]);
  s.then(later).follows("sec-2018").has("/deadlines", Dom::array());
  s.the_day_is("2019-11-05");
  s.then(later).follows("sec-2018");
  s.when(secas, later, "accept");
  s.then(later).in("initial-consideration");
}

STORY("The pack is the newest in force on the day of raising") {
  Story s("2021-07-01");
  const auto on = [&](const char* day, const char* ref) {
    auto body = lives::proposal(lives::eras[1]);
    body.erase("workflow");
    body["raised_on"] = day;
    body["ref"] = ref;
    return s.raised(manager, body);
  };
  s.then(on("2018-10-31", "SECMP0061")).follows("sec-2018");
  s.then(on("2018-11-01", "DP064")).follows("sec-2019");
  s.then(on("2021-05-31", "DP165")).follows("sec-2019");
  s.then(on("2021-06-01", "DP166")).follows("sec-2021");
}

STORY("References number themselves: DP and then MP with the same number, and SECMP under the old rules") {
  Story s("2019-01-07");
  const auto old = lives::submitted(s, lives::eras[0]);
  s.then(old).has("/ref", "SECMP0001");
  const auto ref = lives::in_refinement(s, lives::eras[1], "self-governance");
  CHECK(ref == "DP002");
  s.then(ref).has("/ref", "MP002").has("/former_refs", {"DP002"});
  s.then("mp002").in("refinement");
  s.but_raised(secas, with(lives::proposal(lives::eras[1]), {{"ref", "DP070"}}))
      .is_refused_for("ReferenceByTheManager");
  s.but_raised(manager, with(lives::proposal(lives::eras[1]), {{"ref", "DP002"}})).is_malformed_at("/ref");
  s.but_raised(manager, with(lives::proposal(lives::eras[1]), {{"ref", "nonsense"}})).is_malformed_at("/ref");
}

STORY("One number, with its letter, is one modification, whatever its prefix") {
  Story s("2019-01-07");
  const auto& era = lives::eras[1];
  const auto with_ref = [&](const std::string& ref) { return with(lives::proposal(era), {{"ref", ref}}); };
  CHECK(s.raised(manager, with_ref("MP101")) == "MP101");
  for (const std::string same : {"DP101", "SECMP0101", "mp0101"})
    s.but_raised(manager, with_ref(same)).is_malformed_at("/ref").says("MP101");
  CHECK(s.raised(manager, with_ref("DP101A")) == "DP101A");
  s.but_raised(manager, with_ref("MP101a")).is_malformed_at("/ref").says("DP101A");
  const auto draft = lives::in_refinement(s, era, "self-governance");  // DP and MP of one modification are no pair
  s.but(panel, s.raised(secas, lives::proposal(era)), "split",
        {{"parts", {{{"title", "a"}}, {{"title", "b"}, {"ref", "DP700"}}}}, {"reason", "r"}})
      .is_malformed_at("/parts/1/ref");
  s.then(draft).in("refinement");
}

STORY("A mistyped reference neither ends the numbering nor moves it") {
  Story s("2019-01-07");
  const auto& era = lives::eras[1];
  const auto raise = [&] { return s.raised(secas, lives::proposal(era)); };
  const auto by_hand = [&](const std::string& ref) { return with(lives::proposal(era), {{"ref", ref}}); };
  s.but_raised(manager, by_hand("MP999999")).is_malformed_at("/ref").says("DP001");
  CHECK(raise() == "DP001");
  s.raised(manager, by_hand("MP2019"));
  s.raised(manager, by_hand("MP999998"));
  CHECK(raise() == "DP002");
  s.raised(manager, by_hand("MP003"));
  s.raised(manager, by_hand("SECMP0004"));
  CHECK(raise() == "DP005");
  s.given("MP300", "refinement");  // what an older register has counts
  CHECK(raise() == "DP301");
  s.given("MP999997", "refinement");
  CHECK(raise() == "DP302");
  const auto whole = raise();
  s.when(secas, whole, "accept");
  s.when(panel, whole, "split",
         {{"parts", {{{"title", "a"}}, {{"title", "b"}}}}, {"reason", "two things"}});
  CHECK(raise() == "DP304");
}

STORY("A link names another modification by the name that it has, once, and an unknown one is marked") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto one = lives::submitted(s, era), two = lives::submitted(s, era);
    const auto link = [](const std::string& ref, bool external = false) {
      Dom body{{"relation", "corrected-by"}, {"ref", ref}};
      if (external) body["external"] = true;
      return body;
    };
    s.but(secas, one, "link", link(one)).is_refused_for("LinksAnother");
    s.but(secas, one, "link", link("MP777")).is_malformed_at("/ref");
    s.but(secas, one, "link", link("the other one")).is_malformed_at("/ref");
    s.when(secas, one, "link", link("mp002"));  // by another prefix
    s.then(one).has("/links", {{{"relation", "corrected-by"}, {"ref", two}}});
    s.but(secas, one, "link", link(two)).is_refused_for("LinkedForTheFirstTime");
    s.when(secas, one, "link", link("DCP 386", true));
    s.then(one).has("/links/1", {{"relation", "corrected-by"}, {"ref", "DCP 386"}, {"external", true}});
  }
}

STORY("Under whatever rules a modification goes, it hears of the new name of one that it is linked with") {
  Story s("2021-09-06");
  int number = 600;
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    const auto one = s.given("SECMP0" + std::to_string(++number), "refinement", "", {{"workflow", era.pack}});
    const auto draft = s.given("DP" + std::to_string(++number), "development", "", {{"workflow", "sec-2019"}});
    s.when(secas, one, "link", {{"relation", "corrected-by"}, {"ref", draft}});
    s.when(panel, draft, "recommend-conversion", {{"route", "refinement"}});
    s.when(panel, draft, "send-to-refinement", {{"path", "self-governance"}});
    s.then(one).has("/links/0/ref", "MP" + std::to_string(number));
    CHECK(s.history(one).back().event.type == "other-renamed");
  }
}

STORY("A link shows the name that the other one has by now, and as at an earlier day the name of then") {
  Story s("2019-01-07");
  const auto& era = lives::eras[1];
  const auto one = lives::submitted(s, era), two = lives::submitted(s, era);
  s.when(secas, one, "link", {{"relation", "corrected-by"}, {"ref", two}});
  s.when(secas, two, "accept");
  s.when(secas, two, "record-csc-discussion", {{"outcome", "o"}});
  s.when(panel, two, "recommend-conversion", {{"route", "refinement"}});
  s.when(panel, two, "send-to-refinement", {{"path", "self-governance"}});
  s.then(two).has("/ref", "MP002");
  s.then(one).has("/links/0/ref", "MP002");
  CHECK(s.history(one).back().event.type == "other-renamed");
  s.when(secas, one, "link", {{"relation", "corrects"}, {"ref", "DP002"}});
  s.then(one).has("/links/1/ref", "MP002");
  s.when(manager, two, "revoke-last", {{"reason", "recorded by mistake"}});
  s.then(one).has("/links/0/ref", "DP002").has("/links/1/ref", "DP002");
  s.but(manager, one, "record-renamed", {{"former", "DP002"}, {"ref", "MP002"}}).is_forbidden();
}

STORY("Nothing was raised before the Code began") {
  Story s("2019-01-07");
  const auto raised_on = [&](const std::string& day) {
    return with(lives::proposal(lives::eras[0]), {{"raised_on", day}, {"workflow", "sec-2018"}});
  };
  for (const std::string early : {"1970-01-01", "2009-03-15", "2013-09-22"})
    s.but_raised(manager, raised_on(early)).is_malformed_at("/raised_on").says("23 September 2013");
  s.raised(manager, raised_on("2013-09-23"));
}

STORY(
    "The last step is revoked by a manager with a reason: the case stands as before it, and both stay in the history") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "authority-determined");
    const auto before = s.then(ref).view();
    s.when(secas, ref, "request-preliminary-assessment");
    s.but(another_analyst, ref, "revoke-last", {{"reason", "r"}}).is_refused_for("UndoneByWhoTookIt");
    s.when(manager, ref, "revoke-last", {{"reason", "asked for by mistake"}});
    s.then(ref)
        .in("refinement")
        .has("/assessments", before.at("assessments"))
        .has("/version", before.at("version").get<int>() + 2);
    CHECK(s.history(ref).back().event.type == "step-revoked");
    s.when(manager, ref, "revoke-last", {{"reason", "not this path"}});
    s.then(ref).in("initial-consideration").has("/path", Dom());
    while (s.then(ref).view().at("state") != "submitted")
      s.when(manager, ref, "revoke-last", {{"reason", "all of it"}});
    s.but(manager, ref, "revoke-last", {{"reason", "r"}})
        .is_refused_for(s.history(ref).size() > 0 ? "StepCanBeRevoked" : "");
  }
}

STORY("What another did is not for SECAS to revoke; what SECAS recorded for them from a letter is") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::with_the_authority(s, era);
    s.when(authority, ref, "determine", lives::determination("reject"));
    s.but(manager, ref, "revoke-last", {{"reason", "r"}}).is_refused_for("UndoneByWhoTookIt").says("authority");
    const auto other = lives::with_the_authority(s, era);
    s.when(secas, other, "determine", with(lives::determination("reject"), {{"recorded_from", {{"kind", "letter"}}}}));
    s.when(manager, other, "revoke-last", {{"reason", "the letter is about another modification"}});
    s.then(other).in("authority-determination").has("/decision", Dom());
  }
}

STORY("A window that is opened again is not ended by the clock a second time; the next window of its kind is") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::in_the_appeal_window(s, era);
    s.working_days_pass(11);
    s.then(ref).in("pending-implementation");
    s.but(manager, ref, "revoke-last", {{"reason", "r"}}).is_refused_for("StepCanBeRevoked").says("reopen-window");
    s.when(manager, ref, "reopen-window", {{"reason", "a referral was received in time and not recorded"}});
    s.then(ref).in("appeal-window").not_due("referral-window-1-ends").has("/version", s.now(ref).version);
    const auto version = s.now(ref).version;
    s.working_days_pass(5);
    CHECK(s.now(ref).version == version);
    s.but(party("acme"), ref, "refer", {{"party", "acme"}, {"reason", "late"}}).is_refused_for("WindowIsOpen");
    s.but(panel, ref, "decide-referral", {{"decision", "uphold"}, {"reason", "r"}}).has_no_row();
  }
}

STORY("A modification is taken over where it stands, without a past, by a manager alone") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const Dom body = {{"workflow", era.pack},
                      {"ref", "SECMP0013"},
                      {"position", {{"state", "refinement"}, {"as_of", s.today_text()}, {"source", "minutes"}}}};
    s.but_raised(secas, body).is_refused_for({"ByTheManager", "NoPositionGiven"});
    s.but_raised(manager, with(body, {{"ref", nullptr}})).is_malformed_at("/ref");
    auto bad = body;
    bad["position"]["state"] = "limbo";
    s.but_raised(manager, bad).is_malformed_at("/position/state");
    bad["position"]["state"] = "withdrawal-notice";
    s.but_raised(manager, bad).is_malformed_at("/position/state");
    bad["position"] = {{"state", "refinement"}, {"as_of", s.day_in(1)}, {"source", "m"}};
    CHECK(std::holds_alternative<engine::Malformed>(s.but_raised(manager, bad).reply()));
    s.raised(manager, body);
    s.then("SECMP0013")
        .in("refinement")
        .has("/title", Dom())
        .has("/raised_on", Dom())
        .has("/path", Dom())
        .has("/taken_over", "minutes")
        .follows(era.pack);
    s.when(secas, "SECMP0013", "record-preliminary-assessment");
    s.but(manager, "SECMP0013", "revoke-last", {{"reason", "r"}, {"effective_on", s.day_in(-1)}})
        .is_malformed_at("/effective_on");
    s.when(manager, "SECMP0013", "revoke-last", {{"reason", "r"}});
    s.but(manager, "SECMP0013", "revoke-last", {{"reason", "r"}}).is_refused_for("StepCanBeRevoked");
    s.but_raised(manager, lives::with(lives::proposal(era), {{"proposer", nullptr}})).is_malformed_at("/proposer");
    s.but_raised(manager, lives::proposal(era)["proposer"]).is_malformed_at("/type");
  }
}

STORY(
    "SECAS refuses as invalid, the Panel takes it in all the same; the Panel refuses, the Authority overrules on a "
    "referral") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto invalid = lives::submitted(s, era);
    s.when(secas, invalid, "refuse-invalid", {{"ground", "form-incomplete"}});
    s.then(invalid).in("refused");
    s.but(authority, invalid, "overrule-refusal").is_refused_for("MayOverrule");
    s.when(panel, invalid, "overrule-refusal");
    s.then(invalid).in(era.development ? "development" : "initial-consideration");
    const auto ref = lives::in_initial_consideration(s, era);
    s.but(panel, ref, "refuse", with(lives::same_effect(s, era), {{"decision", {{"body", "csc"}}}}))
        .is_refused_for("DecidedByThePanel");
    s.but(proposer("acme"), ref, "refer-to-authority", {{"subject", "path"}, {"reason", "r"}})
        .is_refused_for("ReferralInTime");
    s.when(panel, ref, "refuse", lives::same_effect(s, era));
    s.but(panel, ref, "overrule-refusal").is_refused_for("MayOverrule");
    s.working_days_pass(10);
    s.but(proposer("beta"), ref, "refer-to-authority", {{"subject", "refusal"}, {"reason", "r"}})
        .is_refused_for("IsTheProposer");
    s.when(proposer("acme"), ref, "refer-to-authority", {{"subject", "refusal"}, {"reason", "it differs"}});
    s.when(authority, ref, "overrule-refusal");
    s.then(ref).in("initial-consideration");  // it had been there: it does not begin again as a Draft Proposal
    const auto late = lives::in_initial_consideration(s, era);
    s.when(panel, late, "refuse", lives::same_effect(s, era));
    s.working_days_pass(11);
    s.but(proposer("acme"), late, "refer-to-authority", {{"subject", "refusal"}, {"reason", "r"}})
        .is_refused_for("ReferralInTime");
  }
}

STORY("The Proposer refers the path to the Authority within 10 Working Days, and the Authority sets it") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "authority-determined");
    s.working_days_pass(10);
    s.when(proposer("acme"), ref, "refer-to-authority", {{"subject", "path"}, {"reason", "not material"}});
    s.but(secas, ref, "set-path", {{"path", "self-governance"}, {"reason", "r"}}).is_forbidden();
    s.when(authority, ref, "set-path", {{"path", "self-governance"}, {"reason", "agreed"}});
    s.then(ref).has("/path", "self-governance").decided("path-set", "authority", "self-governance");
    s.but(panel, ref, "set-path", {{"path", "self-governance"}, {"reason", "r"}}).is_refused_for("PathDiffers");
  }
}

STORY("SECAS records the Authority's acts from a letter, and is forbidden to do them without") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::with_the_authority(s, era);
    s.but(secas, ref, "determine", lives::determination("approve")).is_forbidden();
    s.but(manager, ref, "send-back", {{"questions", {"q"}}}).is_forbidden();
    s.but(panel, ref, "determine", with(lives::determination("approve"), {{"recorded_from", {{"kind", "letter"}}}}))
        .is_forbidden();
    s.but(party("acme"), ref, "determine",
          with(lives::determination("approve"), {{"recorded_from", {{"kind", "letter"}}}}))
        .is_forbidden();
    s.when(secas, ref, "determine",
           with(lives::determination("approve"),
                {{"recorded_from", {{"kind", "letter"}, {"ref", "2018-77"}, {"on", s.today_text()}}}}));
    CHECK(Dom::parse(s.history(ref).back().event.body).at("recorded_from").at("ref") == "2018-77");
    s.but(manager, ref, "deadline-passed", {{"name", "authority-target"}}).is_forbidden();
  }
}

STORY("The register's own facts are SECAS's to set at any time; forecasts name known reasons") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::submitted(s, era);
    s.when(secas, ref, "attach-document",
           {{"kind", "form"}, {"title", "Proposal form"}, {"version", "1.0"}, {"classification", "red"}});
    s.then(ref, party("acme")).has("/documents", Dom::array());
    s.then(ref, panel).has("/documents/0/title", "Proposal form");
    s.when(secas, ref, "link", {{"relation", "corrected-by"}, {"ref", "MP120"}, {"external", true}});
    s.when(panel, ref, "consolidate", {{"with", {"SECMP0002"}}, {"external", true}, {"reason", "the same text"}});
    s.then(ref).has("/links/0/relation", "corrected-by").has("/links/1/ref", "SECMP0002");
    s.but(secas, ref, "forecast",
          {{"milestones", {{{"code", "PANEL_MR"}, {"on", s.day_in(9)}, {"reason_code", "MOOD"}}}}})
        .is_malformed_at("/milestones/0/reason_code");
    s.when(secas, ref, "forecast",
           {{"milestones", {{{"code", "PANEL_MR"}, {"on", s.day_in(9)}, {"reason_code", "LEGAL_TEXT"}}}}});
  }
}
