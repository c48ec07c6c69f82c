// Quorum, votes by correspondence and at meetings, who casts them, and what others see of them while they are open.
#include "tests/workflows/ballots.hpp"

using namespace story;
using lives::with;

STORY("A vote at a meeting without quorum ends inquorate, and another may be opened") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::before_the_board(s, era, "self-governance");
    s.but(secas, ref, "close-vote").is_refused_for({"VoteMayClose", "CountsNow"});
    lives::opens_a_vote(s, ref, "final", "meeting");
    s.but(secas, ref, "open-vote", {{"purpose", "final"}, {"mode", "meeting"}}).is_refused_for("NoVoteIsOpen");
    for (const std::string seat : {"LS-1", "SS-1"})
      s.when(member(seat), ref, "cast-vote", lives::vote(seat, "approve"));
    s.when(secas, ref, "close-vote");
    s.then(ref).in("change-board-vote").has("/ballots/0/state", "inquorate").has("/ballots/0/tally", Dom());
    s.then(ref, visitor).has("/ballots/0/inquorate", true);
    lives::opens_a_vote(s, ref, "final", "meeting");
    for (const std::string seat : {"LS-1", "SS-1", "NET-1"})
      s.when(member(seat), ref, "cast-vote", lives::vote(seat, "approve"));
    s.when(secas, ref, "close-vote");
    s.then(ref).in("appeal-window").has("/ballots/1/tally/proposed/outcome", "approve");
  }
}

STORY(
    "A vote by correspondence without quorum is extended once by 5 Working Days, and then what was returned is "
    "counted") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::before_the_board(s, era, "authority-determined");
    lives::opens_a_vote(s, ref, "final", "correspondence");
    const auto extended_to = s.close_in(10);
    s.then(ref).due("ballot-1-closes", s.close_in(5));
    s.when(member("LS-1"), ref, "cast-vote", lives::vote("LS-1", "reject"));
    s.working_days_pass(6);
    s.then(ref).in("change-board-vote").due("ballot-1-closes", extended_to).has("/ballots/0/extended", true);
    CHECK(s.history(ref).back().event.type == "vote-extended");
    s.working_days_pass(5);
    s.then(ref)
        .in("authority-determination")
        .has("/recommendation", "reject")
        .has("/ballots/0/tally/proposed/blocks/0/reject", 1);
    const auto ours = lives::before_the_board(s, era, "self-governance");
    lives::opens_a_vote(s, ours, "final", "correspondence");
    s.working_days_pass(11);
    s.then(ours).in("appeal-window").has("/decision", "reject").has("/ballots/0/tally/proposed/inconclusive", true);
  }
}

STORY("By correspondence every filled seat may close the vote early; SECAS alone cannot") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::before_the_board(s, era, "self-governance");
    lives::opens_a_vote(s, ref, "final", "correspondence");
    s.but(secas, ref, "close-vote").is_refused_for("VoteMayClose");
    s.when(manager, ref, "correct-roll",
           {{"seat", "LS-1"}, {"alternate", {{"id", "deputy"}}}, {"reason", "its form was mislaid"}});
    lives::everybody_votes(s, ref, "approve");
    s.when(secas, ref, "close-vote");
    s.then(ref).in("appeal-window");
  }
}

STORY("A quorum at the closing of a vote by correspondence: the clock counts it") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ours = lives::before_the_board(s, era, "self-governance");
    lives::opens_a_vote(s, ours, "final", "correspondence");
    for (const std::string seat : {"LS-1", "SS-1", "CON-1"})
      s.when(member(seat), ours, "cast-vote", lives::vote(seat, "approve"));
    s.but(secas, ours, "close-vote").is_refused_for("VoteMayClose");
    s.working_days_pass(6);
    s.then(ours)
        .in("appeal-window")
        .has("/decision", "approve")
        .due("referral-window-1-ends", engine::to_text(engine::close_of_business(date(s.day_in(9)))));
    const auto text = lives::before_the_board(s, era, "authority-determined");
    lives::opens_a_vote(s, text, "legal-text", "correspondence");
    lives::everybody_votes(s, text, "approve");
    s.working_days_pass(6);
    s.then(text).in("change-board-vote").has("/ballots/0/state", "closed");
    CHECK(s.history(text).back().event.type == "legal-text-voted");
  }
}

STORY("The cost of an Impact Assessment is voted on in Refinement, at a meeting and by correspondence") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    s.given_a_panel();
    const auto ref = lives::with_a_price(s, era, "authority-determined");
    s.but(secas, ref, "open-vote", {{"purpose", "final"}, {"mode", "meeting"}}).is_refused_for("PurposeFitsTheStage");
    lives::opens_a_vote(s, ref, "ia-cost", "correspondence");
    s.but(secas, ref, "add-alternative", {{"name", "a"}, {"by", "proposer"}, {"summary", "s"}})
        .is_refused_for("NoVoteIsOpen");
    s.working_days_pass(6);
    s.then(ref).has("/ballots/0/extended", true);
    lives::everybody_votes(s, ref, "reject");
    s.working_days_pass(5);
    s.then(ref).has("/ia_cost/decision", "not-incur").has("/ia_cost/by", era.ia_cost_body).in("refinement");
    lives::opens_a_vote(s, ref, "ia-cost", "meeting");
    s.when(secas, ref, "close-vote");
    s.then(ref).has("/ballots/1/state", "inquorate");
    lives::opens_a_vote(s, ref, "ia-cost", "correspondence");
    s.when(member("LS-1"), ref, "cast-vote", lives::vote("LS-1", "approve"));
    s.when(member("SS-1"), ref, "cast-vote", lives::vote("SS-1", "approve"));
    s.when(member("CON-1"), ref, "cast-vote", lives::vote("CON-1", "approve"));
    s.working_days_pass(6);
    s.then(ref).has("/ia_cost/decision", "incur");
    const auto board = lives::before_the_board(s, era, "authority-determined");
    s.but(secas, board, "open-vote", {{"purpose", "ia-cost"}, {"mode", "meeting"}})
        .is_refused_for("PurposeFitsTheStage");
    s.but(secas, board, "close-vote").is_refused_for({"FinalVote", "LegalTextVote"});
  }
}

STORY(
    "A vote is opened on filled seats, by a mode the body votes by, for 3 to 15 Working Days, on subjects that exist") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::before_the_board(s, era, "self-governance");
    const Dom final_vote = {{"purpose", "final"}, {"mode", "correspondence"}};
    s.but(secas, ref, "open-vote", final_vote).is_refused_for("SeatsAreFilled");
    s.given_a_change_board();
    s.but(secas, ref, "open-vote", with(final_vote, {{"closes_at", s.close_in(2)}})).is_refused_for("ClosingAllowed");
    s.but(secas, ref, "open-vote", with(final_vote, {{"closes_at", s.close_in(16)}})).is_refused_for("ClosingAllowed");
    s.but(secas, ref, "open-vote", with(final_vote, {{"subjects", {"another"}}})).is_refused_for("SubjectsExist");
    ballots::body(s, "set-rule", ballots::by_decision({{"modes", {"meeting"}}}));
    s.but(secas, ref, "open-vote", final_vote).is_refused_for("BodyVotesThatWay");
    ballots::body(s, "set-rule", ballots::by_decision({{"modes", {"meeting", "correspondence"}}}, "change-board"));
    s.when(secas, ref, "open-vote", with(final_vote, {{"closes_at", s.close_in(3)}}));
  }
}

STORY(
    "One vote a seat and subject, by its holder or by SECAS from its form, until the vote has ended; the last one "
    "counts") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::in_refinement(s, era, "self-governance");
    s.when(secas, ref, "add-alternative",
           {{"name", "cheaper"}, {"by", "working-group"}, {"summary", "without the portal"}});
    s.but(secas, ref, "add-alternative", {{"name", "cheaper"}, {"by", "proposer"}, {"summary", "s"}})
        .is_refused_for("AlternativeIsNew");
    s.when(secas, ref, "open-refinement-consultation");
    s.but(secas, ref, "open-refinement-consultation").is_refused_for("NoConsultationOpen");
    s.but(secas, ref, "submit-report", {{"legal_text", true}}).is_refused_for("NoConsultationOpen");
    s.when(secas, ref, "close-refinement-consultation");
    s.but(secas, ref, "close-refinement-consultation").is_refused_for("ConsultationIsOpen");
    s.when(secas, ref, "submit-report", {{"legal_text", true}});
    s.when(panel, ref, "approve-report", lives::approval_of_the_report(era, "self-governance"));
    s.working_days_pass(16);
    auto ballot = lives::vote("LS-1", "approve");
    s.but(member("LS-1"), ref, "cast-vote", ballot).is_refused_for({"VoteIsOpen", "LastVoteWasCounted"});
    lives::opens_a_vote(s, ref, "final", "correspondence");
    s.but(member("LS-1"), ref, "cast-vote", ballot).is_refused_for("SubjectIsOnTheBallot");
    ballot["subject"] = "cheaper";
    s.but(member("SS-1"), ref, "cast-vote", ballot).is_refused_for("HoldsTheSeat");
    s.but(member("XX-9"), ref, "cast-vote", with(ballot, {{"seat", "XX-9"}})).is_refused_for("SeatIsOnTheRoll");
    s.but(member("LS-1"), ref, "cast-vote", with(ballot, {{"objectives", {{{"objective", "z"}, {"view", "better"}}}}}))
        .is_refused_for("ObjectiveNamed");
    s.but(secas, ref, "cast-vote", ballot).is_refused_for("SaysFromWhat");
    s.but(member("LS-1"), ref, "cast-vote", with(ballot, {{"recorded_from", {{"kind", "form"}}}}))
        .is_refused_for("SaysFromWhat");
    s.but(party("acme"), ref, "cast-vote", ballot).is_forbidden();
    s.when(member("LS-1"), ref, "cast-vote", ballot);
    ballot["choice"] = "reject";
    s.but(secas, ref, "cast-vote", with(ballot, {{"recorded_from", {{"kind", "form"}}}}))
        .is_refused_for("SeatHasNotVotedItself");
    s.when(member("LS-1"), ref, "cast-vote", ballot);
    for (const std::string subject : {"proposed", "cheaper"})
      for (const std::string seat : {"SS-1", "NET-1"})
        s.when(member(seat), ref, "cast-vote",
               with(lives::vote(seat, subject == "cheaper" ? "approve" : "reject"), {{"subject", subject}}));
    s.when(panel, ref, "hold", {{"reason", "r"}});
    s.working_days_pass(6);
    s.when(panel, ref, "resume");
    s.working_days_pass(6);
    s.then(ref).in("appeal-window").has("/decision", "approve").has("/ballots/0/tally/cheaper/outcome", "approve");
    s.then(ref).has("/ballots/0/tally/proposed/outcome", "reject").has("/ballots/0/tally/cheaper/blocks/0/reject", 1);
  }
}

STORY("While a ballot is open nobody but SECAS sees a vote, its event, a moved version or a count") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::before_the_board(s, era, "self-governance");
    lives::opens_a_vote(s, ref, "final", "correspondence");
    const auto callers = {visitor, party("acme"), member("LS-1"), panel, authority, dcc, proposer("acme"), consumers};
    std::map<std::string, Dom> before;
    for (const auto& caller : callers) before[caller.role] = s.then(ref, caller).view();
    s.when(member("LS-1"), ref, "cast-vote", lives::vote("LS-1", "approve"));
    s.when(member("SS-1"), ref, "cast-vote", lives::vote("SS-1", "reject"));
    const auto current = s.now(ref);
    const auto& workflow = rules().get(current.workflow);
    for (const auto& caller : callers) {
      CAPTURE(caller.role);
      CHECK(s.then(ref, caller).view() == before[caller.role]);
      const auto level = workflow.clearance(caller);
      CHECK(workflow.seen_version(current, current.version, level) == current.version - 2);
      for (const auto& entry : s.history(ref))
        CHECK(workflow.seen_body(current, entry, caller).has_value() == (entry.event.type != "vote-cast"));
      const auto ballot = Dom::parse(workflow.part(current, "ballots", caller).back());
      // A voter sees its own vote and no other.
      const auto own = caller.seat == "LS-1" ? 1u : 0u;
      CHECK(ballot.at("votes").size() == own);
      if (own == 1) CHECK(ballot.at("votes").at(0).at("voter").at("id") == caller.id);
      CHECK(ballot.at("quorum").at("votes").is_null());
      CHECK_FALSE(ballot.contains("standing"));
    }
    const auto ballot = Dom::parse(workflow.part(current, "ballots", manager).back());
    CHECK(ballot.at("quorum").at("votes") == 2);
    CHECK_FALSE(
        ballot.at("votes").at(0).contains("choice"));  // how it voted stays with the seat until the vote is over
    s.then(ref, manager)
        .has("/version", current.version)
        .has("/waiting_for/what", "cast its votes (3 of 5 seats have not voted)");
    s.working_days_pass(6);
    lives::everybody_votes(s, ref, "approve");
    s.when(secas, ref, "close-vote");
    const auto closed = s.now(ref);
    for (const auto& caller : callers) {
      CAPTURE(caller.role);
      const auto level = workflow.clearance(caller);
      CHECK(workflow.seen_version(closed, closed.version, level) == closed.version);
      CHECK(Dom::parse(workflow.part(closed, "ballots", caller).back()).at("votes").size() == 5);
    }
  }
}

STORY("What a vote would do and what a count would give is shown to nobody before it is done") {
  Story s("2019-03-18");
  s.given_a_change_board();
  const std::string ref = "SECMP0025";
  s.given(ref, "change-board-vote", "authority-determined");
  lives::opens_a_vote(s, ref, "final", "meeting");
  const auto shown = [&](const Actor& by, const std::string& command, const Dom& body) {
    engine::Command one{"modifications", ref, command, body.dump(), by, "", "", {}, {}};
    one.dry_run = true;
    return s.ask(std::move(one));
  };
  CHECK(std::holds_alternative<engine::Malformed>(shown(member("LS-1"), "cast-vote", lives::vote("LS-1", "approve"))));
  lives::everybody_votes(s, ref, "approve");
  CHECK(std::holds_alternative<engine::Malformed>(shown(secas, "close-vote", Dom::object())));
  CHECK(std::holds_alternative<engine::Accepted>(shown(panel, "hold", {{"reason", "r"}})));
  s.when(secas, ref, "close-vote");
}
