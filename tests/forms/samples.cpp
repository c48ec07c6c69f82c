// The sample reports, made of literals alone.
#include "tests/forms/samples.hpp"

#include <map>

namespace samples {
namespace {

using engine::Cell;
using engine::Date;
using Kind = engine::Report::Column::Kind;
using Section = engine::Report::Section;

Date day(int year, unsigned month, unsigned date) {
  return {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{date}};
}

engine::Columns year() {
  using Kind = engine::Columns::Kind;
  return {"Where the modifications stood",
          {"Jan 19", "Feb 19", "15 Mar 19"},
          {{"Development Stage", Kind::standing, {2, 2, 3}},
           {"Refinement Process", Kind::standing, {10, 11, 9}},
           {"Not known where", Kind::unknown, {1, 0, 0}},
           {"Closed in that month", Kind::leaving, {1, 0, 2}}}};
}

// The words of the first bar and the mark are what somebody else wrote.
engine::Chart plan(const std::string& words) {
  using Span = engine::Chart::Span;
  return {words,
          day(2019, 3, 15),
          {{words, Span{day(2019, 3, 1), day(2019, 4, 12), "30 WD"}, Span{day(2019, 3, 8), day(2019, 4, 26), "33 WD"},
            false, true},
           {"Impact Assessment returned", {}, Span{day(2019, 2, 1), day(2019, 3, 8), "25 WD"}, true, false}},
          {{words, day(2019, 4, 19)}}};
}

Section counts() {
  return {"counts",
          "Where the modifications stand",
          "",
          {{"stage", "Stage"}, {"now", "Now", Kind::number}, {"then", "On 15 February 2019", Kind::number}},
          {{"Development Stage", 3L, 2L},
           {"Refinement Process", 9L, 11L},
           {"Report Phase", 2L, Cell()},
           {"With the Authority", 1L, 0L},
           {"All", 15L, 13L}},
          "None.",
          true,
          {},
          false,
          year()};
}

Section movement() {
  return {"movement",
          "Movement since the last report",
          "Each line is an event of the register and, under it, the decision that it rests on.",
          {{"date", "Date", Kind::date}, {"reference", "Reference"}, {"what", "What happened"}},
          {{day(2019, 2, 21), "SECMP0025", "sent back (with the Authority to report phase)"},
           {day(2019, 3, 15), "SECMP0058",
            "report approved (refinement to report phase)\nAPPROVED the Modification Report"},
           {day(2019, 3, 15), "SECMP0062", "DCC Impact Assessment requested"}},
          "None.",
          true,
          {},
          false,
          plan("SECMP0062")};
}

Section refinement() {
  Section section{"refinement",
                  "Refinement Process",
                  "Nine modifications are being refined; one will miss its cut-off.",
                  {{"reference", "Reference"},
                   {"title", "Title"},
                   {"proposer", "Proposer"},
                   {"path", "Path"},
                   {"rag", "RAG"},
                   {"raised_on", "Raised", Kind::date},
                   {"next_on", "Next date", Kind::date},
                   {"age_wd", "Age (WD)", Kind::number},
                   {"waits_for", "Waits for"}},
                  {},
                  "None."};
  const char* titles[] = {
      "Northbound Application Traffic Management", "Smart Meter Device Diagnostics and Firmware Recovery",
      "Alignment of the Code to the General Data Protection Regulation", "Provision of Half-Hourly Consumption Data"};
  const char* lights[] = {"GREEN", "AMBER", "RED"};
  for (int i = 0; i < 24; ++i)
    section.rows.push_back(
        {"SECMP" + std::to_string(1001 + 7 * i).replace(0, 1, "0"), titles[i % 4],
         i % 3 == 0 ? "Large Supplier" : "Network Operator", i % 2 == 0 ? "Authority-determined" : "Self-governance",
         lights[i % 3], day(2018, 1 + static_cast<unsigned>(i) % 12, 1 + static_cast<unsigned>(i)),
         i % 5 == 0 ? Cell() : Cell(day(2019, 4, 1 + static_cast<unsigned>(i))), std::int64_t{40 + 11 * i},
         i % 4 == 0 ? "the DCC: Impact Assessment, until 8 April 2019" : "the Working Group"});
  return section;
}

Section register_of(const std::vector<std::string>& titles) {
  Section section{"register",
                  "The register",
                  "",
                  {{"reference", "Reference"},
                   {"title", "Title"},
                   {"rag", "RAG"},
                   {"on", "On", Kind::date},
                   {"cost", "Cost", Kind::number}},
                  {},
                  "None."};
  for (std::size_t i = 0; i < titles.size(); ++i)
    section.rows.push_back({"MP" + std::to_string(100 + i), titles[i], i % 2 == 0 ? "AMBER" : "RED",
                            day(2019, 2, 1 + static_cast<unsigned>(i) % 28), std::int64_t(i) * -1000});
  return section;
}

std::string repeated(std::string_view text, std::size_t bytes) {
  std::string all;
  while (all.size() < bytes) all += text;
  return all;
}

}  // namespace

engine::Report ordinary() {
  engine::Report report;
  report.name = "change-status";
  report.title = "Change Status Report - March 2019";
  report.classification = "GREEN";
  report.handling =
      "It may be shared with other SEC Parties and SMIP stakeholders at large, but not made publicly available.";
  report.as_at = day(2019, 3, 15);
  report.since = day(2019, 2, 15);
  report.simulated = true;
  report.header = {{"Paper", "SECP_66_1503_11"},  {"Meeting", "SEC Panel, meeting 66"}, {"As at", "15 March 2019"},
                   {"Since", "15 February 2019"}, {"Purpose", "For information"},       {"Author", "SECAS"}};
  report.sections = {
      counts(),
      {"new",
       "New in the register",
       "",
       {{"reference", "Reference"}, {"title", "Title"}},
       {},
       "Nothing was raised in this month."},
      movement(),
      refinement(),
      {"development",
       "Development Stage",
       "",
       {{"reference", "Reference"}, {"title", "Title"}, {"state", "State"}, {"since", "Since", Kind::date}},
       {{"DP083", "Removal of a Device from the Inventory", "being discussed", day(2019, 3, 4)}},
       "None."},
      {"recommendations", "Recommendations", "The Panel is asked to NOTE this report.", {}, {}, ""},
      {"held", "On hold or suspended", "", {{"reference", "Reference"}, {"since", "Since", Kind::date}}, {}, ""},
      {"withdrawn", "Withdrawn", "", {{"reference", "Reference"}, {"on", "Date", Kind::date}}, {}, ""},
      register_of({"One", "Two"})};
  report.sections.back().on_paper = false;
  report.main_table = "register";
  return report;
}

engine::Report empty() {
  engine::Report report;
  report.name = "change-status";
  report.title = "Change Status Report";
  report.sections = {
      {"movement", "Movement", "", {{"date", "Date", Kind::date}, {"what", "What happened"}}, {}, "Nothing happened."}};
  return report;
}

engine::Report hostile() {
  engine::Report report;
  report.name = "../../etc/\"passwd\"\r\nSet-Cookie: x=1";
  report.title = "</title></style><script>alert(1)</script> & \"quotes\" {{title}} ]]> \\000022; é";
  report.classification = "RED";
  report.handling = "<img src=x onerror=alert(2)> &amp; {{{handling}}}";
  report.as_at = day(2019, 3, 15);
  report.header = {{"<b>Label</b>", "'><script>alert(3)</script>"}, {"=1+1", "http://example.com/"}};
  const std::vector<std::string> titles = {
      "<script>alert('x')</script><b>bold</b> &lt;not&gt; &amp;",
      "</td></tr></table><h1>Mine</h1>",
      "{{title}} {{{style}}} {{#sections}}",
      "=HYPERLINK(\"http://example.com\",\"x\")",
      "+1+1",
      "-2-2",
      "@SUM(A1:A2)",
      "\tTab first",
      "'=already guarded",
      "''+twice",
      "'plain apostrophe",
      "http://example.com/?a=1&b=2",
      "internal:Sheet1!A1",
      "_x0041_ is no letter; _x000D_ is no end",
      "a \"quoted\", comma'd; semicolon\nsecond line\r\nthird",
      "مقترح لتعديل عداد الكهرباء الذكي 42",
      "הצעה לשינוי (ABC) 7",
      "emoji \xF0\x9F\x94\x8C\xF0\x9F\x93\x88 \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xA7 "
      "\xF0\x9F\x87\xAC\xF0\x9F\x87\xA7",
      "control \x01\x07\x08\x0B\x1B[31m\x7F end",
      "\xC2\x85 next line \xEF\xBF\xBE none",
      "\xE2\x80\xAEoverride\xE2\x80\xAC back",
      "汉字漢字 かな 한글 हिन्दी ไทย",
      repeated("Donaudampfschifffahrtselektrizit\xC3\xA4tenhauptbetriebswerk", 600),
      repeated("many words in a row and ", 10'000),
      repeated("\xC3\xA9l\xC3\xA8ve _x0041_ ", 60'000),
      "  blanks at both ends  ",
      "0123",
      "1e5",
      "2019-03-15",
      "TRUE",
      "]]>",
      "%n%s $(id) `id` ; rm -rf"};
  report.sections = {register_of(titles),
                     {"a:b*c?",
                      "A sheet [with] a: name / that is \\ much too long for a sheet?",
                      "=1+1",
                      {{"a", "<i>A</i>"}, {"b", "=B"}},
                      {{"1", Cell()}, {Cell(), "2"}},
                      ""},
                     {"A:B*C?",
                      "A sheet [with] a: name / that is \\ much too long for another one?",
                      "",
                      {{"a", "A", Kind::date}, {"b", "B", Kind::number}},
                      {{day(1850, 1, 1), std::int64_t{9007199254740993}}},
                      ""},
                     {"none", "History", "", {{"a", "A"}}, {}, "<none>"}};
  report.sections[2].picture = plan(titles[0] + titles[1] + titles[14] + titles[18] + titles[19] + titles[20]);
  report.sections.front().columns.at(1).name = "words";  // a title that is so long would be cut on paper
  return report;
}

engine::Report many(int rows, int columns) {
  engine::Report report;
  report.name = "many";
  report.title = "Many rows";
  report.as_at = day(2019, 3, 15);
  Section section{"all", "All", "", {}, {}, "None."};
  for (int i = 0; i < columns; ++i) {
    const auto kind = i % 5 == 3 ? Kind::date : i % 5 == 4 ? Kind::number : Kind::text;
    section.columns.push_back({"column_" + std::to_string(i), "Column " + std::to_string(i), kind});
  }
  for (int row = 0; row < rows; ++row) {
    auto& cells = section.rows.emplace_back();
    for (int i = 0; i < columns; ++i) {
      if (i % 5 == 3)
        cells.emplace_back(
            day(2010 + row % 15, 1 + static_cast<unsigned>(row + i) % 12, 1 + static_cast<unsigned>(row) % 28));
      else if (i % 5 == 4) cells.emplace_back(std::int64_t{row} * i);
      else
        cells.emplace_back(i == 0       ? "SECMP" + std::to_string(1000 + row)
                           : i % 5 == 1 ? "A title of ordinary length & sort, " + std::to_string(row)
                                        : std::string("refinement"));
    }
  }
  report.sections.push_back(std::move(section));
  return report;
}

const engine::Report* find(const std::string& name) {
  static const std::map<std::string, engine::Report> all = {{"ordinary", ordinary()},
                                                            {"empty", empty()},
                                                            {"hostile", hostile()},
                                                            {"many", many(500, 20)},
                                                            {"register", many(500, 10)}};
  const auto found = all.find(name);
  return found == all.end() ? nullptr : &found->second;
}

}  // namespace samples
