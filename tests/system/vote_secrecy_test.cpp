// Pairs: everything that anybody but SECAS can ask, before and after others have voted, is answered alike, byte for
// byte and header for header. What can be asked comes out of the program's own document, so that a new route is asked
// too.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "tests/system/made_up.hpp"
#include "tests/system/still_house.hpp"

using namespace outside;

namespace {

const std::string opened_at = "2019-03-18T09:00:00Z", asked_at = "2019-03-19T10:00:00Z", today = "2019-03-19";
const std::vector<std::string> days{"2019-03-19", "2019-03-20", "2019-03-26",
                                    "2019-04-15"};  // the vote ends on the 25th
const std::string standing_path = "/v1/modifications/SECMP0025";

const std::vector<engine::Actor> people{{"analyst", "secas-analyst", "", "", ""},
                                        {"manager", "secas-manager", "", "", ""},
                                        {"secretary", "panel-secretary", "", "", ""},
                                        {"authority", "authority", "", "", ""},
                                        {"dcc", "dcc", "", "", "dcc"},
                                        {"consumers", "consumer-body", "", "", "consumers"},
                                        {"operator", "operator", "", "", ""},
                                        {"proposer-1", "proposer", "", "", ""},
                                        {"acme", "party", "", "", "large-suppliers"},
                                        {"LS-1-member", "change-board-member", "", "LS-1", ""},
                                        {"SS-1-member", "change-board-member", "", "SS-1", ""},
                                        {"NET-1-member", "change-board-member", "", "NET-1", ""}};
// All but SECAS; NET-1 will have voted in between, and sees that it did.
const std::vector<std::string> strangers{"public",   "secretary",  "authority", "dcc",         "consumers",
                                         "operator", "proposer-1", "acme",      "LS-1-member", "SS-1-member"};

Json vote(const std::string& seat) {
  return {{"seat", seat},
          {"choice", "approve"},
          {"reason", "it is clearer"},
          {"objectives", {{{"objective", "a"}, {"view", "better"}}}}};
}

struct Request {
  std::string method, target, body, if_match, accept;
};
std::string in_words(const Request& one) {
  return fmt::format("{} {} {} {} {}", one.method, one.target, one.body, one.if_match, one.accept);
}

// What is in braces, replaced by what there is.
std::vector<std::string> targets_of(const std::string& path) {
  static const std::map<std::string, std::vector<std::string>> refs{{"modifications", {"SECMP0025", "SECMP0026"}},
                                                                    {"bodies", {"change-board"}},
                                                                    {"releases", {"november-2019"}},
                                                                    {"calendar", {"england-and-wales"}},
                                                                    {"meetings", {"SECP_67_1204", "SECP_66_1803"}},
                                                                    {"actions", {}}};
  std::vector<std::string> made{path};
  if (const auto brace = path.find("/{ref}"); brace != std::string::npos) {
    made.clear();
    const auto begin = path.starts_with("/v1/") ? 4U : 1U;
    const auto collection = path.substr(begin, brace - begin);
    for (const auto& ref : refs.at(collection))
      made.push_back(path.substr(0, brace + 1) + ref + path.substr(brace + 6));
  }
  for (auto& one : made) {
    if (const auto number = one.find("{n}"); number != std::string::npos) one.replace(number, 3, "1");
    if (const auto secret = one.find("{secret}"); secret != std::string::npos) one.replace(secret, 8, "none");
    if (const auto pack = one.find("{pack}"); pack != std::string::npos) one.replace(pack, 6, "sec-2019");
    if (const auto hash = one.find("{hash}"); hash != std::string::npos) one.replace(hash, 6, std::string(64, 'a'));
    if (const auto name = one.find("{name}"); name != std::string::npos) one.replace(name, 6, "refused");
  }
  std::vector<std::string> commanded;
  for (const auto& one : made) {
    const auto command = one.find("{command}");
    if (command == std::string::npos) commanded.push_back(one);
    else
      for (const char* name : {"note", "cast-vote", "hold", "withdraw"})
        commanded.push_back(std::string(one).replace(command, 9, name));
  }
  return commanded;
}

class Questions {
 public:
  explicit Questions(const Json& document) {
    for (const auto& [path, methods] : document["paths"].items()) {
      // A stream has no end; what the server counts of itself moves with every request; uploaded bytes are of no case.
      if (path == "/v1/events" || path == "/metrics" || path == "/v1/clock" || path == "/v1/documents") continue;
      for (const auto& target : targets_of(path)) {
        REQUIRE_MESSAGE(target.find('{') == std::string::npos, target << ": say what is in the braces");
        if (methods.contains("get")) reads(target, methods["get"]);
        if (!methods.contains("post")) continue;
        is_page(methods["post"]) ? looks(target) : sends(target, methods["post"]);
      }
    }
  }
  const std::vector<Request>& all() const { return all_; }

 private:
  static bool is_page(const Json& method) { return method["tags"] == Json::array({"pages"}); }

  void reads(const std::string& target, const Json& method) {
    std::set<std::string> parameters;
    for (const auto& one : method.value("parameters", Json::array()))
      if (one["in"] == "query") parameters.insert(one["name"].get<std::string>());
    all_.push_back({"GET", target, "", "", "*/*"});
    const Json media = method.at("responses").value("200", Json::object()).value("content", Json::object());
    for (const auto& [type, _] : media.items())
      if (type != "application/pdf" && type.find("wordprocessing") == std::string::npos)
        all_.push_back({"GET", target, "", "", type});
    const auto with = [&](const std::string& query) { all_.push_back({"GET", target + "?" + query, "", "", "*/*"}); };
    if (parameters.contains("as_at")) with("as_at=" + today);
    if (parameters.contains("known_at")) with("known_at=" + asked_at);
    if (parameters.contains("limit")) with("limit=1");
    if (parameters.contains("q")) with("q=approve");
    if (parameters.contains("type"))  // a search
      for (const std::string words : {"clearer", "better", "SECMP0025", "SS-1"})
        for (const std::string more : {"", "&limit=1", "&type=modifications", "&as_at=2019-03-18"})
          with("q=" + words + more);
    if (parameters.contains("since")) with("since=2019-03-18");
    if (parameters.contains("on"))
      for (const auto& day : days) with("on=" + day);
    if (parameters.contains("role")) with("role=public");
    if (!parameters.contains("sort")) return;
    for (const auto& one : parameters) with("sort=" + one);
  }

  // Forms that are looked at again and not sent. Those of sessions are nobody's business.
  void looks(const std::string& target) {
    if (target == "/me" || target.starts_with("/sign-")) return;
    const std::string vote =
        "if_match=1&seat=SS-1&choice=reject&reason=r&objectives.0.objective=a&objectives.0.view=worse";
    for (const std::string& typed : {std::string("if_match=1&reason=r"), vote})
      for (const std::string button : {"&check=1", "&add=objectives", "&continue=1"})
        if (button != "&continue=1" || target.ends_with("/vote"))  // of a paper alone
          all_.push_back({"POST", target, typed + button, "", "text/html"});
  }

  // Previews, and what is refused before anybody looks at the case: stale, unsaid, or empty.
  void sends(const std::string& target, const Json& method) {
    const Json schema = schema_of(method);
    const auto least = made_up(schema, false).dump(), most = made_up(schema, true).dump();
    auto of_the_day_before = made_up(schema, true);
    of_the_day_before["effective_on"] = "2019-03-18";
    for (const auto& body : {std::string("{}"), least, most, of_the_day_before.dump()}) {
      all_.push_back({"POST", target + "?dry_run=true", body, "*", "*/*"});
      all_.push_back({"POST", target + "?dry_run=true", body, "\"1\"", "*/*"});
    }
    // What is opened, and a vote, is done whatever the version.
    if (target.find("/commands/") == std::string::npos || target.ends_with("/cast-vote")) return;
    all_.push_back({"POST", target, least, "\"999\"", "*/*"});
    all_.push_back({"POST", target, of_the_day_before.dump(), "\"999\"", "*/*"});
    all_.push_back({"POST", target, least, "", "*/*"});
  }

  std::vector<Request> all_;
};

// Two modifications, a release, a meeting; one of the two is voted on, and SS-1 has voted.
class VotedOn {
 public:
  explicit VotedOn(const std::string& path) : house(opened_at, people) {
    const std::string board = "/v1/bodies/change-board/commands/";
    for (const std::string seat : {"LS-1", "SS-1", "NET-1"}) {
      house.done("manager", board + "add-seat", {{"seat", seat}, {"block", "networks"}});
      house.done("manager", board + "appoint", {{"seat", seat}, {"holder", seat + "-member"}});
    }
    raise("SECMP0025", "change-board-vote", path);
    raise("SECMP0026", "refinement", "self-governance");
    house.done("secretary", "/v1/releases",
               {{"id", "november-2019"}, {"title", "November"}, {"kind", "november"}, {"planned_on", "2019-11-07"}});
    house.done("analyst", "/v1/meetings",
               {{"ref", "SECP_67_1204"}, {"body", "panel"}, {"date", "2019-04-12"}, {"title", "Panel 67"}});
    house.done("analyst", standing_path + "/commands/open-vote", {{"purpose", "final"}, {"mode", "correspondence"}});
    meets();
    house.done("SS-1-member", standing_path + "/commands/cast-vote", vote("SS-1"));
    house.the_time_is(asked_at);
  }

  StillHouse house;

 private:
  // A step of the modification that is voted on comes out of its minutes, and another one is drafted.
  void meets() {
    const std::string meeting = "/v1/meetings/SECP_66_1803";
    house.done("analyst", "/v1/meetings",
               {{"ref", "SECP_66_1803"}, {"body", "panel"}, {"date", "2019-03-18"}, {"title", "Panel 66"}});
    house.done("analyst", meeting + "/commands/add-item",
               {{"item", 1}, {"title", "a"}, {"modifications", {"SECMP0025"}}});
    house.done("secretary", meeting + "/commands/issue-papers", Json::object());
    house.done("secretary", meeting + "/commands/hold", {{"attendance", Json::array()}});
    const auto drafts = [&](const std::string& command) {
      house.done("secretary", meeting + "/commands/propose-decision",
                 {{"item", 1},
                  {"verb", "AGREED"},
                  {"text", "so"},
                  {"modification", "SECMP0025"},
                  {"command", command},
                  {"body", {{"reason", "r"}}}});
    };
    drafts("hold");
    drafts("request-urgency");
    house.done("secretary", meeting + "/commands/confirm-line", {{"line", 2}});
  }
  void raise(const std::string& ref, const std::string& state, const std::string& path) {
    house.done("manager", "/v1/modifications",
               {{"ref", ref},
                {"title", "Access to load switching information"},
                {"problem", "Something in the Code does not work."},
                {"proposer", {{"type", "party"}, {"id", "proposer-1"}, {"category", "large-suppliers"}}},
                {"workflow", "sec-2019"},
                {"position", {{"state", state}, {"path", path}, {"as_of", "2019-03-18"}, {"source", "a test"}}}});
  }
};

// All of it except when it was given.
std::string whole(const Answer& answer) {
  std::string text = std::to_string(answer.status);
  for (const auto& [name, value] : answer.headers)
    if (name != "date") text += "\n" + name + ": " + value;
  return text + "\n\n" + answer.body;
}

// The key of a form is another one each time that it is shown.
std::string without_key(std::string answer) {
  static const std::string before = "name=\"idempotency_key\" value=\"";
  for (auto at = answer.find(before); at != std::string::npos; at = answer.find(before, at + 1))
    answer.erase(at + before.size(), 32);
  return answer;
}

std::vector<std::string> asked(VotedOn& at, const std::vector<Request>& all) {
  std::vector<std::string> answers;
  for (const auto& who : strangers)
    for (const auto& one : all) {
      Headers headers{{"Accept", one.accept}};
      if (!one.if_match.empty()) headers.emplace_back("If-Match", one.if_match);
      // Pages know who asks by the cookie of a session.
      const bool is_page = !one.target.starts_with("/v1/");
      if (is_page) headers.emplace_back("Cookie", "__Host-secmp=s-" + who);
      if (is_page && one.method == "POST") {
        headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
        headers.emplace_back("Sec-Fetch-Site", "same-origin");
      }
      answers.push_back(without_key(whole(at.house.ask(who, one.method, one.target, one.body, headers))));
    }
  return answers;
}

// Where two texts part, with what is around it.
std::string difference(const std::string& before, const std::string& after) {
  std::size_t i = 0;
  while (i < std::min(before.size(), after.size()) && before[i] == after[i]) ++i;
  const auto from = i < 60 ? 0 : i - 60;
  return "\n    before: " + before.substr(from, 140) + "\n    after:  " + after.substr(from, 140);
}

void a_vote_moves_nothing(const std::string& path) {
  VotedOn at(path);
  const auto all = Questions(at.house.as("public").get("/openapi.json").json()).all();
  const auto entries = at.house.reader->last_seq();
  const auto before = asked(at, all);
  REQUIRE(at.house.reader->last_seq() == entries);  // none of them was done
  at.house.done("NET-1-member", standing_path + "/commands/cast-vote", vote("NET-1"));
  REQUIRE(at.house.reader->last_seq() > entries);
  const auto after = asked(at, all);

  std::string leaks;
  std::size_t previewed = 0, read = 0, refused = 0, moved = 0, unanswered = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto& one = all[i % all.size()];
    const bool well = before[i].starts_with("200");
    (one.method == "GET" ? read : well ? previewed : refused) += one.method == "POST" || well ? 1 : 0;
    unanswered += before[i].starts_with("0\n") ? 1 : 0;
    if (before[i] == after[i]) continue;
    if (++moved < 30)
      leaks += "\n  " + strangers[i / all.size()] + ": " + in_words(one) + difference(before[i], after[i]);
  }
  MESSAGE(read << " reads, " << previewed << " previews, " << refused << " refusals");
  CHECK_MESSAGE(moved == 0, moved << " answers moved:" << leaks);
  CHECK(unanswered == 0);
  CHECK(read > 1000);
  CHECK(previewed > 40);
  CHECK(refused > 1000);
}

}  // namespace

TEST_CASE("How far the journal has come is told to a stream's reader as far as they may know it") {
  VotedOn at("self-governance");
  const auto told = [&](const std::string& who) {
    Client& client = at.house.as(who);
    REQUIRE(client.send("GET", "/v1/events", "", {{"Last-Event-ID", "1000"}}));
    const std::string reset = client.receive_until("detail");
    return reset.substr(reset.find("id: "));
  };
  const std::string before = told("acme"), of_everybody = told("public");
  const auto head = std::to_string(at.house.reader->last_seq());
  at.house.done("NET-1-member", standing_path + "/commands/cast-vote", vote("NET-1"));
  CHECK(before.find("event: reset") != std::string::npos);
  CHECK(before.find("\"head\":" + head) == std::string::npos);  // SS-1 had voted
  CHECK(told("LS-1-member") == before);
  CHECK(of_everybody == before);
  CHECK(told("manager").find("\"head\":" + std::to_string(at.house.reader->last_seq())) != std::string::npos);
}

TEST_CASE("A line of minutes tells nobody else than SECAS which version of what is voted on its step is") {
  VotedOn at("self-governance");
  const auto line = [&](const std::string& who) {
    const Json items = at.house.as(who).get("/v1/meetings/SECP_66_1803").json().at("items");
    for (const auto& one : items.at(0).at("lines"))
      if (one.at("line") == 2) return one.at("event");
    return Json();
  };
  CHECK(line("analyst").at("version").is_number());
  for (const auto& who : strangers) {
    CHECK(line(who).at("version").is_null());
    CHECK(line(who).at("href") == "/v1/modifications/SECMP0025/history");
  }
}

TEST_CASE("What others than SECAS can ask about an open vote is answered alike before and after a vote") {
  a_vote_moves_nothing("self-governance");
}

TEST_CASE("So it is if the Authority decides" * doctest::test_suite("long") * doctest::skip()) {
  a_vote_moves_nothing("authority-determined");
}
