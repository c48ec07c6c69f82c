// The canaries in every command that there is: an Amber word in each field that may bear one, looked for in what those
// below its class can read of the case right after it was sent.
#include <doctest/doctest.h>

#include "tests/support/canary.hpp"
#include "tests/system/every_command.hpp"
#include "tests/system/register.hpp"
#include "workflows/all.hpp"

using namespace outside;
using sec::Classification;

namespace {

class Aviary {
 public:
  Aviary() {
    at_.serve();
    const auto workflows = workflows::all();
    for (const auto& workflow : workflows.all())
      for (const auto& command : workflow->commands())
        schemas_[{std::string(workflow->collection()), std::string(command.name)}] = Json::parse(command.schema);
  }

  Answer ask(const std::string& role, const std::string& method, const std::string& target, const Json& body,
             const std::string& if_match) {
    Headers headers;
    if (!if_match.empty()) headers.emplace_back("If-Match", if_match);
    if (method == "POST") return at_.as(role).post(target, body, headers);
    return at_.as(role).get(target, headers);
  }

  Answer send(const EveryCommand::Sent& sent) {
    const auto collection = sent.target.substr(4, sent.target.find('/', 4) - 4);
    Json body = sent.body;
    const auto name = name_of(collection, sent.command);
    // What gives a document another light keeps its own.
    if (name != "reclassify")
      birds_.plant(collection, name, schemas_.at({collection, name}), Classification::amber, body);
    // A text above White is the confidential one, and there is one of these.
    if (body.contains("confidential_text")) body.erase("text");
    // What a body decided is recorded by these alone.
    if (sent.role != "panel-secretary" && sent.role != "secas-manager" && body.value("decision", Json()).is_object())
      body.erase("decision");
    for (const auto& found : canary::words_in(body.dump())) sung.insert(birds_.of(found));
    const auto path = sent.target + (sent.command.empty() ? "" : "/commands/" + sent.command);
    const auto etag = sent.command.empty() ? std::string() : at_.as(sent.role).get(sent.target).etag();
    look("the preview", sent, sent.role, ask(sent.role, "POST", path + "?dry_run=true", body, etag).body);
    const Answer answer = ask(sent.role, "POST", path, body, etag);
    look("the reply", sent, sent.role, answer.body);
    if (answer.status / 100 == 2) read(sent, sent.command.empty() ? answer.header("location") : sent.target);
    return answer;
  }

  std::set<canary::Word> sung, seen;  // what was sent, and what somebody could read
  std::set<std::string> leaks;

 private:
  // What a case is opened with is called after the family.
  std::string name_of(const std::string& collection, const std::string& command) const {
    if (!command.empty()) return command;
    static const std::map<std::string, std::string> opening{{"modifications", "raise"}, {"bodies", "establish"},
                                                            {"calendar", "establish"},  {"releases", "propose"},
                                                            {"meetings", "schedule"},   {"actions", "raise"}};
    return opening.at(collection);
  }

  void read(const EveryCommand::Sent& sent, const std::string& target) {
    const auto renamed = at_.as("public").get(target).header("location");
    const auto now = renamed.empty() ? target : renamed;
    for (const std::string role : {"public", "party", "change-board-member", "secas-manager"})
      for (const std::string part :
           {"", "/history?limit=200", "/page", "/documents", "/agenda", "/minutes", "/responses"})
        look(now + part, sent, role, at_.as(role).get(now + part).body);
  }

  void look(const std::string& output, const EveryCommand::Sent& sent, const std::string& role,
            const std::string& text) {
    const auto level = sec::clearance({"somebody", role, "", "", ""});
    for (const auto& found : canary::words_in(text)) {
      const auto& word = birds_.of(found);
      seen.insert(word);
      if (!sec::shows(word.classification, level))
        leaks.insert(output + " shows " + role + " after " + sent.command + ": " + canary::in_words(word.field));
    }
  }

  Register at_;
  canary::Birds birds_;
  std::map<std::pair<std::string, std::string>, Json> schemas_;
};

}  // namespace

TEST_CASE("Of no command has anybody below its class a word of an Amber field") {
  Aviary house;
  EveryCommand all([&](const auto& sent) { return house.send(sent); },
                   [&](const auto& role, const auto& method, const auto& target, const auto& body,
                       const auto& if_match) { return house.ask(role, method, target, body, if_match); });
  all.run();
  for (const auto& path : all.missing()) FAIL_CHECK("nobody says how it is sent: " << path);
  for (const auto& leak : house.leaks) FAIL_CHECK(leak);
  for (const auto& word : house.sung)
    CHECK_MESSAGE(house.seen.contains(word), "shown to nobody: " << canary::in_words(word.field));
  CHECK(house.sung.size() > 100);
}
