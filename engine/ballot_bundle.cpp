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

Json frozen_text(const FrozenBallot& frozen) { return body::text_of(frozen, Nulls::keep); }

namespace {
void write_votes(std::string& out, const std::vector<RecordedVote>& votes) {
  append_list(out, votes, [](std::string& text, const RecordedVote& one) {
    JsonObject vote(text);
    vote.raw("vote", one.vote);
    vote.text("receipt", one.receipt);
    vote.boolean("counts", one.counts);
  });
}

void write_result(JsonObject& out, const BallotRecord& record) {
  body::write(out.key("quorum"), record.quorum, Nulls::keep);
  {
    JsonObject tally(out.key("tally"));
    for (std::size_t i = 0; i < record.tallies.size(); ++i)
      body::write(tally.key(record.frozen.subjects.at(i)), record.tallies[i], Nulls::leave_out);
  }
  body::write(out.key("preferred"), record.preferred, Nulls::keep);
  out.text("outcome", body::wire_name(record.outcome));
}
}  // namespace

Json bundle_text(const BallotRecord& record) {
  Json text;
  {
    JsonObject out(text);
    out.text("format", "ballot-bundle/1");
    out.raw("frozen", frozen_text(record.frozen));
    out.text("roll_hash", record.roll_hash);
    body::write(out.key("corrections"), record.corrections, Nulls::keep);
    body::write(out.key("closes_at"), record.closes_at, Nulls::keep);
    out.boolean("extended", record.extended);
    out.text("closed_at", to_text(record.closed_at));
    write_votes(out.key("votes"), record.votes);
    write_result(out, record);
  }
  return R"({"sha256":")" + sha256_hex(text) + R"(","ballot":)" + text + "}\n";
}

}  // namespace engine
