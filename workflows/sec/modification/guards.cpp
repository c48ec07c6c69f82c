// The guards of raising, initial consideration and refinement.
#include "workflows/sec/modification/guards.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/text.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/gate.hpp"

namespace sec {

std::string date_text(Date day) {
  return fmt::format("{} {} {}", static_cast<unsigned>(day.day()), engine::month_name(day.month()),
                     static_cast<int>(day.year()));
}

Reason IsActive::unmet(const Look& look) {
  const auto& pause = look.facts.pause;
  if (!pause) return {};
  return fmt::format("it is {}{} ({}): resume it first", pause->status == Status::on_hold ? "on hold" : "suspended",
                     pause->since ? " since " + date_text(*pause->since) : "",
                     shown(pause->reason, for_everybody));  // refusals are kept, and read again by others
}

// --- raising
// -----------------------------------------------------------------------------------------------------------

Reason NoPositionGiven::unmet(const Look&, const Raise& command) {
  return unless(!command.position && !command.split_from, "a position is given: it is taken over, not raised");
}
Reason PositionGiven::unmet(const Look&, const Raise& command) {
  return unless(command.position && !command.split_from, "no position is given: it is raised, not taken over");
}
Reason ByTheManager::unmet(const Look& look, const Raise&) {
  return unless(look.setting.by.role == "secas-manager", "a modification is taken over by a secas-manager");
}
Reason ReferenceByTheManager::unmet(const Look& look, const Raise& command) {
  return unless(!command.ref || look.setting.by.role == "secas-manager",
                "references number themselves; a historic one is given by a secas-manager");
}
Reason IsPartOfAnother::unmet(const Look&, const Raise& command) {
  return unless(command.split_from.has_value(), "it does not say which modification it is a part of");
}
Reason OpenedByItsWhole::unmet(const Look& look, const Raise&) {
  return unless(look.setting.by.role == Raise::sent_by,
                "parts are opened by 'split' on the modification they come from");
}

Reason OnlyItsPastIsRecorded::unmet(const Look& look) {
  const auto& last = look.facts.last_event;
  const bool only_past = look.state == NotKnown::name || last == TakenOver::name || last == MilestoneRecorded::name ||
                         last == RulesChanged::name;
  return unless(
      look.facts.taken_over_from && only_past,
      "it was not brought in from another register, or has gone on since: its steps are recorded by commands");
}
Reason StaysWhatItEndedAs::unmet(const Look& look, const RecordMilestone& command) {
  const bool ended = look.state == Withdrawn::name || look.state == Rejected::name || look.state == Reversed::name;
  return unless(!ended || !command.state || *command.state == look.state,
                "what is withdrawn, rejected or overturned stays so");
}
Reason FastTrackIsNotRefined::unmet(const Look& look, const RecordMilestone& command) {
  const auto path = command.path ? command.path : look.facts.path;
  const std::string_view state = command.state ? std::string_view(*command.state) : look.state;
  const bool in_process = state == Refinement::name || state == PanelReportReview::name ||
                          state == ReportConsultation::name || state == ChangeBoardVote::name ||
                          state == AuthorityDetermination::name || state == SentBack::name;
  return unless(path != Path::fast_track || !in_process,
                "a Fast-Track Modification is never refined, reported, consulted on, voted on or sent back");
}

Reason ProposerEntitled::unmet(const Look& look, const Raise& command) {
  if (!command.proposer) return "it has no Proposer";
  const auto type = command.proposer->type;
  const std::string_view role = look.setting.by.role;
  const bool consumers = type == ProposerType::citizens_advice || type == ProposerType::citizens_advice_scotland;
  if (role == "party" && type != ProposerType::party) return "a Party raises as a Party";
  if (role == "consumer-body" && !consumers)
    return "a consumer body raises as Citizens Advice or Citizens Advice Scotland";
  if (role == "dcc" && type != ProposerType::dcc && type != ProposerType::party) return "the DCC raises as the DCC";
  if (role == "authority" && type != ProposerType::authority) return "the Authority raises as the Authority";
  if (role == "proposer" && (type == ProposerType::authority || type == ProposerType::panel))
    return "neither the Authority nor the Panel proposes by a Proposer's token";
  if (command.suggested_path == Path::authority_led && type != ProposerType::authority && type != ProposerType::dcc)
    return "only the Authority, or the DCC at its direction, raises an Authority-led modification (D2.4)";
  if (command.suggested_path == Path::fast_track && type != ProposerType::panel)
    return "only the Panel raises a Fast-Track Modification (D2.8)";
  return {};
}

bool authority_led(const Facts& facts) {
  if (facts.path) return facts.path == Path::authority_led;
  return facts.suggested_path == Path::authority_led ||
         (facts.proposer && facts.proposer->type == ProposerType::authority);
}

namespace {
bool starts_in_development(const Facts& facts) {
  return rules_of(facts.pack).development && !authority_led(facts) && facts.refused_by != "panel";
}
}  // namespace

Reason StartsInDevelopment::unmet(const Look& look) {
  return unless(starts_in_development(look.facts), "it does not begin as a Draft Proposal");
}
Reason StartsWithThePanel::unmet(const Look& look) {
  return unless(!starts_in_development(look.facts), "it begins as a Draft Proposal, in the Development Stage");
}
Reason SuggestedAsFastTrack::unmet(const Look& look) {
  return unless(look.facts.suggested_path == Path::fast_track, "it was not raised as a Fast-Track Modification");
}
Reason NotSuggestedAsFastTrack::unmet(const Look& look) {
  return unless(look.facts.suggested_path != Path::fast_track, "it was raised as a Fast-Track Modification");
}
Reason ProposedByThePanel::unmet(const Look& look) {
  return unless(look.facts.proposer && look.facts.proposer->type == ProposerType::panel,
                "only the Panel proposes Fast-Track Modifications");
}
Reason AcceptedUnanimously::unmet(const Look&, const Accept& command) {
  return unless(command.unanimous.value_or(false),
                "the Panel raises a Fast-Track Modification unanimously: say so in 'unanimous'");
}

Reason MayOverrule::unmet(const Look& look, const OverruleRefusal& command) {
  if (!acts_for_authority(look, command))
    return unless(look.facts.refused_by != "panel",
                  "the Panel refused it: only the Authority overrules that, on a referral");
  const auto& referral = look.facts.proposer_referral;
  return unless(referral && referral->subject == ReferralSubject::refusal,
                "the Proposer has not referred the refusal to the Authority");
}

// --- initial consideration
// ---------------------------------------------------------------------------------------------

Reason ProblemStated::unmet(const Look& look) {
  return unless(look.facts.problem || past_unknown(look) || !look.facts.taken_over_in.empty(),
                "the problem statement is missing");
}
Reason NotAuthorityLed::unmet(const Look& look) {
  return unless(!authority_led(look.facts), "an Authority-led modification cannot be refused");
}

Reason NotOverruledBefore::unmet(const Look& look) {
  return unless(!look.facts.refusal_overruled, "the Authority overruled its refusal: it is not refused again");
}

Reason RefinementNotCompulsory::unmet(const Look& look) {
  const auto& facts = look.facts;
  if (facts.deviates("skip-refinement")) return {};
  if (facts.proposer && facts.proposer->type == ProposerType::panel)
    return "the Panel raised it: Refinement is compulsory";
  return unless(facts.impacts.dcc_systems != DccImpact::system,
                "it is likely to change DCC Systems: Refinement is compulsory");
}

Reason NoticePeriodHasRun::unmet(const Look& look) {
  if (!look.facts.raised_on) return {};
  const auto ends = calendar_of(look.setting).add(*look.facts.raised_on, periods.fast_track_wait_wd);
  return unless(look.setting.on >= ends, "it may not be considered before " + date_text(ends) + ", " +
                                             std::to_string(periods.fast_track_wait_wd) +
                                             " Working Days after it was raised");
}
Reason ApprovedUnanimously::unmet(const Look&, const ApproveFastTrack& command) {
  return unless(command.unanimous, "a Fast-Track Modification is approved by a unanimous vote or withdrawn");
}

Reason PathIsOpenToIt::reason(const Look& look, Path path) {
  const auto& decided = look.facts.path;
  if (decided && path != *decided && look.facts.path_by_authority)
    return fmt::format("the Authority decided that its path is {}: that is final and binding", display(*decided));
  if (decided && path != *decided && look.facts.sent_back)
    return fmt::format("its path is {}, and after a send-back only the Authority changes the path", display(*decided));
  if (path == Path::fast_track) return "Fast-Track Modifications know no Refinement, no report and no vote";
  const bool led = authority_led(look.facts);
  if (led && path != Path::authority_led) return "it is Authority-led: the Panel cannot put it on another path";
  return unless(led || path != Path::authority_led, "only what the Authority raised, or had raised, is Authority-led");
}

Reason TimetableLeftToTheAuthority::reason(const Look& look, const std::vector<Milestone>& timetable) {
  return unless(timetable.empty() || look.facts.urgency != Urgency::urgent,
                "it is urgent: its timetable is the Authority's, and none comes with this");
}

// --- refinement
// ----------------------------------------------------------------------------------------------------------

namespace {
bool outstanding(const Facts& facts, AssessmentKind kind) {
  const auto* last = facts.last(kind);
  return last != nullptr && !last->returned_on;
}
bool returned(const Facts& facts, AssessmentKind kind) {
  for (const auto& one : facts.assessments)
    if (one.kind == kind && one.returned_on) return true;
  return false;
}
}  // namespace

Reason NoPreliminaryAssessmentOutstanding::unmet(const Look& look) {
  return unless(!outstanding(look.facts, AssessmentKind::preliminary),
                "a Preliminary Assessment is outstanding already");
}
Reason PreliminaryAssessmentRequestedBefore::unmet(const Look& look) {
  return unless(outstanding(look.facts, AssessmentKind::preliminary) ||
                    (past_unknown(look) && !returned(look.facts, AssessmentKind::preliminary)),
                "no Preliminary Assessment is outstanding");
}
Reason NoImpactAssessmentOutstanding::unmet(const Look& look) {
  return unless(!outstanding(look.facts, AssessmentKind::impact), "an Impact Assessment is outstanding already");
}
Reason ImpactAssessmentRequestedBefore::unmet(const Look& look) {
  return unless(outstanding(look.facts, AssessmentKind::impact) ||
                    (past_unknown(look) && !returned(look.facts, AssessmentKind::impact)),
                "no Impact Assessment is outstanding");
}
Reason PreliminaryAssessmentReturnedBefore::unmet(const Look& look) {
  return unless(returned(look.facts, AssessmentKind::preliminary) || past_unknown(look),
                "the DCC has not returned a Preliminary Assessment, which gives the price");
}

Reason NoConsultationOpen::unmet(const Look& look) {
  const auto* open = look.facts.open_consultation();
  return unless(open == nullptr, "a consultation is open");
}
Reason ConsultationIsOpen::unmet(const Look& look) {
  return unless(look.facts.open_consultation() != nullptr, "no consultation is open");
}
Reason ClosesAfterItOpens::unmet(const Look& look, const OpenRefinementConsultation& command) {
  return unless(!command.closes_at || engine::london_date(*command.closes_at) > look.setting.on,
                "a consultation closes on a later day than it opens");
}

bool consulted_before_the_cost(const Look& look) {
  const auto& facts = look.facts;
  if (facts.open_consultation() != nullptr) return false;
  if (past_unknown(look) || facts.deviates("skip-consultation")) return true;
  return std::any_of(facts.consultations.begin(), facts.consultations.end(),
                     [](const auto& one) { return one.kind == ConsultationKind::refinement; });
}

Reason ReasonGivenForTheIaCost::unmet(const Look& look, const DecideIaCost& command) {
  if (command.reason) return {};
  const bool by_panel = !command.decided_by || command.decided_by->body == Body::panel;
  const bool in_its_place = by_panel && rules_of(look.facts.pack).ia_cost_body != "panel";
  if (in_its_place && command.decision != IaCost::defer)
    return "the Change Board signs off the cost: when the Panel acts in its place it gives a 'reason'";
  return unless(consulted_before_the_cost(look),
                "the Refinement Consultation has not ended: deciding before needs a 'reason'");
}
Reason DecidedByWhoSignsOffTheCost::unmet(const Look& look, const DecideIaCost& command) {
  if (!command.decided_by || command.decided_by->body == Body::panel) return {};
  const auto by = engine::body::wire_name(command.decided_by->body);
  return unless(by == rules_of(look.facts.pack).ia_cost_body,
                "the decision is named as one of '" + std::string(by) + "', whose decision this is not");
}

Reason NoVoteIsOpen::unmet(const Look& look) { return unless(look.facts.open_ballot() == nullptr, "a vote is open"); }
Reason IaCostAgreed::unmet(const Look& look) {
  return unless(look.facts.ia_cost && look.facts.ia_cost->decision == IaCost::incur,
                "nobody has agreed to incur the cost of the Impact Assessment");
}
Reason AlternativeIsNew::unmet(const Look& look, const AddAlternative& command) {
  for (const auto& one : look.facts.alternatives)
    if (one.name == command.name_) return "there is an Alternative Proposal of that name";
  return unless(command.name_ != "proposed", "'proposed' is the proposed solution itself");
}

Reason RefinementConsulted::unmet(const Look& look) {
  if (past_unknown(look) || look.facts.deviates("skip-consultation")) return {};
  for (const auto& one : look.facts.consultations)
    if (one.kind == ConsultationKind::refinement && one.closed_on) return {};
  return "no Refinement Consultation has been held and closed";
}

Reason AssessmentsSuffice::unmet(const Look& look, const SubmitReport& command) {
  const auto& facts = look.facts;
  if (facts.impacts.dcc_systems != DccImpact::system || facts.deviates("skip-refinement")) return {};
  // What is outstanding here is known to be missing, whatever came before.
  const bool excused = past_unknown(look) && !outstanding(facts, AssessmentKind::preliminary);
  if (!excused && !returned(facts, AssessmentKind::preliminary))
    return "it changes DCC Systems and has no Preliminary Assessment";
  if (excused && !outstanding(facts, AssessmentKind::impact)) return {};
  return unless(returned(facts, AssessmentKind::impact) || command.assessment_waiver,
                "it changes DCC Systems and has no Impact Assessment: say in 'assessment_waiver' why the Preliminary "
                "one suffices");
}
Reason CostsAreAssessed::unmet(const Look& look) {
  const auto& facts = look.facts;
  const bool known_here = facts.taken_over_in.empty();
  if (facts.impacts.dcc_systems != DccImpact::system || facts.deviates("skip-refinement") || !known_here) return {};
  const bool waived = std::any_of(facts.reports.begin(), facts.reports.end(),
                                  [](const auto& report) { return report.assessment_waiver.has_value(); });
  return unless(returned(facts, AssessmentKind::preliminary) && (returned(facts, AssessmentKind::impact) || waived),
                "it changes DCC Systems, and there is neither an Impact Assessment nor, in a report that was "
                "submitted, a statement why the Preliminary one suffices: return it for that");
}
Reason LegalTextPresent::unmet(const Look&, const SubmitReport& command) {
  return unless(command.legal_text, "a Modification Report contains the legal text");
}

}  // namespace sec
