#include "workflows/sec/paper/header.hpp"

#include <algorithm>

#include "engine/calendar.hpp"
#include "workflows/sec/guards.hpp"

namespace sec::paper {

std::vector<MeetingListed> panel_meetings(const std::vector<engine::Listed>& meetings) {
  std::vector<MeetingListed> found;
  for (const auto& listed : meetings) {
    auto one = engine::body::read_event<MeetingListed>(listed.summary);
    if (one.body == Body::panel && one.date) found.push_back(std::move(one));
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return *a.date < *b.date; });
  return found;
}

std::optional<Date> last_held(const std::vector<MeetingListed>& meetings, Date before) {
  std::optional<Date> last;
  for (const auto& one : meetings)
    if (*one.date < before && one.state != "scheduled" && one.state != "papers-issued") last = one.date;
  return last;
}

std::vector<std::pair<std::string, std::string>> header(const engine::ReportInput& input,
                                                        const std::vector<MeetingListed>& meetings,
                                                        std::string_view called, std::string purpose, bool since) {
  std::vector<std::pair<std::string, std::string>> lines;
  const auto next =
      std::find_if(meetings.begin(), meetings.end(), [&](const auto& one) { return *one.date >= input.as_at; });
  if (next != meetings.end()) {
    for (const auto& item : next->papers)
      if (item.title.starts_with(called)) lines.emplace_back("Paper", item.paper);
    lines.emplace_back("Meeting", next->ref + ", " + date_text(*next->date));
  }
  lines.emplace_back("Author", "SECAS");
  lines.emplace_back("As at", date_text(input.as_at));
  if (since) lines.emplace_back("Since", date_text(input.since));
  lines.emplace_back("Classification", "WHITE");
  lines.emplace_back("Purpose", std::move(purpose));
  if (input.known_at) lines.emplace_back("As known at", engine::to_text(*input.known_at));
  return lines;
}

}  // namespace sec::paper
