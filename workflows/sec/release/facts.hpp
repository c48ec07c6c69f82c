// What is remembered of an SEC Release: its dates, what is in it, and what has to be ready when (sec-rules 7).
#pragma once

#include "engine/many.hpp"
#include "workflows/sec/terms/followed.hpp"

namespace sec::release {

enum class Kind { february, june, november, ad_hoc };
BOOST_DESCRIBE_ENUM(Kind, february, june, november, ad_hoc)

// The last days; null: the default, counted back from the release's date.
struct CutOffs {
  std::optional<Date> scope_freeze;
  std::optional<Date> ia_cutoff;
  std::optional<Date> decision_cutoff_system;
  std::optional<Date> decision_cutoff_document;
};
BOOST_DESCRIBE_STRUCT(CutOffs, (), (scope_freeze, ia_cutoff, decision_cutoff_system, decision_cutoff_document))

struct Item {
  std::string ref;
  int part = 1;
};
BOOST_DESCRIBE_STRUCT(Item, (), (ref, part))

struct ScopeItem : Item {
  Date since{};
  bool by_exception = false;
  std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(ScopeItem, (Item), (since, by_exception, reason))

enum class Stage { set, requested, directed };
BOOST_DESCRIBE_ENUM(Stage, set, requested, directed)

struct Revision {
  Stage stage{};  // set by the Panel, asked of the Authority, directed by it
  Date to{};
  std::optional<Date> until;  // the end of the Panel's discretion
  Date on{};                  // of the decision
  std::string by;             // "panel", "authority"
  std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(Revision, (), (stage, to, until, on, by, reason))

// A technical specification that comes with it: sec-rules 7.3.
struct Specification {
  std::string specification;  // "DUIS"
  std::string version;        // "3.1"
  std::vector<Category> mandatory_for;
};
BOOST_DESCRIBE_STRUCT(Specification, (), (specification, version, mandatory_for))

// What the Testing Advisory Group said before it went live: sec-rules 7.5.
struct Assurance {
  Date on{};
  std::optional<std::string> ref;  // of its minutes or letter
};
BOOST_DESCRIBE_STRUCT(Assurance, (), (on, ref))

inline constexpr std::string_view workflow_name = "sec-release";

struct Facts {
  std::string id;
  std::string title;
  Kind kind{};
  std::optional<Date> first_planned_on;  // as it was proposed: the baseline
  std::optional<Date> planned_on;        // as it is now
  std::optional<Date> agreed_on;
  std::optional<Date> actual_on;
  std::optional<Date> cancelled_on;
  std::optional<std::string> sec_version;
  std::optional<Assurance> tag_assurance;
  std::vector<std::string> went_live_without;  // what was in its scope, and not approved by then
  std::vector<Revision> revisions;
  CutOffs cut_offs;
  std::vector<ScopeItem> scope;
  std::vector<Specification> specifications;
  std::vector<std::string> ever_in_scope;    // each modification once
  engine::Many<WordsOfItem> words_of_items;  // that steps came out of
  FollowedItems followed;                    // those that have another light than they had

  const ScopeItem* item(const Item& wanted) const;  // nullptr: it is not in scope
  const Revision* direction() const;                // the Authority's last; nullptr: none
};

const Facts& facts_of(const engine::Case& release);

// One version as lists show it.
struct Summary {
  std::string ref;
  std::string title;
  std::string state;
  Kind kind{};
  std::optional<Date> first_planned_on;
  std::optional<Date> planned_on;
  std::optional<Date> actual_on;
  int scope = 0;  // how many parts are in it
};
BOOST_DESCRIBE_STRUCT(Summary, (), (ref, title, state, kind, first_planned_on, planned_on, actual_on, scope))
Summary read_summary(const engine::Json& text);  // throws std::runtime_error when it is not one of ours

// Each with its default: sec-rules 7.2. None is counted back out of the years of the calendar.
CutOffs cut_offs_of(const Facts& facts, const engine::Calendar& calendar);
// Since when one of them is provisional: each is a Working Day, and one of documents is counted back in them. Nothing
// if somebody named it.
std::optional<Date> provisional_from(const Facts& facts, std::optional<Date> CutOffs::*cut_off,
                                     const engine::Calendar& calendar);

}  // namespace sec::release
