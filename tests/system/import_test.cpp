// Historic registers from files: what comes in, what is said of the rest, and what others read of it afterwards.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/system/register.hpp"

using namespace outside;

namespace {
const std::string data_of_tests = SECMP_SOURCE_DIR "/tests/data/";
const std::string late_morning = "2022-07-01T09:00:00Z";

struct Folder {
  Folder() { ran_well({"init", "--data", data(), "--clock-start", late_morning}); }
  std::string data() const { return folder.at("data"); }
  std::string dump() const { return ran_well({"journal", "dump", "--data", data()}); }
  Json report(const std::string& file, std::vector<std::string> more = {}) const {
    std::vector<std::string> words{"import", file, "--data", data(), "--report", folder.at("doubts.json")};
    words.insert(words.end(), more.begin(), more.end());
    ran_well(words);
    return Json::parse(read_file(folder.at("doubts.json")));
  }
  // Of a file that has nothing that can be brought in.
  Json report_of_nothing(const std::string& file) const {
    const Ended ended = secmp({"import", file, "--data", data(), "--report", folder.at("doubts.json")});
    CHECK(ended.exit_code == 1);
    CHECK_MESSAGE(one_line(ended.err), ended.err);
    CHECK(ended.err.find("nothing of ") != std::string::npos);
    return Json::parse(read_file(folder.at("doubts.json")));
  }
  Json report_of(const std::string& text) const {
    write_file(folder.at("register"), text);
    return report(folder.at("register"));
  }
  TempFolder folder;
};

// A folder that is served, and an analyst of SECAS who reads in it.
struct Opened {
  explicit Opened(const Folder& folder)
      : server(folder.data()), client(server.port(), issue_token(folder.data(), "secas-analyst", "a")) {}
  Json modification(const std::string& ref) { return client.get("/v1/modifications/" + ref).json(); }
  Server server;
  Client client;
};

std::size_t rows(const Json& report, const char* section) { return report["sections"][section]["rows"].size(); }

std::string reason(const Json& report, const std::string& record) {
  for (const auto& row : report["sections"]["records"]["rows"])
    if (row["record"] == record && row["outcome"] == "refused") return row["reason"];
  return "";
}

// The number of events of modifications in a dump.
std::size_t events_of_modifications(const std::string& dump) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < dump.size();) {
    const auto end = std::min(dump.find('\n', at), dump.size());
    const auto line = Json::parse(dump.substr(at, end - at));
    const auto rules = line["workflow"].get<std::string>();
    count += rules == "sec-2018" || rules == "sec-2019" || rules == "sec-2021" ? 1U : 0U;
    at = end + 1;
  }
  return count;
}
}  // namespace

TEST_CASE("A register in JSON comes in: each record whole or refused with its reason, each doubt named") {
  const Folder folder;
  const Json report = folder.report(data_of_tests + "register.json");
  CHECK(report["header"]["Records"] == "10");
  CHECK(report["header"]["Imported"] == "6");
  CHECK(report["header"]["Refused"] == "4");
  CHECK(reason(report, "P387").find("another code (BSC)") != std::string::npos);
  CHECK(reason(report, "record 8") == "it has no reference, and none is made up");
  CHECK(reason(report, "MP901").find("already") != std::string::npos);
  CHECK(reason(report, "MP907") == "'milestones' must be a list of objects");
  CHECK(rows(report, "dates") == 3);
  CHECK(rows(report, "contradictions") == 2);
  CHECK(rows(report, "texts") == 1);
  CHECK(report["sections"]["left-out"]["rows"].dump().find("a person") == std::string::npos);
  ran_well({"journal", "verify", "--data", folder.data()});

  Opened opened(folder);
  const Json whole = opened.modification("MP901");
  CHECK(whole["state"] == "implemented");
  CHECK(whole["taken_over"] == "https://register.example/mp901");
  CHECK(whole["imported"].size() == 14);
  const auto state = [&](const std::string& day) {
    return opened.modification("MP901?as_at=" + day)["state"].get<std::string>();
  };
  CHECK(state("2020-10-20") == "submitted");
  CHECK(state("2021-02-01") == "refinement");
  CHECK(state("2021-03-20") == "report-consultation");
  CHECK(state("2021-04-10") == "change-board-vote");
  CHECK(state("2021-05-06") == "appeal-window");
  CHECK(state("2021-06-23") == "not-known");  // the window was over, and nobody says what came of it
  CHECK(state("2021-06-24") == "implemented");
  CHECK(opened.client.get("/v1/modifications/MP901?as_at=2020-10-19").status == 404);
  CHECK(opened.modification("MP906")["implementation"][0]["planned_on"] == "2022-11-03");
  const Json nowhere = opened.modification("DP904");
  CHECK(nowhere["state"] == "not-known");
  CHECK(nowhere["stage"].is_null());
  CHECK(nowhere["waiting_for"].is_null());
  CHECK(whole["implementation"][0]["release"] == "june-2021");
  REQUIRE(whole["documents"].size() == 1);
  CHECK(whole["documents"][0]["title"] == "MP901 Problem Statement");
  CHECK(opened.client.get("/v1/reports/figures").json()["sections"]["register"]["rows"][0]["count"] == 6);
}

TEST_CASE("A register in CSV comes in, with a column for each milestone or a list of them") {
  const Folder folder;
  const Json report = folder.report(data_of_tests + "register.csv");
  CHECK(report["header"]["Imported"] == "3");
  CHECK(reason(report, "line 5") == "it has 3 fields, and the header has 14");
  CHECK(reason(report, "MP914").find("is not DATE;TEXT") != std::string::npos);
  Opened opened(folder);
  const Json urgent = opened.modification("MP911");
  CHECK(urgent["title"] == "A title, with a comma and \"quotes\"");
  CHECK(urgent["state"] == "authority-determination");
  CHECK(urgent["urgency"] == "urgent");
  CHECK(urgent["path"] == "authority-determined");
  CHECK(urgent["assessments"][0]["returned_on"] == "2021-10-20");
  CHECK(opened.modification("DP912?as_at=2020-12-01")["status"] == "on-hold");
  CHECK(opened.modification("DP912")["status"] == "active");
  CHECK(opened.modification("MP915")["state"] == "implemented");
}

TEST_CASE("Columns are found in capitals too, and by the names that they have in JSON") {
  const Folder folder;
  const auto file = folder.folder.at("other.csv");
  write_file(file, "Ref,Title,Summary,Proposer Org,Raised\nMP921,A title,What is wrong,Example Energy,2021-03-01\n");
  CHECK(folder.report(file)["header"]["Imported"] == "1");
  Opened opened(folder);
  const Json whole = opened.modification("MP921");
  CHECK(whole["problem"] == "What is wrong");
  CHECK(whole["proposer"]["name"] == "Example Energy");
}

namespace {
bool doubted(const Json& report, const std::string& section, const std::string& record, const std::string& field) {
  for (const auto& row : report["sections"][section]["rows"])
    if (row["record"] == record && row["field"] == field) return true;
  return false;
}
}  // namespace

TEST_CASE("What spreadsheets write beside a register comes in: empty columns, rows of commas, blanks, dashes") {
  const Folder folder;
  const Json report = folder.report_of(
      "\xEF\xBB\xBFref,title,status,raised,,\r\n"
      "\u00a0MP101\u200b,A title,Implemented,43539,,\r\n"
      ",,,,,\r\n"
      "MP102,-,--,2019/03/15,,,,\r\n"
      "MP103,T,N/A,15th of March 2019,,something\r\n");
  CHECK(report["header"]["Records"] == "3");
  CHECK(report["header"]["Imported"] == "3");
  CHECK(doubted(report, "dates", "MP101", "raised"));
  CHECK(doubted(report, "left-out", "MP103", "column 6"));
  CHECK(rows(report, "left-out") == 1);
  Opened opened(folder);
  for (const std::string ref : {"MP101", "MP102", "MP103"})
    CHECK_MESSAGE(opened.modification(ref)["raised_on"] == "2019-03-15", ref);
  CHECK(opened.modification("MP102")["title"].is_null());
}

TEST_CASE("Other registers' names of columns are known, and a column that nobody knows is left out with a doubt") {
  const Folder folder;
  const Json report = folder.report_of(
      "Reference,Title,Proposer,Date Raised,Live/Closed,Urgency,Stage,Impacted Parties,Ref No\n"
      "MP101,A title,Example Energy,15/03/2019,Live,Urgent,Implemented,\"Large Suppliers, Small Suppliers\",7\n");
  CHECK(report["header"]["Imported"] == "1");
  CHECK(doubted(report, "left-out", "MP101", "Live/Closed"));
  CHECK(doubted(report, "left-out", "MP101", "Ref No"));
  Opened opened(folder);
  const Json whole = opened.modification("MP101");
  CHECK(whole["state"] == "implemented");
  CHECK(whole["raised_on"] == "2019-03-15");
  CHECK(whole["urgency"] == "urgent");
  CHECK(whole["impacts"]["parties"] == Json{"large-suppliers", "small-suppliers"});
}

TEST_CASE("A register in JSON may call its fields as a column is called, and write numbers without quotes") {
  const Folder folder;
  const Json report = folder.report_of(R"([{"Reference": "mp101", "Modification Title": "A title",
    "proposed_by": "Example Energy", "date_raised": 43539, "current_status": "Implemented", "problem": "Unclear words",
    "Impacted Parties": "Large Suppliers|Small Suppliers", "date_implemented": "2019-06-27", "cb_vote": "2019-05-01",
    "urgency": false, "comments": "as told", "stage": "not read", "colour": "red"}])");
  CHECK(report["header"]["Imported"] == "1");
  CHECK(doubted(report, "left-out", "mp101", "stage"));
  CHECK(doubted(report, "left-out", "mp101", "colour"));
  CHECK(rows(report, "left-out") == 2);
  Opened opened(folder);
  const Json whole = opened.modification("MP101");
  CHECK(whole["title"] == "A title");
  CHECK(whole["problem"] == "Unclear words");
  CHECK(whole["proposer"]["name"] == "Example Energy");
  CHECK(whole["raised_on"] == "2019-03-15");
  CHECK(whole["state"] == "implemented");
  CHECK(whole["implementation"][0]["actual_on"] == "2019-06-27");
  CHECK(whole["impacts"]["parties"] == Json{"large-suppliers", "small-suppliers"});
  CHECK(opened.modification("MP101?as_at=2019-05-02")["state"] == "not-known");  // it was decided, and not how
}

TEST_CASE("Where real modifications stood by their timelines is told by the server as their rows have it") {
  const Folder folder;
  const auto file = data_of_tests + "real_timelines.json";
  ran_well({"init", "--data", folder.folder.at("later"), "--clock-start", "2026-11-02T09:00:00Z"});
  ran_well({"import", file, "--data", folder.folder.at("later"), "--report", folder.folder.at("doubts.json")});
  ran_well({"journal", "verify", "--data", folder.folder.at("later")});
  const Json report = Json::parse(read_file(folder.folder.at("doubts.json")));
  CHECK(report["header"]["Refused"] == "0");
  Server server(folder.folder.at("later"));
  Client client(server.port(), issue_token(folder.folder.at("later"), "secas-analyst", "a"));
  int asked = 0;
  for (const auto& record : Json::parse(read_file(file)))
    for (const auto& row : record["milestones"]) {
      const auto day = row["date"].get<std::string>();
      const auto path = "/v1/modifications/" + record["ref"].get<std::string>();
      if (day.size() != 10 || row["text"].get<std::string>().find("(month only)") != std::string::npos) continue;
      const auto reply = client.get(path + "?as_at=" + day);
      if (reply.status == 404) continue;  // before the Code began
      const auto state = reply.json()["state"].get<std::string>();
      const auto& stood = row["stood"];
      // Of several rows of one day the last is where it stood.
      const bool right = std::find(stood.begin(), stood.end(), state) != stood.end();
      const bool last_of_its_day = &row == &record["milestones"].back() || (&row + 1)->at("date") != row["date"];
      if (last_of_its_day) CHECK_MESSAGE((right || state == "not-known"), record["ref"], " ", day, " ", state);
      ++asked;
    }
  CHECK(asked > 100);
}

TEST_CASE("CSV carries votes, releases of several parts and the names of documents") {
  const Folder folder;
  const Json report = folder.report_of(
      "ref,title,status,implementation_date,release,milestones,votes,modification_documents\n"
      "MP101,A title,Implemented,2021-11-04,June and November 2021 SEC Releases,2021-03-15;Modification Report "
      "Consultation,"
      "2021-04-21;Change Board;approve,MP101 Problem Statement v1.0|MP101 Conclusions Report v1.0\n"
      "MP102,A title,Implemented,,,,2021-04-21;approve,\n");
  CHECK(report["header"]["Imported"] == "1");
  CHECK(reason(report, "MP102").find("is not DATE;BODY;OUTCOME") != std::string::npos);
  Opened opened(folder);
  const Json whole = opened.modification("MP101");
  CHECK(whole["decisions"][0]["outcome"] == "approve");
  REQUIRE(whole["implementation"].size() == 2);
  CHECK(whole["implementation"][0]["release"] == "june-2021");
  CHECK(whole["implementation"][1]["release"] == "november-2021");
  CHECK(whole["implementation"][1]["actual_on"] == "2021-11-04");
  CHECK(whole["documents_total"] == 2);
}

TEST_CASE("A day that lies before what the register tells of makes no history of its status") {
  const Folder folder;
  write_file(folder.folder.at("register"),
             "ref,status,raised,implementation_date\nMP101,Implemented,2019-06-07,2021-06-24\n");
  const Json report = folder.report(folder.folder.at("register"), {"--as-of", "2020-01-01"});
  CHECK(doubted(report, "contradictions", "MP101", "status"));
  Opened opened(folder);
  CHECK(opened.modification("MP101")["state"] == "not-known");
  CHECK(opened.modification("MP101?as_at=2019-06-07")["state"] == "submitted");
}

TEST_CASE("A day too far ahead or too wide is left out with a doubt, and the record comes in") {
  const Folder folder;
  std::string text = "ref,title,status,raised,implementation_date,cb_vote\n";
  int number = 100;
  const std::vector<std::string> wide = {"2150-01-01",  "2199-12-31",      "2200-01-01",
                                         "20000-01-01", "01/01/20000",     "99999",
                                         "2060-11-03",  "1 January 20000", "999999999999-01-01"};
  for (const auto& day : wide)
    text += "MP" + std::to_string(++number) + ",T,Pending Implementation,2019-03-15," + day + "," + day + "\n";
  text += "MP150,T,Pending Implementation,2019-03-15,2050-11-03,\n";
  const Json report = folder.report_of(text);
  CHECK(report["header"]["Imported"] == std::to_string(wide.size() + 1));
  for (int i = 101; i <= number; ++i) CHECK(doubted(report, "dates", "MP" + std::to_string(i), "implementation_date"));
  CHECK_FALSE(doubted(report, "dates", "MP150", "implementation_date"));
  Opened opened(folder);
  CHECK(opened.modification("MP150")["implementation"][0]["planned_on"] == "2050-11-03");
  CHECK(opened.client.get("/v1/timetables").status == 200);
}

TEST_CASE("A number that the register has is refused under every prefix, and JSON may begin with a mark") {
  const Folder folder;
  const Json report = folder.report_of(
      "\xEF\xBB\xBF[{\"ref\": \"MP101\"}, {\"ref\": \"DP101\"}, {\"ref\": \"SECMP0101\"}, {\"ref\": \"MP999999\"}]");
  CHECK(report["header"]["Imported"] == "1");
  for (const std::string twin : {"DP101", "SECMP0101"})
    CHECK_MESSAGE(reason(report, twin).find("one number is one modification") != std::string::npos,
                  reason(report, twin));
  CHECK(reason(report, "MP999999").find("DP102") != std::string::npos);
  write_file(folder.folder.at("twins"), "Number,Title\nDP101,A\n");
  CHECK(folder.report_of_nothing(folder.folder.at("twins"))["header"]["Refused"] == "1");
}

TEST_CASE("A title that is a whole sentence and more is cut with a doubt, and the problem has all of it") {
  const Folder folder;
  const std::string title = "A title " + std::string(400, 'x');
  const Json report =
      folder.report_of(Json::array({{{"ref", "MP951"}, {"title", title}, {"problem", "Long."}}}).dump());
  CHECK(report["header"]["Imported"] == "1");
  CHECK(report["sections"]["left-out"]["rows"].dump().find("408 characters") != std::string::npos);
  Opened opened(folder);
  const Json whole = opened.modification("MP951");
  CHECK(whole["title"] == title.substr(0, 299) + "\u2026");
  CHECK(whole["problem"].get<std::string>().starts_with(title));
}

TEST_CASE("A second import of the same register refuses every record, and changes nothing") {
  const Folder folder;
  folder.report(data_of_tests + "register.json");
  const auto before = folder.dump();
  const Json again = folder.report_of_nothing(data_of_tests + "register.json");
  CHECK(again["header"]["Imported"] == "0");
  CHECK(reason(again, "SECMP0902").find("already") != std::string::npos);
  CHECK(folder.dump() == before);
}

TEST_CASE("A dry run says the same and writes nothing") {
  const Folder folder;
  const auto before = folder.dump();
  const Json tried = folder.report(data_of_tests + "register.json", {"--dry-run"});
  CHECK(tried["header"]["Imported"] == "6");
  CHECK(folder.dump() == before);
  CHECK(folder.report(data_of_tests + "register.json") == tried);
}

TEST_CASE("What is no register is refused in one line, and so is a day to come") {
  const Folder folder;
  const auto file = folder.folder.at("bad");
  const auto says = [&](const std::string& text, const std::string& part) {
    write_file(file, text);
    const Ended ended = secmp({"import", file, "--data", folder.data()});
    CHECK(ended.exit_code == 1);
    CHECK_MESSAGE(one_line(ended.err), ended.err);
    CHECK_MESSAGE(ended.err.find(part) != std::string::npos, ended.err);
  };
  const auto before = folder.dump();
  says("", "is empty");
  says("{\"ref\": 1}", "no JSON list");
  says("[{\"ref\": ", "no JSON list");
  says("title,colour\nA,red\n",
       "there is no column 'ref', nor one called Reference or Number; columns are: ref, title");
  says("ref,title\nMP901,A\nMP902,caf\xe9\n", "line 3: has letters that are not in UTF-8");
  says("summary,problem,ref\nA,B,MP901\n", "'problem' stands there twice");
  says("title\nA\n", "no column 'ref'");
  says("ref,ref\nMP901,MP901\n", "twice");
  says("ref,title\nMP901,\"A\n", "never closed");
  says("ref,title\nMP901,\"A\"x\n", "follows a closed quote");
  CHECK(secmp({"import", folder.folder.at("nowhere"), "--data", folder.data()}).exit_code == 1);
  CHECK(secmp({"import", data_of_tests + "register.csv", "--data", folder.data(), "--as-of", "2022-07-02"}).exit_code ==
        1);
  CHECK(secmp({"import", data_of_tests + "register.csv", "--data", folder.data(), "--as-of", "yesterday"}).exit_code ==
        1);
  CHECK(folder.dump() == before);
}

TEST_CASE("The history goes out as an event log that another parser reads: as many events as the journal has") {
  const Folder folder;
  folder.report(data_of_tests + "register.json");
  folder.report(data_of_tests + "register.csv");
  const auto log = folder.folder.at("history.xes");
  ran_well({"export", "xes", "--data", folder.data(), "-o", log});
  const auto xml = run({"xmllint", "--noout", "--schema", data_of_tests + "xes-subset.xsd", log});
  CHECK_MESSAGE(xml.exit_code == 0, xml.err);
  const auto read = run({"python3", SECMP_SOURCE_DIR "/tests/system/read_xes.py", log});
  CHECK_MESSAGE(read.exit_code == 0, read.out);
  CHECK(read.out.find("traces 9 ") != std::string::npos);
  CHECK(read.out.find("events " + std::to_string(events_of_modifications(folder.dump())) + "\n") != std::string::npos);
  CHECK(read.out.find("roles clock secas-manager\n") != std::string::npos);
  const auto text = read_file(log);
  CHECK(text.find("A title, with a comma and &quot;quotes&quot;") != std::string::npos);
  CHECK(text.find("Example Energy") == std::string::npos);
  CHECK(text.find("value=\"milestone-recorded\"") == std::string::npos);
  CHECK(text.find("key=\"concept:name\" value=\"CB_VOTE\"/>\n      <boolean key=\"imported\"") != std::string::npos);
  const auto early = ran_well({"export", "xes", "--data", folder.data(), "--as-of", "2018-01-01"});
  CHECK(early.find("SECMP0903") != std::string::npos);
  CHECK(early.find("MP901") == std::string::npos);
  CHECK(secmp({"export", "xes", "--data", folder.data(), "--as-of", "soon"}).exit_code == 1);
}
