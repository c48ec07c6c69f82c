// Beside a running server, and at its end in good order.
#include <doctest/doctest.h>
#include <signal.h>

#include "tests/system/register.hpp"

using namespace outside;

TEST_CASE("A server that is asked to stop answers what is queued and ends with exit code 0") {
  Register folder;
  auto& server = folder.serve();
  constexpr int commands = 40;
  std::vector<std::string> paths;
  for (int i = 0; i < commands; ++i) paths.push_back(folder.raise("Queued"));
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < commands; ++i) {
    clients.push_back(std::make_unique<Client>(server.port(), folder.token("secas-analyst")));
    CHECK(clients.back()->get("/readyz").status == 200);  // it is taken in before the signal
  }
  for (std::size_t i = 0; i < clients.size(); ++i)
    clients[i]->send("POST", paths[i] + "/commands/accept", "{}", {{"If-Match", "\"1\""}});
  server.send(SIGTERM);
  std::vector<std::size_t> done;
  for (std::size_t i = 0; i < clients.size(); ++i)
    if (clients[i]->receive().status == 200) done.push_back(i);
  const Ended end = server.wait();
  CAPTURE(end.err);
  CHECK(end.exit_code == 0);
  CHECK(end.signal == 0);

  folder.serve();
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const bool accepted = folder.as("secas-analyst").get(paths[i]).json()["version"] == 2;
    const bool answered = std::find(done.begin(), done.end(), i) != done.end();
    CHECK(accepted == answered);
  }
}

TEST_CASE("SIGINT, and a terminal that is gone, end a server as SIGTERM does") {
  for (const int signal : {SIGINT, SIGHUP}) {
    Register folder;
    folder.serve().send(signal);
    const Ended end = folder.server().wait();
    CHECK(end.exit_code == 0);
    CHECK(end.err.find("stopping") != std::string::npos);
  }
}

TEST_CASE("A token is honoured as soon as it is issued, and no longer once it is revoked or expired") {
  Register folder;
  folder.serve();
  const std::string token = issue_token(folder.data(), "secas-analyst", "newcomer");
  Client client(folder.server().port(), token);
  const Json body{{"title", "T"}, {"problem", "P"}, {"proposer", {{"type", "party"}}}};
  CHECK(client.post("/v1/modifications", body).status == 201);
  ran_well({"token", "revoke", "newcomer", "--data", folder.data()});
  const Answer after = client.post("/v1/modifications", body);
  CHECK(after.status == 401);
  CHECK(after.header("content-type").starts_with("application/problem+json"));
  CHECK(Client(folder.server().port(), token).get("/v1/modifications").status == 401);

  Client late(folder.server().port(), issue_token(folder.data(), "secas-analyst", "late", {"--expires", "2019-03-18"}));
  CHECK(late.post("/v1/modifications", body).status == 201);
  folder.clock("2019-03-19T09:00:00Z");
  CHECK(late.post("/v1/modifications", body).status == 401);
  const std::string list = ran_well({"token", "list", "--data", folder.data()});
  CHECK(list.find("newcomer") != std::string::npos);
  CHECK(list.find(token) == std::string::npos);
}

TEST_CASE(
    "Reports, explanations, proofs and copies are made beside a running server, and a copy is a register of its own") {
  Register folder;
  folder.serve();
  const std::string path = folder.raise("Seen from beside");
  const std::vector<std::vector<std::string>> besides = {
      {"report", "change-status"}, {"explain", "DP001"}, {"journal", "verify"}, {"journal", "dump"}};
  for (auto words : besides) {
    words.insert(words.end(), {"--data", folder.data()});
    CHECK(secmp(words).exit_code == 0);
  }
  CHECK(secmp({"describe", "sec-2019", "--format", "mermaid"}).exit_code == 0);

  TempFolder copy;
  fs::create_directory(copy.at("data"));
  ran_well({"journal", "backup", copy.at("data/secmp.db"), "--data", folder.data()});
  folder.command("secas-analyst", path, "accept", Json::object(), "\"1\"");
  ran_well({"journal", "verify", "--data", copy.at("data")});
  Server second(copy.at("data"));
  Client client(second.port(), "");
  CHECK(client.get(path).json()["state"] == "submitted");
  CHECK(folder.as("public").get(path).json()["state"] == "development");
  const Ended again = secmp({"journal", "backup", copy.at("data/secmp.db"), "--data", folder.data()});
  CHECK(again.exit_code == 1);
  CHECK(one_line(again.err));
}

TEST_CASE("A rebuild changes nothing that anybody can see") {
  Register folder;
  folder.serve();
  const std::string path = folder.raise("To be rebuilt");
  folder.command("secas-analyst", path, "accept", Json::object(), "\"1\"");
  const std::string targets[] = {path, path + "/history", "/v1/modifications", "/v1/tasks", "/v1/bodies/change-board"};
  std::vector<std::string> before;
  for (const auto& target : targets) before.push_back(folder.as("secas-manager").get(target).body);
  CHECK(folder.server().stop().exit_code == 0);
  ran_well({"journal", "rebuild", "--data", folder.data()});
  folder.verify();
  folder.serve();
  for (std::size_t i = 0; i < before.size(); ++i) CHECK(folder.as("secas-manager").get(targets[i]).body == before[i]);
}
