// Counts the record of a ballot again, from its bytes alone.
#include <fmt/format.h>

#include "engine/ballot_closings.hpp"
#include "engine/ballot_shape.hpp"
#include "engine/blanks.hpp"
#include "engine/hash.hpp"

namespace engine {
namespace {

using namespace shape;

class Recount {
 public:
  explicit Recount(const Ordered& ballot) : ballot_(ballot) {}

  void run() {
    frozen_ = read_as<FrozenBallot>(field(ballot_, "frozen"), "/frozen");
    form_ = frozen_.record.value_or(1);
    must(!frozen_.record || (form_ >= 2 && form_ <= newest_record_form), "its record has a form that is not known");
    const auto format = fmt::format("ballot-bundle/{}", form_);
    must(field(ballot_, "format") == format, fmt::format("the format is not '{}'", format));
    check_shape(ballot_, form_);
    roll_hash_ = read_as<std::string>(ballot_["roll_hash"], "/roll_hash");
    must(sha256_hex(ballot_["frozen"].dump()) == roll_hash_, "the roll hash is not that of what was frozen");
    index_ = index_of(frozen_.roll);
    must(index_.size() == frozen_.roll.size(), "a seat is on the roll twice");
    must(!frozen_.subjects.empty(), "nothing is voted on");
    corrections_ = read_as<std::vector<RollCorrection>>(ballot_["corrections"], "/corrections");
    closes_at_ = read_as<std::optional<Time>>(ballot_["closes_at"], "/closes_at");
    closed_at_ = read_as<Time>(ballot_["closed_at"], "/closed_at");
    extended_ = read_as<bool>(ballot_["extended"], "/extended");
    if (says_when()) {
      closings_ = read_as<std::vector<BallotClosing>>(ballot_["closings"], "/closings");
      check_closings({frozen_, closings_, closes_at_, closed_at_, extended_});
    }
    read_forms_that_came_late();
    read_votes();
    check_what_counts();
    if (says_when()) check_extension();
  }

 private:
  bool says_more() const { return form_ > 1; }
  bool says_when() const { return form_ > 2; }
  std::size_t in_time() const { return field(ballot_, "votes").size() - late_; }

  void read_forms_that_came_late() {
    if (!says_more()) return;
    late_ = ballot_["recounts"].size();
    must(late_ <= ballot_["votes"].size(), "there are more recounts than votes");
    late_until_ = read_as<std::optional<Time>>(field(ballot_, "late_forms_until"), "/late_forms_until");
    const bool over = closes_at_ && closed_at_ >= *closes_at_;
    last_day_ = london_date(over ? *closes_at_ : closed_at_);
    check_late_window({last_day_, late_until_, says_when(),
                       says_when() ? read_as<std::optional<Period>>(ballot_["late_window"], "/late_window")
                                   : std::optional<Period>()});
  }

  // It is extended if there was no quorum when it was to close. Of what was corrected at that very instant the record
  // does not say whether it came before.
  void check_extension() {
    const auto extension = std::find_if(closings_.begin(), closings_.end(),
                                        [](const auto& one) { return one.cause == ClosingCause::extended; });
    if (extension == closings_.end()) return;
    const auto due = std::prev(extension)->closes_at;
    const auto had_come = static_cast<std::size_t>(
        std::count_if(votes_.begin(), votes_.end(), [&](const auto& one) { return one.at < due; }));
    bool met = true;
    auto roll = frozen_.roll;
    for (std::size_t i = 0; i <= corrections_.size(); ++i) {
      const bool perhaps = i == corrections_.size() || corrections_[i].at >= extension->set_at;
      if (perhaps) {
        roll_ = roll;
        choose_what_counts(std::min(had_come, in_time()));
        met = met && quorum().met;
      }
      if (i == corrections_.size() || corrections_[i].at > extension->set_at) break;
      correct(roll[place_of(corrections_[i].seat)], corrections_[i]);
    }
    must(!met, "it was extended, and there was a quorum");
  }

  void read_votes() {
    auto roll = frozen_.roll;  // as corrected when the vote at hand came
    std::size_t corrected = 0;
    Time last = frozen_.opened_at;
    own_.resize(roll.size());
    const auto& votes = ballot_["votes"];
    must(std::is_sorted(corrections_.begin(), corrections_.end(),
                        [](const auto& one, const auto& other) { return one.at < other.at; }),
         "the roll was corrected out of order");
    for (std::size_t i = 0; i <= votes.size(); ++i) {
      for (; corrected < corrections_.size() && corrections_[corrected].after <= static_cast<int>(i); ++corrected)
        correct(roll[place_of(corrections_[corrected].seat)], corrections_[corrected]);
      if (i < votes.size()) votes_.push_back(read_vote(votes[i], i, roll, last));
    }
    must(corrected == corrections_.size(), "a correction follows more votes than there are");
    must(late_ == 0 || corrections_.empty() || corrections_.back().after <= static_cast<int>(in_time()),
         "the roll was corrected after the close");
    roll_ = std::move(roll);
  }

  BundleVote read_vote(const Ordered& recorded, std::size_t i, const std::vector<Seat>& roll, Time& last) {
    const auto which = fmt::format("vote {}", i + 1);
    const auto& whole = field(recorded, "vote");
    auto vote = read_as<BundleVote>(whole, fmt::format("/votes/{}/vote", i));
    must(vote.roll_hash == roll_hash_, which + " is bound to another roll");
    must(field(recorded, "receipt") == sha256_hex(whole.dump()), which + " is not what its receipt was given for");
    must(vote.at >= last, which + " came before the one before it");
    last = vote.at;
    check_says_why(vote, which);
    if (i < in_time()) check_came_in_time(vote, which);
    else check_form_came_in_time(vote, which);
    const auto& seat = roll[place_of(vote.seat)];
    must(mandated(seat, vote.voter.id, vote.in_capacity, day_of(vote, i)),
         fmt::format("{}: '{}' has no mandate to vote for seat {} as its {}", which, vote.voter.id, vote.seat,
                     body::wire_name(vote.in_capacity)));
    subject_of(vote.subject, which);
    if (vote.preference) subject_of(*vote.preference, which);
    if (says_more()) check_source(recorded, vote, i, seat);
    return vote;
  }

  // Every vote has its reasons; who approves or rejects a change of the Code says what it does to the Objectives.
  void check_says_why(const BundleVote& vote, const std::string& which) const {
    must(!is_blank(vote.reason), which + " gives no reason");
    must(frozen_.purpose != "final" || vote.choice == BallotChoice::abstain || !vote.objectives.empty(),
         which + " names no objective");
    for (const auto& one : vote.objectives) must(!is_blank(one.objective), which + " names no objective");
    must(!vote.recorded_from || !is_blank(vote.recorded_from->kind), which + " does not say from what it is");
  }

  Time closing_at(Time at) const {
    auto closing = closings_.front().closes_at;
    for (const auto& one : closings_)
      if (one.set_at <= at) closing = one.closes_at;
    return closing;
  }
  void check_came_in_time(const BundleVote& vote, const std::string& which) const {
    must(closes_at_ ? vote.at < *closes_at_ : vote.at <= closed_at_, which + " came after the close");
    must(closings_.empty() || vote.at < closing_at(vote.at), which + " came after the close");
    must(vote.at <= closed_at_, which + " came after the count");
  }

  void check_form_came_in_time(const BundleVote& vote, const std::string& which) const {
    must(vote.at >= closed_at_, which + " was counted again before the count");
    const auto& from = vote.recorded_from;
    must(from && from->on && *from->on <= last_day_, which + " came after the close, and from no form of before it");
    must(late_until_ && vote.at < *late_until_, which + " was entered when nothing could be counted again any more");
  }

  // What the seat cast itself is replaced by the seat alone.
  void check_source(const Ordered& recorded, const BundleVote& vote, std::size_t i, const Seat& seat) {
    must(field(recorded, "recorded") == vote.recorded_from.has_value(),
         fmt::format("vote {} was {}recorded for its seat", i + 1, vote.recorded_from ? "" : "not "));
    auto& own = own_[place_of(vote.seat)];
    if (!vote.recorded_from) return own.push_back(i);
    for (const auto one : own)
      must(!mandated(seat, votes_[one].voter.id, votes_[one].in_capacity, day_of(votes_[one], one)),
           fmt::format("vote {} was recorded for seat {}, which had voted itself", i + 1, vote.seat));
  }

  // On which day its voter had to have a mandate: a form, on its own.
  Date day_of(const BundleVote& vote, std::size_t i) const {
    return i < in_time() ? london_date(vote.at) : vote.recorded_from->on.value_or(last_day_);
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

  // The first count, and each that followed.
  void check_what_counts() {
    for (auto count = in_time(); count <= votes_.size(); ++count) {
      choose_what_counts(count);
      if (count == in_time()) check_closing();
      const bool last = count == votes_.size();
      if (last) check_flags();
      check_count(last ? ballot_ : recount_without(count));
    }
  }
  const Ordered& recount_without(std::size_t vote) const {
    const auto& recount = ballot_["recounts"][vote - in_time()];
    must(field(recount, "vote") == vote + 1,
         fmt::format("vote {} was entered after the close: it was counted", vote + 1));
    return field(recount, "before");
  }

  // Of the first so many votes, for each seat and subject the holder's own last vote, else the alternate's; of those
  // who are on the corrected roll.
  void choose_what_counts(std::size_t of) {
    counting_.assign(roll_.size(), std::vector<std::optional<std::size_t>>(frozen_.subjects.size()));
    for (std::size_t i = 0; i < of; ++i) {
      const auto& vote = votes_[i];
      const auto place = place_of(vote.seat);
      if (!mandated(roll_[place], vote.voter.id, vote.in_capacity, day_of(vote, i))) continue;
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
  QuorumCount quorum() const {
    const int needed = engine::quorum(filled(roll_), frozen_.quorum), votes = seats_with(false);
    return {needed, votes, votes >= needed};
  }

  void check_closing() const {
    const bool by_post = frozen_.mode == "correspondence";
    must(quorum().met || (by_post && extended_), "it was counted without a quorum");
    const bool early = closes_at_ && closed_at_ < *closes_at_;
    must(!by_post || !early || seats_with(true) >= filled(roll_), "it was closed early, and not every seat had voted");
  }

  // `said`: what the record says of this count.
  void check_count(const Ordered& said) const {
    const auto votes = quorum();
    must(field(said, "quorum").dump() == body::text_of(votes, body::Nulls::keep),
         fmt::format("the quorum is {} of the {} it needs", votes.votes, votes.needed));
    must(!says_more() || field(said, "inquorate") == !votes.met,
         fmt::format("it is {}inquorate: {} of {}", votes.met ? "not " : "", votes.votes, votes.needed));
    const CountingRules rules{frozen_.policy, frozen_.blocks, frozen_.chair};
    const auto& given = field(said, "tally");
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
    must(read_as<std::optional<std::string>>(field(said, "preferred"), "/preferred") == carried,
         fmt::format("what is carried is {}", carried ? "'" + *carried + "'" : "nothing"));
    must(field(said, "outcome") == (carried ? "approve" : "reject"),
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
  int form_ = 1;
  std::string roll_hash_;
  SeatIndex index_;
  std::vector<RollCorrection> corrections_;
  std::optional<Time> closes_at_;
  Time closed_at_{};
  bool extended_ = false;
  std::vector<BallotClosing> closings_;
  std::size_t late_ = 0;  // how many of the votes are from forms that were entered after the close: the last ones
  std::optional<Time> late_until_;
  Date last_day_{};         // on which a form came in time
  std::vector<Seat> roll_;  // with all corrections
  std::vector<BundleVote> votes_;
  std::vector<std::vector<std::size_t>> own_;                      // by seat: votes that it cast itself
  std::vector<std::vector<std::optional<std::size_t>>> counting_;  // by seat and subject: a place in votes_
};

// Whoever writes or compares JSON follows its nesting, and a file of a stranger may be nested until the stack ends.
constexpr int depth_max = 32;
bool not_too_deep(int depth, Ordered::parse_event_t, Ordered&) {
  must(depth <= depth_max, fmt::format("the ballot is nested more than {} deep, as no record is", depth_max));
  return true;
}

}  // namespace

std::optional<std::string> fault_in_bundle(std::string_view bytes) {
  try {
    const auto text = opened(bytes);
    const auto ballot = Ordered::parse(text, not_too_deep, false);
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
