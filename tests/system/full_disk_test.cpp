// A disk without room: no more writes, reads go on, and nothing acknowledged is lost. Needs a small file system of its
// own, which only root may make.
#include <doctest/doctest.h>
#include <signal.h>

#include <cstring>

#include "tests/system/client.hpp"
#include "tests/system/small_disk.hpp"

using namespace outside;

namespace {

Answer attach(Client& client, const std::string& path, int number) {
  const Json body{{"kind", std::string(2000, 'x')},
                  {"title", "A paper"},
                  {"version", std::to_string(number)},
                  {"classification", "white"}};
  return client.post(path + "/commands/attach-document", body, {{"If-Match", "\"" + std::to_string(number) + "\""}});
}

}  // namespace

TEST_CASE(
    "On a full disk commands are answered 503 and reads go on; after making room and a restart everything is there") {
  const SmallDisk disk(8);
  if (!disk.mounted()) {
    MESSAGE("skipped: a small file system cannot be mounted here (", std::strerror(disk.error()), ")");
    return;
  }
  const std::string data = disk.at("data");
  ran_well({"init", "--data", data, "--clock-start", "2019-03-18T09:00:00Z"});
  const std::string token = issue_token(data, "secas-manager", "a");
  auto server = std::make_unique<Server>(data);
  auto client = std::make_unique<Client>(server->port(), token);
  const Answer raised =
      client->post("/v1/modifications", {{"title", "T"}, {"problem", "P"}, {"proposer", {{"type", "party"}}}});
  REQUIRE(raised.status == 201);
  const std::string path = raised.header("location");
  write_file(disk.at("ballast"), std::string(disk.room() - 600'000, 'x'));

  int version = 1;
  Answer answer;
  while ((answer = attach(*client, path, version)).status == 200) ++version;
  CHECK(answer.status == 503);
  CHECK(answer.header("retry-after") != "");
  CHECK(answer.header("content-type").starts_with("application/problem+json"));
  MESSAGE(version, " events before the disk was full");

  const Answer read = client->get(path);
  CHECK(read.status == 200);
  CHECK(read.etag() == "\"" + std::to_string(version) + "\"");
  CHECK(client->get("/v1/modifications").status == 200);
  CHECK(client->get("/healthz").status == 200);
  CHECK(client->get("/readyz").status == 503);
  CHECK(attach(*client, path, version).status == 503);

  fs::remove(disk.at("ballast"));
  CHECK(attach(*client, path, version).status == 503);  // what the disk holds is known after a restart
  server->send(SIGTERM);
  const Ended end = server->wait();
  CHECK(end.signal == 0);
  CHECK(end.err.find("nothing more is recorded until the program is started again: the disk is full: ") !=
        std::string::npos);
  server = std::make_unique<Server>(data);
  client = std::make_unique<Client>(server->port(), token);
  CHECK(client->get(path).etag() == "\"" + std::to_string(version) + "\"");
  CHECK(static_cast<int>(all_items(*client, path + "/history").size()) == version);
  CHECK(attach(*client, path, version).status == 200);
  CHECK(server->stop().exit_code == 0);
  ran_well({"journal", "verify", "--data", data});
}
