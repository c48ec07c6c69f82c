// The header of a paper to the Panel: what it is, for which meeting, for what purpose (sec-rules 8.2).
#pragma once

#include "engine/workflow.hpp"
#include "workflows/sec/terms/words.hpp"

namespace sec::paper {

// A meeting as its summary tells of it.
struct PaperListed {
  std::string paper;  // "SECP_66_1503_11"
  std::string title;
};
BOOST_DESCRIBE_STRUCT(PaperListed, (), (paper, title))
struct MeetingListed {
  std::string ref;
  std::string state;
  Body body{};
  std::optional<Date> date;
  std::optional<std::string> title;
  std::optional<Date> papers_issued_on;
  std::vector<PaperListed> papers;
};
BOOST_DESCRIBE_STRUCT(MeetingListed, (), (ref, state, body, date, title, papers_issued_on, papers))

// The meetings of the Panel, by day. `place`: of the meetings among what the report looks at beside.
std::vector<MeetingListed> panel_meetings(const engine::ReportInput& input, std::size_t place);
// The day that a report compares with: on which the papers of the last meeting that was held before went out. What the
// meeting itself decided has happened since. If nobody knows when they went out, it is the day before the meeting.
struct LastPapers {
  Date day{};
  std::string words;  // "when the papers of SECP_65_1502 went out"
};
std::optional<LastPapers> last_papers(const std::vector<MeetingListed>& meetings, Date before);

// `called`: how the agenda calls the paper. The meeting is the first on or after the report's day. `since`: the paper
// compares with that day.
std::vector<std::pair<std::string, std::string>> header(const engine::ReportInput& input,
                                                        const std::vector<MeetingListed>& meetings,
                                                        std::string_view called, std::string purpose,
                                                        bool since = false);

}  // namespace sec::paper
