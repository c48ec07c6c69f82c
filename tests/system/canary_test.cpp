// The canaries over HTTP: a word that stands nowhere else in every field that may be confidential, in three lives (one
// a class) on a real server, and a search for them in every answer that every role can get.
#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>
#include <functional>

#include "tests/support/canary.hpp"
#include "tests/system/register.hpp"
#include "workflows/all.hpp"

using namespace outside;
using sec::Classification;

namespace {

const std::vector<std::string> roles = {
    "public",          "party",     "proposer",      "consumer-body", "operator", "dcc", "change-board-member",
    "panel-secretary", "authority", "secas-analyst", "secas-manager"};

struct Step {
  std::string role, command;
  Json body = Json::object();
};
const Json day = "2019-04-12";
const Json milestones = {{{"code", "PANEL_MR"}, {"on", day}, {"reason_code", "OTHER"}}};
const Json approval = {{"progress_to_report_phase", true},
                       {"report_approved", true},
                       {"implementation_approach_approved", true},
                       {"path", "authority-determined"},
                       {"implementation", {{{"part", 1}, {"planned_on", "2019-11-07"}}}}};

// A life that meets most commands; it stops twice on the way, where what is shown then is gone later.
const std::vector<Step> until_held = {
    {"secas-analyst", "accept"},
    {"secas-analyst",
     "attach-document",
     {{"kind", "form"}, {"title", "t"}, {"version", "1.0"}, {"classification", "red"}}},
    {"secas-analyst", "record-csc-discussion", {{"outcome", "o"}}},
    {"proposer", "amend", {{"problem", "p"}, {"solution", "s"}}},
    {"panel-secretary", "recommend-conversion", {{"route", "refinement"}}},
    {"panel-secretary", "return-to-development", {{"reason", "r"}}},
    {"panel-secretary", "recommend-conversion", {{"route", "refinement"}}},
    {"panel-secretary", "send-to-refinement", {{"path", "authority-determined"}, {"timetable", milestones}}},
    {"panel-secretary", "request-urgency", {{"reason", "r"}}},
    {"authority", "decide-urgency", {{"urgent", false}, {"timetable", milestones}}},
    {"panel-secretary", "agree-timetable", {{"milestones", milestones}}},
    {"secas-analyst", "forecast", {{"milestones", milestones}}},
    {"secas-analyst", "set-impacts", {{"dcc_systems", "system"}}},
    {"secas-analyst", "link", {{"relation", "corrected-by"}, {"ref", "MP120"}, {"external", true}}},
    {"panel-secretary", "consolidate", {{"with", {"MP120"}}, {"external", true}, {"reason", "r"}}},
    {"secas-analyst", "request-preliminary-assessment"},
    {"dcc", "record-preliminary-assessment"},
    {"secas-analyst", "open-refinement-consultation"},
    {"secas-analyst", "extend-consultation", {{"closes_on", "2020-03-02"}, {"reason", "r"}}},
    {"party", "record-response", {{"party", "party-1"}, {"category", "large-suppliers"}, {"position", "approve"}}},
    {"secas-analyst", "close-refinement-consultation"},
    {"panel-secretary", "decide-ia-cost", {{"decision", "incur"}, {"reason", "r"}}},
    {"secas-analyst", "request-impact-assessment"},
    {"dcc", "record-impact-assessment"},
    {"secas-analyst", "add-alternative", {{"name", "the other way"}, {"by", "proposer"}, {"summary", "s"}}},
    {"panel-secretary", "set-path", {{"path", "self-governance"}, {"reason", "r"}}},
    {"panel-secretary", "set-path", {{"path", "authority-determined"}, {"reason", "r"}}},
    {"proposer", "refer-to-authority", {{"subject", "path"}, {"reason", "r"}}},
    {"panel-secretary", "hold", {{"reason", "r"}}}};
const std::vector<Step> until_sent_back = {
    {"panel-secretary", "resume", {{"reason", "r"}}},
    {"secas-analyst", "submit-report", {{"legal_text", true}}},
    {"panel-secretary", "return-report", {{"reason", "r"}, {"timetable", milestones}}},
    {"secas-analyst", "submit-report", {{"legal_text", true}}},
    {"panel-secretary", "approve-report", approval},
    {"clock", "until the consultation is over"},
    {"secas-analyst", "open-vote", {{"purpose", "final"}, {"mode", "meeting"}}},
    {"panel-secretary", "defer-vote", {{"reason", "r"}}},
    {"secas-analyst", "open-vote", {{"purpose", "final"}, {"mode", "meeting"}}},
    {"votes", ""},
    {"secas-analyst", "close-vote"},
    {"panel-secretary", "reopen-vote", {{"reason", "r"}}},
    {"secas-analyst", "open-vote", {{"purpose", "final"}, {"mode", "meeting"}}},
    {"votes", ""},
    {"secas-analyst", "close-vote"},
    {"authority", "send-back", {{"questions", {"q"}}}}};
const std::vector<Step> to_the_end = {
    {"secas-analyst", "answer-question", {{"question", 1}, {"answer", "a"}}},
    {"panel-secretary",
     "route-sent-back",
     {{"route", "change-board"},
      {"report_approved", true},
      {"implementation_approach_confirmed", true},
      {"path_confirmed", true},
      {"skip_reason", "r"}}},
    {"secas-analyst", "open-vote", {{"purpose", "final"}, {"mode", "meeting"}}},
    {"votes", ""},
    {"secas-analyst", "close-vote"},
    {"authority", "determine", {{"decision", "approve"}, {"reason", "r"}}},
    {"authority", "direct-date", {{"on", "2020-02-27"}}},
    {"panel-secretary", "request-revised-date", {{"to", "2020-06-25"}, {"reason", "r"}}},
    {"secas-manager", "correct-title", {{"title", "A title is White, still"}, {"reason", "r"}}},
    {"panel-secretary", "agree-timetable", {{"milestones", milestones}}},
    {"secas-manager", "revoke-last", {{"reason", "r"}}}};

class House {
 public:
  House() {
    at.serve();
    at.seat_the_change_board();
    const auto workflows = workflows::all();
    for (const auto& workflow : workflows.all())
      for (const auto& command : workflow->commands())
        schemas_[{std::string(workflow->collection()), std::string(command.name)}] = Json::parse(command.schema);
  }

  // Sends it with a word in every field that may bear one, and again with its key; both answers are looked at.
  Answer send(Classification classification, const std::string& role, const std::string& target, const Step& step) {
    const auto collection = target.substr(4, target.find('/', 4) - 4);
    Json body = step.body;
    birds.plant(collection, step.command, schemas_.at({collection, step.command}), classification, body);
    auto where = target;
    Headers headers{{"Idempotency-Key", "key-" + std::to_string(++sent_)}};
    if (target.find('/', 4) != std::string::npos) {
      Answer standing = at.as(role).get(target);
      if (const auto renamed = standing.header("location"); !renamed.empty())
        standing = at.as(role).get(where = renamed);
      headers.emplace_back("If-Match", standing.etag());
      where += "/commands/" + step.command;
    }
    const Answer answer = at.as(role).post(where, body, headers);
    look("the reply to " + step.command, role, answer.body);
    look("the reply given again to " + step.command, role, at.as(role).post(where, body, headers).body);
    CHECK_MESSAGE(answer.status / 100 == 2, step.command << " of " << target << " by " << role << ": " << answer.body);
    return answer;
  }

  void votes(Classification classification, const std::string& target) {
    for (const std::string seat : {"LS-1", "SS-1", "NET-1", "CON-1"}) {
      Json body = {{"seat", seat},
                   {"choice", "approve"},
                   {"reason", "it is clearer"},
                   {"recorded_from", {{"kind", "form"}}},
                   {"objectives", {{{"objective", "a"}, {"view", "better"}}}}};
      const auto renamed = at.as("secas-manager").get(target).header("location");
      const auto ballots = at.as("secas-manager").get((renamed.empty() ? target : renamed) + "/ballots").json();
      for (const auto& subject : ballots.at("items").back().at("subjects")) {
        body["subject"] = subject;
        send(classification, "secas-analyst", target, {"", "cast-vote", body});
      }
    }
  }

  void live(Classification classification, const std::string& target, const std::vector<Step>& steps) {
    for (const auto& step : steps) {
      if (step.role == "clock") at.clock(later_.at(passed_++));
      else if (step.role == "votes") votes(classification, target);
      else send(classification, step.role, target, step);
    }
  }

  std::string raise(Classification classification) {
    const Json body = {{"title", "A title is White"},
                       {"problem", "p"},
                       {"proposer", {{"type", "party"}, {"id", "proposer-1"}, {"category", "large-suppliers"}}}};
    return send(classification, "secas-manager", "/v1/modifications", {"", "raise", body}).header("location");
  }

  void look(const std::string& output, const std::string& role, const std::string& text) {
    const auto level = sec::clearance({"somebody", role, "", "", ""});
    for (const auto& found : canary::words_in(text)) {
      const auto& word = birds.of(found);
      seen.insert(word);
      if (!sec::shows(word.classification, level))
        leaks.insert(output + " shows " + role + ": " + canary::in_words(word.field));
    }
  }

  // Every GET that the OpenAPI document knows, in every form that it offers, as every role.
  void read_everything() {
    const Json paths = at.as("public").get("/openapi.json").json()["paths"];
    std::size_t read = 0, pages = 0;
    for (const auto& [path, methods] : paths.items()) {
      if (!methods.contains("get") || path == "/v1/events") continue;
      std::set<std::string> media{"*/*"};
      for (const auto& [status, answer] : methods["get"]["responses"].items())
        if (status == "200" && answer.contains("content"))
          for (const auto& [type, _] : answer["content"].items()) media.insert(type);
      for (const auto& target : targets_of(path))
        for (const auto& role : roles)
          for (const auto& type : media) {
            Headers headers{{"Accept", type}};
            if (!target.starts_with("/v1/") && role != "public") headers.emplace_back("Cookie", cookie_of(role));
            const Answer answer = at.as(role).get(target, headers);
            (target.starts_with("/v1/") ? read : pages) += answer.status == 200;
            std::string text = answer.body;
            for (const auto& [name, value] : answer.headers) text += name + value;
            look(target + " as " + type, role, text);
          }
    }
    CHECK(read > 1000);
    CHECK_MESSAGE(pages > 200, pages << " pages");
    for (const auto& role : roles) read_refusals(role);
  }

  // All events so far, as a stream gives them; it has no end, and is left after a while.
  void read_stream(const std::string& role) {
    std::vector<std::string> words{"curl", "-s", "-N", "--max-time", "3", "-H", "Last-Event-ID: 0"};
    if (role != "public") words.insert(words.end(), {"-H", "Authorization: Bearer " + at.token(role)});
    words.push_back("http://127.0.0.1:" + std::to_string(at.server().port()) + "/v1/events");
    const auto stream = run(words).out;
    CHECK(stream.find("event: ") != std::string::npos);
    look("the stream", role, stream);
  }

  Register at;
  canary::Birds birds;
  std::set<canary::Word> seen;
  std::set<std::string> leaks;
  std::vector<std::string> modifications;

 private:
  // Of a session by the token of that role: pages know who asks by nothing else.
  const std::string& cookie_of(const std::string& role) {
    auto& cookie = cookies_[role];
    if (!cookie.empty()) return cookie;
    const Answer in = at.as("public").ask("POST", "/sign-in", "token=" + at.token(role),
                                          {{"Content-Type", "application/x-www-form-urlencoded"}});
    REQUIRE(in.status == 303);
    const auto line = in.header("set-cookie");
    return cookie = line.substr(0, line.find(';'));
  }

  // With what there is in place of what is in braces; pages have the paths of the API, without /v1.
  std::vector<std::string> targets_of(const std::string& path) {
    if (!path.starts_with("/v1/") && path.find("/{ref}") != std::string::npos) {
      auto made = targets_of("/v1" + path);
      for (auto& one : made) one.erase(0, 3);
      return made;
    }
    std::vector<std::string> refs;
    if (path.starts_with("/v1/modifications/")) refs = modifications;
    else if (path.starts_with("/v1/releases/")) refs = {"/v1/releases/november-2019"};
    else if (path.starts_with("/v1/bodies/")) refs = {"/v1/bodies/change-board", "/v1/bodies/panel"};
    else if (path.starts_with("/v1/calendar/")) refs = {"/v1/calendar/england-and-wales"};
    std::vector<std::string> made;
    const auto brace = path.find("/{ref}");
    // A page shows what was looked for, so that it must not be one of the words itself.
    if (brace == std::string::npos)
      made = {path, path + (path.starts_with("/v1/") ? "?q=canarybird&limit=200" : "?q=canary")};
    else
      for (const auto& ref : refs) made.push_back(ref + path.substr(brace + 6));
    std::vector<std::string> numbered;
    for (const auto& one : made) {
      const auto number = one.find("{n}");
      if (number == std::string::npos) numbered.push_back(one);
      else
        for (const char* n : {"1", "2", "3"}) numbered.push_back(std::string(one).replace(number, 3, n));
    }
    numbered = filled_in(numbered);
    for (const auto& one : numbered)
      REQUIRE_MESSAGE(one.find('{') == std::string::npos, one << ": say what is in the braces");
    for (auto one : std::vector<std::string>(numbered))
      if (one.ends_with("/history")) numbered.push_back(one + "?limit=200");
    return numbered;
  }

  // The braces that are no reference and no number.
  static std::vector<std::string> filled_in(std::vector<std::string> paths) {
    static const std::pair<std::string, std::vector<std::string>> meant[] = {
        {"{command}", {"hold", "note", "submit-report", "close-vote"}},
        {"{hash}", {std::string(64, 'a')}},
        {"{secret}", {"none"}},
        {"{pack}", {"sec-2019"}},
        {"{name}", {"refused"}}};
    for (const auto& [brace, words] : meant) {
      std::vector<std::string> made;
      for (const auto& path : paths) {
        const auto at = path.find(brace);
        if (at == std::string::npos) made.push_back(path);
        else
          for (const auto& word : words) made.push_back(std::string(path).replace(at, brace.size(), word));
      }
      paths = std::move(made);
    }
    return paths;
  }

  // Commands that cannot be: their problems quote nothing either.
  void read_refusals(const std::string& role) {
    for (const auto& target : modifications)
      for (const std::string command : {"accept", "submit-report", "hold", "close-vote", "determine", "nonsense"})
        for (const Json& body : {Json::object(), Json{{"reason", "r"}, {"decision", {{"body", "panel"}}}}}) {
          const auto path = target + "/commands/" + command + "?dry_run=true";
          look("a refused " + command, role, at.as(role).post(path, body, {{"If-Match", "*"}}).body);
        }
  }

  std::map<std::pair<std::string, std::string>, Json> schemas_;
  const std::vector<std::string> later_{"2019-05-20T09:00:00Z", "2019-07-01T09:00:00Z", "2019-08-12T09:00:00Z"};
  std::map<std::string, std::string> cookies_;
  std::size_t passed_ = 0;
  int sent_ = 0;
};

}  // namespace

TEST_CASE("No answer over HTTP has a word of a Green, Amber or Red field for a role below its class") {
  House house;
  const std::pair<Classification, std::string> lives[] = {{Classification::green, house.raise(Classification::green)},
                                                          {Classification::amber, house.raise(Classification::amber)},
                                                          {Classification::red, house.raise(Classification::red)}};
  for (const auto& [classification, location] : lives) house.live(classification, location, until_held);
  for (const auto& [_, location] : lives) {
    const std::string ref = house.at.as("public").get(location).header("location");
    house.modifications.push_back(ref.empty() ? location : ref);
  }
  // In a release whose date moves, which each of them records; and a holiday that moves a deadline.
  const std::string release = "/v1/releases/november-2019";
  house.send(Classification::amber, "panel-secretary", "/v1/releases",
             {"",
              "propose",
              {{"id", "november-2019"}, {"title", "November"}, {"kind", "november"}, {"planned_on", "2019-11-07"}}});
  house.send(Classification::amber, "operator", "/v1/calendar/england-and-wales",
             {"", "add-holiday", {{"date", "2019-12-02"}, {"name", "a day"}, {"reason", "r"}}});
  house.read_everything();

  for (std::size_t i = 0; i < 3; ++i) house.live(lives[i].first, house.modifications[i], until_sent_back);
  house.read_everything();
  for (std::size_t i = 0; i < 3; ++i) house.live(lives[i].first, house.modifications[i], to_the_end);
  Json scope = Json::array();
  for (const auto& target : house.modifications) scope.push_back({{"ref", target.substr(18)}, {"part", 1}});
  house.send(Classification::amber, "panel-secretary", release, {"", "include", {{"modifications", scope}}});
  house.send(Classification::red, "panel-secretary", release,
             {"", "set-date", {{"to", "2019-11-14"}, {"reason", "r"}}});
  house.read_everything();
  for (const auto& role : roles) house.read_stream(role);

  // What is made for everybody: papers and pages from the folder, and the server's own words.
  for (const auto& words : {std::vector<std::string>{"report", "change-status", "--data", house.at.data()},
                            {"report", "change-status", "--format", "json", "--data", house.at.data()},
                            {"report", "timetables", "--data", house.at.data()},
                            {"explain", house.modifications[0].substr(18), "--data", house.at.data()},
                            {"explain", house.modifications[2].substr(18), "--data", house.at.data()}})
    house.look("secmp " + words.front(), "public", ran_well(words));
  house.look("the log", "public", house.at.server().stop().err);

  std::string leaks, unseen;
  for (const auto& one : house.leaks) leaks += "\n  " + one;
  CHECK_MESSAGE(house.leaks.empty(), house.leaks.size() << " leaks:" << leaks);
  // And the test can fail: every word was seen by somebody whose class allows it.
  for (const auto& word : house.birds.planted())
    if (!house.seen.contains(word)) unseen += "\n  " + canary::in_words(word.field);
  CHECK_MESSAGE(unseen.empty(), "shown to nobody:" << unseen);
  CHECK(house.birds.planted().size() > 250);
}
