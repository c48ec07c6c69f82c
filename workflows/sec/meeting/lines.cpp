// The table of words, by command; and how the body of a step is made as confidential as its line.
#include "workflows/sec/meeting/lines.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "workflows/sec/modification/anytime/hold.hpp"
#include "workflows/sec/modification/anytime/path.hpp"
#include "workflows/sec/modification/anytime/register.hpp"
#include "workflows/sec/modification/anytime/split.hpp"
#include "workflows/sec/modification/stages/decision.hpp"
#include "workflows/sec/modification/stages/implementation.hpp"
#include "workflows/sec/modification/stages/raising.hpp"
#include "workflows/sec/modification/stages/refinement.hpp"
#include "workflows/sec/modification/stages/report.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/vote/counting.hpp"
#include "workflows/sec/modification/vote/vote.hpp"
#include "workflows/sec/release/commands.hpp"
#include "workflows/sec/terms/followed.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec::meeting {

namespace {
using ModificationFacts = sec::Facts;

template <class C>
constexpr std::string_view decision_field() {
  if constexpr (requires(C command) { command.decided_by; }) return "decided_by";
  else return "decision";
}
template <class C>
Words words(std::vector<LineWords> lines) {
  return {"modifications",  C::name, decision_field<C>(),        nullptr, nullptr,
          std::move(lines), {},      &engine::body::kind_of<C>()};
}
template <class C>
Words when_it_waits(bool (*fits)(const ModificationFacts&), std::vector<LineWords> lines) {
  return {"modifications",  C::name, decision_field<C>(),        nullptr, fits,
          std::move(lines), {},      &engine::body::kind_of<C>()};
}
template <class C>
Words of_release(std::vector<LineWords> lines) {
  return {"releases",       C::name, decision_field<C>(),        nullptr, nullptr,
          std::move(lines), {},      &engine::body::kind_of<C>()};
}

bool always(const ModificationFacts&) { return true; }
bool not_straight_to_report(const ModificationFacts& facts) { return facts.recommended_route != Route::report; }
bool straight_to_report(const ModificationFacts& facts) { return facts.recommended_route == Route::report; }

std::string_view ia_cost_due(const ModificationFacts& facts, std::string_view state, Date) {
  return state == Refinement::name && facts.ia_cost_is_open() ? rules_of(facts.pack).ia_cost_body : "";
}
// A timetable: in Refinement, if none was agreed or SECAS forecasts something else than what was.
std::string_view timetable_due(const ModificationFacts& facts, std::string_view state, Date) {
  if (state != Refinement::name) return "";
  const auto moved = [&](const Milestone& one) {
    const auto found = std::find_if(facts.timetable->begin(), facts.timetable->end(),
                                    [&](const auto& agreed) { return agreed.code == one.code; });
    return found == facts.timetable->end() || found->on != one.on;
  };
  const bool changed = std::any_of(facts.forecast->begin(), facts.forecast->end(), moved);
  return facts.timetables.empty() || changed ? "panel" : "";
}
// Another date: a part that has none, or whose day is gone, and nothing has been asked.
std::string_view date_due(const ModificationFacts& facts, std::string_view state, Date today) {
  if (state != PendingImplementation::name) return "";
  const bool due = std::any_of(facts.parts.begin(), facts.parts.end(), [&](const Part& part) {
    return !part.actual_on && !part.requested && (!part.planned_on || *part.planned_on < today);
  });
  return due || facts.parts.empty() ? "panel" : "";
}

Words due(Words words, std::string_view (*when)(const ModificationFacts&, std::string_view, Date)) {
  words.due = when;
  return words;
}

Words asking(Words words, std::vector<LineWords> asks) {
  words.asks = std::move(asks);
  return words;
}

constexpr LineWords on_its_path{Verb::AGREED, "that {ref} should be progressed as {path-words} Modification",
                                R"("path":"{path}")", "the path on which {ref} should be progressed"};
constexpr LineWords approach_confirmed{Verb::CONFIRMED, "the implementation approach",
                                       R"("implementation_approach_confirmed":true)"};
constexpr LineWords path_confirmed{Verb::CONFIRMED, "that {ref} remains {path-words} Modification",
                                   R"("path_confirmed":true)", "the path of {ref}"};
constexpr LineWords updated_report{Verb::APPROVED, "the updated {ref} Modification Report",
                                   R"("report_approved":true)"};

std::vector<Words> early_words() {
  return {when_it_waits<RecommendConversion>(
              always, {{Verb::AGREED, "to recommend that {ref} is converted to a Modification Proposal",
                        R"("route":"refinement")"}}),
          when_it_waits<SendToRefinement>(
              not_straight_to_report,
              {{Verb::AGREED, "that {ref} should be progressed to the Refinement Process", ""}, on_its_path}),
          when_it_waits<SendToReport>(
              straight_to_report,
              {{Verb::AGREED, "that {ref} should be progressed directly to the Report Phase", ""}, on_its_path}),
          when_it_waits<ApproveFastTrack>(
              always, {{Verb::APPROVED, "{ref} unanimously as a Fast-Track Modification", R"("unanimous":true)"}}),
          when_it_waits<WithdrawFastTrack>(always, {{Verb::AGREED, "to withdraw {ref}", ""}}),
          when_it_waits<ReturnToDevelopment>(
              always, {{Verb::AGREED, "that {ref} should be returned to the Development Stage", ""}}),
          when_it_waits<Refuse>(always, {{Verb::REJECTED, "{ref}, which has the effect of another proposal", ""}}),
          words<OverruleRefusal>({{Verb::AGREED, "that {ref} should be taken in", ""}}),
          due(words<DecideIaCost>(
                  {{Verb::AGREED, "to incur the Impact Assessment costs for {ref}", R"("decision":"incur")"}}),
              ia_cost_due),
          due(words<AgreeTimetable>(
                  {{Verb::AGREED, "the programme of work and the progression timetable presented for {ref}",
                    R"("milestones":{milestones})"}}),
              timetable_due)};
}

std::vector<Words> report_words() {
  return {
      when_it_waits<ApproveReport>(
          always,
          {{Verb::AGREED, "that {ref} should be progressed to the Report Phase", R"("progress_to_report_phase":true)"},
           {Verb::APPROVED, "the Modification Report", R"("report_approved":true)"},
           {Verb::APPROVED, "the implementation approach", R"("implementation_approach_approved":true)"},
           on_its_path}),
      when_it_waits<ReturnReport>(always,
                                  {{Verb::AGREED, "to return the {ref} Modification Report for more work", ""}}),
      asking(
          when_it_waits<RouteSentBack>(
              always, {updated_report,
                       {Verb::AGREED, "to issue the updated Modification Report directly to the Change Board for vote",
                        R"("route":"change-board")"},
                       approach_confirmed,
                       path_confirmed}),
          {updated_report,
           {Verb::AGREED,
            "whether {ref} goes directly to the Change Board for vote, out for consultation, or back to the "
            "Refinement Process",
            ""},
           approach_confirmed,
           path_confirmed}),
      when_it_waits<RouteSentBack>(always, {updated_report,
                                            {Verb::AGREED, "to issue the updated Modification Report for consultation",
                                             R"("route":"report-consultation")"},
                                            approach_confirmed,
                                            path_confirmed}),
      when_it_waits<RouteSentBack>(always, {{Verb::AGREED, "that {ref} should be returned to the Refinement Process",
                                             R"("route":"refinement")"}}),
      words<DeferVote>({{Verb::DEFERRED, "the vote on {ref}", ""}}),
      words<ReopenVote>({{Verb::AGREED, "that {ref} should go back to the Change Board for vote", ""}}),
      asking(when_it_waits<DecideReferral>(
                 always, {{Verb::AGREED, "to uphold the Change Board's decision on {ref}", R"("decision":"uphold")"}}),
             {{Verb::AGREED, "whether to uphold or to reverse the Change Board's decision on {ref}", ""}}),
      when_it_waits<DecideReferral>(
          always, {{Verb::AGREED, "to reverse the Change Board's decision on {ref}", R"("decision":"reverse")"}})};
}

std::vector<Words> later_words() {
  return {due(words<RequestRevisedDate>(
                  {{Verb::AGREED, "to request a revised implementation date from the Authority for {ref} of {date}",
                    R"("to":"{date}")", "to request a revised implementation date from the Authority for {ref}"}}),
              date_due),
          words<AgreePhases>({{Verb::AGREED, "the phases in which {ref} is implemented", ""}}),
          words<Reverse>({{Verb::AGREED, "that the approval of {ref} is overturned", ""}}),
          when_it_waits<Resume>(always, {{Verb::AGREED, "that work on {ref} should be resumed", ""}}),
          words<sec::Hold>({{Verb::AGREED, "to put {ref} on hold", ""}}),
          words<Suspend>({{Verb::AGREED, "to suspend {ref}", ""}}),
          words<SetPath>({on_its_path}),
          words<RequestUrgency>({{Verb::AGREED, "to ask the Authority to treat {ref} as urgent", ""}}),
          words<Split>({{Verb::AGREED, "that {ref} should go on as its parts, each a modification of its own", ""}}),
          words<EndAsSplit>({{Verb::AGREED, "that {ref} ended with its split", ""}}),
          words<Consolidate>({{Verb::AGREED, "that {ref} should be handled jointly with others", ""}}),
          of_release<release::Agree>({{Verb::AGREED, "to proceed with the {ref} SEC Release", ""}}),
          of_release<release::Include>(
              {{Verb::AGREED, "the modifications to be included in the scope of the Release", ""}}),
          of_release<release::Remove>({{Verb::AGREED, "to remove a modification from the scope of the Release", ""}}),
          of_release<release::Freeze>({{Verb::AGREED, "to close the scope of the Release", ""}}),
          of_release<release::AddByException>({{Verb::AGREED, "to add modifications to the Release by exception", ""}}),
          of_release<release::SetCutOffs>({{Verb::AGREED, "the cut-off dates of the Release", ""}}),
          of_release<release::SetSpecifications>({{Verb::AGREED, "the specifications that come with the Release", ""}}),
          of_release<release::SetDate>({{Verb::AGREED, "the date of the Release", ""}}),
          of_release<release::RequestDate>({{Verb::AGREED, "to request another date for the Release", ""}}),
          of_release<release::Cancel>({{Verb::AGREED, "to cancel the Release", ""}}),
          {"actions",
           "close",
           "decision",
           nullptr,
           nullptr,
           {{Verb::AGREED, "that any actions marked as CLOSED could be formally closed", ""}}}};
}
}  // namespace

const std::vector<Words>& all_words() {
  static const auto all = [] {
    auto list = early_words();
    for (auto more : {report_words(), later_words()}) list.insert(list.end(), more.begin(), more.end());
    return list;
  }();
  return all;
}

const Words* words_of(std::string_view collection, std::string_view command) {
  for (const auto& one : all_words())
    if (one.collection == collection && one.command == command) return &one;
  return nullptr;
}

std::vector<std::string> commands_of(std::string_view collection) {
  std::vector<std::string> names;
  for (const auto& one : all_words())
    if (one.collection == collection && (names.empty() || names.back() != one.command)) names.emplace_back(one.command);
  return names;
}

engine::Json classified(std::string_view collection, std::string_view command, engine::Json body,
                        Classification least) {
  const auto* words = words_of(collection, command);
  if (least == Classification::white || words == nullptr || words->body == nullptr) return body;
  auto dom = nlohmann::json::parse(body);
  classify(*words->body, dom, least);
  return dom.dump();
}

}  // namespace sec::meeting
