// The tables as text, and a journal of March 2019 that every later release must go on reading in the same way.
#include "engine/describe.hpp"

#include <fstream>

#include "tests/support/story.hpp"
#include "tests/workflows/golden.hpp"

using namespace story;

TEST_CASE("Votes and responses alone look at no version of their modification") {
  for (const auto& workflow : rules().all()) {
    if (workflow->collection() != "modifications") continue;
    std::set<std::string_view> found;
    for (const auto& one : workflow->commands())
      if (one.any_version) found.insert(one.name);
    CHECK(found == std::set<std::string_view>{"cast-vote", "record-response"});
  }
}

TEST_CASE("Nobody is told of a role that no token carries") {
  static const std::set<std::string_view> of_the_program{"clock", "split", "calendar", "release"};
  for (const auto& workflow : rules().all())
    for (const auto& one : workflow->commands())
      for (const auto role : one.roles) CHECK(!of_the_program.contains(role));
}

TEST_CASE("A list can be narrowed by every field that a summary may have") {
  Story s("2019-03-15");
  s.given_a_change_board();
  const auto ref = s.given("SECMP0025", "change-board-vote", "authority-determined");
  s.when(secas, ref, "open-vote", {{"purpose", "final"}, {"mode", "correspondence"}});
  const auto& workflow = *rules().first_of("modifications");
  const auto fields = workflow.summary_fields();
  const auto summary = Dom::parse(workflow.listing(s.now(ref)).summary);
  CHECK(summary.contains("vote_opened_on"));
  for (const auto& [name, _] : summary.items()) CHECK(std::find(fields.begin(), fields.end(), name) != fields.end());
}

namespace {
Dom as_dom(const engine::Entry& entry, const std::string& collection) {
  return {{"collection", collection},
          {"case", entry.case_id},
          {"workflow", entry.workflow},
          {"version", entry.version},
          {"seq", entry.seq},
          {"type", entry.event.type},
          {"body", Dom::parse(entry.event.body)},
          {"from", entry.event.from},
          {"to", entry.event.to},
          {"effective_on", engine::to_text(entry.effective_on)},
          {"at", engine::to_text(entry.at)},
          {"by", {{"id", entry.by.id}, {"role", entry.by.role}}}};
}

engine::Entry as_entry(const Dom& line) {
  engine::Entry entry;
  entry.seq = line.at("seq");
  entry.case_id = line.at("case");
  entry.workflow = line.at("workflow");
  entry.version = line.at("version");
  entry.event = {line.at("type"), line.at("body").dump(), line.at("from"), line.at("to")};
  entry.effective_on = date(line.at("effective_on").get<std::string>());
  entry.at = instant(line.at("at").get<std::string>());
  entry.by = {line.at("by").at("id"), line.at("by").at("role"), "", "", ""};
  return entry;
}

// The lines of the example, each on its day, as `secmp load` takes them.
std::string lived_through() {
  Story s("2019-03-15");
  std::ifstream file(std::string(SECMP_SOURCE_DIR) + "/tools/examples/march-2019.jsonl");
  REQUIRE(file.good());
  for (std::string text; std::getline(file, text);) {
    if (text.empty() || text[0] == '#') continue;
    const auto line = Dom::parse(text);
    s.the_day_is(line.at("on").get<std::string>());
    const auto to = line.at("to").get<std::string>();
    const auto slash = to.find('/');
    const auto collection = to.substr(0, slash);
    std::string opening;
    for (const auto& one : rules().first_of(collection)->commands())
      if (one.opens) opening = one.name;
    engine::Command command{collection,
                            slash == std::string::npos ? "" : to.substr(slash + 1),
                            line.value("command", opening),
                            line.at("body").dump(),
                            {line.at("as").at("id"), line.at("as").at("role"), "", "", ""},
                            "",
                            "",
                            {},
                            date(line.at("on").get<std::string>())};
    const auto reply = s.ask(command);
    const auto words = in_words(reply);
    CAPTURE(text);
    CAPTURE(words);
    REQUIRE(std::holds_alternative<engine::Accepted>(reply));
  }
  std::string journal;
  for (const auto& entry : s.journal().journal(0, 100'000))
    journal += as_dom(entry, *s.journal().collection_of(entry.case_id)).dump() + "\n";
  return journal;
}

std::string views_of(const std::string& journal) {
  std::map<std::string, engine::Case> cases;
  std::istringstream lines(journal);
  for (std::string text; std::getline(lines, text);) {
    const auto entry = as_entry(Dom::parse(text));
    const auto& workflow = rules().get(entry.workflow);
    const auto known = cases.find(entry.case_id);
    cases[entry.case_id] = workflow.evolve(known == cases.end() ? workflow.blank(entry.case_id) : known->second, entry);
  }
  std::string views;
  for (const auto& [id, one] : cases) {
    const auto& workflow = rules().get(one.workflow);
    for (const auto& caller : {visitor, manager})
      views +=
          id + " for " + caller.role + "\n" + Dom::parse(workflow.view(one, workflow.clearance(caller))).dump(1) + "\n";
    views += id + " in lists\n" + Dom::parse(workflow.project(one).summary).dump(1) + "\n";
  }
  return views;
}
}  // namespace

TEST_CASE("Each pack is documented as it was when its documentation was agreed") {
  for (const auto* workflow : rules().of("modifications")) {
    golden::same_as_file(std::string(workflow->name()) + ".md", engine::as_markdown(*workflow));
    golden::same_as_file(std::string(workflow->name()) + ".mmd", engine::as_mermaid(*workflow));
  }
}

TEST_CASE("The journal of March 2019 is read today as it was read when it was written") {
  if (golden::read("march-2019.journal.jsonl").empty())
    golden::same_as_file("march-2019.journal.jsonl", lived_through());
  golden::same_as_file("march-2019.views.txt", views_of(golden::read("march-2019.journal.jsonl")));
}

TEST_CASE("A journal from before there were releases, kept calendars and counted closings is still read") {
  const auto journal = golden::read("march-2019-before-releases.journal.jsonl");
  REQUIRE_FALSE(journal.empty());
  golden::same_as_file("march-2019-before-releases.views.txt", views_of(journal));
}

TEST_CASE("A journal from before drafts were secret and calendars went on by rule is still read") {
  const auto journal = golden::read("march-2019-before-drafts.journal.jsonl");
  REQUIRE_FALSE(journal.empty());
  golden::same_as_file("march-2019-before-drafts.views.txt", views_of(journal));
}

TEST_CASE("A journal from before minutes were sentences and meetings had a quorum is still read") {
  const auto journal = golden::read("march-2019-before-sentences.journal.jsonl");
  REQUIRE_FALSE(journal.empty());
  golden::same_as_file("march-2019-before-sentences.views.txt", views_of(journal));
}

TEST_CASE("A journal from before actions followed the items and minutes of their meeting is still read") {
  const auto journal = golden::read("march-2019-before-actions.journal.jsonl");
  REQUIRE_FALSE(journal.empty());
  golden::same_as_file("march-2019-before-actions.views.txt", views_of(journal));
}

TEST_CASE("Living through March 2019 today writes the same journal") {
  CHECK(lived_through() == golden::read("march-2019.journal.jsonl"));
}
