// Calendar feeds and charts: what other people's programs have to be able to read.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "api/pictures/calendar_text.hpp"
#include "api/pictures/columns.hpp"
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
  made.bars.push_back({"Asked", {}, engine::Chart::Span{date("2019-03-15"), date("2019-03-15"), ""}, true, false});
  made.bars.push_back({"Studied", engine::Chart::Span{date("2019-03-18"), date("2019-05-16"), "40 WD"},
                       engine::Chart::Span{date("2019-04-24"), date("2019-06-21"), "39 WD"}, false, true});
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
        "risk, 24 April 2019 to 21 June 2019 (39 WD), first agreed 18 March 2019 to 16 May 2019 (40 WD).\n"
        "Decided: not known.");
  CHECK(api::gantt_svg(chart()).find("<desc>Today is 18 March 2019.") != std::string::npos);
}

namespace {
// Whatever is drawn with a tag, by the values of its attributes.
struct Drawn {
  int x, y, width, height;
  std::string kind, words;
};
int number_in(const std::string& element, const std::string& name) {
  const auto at = element.find(" " + name + "=\"");
  return at == std::string::npos ? 0 : std::stoi(element.substr(at + name.size() + 3));
}
std::string text_in(const std::string& element, const std::string& name) {
  const auto at = element.find(" " + name + "=\"");
  if (at == std::string::npos) return "";
  const auto from = at + name.size() + 3;
  return element.substr(from, element.find('"', from) - from);
}
// Every rect and every text, a text as the box that it takes at the most.
std::vector<Drawn> drawn(const std::string& svg) {
  std::vector<Drawn> all;
  std::istringstream lines(svg);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("<rect"))
      all.push_back({number_in(line, "x"), number_in(line, "y"), number_in(line, "width"), number_in(line, "height"),
                     text_in(line, "class"), ""});
    if (!line.starts_with("<text")) continue;
    const auto from = line.find('>') + 1;
    const auto words = line.substr(from, line.find('<', from) - from);
    const int size = number_in(line, "font-size"), wide = api::svg_width_of(words, {.size = size});
    const auto anchor = text_in(line, "text-anchor");
    const int x = number_in(line, "x") - (anchor == "end" ? wide : anchor == "middle" ? wide / 2 : 0);
    all.push_back({x, number_in(line, "y") - size * 3 / 4, wide, size * 3 / 4, "", words});
  }
  return all;
}
bool touch(const Drawn& a, const Drawn& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

// Bars of every length at every place of two years.
engine::Chart crowded() {
  engine::Chart made;
  made.title = "L0001 with a title that goes on and on, " + std::string(300, 'x');
  made.today = date("2019-03-18");
  const auto day = [](int days) {
    return engine::Date(std::chrono::sys_days(date("2019-01-01")) + std::chrono::days(days));
  };
  for (int i = 0; i < 30; ++i) {
    const engine::Chart::Span first{day(i * 20), day(i * 24), std::to_string(i * 3) + " WD"},
        now{day(i * 21), day(i * 26), std::to_string(i * 30) + " WD"};
    made.bars.push_back(
        {"A step whose name is longer than there is room for, number " + std::to_string(i), first, now, i<10, i> 25});
  }
  for (int i = 0; i < 4; ++i) made.marks.push_back({"A cut-off with a long name", day(150 + 150 * i)});
  return made;
}
}  // namespace

TEST_CASE("The Working Days of a step stand after its bars: what is expected, and in brackets what was agreed") {
  const auto svg = api::gantt_svg(chart());
  CHECK(svg.find(">39 WD (40 WD)</text>") != std::string::npos);
  auto planned = chart();
  planned.bars[1].forecast.reset();
  CHECK(api::gantt_svg(planned).find(">(40 WD)</text>") != std::string::npos);
}

TEST_CASE("No text of a chart touches a bar or another text, and nothing leaves the canvas, however wide it is") {
  for (const auto& on : {api::Canvas{}, api::Canvas{api::svg_upright_width, false}}) {
    const auto svg = api::gantt_svg(crowded(), on);
    const auto all = drawn(svg);
    const auto& canvas = all.front();
    CHECK(canvas.width == on.width);
    std::size_t bars = 0;
    for (const auto& one : all) {
      CHECK_MESSAGE((one.x >= 0 && one.x + one.width <= canvas.width), one.words);
      CHECK_MESSAGE((one.y >= 0 && one.y + one.height <= canvas.height), one.words);
      if (!one.kind.empty()) ++bars;
      for (const auto& other : all)
        if (&one != &other && !one.words.empty() && (!other.words.empty() || !other.kind.empty()))
          CHECK_MESSAGE(!touch(one, other), one.words << " and " << other.words << other.kind);
    }
    CHECK(bars == 64);  // two a step, and the legend's
  }
}

namespace {
engine::Columns year() {
  using Kind = engine::Columns::Kind;
  return {"A year <&>",
          {"Jan 19", "Feb 19"},
          {{"Raised", Kind::standing, {2, 3}},
           {"Nobody's", Kind::standing, {0, 0}},
           {"Studied & tried", Kind::standing, {9, 30}},
           {"Not known", Kind::unknown, {1, 0}},
           {"Ended in that month", Kind::leaving, {0, 4}}}};
}

// WCAG 2: relative luminance, and the contrast with white.
double contrast_with_white(const std::string& colour) {
  const auto channel = [&](std::size_t at) {
    const double value = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 1.05 / (0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) + 0.05);
}
}  // namespace

TEST_CASE("A title that stands above a picture is not drawn in it again, and names it all the same") {
  CHECK(api::gantt_svg(chart()).find("font-weight=\"bold\">L0001") != std::string::npos);
  for (const auto& svg : {api::gantt_svg(chart(), {.titled = false}), api::columns_svg(year(), {.titled = false})}) {
    CHECK(svg.find("font-weight=\"bold\">L0001") == std::string::npos);
    CHECK(svg.find("<text x=\"12\" y=\"22\"") == std::string::npos);
    CHECK(svg.find("<title>") != std::string::npos);
  }
}

TEST_CASE("Piles of counts say in words what they show, each with its sum, and leave out what is nothing") {
  CHECK(api::columns_words(year()) ==
        "Jan 19: 12, Raised 2, Studied & tried 9, Not known 1.\n"
        "Feb 19: 33, Raised 3, Studied & tried 30, Ended in that month 4.");
  const auto svg = api::columns_svg(year());
  CHECK(svg.find("Nobody") == std::string::npos);
  CHECK(svg.find(">33</text>") != std::string::npos);
  CHECK(svg.find(">C 30</text>") != std::string::npos);  // the third of all, whether the second is there or not
  CHECK(svg.find(">C</text>") != std::string::npos);     // in the legend
  CHECK(svg.find("A year &lt;&amp;&gt;") != std::string::npos);
}

TEST_CASE("Piles are as high as their counts, from the ground up and down, and nothing leaves the canvas") {
  for (const auto& on : {api::Canvas{}, api::Canvas{api::svg_upright_width, false}}) {
    const auto all = drawn(api::columns_svg(year(), on));
    const auto& canvas = all.front();
    for (const auto& one : all) {
      CHECK_MESSAGE((one.x >= 0 && one.x + one.width <= canvas.width), one.words);
      CHECK_MESSAGE((one.y >= 0 && one.y + one.height <= canvas.height), one.words);
    }
    std::vector<int> heights;
    for (const auto& one : all)
      if (one.kind == "part") heights.push_back(one.height + 2);  // with what keeps it from its neighbours
    const auto unit = heights.back() / 4.0;                       // four ended in the second month
    REQUIRE(heights.size() == 6);
    const std::vector<int> counts{2, 9, 1, 3, 30, 4};
    for (std::size_t i = 0; i < counts.size(); ++i) CHECK(std::abs(heights[i] - counts[i] * unit) <= counts[i] + 1);
  }
}

TEST_CASE("Every colour of a pile stands out from the paper, and white letters from every colour") {
  engine::Columns many{"Many", {"Now"}, {}};
  for (int i = 0; i < 12; ++i) many.series.push_back({"Series", engine::Columns::Kind::standing, {10}});
  many.series.push_back({"Left", engine::Columns::Kind::leaving, {10}});
  const auto svg = api::columns_svg(many);
  std::size_t looked_at = 0;
  for (auto at = svg.find(" fill=\"#"); at != std::string::npos; at = svg.find(" fill=\"#", at + 1)) {
    const auto colour = svg.substr(at + 7, 7);
    if (colour == "#ffffff") continue;
    CHECK_MESSAGE(contrast_with_white(colour) >= 4.5, colour);
    ++looked_at;
  }
  CHECK(looked_at > 26);
}

TEST_CASE("A year in which nothing happened is a picture, too") {
  const auto svg = api::columns_svg({"Nothing", {"Jan 19"}, {}});
  CHECK(svg.find("</svg>") != std::string::npos);
  CHECK(api::columns_svg({"Nothing", {}, {}}).find("</svg>") != std::string::npos);
}

TEST_CASE("No picture has a style sheet or a style of its own, which strict pages would not show") {
  const engine::Flow flow{
      "The way", "Asked", {{"Raised", engine::Flow::Kind::past}, {"Asked", engine::Flow::Kind::here}}};
  for (const auto& svg : {api::gantt_svg(chart()), api::flow_svg(flow), api::columns_svg(year())}) {
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
