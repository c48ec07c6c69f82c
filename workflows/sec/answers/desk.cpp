// Reads the summaries of modifications as lines of a desk.
#include "workflows/sec/answers/desk.hpp"

#include <fmt/format.h>

#include "workflows/sec/modification/anytime/owners.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/summary.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

namespace {
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
  const auto quiet_wd = line.since ? working_days_between(*line.since, today, calendar) : std::nullopt;
  line.stalled = !line.until && quiet_wd.value_or(0) > periods.stalled_wd;
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

engine::Desk desk() {
  return {"modifications", std::string(Assign::name),
          fmt::format("stalled: nothing for {} Working Days, and no date ahead", periods.stalled_wd),
          "What modifications wait for, that is not ours", lines};
}

}  // namespace sec
