// What people owe: their own list, and the desk of those who look after the register.
#include <fmt/format.h>

#include <algorithm>

#include "api/http/text.hpp"
#include "api/pages/files.hpp"
#include "api/pages/tables.hpp"
#include "api/routes/kept_calendar.hpp"
#include "api/routes/owed.hpp"
#include "api/routes/page.hpp"
#include "api/routes/page_post.hpp"
#include "engine/body_field.hpp"
#include "engine/spoken.hpp"

namespace api {
namespace {

using kainjow::mustache::data;

constexpr int looked_back_days = 30;
constexpr int entries_looked_at = 2000, done_shown = 50, due_shown = 100;

class Owing {
 public:
  Owing(const Read& read, const Call& call) : read_(read), call_(call), today_(read.today()) {}

  Response tasks() {
    set_tasks(false);
    set_done();
    return page(read_, call_, frame_of(read_, call_, "My tasks"), pages::files::tasks_html, values_);
  }

  Response desk() {
    if (!contains(read_.parts.keepers, call_.by.role) || !read_.parts.pages.desk.lines)
      throw Problem("not-allowed", "the desk is for those who look after the register");
    const auto& desk = read_.parts.pages.desk;
    lines_ = desk.lines(read_.parts.reader.summaries(desk.collection, {}), today_, *calendar_of(read_, {}).calendar);
    values_["day"] = engine::spoken(today_);
    values_["stalled_words"] = desk.stalled;
    values_["others_words"] = desk.others;
    set_tasks(true);
    set_week();
    set_lines();
    return page(read_, call_, frame_of(read_, call_, "The desk"), pages::files::desk_html, values_);
  }

 private:
  static void set_case(data& item, const std::string& collection, const std::string& reference) {
    item["case"] = pages::page_of_case(collection, reference);
    item["reference"] = reference;
  }
  void count(const std::string& name, std::size_t number, const data& list) {
    values_["count_" + name] = std::to_string(number);
    values_["is_" + name] = data{number > 0};
    if (list.is_list()) values_["has_" + name] = data{!list.list_value().empty()};
  }
  std::string assign_at(const std::string& reference) const {
    const auto& desk = read_.parts.pages.desk;
    return pages::page_of_case(desk.collection, reference) + "/do/" + desk.assign;
  }

  void set_tasks(bool on_desk) {
    data list{data::type::list};
    std::size_t overdue = 0, due_today = 0;
    for (const engine::OpenTask& open : read_.parts.reader.tasks(assignees_of(read_, call_.by))) {
      if (!owes(read_, open, call_.by, {})) continue;
      const bool late = open.task.due && *open.task.due < read_.parts.clock.now();
      const bool today = !late && open.task.due && engine::london_date(*open.task.due) == today_;
      overdue += late;
      due_today += today;
      list.push_back(task_item(open, late, today, on_desk));
    }
    values_["has_tasks"] = data{!list.list_value().empty()};
    count("ours", list.list_value().size(), {});
    values_["tasks"] = std::move(list);
    count("overdue", overdue, {});
    count("today", due_today, {});
  }

  data task_item(const engine::OpenTask& open, bool late, bool today, bool on_desk) const {
    data item;
    item["what"] = with_capital(open.task.name);
    item["title"] = title_of(open);
    set_case(item, open.collection, open.reference);
    item["due"] = open.task.due ? engine::spoken(*open.task.due) : "no date";
    item["late"] = data{late};
    item["today"] = data{today};
    const auto place = place_of(open);
    item["has_place"] = data{!place.first.empty()};
    item["place"] = pages::page_of_case(open.collection, open.reference) + place.first;
    item["act"] = place.second;
    const auto line = line_at(open.collection, open.reference);
    item["owner"] = line == nullptr || line->owner.empty() ? "Nobody" : line->owner;
    item["has_assign"] = data{on_desk && line != nullptr};
    item["assign"] = assign_at(open.reference);
    return item;
  }

  // As its own page is headed for this reader.
  std::string title_of(const engine::OpenTask& open) const {
    const auto current = read_.cases.current(open.case_id);
    if (!current) return "";
    const engine::Workflow& rules = read_.cases.rules_of(*current);
    const auto view = rules.view(*current, rules.clearance(call_.by));
    return pages::shown(engine::body::text_in(view, "title").value_or(""));
  }

  std::pair<std::string, std::string> place_of(const engine::OpenTask& open) const {
    const auto& place = read_.parts.pages.ballots.place_of;
    const auto current = place ? read_.cases.current(open.case_id) : std::nullopt;
    return current ? place(*current, open.task, call_.by) : std::pair<std::string, std::string>();
  }

  const engine::DeskLine* line_at(const std::string& collection, const std::string& reference) const {
    if (collection != read_.parts.pages.desk.collection) return nullptr;
    const auto found =
        std::find_if(lines_.begin(), lines_.end(), [&](const auto& line) { return line.reference == reference; });
    return found == lines_.end() ? nullptr : &*found;
  }

  // The caller's own steps, as the journal has them: nobody else's show here.
  void set_done() {
    data list{data::type::list};
    const engine::Time now = read_.parts.clock.now(), since = now - std::chrono::days{looked_back_days};
    int shown = 0;
    const auto newest = read_.parts.reader.recorded_by(now, read_.parts.reader.last_seq() + 1, entries_looked_at);
    for (const auto& [entry, hash] : newest) {
      if (entry.at < since || shown == done_shown) break;
      if (entry.by.id != call_.by.id || entry.by.role != call_.by.role) continue;
      const auto current = read_.cases.current(entry.case_id);
      if (!current) continue;
      const std::string collection(read_.cases.rules_of(*current).collection());
      data item;
      item["on"] = engine::spoken(engine::london_date(entry.at));
      item["what"] = step_called(read_.parts, collection, entry.event);
      set_case(item, collection, read_.cases.reference_of(*current));
      list.push_back(item);
      ++shown;
    }
    values_["has_done"] = data{shown > 0};
    values_["done"] = std::move(list);
  }

  // To the end of Friday, or of the Friday after when that is past.
  void set_week() {
    const std::chrono::weekday weekday{std::chrono::sys_days(today_)};
    const engine::Date end{std::chrono::sys_days(today_) + (std::chrono::Friday - weekday)};
    const engine::Time until = engine::london_time(end, std::chrono::hours{24});
    data list{data::type::list};
    for (const auto& one : read_.parts.reader.due(until, due_shown)) {
      const auto current = read_.cases.current(one.case_id);
      if (!current) continue;
      data item;
      item["when"] = engine::spoken(one.deadline.due);
      item["what"] = in_words(one.deadline.name);
      set_case(item, one.collection, read_.cases.reference_of(*current));
      list.push_back(item);
    }
    values_["week_end"] = engine::spoken(end);
    count("week", list.list_value().size(), list);
    values_["week"] = std::move(list);
  }

  void set_lines() {
    data others{data::type::list}, stalled{data::type::list};
    for (const engine::DeskLine& line : lines_) {
      if (!line.ours) others.push_back(line_item(line));
      if (line.stalled) stalled.push_back(line_item(line));
    }
    count("others", others.list_value().size(), others);
    count("stalled", stalled.list_value().size(), stalled);
    values_["others"] = std::move(others);
    values_["stalled"] = std::move(stalled);
  }

  data line_item(const engine::DeskLine& line) const {
    data item;
    set_case(item, read_.parts.pages.desk.collection, line.reference);
    item["title"] = pages::shown(line.title);
    item["who"] = called(read_.parts, line.who);
    item["what"] = line.what;
    item["until"] = line.until ? engine::spoken(*line.until) : "no date";
    item["since"] = line.since ? engine::spoken(*line.since) : "";
    item["owner"] = line.owner;
    item["has_owner"] = data{!line.owner.empty()};
    item["assign"] = assign_at(line.reference);
    return item;
  }

  const Read& read_;
  const Call& call_;
  const engine::Date today_;
  std::vector<engine::DeskLine> lines_;
  data values_;
};

}  // namespace

void add_desk_routes(Router& router, Context& context) {
  const Read& read = context.read;
  router.add(page_route(
      "/tasks", "What you owe, soonest first.", [&read](Call& call) { return Owing(read, call).tasks(); }, true));
  router.add(page_route(
      "/desk", "What those who look after the register have to do today.",
      [&read](Call& call) { return Owing(read, call).desk(); }, true));
}

}  // namespace api
