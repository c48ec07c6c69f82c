// A script that is loaded into a running server: what it leaves, what it refuses, and how it goes on.
#include <doctest/doctest.h>

#include "tests/system/client.hpp"
#include "tests/system/program.hpp"

using namespace outside;

using Words = std::vector<std::string>;

namespace {

const std::string example = SECMP_SOURCE_DIR "/tools/examples/march-2019.jsonl";
const std::string as_manager = R"("as": {"role": "secas-manager", "id": "a"}, )";

std::string raise(const std::string& ref) {
  return R"({"on": "2019-03-18", )" + as_manager + R"("to": "modifications", "body": {"title": "T", "problem": "P", )" +
         R"("ref": ")" + ref + R"(", "proposer": {"type": "party"}}})" + "\n";
}
std::string accept(const std::string& ref) {
  return R"({"on": "2019-03-18", )" + as_manager + R"("to": "modifications/)" + ref + R"(", "command": "accept"})" +
         "\n";
}
const std::string clock_line = R"({"clock": "2019-03-19T09:00:00Z"})"
                               "\n";

// A server with somebody of each role.
class House {
 public:
  explicit House(bool simulated = true) {
    Words init{"init", "--data", data()};
    if (simulated) init.insert(init.end(), {"--clock-start", "2019-03-18T09:00:00Z"});
    ran_well(init);
    for (const std::string role : {"secas-manager", "secas-analyst", "panel-secretary", "operator"})
      write_file(folder_.at(role), issue_token(data(), role, role + "-1") + "\n");
    server_ = std::make_unique<Server>(data());
  }
  std::string data() const { return folder_.at("data"); }
  Client client() const { return Client(server_->port(), ""); }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }
  std::string token_file(const std::string& role) const { return folder_.at(role); }
  std::string written(const std::string& script) const {
    write_file(folder_.at("script.jsonl"), script);
    return folder_.at("script.jsonl");
  }
  Ended load(const std::string& file, const Words& roles, const Words& more = {}) const {
    Words words{"load", file, "--server", url()};
    for (const auto& role : roles) words.insert(words.end(), {"--token", role + "=@" + folder_.at(role)});
    words.insert(words.end(), more.begin(), more.end());
    return secmp(words);
  }

 private:
  TempFolder folder_;
  std::unique_ptr<Server> server_;
};

const Words all_roles = {"secas-manager", "secas-analyst", "panel-secretary", "operator"};

void refused(const Ended& end, const std::string& why) {
  CAPTURE(end.err);
  CHECK(end.exit_code == 1);
  CHECK(end.out.empty());
  CHECK(end.err.find(why) != std::string::npos);
}

}  // namespace

TEST_CASE("A script loaded into a running server leaves what it leaves in a folder, and loaded again does nothing") {
  const House house;
  const auto loaded = house.load(example, all_roles);
  REQUIRE_MESSAGE(loaded.exit_code == 0, loaded.err);
  const TempFolder folder;
  ran_well({"init", "--data", folder.at("data"), "--clock-start", "2019-03-18T09:00:00Z"});
  ran_well({"load", example, "--data", folder.at("data")});
  const Server other(folder.at("data"));
  Client here = house.client(), there(other.port(), "");
  for (const std::string path : {"/v1/modifications?limit=100", "/v1/reports/change-status?as_at=2019-03-18",
                                 "/v1/meetings/SECP_66_1503/minutes", "/v1/bodies/change-board"})
    CHECK_MESSAGE(here.get(path).body == there.get(path).body, path);
  const auto before = here.get("/v1/modifications/SECMP0062/history?limit=200").body;
  const auto again = house.load(example, all_roles);
  CHECK(again.exit_code == 0);
  CHECK(again.out.find("of them done by an earlier run") != std::string::npos);
  CHECK(here.get("/v1/modifications/SECMP0062/history?limit=200").body == before);
}

TEST_CASE("A batch of a script is done whole or not at all, and the run goes on with the line that was put right") {
  const House house;
  const auto wrong = house.written(raise("SECMP0101") + accept("SECMP0101") + clock_line + raise("SECMP0102") +
                                   accept("SECMP0101") + raise("SECMP0103"));
  refused(house.load(wrong, all_roles), "line 5: ");
  refused(house.load(wrong, all_roles, {"--from-line", "4"}),
          "no line was done: put it right and go on with --from-line 4");
  Client anyone = house.client();
  CHECK(anyone.get("/v1/modifications/SECMP0101").json()["state"] != "submitted");
  CHECK(anyone.get("/v1/clock").json()["today"] == "2019-03-19");
  CHECK(anyone.get("/v1/modifications/SECMP0102").status == 404);
  const auto right = house.written(raise("SECMP0101") + accept("SECMP0101") + clock_line + raise("SECMP0102") +
                                   accept("SECMP0102") + raise("SECMP0103"));
  const auto end = house.load(right, all_roles, {"--from-line", "4"});
  CHECK_MESSAGE(end.exit_code == 0, end.err);
  CHECK(anyone.get("/v1/modifications/SECMP0103").status == 200);
}

TEST_CASE("What a server cannot be told is refused before anything is sent") {
  const House house;
  const auto script = house.written(raise("SECMP0101") + clock_line);
  refused(house.load(script, {"operator"}), "line 1: there is no --token for secas-manager; nothing was sent");
  refused(house.load(script, {"secas-manager"}), "line 2: there is no --token for operator; nothing was sent");
  refused(house.load(script, {"operator"}, {"--token", "secas-manager=@" + house.token_file("panel-secretary")}),
          "line 1: the --token for secas-manager is one of panel-secretary; nothing was sent");
  refused(house.load(script, {"operator"}, {"--token", "secas-manager=nonsense"}),
          "line 1: the server does not know the --token for secas-manager");
  CHECK(house.client().get("/v1/modifications").json()["items"].empty());
  const House real(false);
  refused(real.load(script, all_roles), "line 2: the clock of this server is the real one");
  CHECK(real.client().get("/v1/modifications").json()["items"].empty());
  CHECK(secmp({"load", script, "--server", "somewhere"}).exit_code == 1);
  CHECK(house.load(script, all_roles, {"--dry-run"}).exit_code == 2);
  for (const std::string line : {"0", "3"}) CHECK(house.load(script, all_roles, {"--from-line", line}).exit_code == 2);
  CHECK(secmp({"load", script, "--data", house.data(), "--from-line", "2"}).exit_code == 2);
}

TEST_CASE("A day that the server's clock has not come to is refused before anything is sent, and says what helps") {
  const House house;
  auto later = raise("SECMP0101");
  later.replace(later.find("2019-03-18"), 10, "2019-03-20");
  refused(house.load(house.written(raise("SECMP0100") + later), all_roles),
          "line 2: 'on' is 2019-03-20, and the clock of this server shows 2019-03-18 by then: put a clock line before "
          "it; nothing was sent");
  CHECK(house.client().get("/v1/modifications").json()["items"].empty());
  const auto one = house.load(house.written(raise("SECMP0100")), all_roles);
  CHECK(one.out.starts_with("loaded 1 line into "));
}

TEST_CASE("What an earlier run was refused is asked again when nothing of the script was changed") {
  const House house;
  const auto script = house.written(accept("SECMP0101"));
  refused(house.load(script, all_roles), "line 1: ");
  const auto raised = TempFolder();
  const auto other = raised.at("raise.jsonl");
  write_file(other, raise("SECMP0101"));
  REQUIRE(house.load(other, all_roles).exit_code == 0);
  const auto end = house.load(script, all_roles);
  CHECK_MESSAGE(end.exit_code == 0, end.err);
  CHECK(end.out.find("earlier run") == std::string::npos);
  CHECK(house.client().get("/v1/modifications/SECMP0101").json()["state"] != "submitted");
}

TEST_CASE("An address that cannot be right is refused with what may help") {
  const House house;
  const auto script = house.written(raise("SECMP0101"));
  const auto with_token = [&](const std::string& url) {
    return secmp({"load", script, "--server", url, "--token", "secas-manager=@" + house.token_file("secas-manager")});
  };
  refused(with_token("http://127.0.0.1:70000"), "a port is a number from 1 to 65535");
  const auto tls = with_token("https" + house.url().substr(4));
  CHECK(tls.err.find("is it http:// there?") != std::string::npos);
}

TEST_CASE("What follows a vote in a script is sent after it, for a vote has no dry run") {
  const House house;
  const auto line = [](const std::string& to, const std::string& command, const std::string& body) {
    return R"({"on": "2019-03-18", )" + as_manager + R"("to": ")" + to + R"(", "command": ")" + command +
           R"(", "body": )" + body + "}\n";
  };
  const std::string modification = "modifications/SECMP0101", board = "bodies/change-board";
  const std::string taken_over =
      R"({"on": "2019-03-18", )" + as_manager + R"("to": "modifications", "body": {"ref": "SECMP0101", "position": )" +
      R"({"as_of": "2019-03-18", "source": "minutes", "state": "change-board-vote", "path": "self-governance"}}})" +
      "\n";
  const auto script =
      house.written(line(board, "add-seat", R"({"seat": "LS-1", "block": "large-suppliers"})") +
                    line(board, "appoint", R"({"seat": "LS-1", "holder": "ls-1"})") + taken_over +
                    line(modification, "open-vote", R"({"purpose": "final", "mode": "meeting"})") +
                    line(modification, "cast-vote",
                         R"({"seat": "LS-1", "choice": "approve", "reason": "r", "recorded_from": {"kind": "form"}, )"
                         R"("objectives": [{"objective": "a", "view": "better"}]})") +
                    line(modification, "close-vote", "{}"));
  const auto end = house.load(script, all_roles);
  CHECK_MESSAGE(end.exit_code == 0, end.err);
  CHECK(end.out.starts_with("loaded 6 lines into "));
}
