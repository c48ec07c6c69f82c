// The guards of determination, send-back, referrals, implementation, withdrawal and corrections.
#include <fmt/format.h>

#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/modification/guards.hpp"
#include "workflows/sec/terms/references.hpp"
#include "workflows/sec/release/facts.hpp"

namespace sec {

Reason ToApprove::unmet(const Look&, const Determine& command) {
  return unless(command.decision == Verdict::approve, "the determination is to reject");
}
Reason ToReject::unmet(const Look&, const Determine& command) {
  return unless(command.decision == Verdict::reject, "the determination is to approve");
}

// --- send-back: what may never be skipped, sec-rules 4.3
// ---------------------------------------------------------------

Reason UpdatedReportApproved::unmet(const Look&, const RouteSentBack& command) {
  return unless(command.report_approved.value_or(false),
                "the Panel must approve the updated Modification Report ('report_approved')");
}
Reason ImplementationApproachConfirmed::unmet(const Look&, const RouteSentBack& command) {
  return unless(command.implementation_approach_confirmed.value_or(false),
                "the Panel must confirm the implementation approach again ('implementation_approach_confirmed')");
}
Reason PathConfirmed::unmet(const Look&, const RouteSentBack& command) {
  return unless(command.path_confirmed.value_or(false), "the Panel must confirm the path again ('path_confirmed')");
}
Reason SkippingExplained::unmet(const Look&, const RouteSentBack& command) {
  return unless(command.skip_reason.has_value(),
                "skipping the consultation needs its reason on record ('skip_reason')");
}
Reason PathIsKnown::unmet(const Look& look) {
  return unless(look.facts.path.has_value(), "its path is not known: set it first");
}

// --- referrals
// -----------------------------------------------------------------------------------------------------------

Reason WindowIsOpen::reason(const Look& look, const std::optional<RecordedFrom>& from) {
  const auto& ends = look.facts.window_ends;
  if (!ends) return {};  // taken over, and the end of the window is not known
  if (is_secas(look.setting.by.role) && came_before(ends, from)) return {};  // what came in time is recorded later
  return unless(look.setting.now < *ends || look.setting.on < engine::london_date(*ends),
                "the window closed at 17:00 on " + date_text(engine::london_date(*ends)));
}
Reason WindowHasRun::unmet(const Look& look) {
  if (decided_by_authority(look.facts.path) && look.state == "appeal-window")
    return "the Authority decides it: no window for a referral has run";
  const auto& ends = look.facts.window_ends;
  return unless(!ends || look.setting.now >= *ends, "the window is open until " + (ends ? engine::to_text(*ends) : ""));
}
Reason FirstTier::unmet(const Look& look) {
  return unless(look.facts.referral_tier == 1,
                "the Panel has decided a referral already: the next one goes to the Authority");
}
Reason SecondTier::unmet(const Look& look) {
  return unless(look.facts.referral_tier == 2, "a referral goes to the Panel first");
}
Reason DecisionIsKnown::unmet(const Look& look) {
  if (decided_by_authority(look.facts.path))
    return "the Authority determines it: a decision that is referred is one under Self-Governance";
  return unless(look.facts.decision.has_value(), "the decision that was referred is not known: take it over with one");
}
Reason DecisionWasToApprove::unmet(const Look& look) {
  return unless(look.facts.decision == Verdict::approve, "the decision is to reject");
}
Reason DecisionWasToReject::unmet(const Look& look) {
  return unless(look.facts.decision == Verdict::reject, "the decision is to approve");
}

// --- implementation
// ------------------------------------------------------------------------------------------------------

Reason PartIsOpen::reason(const Look& look, std::optional<int> number) {
  const auto& facts = look.facts;
  if (!number && facts.parts.size() > 1) return fmt::format("it has {} parts: say which in 'part'", facts.parts.size());
  if (facts.parts.empty()) return unless(number.value_or(1) == 1, "it has no part but the one");
  const auto* part = facts.part(number.value_or(facts.parts.front().part));
  if (part == nullptr) return fmt::format("it has no part {}", *number);
  return unless(!part->actual_on, fmt::format("part {} is implemented", part->part));
}
Reason PartToImplementExists::unmet(const Look& look, const ImplementPart& command) {
  return PartIsOpen::reason(look, command.part);
}

namespace {
const Part* part_meant(const Facts& facts, std::optional<int> number) {
  if (facts.parts.empty()) return nullptr;
  return facts.part(number.value_or(facts.parts.front().part));
}
int parts_open(const Facts& facts) {
  return static_cast<int>(
      std::count_if(facts.parts.begin(), facts.parts.end(), [](const auto& part) { return !part.actual_on; }));
}
}  // namespace

Reason PartIsDue::unmet(const Look& look, const ImplementPart& command) {
  const auto* part = part_meant(look.facts, command.part);
  if (part != nullptr && !part->planned_on && part->requested)
    return unless(look.setting.on >= *part->requested, "the Authority was asked for " + date_text(*part->requested) +
                                                           " and has not answered: it is not implemented before");
  if (part == nullptr || !part->planned_on) return {};
  return unless(look.setting.on >= *part->planned_on, "it is to be implemented on " + date_text(*part->planned_on) +
                                                          ": an earlier day goes the way of any revised date");
}
// A release that the register does not have is not asked for.
Reason ReleaseIsReached::unmet(const Look& look, const ImplementPart& command) {
  const auto* part = part_meant(look.facts, command.part);
  if (part == nullptr || !part->release) return {};
  for (const auto* one : look.setting.related) {
    if (one == nullptr || one->id != *part->release || one->workflow != release::workflow_name) continue;
    const auto& planned = release::facts_of(*one).planned_on;
    const bool ahead = one->state != "live" && one->state != "cancelled" && planned && look.setting.on < *planned;
    if (ahead) return "its release '" + one->id + "' is not live, and is to go live on " + date_text(*planned);
  }
  return {};
}
Reason LastPart::unmet(const Look& look, const ImplementPart&) {
  return unless(parts_open(look.facts) <= 1,
                fmt::format("{} parts are still to be implemented", parts_open(look.facts)));
}
Reason PartsRemain::unmet(const Look& look, const ImplementPart&) {
  return unless(parts_open(look.facts) > 1, "it is the last part");
}

namespace {
// The Panel sets a date itself within a range that the Authority gave, or where no date of the Authority's is touched.
bool within_discretion(const Facts& facts, const RequestRevisedDate& command) {
  const auto* part = part_meant(facts, command.part);
  if (part != nullptr && part->directed_on)
    return command.to >= *part->directed_on && command.to <= part->until.value_or(*part->directed_on);
  return facts.path == Path::self_governance || facts.path == Path::fast_track;
}
}  // namespace

Reason WithinThePanelsDiscretion::unmet(const Look& look, const RequestRevisedDate& command) {
  return unless(within_discretion(look.facts, command), "the Authority sets this date: the Panel asks for it");
}
Reason BeyondThePanelsDiscretion::unmet(const Look& look, const RequestRevisedDate& command) {
  return unless(!within_discretion(look.facts, command), "the Panel may set this date itself");
}
Reason RangeRunsForward::unmet(const Look&, const DirectDate& command) {
  return unless(!command.until || *command.until >= command.on, "the range of discretion ends before it begins");
}

// --- withdrawal, hold, path, urgency
// -------------------------------------------------------------------------------------

Reason IsTheProposer::unmet(const Look& look) {
  if (look.setting.by.role != "proposer") return {};
  const auto& proposer = look.facts.proposer;
  if (!proposer || !proposer->id) return "the register does not know this Proposer's id: SECAS records it for them";
  return unless(*proposer->id == look.setting.by.id, "another Proposer raised it");
}
Reason NeverSentBack::unmet(const Look& look) {
  return unless(!look.facts.sent_back, "it was sent back by the Authority: it can no longer be withdrawn");
}
Reason NeverVotedOn::unmet(const Look& look) {
  return unless(!look.facts.voted_on, "the Change Board's vote on it was closed: it can no longer be withdrawn");
}
Reason NotFastTrack::unmet(const Look& look) {
  return unless(look.facts.path != Path::fast_track && look.facts.suggested_path != Path::fast_track,
                "it is a Fast-Track Modification");
}
Reason AuthorityConsentsIfItLed::unmet(const Look& look, const Withdraw& command) {
  return unless(!authority_led(look.facts) || command.authority_consent.value_or(false),
                "an Authority-led modification is withdrawn with the Authority's consent ('authority_consent')");
}
Reason IsHeld::unmet(const Look& look) {
  return unless(look.facts.pause.has_value(), "it is neither on hold nor suspended");
}

namespace {
Reason not_held_until(const Facts& facts, const std::optional<Date>& until, const std::string& how) {
  return unless(until && until != facts.pause->until, "it is " + how + " already: another 'until' moves its end");
}
}  // namespace

Reason NotHeldAlready::unmet(const Look& look, const Hold& command) {
  if (look.facts.status() == Status::active) return {};
  if (look.facts.status() == Status::suspended) return "it is suspended, which holds it as well";
  return not_held_until(look.facts, command.until, "on hold");
}
Reason NotHeldAlready::unmet(const Look& look, const Suspend& command) {
  if (look.facts.status() != Status::suspended) return {};
  return not_held_until(look.facts, command.until, "suspended");
}

Reason PathDiffers::unmet(const Look& look, const SetPath& command) {
  const auto& referral = look.facts.proposer_referral;
  const bool referred = referral && referral->subject == ReferralSubject::path;
  if (referred && acts_for_authority(look, command)) return {};  // then the Authority confirms it
  return unless(look.facts.path != command.path, "it is on that path already");
}
Reason PathMayBeSetByThem::unmet(const Look& look, const SetPath& command) {
  if (command.path == Path::fast_track || look.facts.path == Path::fast_track)
    return "Fast-Track is chosen when a modification is raised, and not later";
  if (command.path == Path::authority_led || look.facts.path == Path::authority_led)
    return "what is Authority-led follows from who raised it";
  if (acts_for_authority(look, command)) return {};
  if (look.facts.path_by_authority) return "the Authority decided its path: that is final and binding";
  return unless(!look.facts.sent_back || !look.facts.path, "after a send-back only the Authority changes the path");
}
Reason ByTheAuthority::unmet(const Look& look, const SetPath& command) {
  return unless(acts_for_authority(look, command), "after a send-back only the Authority changes the path");
}
Reason UrgencyNotRequestedYet::unmet(const Look& look) {
  return unless(
      look.facts.urgency == Urgency::not_urgent || look.facts.urgency == Urgency::declined,
      look.facts.urgency == Urgency::urgent ? "it is urgent already" : "the Authority has been asked already");
}
Reason UrgencyRequestedBefore::unmet(const Look& look) {
  return unless(look.facts.urgency == Urgency::requested, "nobody has asked the Authority for urgency");
}
Reason TimetableIsTheirs::unmet(const Look& look, const AgreeTimetable& command) {
  const bool by_authority = acts_for_authority(look, command);
  if (look.facts.urgency == Urgency::urgent)
    return unless(by_authority, "it is urgent: its timetable is the Authority's");
  const auto& referral = look.facts.proposer_referral;
  const bool referred = referral && referral->subject == ReferralSubject::timetable;
  return unless(!by_authority || referred || authority_led(look.facts),
                "its timetable is the Panel's while it is not urgent, not Authority-led and not referred");
}

Reason MilestonesAreKnown::unmet(const Look&, const Forecast& command) {
  static constexpr std::string_view reasons[] = {
      "DCC_ASSESSMENT",   "WG_REWORK",      "CONSULTATION", "LEGAL_TEXT", "AUTHORITY_SEND_BACK",
      "PROPOSER_REQUEST", "PANEL_DECISION", "RELEASE_MOVE", "RESOURCE",   "OTHER"};
  for (const auto& one : command.milestones)
    if (one.reason_code && std::find(std::begin(reasons), std::end(reasons), *one.reason_code) == std::end(reasons))
      return "'" + *one.reason_code + "' is no reason code for a movement";
  return {};
}

Reason ADeadlineIsCountedOverIt::unmet(const Look& look, const MoveDeadlines& command) {
  return unless(!moving_over(look.facts, look.state, command.holiday).empty(),
                "none of its open deadlines is counted over " + date_text(command.holiday));
}
Reason PartIsNotDone::unmet(const Look& look, const RecordRelease& command) {
  const bool all_done = std::all_of(command.parts.begin(), command.parts.end(), [&](int number) {
    const auto* part = look.facts.part(number);
    return part != nullptr && part->actual_on;
  });
  return unless(!all_done, "what the release has of it is implemented");
}

namespace {
// The Proposer cannot refer anything while it is held, so those days are no part of the period.
int held_since(const Look& look, Date notice) {
  int days = 0;
  for (const auto& hold : look.facts.holds)
    if (hold.until > notice)
      days += std::max(0, calendar_of(look.setting).between(std::max(hold.from, notice), hold.until));
  return days;
}
std::optional<Date> notice_of(const Facts& facts, ReferralSubject subject) {
  if (subject == ReferralSubject::refusal) return facts.refusal_notice_on;
  return subject == ReferralSubject::path ? facts.path_notice_on : facts.timetable_notice_on;
}
}  // namespace

Reason ReferralInTime::unmet(const Look& look, const ReferToAuthority& command) {
  const bool refused = look.state == "refused";
  if (refused != (command.subject == ReferralSubject::refusal))
    return refused ? "it was refused: the refusal is what can be referred" : "it has not been refused";
  const auto notice = notice_of(look.facts, command.subject);
  if (!notice) return "nothing has been decided yet that could be referred";
  const auto last = calendar_of(look.setting).add(*notice, periods.proposer_referral_wd + held_since(look, *notice));
  return unless(look.setting.on <= last,
                "the " + std::to_string(periods.proposer_referral_wd) + " Working Days ended on " + date_text(last));
}

Reason SomethingIsReferred::unmet(const Look& look) {
  return unless(look.facts.proposer_referral.has_value(), "the Proposer has referred nothing that is not answered");
}

Reason OthersAreNamedOnce::unmet(const Look& look, const Consolidate& command) {
  std::vector<std::string> named{look.facts.ref};
  named.insert(named.end(), look.facts.former_refs.begin(), look.facts.former_refs.end());
  for (const auto& one : command.with) {
    const auto reference = read_reference(one) ? canonical_reference(one) : one;
    if (std::find(named.begin(), named.end(), reference) != named.end())
      return reference + " is the modification itself, or named twice";
    named.push_back(reference);
  }
  return {};
}

// --- the register
// -------------------------------------------------------------------------------------------------------------

Reason AmendsSomething::unmet(const Look&, const Amend& command) {
  return unless(command.title || command.problem || command.solution,
                "it amends nothing: name 'title', 'problem' or 'solution'");
}
Reason ProblemNotFinal::unmet(const Look& look, const Amend& command) {
  return unless(!command.problem || !look.facts.recommended_route,
                "the problem statement is final since the conversion was recommended");
}

// --- traffic lights
// -----------------------------------------------------------------------------------------------------------

namespace {
const Document* document_of(const Look& look, const Reclassify& command) {
  const auto place = static_cast<std::size_t>(command.document) - 1;
  return place < look.facts.documents.size() ? &look.facts.documents[place].document : nullptr;
}
}  // namespace

Reason DocumentIsThere::unmet(const Look& look, const Reclassify& command) {
  return unless(document_of(look, command) != nullptr,
                "there is no document " + std::to_string(command.document) + ": the register counts them from 1");
}
Reason ClassificationDiffers::unmet(const Look& look, const Reclassify& command) {
  const auto* document = document_of(look, command);
  return unless(document == nullptr || document->classification != command.classification,
                "that is its classification already");
}
Reason LoweredForAReason::unmet(const Look& look, const Reclassify& command) {
  const auto* document = document_of(look, command);
  if (document == nullptr || command.classification >= document->classification) return {};
  if (look.setting.by.role == "secas-analyst") return "a secas-manager or the panel-secretary lowers a classification";
  return unless(command.reason.has_value(), "lowering a classification needs its reason on record ('reason')");
}

// --- corrections
// -----------------------------------------------------------------------------------------------------------

Reason StepCanBeRevoked::unmet(const Look& look) {
  if (!sees_votes(look)) return "what can be revoked is for SECAS alone while a vote is open";
  const auto last = look.earlier.empty() ? std::string_view() : std::string_view(look.earlier.back()->event);
  if (last == VoteCast::name) return "a vote is changed by voting again, not by revoking it";
  if (last == SplitUp::name) return "its parts are modifications of their own by now: a split is not revoked";
  if (last == RollCorrected::name) return "a correction of the roll is corrected by another one";
  return unless(!look.earlier.empty() && !look.earlier.back()->state.empty(),
                "there is no step behind this one to go back to");
}
Reason NobodyElseActed::unmet(const Look& look) {
  if (look.earlier.empty() || !sees_votes(look)) return {};
  const auto& by = look.earlier.back()->by_role;
  const bool ours = is_secas(by) || by == "panel-secretary" || by == "clock";
  return unless(ours, "the last step, '" + look.earlier.back()->event + "', is the act of another (" + by +
                          "): only they undo it");
}

}  // namespace sec
