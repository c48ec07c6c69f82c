// Asking questions about the cases of a story, as a route or a report would.
#pragma once

#include "api/reading/gathering.hpp"
#include "tests/support/story.hpp"

namespace story {

// The answer to a question about one case, or (with an empty reference) about many.
inline std::variant<engine::Answer, engine::Refused, engine::Malformed> asked(Story& s, const std::string& collection,
                                                                              const std::string& reference,
                                                                              const std::string& name,
                                                                              const Dom& body = Dom::object(),
                                                                              const Actor& by = visitor) {
  engine::Question question;
  question.name = name;
  question.body = body.dump();
  question.today = s.today();
  question.by = by;
  const auto sources = api::from_events(rules(), s.journal(), {});
  std::optional<engine::Case> one;
  if (!reference.empty()) one = sources.find(sources.id_of({collection, reference}).value());
  const auto& workflow = one ? rules().get(one->workflow) : *rules().first_of(collection);
  const auto gathered = api::gather(sources, workflow, question, one ? &*one : nullptr);
  return workflow.answer(question, gathered.about, gathered.others);
}

inline engine::Answer answer(Story& s, const std::string& collection, const std::string& reference,
                             const std::string& name, const Dom& body = Dom::object()) {
  return std::get<engine::Answer>(asked(s, collection, reference, name, body));
}

inline Dom answered(Story& s, const std::string& collection, const std::string& reference, const std::string& name,
                    const Dom& body = Dom::object()) {
  return Dom::parse(answer(s, collection, reference, name, body).json);
}

// What stands beside a label at the head of a paper; empty: it does not have it.
inline std::string header(const engine::Report& paper, const std::string& wanted) {
  for (const auto& [label, value] : paper.header)
    if (label == wanted) return value;
  return "";
}

// The milestone of a timetable by its code; REQUIREs that there is one.
inline Dom milestone(const Dom& timetable, std::string_view code) {
  for (const auto& one : timetable.at("milestones"))
    if (one.at("code") == code) return one;
  FAIL("there is no milestone " << code);
  return {};
}

}  // namespace story
