#include "workflows/sec/waiting.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "workflows/sec/guards.hpp"
#include "workflows/sec/periods.hpp"

namespace sec {

namespace {
constexpr std::size_t seats_named_max = 30;

std::optional<Time> closing(const Facts& facts) {
  const auto* open = facts.open_consultation();
  return open == nullptr ? std::nullopt : open->closes_at;
}

Waiting voting(const Facts& facts, bool sees_votes) {
  const auto* ballot = facts.open_ballot();
  if (ballot == nullptr) {
    if (!facts.ballots.empty() && facts.ballots.back()->state == BallotState::deferred &&
        facts.ballots.back()->round == facts.round)
      return {"secas", "the Change Board put its vote off: open the next one", {}};
    const auto mode = facts.vote_mode ? fmt::format(" by {}", engine::body::wire_name(*facts.vote_mode)) : "";
    return {"secas", fmt::format("open the Change Board's vote{}", mode), {}};
  }
  const auto& body = ballot->opened->frozen.body_;
  if (!sees_votes)
    return {body, fmt::format("the {} is voting", body == "panel" ? "Panel" : "Change Board"), ballot->closes_at};
  const int left = ballot->filled - ballot->complete;
  Waiting waiting{body, fmt::format("{} of {} seats have not voted", left, ballot->filled), ballot->closes_at};
  waiting.seats = seats_owing(*ballot, seats_named_max);
  waiting.more = left - static_cast<int>(waiting.seats.size());
  return waiting;
}

Waiting refining(const Facts& facts, bool sees_votes) {
  if (facts.open_ballot() != nullptr) return voting(facts, sees_votes);
  for (const auto& one : facts.assessments)
    if (!one.returned_on)
      return {"dcc",
              one.kind == AssessmentKind::preliminary ? "return the Preliminary Assessment"
                                                      : "return the Impact Assessment",
              one.due};
  if (facts.open_consultation() != nullptr)
    return {"parties", "respond to the Refinement Consultation", closing(facts)};
  if (!facts.reports.empty() && facts.reports.back().returned_on)
    return {"working-group", "rework the Modification Report, which was returned", {}};
  return {"working-group", "refine the proposal: assessments, consultation, Modification Report", {}};
}

Waiting reviewing(const Facts& facts) {
  const auto body = std::string(rules_of(facts.pack).report_body);
  const bool drafting =
      facts.taken_over_in != "panel-report-review" &&
      (facts.reports.empty() || facts.reports.back().returned_on || facts.reports.back().round != facts.round);
  if (drafting)
    return {"secas",
            "put the Modification Report before the " + std::string(body == "csc" ? "Change Sub-Committee" : "Panel"),
            {}};
  return {body, "decide on the Modification Report", {}};
}

std::optional<Waiting> by_state(const Facts& facts, std::string_view state, bool sees_votes) {
  const std::string body(rules_of(facts.pack).report_body);
  if (state == "submitted") return Waiting{"secas", "check that the proposal is valid", {}};
  if (state == "development") return Waiting{"csc", "agree the problem statement and recommend conversion", {}};
  if (state == "initial-consideration") return Waiting{body, "decide on path and route", {}};
  if (state == "fast-track-notice") return Waiting{"panel", "decide unanimously once the notice period has run", {}};
  if (state == "refinement") return refining(facts, sees_votes);
  if (state == "panel-report-review") return reviewing(facts);
  if (state == "report-consultation")
    return Waiting{"parties", "respond to the Modification Report Consultation", closing(facts)};
  if (state == "change-board-vote") return voting(facts, sees_votes);
  if (state == "authority-determination") return Waiting{"authority", "approve, reject or send back", facts.target};
  if (state == "sent-back")
    return Waiting{"panel", "say where it goes on, with the Authority's questions answered", facts.target};
  if (state == "appeal-window") return Waiting{"parties", "refer the decision, or let it stand", facts.window_ends};
  if (state == "panel-referral") return Waiting{"panel", "uphold or reverse the decision that was referred", {}};
  if (state == "authority-referral") return Waiting{"authority", "decide the referral", facts.target};
  if (state == "withdrawal-notice")
    return Waiting{"parties", "adopt the proposal, or let the withdrawal take effect", facts.window_ends};
  if (state == "not-known") return Waiting{"secas", "find out where it stands, and record it", {}};
  return {};
}

Waiting implementing(const Facts& facts) {
  for (const auto& part : facts.parts)
    if (part.requested && !part.actual_on)
      return {"authority",
              fmt::format("direct the implementation date that the Panel asked for: {}", date_text(*part.requested)),
              {}};
  for (const auto& part : facts.parts)
    if (!part.actual_on) {
      const auto on = part.planned_on ? "on " + date_text(*part.planned_on) : std::string("on a day not known yet");
      return {"secas",
              facts.parts.size() > 1 ? fmt::format("implement part {} {}", part.part, on) : "implement it " + on,
              part.planned_on ? std::optional(engine::close_of_business(*part.planned_on)) : std::nullopt};
    }
  return {"secas", "implement it; the day is not known yet", {}};
}
}  // namespace

std::optional<Waiting> waiting_for(const Facts& facts, std::string_view state, bool sees_votes) {
  const auto waiting =
      state == "pending-implementation" ? std::optional(implementing(facts)) : by_state(facts, state, sees_votes);
  if (!waiting || !facts.pause) return waiting;
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
      waiting && waiting->who != "change-board" && waiting->who != "parties" && facts.open_ballot() == nullptr)
    owed.push_back({waiting->what, waiting->who == "working-group" ? "secas" : waiting->who, waiting->until});
  if (const auto* ballot = facts.open_ballot();
      ballot != nullptr && !facts.pause && ballot->complete < ballot->filled) {
    const auto waiting = voting(facts, true);
    const auto more = waiting.more > 0 ? fmt::format(" and {} more", waiting.more) : std::string();
    owed.push_back(
        {fmt::format("{}: {}{}", waiting.what, fmt::join(waiting.seats, ", "), more), "secas", ballot->closes_at});
  }
  std::sort(owed.begin(), owed.end());
  return owed;
}

}  // namespace sec
