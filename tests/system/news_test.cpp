// News as Atom feeds, and the pages of the server itself: what news readers, browsers and developers get.
#include <doctest/doctest.h>

#include <set>

#include "tests/system/client.hpp"
#include "tests/system/program.hpp"

using namespace outside;

namespace {

const std::string example = SECMP_SOURCE_DIR "/tools/examples/march-2019.jsonl";

// What a library of somebody else's reads out of a feed.
Json read_by_feedparser(const std::string& text) {
  const TempFolder folder;
  write_file(folder.at("feed.atom"), text);
  write_file(folder.at("read.py"), R"(
import sys, json, feedparser
feed = feedparser.parse(open(sys.argv[1], 'rb').read(), response_headers={'content-type': 'application/atom+xml'})
assert not feed.bozo, feed.bozo_exception
assert feed.version == 'atom10', feed.version
print(json.dumps({'id': feed.feed.id, 'title': feed.feed.title, 'updated': feed.feed.updated,
                  'self': [link.href for link in feed.feed.links if link.rel == 'self'],
                  'entries': [{'id': e.id, 'title': e.title, 'updated': e.updated, 'author': e.author,
                               'link': [link.href for link in e.links if link.rel == 'alternate'],
                               'text': e.content[0].value} for e in feed.entries]}))
)");
  const auto ended = run({"/usr/bin/python3", folder.at("read.py"), folder.at("feed.atom")});
  REQUIRE_MESSAGE(ended.exit_code == 0, ended.err);
  return Json::parse(ended.out);
}

std::set<std::string> ids_of(const Json& feed) {
  std::set<std::string> all;
  for (const auto& entry : feed["entries"]) CHECK(all.insert(entry["id"]).second);
  return all;
}

}  // namespace

TEST_CASE("A news reader that is not ours reads what is new of the register and of a modification, the newest first") {
  const TempFolder folder;
  const auto data = folder.at("data");
  ran_well({"init", "--data", data, "--clock-start", "2019-03-15T08:00:00Z"});
  ran_well({"load", example, "--data", data});
  const auto manager_token = issue_token(data, "secas-manager", "m");
  const Server server(data);
  Client anyone(server.port(), ""), manager(server.port(), manager_token);
  const auto answer = anyone.get("/v1/modifications.atom");
  REQUIRE(answer.status == 200);
  CHECK(answer.header("content-type") == "application/atom+xml; charset=utf-8");
  const Json all = read_by_feedparser(answer.body);
  CHECK(all["self"] == Json{"/v1/modifications.atom"});
  CHECK(all["entries"].size() >= 10);
  CHECK(all["updated"] == all["entries"][0]["updated"]);
  ids_of(all);
  CHECK(anyone.get("/v1/modifications.atom").body == answer.body);
  CHECK(anyone.get("/v1/modifications.atom", {{"If-None-Match", answer.etag()}}).status == 304);

  const std::string of_one = "/v1/modifications/SECMP0062/history.atom";
  const Json before = read_by_feedparser(manager.get(of_one).body);
  const auto etag = manager.get("/v1/modifications/SECMP0062").etag();
  const Json note = {{"text", "For SECAS <alone> & nobody else"}};
  REQUIRE(manager.post("/v1/modifications/SECMP0062/commands/note", note, {{"If-Match", etag}}).status == 200);
  const Json after = read_by_feedparser(manager.get(of_one).body);
  CHECK(after["entries"].size() == before["entries"].size() + 1);
  CHECK(after["entries"][0]["title"] == "SECMP0062: Noted");
  CHECK(after["entries"][0]["link"] == Json{"/modifications/SECMP0062", "/v1/modifications/SECMP0062"});
  CHECK(after["id"] == before["id"]);
  const Json of_public = read_by_feedparser(anyone.get(of_one).body);
  CHECK(of_public["entries"].size() < after["entries"].size());
  CHECK(of_public["entries"][0]["id"] != after["entries"][0]["id"]);
  for (const auto& id : ids_of(of_public)) CHECK(ids_of(after).contains(id));
  CHECK(anyone.get("/v1/modifications/secmp0999/history.atom").status == 404);
  CHECK(anyone.get(of_one, {{"Accept", "audio/ogg"}}).status == 406);
  CHECK(anyone.get(of_one + "?colour=red").status == 422);
}

TEST_CASE("News older than those of a page are behind its link `next`, each once, and ids are those of one register") {
  const TempFolder folder, elsewhere;
  const auto data = folder.at("data");
  ran_well({"init", "--data", data, "--clock-start", "2019-03-15T08:00:00Z"});
  ran_well({"load", example, "--data", data});
  ran_well({"init", "--data", elsewhere.at("data"), "--clock-start", "2019-03-16T08:00:00Z"});
  ran_well({"load", example, "--data", elsewhere.at("data")});
  const auto all_ids = [](const Server& server) {
    Client anyone(server.port(), "");
    std::set<std::string> ids;
    std::size_t pages = 0, entries = 0;
    for (std::string path = "/v1/modifications.atom"; !path.empty() && pages < 50; ++pages) {
      const auto page = anyone.get(path).body;
      for (const auto& id : ids_of(read_by_feedparser(page))) ++entries, ids.insert(id);
      const auto at = page.find("<link rel=\"next\"");
      const auto from = at == std::string::npos ? at : page.find("href=\"", at) + 6;
      path = at == std::string::npos ? "" : page.substr(from, page.find('"', from) - from);
    }
    CHECK(ids.size() == entries);
    return ids;
  };
  const auto manager_token = issue_token(data, "secas-manager", "m");
  const Server here(data), there(elsewhere.at("data"));
  Client manager(here.port(), manager_token);
  const Json raising = {{"title", "T"}, {"problem", "P"}, {"proposer", {{"type", "party"}}}};
  const Json fifty(50, {{"to", "modifications"}, {"body", raising}});
  REQUIRE(manager.post("/v1/batch", {{"commands", fifty}}).status == 200);
  const auto mine = all_ids(here);
  CHECK(mine.size() > 50);
  for (const auto& id : all_ids(there)) CHECK(!mine.contains(id));
  Client anyone(here.port(), "");
  std::size_t events = 0;
  for (const auto& one : all_items(anyone, "/v1/modifications"))
    events += all_items(anyone, "/v1/modifications/" + one["ref"].get<std::string>() + "/history").size();
  CHECK(mine.size() == events);
  const auto others = Client(there.port(), "").get("/v1/modifications.atom").body;
  CHECK(others.find(": Modification Report approved, consultation opened") != std::string::npos);
  CHECK(anyone.get("/v1/modifications.atom?cursor=x").status == 422);
  CHECK(anyone.get("/v1/modifications.atom?cursor=0").status == 422);
}

TEST_CASE("The server's own address says what it is, and its page for developers says everything of the document") {
  const TempFolder folder;
  ran_well({"init", "--data", folder.at("data"), "--clock-start", "2019-03-15T08:00:00Z"});
  const Server server(folder.at("data"));
  Client anyone(server.port(), "");
  const auto front = anyone.get("/"), docs = anyone.get("/docs"), style = anyone.get("/page.css");
  for (const auto& page : {front, docs}) {
    CHECK(page.status == 200);
    CHECK(page.header("content-type") == "text/html; charset=utf-8");
    CHECK(page.header("content-security-policy").starts_with("default-src 'none'; style-src 'self';"));
    CHECK(page.header("x-content-type-options") == "nosniff");
    CHECK(page.body.find("<script") == std::string::npos);
    CHECK(page.body.find("The clock of this register is simulated") != std::string::npos);
    const TempFolder of_page;
    write_file(of_page.at("page.html"), page.body);
    const auto looked = run({"tidy", "-e", "-q", "--drop-empty-elements", "no", of_page.at("page.html")});
    CHECK_MESSAGE(looked.exit_code == 0, looked.err);
  }
  CHECK(front.body.find(R"(<link rel="alternate" type="application/atom+xml" title="Atom" href="/v1/)"
                        R"(modifications.atom">)") != std::string::npos);
  CHECK(style.header("content-type") == "text/css; charset=utf-8");
  for (const std::string link : {"/openapi.json", "/docs", "/v1/modifications", "/v1/modifications.atom", "/v1/events"})
    CHECK_MESSAGE(front.body.find("href=\"" + link + "\"") != std::string::npos, link);
  for (const std::string wrong : {"All calendar", "Cacop"}) CHECK(front.body.find(wrong) == std::string::npos);
  CHECK(front.body.find("href=\"/docs#journey-of-a-party\"") != std::string::npos);
  const Json document = anyone.get("/openapi.json").json();
  for (const auto& shape : document["components"]["schemas"].items()) {
    CAPTURE(shape.key());
    CHECK(docs.body.find("id=\"shape-" + shape.key() + "\"") != std::string::npos);
  }
  for (const auto& [path, methods] : document["paths"].items())
    for (const auto& [method, operation] : methods.items()) {
      const std::string id = operation["operationId"];
      CHECK_MESSAGE(docs.body.find("id=\"" + id + "\"") != std::string::npos, id);
    }
}
