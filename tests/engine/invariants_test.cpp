// Each invariant, broken once by a workflow that misbehaves: the command fails, the journal never sees it.
#include "engine/invariants.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <set>

#include "tests/support/desk.hpp"

using namespace engine;
using toy::command;
using toy::Desk;

namespace {

// A loan whose every step except the opening can be bent.
class Bent : public toy::LoanWorkflow {
 public:
  std::function<void(Decided&)> decided = [](auto&) {};
  std::function<void(Case&)> after = [](auto&) {};
  std::function<void(Projection&)> projected = [](auto&) {};

  Decision decide(const Case& current, const Command& command, const Setting& setting) const override {
    auto decision = LoanWorkflow::decide(current, command, setting);
    if (auto* one = std::get_if<Decided>(&decision); one && current.version > 0) decided(*one);
    return decision;
  }
  Case evolve(const Case& current, const Entry& entry) const override {
    auto grown = LoanWorkflow::evolve(current, entry);
    if (entry.version > 1) after(grown);
    return grown;
  }
  Projection project(const Case& current) const override {
    if (!current.facts) return {};
    auto projection = LoanWorkflow::project(current);
    if (current.version > 1) projected(projection);
    return projection;
  }
  std::optional<std::string> broken_invariant(const Case& before, const Case& now, const Entry& entry) const override {
    return now.facts ? LoanWorkflow::broken_invariant(before, now, entry) : std::nullopt;
  }
};

std::set<std::string> broken_here;

// The name of the invariant that stops the step from requested to on-loan when it is bent in this way.
template <class Bend>
std::string broken_by(Bend bend) {
  auto bent = std::make_unique<Bent>();
  bend(*bent);
  Desk desk(toy::only(std::move(bent)));
  const auto id = desk.opened();
  const auto reply = desk.ask(command("hand-out", id, R"({"days": 7})"));
  CHECK(desk.journal->last_seq() == 1);
  CHECK_FALSE(desk.processor.broken());
  const auto* failed = std::get_if<Failed>(&reply);
  if (!failed) return "accepted";
  const auto name = failed->why.substr(0, failed->why.find(':'));
  broken_here.insert(name);
  return name;
}

std::string decided(std::function<void(Decided&)> bend) {
  return broken_by([&](Bent& bent) { bent.decided = std::move(bend); });
}
std::string after(std::function<void(Case&)> bend) {
  return broken_by([&](Bent& bent) { bent.after = std::move(bend); });
}
std::string projected(std::function<void(Projection&)> bend) {
  return broken_by([&](Bent& bent) { bent.projected = std::move(bend); });
}

}  // namespace

TEST_CASE("A step that breaks an invariant fails and is not written") {
  CHECK(after([](Case& one) { one.version += 1; }) == "version-grows-by-one");
  CHECK(after([](Case& one) { one.id = "L0002"; }) == "id-stays");
  CHECK(after([](Case& one) { one.facts.reset(); }) == "facts-are-there");
  CHECK(decided([](Decided& one) { one.effective_on = toy::date("2019-03-17"); }) == "effective-date-moves-on");
  CHECK(decided([](Decided& one) { one.effective_on = toy::date("2019-03-19"); }) == "effective-date-has-come");
  CHECK(after([](Case& one) { one.at += std::chrono::seconds(1); }) == "case-carries-the-times");
  CHECK(decided([](Decided& one) { one.event.from = "overdue"; }) == "event-starts-where-the-case-was");
  CHECK(after([](Case& one) { one.state = "overdue"; }) == "event-ends-where-the-case-is");
  CHECK(decided([](Decided& one) { one.event.to = "nowhere"; }) == "state-is-declared");
  CHECK(projected([](Projection& one) { one.references = {"L0002"}; }) == "references-name-the-case");
  CHECK(projected([](Projection& one) { one.references.push_back("l0001"); }) == "references-differ");
  CHECK(projected([](Projection& one) { one.deadlines.push_back(one.deadlines.front()); }) == "deadlines-differ");
  CHECK(projected([](Projection& one) { one.tasks.push_back(one.tasks.front()); }) == "tasks-differ");
  CHECK(projected([](Projection& one) { one.summary = "[]"; }) == "summary-is-an-object");

  // An event without a type is nothing that this evolve knows, so it passes through unseen.
  CHECK(decided([](Decided& one) { one.event.type.clear(); }) == "event-is-named");
  broken_here.insert({"recording-time-moves-on", "workflow-is-of-the-collection", "passed-deadline-is-gone"});  // below
  for (const auto& one : invariants()) {
    CAPTURE(one.name);
    CHECK(broken_here.contains(std::string(one.name)));
    CHECK_FALSE(one.sentence.empty());
  }
}

TEST_CASE("A case cannot be handed to rules that do not exist, or of another collection") {
  class Films : public toy::LoanWorkflow {
   public:
    Films() : LoanWorkflow("films") {}
    std::string_view collection() const override { return "films"; }
  };
  std::vector<std::unique_ptr<Workflow>> all;
  all.push_back(std::make_unique<toy::LoanWorkflow>());
  all.push_back(std::make_unique<Films>());
  Desk desk{Workflows(std::move(all))};
  const auto id = desk.opened();
  CHECK(std::get<Failed>(desk.ask(command("follow", id, R"({"rules": "films"})")))
            .why.starts_with("workflow-is-of-the-collection"));
  CHECK(std::get<Failed>(desk.ask(command("follow", id, R"({"rules": "none"})"))).why == "no such workflow: none");
  CHECK(desk.journal->last_seq() == 1);
}

TEST_CASE("A deadline that has passed and stays on the list is a fault") {
  class Stubborn : public toy::LoanWorkflow {
   public:
    Projection project(const Case& current) const override {
      auto projection = LoanWorkflow::project(current);
      projection.deadlines = {{"return-by", toy::instant("2019-03-18T08:00:00Z")}};
      return projection;
    }
  };
  Desk desk(toy::only(std::make_unique<Stubborn>()));
  const auto id = desk.opened();
  desk.handed_out(id);
  auto passed = command("deadline-passed", id, R"({"name": "return-by"})", {"clock", "clock", "", "", ""});
  CHECK(std::get<Failed>(desk.ask(passed)).why.starts_with("passed-deadline-is-gone"));
}

TEST_CASE("A time of recording before the last one is seen") {
  const auto workflows = toy::loan_workflows();
  const auto& rules = workflows.get("loan-2018");
  const auto opening = command("request", "");
  Case before = rules.blank("L0001");
  before.version = 1;
  before.state = "requested";
  before.at = toy::instant("2019-03-18T09:00:00Z");
  before.effective_on = toy::date("2019-03-01");
  Case after = before;
  after.version = 2;
  Entry entry;
  entry.case_id = "L0001";
  entry.workflow = "loan-2018";
  entry.version = 2;
  entry.event = {"noted", "{}", "requested", "requested"};
  entry.effective_on = toy::date("2019-03-01");
  entry.at = after.at = toy::instant("2019-03-18T08:59:59Z");
  after.effective_on = entry.effective_on;
  const Projection projection{{{"L0001"}, "", 0, "{}"}, {}, {}, {}};
  const StepTaken step{workflows, rules, opening, before, after, entry, projection, projection};
  CHECK(broken_invariant(step).value().starts_with("recording-time-moves-on"));
}

TEST_CASE("A step that breaks nothing passes every invariant") {
  Desk desk;
  const auto id = desk.opened();
  desk.handed_out(id);
  CHECK(desk.accepted(command("give-back", id)).after.state == "returned");
}
