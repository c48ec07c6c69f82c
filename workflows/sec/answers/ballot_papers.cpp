// Makes the ballot paper out of the ballot, for one reader: what is a secret before the count stays one.
#include "workflows/sec/answers/ballot_papers.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/body_field.hpp"
#include "workflows/sec/modification/anytime/register.hpp"
#include "workflows/sec/modification/facts.hpp"
#include "workflows/sec/modification/packs.hpp"
#include "workflows/sec/modification/stages/decision.hpp"
#include "workflows/sec/modification/stages/raising.hpp"
#include "workflows/sec/modification/stages/report.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/view.hpp"
#include "workflows/sec/modification/vote/question.hpp"
#include "workflows/sec/modification/vote/vote.hpp"
#include "workflows/sec/modification/waiting.hpp"
#include "workflows/sec/paper/ballot_words.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec {

namespace {
const Ballot* ballot_of(const engine::Case& current, int number) {
  if (!is_modification(current)) return nullptr;
  for (const auto& one : facts_of(current).ballots)
    if (one->number == number) return one.get();
  return nullptr;
}

bool is_own(const Cast& cast, const engine::Actor& reader) {
  return !reader.id.empty() && cast.vote.voter.id == reader.id && cast.vote.seat == reader.seat;
}

std::string question_of(const Facts& facts, const Ballot& ballot) {
  if (const auto& asked = ballot.opened->frozen.question; !asked.empty()) return asked;
  switch (ballot.purpose) {
    case Purpose::final:
      return fmt::format("Should {} be approved?", facts.ref);
    case Purpose::ia_cost:
      return fmt::format("Should the cost of the Impact Assessment of {} be incurred?", facts.ref);
    case Purpose::legal_text:
      return fmt::format("Should the corrected legal text of {} be approved?", facts.ref);
  }
  return "";
}

bool is_hidden(const engine::FrozenDocument& frozen) { return !frozen.title && frozen.version.empty(); }

// Of what is not for everybody the frozen text says only that there is one more. Which they were follows from what was
// in force on the day of the opening, in its order; nothing, if that is another number of them.
std::vector<const Document*> hidden_then(const Facts& facts, const Ballot& ballot) {
  const auto& frozen = ballot.opened->frozen;
  const auto day = engine::london_date(frozen.opened_at);
  std::vector<const Document*> all;
  facts.documents.for_each([&](const Filed& filed) {
    const auto& one = filed.document;
    const auto* next = one.superseded_by ? document_called(facts.documents, *one.superseded_by) : nullptr;
    const bool replaced = next != nullptr && next->document.on <= day;
    const bool withdrawn = one.withdrawn && one.withdrawn->on <= day;
    if (one.classification != Classification::white && one.on <= day && !replaced && !withdrawn) all.push_back(&one);
  });
  if (std::count_if(frozen.documents.begin(), frozen.documents.end(), is_hidden) !=
      static_cast<std::ptrdiff_t>(all.size()))
    all.clear();
  return all;
}

engine::PaperDocument confidential(const Document* known, engine::Clearance sees) {
  if (known == nullptr || !shows(known->classification, sees)) return {"A confidential document", "", 0};
  return {known->title, known->version, known->bytes && !known->withdrawn ? known->number : 0};
}

// Those that were frozen; which of the register's it is follows from title, version and bytes.
std::vector<engine::PaperDocument> documents_of(const Facts& facts, const Ballot& ballot, engine::Clearance sees) {
  std::vector<engine::PaperDocument> all;
  const auto hidden = hidden_then(facts, ballot);
  auto next_hidden = hidden.begin();
  for (const auto& frozen : ballot.opened->frozen.documents) {
    if (is_hidden(frozen)) {
      all.push_back(confidential(next_hidden == hidden.end() ? nullptr : *next_hidden++, sees));
      continue;
    }
    engine::PaperDocument one{frozen.title.value_or("A document of the kind " + frozen.kind), frozen.version, 0};
    facts.documents.for_each([&](const Filed& filed) {
      const auto& known = filed.document;
      if (!shows(known.classification, sees) || !frozen.title || known.title != *frozen.title) return;
      const bool opens = known.bytes && !known.withdrawn && known.version == frozen.version;
      if (opens && known.sha256 == frozen.sha256) one.number = known.number;
    });
    all.push_back(std::move(one));
  }
  return all;
}

engine::OwnReturn mine_of(const Cast& cast) {
  CastVote again;
  again.seat = cast.vote.seat;
  again.choice = cast.vote.choice;
  again.reason = cast.vote.reason;
  again.objectives = cast.vote.objectives;
  again.subject = cast.vote.subject;
  again.preference = cast.vote.preference;
  again.declaration = cast.vote.declaration;
  return {cast.vote.seat, cast.vote.subject, std::string(engine::body::wire_name(cast.vote.choice)), cast.receipt,
          engine::body::text_of(again)};
}

std::string told_of(const Ballot& ballot) {
  if (ballot.was_counted()) return "The vote is counted: everybody sees how each seat voted, and why.";
  if (ballot.state != BallotState::open) return "The vote ended without a count, so nobody is shown how anybody voted.";
  return "Until the vote is counted SECAS sees which seats have voted, and nobody sees how. Then everybody reads how "
         "each "
         "seat voted, and its reason.";
}

std::vector<std::string> result_of_ballot(const Ballot& ballot) {
  if (!ballot.was_counted()) return {};
  std::vector<std::string> all = {fmt::format("Outcome: {}.", paper::outcome_of(ballot)),
                                  fmt::format("{}.", paper::votes_words(quorum_of(ballot)))};
  if (const auto which = paper::carried(ballot); !which.empty()) all.push_back(fmt::format("Carried: {}.", which));
  if (const auto aside = paper::set_aside(ballot); !aside.empty()) all.push_back(aside + ".");
  return all;
}

std::optional<engine::BallotPaper> ballot_paper(const engine::Case& current, int number, const engine::Actor& reader) {
  const auto* ballot = ballot_of(current, number);
  if (ballot == nullptr) return std::nullopt;
  const auto& facts = facts_of(current);
  engine::BallotPaper made;
  made.question = question_of(facts, *ballot);
  made.about = facts.title.value_or("");
  made.open = ballot->state == BallotState::open;
  made.closes_at = ballot->closes_at;
  made.told = told_of(*ballot);
  for (const auto& one : ballot->subjects()) made.subjects.emplace_back(one, paper::subject_words(one));
  made.documents = documents_of(facts, *ballot, clearance(reader));
  made.how_checked = fmt::format(
      "The roll, the documents and the question were frozen when the vote was opened; their fingerprint is {}. A "
      "receipt is "
      "the fingerprint of one vote. When the vote is counted its whole record can be downloaded and counted again.",
      ballot->opened->roll_hash);
  for (const auto& cast : votes_of(*ballot)) {
    if (!counts(*ballot, *cast)) continue;
    if (is_own(*cast, reader)) made.mine.push_back(mine_of(*cast));
    if (ballot->was_counted())
      made.all.push_back({cast->vote.seat, paper::subject_words(cast->vote.subject),
                          std::string(engine::body::wire_name(cast->vote.choice)), cast->vote.reason});
  }
  made.result = result_of_ballot(*ballot);
  return made;
}

// To the voter and to SECAS at any time, to everybody once it is counted. While the vote is open it says nothing of how
// the seat voted to anybody but the voter.
std::optional<engine::ReceiptFound> receipt_found(const engine::Case& current, const std::string& receipt,
                                                  const engine::Actor& reader) {
  if (!is_modification(current)) return std::nullopt;
  const auto& facts = facts_of(current);
  for (const auto& ballot : facts.ballots)
    for (const auto& cast : votes_of(*ballot)) {
      if (cast->receipt != receipt) continue;
      const bool own = is_own(*cast, reader);
      if (!own && !is_secas(reader.role) && !ballot->was_counted()) return std::nullopt;
      engine::ReceiptFound found{ballot->number, {}};
      found.told.push_back(
          fmt::format("It is for a vote of seat {} in ballot {} on {}.", cast->vote.seat, ballot->number, facts.ref));
      if (own || ballot->was_counted())
        found.told.push_back(fmt::format("The vote: {}.", engine::body::wire_name(cast->vote.choice)));
      const bool counted = counts(*ballot, *cast);
      found.told.push_back(ballot->state == BallotState::open
                               ? (counted ? "It stands: it will count unless the seat votes again before the close."
                                          : "The seat has voted again since: this one will not count.")
                           : !ballot->was_counted() ? "The ballot ended without a count."
                           : counted                ? "It was counted."
                                                    : "It was not counted: the seat voted again later.");
      return found;
    }
  return std::nullopt;
}

std::pair<std::string, std::string> place_of(const engine::Case& current, const engine::Task& task,
                                             const engine::Actor& reader) {
  if (!is_modification(current)) return {};
  const auto& facts = facts_of(current);
  const auto* ballot = facts.open_ballot();
  if (ballot != nullptr && task.assignee.starts_with("seat:") && !reader.seat.empty())
    return {fmt::format("/ballots/{}/vote", ballot->number), "Vote"};
  const bool consulted = task.assignee.starts_with("party:") || task.assignee == "parties";
  if (consulted && facts.open_consultation() != nullptr) return {"/respond", "Respond"};
  if (ballot == nullptr && task.name.starts_with(open_the_vote))
    return {"/do/" + std::string(OpenVote::name), "Open the vote"};
  if (task.assignee == "authority" && current.state == AuthorityDetermination::name)
    return {"/do/" + std::string(Determine::name), "Decide"};
  if (task.assignee == "secas" && current.state == Submitted::name)
    return {"/do/" + std::string(Accept::name), "Accept"};
  return {};
}
}  // namespace

engine::Ballots ballots() {
  engine::Ballots made{"modifications",
                       "ballots",
                       std::string(CastVote::name),
                       "seat",
                       "choice",
                       "subject",
                       "reason",
                       "declaration",
                       "preference",
                       "objectives",
                       "objective",
                       "view",
                       {"approve", "reject"},
                       std::string(RecordResponse::name),
                       "party",
                       "vote",
                       "Your vote",
                       "Check your vote",
                       "Cast vote",
                       "Your vote is cast"};
  made.paper = ballot_paper;
  made.receipt = receipt_found;
  made.place_of = place_of;
  return made;
}

}  // namespace sec
