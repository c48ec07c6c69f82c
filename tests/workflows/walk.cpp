// How the walk chooses: bodies, senders, the next step.
#include "tests/workflows/walk.hpp"

#include <fmt/format.h>

namespace walk {

using namespace story;

Dom Bodies::of(const Dom& schema, const std::string& field) {
  // A text that may be confidential: plain, or with its classification.
  if (schema.contains("anyOf")) return of(schema["anyOf"][dice_.chance(80) ? 0 : 1], field);
  if (schema.contains("enum")) return choice(schema["enum"]);
  const auto type = schema.at("type").is_array() ? schema["type"][0] : schema["type"];
  if (type == "object") return object(schema);
  if (type == "array") return list(schema, field);
  if (type == "boolean") return dice_.chance(85);
  if (type == "integer") return field == "part" ? 1 + dice_.below(2) : dice_.below(5);
  if (schema.value("format", "") == "date") return days_.day_in(dice_.chance(60) ? dice_.below(20) : -dice_.below(10));
  if (schema.value("format", "") == "date-time") return days_.close_in(1 + dice_.below(17));
  return text(field);
}

Dom Bodies::choice(const Dom& names) {
  const auto& one = names[static_cast<std::size_t>(dice_.below(static_cast<int>(names.size())))];
  return one.is_null() ? names[0] : one;
}

Dom Bodies::object(const Dom& schema) {
  static const std::set<std::string> rare{"effective_on", "position",  "split_from", "ref",       "workflow", "note",
                                          "subject",      "alternate", "subjects",   "raised_on", "version",  "step"};
  Dom made = Dom::object();
  const auto required = schema.value("required", Dom::array());
  const auto properties = schema.value("properties", Dom::object());  // none: any object
  for (const auto& [name, field] : properties.items()) {
    const bool needed = std::find(required.begin(), required.end(), name) != required.end();
    if (needed || dice_.chance(rare.contains(name) ? 3 : 40)) made[name] = of(field, name);
  }
  return made;
}

Dom Bodies::list(const Dom& schema, const std::string& field) {
  Dom made = Dom::array();
  const int count = schema.value("minItems", 0) + dice_.below(2);
  for (int i = 0; i < count; ++i) made.push_back(of(schema.at("items"), field));
  if (field == "implementation")
    for (std::size_t i = 0; i < made.size(); ++i) made[i]["part"] = i + 1;
  return made;
}

Dom Bodies::text(const std::string& field) {
  static const std::vector<std::string> seats{"LS-1", "SS-1", "NET-1", "OTH-1", "CON-1", "XX-1"},
      words{"acme", "beta", "because", "1.0"};
  static const std::vector<std::string> deviations{"skip-refinement", "shorten-consultation", "other"};
  if (field == "seat") return dice_.one_of(seats);
  if (field == "objective") return dice_.chance(90) ? "a" : "z";
  static const std::vector<std::string> codes{"CB_VOTE", "PANEL_MR", "acme"}, states{"refinement", "not-known", "acme"};
  if (field == "code") return dice_.one_of(codes);
  if (field == "state") return dice_.one_of(states);
  if (field == "reason_code") return dice_.chance(80) ? "OTHER" : "MOOD";
  if (field == "sha256") return std::string(64, 'a');
  if (field == "held_elsewhere") return "https://example.org/report.pdf";
  if (field == "deviations") return dice_.one_of(deviations);
  if (field == "ref" || field == "same_as") return fmt::format("MP{:04}", 5000 + dice_.below(4000));
  if (field == "subject" || field == "subjects") return "proposed";
  return dice_.one_of(words);
}

namespace {
Bodies::Days days_of(const Story& story) {
  return {[&story](int days) { return story.day_in(days); }, [&story](int days) { return story.close_in(days); }};
}
}  // namespace

Walk::Walk(const lives::Era& its_era, unsigned seed)
    : era(its_era),
      workflow(rules().get(its_era.pack)),
      dice(seed),
      story(its_era.first_day),
      bodies_(dice, days_of(story)) {
  begin();
}
Walk::Walk(const lives::Era& its_era, unsigned seed, engine::Journal& journal, const engine::Reader& reader)
    : era(its_era),
      workflow(rules().get(its_era.pack)),
      dice(seed),
      story(its_era.first_day, journal, reader),
      bodies_(dice, days_of(story)) {
  begin();
}

void Walk::begin() {
  story.given_a_change_board();
  story.given_a_panel();
  for (const auto& one : workflow.commands()) {
    if (one.opens) continue;
    commands_.push_back(one);
    schemas_.push_back(Dom::parse(one.schema));
  }
}

void Walk::opens_a_case() {
  ++cases_;
  const auto path = dice.chance(50) ? "authority-determined" : "self-governance";
  const int how = dice.below(100);
  if (how < 40) ref = lives::submitted(story, era);
  else if (how < 45) ref = lives::fast_track(story, era);
  else if (how < 70) ref = further_on(path);
  else
    ref = story.raised(manager, {{"ref", fmt::format("MP{:04}", 1000 + 10 * cases_)},
                                 {"workflow", era.pack},
                                 {"position", any_position(dice, era, story.today_text())}});
}

Dom any_position(Dice& dice, const lives::Era& era, const std::string& as_of) {
  static const std::vector<std::string> states{"development",
                                               "refinement",
                                               "panel-report-review",
                                               "report-consultation",
                                               "change-board-vote",
                                               "authority-determination",
                                               "sent-back",
                                               "appeal-window",
                                               "panel-referral",
                                               "authority-referral",
                                               "pending-implementation",
                                               "implemented",
                                               "refused"};
  // A referral is of a decision under self-governance, and what the Authority has it determines.
  static const std::map<std::string, std::string> always_on{{"authority-determination", "authority-determined"},
                                                            {"sent-back", "authority-determined"},
                                                            {"appeal-window", "self-governance"},
                                                            {"panel-referral", "self-governance"},
                                                            {"authority-referral", "self-governance"}};
  std::string state = dice.one_of(states);
  if (state == "development" && !era.development) state = "refinement";
  std::string path = dice.chance(50) ? "authority-determined" : "self-governance";
  const auto fixed = always_on.find(state);
  if (fixed != always_on.end()) path = fixed->second;
  return {{"state", state}, {"as_of", as_of}, {"source", "the register before"}, {"path", path}};
}

// With a past: where a walk from the beginning seldom comes to.
std::string Walk::further_on(const std::string& path) {
  const bool self_governance = path == "self-governance";
  switch (dice.below(7)) {
    case 0:
      return self_governance ? lives::in_the_appeal_window(story, era, dice.chance(50) ? "approve" : "reject")
                             : lives::with_the_authority(story, era);
    case 1:
      return lives::sent_back(story, era);
    case 2:
      return lives::pending(story, era, path);
    case 3:
      return refused();
    case 4:
      return referred();
    default:
      return voting(path);
  }
}

// By SECAS as invalid, or by the Panel; then the Proposer has taken it to the Authority.
std::string Walk::refused() {
  const bool invalid = dice.chance(50);
  const auto one = invalid ? lives::submitted(story, era) : lives::in_initial_consideration(story, era);
  if (invalid) {
    story.when(secas, one, "refuse-invalid", {{"ground", "form-incomplete"}});
    return one;
  }
  story.when(panel, one, "refuse", lives::same_effect(story, era));
  story.when(proposer("acme"), one, "refer-to-authority", {{"subject", "refusal"}, {"reason", "it differs"}});
  return one;
}

// To the Panel, and then perhaps to the Authority.
std::string Walk::referred() {
  const Dom disagree = {{"party", "acme"}, {"reason", "we disagree"}};
  const auto one = lives::in_the_appeal_window(story, era);
  story.when(party("acme"), one, "refer", disagree);
  story.when(panel, one, "decide-referral",
             {{"decision", dice.chance(50) ? "uphold" : "reverse"}, {"reason", "the evidence"}});
  if (dice.chance(50)) story.when(party("acme"), one, "refer", disagree);
  return one;
}

// A vote has been opened, and some have voted; now and then it is closed already.
std::string Walk::voting(const std::string& path) {
  const bool on_the_cost = dice.chance(30);
  const auto one = on_the_cost ? lives::in_refinement(story, era, path) : lives::before_the_board(story, era, path);
  const auto purpose = on_the_cost ? "ia-cost" : dice.chance(80) ? "final" : "legal-text";
  if (on_the_cost) {
    story.when(secas, one, "request-preliminary-assessment");
    story.when(dcc, one, "record-preliminary-assessment", {{"cost", {{"low", 1}, {"high", 2}}}});
  }
  lives::opens_a_vote(story, one, purpose, dice.chance(50) ? "meeting" : "correspondence");
  for (const std::string seat : {"LS-1", "SS-1", "NET-1", "OTH-1", "CON-1"})
    if (dice.chance(55))
      story.when(member(seat), one, "cast-vote", lives::vote(seat, dice.chance(60) ? "approve" : "reject"));
  if (dice.chance(25)) (void)story.ask({"modifications", one, "close-vote", "{}", secas, "", "", {}, {}});
  return one;
}

void Walk::time_goes_by() {
  const int how = dice.below(100);
  if (how < 75) return;
  if (how < 85) return story.the_time_is(engine::to_text(story.clock() + std::chrono::hours{1 + dice.below(6)}));
  story.working_days_pass(1 + dice.below(how < 97 ? 6 : 30));
}

Actor Walk::somebody(const engine::CommandDescription& command) {
  static const std::vector<std::string> roles{"secas-analyst", "secas-manager", "panel-secretary",
                                              "authority",     "party",         "proposer"};
  const bool right = dice.chance(95) && !command.roles.empty();
  const std::string role = right ? std::string(dice.one_of(command.roles)) : dice.one_of(roles);
  if (role == "party" || role == "proposer") return {"acme", role, "", "", ""};
  return {role, role, "", "", ""};
}

std::size_t Walk::which() {
  const auto options = story.options_fast(ref, manager);
  const auto any = static_cast<std::size_t>(dice.below(static_cast<int>(commands_.size())));
  if (options.empty() || !dice.chance(85)) return any;
  const auto& name = dice.one_of(options).command;
  for (std::size_t i = 0; i < commands_.size(); ++i)
    if (commands_[i].name == name) return i;
  return any;
}

Step Walk::goes_on() {
  time_goes_by();
  const auto chosen = which();
  const auto before = story.live(ref);
  Step step{before.workflow, before.state, std::string(commands_[chosen].name), {}, {}, {}, {}};
  step.body = body(chosen);
  step.by = somebody(commands_[chosen]);
  if (step.by.role == "change-board-member" && step.body.contains("seat")) step.by.seat = step.body["seat"];
  step.said = story.options_fast(ref, step.by);
  step.reply = story.ask_only({"modifications", ref, step.command, step.body.dump(), step.by, "", "", {}, {}});
  const auto words = fmt::format("{} {} by {}: {}", step.command, step.body.dump(), step.by.role, in_words(step.reply));
  REQUIRE_MESSAGE(!std::holds_alternative<engine::Failed>(step.reply), words);
  return step;
}

}  // namespace walk
