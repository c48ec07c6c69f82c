// What the changes of several events share.
#include "workflows/sec/modification/decisions.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/table_workflow.hpp"
#include "workflows/sec/modification/ballot.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

namespace {
// Windows that open and end, and what is done in them.
constexpr std::string_view occurrences[] = {
    "fast-track-accepted",    "objected-to",       "withdrawal-noticed",   "adopted", "decision-stood",
    "withdrawal-took-effect", "referred-to-panel", "referred-to-authority"};
bool is_occurrence(std::string_view step) {
  return std::find(std::begin(occurrences), std::end(occurrences), step) != std::end(occurrences);
}
}  // namespace

void step(Facts& facts, const std::optional<BodyDecision>& decision, bool acts_on_the_count,
          const engine::Entry& entry) {
  if (acts_on_the_count) facts.awaits_late_forms = false;
  facts.version = entry.version;
  if (is_occurrence(entry.event.type))
    facts.occurrences.push_back({entry.effective_on, entry.event.type, entry.version});
  facts.out_of_minutes.reset();
  if (decision && decision->meeting && decision->line)
    facts.out_of_minutes = LineOfMinutes{*decision->meeting, *decision->line};
  // A part stands where its whole stood, and since then.
  const bool goes_on = entry.event.from.empty() && !facts.last_event.empty();
  if (entry.event.from != entry.event.to && !goes_on) {
    facts.state_since = entry.effective_on;
    facts.state_since_version = entry.version;
    facts.state_since_known = true;
  }
  if (entry.version == 1) facts.entered_on = entry.effective_on;
  const auto& type = entry.event.type;
  if (type == vote_cast || type == noted || type == light_followed) return;  // nor does who may not see them
  facts.last_event = entry.event.type;
  facts.last_event_on = entry.effective_on;
  facts.last_event_at = entry.at;
}

const engine::Case* itself(const engine::Setting& setting) {
  const auto found = std::find_if(setting.related.begin(), setting.related.end(), [](const engine::Case* one) {
    return one != nullptr && std::any_of(std::begin(pack_rules), std::end(pack_rules),
                                         [&](const auto& rules) { return rules.name == one->workflow; });
  });
  return found == setting.related.end() ? nullptr : *found;
}

namespace {
const Facts* known_of(const engine::Setting& setting) {
  const auto* modification = itself(setting);
  return modification == nullptr ? nullptr : &engine::facts_of<Facts>(*modification);
}
}  // namespace

void check_after_raising(Date day, const std::string& at, const engine::Setting& setting,
                         engine::body::Reading& reading) {
  const auto* facts = known_of(setting);
  if (facts != nullptr && facts->raised_on && day < *facts->raised_on)
    reading.fault(at,
                  "lies before " + date_text(*facts->raised_on) + ", the day on which " + facts->ref + " was raised");
}
void check_after_raising(const std::vector<Milestone>& milestones, const std::string& at,
                         const engine::Setting& setting, engine::body::Reading& reading) {
  for (std::size_t i = 0; i < milestones.size(); ++i)
    check_after_raising(milestones[i].on, fmt::format("{}/{}/on", at, i), setting, reading);
}

void check_document(std::optional<int> document, const engine::Setting& setting, engine::body::Reading& reading,
                    const char* at) {
  const auto* facts = known_of(setting);
  if (facts == nullptr || !document) return;
  const auto count = facts->documents.size();
  if (*document >= 1 && *document <= static_cast<int>(count)) return;
  const auto there = count == 0   ? "it has none yet"
                     : count == 1 ? "it has number 1 alone"
                                  : fmt::format("they are numbered from 1 to {}", count);
  reading.fault(at, fmt::format("there is no document {}: {}", *document, there));
}

void check_part(std::optional<int> part, const engine::Setting& setting, engine::body::Reading& reading) {
  const auto* modification = itself(setting);
  if (modification == nullptr || !part || modification->state != PendingImplementation::name) return;
  const auto& facts = engine::facts_of<Facts>(*modification);
  const bool is_there = facts.parts.empty() ? *part == 1 : facts.part(part) != nullptr;
  if (!is_there) reading.fault("/part", fmt::format("it has no part {}", *part));
}

std::string deciding_body(const Facts& facts) { return std::string(rules_of(facts.pack).report_body); }

void answer_referral(Facts& facts, ReferralSubject subject) {
  if (facts.proposer_referral && facts.proposer_referral->subject == subject) facts.proposer_referral.reset();
}

void note_decision(Facts& facts, const engine::Entry& entry, const Common& common, std::string by,
                   std::optional<std::string> outcome, std::optional<Text> reason) {
  DecisionRecord record;
  record.on = entry.effective_on;
  record.step = entry.event.type;
  record.by = std::move(by);
  record.outcome = std::move(outcome);
  record.reason = std::move(reason);
  record.version = entry.version;
  if (common.decision) {
    record.by = std::string(engine::body::wire_name(common.decision->body));
    record.meeting = common.decision->meeting;
    record.item = common.decision->item;
    record.mode = common.decision->mode;
    record.lines = common.decision->lines;
  }
  facts.decisions.push_back(std::move(record));
}

void note_count(Facts& facts, const engine::Entry& entry, const Common& common, const Ballot& ballot, Verdict outcome) {
  const auto few = inquorate(ballot);
  auto reason = few.empty() ? std::nullopt : std::optional(Text("inquorate: " + few));
  auto word = std::string(engine::body::wire_name(outcome));
  const auto subject = ballot.subjects().size() > 1 ? ballot.preferred : std::nullopt;
  for (std::size_t i = facts.decisions.size(); i > 0; --i) {
    if (facts.decisions[i - 1].ballot != ballot.number) continue;
    auto& record = facts.decisions.change(i - 1);
    record.earlier.push_back({record.on, record.step, record.version, record.outcome});
    record.on = entry.effective_on;
    record.step = entry.event.type;
    record.version = entry.version;
    record.outcome = std::move(word);
    record.reason = std::move(reason);
    record.subject = subject;
    return;
  }
  note_decision(facts, entry, common, ballot.opened->frozen.body_, std::move(word), std::move(reason));
  facts.decisions.change(facts.decisions.size() - 1).ballot = ballot.number;
  facts.decisions.change(facts.decisions.size() - 1).subject = subject;
}

void agree(Facts& facts, const engine::Entry& entry, const Common& common, std::string by,
           const std::vector<Milestone>& milestones) {
  TimetableVersion fresh{
      ++facts.timetable_version, std::move(by), entry.effective_on, {}, facts.held_wd, milestones, {}};
  if (facts.pause) fresh.held_until = facts.pause->until;
  if (common.decision) {
    fresh.by = std::string(engine::body::wire_name(common.decision->body));
    fresh.meeting = common.decision->meeting;
  }
  facts.timetable = milestones;
  // What was forecast before is answered by what was agreed now.
  const auto is_answered = [&](const Milestone& one) {
    return std::any_of(milestones.begin(), milestones.end(),
                       [&](const auto& agreed) { return agreed.code == one.code; });
  };
  if (std::any_of(facts.forecast->begin(), facts.forecast->end(), is_answered))
    facts.forecast.change([&](std::vector<Milestone>& forecast) { std::erase_if(forecast, is_answered); });
  facts.timetables.push_back(std::make_shared<const TimetableVersion>(std::move(fresh)));
}

Part& part_to_change(Facts& facts, std::optional<int> number) {
  const int wanted = number.value_or(facts.parts.empty() ? 1 : facts.parts.front().part);
  const auto known =
      std::find_if(facts.parts.begin(), facts.parts.end(), [&](const auto& one) { return one.part == wanted; });
  auto& part = known != facts.parts.end() ? *known : facts.parts.emplace_back();
  part.part = wanted;
  return part;
}

void approve_report(Facts& facts, const std::optional<std::string>& version, Date on) {
  if (facts.reports.empty() || facts.reports.back().approved_on || facts.reports.back().round != facts.round) {
    facts.reports.emplace_back();
    facts.reports.back().round = facts.round;
  }
  facts.reports.back().approved_on = on;
  if (version) facts.reports.back().version = version;
}

void consult(Facts& facts, ConsultationKind kind, Date opens_on, std::optional<Time> closes_at,
             std::optional<Counting> counted) {
  facts.consultations.push_back({static_cast<int>(facts.consultations.size()) + 1,
                                 kind,
                                 facts.round,
                                 opens_on,
                                 closes_at,
                                 {},
                                 0,
                                 std::move(counted),
                                 facts.version});
}

void end_consultation(Facts& facts, Date on) {
  if (facts.open_consultation() != nullptr) facts.consultations.back().closed_on = on;
}

void end_ballot(Facts& facts, BallotState state, Date on) {
  auto* ballot = ballot_to_change(facts);
  if (ballot == nullptr) return;
  if (ballot->was_counted()) facts.show_versions_after(ballot->opened->version);
  ballot->state = state;
  ballot->closed_on = on;
  ballot->owed.clear();
  if (state == BallotState::closed && ballot->purpose == Purpose::final) facts.vote_mode.reset();
}

void watch_again(Facts& facts, std::string_view deadline) { std::erase(facts.silenced, deadline); }

void void_ballots(Facts& facts) {
  for (auto& one : facts.ballots) {
    if (one->round != facts.round || one->purpose == Purpose::ia_cost || one->state == BallotState::void_) continue;
    auto fresh = std::make_shared<Ballot>(*one);
    fresh->state = BallotState::void_;
    one = fresh;
  }
  facts.board_outcome.reset();
}

}  // namespace sec
