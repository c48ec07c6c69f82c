// One client after the other, so that there is one order of answers.
#include "tests/system/busy_server.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/system/register.hpp"

namespace outside {
namespace {

constexpr int documents = 9;
const std::string path = "/v1/modifications/SECMP0001";

using What = BusyServer::Done::What;

Json modification(const std::string& ref) {
  return {{"title", "A title"}, {"ref", ref}, {"problem", "It does not work."}, {"proposer", {{"type", "party"}}}};
}

}  // namespace

BusyServer::BusyServer() {
  const auto data = beginning_.data();
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  manager_ = issue_token(data, "secas-manager", "m");
  analyst_ = issue_token(data, "secas-analyst", "a");
  operator_ = issue_token(data, "operator", "o");
  Server server(data);
  REQUIRE(Client(server.port(), manager_).post("/v1/modifications", modification("SECMP0001")).status == 201);
  server.stop();
}

// With a key of its own; the raising was the first version.
Answer BusyServer::attach(Client& client, int document) const {
  return client.post(path + "/commands/attach-document",
                     {{"kind", "paper"},
                      {"title", std::to_string(document) + " " + std::string(250, 't')},
                      {"version", std::string(2000, '1')},
                      {"classification", "white"}},
                     {{"Idempotency-Key", "document-" + std::to_string(document)},
                      {"If-Match", "\"" + std::to_string(document) + "\""}});
}

BusyServer::Day BusyServer::work(Server& server) const {
  Day day;
  Client analyst(server.port(), analyst_), manager(server.port(), manager_), clock(server.port(), operator_);
  const auto goes_on = [&](const Answer& answer, What what, const std::string& value) {
    const bool well = answer.status / 100 == 2;
    day.unanswered = answer.status == 0;
    CAPTURE(answer.body);
    if (what == What::read && answer.status == 500) return true;  // it could not be read: this once
    day.refused = !well && !day.unanswered;
    if (day.refused) CHECK(answer.status == 503);
    if (well) day.done.push_back({what, value});
    return well;
  };
  for (int i = 1; i <= documents; ++i) {
    if (!goes_on(attach(analyst, i), What::document, std::to_string(i))) return day;
    if (!goes_on(analyst.get(path), What::read, "")) return day;
    const auto to = "2019-03-" + std::to_string(18 + i) + "T09:00:00Z", ref = "SECMP00" + std::to_string(20 + i);
    if (i % 3 == 0 && !goes_on(clock.post("/v1/clock", {{"to", to}}), What::clock, to)) return day;
    if (i % 4 == 0 && !goes_on(manager.post("/v1/modifications", modification(ref)), What::raised, ref)) return day;
  }
  return day;
}

bool BusyServer::answers_reads(Server& server) const {
  Client client(server.port(), analyst_);
  constexpr int threads = 4;  // each of which a fault may have met
  for (int i = 0; i < threads; ++i)
    if (client.get(path).status == 200) return client.get("/healthz").status == 200;
  return false;
}

void BusyServer::documents_are_there_once(Client& client, int acknowledged) const {
  int attached = 0;
  for (const auto& entry : all_items(client, path + "/history"))
    if (entry["event"] == "document-attached")
      CHECK(entry["body"]["title"].get<std::string>().starts_with(std::to_string(++attached) + " "));
  CHECK(attached >= acknowledged);
  CHECK(attached <= acknowledged + 1);  // done, and its answer lost
}

void BusyServer::is_all_there(const Place& at, const std::vector<Done>& done) const {
  try {
    Server server(at.data(), {}, at.environment());
    Client client(server.port(), analyst_);
    int attached = 0;
    for (const auto& one : done) {
      CAPTURE(one.value);
      if (one.what == What::document) ++attached;
      if (one.what == What::raised) CHECK(client.get("/v1/modifications/" + one.value).status == 200);
      if (one.what == What::clock) CHECK(client.get("/v1/clock").json()["now"].get<std::string>() >= one.value);
    }
    documents_are_there_once(client, attached);
    if (attached < documents) CHECK(attach(client, attached + 1).status == 200);
    documents_are_there_once(client, std::min(attached + 1, documents));
    CHECK(server.stop().exit_code == 0);
    ran_well({"journal", "verify", "--data", at.data()});
  } catch (const std::exception& why) {
    FAIL_CHECK(std::string(why.what()));
  }
  CHECK(at.left_over() == std::vector<std::string>{});
}

}  // namespace outside
