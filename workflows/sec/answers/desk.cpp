// Reads the summaries of modifications as lines of a desk.
#include "workflows/sec/answers/desk.hpp"

#include "workflows/sec/modification/anytime/owners.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/summary.hpp"

namespace sec {

namespace {
constexpr int stalled_after_days = 20;  // Working Days without a step and without a day ahead (DEF)

engine::DeskLine line_of(const Summary& summary, engine::Date today, const engine::Calendar& calendar) {
  engine::DeskLine line;
  line.reference = summary.ref;
  line.title = summary.title.value_or("");
  line.who = summary.waiting_for.value_or("");
  line.what = summary.waiting_what.value_or("");
  line.until = summary.waiting_until;
  line.owner = summary.owner.value_or(summary.lead_analyst.value_or(""));
  line.since = summary.last_event_on;
  line.ours = line.who == "secas" || line.who == "working-group";
  line.stalled = !line.until && line.since && calendar.between(*line.since, today) > stalled_after_days;
  return line;
}

std::vector<engine::DeskLine> lines(const std::vector<engine::Listed>& all, engine::Date today,
                                    const engine::Calendar& calendar) {
  std::vector<engine::DeskLine> found;
  for (const auto& one : all) {
    const Summary summary = read_summary(one.summary);
    if (summary.waiting_for) found.push_back(line_of(summary, today, calendar));
  }
  return found;
}
}  // namespace

engine::Desk desk() { return {"modifications", std::string(Assign::name), lines}; }

}  // namespace sec
