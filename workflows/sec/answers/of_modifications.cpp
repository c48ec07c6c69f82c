// A modification as modification/view.cpp writes it, and its summary in lists.
#include "workflows/sec/answers/answers.hpp"
#include "workflows/sec/modification/facts.hpp"
#include "workflows/sec/modification/summary.hpp"
#include "workflows/sec/modification/waiting.hpp"

namespace sec::answering {

// Of these names other files of this folder have some too.
namespace modifications {
namespace {
using engine::list_of;
using engine::or_null;
using engine::Shape;
using engine::shaped;
using engine::written;
using engine::body::Nulls;
using MaybeText = std::optional<std::string>;

Shape waiting_for() {
  return Shape("WaitingFor")
      .has("who", &Waiting::who)
      .has("what", &Waiting::what)
      .has("until", &Waiting::until)
      .may_have<Date>("provisional_from")
      .may_have("seats", &Waiting::seats)
      .may_have("more", &Waiting::more);
}

Shape deadline() {
  return Shape("Deadline")
      .has<std::string>("name")
      .has<Time>("due")
      .has<MaybeText>("counted")
      .may_have<Date>("provisional_from");
}

Shape split_from() { return Shape("SplitFrom").has<std::string>("ref").has<Date>("on").has<bool>("past_carried"); }

Shape part() { return Shape("ImplementationPart").has_all_of<Part>().may_have<bool>("release_known"); }

void say_identity(Shape& out, const engine::Workflows& all) {
  out.has("ref", engine::text_like("^(SECMP|DP|MP)[0-9]+[A-Z]*$"))
      .has("former_refs", &Facts::former_refs)
      .has("workflow", &Facts::pack)
      .has<int>("version")
      .has("title", &Facts::title)
      .has("state", state_in(all, "modifications"))
      .has("stage", or_null(stage_in(all, "modifications")))
      .has<Status>("status")
      .has("path", &Facts::path)
      .has("urgency", &Facts::urgency)
      .may_have<bool>("urgency_asked")
      .has("round", &Facts::round)
      .has("raised_on", &Facts::raised_on)
      .has("problem", &Facts::problem)
      .may_have("solution", &Facts::solution)
      .has("suggested_path", &Facts::suggested_path)
      .has("proposer", &Facts::proposer)
      .has("impacts", &Facts::impacts)
      .may_have("split_from", shaped("SplitFrom"))
      .may_have("continued_as", &Facts::continued_as)
      .may_have<std::string>("remark")
      .has("waiting_for", or_null(shaped("WaitingFor")));
}

void say_stages(Shape& out) {
  out.has("pause", &Facts::pause)
      .has("reports", &Facts::reports)
      .has("consultations", &Facts::consultations)
      .has("assessments", &Facts::assessments)
      .has("ia_cost", &Facts::ia_cost)
      .has("alternatives", &Facts::alternatives)
      .has("ballots", list_of(shaped("BallotSummary")))
      .has("recommendation", &Facts::board_outcome)
      .may_have<std::string>("inquorate")
      .has("decision", &Facts::decision)
      .may_have("approved_subject", &Facts::approved_subject)
      .has("questions", &Facts::questions)
      .has("decisions", list_of(written<DecisionRecord>()))
      .has("documents", list_of(shaped("Document")))
      .has<int>("documents_total")
      .has("implementation", list_of(shaped("ImplementationPart")));
}

void say_register(Shape& out) {
  out.has("timetable_version", &Facts::timetable_version)
      .has<std::vector<Milestone>>("timetable")
      .has<std::vector<Milestone>>("forecast")
      .has("deadlines", list_of(shaped("Deadline")))
      .has("links", list_of(written<LinkRecord>(Nulls::leave_out)))
      .may_have<std::string>("owner")
      .may_have<std::string>("lead_analyst")
      .may_have("notes", list_of(written<NoteRecord>()))
      .may_have("discussions", list_of(written<Discussion>()))
      .has("taken_over", &Facts::taken_over_from)
      .may_have("imported", list_of(written<ImportedMilestone>()))
      .may_have<std::string>("state_doubt");
}

Shape modification(const engine::Workflows& all) {
  Shape out("Modification");
  say_identity(out, all);
  say_stages(out);
  say_register(out);
  return out;
}

Shape summary() {
  return Shape("ModificationSummary").has_all_of<SummaryBasis>().has_all_of<SummaryDetail>(Nulls::leave_out);
}
}  // namespace

void add(engine::Answers& to, const engine::Workflows& all) {
  for (auto& one : {waiting_for(), deadline(), split_from(), part(), modification(all), summary(),
                    Shape("Document").has_all_of<Document>()})
    to.shapes.push_back(one);
  to.of["modifications"] = "Modification";
  to.of["modifications/summary"] = "ModificationSummary";
  to.of["modifications/documents"] = "Document";
}
}  // namespace modifications

void add_modifications(engine::Answers& to, const engine::Workflows& all) { modifications::add(to, all); }

}  // namespace sec::answering
