// Texts of answers that are one of a list, although their type says only that they are texts: the names of states,
// steps and bodies, codes, and who has to act.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "workflows/sec/answers/answers.hpp"
#include "workflows/sec/modification/past_codes.hpp"
#include "workflows/sec/modification/waiting.hpp"
#include "workflows/sec/terms/milestones.hpp"
#include "workflows/sec/terms/objectives.hpp"
#include "workflows/sec/timetable/outlook.hpp"
#include "workflows/sec/timetable/programme.hpp"

namespace sec::answering {

namespace {
using Words = std::vector<std::string>;

template <class List>
Words listed(const List& list) {
  return {std::begin(list), std::end(list)};
}
template <class E>
Words names_of() {
  Words all;
  for (const auto& [_, name] : engine::body::wire_names<E>()) all.push_back(name);
  return all;
}
Words with(Words all, const Words& more) {
  for (const auto& one : more)
    if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
  return all;
}

// What the rules of all workflows of a collection are made of, each word once.
struct Vocabulary {
  Words packs, states, stages, commands;

  Vocabulary(const engine::Workflows& all, std::string_view collection) {
    for (const auto* rules : all.of(std::string(collection))) {
      packs = with(packs, {std::string(rules->name())});
      for (const auto& one : rules->states()) {
        states = with(states, {std::string(one.name)});
        if (!one.stage.empty()) stages = with(stages, {std::string(one.stage)});
      }
      for (const auto& one : rules->commands()) commands = with(commands, {std::string(one.name)});
    }
  }
};

// Of the bodies of events that are described.
Words events_of(const engine::Answers& answers, const std::string& collection) {
  Words names;
  for (const auto& [what, _] : answers.of)
    if (what.starts_with(collection + "!")) names.push_back(what.substr(collection.size() + 1));
  return names;
}

Words all_commands(const engine::Workflows& all) {
  Words found;
  for (const auto& rules : all.all()) found = with(found, Vocabulary(all, rules->collection()).commands);
  return found;
}
Words all_collections(const engine::Workflows& all) {
  Words found;
  for (const auto& rules : all.all()) found = with(found, {std::string(rules->collection())});
  return found;
}

using Dom = nlohmann::ordered_json;

// What a schema says beside that it may be null.
Dom& without_null(Dom& schema) {
  if (!schema.contains("anyOf")) return schema;
  for (Dom& one : schema["anyOf"])
    if (one.value("type", Dom()) != "null") return one;
  return schema;
}

// "state"; "timetable/*/code" of each item of a list. nullptr: there is nothing at that path.
Dom* text_at(Dom& schema, std::string_view path) {
  Dom& here = without_null(schema);
  if (path.empty()) return &here;
  const auto end = std::min(path.find('/'), path.size());
  const std::string name(path.substr(0, end));
  const auto rest = path.substr(std::min(end + 1, path.size()));
  if (name == "*") return here.contains("items") ? text_at(here["items"], rest) : nullptr;
  if (!here.contains("properties") || !here["properties"].contains(name)) return nullptr;
  return text_at(here["properties"][name], rest);
}

// The same shape, with the words that stand at the path.
engine::Shape with_words(const engine::Shape& shape, std::string_view path, const Words& words) {
  Dom whole = Dom::parse(shape.schema());
  Dom* text = text_at(whole, path);
  if (text == nullptr || !text->contains("type")) throw std::logic_error(shape.name() + " has no " + std::string(path));
  (*text)["enum"] = words;
  if ((*text)["type"].is_array()) (*text)["enum"].push_back(nullptr);
  const Dom needed = whole.value("required", Dom::array());
  engine::Shape made(shape.name());
  for (const auto& [member, schema] : whole["properties"].items())
    if (std::find(needed.begin(), needed.end(), member) != needed.end()) made.has(member, schema.dump());
    else made.may_have(member, schema.dump());
  return made;
}

class Saying {
 public:
  explicit Saying(engine::Answers& answers) : answers_(answers) {}

  // Throws std::logic_error for a shape or a text that there is not.
  void operator()(std::string_view shape, std::string_view path, const Words& words) const {
    const auto found = std::find_if(answers_.shapes.begin(), answers_.shapes.end(),
                                    [&](const auto& one) { return one.name() == shape; });
    if (found == answers_.shapes.end()) throw std::logic_error("there is no shape " + std::string(shape));
    *found = with_words(*found, path, words);
  }

 private:
  engine::Answers& answers_;
};

void say_of_modifications(const Saying& say, const Vocabulary& words, const Words& events) {
  const Words bodies = names_of<Body>(), waited = listed(waited_for);
  say("WaitingFor", "who", waited);
  for (const char* shape : {"Modification", "ModificationSummary"}) say(shape, "workflow", words.packs);
  say("ModificationSummary", "state", words.states);
  say("ModificationSummary", "stage", words.stages);
  say("ModificationSummary", "waiting_for", waited);
  say("ModificationSummary", "entered", {"raised", "taken-over", "split-off"});
  say("ModificationSummary", "last_event", events);
  say("Modification", "ia_cost/by", bodies);
  say("Modification", "decisions/*/step", events);
  say("Modification", "decisions/*/by", with(bodies, {"authority", "secas"}));
  say("Modification", "imported/*/code", listed(historic::code_names()));
  say("Modification", "imported/*/state", words.states);
}

void say_of_ballots(const Saying& say) {
  const Words bodies = names_of<Body>();
  say("BallotSummary", "body", bodies);
  say("Ballot", "body", bodies);
  say("FrozenBallot", "body", bodies);
  say("FrozenBallot", "purpose", names_of<Purpose>());
  say("FrozenBallot", "mode", names_of<VoteMode>());
  say("FrozenBallot", "policy", engine::ballot_policies());
  say("FrozenBallot", "quorum", engine::quorum_rules());
  say("Vote", "objectives/*/objective", listed(objectives));
  say("BundleVote", "vote/objectives/*/objective", listed(objectives));
}

void say_of_timetables(const Saying& say) {
  const Words causes = listed(causes_of_movement), rag = names_of<Rag>();
  for (const char* path : {"timetable/*/reason_code", "forecast/*/reason_code"}) say("Modification", path, causes);
  say("MilestoneStanding", "reason_code", causes);
  say("MilestoneStanding", "owner", with(listed(waited_for), {"proposer"}));
  say("Timetable", "versions/*/milestones/*/reason_code", causes);
  say("Timetable", "versions/*/by", {"panel", "authority"});
  say("CutOff", "cut_off", {"ia_cutoff", "decision_cutoff_system", "decision_cutoff_document"});
  say("Rescue", "rescue",
      {"panel-agrees-the-cost-early", "cost-agreed-before-the-consultation-ends", "vote-by-correspondence"});
  say("Rescue", "authority", names_of<Body>());
  say("Standing", "rag", rag);
}

void say_of_the_rest(const Saying& say, const engine::Workflows& all) {
  const Words commands = all_commands(all);
  say("ReleaseSummary", "state", Vocabulary(all, "releases").states);
  say("Release", "revisions/*/by", {"panel", "authority"});
  say("StepOfLine", "collection", all_collections(all));
  say("StepOfLine", "command", commands);
  say("MinutesLine", "command", commands);
  say("ProposedItem", "command", commands);
  say("ProposedItem", "drafts/*/command", commands);
}
}  // namespace

void close_words(engine::Answers& to, const engine::Workflows& all) {
  const Saying say(to);
  say_of_modifications(say, Vocabulary(all, "modifications"), events_of(to, "modifications"));
  say_of_ballots(say);
  say_of_timetables(say);
  say_of_the_rest(say, all);
}

}  // namespace sec::answering
