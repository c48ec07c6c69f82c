// The Conclusions Report: what the vote came to, who voted how and why, and what follows.
#include <fmt/format.h>

#include "workflows/sec/modification/ballot_view.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/modification/response_counts.hpp"
#include "workflows/sec/paper/authority_questions.hpp"
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
void drop_column(Section& section, std::size_t column) {
  const auto at = static_cast<std::ptrdiff_t>(column);
  section.columns.erase(section.columns.begin() + at);
  for (auto& row : section.rows) row.erase(row.begin() + at);
}
void drop_single_subject(Section& section, const Ballot& ballot, std::size_t column) {
  if (ballot.subjects().size() < 2) drop_column(section, column);
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

// The consultation that the vote followed; 0: what is known of one that began before the modification was taken over.
int consulted_before(const Facts& facts, const Ballot& ballot) {
  const auto opened = engine::london_date(ballot.opened->frozen.opened_at);
  int number = 0;
  for (const auto& one : facts.consultations)
    if (!one.opens_on || *one.opens_on <= opened) number = one.number;
  return number;
}

void add_counts(Section& section, const std::string& subject, const ResponseCounts& counts) {
  const auto row = [&](std::string category, const Positions& of, bool shown) {
    const auto number = [&](Position position) { return std::int64_t{of.of[static_cast<std::size_t>(position)]}; };
    const auto approve = number(Position::approve), reject = number(Position::reject);
    const std::int64_t other = of.all() - approve - reject;
    if (shown) section.rows.push_back({subject_words(subject), std::move(category), approve, reject, other});
    else section.rows.push_back({subject_words(subject), std::move(category), "Not shown", "Not shown", "Not shown"});
  };
  bool all_shown = true;
  for (const auto& [category, count] : counts.categories) {
    all_shown = all_shown && count.shown;
    if (!count.shown || count.positions.all() > 0) row(words_of(std::optional(category)), count.positions, count.shown);
  }
  if (!all_shown) row("All", counts.positions, true);
}

// Only how many, as everybody may know them: what they wrote is in the responses, each as its Party wishes.
Section responses(const Facts& facts, const Ballot& ballot) {
  auto section = table("responses", "Consultation responses",
                       {{"subject", "Subject"},
                        {"category", "Category"},
                        {"approve", "Approve", Kind::number},
                        {"reject", "Reject", Kind::number},
                        {"other", "Other", Kind::number}},
                       "None.");
  const int consultation = consulted_before(facts, ballot);
  const auto subjects = subjects_responded_to(facts, consultation);
  if (facts.has_closed(consultation))
    for (const auto& subject : subjects)
      add_counts(section, subject, count_responses(facts, consultation, subject, true));
  if (subjects.size() < 2) drop_column(section, 0);
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
  if (const auto which = solution_named(facts);
      !which.empty() && facts.decision && &ballot == facts.ballot_that_decided())
    report.header.push_back({"Approved solution", which});
  if (const auto aside = set_aside(ballot); !aside.empty()) report.header.push_back({"Now set aside", sentence(aside)});
  if (facts.window_ends)
    report.header.push_back({"May be referred until", date_text(engine::london_date(*facts.window_ends))});
  report.sections = {blocks(ballot), votes(ballot), responses(facts, ballot), how_to_check(ballot)};
  if (!ballot.recounts.empty()) report.sections.insert(report.sections.begin() + 1, recounts(ballot));
  report.main_table = "votes";
  ReadersCopy copy(for_everybody);  // what it says is published by rule
  add_questions_of_authority(report, "check", facts, copy);
  copy.stamp(report);
  return report;
}

}  // namespace sec::paper
