// A list of tasks that goes on changing while somebody reads it page by page: all pages are of the list as it stood
// when the first was read, so what is owed throughout is on exactly one of them.
#pragma once

#include "api/routes/context.hpp"

namespace api {

// Under which tasks are the caller's. Nothing is owed by whoever shows no token, so nobody has to look for it.
std::vector<std::string> assignees_of(const Read& read, const engine::Actor& actor);
// Whether the caller still owes it: what several are asked for under a name that they share, one of them may have done.
bool owes(const Read& read, const engine::OpenTask& open, const engine::Actor& actor, const engine::AsAt& as_at);

// Where a page begins: the journal's head when the first page was read, and how many items of the list of then come
// before it.
struct OwedPlace {
  std::int64_t seq = 0;
  std::size_t offset = 0;
};
// As far as the caller may know how far the journal has come. Throws Problem for a cursor that this list has not given,
// or whose list has changed beyond measure since.
OwedPlace read_place(const Read& read, const engine::Actor& by, const std::string& cursor);
std::string cursor_at(const OwedPlace& place);

class OwedList {
 public:
  // `mine`: the assignees. `seq`: as the journal had it at that entry.
  OwedList(const Read& read, const std::vector<std::string>& mine, const engine::AsAt& as_at, std::int64_t seq);

  const std::vector<engine::OpenTask>& then() const { return then_; }  // soonest first
  // The same task as it is owed now; nullptr: it is owed no more.
  const engine::OpenTask* now(const engine::OpenTask& task) const;

 private:
  void add_tasks_of(const std::string& case_id, const engine::AsAt& as_at, std::int64_t seq);
  std::vector<std::string> changed_after(std::int64_t seq) const;

  const Read& read_;
  const std::vector<std::string>& mine_;
  const bool as_it_was_;
  std::vector<engine::OpenTask> then_;
  std::vector<engine::OpenTask> now_;  // by case, name and assignee
};

}  // namespace api
