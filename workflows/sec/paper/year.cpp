// Walks back from where each modification stands now: the last step before a day says where it stood then, and the
// first one after it from where that step led.
#include "workflows/sec/paper/year.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/body_field.hpp"
#include "engine/text.hpp"
#include "workflows/sec/modification/anytime/past.hpp"
#include "workflows/sec/modification/stages/raising.hpp"
#include "workflows/sec/modification/summary.hpp"
#include "workflows/sec/paper/register.hpp"
#include "workflows/sec/terms/words.hpp"

namespace sec::paper {

namespace {
using Kind = engine::Report::Column::Kind;
using engine::Cell;
using engine::Columns;
using Moves = std::vector<const engine::Entry*>;

constexpr int months_shown = 12;

Date end_of_month(Date day, int months_later) {
  const auto month = std::chrono::year_month(day.year(), day.month()) + std::chrono::months(months_later);
  return Date(month / std::chrono::last);
}

// The ends of the last twelve months, and the day of the report if it is none.
std::vector<Date> days_shown(Date as_at) {
  std::vector<Date> days;
  const bool whole = as_at == end_of_month(as_at, 0);
  for (int i = months_shown; i > 0; --i) days.push_back(end_of_month(as_at, whole ? 1 - i : -i));
  if (!whole) days.push_back(as_at);
  return days;
}

// What a register shows on the day on which it was read happened earlier, and nobody knows when.
bool has_a_day(const engine::Event& event) {
  if (event.type == TakenOver::name) return false;
  return event.type != MilestoneRecorded::name || engine::body::text_in(event.body, "code") != "REGISTER";
}

struct Counts {
  explicit Counts(std::size_t days) : standing(groups().size(), std::vector<std::int64_t>(days)), closed(days) {}
  std::vector<std::vector<std::int64_t>> standing;  // by place in groups(), by day
  std::vector<std::int64_t> closed;                 // in the month of that day
  bool closed_some_day = false;                     // there is one of which nobody knows when
};

const auto closed_group = static_cast<std::size_t>(PaperGroup::closed);
const auto unknown_group = static_cast<std::size_t>(PaperGroup::not_known);

// Where a modification stood on any day since the one before the first that is shown, by its steps since then: there is
// at least one.
class Stands {
 public:
  Stands(const engine::Listed& listed, const Moves& moves, std::size_t now) : moves_(moves), now_(now) {
    const auto& first = moves.front()->event;
    if (!first.from.empty()) before_ = group_of(first.from);
    else if (first.type == TakenOver::name) before_ = unknown_group, since_ = read_summary(listed.summary).raised_on;
  }

  // Nothing: there was no such modification. What was taken over may have stood anywhere since it was raised.
  std::optional<std::size_t> on(Date day) const {
    const auto next =
        std::find_if(moves_.begin(), moves_.end(), [&](const auto* one) { return one->effective_on > day; });
    if (next == moves_.end()) return now_;
    if (next != moves_.begin()) return group_of((*next)->event.from);
    return since_ && *since_ > day ? std::nullopt : before_;
  }
  bool closed_between(Date after, Date until) const {
    return std::any_of(moves_.begin(), moves_.end(), [&](const auto* one) {
      return one->effective_on > after && one->effective_on <= until && closes(*one) && has_a_day(one->event);
    });
  }
  bool closed_some_day() const {
    return std::any_of(moves_.begin(), moves_.end(),
                       [](const auto* one) { return closes(*one) && !has_a_day(one->event); });
  }

 private:
  static bool closes(const engine::Entry& entry) { return group_of(entry.event.to) == closed_group; }

  const Moves& moves_;
  std::size_t now_;
  std::optional<std::size_t> before_ = {};  // where it stood before the first of these steps
  std::optional<Date> since_ = {};          // since when it was there, if that is known
};

void count(Counts& counts, const std::vector<Date>& days, const Stands& one) {
  auto after = year_before(days.back());
  counts.closed_some_day = counts.closed_some_day || one.closed_some_day();
  for (std::size_t i = 0; i < days.size(); ++i) {
    const auto group = one.on(days[i]);
    if (group && *group < counts.standing.size()) ++counts.standing[*group][i];
    if (group == closed_group && one.closed_between(after, days[i])) ++counts.closed[i];
    after = days[i];
  }
}

Counts counted(const engine::ReportInput& input, const std::vector<Date>& days) {
  std::map<std::string_view, Moves> moves;  // by case
  for (const auto& entry : input.moves) moves[entry.case_id].push_back(&entry);
  Counts counts(days.size());
  std::vector<std::int64_t> unmoved(groups().size() + 1);
  for (const auto& one : input.now) {
    const auto now = group_of(state_in(one.summary));
    if (const auto found = moves.find(one.case_id); found != moves.end())
      count(counts, days, Stands(one, found->second, now));
    else ++unmoved[now];
  }
  for (std::size_t group = 0; group < groups().size(); ++group)
    for (auto& number : counts.standing[group]) number += unmoved[group];
  return counts;
}

// "Feb 19"; "15 Mar 19" for a day that ends no month.
std::string words_of(Date day) {
  const auto month = fmt::format("{} {:02}", engine::month_name(day.month()).substr(0, 3), int(day.year()) % 100);
  return day == end_of_month(day, 0) ? month : fmt::format("{} {}", unsigned(day.day()), month);
}

Columns drawn(const std::string& title, const std::vector<Date>& days, const Counts& counts) {
  Columns columns;
  columns.title = title;
  for (const auto day : days) columns.columns.push_back(words_of(day));
  for (std::size_t i = 0; i < groups().size(); ++i)
    if (i != closed_group)
      columns.series.push_back({std::string(groups()[i].heading),
                                i == unknown_group ? Columns::Kind::unknown : Columns::Kind::standing,
                                counts.standing[i]});
  columns.series.push_back({"Closed in that month", Columns::Kind::leaving, counts.closed});
  return columns;
}
}  // namespace

Date year_before(Date as_at) {
  const auto first = days_shown(as_at).front();
  return end_of_month(first, -1);
}

namespace {
bool has_any(const std::vector<std::int64_t>& counts) {
  return std::any_of(counts.begin(), counts.end(), [](auto count) { return count != 0; });
}

std::string lead_of(const std::vector<Date>& days, const Counts& counts) {
  std::string lead = "At the end of each of the last twelve months";
  lead += days.size() > months_shown ? ", and on the day of this report." : ".";
  if (has_any(counts.standing[unknown_group]))
    lead += " Some were taken over from an older register, which does not say where they stood on each day.";
  if (counts.closed_some_day) lead += " Of some that are closed nobody knows since when: they leave without a month.";
  return lead;
}
}  // namespace

// Stages in which nothing stood have no row.
Section year(const engine::ReportInput& input) {
  const auto days = days_shown(input.as_at);
  const auto counts = counted(input, days);
  auto section = table("year", "Where the modifications stood over the last year", {{"stage", "Stage"}});
  section.lead = lead_of(days, counts);
  for (const auto day : days) section.columns.push_back({engine::to_text(day), words_of(day), Kind::number});
  section.picture = drawn(section.heading, days, counts);
  std::vector<std::int64_t> all(days.size());
  const auto add = [&](const std::string& words, const std::vector<std::int64_t>& numbers) {
    auto& row = section.rows.emplace_back(std::vector<Cell>{words});
    row.insert(row.end(), numbers.begin(), numbers.end());
  };
  for (const auto& [words, kind, numbers] : std::get<Columns>(*section.picture).series) {
    if (kind == Columns::Kind::leaving) add("In all", all);
    else
      for (std::size_t i = 0; i < days.size(); ++i) all[i] += numbers[i];
    if (has_any(numbers)) add(words, numbers);
  }
  return section;
}

}  // namespace sec::paper
