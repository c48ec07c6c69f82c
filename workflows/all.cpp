// The list of workflows: the one line that a new one adds outside its own folder is here.
#include "workflows/all.hpp"

#include <iterator>

#include "workflows/sec/answers/answers.hpp"
#include "workflows/sec/answers/choices.hpp"
#include "workflows/sec/answers/finding.hpp"
#include "workflows/sec/answers/pages.hpp"
#include "workflows/sec/modification/packs.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/modification/waiting.hpp"
#include "workflows/sec/sec.hpp"

namespace workflows {

engine::Workflows all() {
  std::vector<std::unique_ptr<engine::Workflow>> found;
  for (auto make : {sec::workflows}) {
    auto more = make();
    found.insert(found.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  return engine::Workflows(std::move(found));
}

engine::Answers answers(const engine::Workflows& all) { return sec::answers(all); }
engine::ChoicesOf choices() { return sec::choices; }
engine::ListsOf lists() { return sec::lists; }
engine::CaseChoicesOf case_choices() { return sec::case_choices; }
engine::Finding finding() { return sec::finding(); }
engine::Pages pages(const engine::Workflows& all) { return sec::pages(all); }
engine::OwesOf owes() {
  return [](const engine::Case& current, const engine::Task& task, const engine::Actor& actor, engine::Date today) {
    return !sec::is_modification(current) || sec::owes(sec::facts_of(current), task, actor, today);
  };
}

engine::EventWordsOf event_words() {
  return [](std::string_view collection, const engine::Event& event) {
    return collection == "modifications" ? sec::paper::words_of_event(event.type) : sec::paper::plain(event.type);
  };
}

std::vector<engine::Command> founding() { return sec::founding(); }
std::vector<std::string> categories() { return sec::categories(); }
std::vector<std::string> uploaders() { return sec::uploaders(); }
std::vector<std::string> keepers() { return sec::keepers(); }
const engine::Calendar& calendar() { return sec::calendar(); }

}  // namespace workflows
