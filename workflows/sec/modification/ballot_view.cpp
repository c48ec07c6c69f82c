// Ballots as callers see them. While one is open SECAS sees who has voted, a voter sees its own votes, and nobody sees
// more; once it is counted everybody sees all of it. One that ended without a count stays between SECAS and its voters.
#include "workflows/sec/modification/ballot_view.hpp"

#include <algorithm>

#include "engine/body_field.hpp"
#include "workflows/sec/modification/response_view.hpp"
#include "workflows/sec/modification/view.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec {

using engine::JsonObject;
using engine::body::Nulls;
using engine::body::value;

namespace {
void write_tally(JsonObject& out, const Ballot& ballot) {
  if (ballot.tallies.empty()) return out.null("tally");
  engine::write_tallies(out, ballot.subjects(), ballot.tallies);
}

void write_recounts(JsonObject& out, const Ballot& ballot) {
  const auto write_count = [&](JsonObject& one, const engine::BallotCount& count) {
    value(one, "quorum", count.quorum);
    engine::write_tallies(one, ballot.subjects(), count.tallies);
    value(one, "preferred", count.preferred);
    value(one, "outcome", count.outcome);
  };
  std::size_t next = 0;
  engine::append_list(out.key("recounts"), ballot.recounts, [&](std::string& text, const Recounted& recount) {
    JsonObject one(text);
    one.number("vote", recount.vote);
    one.text("at", engine::to_text(recount.at));
    {
      JsonObject before(one.key("before"));
      write_count(before, recount.before);
    }
    ++next;
    JsonObject after(one.key("after"));
    write_count(after, next < ballot.recounts.size() ? ballot.recounts[next].before : result_of(ballot));
  });
}
}  // namespace

namespace {
// "form", "letter", "minutes": other words stand as they were given.
std::string with_article(const std::string& kind) {
  if (kind == "minutes") return "the minutes";
  const bool known = kind == "form" || kind == "letter" || kind == "paper";
  return known ? "a " + kind : kind == "e-mail" || kind == "email" ? "an " + kind : kind;
}
}  // namespace

std::string recorded_by_secas(const Ballot& ballot, const Cast& cast) {
  const auto& from = cast.vote.recorded_from;
  if (!from) return "";
  const auto ref = from->ref ? " " + *from->ref : std::string();
  const auto on = from->on ? " of " + date_text(*from->on) : std::string();
  const bool late = std::any_of(ballot.recounts.begin(), ballot.recounts.end(),
                                [&](const auto& one) { return one.vote == cast.number; });
  const auto entered =
      late ? ", entered after the close on " + date_text(engine::london_date(cast.vote.at)) : std::string();
  return "recorded by SECAS from " + with_article(from->kind) + ref + on + entered;
}

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
  const auto approved = ballot.purpose == Purpose::final ? ballot.preferred : std::nullopt;
  value(out, "approved_subject", approved);
  if (ballot.state == BallotState::inquorate || !inquorate(ballot).empty()) out.boolean("inquorate", true);
  if (ballot.late_forms_until) value(out, "late_forms_until", ballot.late_forms_until);
  if (!ballot.recounts.empty()) write_recounts(out, ballot);
  if (ballot.superseded_by) value(out, "superseded_by", ballot.superseded_by);
}

std::vector<std::string_view> parts() { return {"ballots", "documents", "consultations", "responses"}; }

namespace {
// A correction of the roll without how many votes had come before it, which is as secret as the votes.
struct ShownCorrection {
  std::string seat;
  std::optional<engine::Person> holder;
  std::optional<engine::Alternate> alternate;
  std::string reason;
  std::string by;
  Time at{};
};
BOOST_DESCRIBE_STRUCT(ShownCorrection, (), (seat, holder, alternate, reason, by, at))

void write_roll(JsonObject& out, const Ballot& ballot, bool sees_votes) {
  value(out, "documents", ballot.opened->frozen.documents);
  if (ballot.opened->frozen.documents.empty()) out.text("papers", no_papers);
  value(out, "roll", ballot.opened->frozen.roll);
  if (sees_votes) return value(out, "corrections", ballot.corrections);
  std::vector<ShownCorrection> shown;
  for (const auto& one : ballot.corrections)
    shown.push_back({one.seat, one.holder, one.alternate, one.reason, one.by, one.at});
  value(out, "corrections", shown);
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
  const bool ended_uncounted = ballot.state != BallotState::open && !ballot.was_counted();
  one.boolean("counts", !ended_uncounted && counts(ballot, cast));
  if (cast.vote.recorded_from) one.text("recorded", recorded_by_secas(ballot, cast));
  text += ',';
  text.append(whole, 1, whole.size() - 2);
}

bool is_own(const Cast& cast, const engine::Actor& seen_by) {
  return cast.vote.seat == seen_by.seat && cast.vote.voter.id == seen_by.id;
}

// Those that count, then those that were changed.
void write_votes(JsonObject& out, const Ballot& ballot, const engine::Actor& seen_by) {
  const bool open = ballot.state == BallotState::open;
  const bool secas = clearance(seen_by) >= for_secas, sees = secas || ballot.was_counted();
  auto counting = votes_of(ballot);
  std::erase_if(counting, [&](const auto& one) { return !sees && !is_own(*one, seen_by); });
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
    const bool open = ballot->state == BallotState::open, sees = secas || ballot->was_counted();
    engine::Json text;
    {
      JsonObject out(text);
      write_ballot(out, *ballot);
      write_roll(out, *ballot, sees);
      write_quorum(out, *ballot, sees);
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

std::vector<std::string_view> parts_with_bytes() { return {"documents", "responses"}; }

std::vector<engine::ItemBytes> item_bytes(const Facts& facts, std::string_view part, const engine::Actor& seen_by) {
  if (part == "documents") return bytes_of_documents(facts.documents, clearance(seen_by));
  return part == "responses" ? bytes_of_responses(facts, seen_by) : std::vector<engine::ItemBytes>{};
}

}  // namespace sec
