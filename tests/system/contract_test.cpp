// The OpenAPI document and the answers are held against each other: in every test here by the client
// (tests/system/contract.cpp), and in this one for everything that can be read after every command.
#include <doctest/doctest.h>

#include <set>
#include <sstream>

#include "tests/support/schema.hpp"
#include "tests/system/contract.hpp"
#include "tests/system/every_command.hpp"
#include "tests/system/made_up.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

const std::string json_media = "application/json";

// Of every method of every path, those of its successes that are JSON.
template <class Visit>
void each_answer(Visit visit) {
  for (const auto& [path, methods] : contract()["paths"].items())
    for (const auto& [method, operation] : methods.items())
      for (const auto& [status, response] : operation["responses"].items())
        if (status[0] == '2' && response.contains("content") && response["content"].contains(json_media))
          visit(path, method, status, response["content"][json_media]["schema"]);
}

// Everything that the document lets somebody read of a case, and of all cases.
class Reader {
 public:
  explicit Reader(Register& at) : at_(at) {
    for (const auto& [path, methods] : contract()["paths"].items())
      if (methods.contains("get") && path != "/v1/events") gets_.push_back(path);
  }

  void read(const std::string& role, const std::string& target) {
    const auto collection = target.substr(0, target.find('/', 4));
    for (const auto& path : gets_) {
      if (!path.starts_with(collection + "/{ref}")) continue;
      std::string rest = path.substr(collection.size() + 6);
      if (const auto number = rest.find("{n}"); number != std::string::npos) rest.replace(number, 3, "1");
      at_.as(role).get(target + rest);
    }
    for (const char* question : {"/what-if"})
      if (contract()["paths"].contains(collection + "/{ref}" + question))
        at_.as(role).post(target + question, Json::object());
  }

  void read_the_rest(const std::string& role) {
    const std::map<std::string, std::string> names{{"{name}", "refused"}, {"{pack}", "sec-2019"}};
    for (auto path : gets_) {
      if (path.find("{ref}") != std::string::npos) continue;
      for (const auto& [name, value] : names)
        if (const auto found = path.find(name); found != std::string::npos) path.replace(found, name.size(), value);
      at_.as(role).get(path);
    }
    at_.as(role).get("/v1/calendar/working-days?from=2019-03-18&add=10");
    at_.as(role).get("/v1/calendar/working-days?from=2019-03-18&to=2030-12-27");
    at_.as(role).get("/v1/search?q=SECMP");
    at_.as(role).get("/v1/search?q=proposal&as_at=2019-03-18");
  }

 private:
  Register& at_;
  std::vector<std::string> gets_;
};

// What the clients of this test hold, command by command.
void walk_through_everything() {
  Register at;
  at.serve();
  Reader reader(at);
  const std::vector<std::string> roles{"public", "party", "change-board-member", "panel-secretary", "secas-manager"};
  const auto ask = [&](const std::string& role, const std::string& method, const std::string& target, const Json& body,
                       const std::string& if_match) {
    Headers headers;
    if (!if_match.empty()) headers.emplace_back("If-Match", if_match);
    return method == "POST" ? at.as(role).post(target, body, headers) : at.as(role).get(target, headers);
  };
  EveryCommand all(
      [&](const EveryCommand::Sent& sent) {
        const auto path = sent.target + (sent.command.empty() ? "" : "/commands/" + sent.command);
        const auto etag = sent.command.empty() ? std::string() : at.as(sent.role).get(sent.target).etag();
        Json body = sent.body;
        if (sent.command == "record-discussion") body["confidential_text"] = "What was said in confidence.";
        ask("public", "POST", path, body, etag);  // refused
        ask(sent.role, "POST", path + "?dry_run=true", body, etag);
        Answer answer = ask(sent.role, "POST", path, body, etag);
        const auto target = sent.command.empty() ? answer.header("location") : sent.target;
        const auto renamed = at.as("public").get(target).header("location");
        for (const auto& role : roles) reader.read(role, renamed.empty() ? target : renamed);
        return answer;
      },
      ask);
  all.run();
  const Json raising = {{"title", "T"}, {"problem", "P"}, {"proposer", {{"type", "party"}}}};
  const Json batch = {{"commands", {{{"to", "modifications"}, {"body", raising}}}}};
  for (const std::string query : {"?dry_run=true", ""}) ask("secas-manager", "POST", "/v1/batch" + query, batch, "");
  for (int i = 0; i < 2; ++i) ask("secas-manager", "POST", "/v1/documents", raising, "");  // new, then known
  for (const auto& role : roles) reader.read_the_rest(role);
}

}  // namespace

namespace {
// Texts that are open on purpose, by the name of the member, and why.
const std::vector<std::pair<std::string, std::string>> open_texts = {
    {"sentences of people",
     "answer assessment_waiver confidential_text declaration discussion documents neutral_line next_steps opening "
     "problem rationale reason recommendation solution summary text to_decide update view question questions title"},
    {"sentences of the program, made for one case",
     "assumptions available clause continued_as counted detail explanation handling header inquorate lead prose "
     "reasons recorded remark state_doubt task taken_over waiting_what what why words who display heading outcome"},
    {"names and references that people give",
     "actions alternate_for approved_subject assignee at block blocks body by calendar case category chair "
     "former_refs id lead_analyst meeting modification modifications name of owner paper party place preference "
     "preferred proposer ref reference release releases seat seats sec_version specification subject subjects "
     "superseded_by version went_live_without"},
    {"kinds that people may add to, and names of files", "kind relation media_type file_name"},
    {"codes of milestones: there are as many as meetings and parts, WG_2, IMPLEMENTATION(2)",
     "code critical_path critical_step milestone"},
    {"names of fields in which words were found: each collection has its own", "called member"},
    {"places and addresses", "href held_elsewhere instance next parameter pointer"},
    {"what reports are called and classed, each by itself", "report classification ReportRow"},
    {"hashes that older documents have in other forms", "sha256 roll_hash"}};

// The names of members, at any depth, that are any text.
void add_open(const Json& schema, const std::string& name, std::set<std::string>& found) {
  if (!schema.is_object()) return;
  const auto types = schema.contains("type") ? schema["type"].dump() : "";
  const bool said = schema.contains("enum") || schema.contains("format") || schema.contains("pattern");
  if (types.find("\"string\"") != std::string::npos && !said) found.insert(name);
  const Json members = schema.value("properties", Json::object());
  for (const auto& [member, one] : members.items()) add_open(one, member, found);
  for (const char* inner : {"items", "additionalProperties", "unevaluatedProperties"})
    if (schema.contains(inner)) add_open(schema[inner], name, found);
  for (const char* either : {"anyOf", "oneOf"})
    for (const auto& one : schema.value(either, Json::array())) add_open(one, name, found);
}
}  // namespace

TEST_CASE(
    "Words of answers that are a list are an enum, events' bodies apart: each text that is open is so on purpose") {
  const Json& shapes = contract()["components"]["schemas"];
  std::set<std::string> events, open, meant;
  for (const auto& one : shapes["Event"]["properties"]["body"]["anyOf"])
    if (const auto to = one.value("$ref", std::string()); !to.empty()) events.insert(to.substr(to.rfind('/') + 1));
  CHECK(events.size() > 100);
  for (const auto& [name, schema] : shapes.items())
    if (!events.contains(name)) add_open(schema, name, open);
  for (const auto& [_, names] : open_texts) {
    std::istringstream all(names);
    for (std::string name; all >> name;) meant.insert(name);
  }
  for (const auto& one : open) CHECK_MESSAGE(meant.contains(one), one << " is any text");
  for (const auto& one : meant) CHECK_MESSAGE(open.contains(one), one << " is no open text any more");
  for (const char* place :
       {"/Event/properties/event", "/Event/properties/from", "/Event/properties/to", "/EventBy/properties/role",
        "/Me/properties/role", "/Me/properties/category", "/Me/properties/clearance",
        "/ModificationSummary/properties/state", "/ModificationSummary/properties/stage", "/Option/properties/command",
        "/Option/properties/to", "/Standing/properties/rag"})
    CHECK_MESSAGE(shapes.at(Json::json_pointer(place)).contains("enum"), place);
}

TEST_CASE("What a new proposal needs is said, and so is what is supposed of a timetable or sent to the clock") {
  const Json& raise = contract()["paths"]["/v1/modifications"]["post"]["requestBody"];
  CHECK(raise["required"] == true);
  const Json& content = raise["content"][json_media];
  CHECK(content["schema"]["anyOf"][0]["required"] == Json{"title", "problem", "proposer"});
  CHECK(content["example"].contains("proposer"));
  for (const char* path : {"/v1/modifications/{ref}/what-if", "/v1/releases/{ref}/what-if", "/v1/clock"})
    for (const auto& member : schema_of(contract(), path)["properties"]) {
      CAPTURE(path);
      CAPTURE(member.dump());
      CHECK(member.contains("title"));
      CHECK(member.contains("description"));
    }
}

TEST_CASE("Every answer of every path has a shape with a name and with members") {
  const Json& shapes = contract()["components"]["schemas"];
  std::size_t answers = 0;
  each_answer([&](const auto& path, const auto& method, const auto& status, const Json& schema) {
    CAPTURE(path);
    CAPTURE(method);
    CAPTURE(status);
    ++answers;
    const std::string reference = schema.value("$ref", "");
    const std::string name = reference.substr(reference.rfind('/') + 1);
    REQUIRE(shapes.contains(name));
    CHECK((shapes[name].contains("properties") || shapes[name].contains("oneOf") || shapes[name].contains("anyOf")));
  });
  CHECK(answers > 150);
}

TEST_CASE("A command's body has its members at the top, and an example that fits") {
  const test::Schemas schemas(contract());
  for (const auto& path : command_paths(contract())) {
    CAPTURE(path);
    const Json& content = contract()["paths"][path]["post"]["requestBody"]["content"][json_media];
    CHECK(content["schema"].contains("properties"));
    REQUIRE(content.contains("example"));
    for (const auto& fault : schemas.faults(content["example"], content["schema"])) FAIL_CHECK(fault);
  }
}

TEST_CASE("Lists of the Code are lists in the document, each word with its sentence") {
  const Json vote = schema_of(contract(), "/v1/modifications/{ref}/commands/cast-vote");
  const Json& objective = vote["properties"]["objectives"]["items"]["properties"]["objective"];
  CHECK(objective["enum"].size() == 14);
  CHECK(objective["enum"].size() == objective["oneOf"].size());
  for (const auto& one : objective["oneOf"]) CHECK(one.contains("description"));
  const Json rule = schema_of(contract(), "/v1/bodies/{ref}/commands/set-rule");
  for (const auto* list : {"policy", "quorum"}) CHECK(rule["properties"][list].contains("enum"));
}

TEST_CASE("A refusal calls a field as its schema does") {
  Register at;
  at.serve();
  const Answer refused = at.as("secas-analyst").post("/v1/modifications", {{"title", 3}});
  REQUIRE(refused.status == 422);
  const Json schema = schema_of(contract(), "/v1/modifications");
  CHECK(refused.json()["errors"][0]["title"] == schema["properties"]["title"]["title"]);
}

TEST_CASE("Whoever asks is told who they are here") {
  Register at;
  at.serve();
  const Json nobody = at.as("public").get("/v1/me").json();
  CHECK(nobody == Json{{"id", "public"},
                       {"role", "public"},
                       {"seat", nullptr},
                       {"party", nullptr},
                       {"category", nullptr},
                       {"expires", nullptr},
                       {"clearance", "white"}});
  const auto token = ran_well({"token", "issue", "--data", at.data(), "--role", "party", "--id", "example-energy",
                               "--category", "large-suppliers", "--expires", "2019-12-31"});
  Client party(at.server().port(), token.substr(0, token.find('\n')));
  const Json me = party.get("/v1/me").json();
  CHECK(me["party"] == "example-energy");
  CHECK(me["category"] == "large-suppliers");
  CHECK(me["expires"] == "2019-12-31");
  CHECK(me["clearance"] == "green");
  CHECK(at.as("secas-manager").get("/v1/me").json()["clearance"] == "red");
}

TEST_CASE("After every command everything that can be read is as the document says") {
  walk_through_everything();
  const auto held = answers_held();
  std::set<std::string> missing;
  each_answer([&](const auto& path, const std::string& method, const auto& status, const Json&) {
    std::string name = method == "get" ? "GET " : "POST ";
    name += path + " " + status;
    // There is one calendar, which comes with the folder.
    if (path != "/v1/calendar" || method == "get")
      if (!held.contains(name)) missing.insert(name);
  });
  for (const auto& one : missing) FAIL_CHECK("no test has seen an answer of " << one);
}
