// Says who has to act next: one function for each state, so that a state without an answer does not compile.
#include "workflows/sec/modification/waiting.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "workflows/sec/modification/releases_named.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/timers.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/milestones.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

namespace {
constexpr std::size_t seats_named_max = 30;
constexpr std::string_view respond_in_refinement = "respond to the Refinement Consultation";
constexpr std::string_view respond_to_the_report = "respond to the Modification Report Consultation";
constexpr std::string_view request_the_assessment = "request the Impact Assessment, whose cost is to be incurred";

std::optional<Time> closing(const Facts& facts) {
  const auto* open = facts.open_consultation();
  return open == nullptr ? std::nullopt : open->closes_at;
}

std::string seats_missing(const Ballot& ballot) {
  const int left = ballot.filled - ballot.complete;
  if (left == 0) return fmt::format("all {} seats have voted", ballot.filled);
  return fmt::format("{} of {} seats {} not voted", left, ballot.filled, left == 1 ? "has" : "have");
}

Waiting voting(const Facts& facts, bool sees_votes) {
  const auto* ballot = facts.open_ballot();
  if (ballot == nullptr) {
    const auto mode = !facts.vote_mode                               ? ""
                      : *facts.vote_mode == VoteMode::correspondence ? " by correspondence"
                                                                     : " at a meeting";
    if (!facts.ballots.empty() && facts.ballots.back()->state == BallotState::deferred &&
        facts.ballots.back()->round == facts.round)
      return {
          "secas", fmt::format("{} next vote{}, for the Change Board put its last one off", open_the_vote, mode), {}};
    return {"secas", fmt::format("{} Change Board's vote{}", open_the_vote, mode), {}};
  }
  const auto& body = ballot->opened->frozen.body_;
  if (!sees_votes) return {body, "cast its votes", ballot->closes_at};
  Waiting waiting{body, fmt::format("cast its votes ({})", seats_missing(*ballot)), ballot->closes_at};
  waiting.seats = seats_owing(*ballot, seats_named_max);
  waiting.more = ballot->filled - ballot->complete - static_cast<int>(waiting.seats.size());
  return waiting;
}

// The cost of an Impact Assessment: nobody has decided on it although its price is known and was consulted on.
bool ia_cost_pending(const Facts& facts) {
  const bool consulted = !facts.consultations.empty() && facts.open_consultation() == nullptr;
  return facts.impacts.dcc_systems == DccImpact::system && facts.ia_cost_is_open() && consulted &&
         facts.last(AssessmentKind::impact) == nullptr;
}
// It is to be incurred, and the DCC has not been asked since.
bool impact_assessment_unasked(const Facts& facts) {
  if (!facts.ia_cost || facts.ia_cost->decision != IaCost::incur) return false;
  const auto* last = facts.last(AssessmentKind::impact);
  return last == nullptr || (last->requested_on && *last->requested_on < facts.ia_cost->on);
}

Waiting refining(const Facts& facts, bool sees_votes) {
  if (facts.open_ballot() != nullptr) return voting(facts, sees_votes);
  for (const auto& one : facts.assessments)
    if (!one.returned_on)
      return {"dcc",
              one.kind == AssessmentKind::preliminary ? "return the Preliminary Assessment"
                                                      : "return the Impact Assessment",
              one.due};
  if (facts.open_consultation() != nullptr) return {"parties", std::string(respond_in_refinement), closing(facts)};
  if (!facts.reports.empty() && facts.reports.back().returned_on)
    return {"working-group", "rework the Modification Report, which was returned", {}};
  if (impact_assessment_unasked(facts)) return {"secas", std::string(request_the_assessment), {}};
  if (ia_cost_pending(facts))
    return {std::string(rules_of(facts.pack).ia_cost_body),
            "decide whether to incur the cost of the Impact Assessment",
            {}};
  return {"working-group", "refine the proposal and report on it", {}};
}

Waiting reviewing(const Facts& facts) {
  const auto body = std::string(rules_of(facts.pack).report_body);
  const bool drafting =
      facts.taken_over_in != PanelReportReview::name &&
      (facts.reports.empty() || facts.reports.back().returned_on || facts.reports.back().round != facts.round);
  if (drafting)
    return {"secas",
            "put the Modification Report before the " + std::string(body == "csc" ? "Change Sub-Committee" : "Panel"),
            {}};
  return {body, "decide on the Modification Report", {}};
}

// A window that has run out and whose end was revoked: the clock does not end it again.
bool end_revoked(const Facts& facts, std::string_view state) {
  const auto& silenced = facts.silenced;
  return std::find(silenced.begin(), silenced.end(), window_timer(facts, state)) != silenced.end();
}
Waiting referring(const Facts& facts, std::string_view state) {
  if (end_revoked(facts, state)) return {"secas", "record the referral that came in time, or end the window", {}};
  return {"parties", "refer the decision, or let it stand", facts.window_ends};
}
Waiting adopting(const Facts& facts, std::string_view state) {
  if (end_revoked(facts, state)) return {"secas", "record the adoption that came in time, or end the window", {}};
  return {"parties", "adopt the proposal, or let the withdrawal take effect", facts.window_ends};
}

constexpr std::string_view agree_a_date = "agree the implementation date, or ask the Authority for one: it has none";

Waiting implementing(const Facts& facts, std::string_view state) {
  for (const auto& part : facts.parts)
    if (part.requested && !part.actual_on)
      return {"authority",
              fmt::format("direct the implementation date that the Panel asked for: {}", date_text(*part.requested)),
              {}};
  for (const auto& part : facts.parts)
    if (!part.actual_on) {
      if (waits_for_a_date(facts, state, &part)) return {"panel", std::string(agree_a_date), {}};
      const auto on = part.planned_on ? "on " + date_text(*part.planned_on) : std::string("on a day not known yet");
      return {"secas",
              facts.parts.size() > 1 ? fmt::format("implement part {} {}", part.part, on) : "implement it " + on,
              part.planned_on ? std::optional(engine::close_of_business(*part.planned_on)) : std::nullopt};
    }
  if (facts.parts.empty() && waits_for_a_date(facts, state, nullptr)) return {"panel", std::string(agree_a_date), {}};
  return {"secas", "implement it; the day is not known yet", {}};
}

// What an answer may look at.
struct Standing {
  const Facts& facts;
  std::string_view state;
  bool sees_votes;
};
std::string report_body(const Standing& here) { return std::string(rules_of(here.facts.pack).report_body); }

template <class S>
requires S::terminal std::optional<Waiting> waits(S, const Standing&) { return {}; }
std::optional<Waiting> waits(New, const Standing&) { return {}; }  // until it is raised it is nobody's
Waiting waits(Submitted, const Standing&) { return {"secas", "check that the proposal is valid", {}}; }
Waiting waits(Development, const Standing&) {
  return {"csc", "agree the problem statement and recommend conversion", {}};
}
Waiting waits(InitialConsideration, const Standing& here) {
  return {report_body(here), "decide on path and route", {}};
}
Waiting waits(FastTrackNotice, const Standing& here) {
  return {"panel", "decide unanimously once the notice period has run", here.facts.notice_ends};
}
Waiting waits(Refinement, const Standing& here) { return refining(here.facts, here.sees_votes); }
Waiting waits(PanelReportReview, const Standing& here) { return reviewing(here.facts); }
Waiting waits(ReportConsultation, const Standing& here) {
  return {"parties", std::string(respond_to_the_report), closing(here.facts)};
}
Waiting waits(ChangeBoardVote, const Standing& here) { return voting(here.facts, here.sees_votes); }
Waiting waits(AuthorityDetermination, const Standing& here) {
  return {"authority", "approve, reject or send back", here.facts.target};
}
Waiting waits(SentBack, const Standing& here) {
  return {"panel", "say where it goes on, with the Authority's questions answered", here.facts.target};
}
Waiting waits(AppealWindow, const Standing& here) { return referring(here.facts, here.state); }
Waiting waits(PanelReferral, const Standing&) {
  return {"panel", "uphold or reverse the decision that was referred", {}};
}
Waiting waits(AuthorityReferral, const Standing& here) {
  return {"authority", "decide the referral", here.facts.target};
}
Waiting waits(PendingImplementation, const Standing& here) { return implementing(here.facts, here.state); }
Waiting waits(WithdrawalNotice, const Standing& here) { return adopting(here.facts, here.state); }
std::optional<Waiting> waits(NotKnown, const Standing&) { return {}; }  // nobody knows for whom

// The milestone that ends a state, where nothing else says by when.
constexpr std::pair<std::string_view, std::string_view> ended_by[] = {
    {Development::name, "CSC_DECISION"},
    {InitialConsideration::name, "PANEL_INITIAL"},
    {InitialConsideration::name, "PANEL_CONVERSION"},
    {PanelReportReview::name, "PANEL_MR"},
    {ChangeBoardVote::name, "CB_VOTE"},
    {AuthorityDetermination::name, "AUTHORITY_DECISION"},
};
// What is urgent goes by the timetable that the Authority set (D4.7), and its own target is none beside it.
void keep_the_authoritys_day(std::optional<Waiting>& waiting, const Facts& facts, std::string_view state) {
  if (!waiting || !is_directed(facts) || (waiting->until && state != AuthorityDetermination::name)) return;
  for (const auto& [where, code] : ended_by)
    if (where == state)
      if (const auto* one = named(*facts.timetable, code)) waiting->until = engine::close_of_business(one->on);
}

std::optional<Waiting> by_state(const Facts& facts, std::string_view state, bool sees_votes) {
  std::optional<Waiting> found;
  engine::for_each_type<States>([&]<class S>() {
    if (S::name == state) found = waits(S{}, Standing{facts, state, sees_votes});
  });
  keep_the_authoritys_day(found, facts, state);
  return found;
}

// What is owed beside that for which the modification waits.
void add_side_tasks(std::vector<engine::Task>& owed, const Facts& facts, std::string_view state) {
  if (const auto& referral = facts.proposer_referral)
    owed.push_back({fmt::format("answer the Proposer, who referred the {} to the Authority",
                                engine::body::wire_name(referral->subject)),
                    "authority",
                    {}});
  if (const auto open = facts.open_questions(); !open.empty())
    owed.push_back(
        {fmt::format("answer question{} {} of the Authority", open.size() == 1 ? "" : "s", fmt::join(open, ", ")),
         "secas",
         {}});
  if (facts.urgency == Urgency::requested) owed.push_back({"decide whether it is urgent", "authority", {}});
  if (state == NotKnown::name) owed.push_back({"find out where it stands, and record it", "secas", {}});
  const bool early = state == Submitted::name || state == Development::name || state == InitialConsideration::name;
  if (early && facts.urgency_asked_on_form && facts.urgency == Urgency::not_urgent)
    owed.push_back({"consider it, and pass the Proposer's request for urgency on to the Authority",
                    std::string(rules_of(facts.pack).report_body), facts.urgency_due});
  if (state != Refinement::name || facts.pause) return;
  if (facts.open_consultation() != nullptr)
    owed.push_back({std::string(respond_in_refinement), "parties", closing(facts)});
  if (impact_assessment_unasked(facts)) owed.push_back({std::string(request_the_assessment), "secas", {}});
  if (ia_cost_pending(facts) && facts.open_ballot() == nullptr && rules_of(facts.pack).ia_cost_body == "change-board")
    owed.push_back({"put the cost of the Impact Assessment before the Change Board", "secas", {}});
}
}  // namespace

std::optional<Waiting> waiting_for(const Facts& facts, std::string_view state, bool sees_votes) {
  const auto waiting = by_state(facts, state, sees_votes);
  if (!waiting || !facts.pause || properties_of(state).while_held != WhileHeld::stands_still) return waiting;
  const auto& pause = *facts.pause;
  std::optional<Time> until;
  if (pause.until) until = engine::close_of_business(*pause.until);
  return Waiting{"panel",
                 fmt::format("resume it: {}{}", pause.status == Status::on_hold ? "on hold" : "suspended",
                             pause.since ? " since " + date_text(*pause.since) : ", since when is not known"),
                 until};
}

std::vector<engine::Task> tasks(const Facts& facts, std::string_view state) {
  std::vector<engine::Task> owed;
  if (const auto waiting = waiting_for(facts, state, false);
      waiting && waiting->who != "change-board" && facts.open_ballot() == nullptr)
    owed.push_back({waiting->what, waiting->who == "working-group" ? "secas" : waiting->who, waiting->until});
  if (const auto* ballot = facts.open_ballot();
      ballot != nullptr && !facts.pause && ballot->complete < ballot->filled) {
    const auto waiting = voting(facts, true);
    const auto more = waiting.more > 0 ? fmt::format(" and {} more", waiting.more) : std::string();
    owed.push_back({fmt::format("{}: {}{}", seats_missing(*ballot), fmt::join(waiting.seats, ", "), more), "secas",
                    ballot->closes_at});
  }
  // What is refused can be referred to the Authority, which then owes an answer.
  if (!ends(state) || state == Refused::name) add_side_tasks(owed, facts, state);
  std::sort(owed.begin(), owed.end());
  owed.erase(std::unique(owed.begin(), owed.end()), owed.end());
  return owed;
}

namespace {
bool has_responded(const Facts& facts, const engine::Actor& party) {
  const auto* open = facts.open_consultation();
  const int number = open == nullptr ? 0 : open->number;
  for (std::size_t i = 0; i < facts.responses.size(); ++i)
    if (const auto& one = facts.responses[i];
        one.consultation == number && facts.respondents->is(one.respondent, party))
      return true;
  return false;
}
}  // namespace

bool owes(const Facts& facts, const engine::Task& task, const engine::Actor& actor, Date today) {
  if (task.name != respond_in_refinement && task.name != respond_to_the_report) return true;
  const auto* open = facts.open_consultation();
  const bool begun = open == nullptr || !open->opens_on || *open->opens_on <= today;
  return actor.role == by::party[0] && begun && !has_responded(facts, actor);
}

}  // namespace sec
