// The pieces by themselves: prescan, target, router, conditions, the quick reader, rendered answers, papers, the
// document.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "api/http/conditions.hpp"
#include "api/http/prescan.hpp"
#include "api/http/problem.hpp"
#include "api/http/quick.hpp"
#include "api/http/text.hpp"
#include "api/http/wire.hpp"
#include "api/report/text.hpp"
#include "api/report/words.hpp"
#include "api/routes/application.hpp"
#include "api/routes/openapi.hpp"
#include "tests/api/loopback.hpp"

using namespace api;
using nlohmann::json;

TEST_CASE("the prescan takes what a JSON library takes, and nothing else") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> pieces = {"{",           "}",
                                           "[",           "]",
                                           ",",           ":",
                                           "\"a\"",       "\"b\\n\"",
                                           "1",           "-0.5e3",
                                           "01",          "true",
                                           "null",        "nul",
                                           " ",           "\n",
                                           "\"\\u00e9\"", "\"\\ud83d\\ude00\"",
                                           "\"\\ud83d\"", "\"\xC3\xA9\"",
                                           "\"\xC3\"",    "\"\xED\xA0\x80\"",
                                           "\"\x01\"",    "1e5",
                                           "-",           "."};
  int valid = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto count = random() % 7 + 1; count > 0; --count) text += pieces[random() % pieces.size()];
    const bool accepted = !prescan(text);
    if (accepted != json::accept(text)) {
      CAPTURE(text);
      CHECK(text.find("\"a\"") != text.rfind("\"a\""));  // a name twice is all that we refuse and the library does not
      CHECK(!accepted);
    }
    valid += accepted;
  }
  CHECK(valid > 100);
}

TEST_CASE("the prescan stops at 64 levels, and says where a fault is") {
  CHECK(!prescan(std::string(64, '[') + std::string(64, ']')));
  CHECK(prescan(std::string(65, '[') + std::string(65, ']'))->column == 65);
  CHECK(prescan("{\"a\":1,\n\"b\":2,\n  \"a\":3}")->line == 3);
  CHECK(prescan("{\"a\":1,\n\"b\":2,\n  \"a\":3}")->column == 3);
  CHECK(prescan("{\"a\":1,\"\\u0061\":2}"));
  CHECK(prescan("\"abc")->column == 1);
  CHECK(prescan("[18446744073709551616]")->column == 2);
  CHECK(prescan("[-9223372036854775809]")->column == 2);
  CHECK(!prescan("[18446744073709551615, -9223372036854775808, 1e30, 99999999999999999999.5]"));
}

TEST_CASE("an address is taken apart and decoded") {
  Target target = read_target("/v1/lo%61ns/a%20b?q=x+y%26z&limit=5&flag");
  CHECK(target.segments == std::vector<std::string>{"v1", "loans", "a b"});
  CHECK(target.query.text("q") == "x y&z");
  CHECK(target.query.number("limit", 1, 9) == 5);
  CHECK(target.query.text("flag") == "");
  CHECK_NOTHROW(target.query.only_known());
  CHECK(encoded("a b/\xC3\xA9") == "a%20b%2F%C3%A9");
}

TEST_CASE("of two patterns that fit, the router takes the one with fewer names") {
  Router router;
  for (const char* pattern : {"/a/{x}", "/a/b", "/a/{x}/{y}"}) router.add({"GET", pattern, pattern, ""});
  router.add({"POST", "/a/b", "post", ""});
  CHECK(router.find("GET", {"a", "b"}).route->name == "/a/b");
  CHECK(router.find("GET", {"a", "c"}).arguments == std::vector<std::string>{"c"});
  CHECK(router.find("GET", {"a", ""}).allowed.empty());
  CHECK(router.find("HEAD", {"a", "c", "d"}).route->name == "/a/{x}/{y}");
  CHECK(router.find("PUT", {"a", "b"}).route == nullptr);
  CHECK(router.find("PUT", {"a", "b"}).allowed == std::vector<std::string>{"GET", "POST", "HEAD", "OPTIONS"});
}

TEST_CASE("the best of the accepted forms is chosen, the more exact range deciding") {
  const std::vector<std::string> offered = {"application/json", "text/plain", "text/markdown"};
  const auto pick = [&](const std::string& accept) { return choose(&accept, offered); };
  CHECK(choose(nullptr, offered) == 0);
  CHECK(pick("*/*") == 0);
  CHECK(pick("text/*") == 1);
  CHECK(pick("text/*;q=0.5, text/markdown") == 2);
  CHECK(pick("text/plain;q=0, text/*") == 2);
  CHECK(pick("image/png") == std::nullopt);
  CHECK(pick("*/*;q=0") == std::nullopt);
}

TEST_CASE("the quick reader takes plain requests and leaves the others alone") {
  const std::string plain =
      "GET /v1/loans/L0001 HTTP/1.1\r\nHost: here\r\nAccept: */*\r\nAuthorization: Bearer x\r\nIf-None-Match: "
      "\"1\"\r\n\r\n";
  const std::string more = plain + "GET";
  const auto quick = read_quick(more);
  REQUIRE(quick);
  CHECK(quick->target == "/v1/loans/L0001");
  CHECK(quick->authorization == "Bearer x");
  CHECK(quick->if_none_match == "\"1\"");
  CHECK(quick->bytes == plain.size());
  const std::string start = "GET /a HTTP/1.1\r\nHost: here\r\n";
  for (const std::string& other : {start,
                                   start + "\r",
                                   std::string("GET /a HTTP/1.1\r\n\r\n"),
                                   start + "Host: there\r\n\r\n",
                                   start + "Content-Length: 1\r\n\r\n",
                                   start + "Transfer-Encoding: chunked\r\n\r\n",
                                   start + "Connection: close\r\n\r\n",
                                   start + "Expect: 100-continue\r\n\r\n",
                                   start + " folded\r\n\r\n",
                                   start + "Bad Name: x\r\n\r\n",
                                   start + "A: b\nC: d\r\n\r\n",
                                   start + std::string("A: \0\r\n\r\n", 8),
                                   start + "Last-Event-ID: 1\r\nLast-Event-ID: 2\r\n\r\n",
                                   start + "Idempotency-Key: a\r\n\r\n",
                                   start + "Accept: a\r\nAccept: b\r\n\r\n",
                                   std::string("GET /a?b HTTP/1.1\r\nHost: x\r\n\r\n"),
                                   std::string("GET /%61 HTTP/1.1\r\nHost: x\r\n\r\n"),
                                   std::string("GET /a HTTP/1.0\r\nHost: x\r\n\r\n"),
                                   std::string("POST /a HTTP/1.1\r\nHost: x\r\n\r\n"),
                                   std::string("GET  /a HTTP/1.1\r\nHost: x\r\n\r\n")}) {
    CAPTURE(other);
    CHECK(!read_quick(other));
  }
}

TEST_CASE("rendered answers are bounded, and the least recently used go first") {
  RenderedCache cache(4000);
  const auto answer = std::make_shared<const Rendered>(Rendered{"\"1\"", std::string(600, 'x'), 10, ""});
  const auto yes = [] { return true; };
  for (const char* key : {"a", "b", "c", "d"}) cache.put(key, {"case", 0}, answer, yes);
  CHECK(cache.find("a"));
  cache.put("e", {"other", 0}, answer, yes);
  CHECK(cache.find("a"));
  CHECK(!cache.find("b"));
  CHECK(cache.bytes() <= 4000);
  cache.put("f", {"case", 0}, answer, [] { return false; });
  CHECK(!cache.find("f"));
  cache.put("g", {"case", 1}, answer, yes);
  cache.forget("case", [](engine::Clearance eyes) { return eyes == 0; });
  CHECK(cache.size() == 2);
  CHECK(cache.find("g"));
  CHECK(cache.find("e"));
  cache.put("h", {"big", 0}, std::make_shared<const Rendered>(Rendered{"", std::string(5000, 'x'), 0, ""}), yes);
  CHECK(!cache.find("h"));
}

TEST_CASE("a case is kept for readers when it is read for the second time, and not by who reads every case once") {
  const engine::Workflows none({});
  Feed feed(none);
  const auto read = [&feed](const std::string& id) {
    engine::Case one;
    one.id = id;
    feed.keep(one, feed.stamp(id));
    return feed.current(id).has_value();
  };
  CHECK_FALSE(read("L0001"));
  CHECK(read("L0001"));
  for (int i = 2; i < 5000; ++i) CHECK_FALSE(read("L" + std::to_string(i)));
  CHECK(feed.current("L0001"));
}

TEST_CASE("a reader that was overtaken by a commit keeps nothing") {
  const engine::Workflows none({});
  Feed feed(none);
  const auto answer = std::make_shared<const Rendered>(Rendered{"\"1\"", "x", 0, ""});
  const std::uint64_t stamp = feed.stamp("L0001");
  engine::Accepted accepted;
  accepted.after.id = "L0001";
  accepted.after.version = 2;
  accepted.entry.seq = 1;
  feed.committed({accepted});
  feed.keep("key", {"L0001", 0}, answer, stamp);
  CHECK(!feed.rendered().find("key"));
  engine::Case old;
  old.id = "L0001";
  old.version = 1;
  for (int time = 0; time < 2; ++time) feed.keep(old, stamp);
  CHECK(feed.current("L0001")->version == 2);
  feed.keep("key", {"L0001", 0}, answer, feed.stamp("L0001"));
  CHECK(feed.rendered().find("key"));
}

namespace {

engine::Accepted step(const std::string& case_id, std::int64_t seq) {
  engine::Accepted accepted;
  accepted.after.id = case_id;
  accepted.entry.seq = seq;
  return accepted;
}

}  // namespace

TEST_CASE("a feed that fails in the middle of a commit forgets all that it kept") {
  const engine::Workflows none({});
  Feed feed(none);
  const auto answer = std::make_shared<const Rendered>(Rendered{"\"1\"", "x", 0, ""});
  feed.committed({step("L0001", 1)});
  const std::uint64_t stamp = feed.stamp("L0002");
  feed.keep("key", {"L0002", 0}, answer, stamp);
  feed.on_commit([] { throw std::runtime_error("nobody to wake"); });
  CHECK_THROWS_AS(feed.committed({step("L0001", 2)}), std::runtime_error);
  CHECK(feed.rendered().size() == 0);
  CHECK(feed.rendered().bytes() == 0);
  CHECK_FALSE(feed.current("L0001"));
  CHECK_FALSE(feed.behind(0, 10));
  feed.keep("key", {"L0002", 0}, answer, stamp);  // by one who was reading meanwhile
  CHECK_FALSE(feed.rendered().find("key"));

  feed.on_commit({});
  feed.committed({step("L0001", 3)});
  CHECK(feed.behind(2, 10)->size() == 1);
  CHECK_FALSE(feed.behind(1, 10));
  feed.keep("key", {"L0002", 0}, answer, feed.stamp("L0002"));
  CHECK(feed.rendered().find("key"));
}

TEST_CASE("a feed that has not heard of a commit forgets all that it kept, and has no gap in its events") {
  const engine::Workflows none({});
  Feed feed(none);
  feed.committed({step("L0001", 7)});
  feed.keep("key", {"L0002", 0}, std::make_shared<const Rendered>(Rendered{"\"1\"", "x", 0, ""}), feed.stamp("L0002"));
  feed.committed({step("L0001", 9), step("L0003", 10)});
  CHECK_FALSE(feed.rendered().find("key"));
  CHECK_FALSE(feed.behind(6, 10));
  CHECK_FALSE(feed.behind(7, 10));
  CHECK(feed.behind(8, 10)->size() == 2);
  CHECK(feed.current("L0001"));
}

TEST_CASE("a paper is at most 100 columns wide, its columns stand under each other, and nothing is lost") {
  engine::Report report;
  report.title = "Loans";
  report.header = {{"As at", "2019-03-15"}};
  report.sections.push_back({"all",
                             "All loans \xE2\x80\x93 in full",
                             "",
                             {{"ref", "Ref"}, {"title", "Title"}, {"remarks", "Remarks"}},
                             {},
                             "None."});
  const std::string words =
      "several words that have to be broken into lines because they are far too many for one cell of the paper ";
  report.sections[0].rows = {{"L0001", "Emma", words + words}, {"L0002", engine::Cell(), "caf\xC3\xA9"}};
  report.sections.push_back({"none", "Nothing here", "", {{"ref", "Ref"}}, {}, "There is none."});
  const std::string paper = report::text(report);
  std::size_t title_column = 0;
  for (std::size_t at = 0; at < paper.size();) {
    const std::size_t end = paper.find('\n', at);
    const std::string line = paper.substr(at, end - at);
    CHECK(report::width_of(line) <= 100);
    if (line.starts_with("Ref")) title_column = line.find("Title");
    if (line.starts_with("L0001")) CHECK(line.find("Emma") == title_column);
    if (line.starts_with("L0002")) CHECK(line.find("-") == title_column);
    at = end + 1;
  }
  CHECK(title_column > 0);
  CHECK(paper.find("There is none.") != std::string::npos);
  CHECK(report::wrapped("abcdefgh", 3) == std::vector<std::string>{"abc", "def", "gh"});
}

TEST_CASE("a paper that was made on a simulated clock says so, whatever its header says") {
  engine::Report report;
  report.title = "Loans";
  report.header = {{"As at", "2019-03-15"}};
  CHECK(report::text(report).find("simulated") == std::string::npos);
  report.simulated = true;
  CHECK(report::text(report).find("Clock  simulated") != std::string::npos);
}

TEST_CASE("every kind of problem explains itself") {
  for (const ProblemKind& kind : problem_kinds()) {
    CAPTURE(kind.name);
    const Response response = Problem(kind.name, "told \"so\"").response("/x");
    const json body = json::parse(response.body);
    CHECK(response.status == kind.status);
    CHECK(body["type"] == "/problems/" + std::string(kind.name));
    CHECK(body["detail"] == "told \"so\"");
    CHECK(reason_of(kind.status) != "Unknown");
    CHECK(!kind.explanation.empty());
  }
  CHECK_THROWS_AS(Problem("unheard-of", ""), std::logic_error);
}

TEST_CASE("the document and the table of routes say the same") {
  test::Loopback house;
  const Parts parts{house.workflows, house.processor, house.journal, house.clock, house.calendar,
                    house.feed,      house.faults,    nullptr,       {}};
  Application application(parts, [](engine::Once<void()>) {});
  const json document = json::parse(house.get("/openapi.json").body);
  CHECK(document["openapi"] == "3.1.0");
  const auto name_of = [](std::string method) {
    for (char& c : method) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return method;
  };
  std::set<const Route*> met;
  std::set<std::string> ids;
  for (const auto& one : document["paths"].items())
    for (const auto& [method, operation] : one.value().items()) {
      const std::string& path = one.key();
      CAPTURE(path);
      const auto match = application.router().find(name_of(method), read_target(path).segments);
      REQUIRE(match.route);
      met.insert(match.route);
      CHECK(ids.insert(operation["operationId"]).second);
      for (const int status : match.route->statuses) CHECK(operation["responses"].contains(std::to_string(status)));
      for (const auto& [status, response] : operation["responses"].items())
        if (response.contains("$ref")) CHECK(document["components"]["responses"].contains(status));
    }
  for (const Route& route : application.router().routes()) {
    CAPTURE(route.pattern);
    CHECK(met.contains(&route));
  }
  const json& post = document["paths"]["/v1/loans/{ref}/commands/hand-out"]["post"];
  CHECK(post["requestBody"]["content"]["application/json"]["schema"]["type"] == "object");
  CHECK(post["requestBody"]["required"] == false);  // no body is an empty object, which will do
  CHECK(document["paths"]["/v1/clock"]["post"]["requestBody"]["required"] == true);
  const auto has = [](const json& operation, const std::string& header, bool required) {
    const auto& all = operation["parameters"];
    return std::any_of(all.begin(), all.end(), [&](const json& one) {
      return one["name"] == header && one["in"] == "header" && one.value("required", false) == required;
    });
  };
  CHECK(has(post, "If-Match", true));
  for (const auto& [path, operations] : document["paths"].items())
    if (operations.contains("post") && operations["post"]["tags"] != json({"pages"}))  // forms have fields for that
      CHECK(has(operations["post"], "Idempotency-Key", false));
}
