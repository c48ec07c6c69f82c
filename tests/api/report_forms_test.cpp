// The forms of a report in this process: names, CSV, cache, and the programs of others when they are missing or hang.
// What the files look like to the programs that open them: tests/forms/check_forms.py.
#include <doctest/doctest.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "api/http/policy.hpp"
#include "api/report/csv.hpp"
#include "api/report/finished.hpp"
#include "api/report/forms.hpp"
#include "api/report/html.hpp"
#include "api/report/json.hpp"
#include "api/report/private_folder.hpp"
#include "api/report/run.hpp"
#include "api/report/text.hpp"
#include "engine/calendar.hpp"
#include "tests/api/loopback.hpp"
#include "tests/forms/samples.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using namespace api::report;
using Table = std::vector<std::vector<std::string>>;

// RFC 4180 as its grammar has it.
Table read_csv(const std::string& text) {
  Table lines(1);
  std::string field;
  bool quoted = false;
  REQUIRE(text.starts_with(byte_order_mark));
  for (std::size_t i = byte_order_mark.size(); i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') field += text[++i];
    else if (c == '"') quoted = !quoted;
    else if (quoted) field += c;
    else if (c == ',' || c == '\r') lines.back().push_back(std::exchange(field, ""));
    else if (c == '\n') lines.emplace_back();
    else field += c;
  }
  lines.pop_back();
  return lines;
}

// What csv.hpp says of reading a text back.
std::string unguarded(const std::string& text) {
  const auto first = text.find_first_not_of('\'');
  const bool guarded =
      first != std::string::npos && first > 0 && std::string("=+-@\t\r\n").find(text[first]) != std::string::npos;
  return guarded ? text.substr(1) : text;
}

void comes_back(const engine::Report& report) {
  const auto& table = report.main_table.empty() ? report.sections.front() : *report.section(report.main_table);
  const auto lines = read_csv(csv(report));
  REQUIRE(lines.size() == table.rows.size() + 1);
  for (std::size_t i = 0; i < table.columns.size(); ++i) CHECK(lines[0].at(i) == table.columns[i].name);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    REQUIRE(lines[row + 1].size() == table.columns.size());
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const auto& cell = table.rows[row][i];
      const auto& field = lines[row + 1][i];
      CHECK((std::holds_alternative<std::string>(cell) ? unguarded(field) : field) == engine::text_of(cell));
    }
  }
}

// A program of that name that does what the script says.
void install(const std::filesystem::path& folder, const std::string& name, const std::string& script) {
  std::ofstream(folder / name) << "#!/bin/sh\n" << script << '\n';
  std::filesystem::permissions(folder / name, std::filesystem::perms::owner_all);
}

Unavailable why_not(const engine::Report& report, Form form, const Programs& programs) {
  const auto made = render(report, form, programs);
  REQUIRE(std::holds_alternative<Unavailable>(made));
  return std::get<Unavailable>(made);
}

}  // namespace

TEST_CASE("A paper has one style sheet, which its policy names by its hash, and no style within its elements") {
  for (const auto& report : {samples::ordinary(), samples::hostile(), samples::many(3, 12)}) {
    const auto page = html(report);
    CHECK(page.find(" style=") == std::string::npos);
    CHECK(page.find("<style>") == page.rfind("<style>"));
  }
  const auto policy = api::paper_policy("<p>x</p><style>a</style><p>y</p>");
  CHECK(policy.find("style-src 'self' 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=';") != std::string::npos);
  for (const char* part : {"default-src 'none'", "script-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"})
    CHECK_MESSAGE(policy.find(part) != std::string::npos, part);
  CHECK(policy.find("unsafe") == std::string::npos);
}

TEST_CASE("a CSV file has every row of the main table, and reads back as it was") {
  comes_back(samples::ordinary());
  comes_back(samples::empty());
  comes_back(samples::hostile());
}

TEST_CASE("no field of a CSV file that is a text begins as a formula does") {
  const auto lines = read_csv(csv(samples::hostile()));
  for (const auto& line : lines)
    CHECK_MESSAGE(std::string("=+-@\t\r\n").find(line.at(1).front()) == std::string::npos, line.at(1).substr(0, 40));
}

TEST_CASE("JSON has every row of every section, on paper or not, whatever is in it") {
  for (const auto& report : {samples::ordinary(), samples::empty(), samples::hostile()}) {
    const auto read = nlohmann::json::parse(json(report));
    for (const auto& section : report.sections) {
      const auto& rows = section.on_paper ? read["sections"][section.name]["rows"] : read[section.name];
      REQUIRE(rows.size() == section.rows.size());
      for (std::size_t row = 0; row < rows.size(); ++row)
        for (std::size_t i = 0; i < section.columns.size(); ++i) {
          const auto& value = rows[row][section.columns[i].name];
          const auto text = value.is_null() ? "" : value.is_string() ? value.get<std::string>() : value.dump();
          CHECK(text == engine::text_of(section.rows[row][i]));
        }
    }
  }
}

TEST_CASE("sections that have nothing to say are named in one sentence, on paper and on the first sheet") {
  const auto report = samples::ordinary();
  for (const auto form : {Form::html, Form::text}) {
    const auto made = std::get<std::string>(render(report, form));
    CHECK(made.find("Under: On hold or suspended; Withdrawn.") != std::string::npos);
    CHECK(made.find("Nothing was raised in this month.") != std::string::npos);  // it has a sentence of its own
    CHECK(made.find("None.") == std::string::npos);
  }
  CHECK(nlohmann::json::parse(json(report))["sections"]["held"]["rows"].empty());
}

TEST_CASE("what says what was known at an instant says how far the journal had come, and nothing else does") {
  auto report = samples::ordinary();
  const auto has = [&](const std::string& words) {
    std::vector<bool> all;
    for (const auto& form : {text(report), html(report), json(report)})
      all.push_back(form.find(words) != std::string::npos);
    return all;
  };
  const std::string hash(64, 'a'),
      words = "At 2019-03-18T11:00:00Z the journal had 226 entries; the hash of the newest";
  CHECK(has("journal had") == std::vector<bool>{false, false, false});
  CHECK(has("\"head\"") == std::vector<bool>{false, false, false});
  const auto without = std::get<std::string>(render(report, Form::xlsx));
  report.known_at = engine::read_time("2019-03-18T11:00:00Z");
  report.head = {226, hash};
  CHECK(has(words) == std::vector<bool>{true, true, false});
  CHECK(has(hash) == std::vector<bool>{true, true, true});
  CHECK(nlohmann::json::parse(json(report))["head"] == nlohmann::json{{"entries", 226}, {"hash", hash}});
  CHECK(std::get<std::string>(render(report, Form::xlsx)) != without);
}

TEST_CASE("a title that is too long for the running header is cut there, and there alone") {
  auto report = samples::ordinary();
  report.title = std::string(280, 'w') + " end";
  const auto page = html(report);
  CHECK(running_title(report).size() < 200);
  CHECK(page.find("<title>" + report.title + "</title>") != std::string::npos);
  CHECK(page.find("content: \"" + std::string(200, 'w')) == std::string::npos);
}

TEST_CASE("a title of older days is cut on paper, and a word that never ends can be broken there") {
  auto report = samples::empty();
  auto& section = report.sections[0];
  section.columns = {{"title", "Title", {}}, {"text", "Text", {}}};
  const std::string endless(9'991, 'w'), broken = std::string(80, 'w') + "\u200B" + std::string(20, 'w') + "\u200B";
  section.rows = {{endless, endless}};
  report.title = endless;
  const auto page = html(report);
  CHECK(page.find(std::string(300, 'w')) == std::string::npos);
  CHECK(page.find("<title>" + std::string(299, 'w') + "\u2026</title>") != std::string::npos);
  CHECK(page.find("<h1 dir=\"auto\">" + broken) != std::string::npos);
  const auto cell = page.find(">" + broken, page.find("<tbody>"));
  REQUIRE(cell != std::string::npos);
  CHECK(page.find("\u2026</t", cell) != std::string::npos);
  CHECK(page.find(std::string(81, 'w'), cell) == std::string::npos);
  CHECK(nlohmann::json::parse(json(report))["sections"][section.name]["rows"][0]["title"] == endless);
}

TEST_CASE("a table of many columns is wider than the paper rather than that its words are broken") {
  auto report = samples::empty();
  auto& section = report.sections[0];
  section.columns.clear();
  section.rows.resize(1);
  for (int i = 0; i < 9; ++i) {
    section.columns.push_back({"c" + std::to_string(i), "Consultation opened", {}});
    section.rows[0].push_back("Electricity Network Information");
  }
  const auto made = std::get<std::string>(render(report, Form::text));
  CHECK(made.find("Consultation  Consultation  Consultation") != std::string::npos);
  CHECK(made.find("Electricity   Electricity") != std::string::npos);
}

TEST_CASE("the same report gives the same bytes, in every form that we make ourselves") {
  for (const auto form : {Form::json, Form::text, Form::html, Form::csv, Form::xlsx})
    CHECK(std::get<std::string>(render(samples::hostile(), form)) ==
          std::get<std::string>(render(samples::hostile(), form)));
}

TEST_CASE("a form is found by its name, and only by it") {
  for (const auto& form : forms) CHECK(form_called(form.name) == &form);
  CHECK(form_called("stone") == nullptr);
  CHECK(form_names() == "json, text, html, csv, xlsx, pdf, docx");
  CHECK(media_types().size() == forms.size());
}

TEST_CASE("a file is called after its report and its day, whatever the report is called") {
  CHECK(file_name(samples::ordinary(), Form::pdf) == "change-status-2019-03-15.pdf");
  CHECK(file_name(samples::empty(), Form::text) == "change-status.txt");
  CHECK(file_name(samples::hostile(), Form::docx) == "etc-passwd-Set-Cookie-x-1-2019-03-15.docx");
  engine::Report nameless;
  CHECK(file_name(nameless, Form::csv) == "report.csv");
  auto minutes = samples::ordinary();
  minutes.file = "SECP_67_2604-minutes";
  CHECK(file_name(minutes, Form::pdf) == "SECP_67_2604-minutes.pdf");
  minutes.confidential = true;
  minutes.classification = "RED";
  CHECK(file_name(minutes, Form::pdf) == "SECP_67_2604-minutes-RED.pdf");
}

TEST_CASE("a fingerprint tells reports and forms apart, and knows what has not changed") {
  auto changed = samples::ordinary();
  CHECK(fingerprint(changed, Form::pdf) == fingerprint(samples::ordinary(), Form::pdf));
  CHECK(fingerprint(changed, Form::pdf) != fingerprint(changed, Form::docx));
  changed.sections[1].when_empty = "Nothing at all.";
  for (const auto form : {Form::html, Form::xlsx, Form::pdf, Form::docx})
    CHECK(fingerprint(changed, form) != fingerprint(samples::ordinary(), form));
}

TEST_CASE("finished files keep what was used last, within their bytes") {
  FinishedFiles files(10 + 2 * 512);
  const auto file = [](std::size_t bytes) {
    return std::make_shared<const File>(File{std::string(bytes, 'x'), "", "", ""});
  };
  files.keep("a", {}, file(4));
  files.keep("b", {}, file(4));
  CHECK(files.find("a") != nullptr);
  files.keep("c", {}, file(4));
  CHECK(files.find("b") == nullptr);
  CHECK(files.find("a") != nullptr);
  CHECK(files.find("c") != nullptr);
  files.keep("too large", {}, file(1100));
  CHECK(files.find("too large") == nullptr);
}

TEST_CASE("a finished file stays true through what its readers cannot see, and through nothing else") {
  test::Loopback house;
  const auto file = std::make_shared<const File>(File{"x", "", "", ""});
  FinishedFiles files;
  const auto everything = [](const engine::Entry&) { return true; };
  const auto nothing = [](const engine::Entry&) { return false; };
  files.keep("a", {house.journal.last_seq(), {}}, file);
  house.opened();
  CHECK(files.find("a", house.journal, nothing) != nullptr);
  CHECK(files.find("a", house.journal, everything) != nullptr);  // it was looked at up to here
  house.opened();
  CHECK(files.find("a", house.journal, everything) == nullptr);
}

TEST_CASE("where a program that makes papers is not installed, a sentence says which package to install") {
  const TempFolder nothing;
  const Programs programs{nothing.path.string()};
  for (const auto& [report, form, package] : {std::tuple{samples::ordinary(), Form::pdf, "weasyprint"},
                                              {samples::ordinary(), Form::docx, "librsvg2-bin"},
                                              {samples::empty(), Form::docx, "pandoc"}}) {
    const auto reason = why_not(report, form, programs);
    CHECK(reason.why == Unavailable::Why::missing);
    CHECK(reason.sentence.find(std::string("install the Debian package ") + package) != std::string::npos);
  }
}

namespace {

// A killed process dies some moments after the signal was sent; this one is no child of the test, so it cannot wait().
bool dies(pid_t process) {
  const int watched = static_cast<int>(::syscall(SYS_pidfd_open, process, 0));
  if (watched < 0) return errno == ESRCH;
  pollfd ended{watched, POLLIN, 0};
  const bool dead = ::poll(&ended, 1, 60'000) == 1;
  ::close(watched);
  return dead;
}

}  // namespace

TEST_CASE("a program that hangs is killed at its limit, with what it has started") {
  const TempFolder bin, out;
  const auto file = (out.path / "number").string();
  install(bin.path, "weasyprint", "/bin/sleep 600 & echo $! > " + file + "; wait");
  const auto start = std::chrono::steady_clock::now();
  const auto reason = why_not(samples::empty(), Form::pdf, {bin.path.string(), std::chrono::milliseconds{500}});
  CHECK(reason.why == Unavailable::Why::late);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::minutes{5});
  pid_t sleeper = 0;
  std::ifstream(file) >> sleeper;
  REQUIRE(sleeper > 0);
  CHECK(dies(sleeper));
}

TEST_CASE("a program that runs when the server stops is ended, and who waits for it hears that it failed") {
  const TempFolder bin, out;
  const auto file = (out.path / "number").string();
  install(bin.path, "weasyprint", "echo > " + file + "; exec /bin/sleep 600");
  std::atomic<bool> over = false;
  std::thread stop([&] {
    while (!over && !std::filesystem::exists(file)) std::this_thread::yield();
    end_programs();
  });
  const auto reason = why_not(samples::empty(), Form::pdf, {bin.path.string()});
  over = true;
  stop.join();
  CHECK(reason.why == Unavailable::Why::failed);
}

TEST_CASE("a program that fails is told from one that is missing, and what it said goes to the log") {
  const TempFolder bin;
  install(bin.path, "pandoc", "echo something is wrong >&2; exit 3");
  const auto reason = why_not(samples::empty(), Form::docx, {bin.path.string()});
  CHECK(reason.why == Unavailable::Why::failed);
  CHECK(reason.detail == "something is wrong\n");
  CHECK(reason.sentence.find("something is wrong") == std::string::npos);
}

TEST_CASE("a program gets an empty environment, a folder of its own and no input") {
  const TempFolder bin;
  install(
      bin.path, "pandoc",
      "test -z \"$SECRET\" && test \"$HOME\" = \"$PWD\" && test \"$SOURCE_DATE_EPOCH\" = 1552608000 && ! read line && "
      "test \"$(/usr/bin/stat -c %a .)\" = 700 && echo made > paper.docx");
  install(bin.path, "rsvg-convert",
          "test -z \"$SECRET\" && test \"$HOME\" = \"$PWD\" && ! read line && echo drawn > $4");
  ::setenv("SECRET", "word", 1);
  const auto made = render(samples::ordinary(), Form::docx, {bin.path.string()});
  ::unsetenv("SECRET");
  REQUIRE(std::holds_alternative<std::string>(made));
  CHECK(std::get<std::string>(made) == "made\n");
}

TEST_CASE("nothing is left of a conversion among the temporary files") {
  std::filesystem::path seen;
  {
    const PrivateFolder folder;
    seen = folder.path();
    folder.write("a", "text");
    CHECK(folder.read("a") == "text");
    CHECK((std::filesystem::status(seen).permissions() & std::filesystem::perms::all) ==
          std::filesystem::perms::owner_all);
  }
  CHECK_FALSE(std::filesystem::exists(seen));
}

TEST_CASE("what a section says in prose stands on paper in place of its table, and its points are lists") {
  auto report = samples::empty();
  auto& section = report.sections.emplace_back();
  section.name = "item-1";
  section.heading = "1. Minutes";
  section.lead = "What was said.";
  section.columns = {{"verb", "Decision"}, {"text", "The Panel"}};
  section.rows = {{"NOTED", "the <report>"}, {"AGREED", "to vote"}};
  section.prose = {{{{"What was said."}}},
                   {{{"The Panel:"}}},
                   {{{"NOTED", true}, {" the <report>; and"}}, true},
                   {{{"AGREED", true}, {" to vote."}}, true},
                   {{{"The end."}}}};
  auto told = section;
  told.name = "told";
  told.heading = "Told already";
  told.told = true;
  report.sections.push_back(told);
  const auto in = [&](Form form) { return std::get<std::string>(render(report, form)); };
  const auto page = in(Form::html), text = in(Form::text), json = in(Form::json);
  CHECK(
      page.find("<p dir=\"auto\">The Panel:</p>\n<ul>\n<li dir=\"auto\"><strong>NOTED</strong> the &lt;report&gt;; and"
                "</li>\n<li dir=\"auto\"><strong>AGREED</strong> to vote.</li>\n</ul>\n<p dir=\"auto\">The end.</p>") !=
      std::string::npos);
  CHECK(text.find("The Panel:\n-  NOTED the <report>; and\n-  AGREED to vote.\n\nThe end.\n") != std::string::npos);
  for (const auto& paper : {page, text}) {
    CHECK(paper.find("Told already") == std::string::npos);
    CHECK(paper.find("Decision") == std::string::npos);
  }
  CHECK(json.find(
            R"("prose":["What was said.","The Panel:","- NOTED the <report>; and","- AGREED to vote.","The end."])") !=
        std::string::npos);
  CHECK(json.find(R"({"verb":"NOTED","text":"the <report>"})") != std::string::npos);
}
