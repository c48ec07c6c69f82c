// Finds the meeting that a paper is for and the last one before, and writes the lines of the header.
#include "workflows/sec/paper/header.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/calendar.hpp"
#include "workflows/sec/meeting/states.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec::paper {

namespace {
std::string instant_text(engine::Time at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss<std::chrono::seconds> time(at - day);
  const auto seconds = time.seconds().count() == 0 ? "" : fmt::format(":{:02}", time.seconds().count());
  return fmt::format("{}, {:02}:{:02}{} UTC", date_text(Date(day)), time.hours().count(), time.minutes().count(),
                     seconds);
}
}  // namespace

std::vector<MeetingListed> panel_meetings(const engine::ReportInput& input, std::size_t place) {
  std::vector<MeetingListed> found;
  if (input.beside.size() <= place) return found;
  for (const auto& listed : input.beside[place]) {
    auto one = engine::body::read_event<MeetingListed>(listed.summary);
    if (one.body == Body::panel && one.date) found.push_back(std::move(one));
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return *a.date < *b.date; });
  return found;
}

std::optional<LastPapers> last_papers(const std::vector<MeetingListed>& meetings, Date before) {
  const MeetingListed* last = nullptr;
  for (const auto& one : meetings)
    if (*one.date < before && one.state != meeting::ScheduledState::name &&
        one.state != meeting::PapersIssuedState::name)
      last = &one;
  if (last == nullptr) return {};
  if (last->papers_issued_on && *last->papers_issued_on < *last->date)
    return LastPapers{*last->papers_issued_on, "when the papers of " + last->ref + " went out"};
  return LastPapers{std::chrono::sys_days(*last->date) - std::chrono::days{1}, "the day before " + last->ref};
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
  if (since) {
    const auto last = last_papers(meetings, input.as_at);
    const bool of_the_papers = last && last->day == input.since;
    lines.emplace_back("Since", date_text(input.since) + (of_the_papers ? ", " + last->words : ""));
  }
  lines.emplace_back("Classification", "");  // as its reader's copy is stamped
  lines.emplace_back("Purpose", std::move(purpose));
  if (input.known_at) lines.emplace_back("As known at", instant_text(*input.known_at));
  return lines;
}

}  // namespace sec::paper
