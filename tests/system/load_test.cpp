// Scripts for `load`: what a line may say, and that what it says is what happens.
#include <doctest/doctest.h>

#include <sstream>

#include "tests/system/client.hpp"
#include "tests/system/program.hpp"

using namespace outside;

namespace {
const std::string as_manager = R"("as": {"role": "secas-manager", "id": "a"}, )";
const std::string to_new = R"("to": "modifications", )";
const std::string to_first = R"("to": "modifications/DP001", )";
const std::string a_body = R"("body": {"title": "T", "problem": "P", "proposer": {"type": "party"}})";
std::string line(const std::string& on, const std::string& rest) {
  return R"({"on": ")" + on + R"(", )" + rest + "}\n";
}
const std::string raise = line("2019-03-18", as_manager + to_new + a_body);

class Desk {
 public:
  Desk() { ran_well({"init", "--data", data(), "--clock-start", "2019-03-18T09:00:00Z"}); }
  std::string data() const { return folder_.at("data"); }
  Ended load(const std::string& script) const {
    write_file(folder_.at("script.jsonl"), script);
    return secmp({"load", folder_.at("script.jsonl"), "--data", data()});
  }
  std::string folder() const { return folder_.path().string(); }

 private:
  TempFolder folder_;
};

// Exit code 1, nothing on standard output, and one line that names the line of the script and says this.
void refused(const Ended& end, int number, const std::string& why) {
  CAPTURE(end.err);
  CHECK(end.signal == 0);
  CHECK(end.exit_code == 1);
  CHECK(end.out.empty());
  CHECK(one_line(end.err));
  CHECK(end.err.starts_with("secmp: line " + std::to_string(number) + ": "));
  CHECK(end.err.find(why) != std::string::npos);
}
}  // namespace

TEST_CASE("A line of a day before the last step of its case is refused, not moved to another day") {
  const Desk desk;
  const auto accept = line("2019-03-19", as_manager + to_first + R"("command": "accept")");
  const auto withdraw = line("2019-03-18", as_manager + to_first + R"("command": "withdraw")");
  refused(desk.load(raise + accept + withdraw), 3,
          "2019-03-18 is before the last step, which took effect on 2019-03-19");
}

TEST_CASE("A script may begin with a byte order mark, as editors write one") {
  const Desk desk;
  const auto loaded = desk.load("\xEF\xBB\xBF" + raise + raise);
  CHECK_MESSAGE(loaded.exit_code == 0, loaded.err);
  refused(desk.load(raise + "\xEF\xBB\xBF" + raise), 2, "a value is missing");
}

TEST_CASE("A line that is nested without end, or says a name twice, is refused before anything is done") {
  const Desk desk;
  refused(desk.load(raise + std::string(100'000, '[') + "\n"), 2, "nested more than 64 deep");
  refused(desk.load(raise + R"({"on": "2019-03-18", "on": "2019-03-19"})"
                            "\n"),
          2, "there twice");
  CHECK(ran_well({"journal", "dump", "--data", desk.data()}).find("T01") == std::string::npos);
  const Ended folder = secmp({"load", desk.folder(), "--data", desk.data()});
  CHECK(folder.exit_code == 1);
  CHECK(folder.out.empty());
}

TEST_CASE("A clock line has a clock and nothing else, and goes forward") {
  const Desk desk;
  refused(desk.load(R"({"clock": "2019-03-20T09:00:00Z", "foo": 1, "on": 5})"
                    "\n"),
          1, "is not a field of a line that moves the clock");
  const std::string there = R"({"clock": "2019-03-20T09:00:00Z"})"
                            "\n",
                    back = R"({"clock": "2019-03-19T09:00:00Z"})"
                           "\n";
  refused(desk.load(there + there + back), 3, "would turn the clock back");
}

TEST_CASE("Who a line acts as is what a token may be") {
  const Desk desk;
  const auto as = [](const std::string& who) { return line("2019-03-18", R"("as": )" + who + ", " + to_new + a_body); };
  refused(desk.load(as(R"({"role": "split", "id": "a"})")), 1, "'split' is no role; they are: secas-analyst");
  refused(desk.load(as(R"({"role": "secas-manager", "id": "a", "foo": 1})")), 1, "'foo' is not a field of 'as'");
  refused(desk.load(as(R"({"role": "secas-manager"})")), 1, "'id' is missing");
  refused(desk.load(line("2019-03-18", to_new + a_body)), 1, "'as' is missing");
}

TEST_CASE("A line that goes nowhere says where lines go") {
  const Desk desk;
  const auto to = [](const std::string& where, const std::string& more) {
    return line("2019-03-18", as_manager + R"("to": ")" + where + '"' + more);
  };
  refused(desk.load(to("/v1/modifications", "")), 1, "is no route under /v1: they look like modifications/SECMP0025");
  refused(desk.load(to("modifications/DP001", R"(, "command": "dance")")), 1,
          "there is no command 'dance' of a modification; these are: record-milestone, accept");
  refused(desk.load(to("modifications", R"(, "command": "accept")")), 1, "'to' does not say which modification");
  refused(desk.load(to("modifications/DP001", "")), 1, "'command' is missing");
  refused(desk.load(to("modifications/DP001", R"(, "command": "deadline-passed")")), 1, "there is no command");
}

TEST_CASE("All workflows together are one document of JSON, and one of XML") {
  const auto all = Json::parse(ran_well({"describe", "--format", "json"}));
  REQUIRE(all.is_array());
  CHECK(all.size() > 3);
  CHECK(Json::parse(ran_well({"describe", "sec-2019", "--format", "json"})).at("name") == "sec-2019");
  TempFolder folder;
  write_file(folder.at("all.xml"), ran_well({"describe", "--format", "scxml"}));
  const auto read =
      run({"/usr/bin/python3", "-c",
           "import sys, xml.etree.ElementTree as e; print(len(e.parse(sys.argv[1]).getroot()))", folder.at("all.xml")});
  CHECK(read.out == std::to_string(all.size()) + "\n");
}

TEST_CASE("A log in JSON is JSON, whatever the data folder is called") {
  TempFolder folder;
  // The address is one of IPv6, in brackets as in a URL.
  const Ended end =
      run({"/bin/sh", "-c",
           R"("$1" serve --data "$2" --listen '[::1]:0' --log-json 2> "$3" & until grep -q serving "$3" || )"
           R"(! kill -0 $! 2> /dev/null; do sleep 0.1; done; kill $!; wait $!)",
           "sh", secmp(), folder.at("X\"3"), folder.at("log")});
  CHECK(end.exit_code == 0);
  const auto log = read_file(folder.at("log"));
  CHECK(log.find("http://[::1]:") != std::string::npos);
  std::istringstream lines(log);
  int count = 0;
  for (std::string one; std::getline(lines, one); ++count) {
    CAPTURE(one);
    CHECK(Json::accept(one));
  }
  CHECK(count > 0);
}
