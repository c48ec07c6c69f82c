// What is remembered of an action that a body gave somebody: sec-rules 10.3.
#pragma once

#include "workflows/sec/terms/followed.hpp"
#include "workflows/sec/terms/meeting_references.hpp"

namespace sec::action {

struct Update {
  Date on{};
  Text text;
};
BOOST_DESCRIBE_STRUCT(Update, (), (on, text))

// The lights of its text and of what was said of it so far, before the light of its item was raised.
struct BeforeItRose {
  Classification raised_to{};
  Classification text{};
  std::vector<Classification> updates;
};

struct Facts {
  std::string ref;                     // "SECP66-01"
  std::string reference;               // "SECP66/01", as minutes write it
  std::optional<std::string> meeting;  // where it was raised: "SECP_66_1503"
  int meeting_number = 0;
  Body body{};
  std::optional<int> item;
  Text text;
  std::string owner;  // as tasks name people: "secas", "dcc", "party:ID"
  std::optional<Date> raised_on;
  std::optional<Date> due_on;
  std::vector<Update> updates;
  std::optional<Date> marked_closed_on;
  std::optional<Date> closed_on;  // formally
  std::optional<BodyDecision> decision;
  std::optional<std::string> superseded_by;  // "SECP66-01"
  bool hears = false;                        // of what becomes of its meeting; not in old journals
  std::optional<BeforeItRose> before_it_rose;
  std::optional<WordsOfItem> closing;        // where it was decided that it is closed, or superseded
  engine::Many<WordsOfItem> words_of_items;  // that its steps came out of
  FollowedItems followed;
  bool held_back = false;  // the minutes of its meeting are not published: it is a draft, as they are
};

// What it says, and what has become of it: until its minutes are published for those who see drafts, and its owner.
bool shows_text(const Facts& facts, engine::Clearance clearance);

const Facts& facts_of(const engine::Case& action);
inline constexpr std::string_view workflow_name = "sec-action";

}  // namespace sec::action
