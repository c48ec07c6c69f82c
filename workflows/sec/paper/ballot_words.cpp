// What papers say of a ballot: its outcome, which solution it approved, and what a reader has to know of it besides.
#include "workflows/sec/paper/ballot_words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/paper/tables.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec::paper {

using Kind = engine::Report::Column::Kind;
using engine::cell;

std::string outcome_words(std::string_view wire) {
  return wire == "approve" ? "Approve" : wire == "reject" ? "Reject" : wire == "tied" ? "Tied" : "No vote";
}

std::string subject_words(const std::string& subject) { return subject == "proposed" ? "The proposal" : subject; }

std::string votes_words(const engine::QuorumCount& count) {
  const auto text = fmt::format("{} vote{}, {} needed", count.votes, count.votes == 1 ? "" : "s", count.needed);
  return count.met ? text : fmt::format("{}: inquorate", text);
}

std::string without_quorum(const Ballot& ballot) {
  const auto few = inquorate(ballot);
  return few.empty() ? few : "inquorate: " + few;
}

namespace {
std::string outcomes(const Ballot& ballot, const std::vector<engine::Tally>& tallies) {
  std::vector<std::string> each;
  const bool several = ballot.subjects().size() > 1;
  for (std::size_t i = 0; i < tallies.size() && i < ballot.subjects().size(); ++i)
    each.push_back((several ? subject_words(ballot.subjects()[i]) + ": " : std::string()) +
                   outcome_words(engine::body::wire_name(tallies[i].outcome)));
  return fmt::format("{}", fmt::join(each, "; "));
}
}  // namespace

std::string outcome_of(const Ballot& ballot) {
  const auto few = without_quorum(ballot);
  return outcomes(ballot, ballot.tallies) + (few.empty() ? few : " (" + few + ")");
}

std::string carried(const Ballot& ballot) {
  if (!ballot.preferred || ballot.subjects().size() < 2) return "";
  const auto approved = std::count_if(ballot.tallies.begin(), ballot.tallies.end(),
                                      [](const auto& one) { return one.outcome == engine::BlockOutcome::approve; });
  const auto what = subject_words(*ballot.preferred);
  if (approved < 2) return what;
  return fmt::format(
      "{} (of the {} that were approved, the one that the seats prefer, or the proposal if they prefer none)", what,
      approved);
}

std::string solution_named(const Facts& facts) {
  const auto subject = facts.subject_carried();
  return subject ? subject_words(*subject) : "";
}

std::string set_aside(const Ballot& ballot) {
  if (!ballot.superseded_by) return "";
  return fmt::format("Set aside{}: it went back to the Change Board for a new vote, ballot {}, which takes its place",
                     ballot.superseded_on ? " on " + date_text(*ballot.superseded_on) : "", *ballot.superseded_by);
}

namespace {
std::string about(const Ballot& ballot) {
  switch (ballot.purpose) {
    case Purpose::final:
      return "The modification";
    case Purpose::ia_cost:
      return "The cost of the Impact Assessment";
    case Purpose::legal_text:
      return "The corrected legal text";
  }
  return "";
}

std::string recorded_words(const Ballot& ballot) {
  int votes = 0, recorded = 0;
  for (const auto& one : votes_of(ballot)) {
    if (!counts(ballot, *one)) continue;
    ++votes;
    recorded += one->vote.recorded_from.has_value();
  }
  if (recorded == 0) return "";
  return fmt::format("{} of {} vote{} recorded by SECAS from forms", recorded, votes, votes == 1 ? "" : "s");
}

std::string remarks(const Ballot& ballot) {
  std::vector<std::string> all;
  if (const auto which = carried(ballot); !which.empty()) all.push_back("Carried: " + which);
  if (const auto recorded = recorded_words(ballot); !recorded.empty()) all.push_back(recorded);
  for (const auto& one : ballot.recounts)
    all.push_back(fmt::format("Counted again on {} with a form that had come in time; before: {}",
                              date_text(engine::london_date(one.at)), outcomes(ballot, one.before.tallies)));
  if (const auto aside = set_aside(ballot); !aside.empty()) all.push_back(aside);
  if (ballot.state == BallotState::void_ && ballot.was_counted()) all.push_back("Void: the Authority sent it back");
  return fmt::format("{}", fmt::join(all, ". "));
}

std::string came_to(const Ballot& ballot) {
  if (ballot.was_counted()) return outcome_of(ballot);
  if (ballot.state == BallotState::inquorate) return "Ended without a count: there was no quorum";
  return ballot.state == BallotState::open ? "Open" : "Ended without a count";
}
}  // namespace

Section ballots_on_page(const Facts& facts) {
  auto section = table("votes", "Votes",
                       {{"ballot", "Ballot", Kind::number},
                        {"about", "About"},
                        {"opened", "Opened", Kind::date},
                        {"closed", "Closed", Kind::date},
                        {"outcome", "Outcome"},
                        {"remarks", "Remarks"}},
                       "There has been none.");
  for (const auto& one : facts.ballots)
    section.rows.push_back({std::int64_t{one->number}, about(*one), engine::london_date(one->opened->frozen.opened_at),
                            cell(one->closed_on), came_to(*one),
                            cell(one->was_counted() ? remarks(*one) : std::string())});
  return section;
}

Section recounts(const Ballot& ballot) {
  auto section = table("recounts", "Counted again",
                       {{"on", "On", Kind::date}, {"seat", "Form of"}, {"before", "Before"}, {"after", "After"}},
                       "It was counted once.");
  const auto votes = votes_of(ballot);
  for (std::size_t i = 0; i < ballot.recounts.size(); ++i) {
    const auto& one = ballot.recounts[i];
    const auto& after = i + 1 < ballot.recounts.size() ? ballot.recounts[i + 1].before : result_of(ballot);
    const auto said = [&](const engine::BallotCount& count) {
      return outcomes(ballot, count.tallies) + " (" + votes_words(count.quorum) + ")";
    };
    section.rows.push_back({engine::london_date(one.at), votes.at(static_cast<std::size_t>(one.vote) - 1)->vote.seat,
                            said(one.before), said(after)});
  }
  return section;
}

}  // namespace sec::paper
