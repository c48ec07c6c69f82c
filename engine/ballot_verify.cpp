// Counts the record of a ballot again, from its bytes alone.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "engine/ballot_bundle.hpp"
#include "engine/hash.hpp"

namespace engine {
namespace {

using Ordered = nlohmann::ordered_json;

// Leaves by the first thing that does not hold.
struct DoesNotHold {
  std::string what;
};
void must(bool holds, std::string otherwise) {
  if (!holds) throw DoesNotHold{std::move(otherwise)};
}

template <class T>
T read_as(const Ordered& from, const std::string& where) {
  T value{};
  body::Reading reading{body::Unknown::pass_over, {}};
  body::read_text(body::kind_of<T>(), from.dump(), &value, reading);
  if (!reading.errors.empty()) throw DoesNotHold{where + reading.errors[0].pointer + " " + reading.errors[0].detail};
  return value;
}

const Ordered& field(const Ordered& from, const char* name) {
  must(from.is_object() && from.contains(name), fmt::format("the field '{}' is missing", name));
  return from[name];
}

// The value of "ballot", byte for byte.
std::string_view opened(std::string_view bytes) {
  static constexpr std::string_view before = R"({"sha256":")", between = R"(","ballot":)", after = "}\n";
  constexpr std::size_t start = before.size() + 64 + between.size();
  must(bytes.size() > start + after.size() && bytes.starts_with(before) &&
           bytes.substr(before.size() + 64, between.size()) == between && bytes.ends_with(after),
       R"(the file is not written as {"sha256":"...","ballot":{...}} and a line feed)");
  const auto ballot = bytes.substr(start, bytes.size() - start - after.size());
  must(sha256_hex(ballot) == bytes.substr(before.size(), 64),
       "the SHA-256 is not that of the ballot: bytes were changed");
  return ballot;
}

class Recount {
 public:
  explicit Recount(const Ordered& ballot) : ballot_(ballot) {}

  void run() {
    must(field(ballot_, "format") == "ballot-bundle/1", "the format is not 'ballot-bundle/1'");
    frozen_ = read_as<FrozenBallot>(field(ballot_, "frozen"), "/frozen");
    roll_hash_ = read_as<std::string>(field(ballot_, "roll_hash"), "/roll_hash");
    must(sha256_hex(field(ballot_, "frozen").dump()) == roll_hash_, "the roll hash is not that of what was frozen");
    index_ = index_of(frozen_.roll);
    must(index_.size() == frozen_.roll.size(), "a seat is on the roll twice");
    must(!frozen_.subjects.empty(), "nothing is voted on");
    corrections_ = read_as<std::vector<RollCorrection>>(field(ballot_, "corrections"), "/corrections");
    closes_at_ = read_as<std::optional<Time>>(field(ballot_, "closes_at"), "/closes_at");
    closed_at_ = read_as<Time>(field(ballot_, "closed_at"), "/closed_at");
    extended_ = read_as<bool>(field(ballot_, "extended"), "/extended");
    read_votes();
    choose_what_counts();
    check_flags();
    check_closing();
    check_count();
  }

 private:
  void read_votes() {
    auto roll = frozen_.roll;  // as corrected when the vote at hand came
    std::size_t corrected = 0;
    Time last = frozen_.opened_at;
    const auto& votes = field(ballot_, "votes");
    must(votes.is_array(), "the votes are no list");
    for (std::size_t i = 0; i <= votes.size(); ++i) {
      for (; corrected < corrections_.size() && corrections_[corrected].after <= static_cast<int>(i); ++corrected)
        correct(roll[place_of(corrections_[corrected].seat)], corrections_[corrected]);
      if (i < votes.size()) votes_.push_back(read_vote(votes[i], i, roll, last));
    }
    must(corrected == corrections_.size(), "a correction follows more votes than there are");
    roll_ = std::move(roll);
  }

  BundleVote read_vote(const Ordered& recorded, std::size_t i, const std::vector<Seat>& roll, Time& last) const {
    const auto which = fmt::format("vote {}", i + 1);
    const auto& whole = field(recorded, "vote");
    auto vote = read_as<BundleVote>(whole, fmt::format("/votes/{}/vote", i));
    must(vote.roll_hash == roll_hash_, which + " is bound to another roll");
    must(field(recorded, "receipt") == sha256_hex(whole.dump()), which + " is not what its receipt was given for");
    must(vote.at >= last, which + " came before the one before it");
    last = vote.at;
    must(closes_at_ ? vote.at < *closes_at_ : vote.at <= closed_at_, which + " came after the close");
    must(vote.at <= closed_at_, which + " came after the count");
    const auto& seat = roll[place_of(vote.seat)];
    must(mandated(seat, vote.voter.id, vote.in_capacity, london_date(vote.at)),
         fmt::format("{}: '{}' has no mandate to vote for seat {} as its {}", which, vote.voter.id, vote.seat,
                     body::wire_name(vote.in_capacity)));
    subject_of(vote.subject, which);
    if (vote.preference) subject_of(*vote.preference, which);
    return vote;
  }

  std::size_t place_of(const std::string& seat) const {
    const auto found = index_.find(seat);
    must(found != index_.end(), fmt::format("there is no seat '{}' on the roll", seat));
    return found->second;
  }
  std::size_t subject_of(const std::string& name, const std::string& which) const {
    const auto found = std::find(frozen_.subjects.begin(), frozen_.subjects.end(), name);
    must(found != frozen_.subjects.end(), which + ": '" + name + "' is not on the ballot");
    return static_cast<std::size_t>(found - frozen_.subjects.begin());
  }

  // For each seat and subject the holder's own last vote, else the alternate's; of those who are on the corrected roll.
  void choose_what_counts() {
    counting_.assign(roll_.size(), std::vector<std::optional<std::size_t>>(frozen_.subjects.size()));
    for (std::size_t i = 0; i < votes_.size(); ++i) {
      const auto& vote = votes_[i];
      const auto place = place_of(vote.seat);
      if (!mandated(roll_[place], vote.voter.id, vote.in_capacity, london_date(vote.at))) continue;
      auto& now = counting_[place][subject_of(vote.subject, "")];
      if (!now || vote.in_capacity == Capacity::holder || votes_[*now].in_capacity == Capacity::alternate) now = i;
    }
  }

  void check_flags() const {
    std::vector<bool> counts(votes_.size());
    for (const auto& seat : counting_)
      for (const auto& one : seat)
        if (one) counts[*one] = true;
    const auto& votes = ballot_["votes"];
    for (std::size_t i = 0; i < votes.size(); ++i)
      must(field(votes[i], "counts") == counts[i],
           fmt::format("vote {} {}", i + 1, counts[i] ? "counts, and is left out" : "does not count, and is counted"));
  }

  int seats_with(bool every_subject) const {
    return static_cast<int>(std::count_if(counting_.begin(), counting_.end(), [&](const auto& seat) {
      const auto given = std::count_if(seat.begin(), seat.end(), [](const auto& one) { return one.has_value(); });
      return every_subject ? given == std::ssize(seat) : given > 0;
    }));
  }

  void check_closing() const {
    const QuorumCount quorum{engine::quorum(filled(roll_), frozen_.quorum), seats_with(false),
                             seats_with(false) >= engine::quorum(filled(roll_), frozen_.quorum)};
    must(read_as<QuorumCount>(field(ballot_, "quorum"), "/quorum") == quorum,
         fmt::format("the quorum is {} of the {} it needs", quorum.votes, quorum.needed));
    const bool by_post = frozen_.mode == "correspondence";
    must(quorum.met || (by_post && extended_), "it was counted without a quorum");
    const bool early = closes_at_ && closed_at_ < *closes_at_;
    must(!by_post || !early || seats_with(true) >= filled(roll_), "it was closed early, and not every seat had voted");
  }

  void check_count() const {
    const CountingRules rules{frozen_.policy, frozen_.blocks, frozen_.chair};
    const auto& given = field(ballot_, "tally");
    must(given.is_object() && given.size() == frozen_.subjects.size(), "the tally is not of the subjects");
    std::vector<Tally> tallies;
    for (std::size_t i = 0; i < frozen_.subjects.size(); ++i) {
      Choices choices(roll_.size());
      for (std::size_t seat = 0; seat < roll_.size(); ++seat)
        if (counting_[seat][i]) choices[seat] = votes_[*counting_[seat][i]].choice;
      tallies.push_back(count(roll_, choices, rules));
      const auto& subject = frozen_.subjects[i];
      must(field(given, subject.c_str()).dump() == body::text_of(tallies.back()),
           fmt::format("the tally of '{}' is {} under {}", subject, body::text_of(tallies.back()), rules.policy));
    }
    const auto carried = preferred(roll_, frozen_.subjects, tallies, preferences());
    must(read_as<std::optional<std::string>>(field(ballot_, "preferred"), "/preferred") == carried,
         fmt::format("what is carried is {}", carried ? "'" + *carried + "'" : "nothing"));
    must(field(ballot_, "outcome") == (carried ? "approve" : "reject"),
         fmt::format("the outcome is to {}", carried ? "approve" : "reject"));
  }

  // Of each seat the last that it stated with a vote that counts.
  std::vector<std::optional<std::size_t>> preferences() const {
    std::vector<std::optional<std::size_t>> found(roll_.size());
    for (std::size_t seat = 0; seat < roll_.size(); ++seat) {
      std::optional<std::size_t> last;
      for (const auto& one : counting_[seat])
        if (one && votes_[*one].preference && (!last || *one > *last)) last = one;
      if (last) found[seat] = subject_of(*votes_[*last].preference, "");
    }
    return found;
  }

  const Ordered& ballot_;
  FrozenBallot frozen_;
  std::string roll_hash_;
  SeatIndex index_;
  std::vector<RollCorrection> corrections_;
  std::optional<Time> closes_at_;
  Time closed_at_{};
  bool extended_ = false;
  std::vector<Seat> roll_;  // with all corrections
  std::vector<BundleVote> votes_;
  std::vector<std::vector<std::optional<std::size_t>>> counting_;  // by seat and subject: a place in votes_
};

}  // namespace

std::optional<std::string> fault_in_bundle(std::string_view bytes) {
  try {
    const auto text = opened(bytes);
    const auto ballot = Ordered::parse(text, nullptr, false);
    must(!ballot.is_discarded() && ballot.dump() == text, "the ballot is not JSON as bundles are written");
    Recount(ballot).run();
    return {};
  } catch (const DoesNotHold& fault) {
    return fault.what;
  } catch (const std::exception& fault) {  // a rule that is none of ours, JSON of another shape
    return fault.what();
  }
}

}  // namespace engine
