// The words of a meeting's item that stand in the events and the facts of other cases, and the light that the item's
// meeting gives them by now (sec-rules 16.9).
#pragma once

#include <functional>

#include <nlohmann/json_fwd.hpp>

#include "engine/many.hpp"
#include "engine/typed_code.hpp"
#include "workflows/sec/terms/told_by_meeting.hpp"

namespace sec {

// Gives every text that may be classified at least this class: by the description of the value, so that a new field
// is found by itself. What has another shape than it says stays as it is.
void classify(const engine::body::Kind& kind, nlohmann::json& value, Classification least);

// The light of an item as its meeting told it last: it holds for what the case had said by then.
struct Followed {
  std::string meeting;
  int item = 0;
  Classification light{};
  std::vector<StepLights> steps;
  int version = 0;  // of the case that heard of it

  // Of a line of the step that begins with the line `first`; `place`: which one it is of that step.
  Classification light_of(std::optional<int> first, std::size_t place) const;
};
using FollowedItems = std::vector<Followed>;

// Whether the case has not heard it yet. Of what never had another light there is nothing to hear.
bool is_news(const FollowedItems& items, const FollowItem& told);
const Followed& keep(FollowedItems& items, const FollowItem& told, int version);

using EventCodes = std::vector<engine::EventCode>;
// The body of an earlier event in the light that the item has now from which it came; else as it is.
engine::Json in_their_light(const EventCodes& events, const FollowedItems& items, const engine::Entry& entry);
engine::Entry entry_in_their_light(const EventCodes& events, const FollowedItems& items, engine::Entry entry);

// What a step said that came out of an item, in the light that each text had then.
struct WordsOfItem {
  std::string meeting;
  int item = 0;
  int version = 0;  // of the case, with the step
  std::optional<int> first_line;
  std::vector<DecisionLine> lines;
  std::vector<Text> texts;  // beside the lines

  bool are_of(std::string_view its, int number) const { return meeting == its && item == number; }
  bool are_of(const Followed& told) const { return are_of(told.meeting, told.item); }
  // The light that a text has by now, if it is one of these or is made of one; else nothing.
  std::optional<Classification> light_of(const Text& text, const Followed& told) const;
  void follow(std::vector<DecisionLine>& same, const Followed& told) const;
};

// All that a case has of the words of an item.
class FollowedWords {
 public:
  FollowedWords(const engine::Many<WordsOfItem>& of_all_items, const Followed& told);  // `told` outlives it

  bool are_in(const Text& text) const { return light_of(text).has_value(); }
  void follow(Text& text) const { text.classification = light_of(text).value_or(text.classification); }
  void follow(std::optional<Text>& text) const {
    if (text) follow(*text);
  }
  // The lines of the step that made the case this version.
  void follow(std::vector<DecisionLine>& lines, int version) const;

 private:
  std::optional<Classification> light_of(const Text& text) const;

  const Followed& told_;
  std::vector<WordsOfItem> all_;
};

// The meetings that decisions name which somebody sent by hand: no meeting knows of these by its steps, so the case
// mentions it, and hears of its items.
std::vector<std::string> meetings_named_by_hand(const engine::Many<WordsOfItem>& words);
// Whether a step of that item was taken on the case, or somebody named it there by hand.
bool concerns(const FollowItem& told, const engine::Many<WordsOfItem>& words);

// Nothing: the step came out of no item.
std::optional<WordsOfItem> words_of_item(const engine::body::Kind& kind, const void* event,
                                         const std::optional<BodyDecision>& decision, int version);
template <class Event>
std::optional<WordsOfItem> words_of_item(const Event& event, const std::optional<BodyDecision>& decision, int version) {
  const typename engine::body::Description<Event>::type& described = event;
  return words_of_item(engine::body::kind_of<typename engine::body::Description<Event>::type>(), &described, decision,
                       version);
}

}  // namespace sec
