// Writes one version of a modification as the flat object of lists and reports, and reads it back.
#include "workflows/sec/modification/summary.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "workflows/sec/modification/anytime/split.hpp"
#include "workflows/sec/modification/releases_named.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/timers.hpp"
#include "workflows/sec/modification/view.hpp"
#include "workflows/sec/modification/waiting.hpp"
#include "workflows/sec/terms/milestones.hpp"

namespace sec {

namespace {
using engine::body::Nulls;

const Part* next_part(const Facts& facts) {
  const Part* next = nullptr;
  for (const auto& part : facts.parts)
    if (next == nullptr || (next->actual_on && !part.actual_on)) next = &part;
  return next;
}

// Later than the date that was approved for it, or than a timetable said.
bool went_in_late(const Facts& facts, const Part& part) {
  const auto later_than = [&](const std::optional<Date>& day) { return day && *part.actual_on > *day; };
  const auto told = [&](const std::vector<Milestone>& milestones) {
    const auto* one = named(milestones, fmt::format("IMPLEMENTATION({})", part.part));
    return one != nullptr && later_than(one->on);
  };
  if (!part.actual_on) return false;
  if (later_than(part.planned_on) || (part.baseline && later_than(part.baseline->day))) return true;
  return std::any_of(facts.timetables.begin(), facts.timetables.end(),
                     [&](const auto& version) { return told(version->milestones); });
}

// Of several alone: the one stands in `release`.
std::optional<std::string> releases_of(const Facts& facts) {
  std::vector<std::string> names;
  for (const auto& part : facts.parts)
    if (part.release && std::find(names.begin(), names.end(), *part.release) == names.end())
      names.push_back(*part.release);
  return names.size() > 1 ? std::optional(fmt::format("{}", fmt::join(names, ", "))) : std::nullopt;
}

void describe_place(Summary& summary, const Facts& facts, const std::string& state) {
  if (facts.proposer) {
    summary.proposer = facts.proposer->name.value_or(std::string(engine::body::wire_name(facts.proposer->type)));
    summary.proposer_category = facts.proposer->category;
  }
  if (facts.state_since_known) summary.state_since = facts.state_since;
  if (const auto waiting = waiting_for(facts, state, false)) {
    summary.waiting_for = waiting->who;
    summary.waiting_what = waiting->what;
    summary.waiting_until = waiting->until;
  }
  if (const auto* next = next_part(facts); next != nullptr && (next->actual_on || !came_to_nothing(state))) {
    summary.release = next->release;
    summary.planned_on = next->planned_on;
    summary.requested_on = next->requested;
    summary.actual_on = next->actual_on;
  }
  if (!came_to_nothing(state)) summary.releases = releases_of(facts);
  if (state == Implemented::name &&
      std::any_of(facts.parts.begin(), facts.parts.end(), [&](const auto& part) { return went_in_late(facts, part); }))
    summary.implemented_late = true;
  if (facts.pause) {
    summary.held_since = facts.pause->since;
    summary.held_until = facts.pause->until;
  }
}

void describe_refining(Summary& summary, const Facts& facts, std::string_view state) {
  for (const auto& one : facts.assessments) {
    if (one.cost) {
      summary.cost_low = one.cost->low;
      summary.cost_high = one.cost->high;
    }
    if (!is_awaited(one, state)) continue;
    summary.assessment = one.kind;
    summary.assessment_requested_on = one.requested_on;
    summary.assessment_due = one.due;
    summary.assessment_held_wd.reset();
    if (one.held_wd > 0) summary.assessment_held_wd = one.held_wd;
  }
  if (facts.consultations.empty()) return;
  const auto& last = facts.consultations.back();
  summary.consultation_opens_on = last.opens_on;
  summary.consultation_closes_at = last.closes_at;
  summary.consultation_closed_on = last.closed_on;
}

void describe_deciding(Summary& summary, const Facts& facts, const std::string& state) {
  if (const auto* ballot = facts.open_ballot()) {
    summary.vote_opened_on = engine::london_date(ballot->opened->frozen.opened_at);
    summary.vote_closes_at = ballot->closes_at;
  }
  summary.recommendation = facts.board_outcome;
  if (const auto* ballot = facts.ballot_that_decided()) {
    if (const auto few = inquorate(*ballot); !few.empty()) summary.inquorate = few;
  }
  summary.approved_subject = facts.subject_carried();
  summary.decision = facts.decision;
  if (state == AuthorityDetermination::name || state == AuthorityReferral::name) {
    summary.with_authority_since = facts.with_authority_since;
    summary.target = facts.target;
  }
  summary.sent_back_on = facts.sent_back_on;
  summary.published_on = facts.published_on;
  summary.window_ends = facts.window_ends;
  for (const auto& timer : counted_timers(facts, state))
    if (timer.counted.provisional_from && (!facts.pause || timer.statutory))  // a day that was chosen ends a hold
      summary.provisional_from = timer.counted.provisional_from;
  if (state == PanelReferral::name || state == AuthorityReferral::name) summary.referral_tier = facts.referral_tier;
}
}  // namespace

Summary summary_of(const Facts& facts, const std::string& state) {
  Summary summary;
  summary.ref = facts.ref;
  summary.workflow = facts.pack;
  summary.title = facts.title;
  summary.state = state;
  if (auto stage = stage_of(facts, state); !stage.empty()) summary.stage = std::move(stage);
  summary.status = facts.status();
  summary.path = facts.path;
  summary.urgency = facts.urgency;
  summary.round = facts.round;
  summary.raised_on = facts.raised_on;
  summary.entered = facts.split_from ? std::string(split_off) : facts.taken_over_from ? "taken-over" : "raised";
  summary.entered_on = facts.entered_on;
  summary.last_event = facts.last_event;
  summary.last_event_on = facts.last_event_on;
  summary.dcc_systems = facts.impacts.dcc_systems;
  summary.owner = facts.owner;
  summary.lead_analyst = facts.lead_analyst;
  if (auto parts = named_parts(facts); !parts.empty()) summary.continued_as = std::move(parts);
  if (facts.timetable_version > 0) summary.timetable_version = facts.timetable_version;
  describe_place(summary, facts, state);
  describe_refining(summary, facts, state);
  describe_deciding(summary, facts, state);
  return summary;
}

void write_summary(std::string& out, const Summary& summary) {
  engine::body::write(out, static_cast<const SummaryBasis&>(summary), Nulls::keep);
  out.back() = ',';  // one object of the two
  const auto seam = out.size();
  engine::body::write(out, static_cast<const SummaryDetail&>(summary), Nulls::leave_out);
  out.erase(seam, 1);
}

std::vector<std::string> summary_fields() {
  std::vector<std::string> fields;
  for (const auto& field : engine::body::kind_of<Summary>().fields) fields.emplace_back(field.name);
  return fields;
}

Summary read_summary(const engine::Json& text) { return engine::body::read_event<Summary>(text); }

}  // namespace sec
