// Who may send what: the whole matrix of roles and commands as the tables say it, and nothing beside it.
#include <fmt/format.h>

#include "tests/workflows/golden.hpp"
#include "tests/workflows/lives.hpp"

using namespace story;

namespace {
const std::vector<std::string> roles{"secas-analyst",
                                     "secas-manager",
                                     "panel-secretary",
                                     "change-board-member",
                                     "proposer",
                                     "party",
                                     "dcc",
                                     "authority",
                                     "consumer-body",
                                     "public",
                                     "operator",
                                     "clock",
                                     "calendar",
                                     "release",
                                     "modification",
                                     "undoing",
                                     "meeting"};

bool has(const std::vector<std::string_view>& list, std::string_view role) {
  return std::find(list.begin(), list.end(), role) != list.end();
}

std::string may(const engine::CommandDescription& command, const std::string& role) {
  if (role == command.sent_by) return "yes";
  if (has(command.roles, role)) return "yes";
  return has(command.recorders, role) ? "from" : "";  // with recorded_from
}

std::string matrix(const engine::Workflow& workflow) {
  std::string text =
      fmt::format("# {}: yes, or from (saying from what in recorded_from)\n{:32}", workflow.name(), "command");
  for (const auto& role : roles) text += fmt::format(" {:>19}", role);
  text += '\n';
  for (const auto& command : workflow.commands()) {
    text += fmt::format("{:32}", command.name);
    for (const auto& role : roles)
      text += fmt::format(" {:>19}", may(command, role).empty() ? "-" : may(command, role));
    text += '\n';
  }
  return text;
}

// The command's own body may be anything: who may send is looked at before what is said.
bool forbids(Story& s, const engine::Case& current, std::string_view command, const std::string& role,
             const char* body) {
  const engine::Actor by{"somebody", role, "", "", ""};
  const auto decision =
      rules()
          .get(current.workflow)
          .decide(current, {"modifications", current.id, std::string(command), body, by, "", "", {}, {}},
                  s.setting(current, by));
  return std::holds_alternative<engine::Forbidden>(decision);
}

// Nothing is taken over under a notice of withdrawal, nor in the Development Stage of rules that have none.
bool stands_nowhere(std::string_view pack, std::string_view state) {
  return state == "development" && pack == "sec-2018";
}

// One modification in each state that it can stand in, and one that is not raised yet.
std::vector<engine::Case> in_each_state(Story& s, const lives::Era& era) {
  const auto& workflow = rules().get(era.pack);
  std::vector<engine::Case> all;
  for (const auto& state : workflow.states()) {
    if (stands_nowhere(era.pack, state.name)) continue;
    const auto ref = fmt::format("SECMP{:04}", 1000 + all.size());
    if (state.name.empty()) {
      all.push_back(workflow.blank(ref));
      continue;
    }
    const bool noticed = state.name == "withdrawal-notice";  // which nothing is taken over in
    s.given(ref, noticed ? "refinement" : std::string(state.name), "", {{"workflow", era.pack}});
    if (noticed) s.when(secas, ref, "withdraw", {{"reason", "it is no longer wanted"}});
    all.push_back(s.now(ref));
    REQUIRE(all.back().state == state.name);
  }
  return all;
}
}  // namespace

TEST_CASE("The matrix of roles and commands is the one that was agreed") {
  std::string all;
  for (const auto* workflow : rules().of("modifications")) all += matrix(*workflow) + "\n";
  for (const auto* collection : {"bodies", "meetings", "actions"})
    for (const auto* workflow : rules().of(collection)) all += matrix(*workflow) + "\n";
  golden::same_as_file("roles.txt", all);
}

TEST_CASE("In every state a role that may not send a command is forbidden to, whatever it says, and others are not") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto cases = in_each_state(s, era);
    CHECK(cases.size() == rules().get(era.pack).states().size() - (era.development ? 0 : 1));
    for (const auto& current : cases) {
      CAPTURE(current.state);
      for (const auto& command : rules().get(era.pack).commands()) {
        CAPTURE(command.name);
        for (const auto& role : roles) {
          CAPTURE(role);
          const auto allowed = may(command, role);
          CHECK(forbids(s, current, command.name, role, R"({"no-such-field": 1})") == (allowed != "yes"));
          CHECK(forbids(s, current, command.name, role,
                        R"({"no-such-field": 1, "recorded_from": {"kind": "letter"}})") == allowed.empty());
        }
      }
    }
  }
}

TEST_CASE("Every command in a state that has no row for it is refused with nothing tried and with what is possible") {
  for (const auto* workflow : rules().of("modifications")) {
    CAPTURE(workflow->name());
    const auto table = workflow->table();
    for (const auto& state : workflow->states()) {
      if (state.name.empty() || state.name == "withdrawal-notice") continue;
      if (stands_nowhere(workflow->name(), state.name)) continue;
      CAPTURE(state.name);
      std::set<std::string> possible;
      for (const auto& row : table)
        if (std::find(row.from.begin(), row.from.end(), state.name) != row.from.end())
          possible.insert(std::string(row.command));
      Story s("2021-09-06");
      s.given("SECMP0001", std::string(state.name), "", {{"workflow", workflow->name()}});
      s.given("SECMP0002", "refinement", "", {{"workflow", workflow->name()}});
      for (const auto& command : workflow->commands()) {
        if (command.opens || possible.contains(std::string(command.name))) continue;
        CAPTURE(command.name);
        const auto current = s.now("SECMP0001");
        engine::Setting setting;
        setting.now = instant("2021-09-06T12:00:00Z");
        setting.today = setting.on = date("2021-09-06");
        setting.by = {"somebody", std::string(command.roles.empty() ? command.sent_by : command.roles[0]), "", "", ""};
        auto body = Dom::parse(golden::least_body(command.schema));  // no token says the category of a Party
        if (Dom::parse(command.schema)["properties"].contains("category")) body["category"] = "large-suppliers";
        if (command.name == "refuse") body["same_as"] = "SECMP0002";
        if (command.name == "split") body["parts"].push_back(body["parts"][0]);  // into two at least
        const auto named = s.now("SECMP0002");
        setting.named = {{"SECMP0002", "SECMP0002", &named}};  // whatever it names is there, and live
        const auto decision = workflow->decide(
            current, {"modifications", "SECMP0001", std::string(command.name), body.dump(), setting.by, "", "", {}, {}},
            setting);
        const auto* refused = std::get_if<engine::Refused>(&decision);
        REQUIRE(refused != nullptr);
        CHECK(refused->tried.empty());
        std::set<std::string> said(refused->possible.begin(), refused->possible.end());
        auto sendable = possible;  // by somebody: what the program itself sends is not offered
        for (const auto& one : workflow->commands())
          if (one.roles.empty()) sendable.erase(std::string(one.name));
        CHECK(said == sendable);
      }
    }
  }
}

TEST_CASE("A command that no table knows is refused") {
  for (const auto& era : lives::eras) {
    Story s(era.first_day);
    const auto ref = lives::submitted(s, era);
    for (const std::string name : {"", "raze", "Accept", "accept ", "cast_vote", "RevokeLast"})
      s.but(manager, ref, name).has_no_row();
  }
}
