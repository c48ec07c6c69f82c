// The matrix of the Authority's questions: each with its answer, its day and the document that says more.
#include "workflows/sec/paper/authority_questions.hpp"

#include <algorithm>

#include "workflows/sec/paper/tables.hpp"

namespace sec::paper {

namespace {
using Kind = engine::Report::Column::Kind;
using engine::cell;

std::string document_named(const Facts& facts, const Question& question, ReadersCopy& copy) {
  const auto place = static_cast<std::size_t>(question.document.value_or(0)) - 1;
  if (!question.document || place >= facts.documents.size()) return "";
  const auto& document = facts.documents[place].document;
  return copy.shows(document.classification) ? document.title : "";
}
}  // namespace

void add_questions_of_authority(engine::Report& paper, std::string_view before, const Facts& facts, ReadersCopy& copy) {
  if (facts.questions.empty()) return;
  auto section = table("questions", "Questions of the Authority",
                       {{"number", "Question", Kind::number},
                        {"text", "What it asked"},
                        {"answer", "Answer"},
                        {"answered_on", "Answered", Kind::date},
                        {"document", "Document"}},
                       "None.");
  for (const auto& one : facts.questions)
    section.rows.push_back({std::int64_t{one.number}, copy.said(one.text),
                            one.answer ? copy.said(*one.answer) : "Not answered yet", cell(one.answered_on),
                            cell(document_named(facts, one, copy))});
  const auto place =
      std::find_if(paper.sections.begin(), paper.sections.end(), [&](const auto& one) { return one.name == before; });
  paper.sections.insert(place, std::move(section));
}

}  // namespace sec::paper
