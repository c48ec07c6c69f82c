// Ballots as callers see them. While one is open SECAS sees who has voted, a voter sees its own votes, and nobody sees
// more; once it is over everybody sees all of it.
#include "workflows/sec/modification/ballot_view.hpp"

#include <algorithm>

#include "engine/body_field.hpp"
#include "workflows/sec/modification/response_view.hpp"
#include "workflows/sec/modification/view.hpp"

namespace sec {

using engine::JsonObject;
using engine::body::Nulls;
using engine::body::value;

namespace {
void write_tally(JsonObject& out, const Ballot& ballot) {
  if (ballot.tallies.empty()) return out.null("tally");
  JsonObject tally(out.key("tally"));
  for (std::size_t i = 0; i < ballot.tallies.size() && i < ballot.subjects().size(); ++i)
    engine::body::write(tally.key(ballot.subjects()[i]), ballot.tallies[i]);
}
}  // namespace

void write_ballot(JsonObject& out, const Ballot& ballot) {
  const auto& frozen = ballot.opened->frozen;
  out.number("number", ballot.number);
  out.number("round", ballot.round);
  value(out, "purpose", ballot.purpose);
  value(out, "mode", ballot.mode);
  out.text("body", frozen.body_);
  out.text_or_null("question", frozen.question);
  value(out, "subjects", ballot.subjects());
  out.text("state", engine::body::wire_name(ballot.state));
  value(out, "opened_at", frozen.opened_at);
  value(out, "closes_at", ballot.closes_at);
  value(out, "counted", ballot.counted);
  out.boolean("extended", ballot.extended);
  value(out, "closed_on", ballot.closed_on);
  out.text("policy", frozen.policy);
  out.text("roll_hash", ballot.opened->roll_hash);
  out.number("seats_filled", ballot.filled);
  write_tally(out, ballot);
  value(out, "preferred", ballot.preferred);
}

std::vector<std::string_view> parts() { return {"ballots", "documents", "consultations", "responses"}; }

namespace {
void write_roll(JsonObject& out, const Ballot& ballot) {
  value(out, "documents", ballot.opened->frozen.documents);
  value(out, "roll", ballot.opened->frozen.roll);
  value(out, "corrections", ballot.corrections);
}

void write_quorum(JsonObject& out, const Ballot& ballot, bool sees_votes) {
  const auto count = quorum_of(ballot);
  JsonObject quorum(out.key("quorum"));
  quorum.text("rule", ballot.opened->frozen.quorum);
  quorum.number("needed", count.needed);
  if (!sees_votes) return quorum.null("votes");
  quorum.number("votes", count.votes);
  quorum.boolean("met", count.met);
}

// For SECAS while it is open; whether it is settled, and not how.
void write_standing(JsonObject& out, const Ballot& ballot) {
  const auto quorum = quorum_of(ballot);
  JsonObject standing(out.key("standing"));
  standing.number("not_voted", ballot.filled - ballot.complete);
  standing.boolean("quorum_can_be_reached", ballot.filled >= quorum.needed);
  JsonObject outcome(standing.key("settled"));
  const auto all = settled(ballot);
  for (std::size_t i = 0; i < all.size(); ++i) outcome.boolean(ballot.subjects()[i], all[i]);
}

// The text of the vote without the object around it, and what became of it.
void write_whole(std::string& text, const Ballot& ballot, const Cast& cast) {
  const auto whole = engine::body::text_of(cast.vote, Nulls::keep);
  JsonObject one(text);
  one.key("receipt");
  engine::append_quoted(text, cast.receipt);
  one.boolean("counts", counts(ballot, cast));
  text += ',';
  text.append(whole, 1, whole.size() - 2);
}

bool is_own(const Cast& cast, const engine::Actor& seen_by) {
  return cast.vote.seat == seen_by.seat && cast.vote.voter.id == seen_by.id;
}

// Those that count, then those that were changed.
void write_votes(JsonObject& out, const Ballot& ballot, const engine::Actor& seen_by) {
  const bool open = ballot.state == BallotState::open;
  const bool secas = clearance(seen_by) >= for_secas;
  auto counting = votes_of(ballot);
  std::erase_if(counting, [&](const auto& one) { return open && !secas && !is_own(*one, seen_by); });
  const auto changed =
      std::stable_partition(counting.begin(), counting.end(), [&](const auto& one) { return counts(ballot, *one); });
  const std::vector<SharedCast> trail(changed, counting.end());
  counting.erase(changed, counting.end());
  const auto write_one = [&](std::string& text, const SharedCast& one) {
    if (!open || one->vote.recorded_from || !secas) return write_whole(text, ballot, *one);
    JsonObject hidden(text);
    hidden.text("seat", one->vote.seat);
    hidden.text("subject", one->vote.subject);
    hidden.text("at", engine::to_text(one->vote.at));
  };
  engine::append_list(out.key("votes"), counting, write_one);
  engine::append_list(out.key("trail"), trail, write_one);
}
}  // namespace

std::vector<engine::Json> part(const Facts& facts, std::string_view name, const engine::Actor& seen_by) {
  if (name == "documents") return documents(facts, clearance(seen_by));
  if (name == "consultations") return consultations(facts, seen_by);
  if (name == "responses") return responses(facts, seen_by);
  std::vector<engine::Json> items;
  if (name != "ballots") return items;
  const bool secas = clearance(seen_by) >= for_secas;
  for (const auto& ballot : facts.ballots) {
    const bool open = ballot->state == BallotState::open;
    engine::Json text;
    {
      JsonObject out(text);
      write_ballot(out, *ballot);
      write_roll(out, *ballot);
      write_quorum(out, *ballot, secas || !open);
      if (open && secas) write_standing(out, *ballot);
      write_votes(out, *ballot, seen_by);
    }
    items.push_back(std::move(text));
  }
  return items;
}

std::vector<std::string_view> part_documents(std::string_view part) {
  return part == "ballots" ? std::vector<std::string_view>{"bundle"} : std::vector<std::string_view>{};
}

engine::PartDocument part_document(const Facts& facts, std::string_view part, std::size_t item,
                                   std::string_view document) {
  if (part != "ballots" || document != "bundle" || item >= facts.ballots.size())
    return {"", "there is no such document"};
  return bundle(*facts.ballots[item]);
}

}  // namespace sec
