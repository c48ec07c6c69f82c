// Reports for any day: the same bytes as when they were first printed, and what was known then.
#include <doctest/doctest.h>

#include "tests/system/register.hpp"

using namespace outside;

namespace {
const std::string example = SECMP_SOURCE_DIR "/tools/examples/march-2019.jsonl";
const std::vector<std::string> quick_forms = {"json", "text", "html", "csv", "xlsx"};

// The example, as it is on the Monday after the meeting.
struct March {
  TempFolder folder;
  const std::string data = folder.at("data");
  March() {
    ran_well({"init", "--data", data, "--clock-start", first_morning});
    ran_well({"load", example, "--data", data});
  }
  void load(const std::string& lines) const {
    write_file(folder.at("more.jsonl"), lines);
    ran_well({"load", folder.at("more.jsonl"), "--data", data});
  }
  std::string report(const std::string& form, std::vector<std::string> more = {"--as-at", "2019-03-15"}) const {
    std::vector<std::string> words = {"report", "change-status", "--data", data, "--format", form};
    words.insert(words.end(), more.begin(), more.end());
    return ran_well(words);
  }
};

std::string line(const std::string& on, const std::string& to, const std::string& command, const std::string& body) {
  return Json({{"on", on},
               {"as", {{"role", "secas-manager"}, {"id", "secas"}}},
               {"to", "modifications/" + to},
               {"command", command},
               {"body", Json::parse(body)}})
             .dump() +
         "\n";
}
}  // namespace

TEST_CASE("A report on a day is the same, byte for byte, after later events and after a rebuild") {
  const March march;
  std::map<std::string, std::string> first;
  for (const auto& form : quick_forms) first[form] = march.report(form);
  march.load(line("2019-03-20", "SECMP0062", "request-impact-assessment", "{}") +
             line("2019-03-21", "SECMP0007", "set-impacts", R"({"dcc_systems": "system"})") +
             line("2019-03-22", "SECMP0010", "hold", R"({"reason": "resources"})"));
  for (const auto& form : quick_forms) {
    CAPTURE(form);
    CHECK(march.report(form) == first[form]);
  }
  ran_well({"journal", "rebuild", "--data", march.data});
  for (const auto& form : quick_forms) {
    CAPTURE(form);
    CHECK(march.report(form) == first[form]);
  }
  CHECK(march.report("json", {"--as-at", "2019-03-22"}) != first["json"]);
}

TEST_CASE(
    "A decision that is recorded three days late is in the report as at its day, and not in what was known then") {
  const March march;
  const std::string then = march.report("json");
  march.load(
      line("2019-03-18", "SECMP0013", "set-impacts", R"({"dcc_systems": "none", "effective_on": "2019-03-15"})") +
      line("2019-03-18", "SECMP0013", "hold",
           R"({"reason": "waits for the security review", "effective_on": "2019-03-15"})"));
  const Json now = Json::parse(march.report("json"));
  // The meeting was recorded on Monday morning: what came in that afternoon is what differs.
  const Json known = Json::parse(march.report("json", {"--as-at", "2019-03-15", "--known-at", "2019-03-18T11:00:00Z"}));
  Json before = Json::parse(then);
  CHECK(known["sections"] != now["sections"]);
  CHECK(now["sections"]["held"]["rows"].size() == 1);
  CHECK(now["sections"]["held"]["rows"][0]["ref"] == "SECMP0013");
  CHECK(now["sections"]["held"]["rows"][0]["since"] == "2019-03-15");
  CHECK(known["sections"]["held"]["rows"].empty());
  // It is the report as it was, except that it says what was known when.
  Json as_it_was = known;
  as_it_was["known_at"] = nullptr;
  as_it_was["header"].erase("As known at");
  CHECK(as_it_was.erase("head") == 1);
  CHECK(as_it_was == before);
}

TEST_CASE("A report compares with the papers of the Panel's last meeting, or with a month before where none is known") {
  const March march;
  CHECK(Json::parse(march.report("json", {"--as-at", "2019-03-18"}))["since"] == "2019-03-14");
  CHECK(Json::parse(march.report("json"))["since"] == "2019-02-15");
  CHECK(Json::parse(march.report("json", {"--as-at", "2019-03-18", "--since", "2019-03-01"}))["since"] == "2019-03-01");
  const Json header = Json::parse(march.report("json"))["header"];
  CHECK(header["Meeting"] == "SECP_66_1503, 15 March 2019");
  CHECK(header["Paper"] == "SECP_66_1503_11");
}

TEST_CASE(
    "Every form that the server gives is the one that the program prints, and says by its ETag when nothing is new") {
  const March march;
  Server server(march.data);
  Client client(server.port(), "");
  const std::map<std::string, std::string> media = {
      {"json", "application/json"},
      {"text", "text/plain; charset=utf-8"},
      {"html", "text/html; charset=utf-8"},
      {"csv", "text/csv; charset=utf-8; header=present"},
      {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      {"pdf", "application/pdf"},
      {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}};
  for (const auto& one : media) {
    const auto& [form, type] = one;
    CAPTURE(one.first);
    const auto answer = client.get("/v1/reports/change-status?as_at=2019-03-15&format=" + form);
    REQUIRE(answer.status == 200);
    CHECK(answer.header("content-type") == type);
    CHECK(answer.body ==
          (form == "json" ? march.report(form).substr(0, march.report(form).size() - 1) : march.report(form)));
    CHECK(client.get("/v1/reports/change-status?as_at=2019-03-15&format=" + form, {{"If-None-Match", answer.etag()}})
              .status == 304);
    CHECK(
        client.get("/v1/reports/change-status?as_at=2019-03-15", {{"Accept", type.substr(0, type.find(';'))}}).etag() ==
        answer.etag());
  }
  CHECK(client.get("/v1/reports/change-status?format=doc").status == 422);
  CHECK(client.get("/v1/reports/change-status", {{"Accept", "audio/ogg"}}).status == 406);
  CHECK(client.get("/v1/reports/change-status?since=2019-03-16&as_at=2019-03-15").status == 422);
}

TEST_CASE("A paper of a day that has not come is refused, by the server and by the program") {
  const March march;
  Server server(march.data);
  Client client(server.port(), "");
  for (const std::string path : {"/v1/reports/change-status", "/v1/reports/figures", "/v1/modifications/SECMP0062/page",
                                 "/v1/meetings/SECP_66_1503/minutes"}) {
    CAPTURE(path);
    const auto refused = client.get(path + "?as_at=2031-03-15");
    CHECK(refused.status == 422);
    CHECK(refused.body.find("has not come") != std::string::npos);
    CHECK(client.get(path + "?as_at=2019-03-18").status == 200);
  }
  const Ended ended = secmp({"report", "change-status", "--data", march.data, "--as-at", "2031-03-15"});
  CHECK(ended.exit_code == 1);
  CHECK_MESSAGE(one_line(ended.err), ended.err);
  CHECK(ended.err.find("has not come") != std::string::npos);
}

TEST_CASE("Any table of a report comes as CSV, by its name") {
  const March march;
  Server server(march.data);
  Client client(server.port(), issue_token(march.data, "secas-analyst", "a"));
  const auto votes = client.get("/v1/reports/figures?format=csv&section=votes");
  REQUIRE(votes.status == 200);
  CHECK(votes.body.starts_with("\xEF\xBB\xBFwhat,all,approved"));
  CHECK(votes.header("content-disposition").find("figures-2019-03-18-votes.csv") != std::string::npos);
  CHECK(votes.body == ran_well({"report", "figures", "--data", march.data, "--format", "csv", "--section", "votes"}));
  CHECK(client.get("/v1/reports/figures?format=csv").body != votes.body);
  const auto plain = client.get("/v1/reports/figures?format=csv&section=votes&bom=false");
  CHECK("\xEF\xBB\xBF" + plain.body == votes.body);
  CHECK(plain.header("etag") != votes.header("etag"));
  CHECK(client.get("/v1/reports/figures?format=csv&section=votes&bom=true").body == votes.body);
  CHECK(client.get("/v1/reports/figures?format=csv&bom=maybe").status == 422);
  CHECK(client.get("/v1/reports/figures?format=html&bom=true").status == 422);
  const auto unknown = client.get("/v1/reports/figures?format=csv&section=lunch");
  CHECK(unknown.status == 422);
  CHECK(unknown.body.find("time-in-state") != std::string::npos);
  CHECK(client.get("/v1/reports/figures?format=html&section=votes").status == 422);
  CHECK(secmp({"report", "figures", "--data", march.data, "--format", "csv", "--section", "lunch"}).exit_code == 1);
  CHECK(secmp({"report", "figures", "--data", march.data, "--section", "votes"}).exit_code == 2);
}

TEST_CASE("Pages of a modification and of a release, and a Conclusions Report, come in the same forms") {
  const March march;
  Server server(march.data);
  Client client(server.port(), "");
  const auto page = client.get("/v1/modifications/SECMP0062/page", {{"Accept", "text/html"}});
  REQUIRE(page.status == 200);
  CHECK(page.body.find("Northbound Application Traffic Management") != std::string::npos);
  CHECK(page.body.find("What is the issue?") != std::string::npos);
  const Json values = client.get("/v1/modifications/SECMP0062/page").json();
  CHECK(values["header"]["Stage"] == "Refinement Process");
  CHECK(values["sections"]["timeline"]["rows"].size() > 3);
  const Json release = client.get("/v1/releases/november-2019/page").json();
  CHECK(release["sections"]["scope"]["rows"].size() >= 2);
  CHECK(client.get("/v1/releases/november-2019/page?format=csv").body.starts_with("\xEF\xBB\xBFref,part,title"));
  const auto none = client.get("/v1/modifications/SECMP0062/conclusions");
  CHECK(none.status == 404);
  CHECK(none.body.find("no vote on SECMP0062 has been counted yet") != std::string::npos);
  CHECK(client.get("/v1/modifications/SECMP0099/page").status == 404);
}
