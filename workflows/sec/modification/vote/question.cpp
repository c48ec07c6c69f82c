// Opening a vote: which body votes, on what question, and the roll and the documents that are frozen with it.
#include "workflows/sec/modification/vote/question.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/hash.hpp"
#include "workflows/sec/modification/stages/refinement.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

Reason NoVoteIsOpen::unmet(const Look& look) { return unless(look.facts.open_ballot() == nullptr, "a vote is open"); }

namespace {
// In the order of Family::related(), which gives other commands other cases.
const body::Facts* related(const Look& look, std::size_t place) {
  static constexpr std::string_view bodies[] = {"change-board", "panel"};
  const auto& all = look.setting.related;
  const bool is_there = place < all.size() && all[place] != nullptr && all[place]->id == bodies[place];
  return is_there ? &body::facts_of(*all[place]) : nullptr;
}
bool has_seats(const Look& look, std::size_t place) {
  const auto* body = related(look, place);
  return body != nullptr && engine::filled(body::roll_on(*body, look.setting.on)) > 0;
}
std::string_view display(Body body) { return body == Body::panel ? "Panel" : "Change Board"; }
}  // namespace

const body::Facts* voting_body(const Look& look, const OpenVote& command) {
  return related(look, body_that_votes(look, command) == Body::panel ? 1 : 0);
}
Body body_that_votes(const Look& look, const OpenVote& command) {
  if (command.body) return *command.body;
  const bool is_the_panels = command.purpose == Purpose::ia_cost && rules_of(look.facts.pack).ia_cost_body == "panel";
  return is_the_panels ? Body::panel : Body::change_board;
}
Reason SeatsAreFilled::unmet(const Look& look) {
  if (look.setting.related.empty()) return {};  // nobody asked who sits there
  const bool panel_may = look.state == Refinement::name && has_seats(look, 1);
  return unless(has_seats(look, 0) || panel_may, "no seat of the Change Board is filled on " +
                                                     date_text(look.setting.on) +
                                                     ": appoint its members first (bodies/change-board)");
}
Reason BodyIsTheRightOne::unmet(const Look& look, const OpenVote& command) {
  const auto body = body_that_votes(look, command);
  const bool is_the_panels = rules_of(look.facts.pack).ia_cost_body == "panel";
  if (body == Body::change_board)
    return unless(command.purpose != Purpose::ia_cost || !is_the_panels,
                  "the Panel signs off the cost of an Impact Assessment under these rules");
  if (body == Body::csc) return "the Change Sub-Committee does not vote on modifications";
  if (command.purpose != Purpose::ia_cost)
    return "the Panel votes in place of the Change Board on the cost of an Impact Assessment alone";
  return unless(is_the_panels || command.reason,
                "the Change Board signs off the cost: when the Panel votes in its place it gives a 'reason'");
}
Reason BodyVotesThatWay::unmet(const Look& look, const OpenVote& command) {
  const auto* body = voting_body(look, command);
  if (body == nullptr) return {};
  const auto name = display(body_that_votes(look, command));
  if (engine::filled(body::roll_on(*body, look.setting.on)) == 0)
    return fmt::format("no seat of the {} is filled on {}", name, date_text(look.setting.on));
  return unless(std::find(body->modes.begin(), body->modes.end(), command.mode) != body->modes.end(),
                fmt::format("the {} does not vote by that mode", name));
}
// The Panel chose how the final vote is held, until one is counted; it may choose anew.
Reason ModeIsTheOneAgreed::unmet(const Look& look, const OpenVote& command) {
  const auto& agreed = look.facts.vote_mode;
  if (!agreed || command.purpose != Purpose::final || command.mode == *agreed) return {};
  if (command.decision && command.decision->body == Body::panel) return {};
  return fmt::format("the Panel agreed a vote {}: name its newer decision ('decision') to hold it another way",
                     *agreed == VoteMode::correspondence ? "by correspondence" : "at a meeting");
}
Reason PurposeFitsTheStage::unmet(const Look& look, const OpenVote& command) {
  const bool refining = look.state == Refinement::name;
  if (refining)
    return unless(command.purpose == Purpose::ia_cost,
                  "in Refinement the Change Board votes on the cost of an Impact Assessment alone ('ia-cost')");
  if (command.purpose == Purpose::final && !look.facts.path)
    return "its path is not known, and the path says what follows from the vote: set it first";
  return unless(command.purpose != Purpose::ia_cost, "the cost of an Impact Assessment is voted on in Refinement");
}
Reason CostIsPriced::unmet(const Look& look, const OpenVote& command) {
  if (command.purpose != Purpose::ia_cost) return {};
  return PreliminaryAssessmentReturnedBefore::unmet(look);
}
Reason ClosingAllowed::unmet(const Look& look, const OpenVote& command) {
  if (!command.closes_at) return {};
  const int days = calendar_of(look.setting).between(look.setting.on, engine::london_date(*command.closes_at));
  if (command.mode == VoteMode::meeting)
    return unless(*command.closes_at > look.setting.now || days >= 0, "the vote closes before it opens");
  return unless(days >= periods.correspondence_vote_min_wd && days <= periods.correspondence_vote_max_wd,
                fmt::format("a vote by correspondence runs for {} to {} Working Days, not {}",
                            periods.correspondence_vote_min_wd, periods.correspondence_vote_max_wd, days));
}
Reason SubjectsExist::unmet(const Look& look, const OpenVote& command) {
  for (const auto& subject : command.subjects) {
    const bool known =
        subject == "proposed" || std::any_of(look.facts.alternatives.begin(), look.facts.alternatives.end(),
                                             [&](const auto& one) { return one.name == subject; });
    if (!known) return "'" + subject + "' is neither 'proposed' nor an Alternative Proposal";
    if (std::count(command.subjects.begin(), command.subjects.end(), subject) > 1)
      return "'" + subject + "' is named twice";
  }
  return {};
}

namespace {
// The proposed solution first: if preferences tie, it is carried.
std::vector<std::string> subjects_of(const Look& look, const OpenVote& command) {
  auto subjects = command.subjects;
  if (subjects.empty()) {
    subjects.push_back("proposed");
    if (command.purpose == Purpose::final)
      for (const auto& one : look.facts.alternatives) subjects.push_back(one.name);
  }
  std::stable_partition(subjects.begin(), subjects.end(), [](const auto& one) { return one == "proposed"; });
  return subjects;
}

std::string question_of(const Look& look, const OpenVote& command) {
  if (command.question) return *command.question;
  const auto& ref = look.facts.ref;
  switch (command.purpose) {
    case Purpose::final:
      return "Shall " + ref + " be approved, as its Modification Report sets it out?";
    case Purpose::ia_cost:
      return "Shall the cost of the DCC's Impact Assessment of " + ref + " be incurred?";
    case Purpose::legal_text:
      return "Shall the corrected legal text of " + ref + " be approved?";
  }
  return ref;
}

// The newest version of each document. A ballot is for everybody to check, so of what is not for everybody's eyes it
// says that there is one more, and nothing by which that could be recognised.
std::vector<engine::FrozenDocument> documents_in_force(const Look& look) {
  std::vector<engine::FrozenDocument> found;
  look.facts.documents.for_each([&](const Filed& filed) {
    const auto& one = filed.document;
    if (one.withdrawn || one.superseded_by) return;
    const bool white = one.classification == Classification::white;
    found.push_back(white ? engine::FrozenDocument{one.kind, one.title, one.version, one.sha256}
                          : engine::FrozenDocument{"confidential", {}, "", {}});
  });
  return found;
}

engine::FrozenBallot frozen_of(const Look& look, const OpenVote& command) {
  const auto& body = *voting_body(look, command);
  engine::FrozenBallot frozen;
  frozen.case_ = look.facts.ref;
  frozen.ballot = static_cast<int>(look.facts.ballots.size()) + 1;
  frozen.round = look.facts.round;
  frozen.purpose = engine::body::wire_name(command.purpose);
  frozen.mode = engine::body::wire_name(command.mode);
  frozen.question = question_of(look, command);
  frozen.body_ = engine::body::wire_name(body_that_votes(look, command));
  frozen.policy = body.policy;
  frozen.quorum = body.quorum;
  frozen.blocks = body::blocks_of(frozen.body_);
  frozen.chair = body.chair;
  frozen.opened_at = look.setting.now;
  frozen.subjects = subjects_of(look, command);
  frozen.documents = documents_in_force(look);
  frozen.roll = body::roll_on(body, look.setting.on);
  frozen.record = engine::newest_record_form;
  return frozen;
}
}  // namespace

Time reminder_of(const engine::Setting& setting, Time closing) {
  const auto day = calendar_of(setting).add(engine::london_date(closing), -periods.vote_reminder_wd);
  return engine::close_of_business(day);
}

std::optional<Time> reminder_before(const std::optional<Time>& closing, VoteMode mode, const engine::Setting& setting) {
  if (!closing || mode != VoteMode::correspondence) return {};
  const auto at = reminder_of(setting, *closing);
  return at > setting.now ? std::optional(at) : std::nullopt;
}

VoteOpened VoteOpened::from(const Look& look, const OpenVote& command) {
  auto event = kept<VoteOpened>(command);
  event.frozen = frozen_of(look, command);
  event.subjects = event.frozen->subjects;
  event.question = event.frozen->question;
  event.policy = event.frozen->policy;
  event.quorum_rule = event.frozen->quorum;
  event.roll_hash = engine::sha256_hex(engine::frozen_text(*event.frozen));
  if (command.closes_at) event.closing = command.closes_at;
  else if (command.mode == VoteMode::correspondence)
    keep_counted(event, event.closing.emplace(),
                 closing_after(look.setting, look.setting.on, periods.correspondence_vote_wd));
  event.reminder = reminder_before(event.closing, command.mode, look.setting);
  return event;
}

namespace {
// An event from before the whole question was frozen has the parts of it.
engine::FrozenBallot lifted(const VoteOpened& event, const Ballot& ballot, Time opened_at) {
  engine::FrozenBallot frozen;
  frozen.ballot = ballot.number;
  frozen.round = ballot.round;
  frozen.purpose = engine::body::wire_name(event.purpose);
  frozen.mode = engine::body::wire_name(event.mode);
  frozen.body_ = engine::body::wire_name(Body::change_board);
  frozen.policy = event.policy;
  frozen.quorum = event.quorum_rule;
  frozen.blocks = body::blocks_of(frozen.body_);
  frozen.opened_at = opened_at;
  frozen.subjects = event.subjects;
  for (const auto& seat : event.roll) {
    frozen.roll.push_back({seat.seat, seat.block, 1, {}, {}});
    if (seat.holder) frozen.roll.back().holder = engine::Person{*seat.holder, {}};
    if (seat.alternate) frozen.roll.back().alternate = engine::Alternate{*seat.alternate, {}, {}, {}};
  }
  return frozen;
}
}  // namespace

namespace {
// What takes the place of a ballot that was reopened is the next one on the same question.
void superseded_by_a_later_one(Facts& facts, const Ballot& fresh) {
  for (auto& one : facts.ballots) {
    if (one->superseded_by != fresh.number || one->purpose == fresh.purpose) continue;
    auto moved = std::make_shared<Ballot>(*one);
    moved->superseded_by = fresh.number + 1;
    one = moved;
  }
}
}  // namespace

void apply(Facts& facts, const VoteOpened& event, const engine::Entry& entry) {
  auto ballot = std::make_shared<Ballot>();
  ballot->number = static_cast<int>(facts.ballots.size()) + 1;
  ballot->round = facts.round;
  ballot->purpose = event.purpose;
  ballot->mode = event.mode;
  ballot->closes_at = event.closing;
  ballot->counted = event.counted;
  ballot->reminder = event.reminder;
  auto opened = std::make_shared<Opened>();
  opened->frozen = event.frozen ? *event.frozen : lifted(event, *ballot, entry.at);
  opened->index = engine::index_of(opened->frozen.roll);
  opened->roll_hash = event.roll_hash;
  opened->reason = event.reason;
  opened->verifiable = event.frozen.has_value();
  opened->version = entry.version;
  open(*ballot, std::move(opened));
  note_closing(*ballot, entry.at, engine::ClosingCause::opened, true);
  superseded_by_a_later_one(facts, *ballot);
  facts.ballots.push_back(std::move(ballot));
  if (facts.vote_mode && event.purpose == Purpose::final) facts.vote_mode = event.mode;  // it may be new
}

}  // namespace sec
