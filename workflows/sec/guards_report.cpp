// The guards of the report phase.
#include <fmt/format.h>

#include "workflows/sec/calendar.hpp"
#include "workflows/sec/guards.hpp"

namespace sec {

Reason HasBeenRefined::unmet(const Look& look) {
  return unless(look.facts.has_been_refined || past_unknown(look),
                "it came straight to the Report Phase: SECAS keeps the report");
}
Reason NeverRefined::unmet(const Look& look) {
  return unless(!look.facts.has_been_refined && !past_unknown(look),
                "it has been through Refinement: the Working Group gets it back");
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
  if (days < periods.report_consultation_min_wd) return "the consultation closes before a Working Day has passed";
  if (look.facts.deviates("consultation-length")) return {};
  return unless(days <= periods.report_consultation_max_wd,
                fmt::format("the consultation would run for {} Working Days: {} are the most", days,
                            periods.report_consultation_max_wd));
}

Reason AnswersAreDue::unmet(const Look& look) {
  const auto* open = look.facts.open_consultation();
  if (open == nullptr) return "no consultation is open";
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
  return unless(command.category != Category::dcc && look.setting.by.category != "dcc",
                "Parties other than the DCC are consulted");
}
Reason SpeaksForItself::reason(const Look& look, const std::string& party) {
  const auto& by = look.setting.by;
  if (by.role != "party" && by.role != "consumer-body") return {};
  return unless(party == by.id || (!by.name.empty() && party == by.name),
                "your token speaks for '" + by.id + "', not for '" + party + "'");
}
Reason ConsultationIsOver::unmet(const Look& look) {
  const auto* open = look.facts.open_consultation();
  if (open == nullptr || !open->closes_at) return {};
  return unless(look.setting.now >= *open->closes_at && look.setting.on >= engine::london_date(*open->closes_at),
                "the consultation runs until " + engine::to_text(*open->closes_at));
}

}  // namespace sec
