// A small given/when/then language for the SEC's modifications that reads like minutes: a register under a processor,
// on a journal in memory, whose days go by when the story says so. What the stories see of the tables is kept for one
// last test.
#pragma once

#include <doctest/doctest.h>

#include <array>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/alarm.hpp"
#include "engine/calendar.hpp"
#include "engine/processor.hpp"
#include "tests/support/memory_journal.hpp"
#include "workflows/all.hpp"

namespace story {

using engine::Actor;
using Dom = nlohmann::json;

// Who acts.
inline const Actor secas{"secas-1", "secas-analyst", "An analyst of SECAS", "", ""};
inline const Actor manager{"secas-2", "secas-manager", "A manager of SECAS", "", ""};
inline const Actor panel{"secas-3", "panel-secretary", "The Panel's secretary", "", ""};
inline const Actor authority{"authority", "authority", "The Authority", "", ""};
inline const Actor dcc{"dcc", "dcc", "The DCC", "", "dcc"};
inline const Actor consumers{"consumers", "consumer-body", "A consumer body", "", "consumers"};
inline const Actor visitor{"", "public", "", "", ""};
inline Actor party(const std::string& id) { return {id, "party", "", "", "large-suppliers"}; }
inline Actor proposer(const std::string& id) { return {id, "proposer", "", "", ""}; }
inline Actor member(const std::string& seat) { return {seat + "-member", "change-board-member", "", seat, ""}; }

inline engine::Date date(std::string_view text) { return engine::read_date(text).value(); }
inline engine::Time instant(std::string_view text) { return engine::read_time(text).value(); }

// Every workflow of the program, made once: the tables are the same in all stories.
const engine::Workflows& rules();

// The collections of which the stories tell every row and every guard.
inline constexpr std::array<std::string_view, 3> watched{"modifications", "meetings", "actions"};

// What happened in the stories told so far: rows of each pack that were accepted, guards of each pack that refused.
struct Seen {
  std::set<std::pair<std::string, std::string>> rows;    // pack, row as row_name() writes it
  std::set<std::pair<std::string, std::string>> guards;  // pack, guard
};
std::string row_name(const engine::RowDescription& row);
// The row of `workflow` that recorded this entry. A clock's step is a row of `deadline-passed`; all others are not.
std::string row_of(const engine::Workflow& workflow, const engine::Entry& entry);
Seen seen();
void forget_seen();
// Every entry of the stories told from now on, case by case in their order; an entry of version 1 begins a new case.
// Empty: nobody listens any more.
void listen(std::function<void(const engine::Entry&)> listener);

// Stories by their sentence, for the test that tells all of them again and looks at what they have seen.
struct Told {
  std::string sentence;
  void (*tell)();
};
std::vector<Told>& all_told();
bool tell(const char* sentence, void (*how)());

#define STORY_AS(FUNCTION, SENTENCE)                                                    \
  static void FUNCTION();                                                               \
  TEST_CASE(SENTENCE) { FUNCTION(); }                                                   \
  [[maybe_unused]] static const bool FUNCTION##_told = story::tell(SENTENCE, FUNCTION); \
  static void FUNCTION()
#define STORY_JOIN(A, B) A##B
#define STORY_NAME(A, B) STORY_JOIN(A, B)
#define STORY_CALLED(FUNCTION, SENTENCE) STORY_AS(FUNCTION, SENTENCE)
#define STORY(SENTENCE) STORY_CALLED(STORY_NAME(story_, __LINE__), SENTENCE)

// The reply to a command that was not accepted, with what a story expects of it.
class Answer {
 public:
  explicit Answer(engine::Reply reply) : reply_(std::move(reply)) {}
  const Answer& is_refused_for(std::initializer_list<std::string_view> guards) const;  // all of them, beside others
  const Answer& is_refused_for(std::string_view guard) const { return is_refused_for({guard}); }
  const Answer& says(std::string_view part_of_a_reason) const;
  const Answer& has_no_row() const;
  const Answer& is_forbidden() const;
  const Answer& is_malformed_at(std::string_view pointer) const;
  const engine::Reply& reply() const { return reply_; }

 private:
  engine::Reply reply_;
};
std::string in_words(const engine::Reply& reply);

// How a modification stands, as SECAS (or another caller) sees it.
class Standing {
 public:
  Standing(std::string ref, Dom view) : ref_(std::move(ref)), view_(std::move(view)) {}
  const Standing& in(std::string_view state) const { return has("/state", Dom(state)); }
  const Standing& round(int number) const { return has("/round", number); }
  const Standing& waits_for(std::string_view who) const { return has("/waiting_for/who", Dom(who)); }
  const Standing& follows(std::string_view pack) const { return has("/workflow", Dom(pack)); }
  const Standing& due(std::string_view deadline, std::string_view at) const;
  const Standing& not_due(std::string_view deadline) const;
  const Standing& decided(std::string_view step, std::string_view by, std::string_view outcome) const;
  const Standing& has(const std::string& pointer, const Dom& value) const;
  const Dom& view() const { return view_; }

 private:
  std::string ref_;
  Dom view_;
};

class Story {
 public:
  // On a journal in memory. `documents`: what is kept of bytes; without it nothing is known of any.
  explicit Story(std::string_view first_day, const engine::Documents* documents = nullptr);
  // On a journal that outlives the story; the reader reads it.
  Story(std::string_view first_day, engine::Journal& journal, const engine::Reader& reader,
        const engine::Documents* documents = nullptr);
  Story(const Story&) = delete;
  Story& operator=(const Story&) = delete;

  // Time goes by; deadlines fire on the way, in order. A day is meant at noon.
  void the_day_is(std::string_view day);
  void the_day_is(engine::Date day);
  void the_time_is(std::string_view instant);
  void working_days_pass(int count);
  engine::Date today() const { return engine::london_date(clock_.now()); }
  std::string today_text() const { return engine::to_text(today()); }
  std::string day_in(int working_days) const;    // "2019-03-22"
  std::string close_in(int working_days) const;  // "2019-03-22T17:00:00Z"

  // One seat in each block, all filled: LS-1, SS-1, NET-1, OTH-1, CON-1.
  void given_a_change_board();
  void given_a_panel();                           // the same seats, for what the Panel votes on
  void given_tokens(std::vector<Actor> holders);  // these and no others; without it nothing is known of tokens
  // Taken over from an older register, where it stands without a past.
  std::string given(const std::string& ref, const std::string& state, const std::string& path = "",
                    Dom more = Dom::object());

  std::string raised(const Actor& by, Dom body);  // its reference; REQUIREs that it is accepted
  engine::Accepted when(const Actor& by, const std::string& ref, const std::string& command,
                        const Dom& body = Dom::object());
  Answer but(const Actor& by, const std::string& ref, const std::string& command, const Dom& body = Dom::object());
  Answer but_raised(const Actor& by, const Dom& body) { return but(by, "", "raise", body); }
  engine::Reply ask(engine::Command command);

  Standing then(const std::string& ref, const Actor& seen_by = manager);
  engine::Case now(const std::string& ref);
  std::vector<engine::Entry> history(const std::string& ref);
  std::vector<engine::Option> options(const std::string& ref, const Actor& by = manager);

  // For long walks, which cannot read a case from the journal at every step: as the processor left it at its last step.
  engine::Case live(const std::string& ref);
  std::vector<engine::Option> options_fast(const std::string& ref, const Actor& by);
  engine::Reply ask_only(engine::Command command) { return processor_.ask(std::move(command)); }
  engine::Setting setting(const engine::Case& current, const Actor& by);  // of a decision that is taken now
  engine::Time clock() const { return clock_.now(); }
  std::vector<std::string> clocks_refused() const { return clocks_refused_; }  // deadlines that were not accepted
  const engine::Reader& journal() const { return reader_; }

 private:
  Story(std::string_view first_day, std::unique_ptr<toy::MemoryJournal> memory, const engine::Documents* documents);
  void given_seats(const std::string& body);
  void note(const engine::Command& command, const engine::Reply& reply);
  void keep(const std::vector<engine::Accepted>& all);
  std::vector<engine::Option> options_of(const engine::Case& current, const Actor& by);

  std::unique_ptr<toy::MemoryJournal> memory_;  // empty: the journal is another's
  engine::WallClock clock_;
  const engine::Reader& reader_;
  std::vector<std::string> clocks_refused_;
  std::mutex live_guard_;                     // guards the one below
  std::map<std::string, engine::Case> live_;  // by id, as the last reply of each had it
  std::mutex holders_guard_;                  // guards the one below
  std::shared_ptr<const std::vector<Actor>> holders_;
  engine::Faults faults_;  // in a story there are none
  engine::Processor processor_;
  engine::Alarm alarm_;
};

}  // namespace story
