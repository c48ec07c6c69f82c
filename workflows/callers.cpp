// As all.cpp: the one line that a new workflow adds outside its own folder.
#include "workflows/callers.hpp"

#include "workflows/sec/answers/choices.hpp"
#include "workflows/sec/modification/packs.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/modification/waiting.hpp"

namespace workflows {

engine::OwesOf owes() {
  return [](const engine::Case& current, const engine::Task& task, const engine::Actor& actor, engine::Date today) {
    return !sec::is_modification(current) || sec::owes(sec::facts_of(current), task, actor, today);
  };
}

engine::CaseChoicesOf case_choices() { return sec::case_choices; }

engine::EventWordsOf event_words() {
  return [](std::string_view collection, const engine::Event& event) {
    return collection == "modifications" ? sec::paper::words_of_event(event.type) : sec::paper::plain(event.type);
  };
}

}  // namespace workflows
