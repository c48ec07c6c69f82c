// Writes the record of a ballot, field by field in its fixed order.
#include "engine/ballot_bundle.hpp"

#include "engine/hash.hpp"

namespace engine {

using body::Nulls;

void correct(Seat& seat, const RollCorrection& correction) {
  if (correction.holder) seat.holder = correction.holder;
  if (correction.alternate) seat.alternate = correction.alternate;
}

bool mandated(const Seat& seat, const std::string& id, Capacity capacity, Date day) {
  if (capacity == Capacity::holder) return seat.holder && seat.holder->id == id;
  return seat.holder && seat.alternate && seat.alternate->id == id && covers(*seat.alternate, day);
}

Date last_day_of(const Period& period) { return weekday_after(period.from, period.working_days, period.skipping); }

Json frozen_text(const FrozenBallot& frozen) {
  auto text = body::text_of(frozen, Nulls::keep);
  static constexpr std::string_view unsaid = R"(,"record":null)";  // what was frozen before stays as it was hashed
  if (!frozen.record) text.erase(text.size() - unsaid.size() - 1, unsaid.size());
  return text;
}

void write_tallies(JsonObject& out, const std::vector<std::string>& subjects, const std::vector<Tally>& tallies) {
  JsonObject tally(out.key("tally"));
  for (std::size_t i = 0; i < tallies.size(); ++i) body::write(tally.key(subjects.at(i)), tallies[i], Nulls::leave_out);
}

namespace {
bool says_more(const BallotRecord& record) { return record.frozen.record.has_value(); }
bool says_when(const BallotRecord& record) { return record.frozen.record.value_or(1) >= newest_record_form; }

void write_votes(std::string& out, const BallotRecord& record) {
  append_list(out, record.votes, [&](std::string& text, const RecordedVote& one) {
    JsonObject vote(text);
    vote.raw("vote", one.vote);
    vote.text("receipt", one.receipt);
    vote.boolean("counts", one.counts);
    if (says_more(record)) vote.boolean("recorded", one.recorded);
  });
}

void write_count(JsonObject& out, const BallotRecord& record, const BallotCount& count) {
  body::write(out.key("quorum"), count.quorum, Nulls::keep);
  if (says_more(record)) out.boolean("inquorate", !count.quorum.met);
  write_tallies(out, record.frozen.subjects, count.tallies);
  body::write(out.key("preferred"), count.preferred, Nulls::keep);
  out.text("outcome", body::wire_name(count.outcome));
}

void write_recounts(std::string& out, const BallotRecord& record) {
  append_list(out, record.recounts, [&](std::string& text, const RecordedRecount& one) {
    JsonObject recount(text);
    recount.number("vote", one.vote);
    JsonObject before(recount.key("before"));
    write_count(before, record, one.before);
  });
}
}  // namespace

Json bundle_text(const BallotRecord& record) {
  Json text;
  {
    JsonObject out(text);
    out.text("format", "ballot-bundle/" + std::to_string(record.frozen.record.value_or(1)));
    out.raw("frozen", frozen_text(record.frozen));
    out.text("roll_hash", record.roll_hash);
    body::write(out.key("corrections"), record.corrections, Nulls::keep);
    body::write(out.key("closes_at"), record.closes_at, Nulls::keep);
    out.boolean("extended", record.extended);
    if (says_when(record)) body::write(out.key("closings"), record.closings, Nulls::keep);
    out.text("closed_at", to_text(record.closed_at));
    if (says_more(record)) body::write(out.key("late_forms_until"), record.late_forms_until, Nulls::keep);
    if (says_when(record)) body::write(out.key("late_window"), record.late_window, Nulls::keep);
    write_votes(out.key("votes"), record);
    if (says_more(record)) write_recounts(out.key("recounts"), record);
    write_count(out, record, record.result);
  }
  return R"({"sha256":")" + sha256_hex(text) + R"(","ballot":)" + text + "}\n";
}

}  // namespace engine
