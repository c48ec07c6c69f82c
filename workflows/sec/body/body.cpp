// Bodies: what decides about their seats and rules, how they are shown, and the three that every data folder begins
// with.
#include "workflows/sec/body/body.hpp"

#include <algorithm>

#include "workflows/sec/body/table.hpp"
#include "workflows/sec/terms/command_to.hpp"
#include "workflows/sec/terms/small_family.hpp"

namespace sec::body {

Reason BlockIsKnown::unmet(const Look& look, const AddSeat& command) {
  const auto& blocks = blocks_of(look.facts.id);  // none: the body counts by no blocks
  return unless(blocks.empty() || std::find(blocks.begin(), blocks.end(), command.block) != blocks.end(),
                "'" + command.block + "' is no block of this body: they are " + engine::body::one_of(blocks));
}
Reason RuleIsKnown::unmet(const Look& look, const SetRule& command) {
  if (command.chair && look.facts.seat(*command.chair) == nullptr)
    return "there is no seat '" + *command.chair + "' for the chair";
  return unless(command.quorum || command.policy || command.modes || command.chair,
                "it changes nothing: name 'quorum', 'policy', 'modes' or 'chair'");
}

Reason DecidedByItselfOrThePanel::unmet(const Look& look, const SetRule& command) {
  const auto by = command.decision.body;
  return unless(by == Body::panel || engine::body::wire_name(by) == look.facts.id,
                "the decision is that of '" + std::string(engine::body::wire_name(by)) +
                    "': the body itself or the Panel decides how it counts");
}

// How votes are counted is the engine's to know: a word that it does not know is no rule.
void check(const SetRule& command, const engine::Setting&, engine::body::Reading& reading) {
  const auto one_of = [&](const char* at, const std::optional<std::string>& word, const auto& known) {
    if (word && std::find(known.begin(), known.end(), *word) == known.end())
      reading.fault(at, "must be one of " + engine::body::one_of(known) + ", not '" + *word + "'");
  };
  one_of("/policy", command.policy, engine::ballot_policies());
  one_of("/quorum", command.quorum, engine::quorum_rules());
}

namespace {
struct Family : SmallFamily<Family, body::Facts, body::Rows> {
  using States = engine::mp11::mp_list<New, InForce>;
  static constexpr std::string_view workflow_name = "sec-body";
  static constexpr std::string_view title = "Bodies of the SEC and their seats";
  static constexpr std::string_view collection = "bodies";
  static constexpr std::string_view noun = "body";
  static std::size_t bytes_behind(const Facts& facts) {
    return facts.seats.size() * sizeof(BodySeat) + facts.former.size() * sizeof(FormerTerm);
  }
  static std::optional<std::string> broken_invariant(const Facts& before, std::string_view, const Facts& after,
                                                     std::string_view, const engine::Entry&) {
    if (after.seats.size() <= before.seats.size()) return {};
    int found = 0;
    after.seats.for_each([&](const BodySeat& one) { found += one.seat == after.seats.back().seat; });
    return found == 1 ? std::optional<std::string>() : "a body has a seat once";
  }
  static void write_summary(std::string& out, const Facts& facts, const engine::Case& current) {
    engine::JsonObject summary(out);
    summary.text("ref", current.id);
    summary.text("title", facts.name);
    summary.text("state", current.state);
    summary.number("seats", static_cast<long long>(facts.seats.size()));
  }
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
};
}  // namespace

const Facts& facts_of(const engine::Case& body) { return engine::facts_of<Facts>(body); }

std::unique_ptr<engine::Workflow> workflow() { return only_pack<Family>(); }

std::vector<engine::Command> founding() {
  std::vector<engine::Command> commands;
  const std::pair<const char*, const char*> bodies[] = {
      {"panel", "SEC Panel"}, {"csc", "Change Sub-Committee"}, {"change-board", "Change Board"}};
  for (const auto& [id, name] : bodies) {
    Establish establish;
    establish.id = id;
    establish.name_ = name;
    establish.effective_on = Date{std::chrono::year{2013}, std::chrono::December, std::chrono::day{1}};
    commands.push_back(command_to(Family::collection, "", establish, founder()));
  }
  return commands;
}

}  // namespace sec::body
