#include "workflows/sec/body/body.hpp"

#include "engine/typed_workflow.hpp"
#include "workflows/sec/body/table.hpp"
#include "workflows/sec/gate.hpp"

namespace sec::body {

Reason RuleIsKnown::unmet(const Look& look, const SetRule& command) {
  const auto& policies = engine::ballot_policies();
  if (command.policy && std::find(policies.begin(), policies.end(), *command.policy) == policies.end())
    return "'" + *command.policy + "' is no counting policy: they are " + engine::body::one_of(policies);
  const auto& quorums = engine::quorum_rules();
  if (command.quorum && std::find(quorums.begin(), quorums.end(), *command.quorum) == quorums.end())
    return "'" + *command.quorum + "' is no quorum: they are " + engine::body::one_of(quorums);
  if (command.chair && look.facts.seat(*command.chair) == nullptr)
    return "there is no seat '" + *command.chair + "' for the chair";
  return unless(command.quorum || command.policy || command.modes || command.chair,
                "it changes nothing: name 'quorum', 'policy', 'modes' or 'chair'");
}

namespace {
struct Family {
  using Facts = body::Facts;
  using Initial = New;
  using States = engine::mp11::mp_list<New, body::Standing>;
  using Rows = body::Rows;
  using Commands = engine::mp11::mp_unique<engine::mp11::mp_transform<engine::CommandOf, Rows>>;
  using Events = engine::mp11::mp_unique<engine::mp11::mp_transform<engine::EventOf, Rows>>;
  using Standing = engine::When<>;
  static constexpr std::string_view collection = "bodies";
  static constexpr std::string_view noun = "body";
  static constexpr std::string_view series = "";
  static constexpr std::string_view clock_role = "clock";

  static const std::vector<engine::RowCode<Facts>>& row_code() {
    static const auto code = engine::code_of_rows<Family, Rows>();
    return code;
  }
  static const std::vector<engine::CommandCode>& command_code() {
    static const auto code = engine::code_of_commands<Family, Commands>();
    return code;
  }
  static const std::vector<engine::EventCode<Facts>>& event_code() {
    static const auto code = engine::code_of_events<Family, Events>();
    return code;
  }

  static void begin(Facts&, const std::string&, std::string_view) {}
  static std::string workflow_of(const Facts&) { return "sec-body"; }
  static std::variant<engine::Identity, engine::Malformed> identify(std::string_view, const engine::Command& command,
                                                                    int) {
    const auto dom = nlohmann::json::parse(command.body, nullptr, false);
    if (!dom.is_object() || !dom.contains("id") || !dom["id"].is_string())
      return engine::Malformed{{{"/id", "is missing"}}};
    return engine::Identity{dom["id"].get<std::string>()};
  }
  static std::size_t bytes_behind(const Facts& facts) { return facts.seats.size() * sizeof(BodySeat); }
  static std::vector<std::string> related(const Facts&, std::string_view) { return {}; }
  static std::vector<engine::Consequence> consequences(const Facts&, std::string_view, const engine::Entry&) {
    return {};
  }
  template <class C>
  static void check(const C&, const engine::Setting&, engine::body::Reading&) {}
  template <class C>
  static std::optional<engine::NamedDay> takes_effect(const C&) {
    return {};
  }
  template <class C>
  static constexpr bool stands_aside = true;
  static bool never_held(std::string_view, std::string_view) { return true; }
  template <class C>
  static std::vector<std::string_view> recorders() {
    return {};
  }
  template <class C, class E>
  static void carry_over(const C& command, E& event) {
    static_cast<Common&>(event) = command;
    event.effective_on.reset();
  }

  static std::optional<std::string> broken_invariant(const Facts& before, std::string_view, const Facts& after,
                                                     std::string_view, const engine::Entry&) {
    if (after.seats.size() <= before.seats.size()) return {};
    int found = 0;
    after.seats.for_each([&](const BodySeat& one) { found += one.seat == after.seats.back().seat; });
    return found == 1 ? std::optional<std::string>() : "a body has a seat once";
  }
  static engine::Listing listing(const Facts& facts, const engine::Case& current) {
    engine::Listing listing;
    listing.references = {current.id};
    {
      engine::JsonObject out(listing.summary);
      out.text("ref", current.id);
      out.text("title", facts.name);
      out.text("state", current.state);
      out.number("seats", static_cast<long long>(facts.seats.size()));
    }
    return listing;
  }
  static engine::Projection project(const Facts& facts, const engine::Case& current) {
    return {listing(facts, current), {}, {}, {}};
  }
  static engine::Clearance clearance(const engine::Actor& actor) { return sec::clearance(actor); }
  static engine::Json gated(engine::Json text, engine::Clearance level) { return sec::gated(std::move(text), level); }
  static std::vector<std::string> assignees(const engine::Actor&) { return {}; }
  static engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance) {
    engine::Json text;
    {
      engine::JsonObject out(text);
      out.text("id", current.id);
      out.text("name", facts.name);
      out.number("version", current.version);
      out.text("quorum", facts.quorum);
      out.text("policy", facts.policy);
      engine::body::write(out.key("modes"), facts.modes);
      engine::body::write(out.key("chair"), facts.chair);
      write_seats(out.key("seats"), facts);
    }
    return text;
  }
  static void write_seats(std::string& out, const Facts& facts) {
    out += '[';
    facts.seats.for_each([&](const BodySeat& seat) {
      if (out.back() != '[') out += ',';
      engine::body::write(out, seat, engine::body::Nulls::keep);
    });
    out += ']';
  }
  static int seen_version(const Facts&, int version, engine::Clearance) { return version; }
  static std::optional<engine::Json> seen_body(const Facts&, const engine::Entry& entry, engine::Clearance) {
    return entry.event.body;
  }
};
using Workflow = engine::TypedWorkflow<Family>;
}  // namespace

const Facts& facts_of(const engine::Case& body) { return Workflow::facts_of(body); }

std::unique_ptr<engine::Workflow> workflow() {
  return std::make_unique<Workflow>(engine::Pack{"sec-body", "Bodies of the SEC and their seats",
                                                 engine::row_set<Family, Rows>(),
                                                 [](const engine::Json&, Date) { return true; }});
}

std::vector<engine::Command> founding() {
  std::vector<engine::Command> commands;
  const std::pair<const char*, const char*> bodies[] = {
      {"panel", "SEC Panel"}, {"csc", "Change Sub-Committee"}, {"change-board", "Change Board"}};
  for (const auto& [id, name] : bodies) {
    Establish establish;
    establish.id = id;
    establish.name_ = name;
    establish.effective_on = Date{std::chrono::year{2013}, std::chrono::December, std::chrono::day{1}};
    commands.push_back({"bodies",
                        "",
                        std::string(Establish::name),
                        engine::body::text_of(establish),
                        {"secmp", "operator", "", "", ""},
                        "",
                        "",
                        {},
                        {}});
  }
  return commands;
}

}  // namespace sec::body
