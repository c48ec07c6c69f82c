// A modification from its raising to its implementation, over HTTP, on disk.
#include <doctest/doctest.h>

#include <memory>
#include <sstream>

#include "tests/system/browser.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

// One modification, step by step. Each step has to answer 200 with an ETag that has not been there before.
class Journey {
 public:
  explicit Journey(Register& at)
      : register_(at), path_(at.raise("Access to load switching information")), etag_("\"1\"") {}
  virtual ~Journey() = default;

  virtual void step(const std::string& role, const std::string& name, const Json& body, const std::string& state) {
    CAPTURE(name);
    const Answer answer = register_.command(role, path_, name, body, etag_);
    CHECK(answer.etag() != etag_);
    etag_ = answer.etag();
    const Json after = answer.json()["modification"];
    CHECK(after["state"] == state);
    CHECK(etag_ == "\"" + std::to_string(after["version"].get<int>()) + "\"");
    CHECK(answer.json()["event"]["to"] == state);
    CHECK(after["waiting_for"].is_null() == (state == "implemented"));
    path_ = "/v1/modifications/" + after["ref"].get<std::string>();
  }

  // The clock goes on to `instant`; deadlines on the way bring the modification to `state`.
  void until(const std::string& instant, const std::string& state) {
    CAPTURE(instant);
    register_.clock(instant);
    const Answer answer = get("");
    CHECK(answer.json()["state"] == state);
    etag_ = answer.etag();
  }

  Answer get(const std::string& query) { return register_.as("secas-analyst").get(path_ + query); }
  const std::string& path() const { return path_; }

 protected:
  Register& register_;
  std::string path_;
  std::string etag_;
};

// The same by forms alone: whoever takes a step has signed in with a browser.
class JourneyByForms : public Journey {
 public:
  using Journey::Journey;

  void step(const std::string& role, const std::string& name, const Json& body, const std::string& state) override {
    CAPTURE(name);
    auto& browser = browsers_[role];
    if (!browser) {
      browser = std::make_unique<Browser>(register_.server().port());
      browser->sign_in(register_.token(role));
    }
    const Answer answer = browser->fill_in(path_.substr(3) + "/do/" + name, body);
    CAPTURE(answer.body);
    REQUIRE(answer.status == 303);
    const std::string where = answer.header("location");
    path_ = "/v1" + where.substr(0, where.find('?'));
    CHECK(where.find("?done=") != std::string::npos);
    CHECK(get("").json()["state"] == state);
  }

 private:
  std::map<std::string, std::unique_ptr<Browser>> browsers_;
};

// What was recorded, without what differs from one sending of the same to the next.
std::vector<Json> recorded(const Register& folder) {
  std::vector<Json> all;
  std::istringstream lines(ran_well({"journal", "dump", "--data", folder.data()}));
  for (std::string line; std::getline(lines, line);) {
    Json entry = Json::parse(line);
    for (const char* one : {"at", "request_id", "hash"}) entry.erase(one);
    all.push_back(std::move(entry));
  }
  return all;
}

const std::string secas = "secas-analyst", panel = "panel-secretary";
const Json by_the_panel = {{"body", "panel"}, {"mode", "meeting"}};

void from_raising_to_the_report(Journey& journey) {
  journey.step(secas, "accept", Json::object(), "development");
  journey.step(secas, "record-csc-discussion", {{"outcome", "The problem is understood."}}, "development");
  journey.step(panel, "recommend-conversion", {{"route", "refinement"}}, "initial-consideration");
  journey.step(panel, "send-to-refinement", {{"path", "authority-determined"}, {"decision", by_the_panel}},
               "refinement");
  CHECK(journey.path() == "/v1/modifications/MP001");
  journey.step(secas, "set-impacts", {{"dcc_systems", "system"}, {"parties", {"large-suppliers"}}}, "refinement");
  journey.step(secas, "request-preliminary-assessment", Json::object(), "refinement");
  journey.until("2019-03-25T09:00:00Z", "refinement");
  journey.step("dcc", "record-preliminary-assessment", {{"cost", {{"low", 100}, {"high", 200}}}}, "refinement");
  journey.step(secas, "open-refinement-consultation", Json::object(), "refinement");
  journey.until("2019-04-25T09:00:00Z", "refinement");
  journey.step(
      panel, "decide-ia-cost",
      {{"decision", "incur"}, {"amount", 1000}, {"reason", "It is small."}, {"decided_by", {{"body", "panel"}}}},
      "refinement");
  journey.step(secas, "request-impact-assessment", Json::object(), "refinement");
  journey.step("dcc", "record-impact-assessment", {{"cost", {{"low", 150}, {"high", 150}}}}, "refinement");
  journey.step(secas, "submit-report", {{"legal_text", true}, {"report_version", "1.0"}}, "panel-report-review");
}

void from_the_report_to_the_end(Journey& journey) {
  journey.until("2019-05-10T09:00:00Z", "panel-report-review");
  journey.step(panel, "approve-report",
               {{"progress_to_report_phase", true},
                {"report_approved", true},
                {"implementation_approach_approved", true},
                {"path", "authority-determined"},
                {"implementation", {{{"part", 1}, {"release", "november-2019"}, {"planned_on", "2019-11-07"}}}},
                {"decision", by_the_panel}},
               "report-consultation");
  journey.step("party", "record-response",
               {{"party", "party-1"}, {"category", "large-suppliers"}, {"position", "approve"}}, "report-consultation");
  journey.until("2019-06-05T09:00:00Z", "change-board-vote");
  journey.step(secas, "open-vote", {{"purpose", "final"}, {"mode", "correspondence"}}, "change-board-vote");
  for (const char* seat : {"LS-1", "SS-1", "NET-1", "CON-1"})
    journey.step(secas, "cast-vote",
                 {{"seat", seat},
                  {"choice", "approve"},
                  {"reason", "It is better."},
                  {"objectives", {{{"objective", "a"}, {"view", "better"}}}},
                  {"recorded_from", {{"kind", "form"}}}},
                 "change-board-vote");
  journey.until("2019-06-25T09:00:00Z", "authority-determination");
  journey.step("authority", "determine", {{"decision", "approve"}, {"reason", "It serves consumers."}},
               "pending-implementation");
  journey.until("2019-11-07T09:00:00Z", "pending-implementation");
  journey.step(secas, "implement-part", {{"part", 1}, {"sec_version", "7.0"}}, "implemented");
}

struct Stage {
  std::string day;
  std::string state;
};
// Where it stood at the end of each of these days.
const Stage stages[] = {{"2019-03-18", "refinement"},
                        {"2019-04-25", "panel-report-review"},
                        {"2019-05-10", "report-consultation"},
                        {"2019-06-03", "change-board-vote"},
                        {"2019-06-12", "authority-determination"},
                        {"2019-06-25", "pending-implementation"},
                        {"2019-11-07", "implemented"}};

}  // namespace

TEST_CASE("A modification travels from its raising to its implementation over HTTP, and every step is on disk") {
  Register folder;
  folder.serve();
  folder.seat_the_change_board();
  Journey journey(folder);
  from_raising_to_the_report(journey);
  from_the_report_to_the_end(journey);

  const auto history = all_items(folder.as(secas), journey.path() + "/history");
  const Json last = journey.get("").json();
  CHECK(static_cast<int>(history.size()) == last["version"].get<int>());
  for (std::size_t i = 0; i < history.size(); ++i) CHECK(history[i]["version"] == i + 1);
  for (const auto& one : stages) {
    const auto& [day, state] = one;
    CAPTURE(one.day);
    CHECK(journey.get("?as_at=" + day).json()["state"] == state);
    CHECK(journey.get("?known_at=" + day + "T23:59:59Z").json()["state"] == state);
  }
  CHECK(journey.get("?as_at=2019-03-17").status == 404);
  for (const auto& entry : history) {
    const Answer then = journey.get("?known_at=" + entry["at"].get<std::string>());
    CHECK(then.json()["version"].get<int>() >= entry["version"].get<int>());
  }
  folder.verify();

  const std::string before = journey.get("").body;
  CHECK(folder.server().stop().exit_code == 0);
  folder.serve();
  CHECK(journey.get("").body == before);
  folder.verify();
}

TEST_CASE("By forms alone a modification travels the same way, and the journal is that of the journey over HTTP") {
  Register by_program, by_forms;
  for (Register* folder : {&by_program, &by_forms}) {
    folder->serve();
    folder->seat_the_change_board();
  }
  Journey program(by_program);
  JourneyByForms forms(by_forms);
  for (Journey* journey : {&program, static_cast<Journey*>(&forms)}) {
    from_raising_to_the_report(*journey);
    from_the_report_to_the_end(*journey);
  }
  const auto expected = recorded(by_program), found = recorded(by_forms);
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == expected[i]);
}

TEST_CASE("The register, the report and the explanation tell the same about a modification") {
  Register folder;
  folder.serve();
  const std::string path = folder.raise("A short way");
  folder.command(secas, path, "accept", Json::object(), "\"1\"");
  const auto list = all_items(folder.as("public"), "/v1/modifications?state=development");
  REQUIRE(list.size() == 1);
  CHECK(list[0]["ref"] == "DP001");
  const std::string said = ran_well({"explain", "DP001", "--data", folder.data()});
  CHECK(said.find("development") != std::string::npos);
  CHECK(said.find("recommend-conversion") != std::string::npos);
  const auto report = Json::parse(ran_well({"report", "change-status", "--data", folder.data(), "--format", "json"}));
  CHECK(report.dump().find("DP001") != std::string::npos);
  CHECK(report.dump().find("simulated") != std::string::npos);
  CHECK(folder.as("public").get("/v1/clock").json()["simulated"] == true);
  CHECK(folder.as("public").get(path).header("clock") == "simulated");
}
