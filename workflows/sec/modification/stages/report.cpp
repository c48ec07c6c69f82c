// The Report Phase up to the vote: what the Panel decides on the Modification Report, and the consultation on it.
#include "workflows/sec/modification/stages/report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/folded.hpp"
#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/stages/refinement.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/parties.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

Reason CostsAreAssessed::unmet(const Look& look) {
  const auto& facts = look.facts;
  const bool known_here = facts.taken_over_in.empty();
  if (facts.impacts.dcc_systems != DccImpact::system || facts.deviates(Deviation::skip_refinement) || !known_here)
    return {};
  const bool waived = std::any_of(facts.reports.begin(), facts.reports.end(),
                                  [](const auto& report) { return report.assessment_waiver.has_value(); });
  const bool dispensed = facts.deviates(Deviation::dispense_with_impact_assessment);
  const bool assessed = returned(facts, AssessmentKind::impact) || waived || dispensed;
  return unless(returned(facts, AssessmentKind::preliminary) && assessed,
                "it changes DCC Systems, and there is neither an Impact Assessment nor, in a report that was "
                "submitted, a statement why the Preliminary one suffices: return it for that");
}

namespace {
// What has been refined, or has turned out to need it (D3.9).
bool goes_to_the_working_group(const Look& look) {
  const auto& facts = look.facts;
  const bool compulsory = facts.impacts.dcc_systems == DccImpact::system && !facts.deviates(Deviation::skip_refinement);
  return facts.has_been_refined || compulsory || past_unknown(look);
}
}  // namespace

Reason GoesToTheWorkingGroup::unmet(const Look& look) {
  return unless(goes_to_the_working_group(look), "it came straight to the Report Phase: SECAS keeps the report");
}
Reason StaysWithSecas::unmet(const Look& look) {
  return unless(!goes_to_the_working_group(look),
                "it has been through Refinement, or changes DCC Systems: the Working Group gets it");
}

Reason AllFourDecided::unmet(const Look&, const ApproveReport& command) {
  if (!command.progress_to_report_phase)
    return "it is not agreed that it progresses to the Report Phase: a partial approval is a return";
  if (!command.report_approved) return "the Modification Report is not approved: a partial approval is a return";
  return unless(command.implementation_approach_approved,
                "the implementation approach is not approved: a partial approval is a return");
}

Reason ConsultationLengthAllowed::reason(const Look& look, std::optional<Date> opens, std::optional<Time> closes) {
  const auto first = opens.value_or(look.setting.on);
  if (first < look.setting.on) return "the consultation opens before it is decided";
  if (!closes) return {};
  const int days = calendar_of(look.setting).between(first, engine::london_date(*closes));
  if (look.facts.deviates("consultation-length"))
    return unless(engine::london_date(*closes) >= first, "the consultation closes before it opens");
  if (days < periods.report_consultation_min_wd) return "the consultation closes before a Working Day has passed";
  return unless(days <= periods.report_consultation_max_wd,
                fmt::format("the consultation would run for {} Working Days: {} are the most", days,
                            periods.report_consultation_max_wd));
}

Reason AnswersAreDue::unmet(const Look& look) {
  const auto* open = look.facts.open_consultation();
  if (open == nullptr)  // taken over while it was consulted on, and its closing is not known
    return unless(past_unknown(look) && look.state == ReportConsultation::name, "no consultation is open");
  if (open->opens_on && look.setting.on < *open->opens_on)
    return "the consultation opens on " + date_text(*open->opens_on);
  if (!open->closes_at) return {};
  return unless(look.setting.now < *open->closes_at || look.setting.on < engine::london_date(*open->closes_at),
                "the consultation closed at 17:00 on " + date_text(engine::london_date(*open->closes_at)));
}
Reason ReportWasConsultedOn::unmet(const Look& look) {
  const auto& all = look.facts.consultations;
  return unless(!all.empty() && all.back().kind == ConsultationKind::report,
                "no consultation on its report is known here, that this could have come too late for");
}
Reason LateAnswersComeThroughSecas::unmet(const Look& look) {
  return unless(is_secas(look.setting.by.role), "the consultation is closed: SECAS records what came late, as invalid");
}
Reason NotTheDcc::unmet(const Look& look, const RecordResponse& command) {
  return unless(category_of(look.setting, command.party, command.category) != Category::dcc,
                "Parties other than the DCC are consulted");
}
Reason SpeaksForItself::reason(const Look& look, const std::string& party) {
  const auto& by = look.setting.by;
  if (!is_party(by)) return {};
  const auto said = engine::appearance(party);
  return unless(said == engine::appearance(by.id) || (!by.name.empty() && said == engine::appearance(by.name)),
                "your token speaks for '" + by.id + "', not for '" + party + "'");
}
void check(const RecordResponse& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_party(setting, command.party, command.category, true, reading);
  check_bytes(command.sha256, false, setting, reading);
  check_file_name(command.file_name, reading);
}
Reason SubjectIsConsultedOn::unmet(const Look& look, const RecordResponse& command) {
  if (!command.subject || *command.subject == "proposed") return {};
  const auto& all = look.facts.alternatives;
  return unless(std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.name == *command.subject; }),
                "'" + *command.subject + "' is neither 'proposed' nor an Alternative Proposal");
}
Reason AConsultationRuns::unmet(const Look& look) {
  const auto* open = look.facts.open_consultation();
  if (open == nullptr) return "no consultation is open";
  return unless(!open->closes_at || look.setting.now < *open->closes_at,
                "the consultation is over: what comes late is recorded with the day that its form says");
}
Reason ClosesLater::unmet(const Look& look, const ExtendConsultation& command) {
  const auto* open = look.facts.open_consultation();
  if (open == nullptr) return {};
  const auto now = engine::london_date(look.setting.now);
  const auto closes_on = open->closes_at ? std::max(now, engine::london_date(*open->closes_at)) : now;
  return unless(
      command.closes_on > closes_on,
      fmt::format("it closes on {} as it is: a consultation is extended to a later day", date_text(closes_on)));
}
Reason ConsultationIsOver::unmet(const Look& look) {
  const auto* open = look.facts.open_consultation();
  if (open == nullptr || !open->closes_at) return {};
  return unless(look.setting.now >= *open->closes_at && look.setting.on >= engine::london_date(*open->closes_at),
                "the consultation runs until " + engine::to_text(*open->closes_at));
}

ResponseRecorded ResponseRecorded::from(const Look& look, const RecordResponse& command) {
  auto event = kept<ResponseRecorded>(command);
  event.category = category_of(look.setting, command.party, command.category);
  const auto named = party_named(look.setting, command.party);
  if (!named.id.empty()) event.party_id = named.id;
  if (!named.name.empty()) event.party_name = named.name;
  pin_bytes(look.setting, event);
  if (look.facts.open_consultation() != nullptr || look.facts.consultations.empty()) return event;
  event.valid = came_before(look.facts.consultations.back().closes_at, command.recorded_from);
  return event;
}
ConsultationExtended ConsultationExtended::from(const Look& look, const ExtendConsultation& command) {
  auto event = kept<ConsultationExtended>(command);
  const auto* open = look.facts.open_consultation();
  const bool known = open != nullptr && open->closes_at;
  event.closing = known ? engine::london_time(command.closes_on, engine::london_hour(*open->closes_at))
                        : engine::close_of_business(command.closes_on);
  return event;
}
ConsultationClosed ConsultationClosed::from(const Look&, const CloseConsultation&) { return {}; }
ConsultationClosed ConsultationClosed::from(const Look&, const DeadlinePassed&) { return {}; }

ReportApproved ReportApproved::from(const Look& look, const ApproveReport& command) {
  auto event = kept<ReportApproved>(command);
  event.releases = releases_named(look, command.implementation);
  event.leaving = parts_leaving(look, command.implementation);
  event.opening = command.consultation_opens_on.value_or(look.setting.on);
  if (command.consultation_closes_at) event.closing = *command.consultation_closes_at;
  else keep_counted(event, event.closing, closing_after(look.setting, event.opening, periods.report_consultation_wd));
  return event;
}

void apply(Facts& facts, const ReportReturned& event, const engine::Entry& entry) {
  if (entry.event.to == Refinement::name) facts.has_been_refined = true;
  if (facts.open_ballot() != nullptr) end_ballot(facts, BallotState::void_, entry.effective_on);
  if (!event.timetable.empty()) {
    agree(facts, entry, event, deciding_body(facts), event.timetable);
    facts.timetable_notice_on = entry.effective_on;
  }
  if (!facts.reports.empty()) {
    facts.reports.back().returned_on = entry.effective_on;
    facts.reports.back().reason = event.reason;
  }
  note_decision(facts, entry, event, entry.event.from == ChangeBoardVote::name ? "change-board" : deciding_body(facts),
                "returned", event.reason);
}

void apply(Facts& facts, const ReportApproved& event, const engine::Entry& entry) {
  approve_report(facts, event.report_version, entry.effective_on);
  facts.path = event.path;
  facts.path_notice_on = entry.effective_on;
  plan(facts, event.implementation, event.releases);
  leave_releases(facts, event.leaving);
  approve_dates(facts, entry.effective_on);
  consult(facts, ConsultationKind::report, event.opening, event.closing, event.counted);
  note_decision(facts, entry, event, deciding_body(facts), "approve", {});
}

// Of older events the journal knows who sent them.
Naming naming_of(const ResponseRecorded& event, const engine::Actor& by) {
  const auto id = event.party_id.value_or(is_party(by) ? by.id : std::string());
  return {id, event.party, event.party_name.value_or("")};
}

namespace {
Response response_of(const ResponseRecorded& event, const engine::Entry& entry) {
  Response one;
  one.party = event.party;
  one.category = event.category.value_or(Category::other_sec_parties);
  one.position = event.position;
  one.rationale = event.rationale;
  one.confidentiality = event.confidentiality.value_or(Confidentiality::open);
  one.on = one.came_on = entry.effective_on;
  one.subject = event.subject;
  one.valid = event.valid.value_or(true);
  one.recorded_from = event.recorded_from;
  one.sha256 = event.sha256;
  one.size = event.size;
  one.media_type = event.media_type;
  one.file_name = event.file_name;
  if (is_secas(entry.by.role) && event.recorded_from && event.recorded_from->on) one.came_on = *event.recorded_from->on;
  one.version = entry.version;
  return one;
}
}  // namespace

void apply(Facts& facts, const ResponseRecorded& event, const engine::Entry& entry) {
  // Of a consultation that began before the case was taken over nothing but the response is known.
  const bool began_before = entry.event.from == ReportConsultation::name && facts.open_consultation() == nullptr;
  auto response = response_of(event, entry);
  response.number = static_cast<int>(facts.responses.size()) + 1;
  response.consultation = facts.consultations.empty() || began_before ? 0 : facts.consultations.back().number;
  const auto number = response.consultation;
  const int before = counted(facts.responses, *facts.respondents, number);
  facts.respondents.change([&](Respondents& all) { response.respondent = all.place_of(naming_of(event, entry.by)); });
  facts.responses.push_back(std::move(response));
  // SECAS may have said of a consultation how many responded otherwise: what comes is added.
  if (number > 0) facts.consultations.back().responses += counted(facts.responses, *facts.respondents, number) - before;
}
// Somebody chose that day: it is counted no longer, and no holiday moves it.
void apply(Facts& facts, const ConsultationExtended& event, const engine::Entry&) {
  if (facts.open_consultation() == nullptr) return;
  auto& consultation = facts.consultations.back();
  consultation.closes_at = event.closing;
  consultation.counted.reset();
}
void apply(Facts& facts, const ConsultationClosed&, const engine::Entry& entry) {
  if (facts.open_consultation() == nullptr) facts.earlier_consultation_closed = true;
  end_consultation(facts, entry.effective_on);
}

}  // namespace sec
