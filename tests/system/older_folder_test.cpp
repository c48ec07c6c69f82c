// Data folders as older programs left them, kept as bytes: this program brings them up to date by itself, and loses
// nothing of them.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>

#include "tests/system/client.hpp"
#include "tests/system/program.hpp"

using namespace outside;

namespace {

const fs::path kept = SECMP_SOURCE_DIR "/tests/data/folders";

std::vector<std::string> names_of_kept_folders() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kept))
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

// One of them, unpacked, and what has to be so in it.
struct OldFolder {
  explicit OldFolder(const std::string& name) : data(folder.at(name)) {
    const Ended unpacked = run({"tar", "-xzf", (kept / (name + ".tar.gz")).string(), "-C", folder.path().string()});
    REQUIRE_MESSAGE(unpacked.exit_code == 0, unpacked.err);
    expected = Json::parse(read_file(kept / (name + ".json")));
  }
  std::string verified() const { return ran_well({"journal", "verify", "--data", data}); }
  std::string head() const {
    return std::to_string(expected["entries"].get<int>()) + " events of " +
           std::to_string(expected["cases"].get<int>()) + " cases hold; head " + expected["head"].get<std::string>() +
           "\n";
  }

  TempFolder folder;
  const std::string data;
  Json expected;
};

// As a running server holds it.
class Held {
 public:
  explicit Held(const std::string& data)
      : handle_(::open((data + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
    REQUIRE(::flock(handle_, LOCK_EX | LOCK_NB) == 0);
  }
  ~Held() { ::close(handle_); }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

 private:
  const int handle_;
};

void tokens_are_valid(const OldFolder& old, std::uint16_t port) {
  for (const auto& token : old.expected["tokens"])
    CHECK(Client(port, token.get<std::string>()).get("/v1/tasks").status == 200);
  CHECK(Client(port, old.expected["revoked"].get<std::string>()).get("/v1/tasks").status == 401);
}

void states_are_those(const OldFolder& old, std::uint16_t port) {
  Client client(port, old.expected["tokens"]["secas-manager"].get<std::string>());
  Json states = Json::object();
  for (const auto& one : all_items(client, "/v1/modifications")) states[one["ref"].get<std::string>()] = one["state"];
  CHECK(states == old.expected["states"]);
}

}  // namespace

TEST_CASE("The journal of an older folder verifies before it is brought up to date, and says of which version it is") {
  for (const auto& name : names_of_kept_folders()) {
    CAPTURE(name);
    const OldFolder old(name);
    const auto said = old.verified();
    CHECK(said.starts_with(old.head()));
    CHECK(said.find("an older folder (it has schema version ") != std::string::npos);
    CHECK(ran_well({"journal", "dump", "--data", old.data}).size() > 10'000);
    CHECK(ran_well({"token", "list", "--data", old.data}).find("revoked") != std::string::npos);
    ran_well({"backup", old.folder.at("copy"), "--data", old.data});
    CHECK(old.verified() == said);  // looking changed nothing
    ran_well({"restore", old.folder.at("copy"), "--data", old.folder.at("restored")});
    CHECK(ran_well({"journal", "verify", "--data", old.folder.at("restored")}) == said);
  }
}

TEST_CASE("A server brings an older folder up to date: heads, states and tokens are as they were") {
  for (const auto& name : names_of_kept_folders()) {
    CAPTURE(name);
    const OldFolder old(name);
    const auto dumped = ran_well({"journal", "dump", "--data", old.data});
    Server server(old.data);
    states_are_those(old, server.port());
    tokens_are_valid(old, server.port());
    CHECK(old.verified() == old.head());  // chain, and live == rebuilt, beside the server
    CHECK(ran_well({"journal", "dump", "--data", old.data}) == dumped);
    Client manager(server.port(), old.expected["tokens"]["secas-manager"].get<std::string>());
    CHECK(manager.post("/v1/modifications", {{"title", "T"}, {"problem", "P"}, {"proposer", {{"type", "party"}}}})
              .status == 201);  // its numbers go on
    const Ended end = server.stop();
    CHECK(end.exit_code == 0);
    CHECK(end.err.find("brought " + old.data + " up to date") != std::string::npos);
    ran_well({"journal", "rebuild", "--data", old.data});
    ran_well({"journal", "verify", "--data", old.data});
    Server again(old.data);
    CHECK(again.stop().err.find("up to date") == std::string::npos);  // once is enough
  }
}

TEST_CASE("What only reads brings an older folder up to date if no server runs, else says to start one") {
  for (const auto& name : names_of_kept_folders()) {
    CAPTURE(name);
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"report", "change-status"}, {"explain", "SECMP0058"}, {"export", "xes"}}) {
      CAPTURE(words.front());
      const OldFolder old(name);
      auto with_data = words;
      with_data.insert(with_data.end(), {"--data", old.data});
      {
        const Held held(old.data);
        const Ended end = secmp(with_data);
        CHECK(end.exit_code == 1);
        CHECK(end.out.empty());
        CHECK(one_line(end.err));
        CHECK(end.err.find("start 'secmp serve --data " + old.data + "' once") != std::string::npos);
        CHECK(old.verified().find("an older folder") != std::string::npos);
      }
      const Ended end = secmp(with_data);
      CAPTURE(end.err);
      CHECK(end.exit_code == 0);
      CHECK(end.err.find("brought " + old.data + " up to date") != std::string::npos);
      CHECK(old.verified() == old.head());
      CHECK(secmp(with_data).err.empty());
    }
  }
}

TEST_CASE("A script loads into an older folder, and a trial of one changes nothing in it") {
  const OldFolder old("schema-1");
  const auto script = old.folder.at("more.jsonl");
  write_file(script, R"({"on": "2019-05-01", "as": {"role": "secas-manager", "id": "a"}, "to": "modifications", )"
                     R"("body": {"title": "T", "problem": "P", "proposer": {"type": "party"}}})"
                     "\n");
  ran_well({"load", script, "--dry-run", "--data", old.data});
  CHECK(old.verified().starts_with(old.head() + "an older folder"));
  ran_well({"load", script, "--data", old.data});
  CHECK(old.verified().find("older") == std::string::npos);
}
