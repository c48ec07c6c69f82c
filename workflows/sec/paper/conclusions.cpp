// The Conclusions Report: what the vote came to, who voted how and why, and what follows.
#include <fmt/format.h>

#include "workflows/sec/modification/ballot_view.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/paper/ballot_words.hpp"
#include "workflows/sec/paper/pages.hpp"
#include "workflows/sec/paper/tables.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/readers_copy.hpp"

namespace sec::paper {

namespace {
using Kind = engine::Report::Column::Kind;
using engine::cell;
using engine::Cell;

// If there is one subject, tables and sentences do not repeat it.
void drop_single_subject(Section& section, const Ballot& ballot, std::size_t column) {
  if (ballot.subjects().size() > 1) return;
  const auto at = static_cast<std::ptrdiff_t>(column);
  section.columns.erase(section.columns.begin() + at);
  for (auto& row : section.rows) row.erase(row.begin() + at);
}

Section blocks(const Ballot& ballot) {
  auto section = table("blocks", "The vote by category",
                       {{"subject", "Subject"},
                        {"block", "Category"},
                        {"approve", "For", Kind::number},
                        {"reject", "Against", Kind::number},
                        {"abstain", "Abstained", Kind::number},
                        {"not_voted", "Not voted", Kind::number},
                        {"outcome", "Outcome"}},
                       "Nothing was counted.");
  const auto number = [](int count) { return Cell(std::int64_t{count}); };
  for (std::size_t i = 0; i < ballot.tallies.size() && i < ballot.subjects().size(); ++i)
    for (const auto& one : ballot.tallies[i].blocks)
      section.rows.push_back({subject_words(ballot.subjects()[i]), who_in_words(one.block), number(one.approve),
                              number(one.reject), number(one.abstain), number(one.not_voted),
                              outcome_words(engine::body::wire_name(one.outcome))});
  drop_single_subject(section, ballot, 0);
  return section;
}

Section votes(const Ballot& ballot) {
  auto section = table("votes", "Votes and reasons",
                       {{"seat", "Seat"},
                        {"subject", "Subject"},
                        {"choice", "Vote"},
                        {"reason", "Reason"},
                        {"objectives", "Objectives"},
                        {"preference", "Prefers"},
                        {"recorded", "Recorded"},
                        {"receipt", "Receipt"}},
                       "Nobody voted.");
  for (const auto& cast : votes_of(ballot)) {
    if (!counts(ballot, *cast)) continue;
    std::string objectives;
    for (const auto& one : cast->vote.objectives)
      objectives +=
          fmt::format("{}({}) {}", objectives.empty() ? "" : ", ", one.objective, engine::body::wire_name(one.view));
    section.rows.push_back({cast->vote.seat, subject_words(cast->vote.subject),
                            plain(engine::body::wire_name(cast->vote.choice)), cell(cast->vote.reason),
                            cell(objectives), cell(cast->vote.preference ? subject_words(*cast->vote.preference) : ""),
                            cell(sentence(recorded_by_secas(ballot, *cast))), cast->receipt.substr(0, 16)});
  }
  drop_single_subject(section, ballot, 5);
  drop_single_subject(section, ballot, 1);
  return section;
}

// Only how many: what they wrote is in the responses, each with its own confidentiality.
Section responses(const Facts& facts) {
  auto section = table("responses", "Consultation responses",
                       {{"category", "Category"},
                        {"approve", "Approve", Kind::number},
                        {"reject", "Reject", Kind::number},
                        {"other", "Other", Kind::number}},
                       "None.");
  for (const auto& known : engine::body::wire_names<Category>()) {
    const auto category = known.first;
    std::int64_t approve = 0, reject = 0, other = 0;
    facts.responses.for_each([&](const Response& one) {
      if (one.category != category || !one.valid) return;
      ++(one.position == Position::approve ? approve : one.position == Position::reject ? reject : other);
    });
    if (approve + reject + other > 0)
      section.rows.push_back({words_of(std::optional(category)), approve, reject, other});
  }
  return section;
}

Section how_to_check(const Ballot& ballot) {
  return {"check",
          "How to check this vote",
          "The roll of seats was frozen when the vote was opened. Its SHA-256 is " + ballot.opened->roll_hash +
              "; each receipt above is the beginning of the SHA-256 of a vote with this roll in it.",
          {},
          {},
          ""};
}
}  // namespace

const Ballot* concluded(const Facts& facts) {
  for (auto one = facts.ballots.rbegin(); one != facts.ballots.rend(); ++one)
    if ((*one)->state == BallotState::closed) return one->get();
  return nullptr;
}

engine::Report conclusions_report(const Facts& facts, const std::string& state, const Ballot& ballot) {
  engine::Report report;
  report.name = facts.ref + "-conclusions";
  report.title = "Conclusions Report: " + title_of(facts);
  report.header = {{"Question", ballot.opened->frozen.question},
                   {"Ballot", fmt::format("{} of round {}, by {}", ballot.number, ballot.round,
                                          engine::body::wire_name(ballot.mode))},
                   {"Closed", ballot.closed_on ? date_text(*ballot.closed_on) : "Not recorded"},
                   {"Outcome", outcome_of(ballot)},
                   {"Path", facts.path ? words_of(facts.path) : "Not decided"},
                   {"Quorum", votes_words(quorum_of(ballot))},
                   {"Counted under", plain(ballot.opened->frozen.policy)},
                   {"Now", words_of_state(state)}};
  if (const auto which = carried(ballot); !which.empty())
    report.header.insert(report.header.begin() + 4, {"Carried", which});
  if (const auto aside = set_aside(ballot); !aside.empty()) report.header.push_back({"Now set aside", sentence(aside)});
  if (facts.window_ends)
    report.header.push_back({"May be referred until", date_text(engine::london_date(*facts.window_ends))});
  report.sections = {blocks(ballot), votes(ballot), responses(facts), how_to_check(ballot)};
  if (!ballot.recounts.empty()) report.sections.insert(report.sections.begin() + 1, recounts(ballot));
  report.main_table = "votes";
  ReadersCopy(for_everybody).stamp(report);  // what it says is published by rule
  return report;
}

}  // namespace sec::paper
