// Puts the shapes of all families together, and reads the words for states out of their tables.
#include "workflows/sec/answers/answers.hpp"

#include <algorithm>

namespace sec {

namespace answering {
namespace {
engine::Json words_of(const engine::Workflows& all, std::string_view collection,
                      std::string_view engine::StateDescription::*what) {
  std::vector<std::string> words;
  for (const auto* rules : all.of(std::string(collection)))
    for (const auto& state : rules->states())
      if (const std::string word(state.*what);
          !word.empty() && std::find(words.begin(), words.end(), word) == words.end())
        words.push_back(word);
  return engine::word_among(words);
}
}  // namespace

engine::Json state_in(const engine::Workflows& all, std::string_view collection) {
  return words_of(all, collection, &engine::StateDescription::name);
}
engine::Json stage_in(const engine::Workflows& all, std::string_view collection) {
  return words_of(all, collection, &engine::StateDescription::stage);
}
}  // namespace answering

engine::Answers answers(const engine::Workflows& all) {
  engine::Answers found;
  answering::add_modifications(found, all);
  answering::add_ballots(found);
  answering::add_responses(found);
  answering::add_timetables(found, all);
  answering::add_releases(found, all);
  answering::add_meetings(found, all);
  answering::add_small_families(found, all);
  answering::add_events(found);
  answering::close_words(found, all);
  return found;
}

}  // namespace sec
