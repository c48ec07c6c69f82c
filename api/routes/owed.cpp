// The tasks of today lie in the database. Of cases that have changed since the first page, those of then follow from
// their events.
#include "api/routes/owed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <tuple>

#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/identity.hpp"

namespace api {
namespace {

constexpr int entries_at_once = 500;
constexpr std::int64_t entries_max = 20'000;  // that a list may have changed by between its first page and its last

// In the order of what is owed soonest, of one instant in that of the references.
void sort_soonest_first(std::vector<engine::OpenTask>& tasks, const engine::Workflows& workflows) {
  const auto place = [&](const engine::OpenTask& one) {
    return workflows.first_of(one.collection)->place(one.reference);
  };
  std::sort(tasks.begin(), tasks.end(), [&](const engine::OpenTask& a, const engine::OpenTask& b) {
    const auto early = std::pair(!a.task.due, a.task.due), late = std::pair(!b.task.due, b.task.due);
    if (early != late) return early < late;
    return std::pair(place(a), a.task) < std::pair(place(b), b.task);
  });
}

// The due day may move: it is the same task all the same.
bool by_name(const engine::OpenTask& a, const engine::OpenTask& b) {
  const auto name = [](const engine::OpenTask& one) { return std::tie(one.case_id, one.task.name, one.task.assignee); };
  return name(a) < name(b);
}

template <class Number>
bool take_number(std::string_view& text, Number& number) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return fault == std::errc{} && number >= 0;
}

}  // namespace

std::vector<std::string> assignees_of(const Read& read, const engine::Actor& actor) {
  if (actor == public_actor) return {};
  if (read.parts.assignees) return read.parts.assignees(actor);
  std::vector<std::string> names = {actor.role, "party:" + actor.id};
  if (!actor.seat.empty()) names.push_back("seat:" + actor.seat);
  return names;
}

bool owes(const Read& read, const engine::OpenTask& open, const engine::Actor& actor, const engine::AsAt& as_at) {
  const auto& who = open.task.assignee;
  if (!read.parts.owes || who == actor.role || who.find(':') != std::string::npos) return true;
  const auto current = read.cases.as_at(open.case_id, as_at);
  const engine::Date today = read.today();
  return current && read.parts.owes(*current, open.task, actor, std::min(today, as_at.effective.value_or(today)));
}

OwedPlace read_place(const Read& read, const engine::Actor& by, const std::string& cursor) {
  const std::int64_t head = read.seen_head.of(by);
  if (cursor.empty()) return {head, 0};
  std::string_view text = cursor;
  OwedPlace place;
  const bool whole = take_number(text, place.seq) && text.starts_with('.') &&
                     take_number(text = text.substr(1), place.offset) && text.empty();
  if (!whole || place.seq > head) throw wrong_parameter("cursor", "it is not one that this list has given");
  if (head - place.seq > entries_max)
    throw wrong_parameter("cursor", "the list has changed too much since; begin again with its first page");
  return place;
}

std::string cursor_at(const OwedPlace& place) { return fmt::format("{}.{}", place.seq, place.offset); }

OwedList::OwedList(const Read& read, const std::vector<std::string>& mine, const engine::AsAt& as_at, std::int64_t seq)
    : read_(read), mine_(mine), as_it_was_(!as_at.now()) {
  if (mine_.empty()) return;
  if (as_it_was_) {
    // Nobody keeps the tasks of earlier days, but they follow from the cases that there were.
    for (const std::string& collection : read.collections())
      for (const engine::Listed& listed : read.parts.reader.summaries(collection, as_at))
        add_tasks_of(listed.case_id, as_at, seq);
  } else {
    now_ = read.parts.reader.tasks(mine);
    const auto changed = changed_after(seq);
    for (const engine::OpenTask& one : now_)
      if (!contains(changed, one.case_id)) then_.push_back(one);
    for (const std::string& case_id : changed) add_tasks_of(case_id, {}, seq);
  }
  sort_soonest_first(then_, read.parts.workflows);
  std::sort(now_.begin(), now_.end(), by_name);
}

const engine::OpenTask* OwedList::now(const engine::OpenTask& task) const {
  if (as_it_was_) return &task;
  const auto found = std::lower_bound(now_.begin(), now_.end(), task, by_name);
  return found != now_.end() && !by_name(task, *found) ? &*found : nullptr;
}

void OwedList::add_tasks_of(const std::string& case_id, const engine::AsAt& as_at, std::int64_t seq) {
  const auto then = read_.cases.as_at(case_id, as_at, seq);
  if (!then) return;
  const engine::Workflow& rules = read_.cases.rules_of(*then);
  const auto projection = rules.project(*then);
  engine::for_each_task(projection, [&](const engine::Task& task) {
    if (contains(mine_, task.assignee))
      then_.push_back({std::string(rules.collection()), then->id, read_.cases.reference_of(*then), task});
  });
}

std::vector<std::string> OwedList::changed_after(std::int64_t seq) const {
  std::set<std::string> ids;
  while (true) {
    const auto entries = read_.parts.reader.journal(seq, entries_at_once);
    for (const engine::Entry& entry : entries) ids.insert(entry.case_id);
    if (entries.size() < static_cast<std::size_t>(entries_at_once)) return {ids.begin(), ids.end()};
    seq = entries.back().seq;
  }
}

}  // namespace api
