#include "workflows/sec/modification/consequences.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "workflows/sec/modification/anytime/past_codes.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/periods.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec {

namespace {
bool is_state(const std::string& name) {
  bool found = false;
  engine::for_each_type<States>([&]<class S>() { found = found || (S::name == name && !name.empty()); });
  return found;
}
std::string_view newest_pack(Date on) {
  std::string_view newest = pack_rules[0].name;
  for (const auto& rules : pack_rules)
    if (rules.in_force_from <= on) newest = rules.name;
  return newest;
}

// Where nothing can stand: sec-rules 13.3.
void check_position(const Raise& command, engine::body::Reading& reading) {
  const auto& position = *command.position;
  static constexpr std::string_view in_process[] = {"refinement",          "panel-report-review",
                                                    "report-consultation", "change-board-vote",
                                                    "sent-back",           "authority-determination"};
  const bool processed =
      std::find(std::begin(in_process), std::end(in_process), position.state) != std::end(in_process);
  if (position.path == Path::fast_track && processed)
    reading.fault("/position/path", "a Fast-Track Modification is never refined, reported, consulted on or voted on");
  if (position.path == Path::self_governance && position.state == AuthorityDetermination::name)
    reading.fault("/position/path", "a Self-Governance Modification does not go to the Authority for determination");
  const auto pack = command.workflow ? std::string_view(*command.workflow) : newest_pack(position.as_of);
  const bool knows_drafts = std::any_of(std::begin(pack_rules), std::end(pack_rules),
                                        [&](const auto& rules) { return rules.name == pack && rules.development; });
  if (position.state == Development::name && !knows_drafts)
    reading.fault("/position/state", "there is no Development Stage under " + std::string(pack));
  if (position.window_ends && (position.state != AppealWindow::name || !position.decision))
    reading.fault("/position/window_ends", "is of an appeal-window, with the 'decision' that may be referred");
  if (position.window_ends && position.path && position.path != Path::self_governance)
    reading.fault("/position/path", "a decision that may be referred is one of self-governance");
  if (position.implementation) check_parts(*position.implementation, "/position/implementation", reading);
}

// The days that are known, in their order, none before the position or after today.
void check_history(const TakenPosition& position, Date today, engine::body::Reading& reading) {
  Date last = position.as_of;
  for (std::size_t i = 0; i < position.history.size(); ++i) {
    const auto& day = position.history[i];
    const auto at = "/position/history/" + std::to_string(i);
    if (day.on < last) reading.fault(at + "/on", "is before " + engine::to_text(last) + ": days stand in their order");
    if (day.on > today) reading.fault(at + "/on", "lies in the future: today is " + engine::to_text(today));
    check_known_step(day, at, reading);
    last = std::max(last, day.on);
  }
}
}  // namespace

void check_known_step(const KnownStep& step, const std::string& at, engine::body::Reading& reading) {
  if (!historic::is_code(step.code)) reading.fault(at + "/code", "'" + step.code + "' is no code of a milestone");
  if (step.state && (!is_state(*step.state) || *step.state == WithdrawalNotice::name))
    reading.fault(at + "/state", "'" + *step.state + "' is no state to be taken over in");
  if (step.part && (*step.part < 1 || *step.part > 99)) reading.fault(at + "/part", "must be from 1 to 99");
}

void check_refuse(const Refuse& command, engine::body::Reading& reading) {
  if (command.same_as && !read_reference(*command.same_as))
    reading.fault("/same_as", "is no reference: they look like SECMP0025, DP083, MP083 or MP128A");
}

void check_raise(const Raise& command, const engine::Setting& setting, engine::body::Reading& reading) {
  const bool fresh = !command.position && !command.split_from;
  if (fresh && !command.title) reading.fault("/title", "is missing");
  if (fresh && !command.proposer) reading.fault("/proposer", "is missing");
  if (fresh && !command.problem) reading.fault("/problem", "is missing");
  if (command.raised_on && *command.raised_on > setting.today)
    reading.fault("/raised_on", "lies in the future: today is " + engine::to_text(setting.today));
  if (command.ref && !read_reference(*command.ref))
    reading.fault("/ref", "is no reference: they look like SECMP0025, DP083, MP083 or MP128A");
  if (!command.position) return;
  if (!command.ref) reading.fault("/ref", "is missing: what is taken over keeps its reference");
  if (command.position->as_of > setting.today)
    reading.fault("/position/as_of", "lies in the future: today is " + engine::to_text(setting.today));
  if (!is_state(command.position->state))
    reading.fault("/position/state", "'" + command.position->state + "' is no state of a modification");
  if (command.position->state == "withdrawal-notice")
    reading.fault("/position/state", "is not a state to be taken over in: say the state before, and withdraw");
  check_position(command, reading);
  check_history(*command.position, setting.today, reading);
}

void check_published(const std::optional<Date>& published_on, const engine::Setting& setting,
                     engine::body::Reading& reading) {
  if (published_on && *published_on < setting.on) reading.fault("/published_on", "is before the decision itself");
  if (published_on && *published_on > setting.today)
    reading.fault("/published_on", "lies in the future: today is " + engine::to_text(setting.today));
}

void check_parts(const std::vector<PlannedPart>& parts, const std::string& at, engine::body::Reading& reading) {
  std::set<int> seen;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto part = at + "/" + std::to_string(i) + "/part";
    if (parts[i].part < 1 || parts[i].part > 99) reading.fault(part, "must be from 1 to 99");
    if (!seen.insert(parts[i].part).second) reading.fault(part, "is named twice");
  }
}

void check_recorder(const Common& command, const engine::Setting& setting, engine::body::Reading& reading) {
  if (setting.by.role == "secas-analyst" && of_a_body(command))
    reading.fault(command.decision ? "/decision" : "/recorded_from/kind",
                  "what a body decided is recorded by the panel-secretary or a secas-manager");
}

std::variant<engine::Identity, engine::Malformed> identify(std::string_view pack, const engine::Json& body,
                                                           int last_number) {
  const auto dom = nlohmann::json::parse(body, nullptr, false);
  if (dom.is_object() && dom.contains("ref") && dom["ref"].is_string()) {
    const auto& text = dom["ref"].get_ref<const std::string&>();
    if (read_reference(text)) return engine::Identity{canonical_reference(text)};
    return engine::Malformed{{{"/ref", "is no reference: they look like SECMP0025, DP083, MP083 or MP128A"}}};
  }
  return engine::Identity{new_reference(pack, last_number + 1)};
}

bool follows(std::string_view pack, const engine::Json& body, Date today) {
  const auto dom = nlohmann::json::parse(body, nullptr, false);
  const auto text = [&](const nlohmann::json& from, const char* name) {
    return from.is_object() && from.contains(name) && from[name].is_string() ? from[name].get<std::string>()
                                                                             : std::string();
  };
  if (const auto named = text(dom, "workflow"); !named.empty()) return named == pack;
  Date on = today;
  for (const auto name : {"effective_on", "raised_on"})
    if (auto day = engine::read_date(text(dom, name))) on = *day;
  // What is taken over follows the rules of the day from which its position is known.
  if (dom.is_object() && dom.contains("position"))
    if (auto day = engine::read_date(text(dom["position"], "as_of"))) on = *day;
  return newest_pack(on) == pack;
}

namespace {
// What is known of the past of a modification, each day as a step of its own.
std::vector<engine::Consequence> past_steps(const TakenOver& event, const engine::Entry& entry) {
  std::vector<engine::Consequence> found;
  if (!event.position) return found;
  for (std::size_t i = 0; i < event.position->history.size(); ++i) {
    const auto& day = event.position->history[i];
    RecordMilestone step;
    static_cast<KnownStep&>(step) = day;
    step.effective_on = day.on;
    engine::Command command;
    command.collection = "modifications";
    command.reference = event.reference;
    command.name = std::string(RecordMilestone::name);
    command.body = engine::body::text_of(step);
    command.by = entry.by;
    found.push_back({std::move(command), "/position/history/" + std::to_string(i), true});
  }
  return found;
}
}  // namespace

namespace {
SplitOrigin origin_of(const Facts& whole, std::string_view state) {
  SplitOrigin origin;
  origin.ref = whole.ref;
  origin.state = state;
  origin.path = whole.path;
  origin.round = whole.round;
  if (whole.path_by_authority) origin.path_by_authority = true;
  if (whole.sent_back) origin.sent_back = true;
  if (whole.urgency != Urgency::not_urgent) origin.urgency = whole.urgency;
  if (!whole.deviations.empty()) origin.deviations = whole.deviations;
  return origin;
}

// The others are linked with it as it is with them, those that the register has and that are live.
std::vector<engine::Consequence> joined(const Facts& before, const Consolidated& event, const engine::Entry& entry) {
  std::vector<engine::Consequence> found;
  for (const auto& one : event.with) {
    RecordJoint joint;
    joint.ref = before.ref;
    joint.effective_on = entry.effective_on;
    engine::Command command;
    command.collection = "modifications";
    command.reference = read_reference(one) ? canonical_reference(one) : one;
    command.name = std::string(RecordJoint::name);
    command.body = engine::body::text_of(joint);
    command.by = {entry.by.id, std::string(RecordJoint::sent_by), "", "", ""};
    command.if_possible = true;
    found.push_back({std::move(command), ""});
  }
  return found;
}

std::vector<engine::Consequence> parts_of(const Facts& before, std::string_view state, const SplitUp& event,
                                          const engine::Entry& entry) {
  std::vector<engine::Consequence> found;
  for (std::size_t i = 0; i < event.parts.size(); ++i) {
    Raise raise;
    raise.workflow = before.pack;
    raise.ref = event.references.at(i);
    raise.title = event.parts[i].title;
    raise.problem = before.problem;
    raise.proposer = before.proposer;
    raise.raised_on = before.raised_on;
    raise.suggested_path = before.suggested_path;
    raise.impacts = before.impacts;
    raise.effective_on = entry.effective_on;
    raise.split_from = origin_of(before, state);
    engine::Command command;
    command.collection = "modifications";
    command.name = std::string(Raise::name);
    command.body = engine::body::text_of(raise);
    command.by = {entry.by.id, std::string(Raise::sent_by), "", "", ""};
    found.push_back({std::move(command), "/parts/" + std::to_string(i)});
  }
  return found;
}
}  // namespace

std::vector<engine::Consequence> brings(const Facts&, std::string_view, const TakenOver& event,
                                        const engine::Entry& entry) {
  return past_steps(event, entry);
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const SplitUp& event,
                                        const engine::Entry& entry) {
  return parts_of(before, state, event, entry);
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const Consolidated& event,
                                        const engine::Entry& entry) {
  return joined(before, event, entry);
}

std::vector<std::string> related(const Facts& facts, std::string_view command) {
  std::vector<std::string> found;
  if (command.empty() || command == OpenVote::name) found = {"change-board", "panel"};
  if (!command.empty() && command != ImplementPart::name) return found;
  for (const auto& part : facts.parts)
    if (part.release) found.push_back(*part.release);
  return found;
}

std::vector<std::string> assignees(const engine::Actor& actor) {
  std::vector<std::string> found{actor.role};
  if (is_secas(actor.role)) found.push_back("secas");
  if (actor.role == "panel-secretary") found.insert(found.end(), {"panel", "csc", "change-board"});
  if (!actor.seat.empty()) found.push_back("seat:" + actor.seat);
  if (actor.role == "party") found.push_back("party:" + actor.id);
  return found;
}

}  // namespace sec
