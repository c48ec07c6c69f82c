// Calendar feeds and charts: what other people's programs have to be able to read.
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "api/pictures/calendar_text.hpp"
#include "api/pictures/flow.hpp"
#include "api/pictures/gantt.hpp"
#include "engine/calendar.hpp"

namespace {
engine::Date date(std::string_view text) { return engine::read_date(text).value(); }
engine::Time instant(std::string_view text) { return engine::read_time(text).value(); }

engine::Appointment entry(std::string title) {
  engine::Appointment one;
  one.uid = "L0001.DUE";
  one.sequence = 4;
  one.stamp = instant("2019-03-15T11:22:33Z");
  one.on = date("2019-03-29");
  one.title = std::move(title);
  return one;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> found;
  std::size_t begin = 0;
  for (auto end = text.find("\r\n"); end != std::string::npos; begin = end + 2, end = text.find("\r\n", begin))
    found.push_back(text.substr(begin, end - begin));
  CHECK(begin == text.size());  // the last line ends like all others
  return found;
}

// Folded lines put together again: RFC 5545, 3.1.
std::string unfolded(std::string text) {
  for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at)) text.erase(at, 3);
  return text;
}

engine::Chart chart() {
  engine::Chart made;
  made.title = "L0001 <& friends>";
  made.today = date("2019-03-18");
  made.bars.push_back({"Asked", {}, engine::Chart::Span{date("2019-03-15"), date("2019-03-15")}, true, false});
  made.bars.push_back({"Studied", engine::Chart::Span{date("2019-03-18"), date("2019-05-16")},
                       engine::Chart::Span{date("2019-04-24"), date("2019-06-21")}, false, true});
  made.bars.push_back({"Decided", {}, {}, false, false});
  made.marks.push_back({"Studies must be in", date("2019-06-07")});
  return made;
}
}  // namespace

TEST_CASE("A feed says what an entry is, when it was recorded, and which version of it this is") {
  const auto text = api::calendar_text({"Loans", {entry("Due")}}, "secmp");
  const auto all = lines(text);
  CHECK(all.front() == "BEGIN:VCALENDAR");
  CHECK(all.back() == "END:VCALENDAR");
  for (const std::string expected :
       {"VERSION:2.0", "METHOD:PUBLISH", "X-WR-CALNAME:Loans", "UID:L0001.DUE@secmp", "DTSTAMP:20190315T112233Z",
        "SEQUENCE:4", "DTSTART;VALUE=DATE:20190329", "DTEND;VALUE=DATE:20190330", "SUMMARY:Due", "STATUS:CONFIRMED"})
    CHECK_MESSAGE(std::find(all.begin(), all.end(), expected) != all.end(), expected);
}

TEST_CASE("An entry at an instant is written in UTC, and one that was called off says so") {
  auto one = entry("Due");
  one.at = instant("2019-03-29T17:00:00Z");
  one.cancelled = true;
  const auto text = api::calendar_text({"Loans", {one}}, "secmp");
  CHECK(text.find("\r\nDTSTART:20190329T170000Z\r\n") != std::string::npos);
  CHECK(text.find("\r\nSTATUS:CANCELLED\r\n") != std::string::npos);
}

TEST_CASE("A moved date keeps its name and gets a higher sequence: it is one entry and no second one") {
  auto moved = entry("Due");
  moved.on = date("2019-04-05");
  moved.sequence = 5;
  const auto before = api::calendar_text({"Loans", {entry("Due")}}, "secmp");
  const auto after = api::calendar_text({"Loans", {moved}}, "secmp");
  CHECK(after.find("UID:L0001.DUE@secmp\r\n") != std::string::npos);
  CHECK(after.find("SEQUENCE:5\r\n") != std::string::npos);
  CHECK(before.find("UID:L0001.DUE@secmp\r\n") != std::string::npos);
  CHECK(std::count(after.begin(), after.end(), '\n') == std::count(before.begin(), before.end(), '\n'));
}

TEST_CASE("What has a meaning in the format is escaped, and control characters are left out") {
  auto one = entry("One, two; three\\four");
  one.detail = "first line\nsecond\tline\r";
  const auto text = unfolded(api::calendar_text({"Loans", {one}}, "secmp"));
  CHECK(text.find("SUMMARY:One\\, two\\; three\\\\four\r\n") != std::string::npos);
  CHECK(text.find("DESCRIPTION:first line\\nsecondline\r\n") != std::string::npos);
}

TEST_CASE("No line is longer than 75 octets, and no character is cut in two") {
  for (int shift = 0; shift < 8; ++shift) {
    std::string title(static_cast<std::size_t>(shift), 'x');
    for (int i = 0; i < 100; ++i) title += "\xE2\x82\xAC";  // a euro sign
    const auto text = api::calendar_text({"Loans", {entry(title)}}, "secmp");
    for (const auto& line : lines(text)) {
      CHECK(line.size() <= api::calendar_line_octets_max);
      const auto first = static_cast<unsigned char>(line.at(line.front() == ' ' ? 1 : 0));
      CHECK((first & 0xC0) != 0x80);
    }
    CHECK(unfolded(text).find("SUMMARY:" + title + "\r\n") != std::string::npos);
  }
}

TEST_CASE("A chart has bars for what was agreed and what is forecast, today and the cut-offs") {
  const auto svg = api::gantt_svg(chart());
  const auto count = [&](std::string_view part) {
    int found = 0;
    for (auto at = svg.find(part); at != std::string::npos; at = svg.find(part, at + 1)) ++found;
    return found;
  };
  CHECK(count("class=\"baseline\"") == 2);  // one, and the legend's
  CHECK(count("class=\"done\"") == 2);
  CHECK(count("class=\"late\"") == 2);
  CHECK(count("class=\"forecast\"") == 1);
  CHECK(count("class=\"today\"") == 1);
  CHECK(count("class=\"cut-off\"") == 1);
  CHECK(svg.find("L0001 &lt;&amp; friends&gt;") != std::string::npos);
  CHECK(svg.find("friends>") == std::string::npos);
}

TEST_CASE("A chart says in words what it shows") {
  const auto words = api::gantt_words(chart());
  CHECK(words ==
        "Today is 18 March 2019.\nStudies must be in: 7 June 2019.\nAsked: done 15 March 2019.\nStudied: forecast, at "
        "risk, 24 April 2019 to 21 June 2019, first agreed 18 March 2019 to 16 May 2019.\n"
        "Decided: not known.");
  CHECK(api::gantt_svg(chart()).find("<desc>Today is 18 March 2019.") != std::string::npos);
}

TEST_CASE("No picture has a style sheet or a style of its own, which strict pages would not show") {
  const engine::Flow flow{
      "The way", "Asked", {{"Raised", engine::Flow::Kind::past}, {"Asked", engine::Flow::Kind::here}}};
  for (const auto& svg : {api::gantt_svg(chart()), api::flow_svg(flow)}) {
    CHECK(svg.find("style") == std::string::npos);
    CHECK(svg.find("id=") == std::string::npos);  // several of them stand in one paper
    CHECK(svg.find("role=\"img\"") != std::string::npos);
    CHECK(svg.find("<desc>") != std::string::npos);
  }
}

TEST_CASE("A way says where on it one is, what is done and what comes, and where it may go on to") {
  using Kind = engine::Flow::Kind;
  const engine::Flow flow{
      "The way",
      "Asked <now>",
      {{"Raised", Kind::past}, {"Asked", Kind::here}, {"Tried", Kind::skipped}, {"Done", Kind::ahead}},
      {"Refused"}};
  CHECK(api::flow_words(flow) ==
        "You are here: Asked <now>. Raised: done. Asked: here. Tried: left out. Done: to come. From here it may go on "
        "to: "
        "Refused.");
  CHECK(api::flow_svg(flow).find("You are here: Asked &lt;now&gt;") != std::string::npos);
}

TEST_CASE("A chart without bars is a picture of today") {
  engine::Chart empty;
  empty.title = "Nothing";
  empty.today = date("2019-03-18");
  const auto svg = api::gantt_svg(empty);
  CHECK(svg.find("</svg>") != std::string::npos);
  CHECK(svg.find("nan") == std::string::npos);
}
