// The example that comes with the program: the SEC Panel's meeting of 15 March 2019.
#include <doctest/doctest.h>

#include <cstdlib>

#include "tests/system/register.hpp"

using namespace outside;

namespace {
const std::string example = SECMP_SOURCE_DIR "/tools/examples/march-2019.jsonl";
const std::string golden = SECMP_SOURCE_DIR "/tests/system/golden/";

// With SECMP_UPDATE_GOLDEN=1 in the environment the file is written first: then look at what git says.
void is_golden(const std::string& name, const std::string& text) {
  if (const char* asked = std::getenv("SECMP_UPDATE_GOLDEN"); asked != nullptr && std::string(asked) == "1")
    write_file(golden + name, text);
  CHECK(text == read_file(golden + name));
}
}  // namespace

TEST_CASE("The March 2019 example loads, and the report as at 15 March 2019 is the one that was agreed") {
  TempFolder folder;
  const std::string data = folder.at("data");
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  ran_well({"load", example, "--data", data});
  ran_well({"journal", "verify", "--data", data});
  is_golden("march-2019.txt", ran_well({"report", "change-status", "--data", data, "--as-at", "2019-03-15"}));
  is_golden(
      "march-2019.json",
      Json::parse(ran_well({"report", "change-status", "--data", data, "--as-at", "2019-03-15", "--format", "json"}))
              .dump(1) +
          "\n");

  Server server(data);
  Client client(server.port(), issue_token(data, "secas-analyst", "a"));
  const Json sent_back = client.get("/v1/modifications/SECMP0025").json();
  CHECK(sent_back["state"] == "change-board-vote");
  CHECK(client.get("/v1/modifications/SECMP0058").json()["path"] == "self-governance");
  const auto all = all_items(client, "/v1/modifications");
  CHECK(all.size() == 9);
  for (const auto& one : all) {
    CAPTURE(one["ref"]);
    const Json whole = client.get("/v1/modifications/" + one["ref"].get<std::string>()).json();
    CHECK(whole["waiting_for"].is_object() == (whole["stage"] != "Closed"));
  }
  const Json report = client.get("/v1/reports/change-status?as_at=2019-03-15").json();
  CHECK(report == Json::parse(ran_well(
                      {"report", "change-status", "--data", data, "--as-at", "2019-03-15", "--format", "json"})));
}

TEST_CASE("The example cannot be loaded twice: its second time is refused at a line, and changes nothing") {
  TempFolder folder;
  const std::string data = folder.at("data");
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  ran_well({"load", example, "--data", data});
  const std::string before = ran_well({"journal", "dump", "--data", data});
  const Ended again = secmp({"load", example, "--data", data});
  CHECK(again.exit_code == 1);
  CHECK(one_line(again.err));
  CHECK(again.err.find("line ") != std::string::npos);
  CHECK(ran_well({"journal", "dump", "--data", data}) == before);
}
