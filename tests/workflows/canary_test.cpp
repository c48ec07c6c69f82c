// The canaries: a unique word in every field that may be confidential, of every command that any story sends. The cases
// are grown again with them, and whatever a caller can be given of a case is searched for words above their class.
#include <fmt/format.h>

#include "engine/finding.hpp"
#include "engine/picture.hpp"
#include "tests/support/canary.hpp"
#include "tests/support/sanitized.hpp"
#include "tests/support/story.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace {
using canary::Dom;
using engine::Entry;
using sec::Classification;

using Life = std::vector<Entry>;
constexpr std::size_t entries_max = 40;  // of one life: a ballot of a thousand votes says nothing new

std::vector<Life> all_lives() {
  std::vector<Life> lives;
  std::map<std::string, std::size_t> current;  // by case
  struct Listening {                           // until a story fails, too
    ~Listening() { story::listen({}); }
  } until_the_end;
  story::listen([&](const Entry& entry) {
    if (entry.version == 1) {
      current[entry.case_id] = lives.size();
      lives.emplace_back();
    }
    const auto begun = current.find(entry.case_id);
    if (begun == current.end()) return;  // an older program began it, and nobody told that
    if (auto& life = lives[begun->second]; life.size() < entries_max) life.push_back(entry);
  });
  for (const auto& one : story::all_told()) {
    INFO(one.sentence);
    one.tell();
  }
  return lives;
}

// The command that an entry came of: its body has the fields of it.
const engine::CommandDescription* command_of(const engine::Workflow& workflow, const Entry& entry) {
  using Known = std::pair<std::vector<engine::RowDescription>, std::vector<engine::CommandDescription>>;
  static std::map<std::string_view, Known> known;
  auto& [table, commands] = known[workflow.name()];
  if (table.empty()) {
    table = workflow.table();
    commands = workflow.commands();
  }
  const bool clock = entry.by.role == "clock";
  for (const auto& row : table)
    if (row.event == entry.event.type && (row.command == "deadline-passed") == clock)
      for (const auto& command : commands)
        if (command.name == row.command) return &command;
  return nullptr;
}

struct Caller {
  engine::Actor actor;
  engine::Clearance level = 0;
};
// One of each level.
const std::vector<Caller>& callers() {
  static const std::vector<Caller> all = [] {
    std::vector<Caller> made;
    for (const auto& actor : {story::visitor, story::party("acme"), story::dcc, story::panel, story::manager})
      made.push_back({actor, sec::clearance(actor)});
    return made;
  }();
  return all;
}

// Everything that a caller can be given of a case: which words were in it, and which ought not to be.
class Outputs {
 public:
  explicit Outputs(const canary::Birds& birds) : birds_(birds) {}

  void look(const char* output, const Caller& caller, const std::string& text) {
    for (const auto& found : canary::words_in(text)) seen.insert(birds_.of(found));
    search(output, caller, text);
  }
  // For leaks alone: what a caller said themselves shows nothing.
  void search(const char* output, const Caller& caller, const std::string& text) {
    for (const auto& found : canary::words_in(text))
      if (const auto& word = birds_.of(found); !sec::shows(word.classification, caller.level))
        leaks.insert(fmt::format("{} ({}) is in {} for {}", canary::in_words(word.field),
                                 engine::body::wire_name(word.classification), output, caller.actor.role));
  }
  std::set<canary::Word> seen;
  std::set<std::string> leaks;

 private:
  const canary::Birds& birds_;
};

std::string text_of(const engine::Report& paper) {
  std::string text = paper.title + paper.classification + paper.handling;
  for (const auto& [label, said] : paper.header) text += label + said;
  for (const auto& section : paper.sections) {
    text += section.name + section.heading + section.lead;
    for (const auto& row : section.rows)
      for (const auto& cell : row) text += engine::text_of(cell) + " ";
  }
  return text;
}

std::string text_of(const engine::Answer& answer) {
  auto text = answer.json;
  if (answer.agenda) {
    text += answer.agenda->name;
    for (const auto& one : answer.agenda->entries) text += one.uid + one.title + one.detail;
  }
  if (answer.chart) {
    text += answer.chart->title;
    for (const auto& bar : answer.chart->bars) text += bar.label;
    for (const auto& mark : answer.chart->marks) text += mark.label;
  }
  if (answer.paper) text += text_of(*answer.paper);
  return text;
}

std::string text_of(const std::vector<engine::Option>& options) {
  std::string text;
  for (const auto& option : options)
    for (const auto& unmet : option.unmet) text += unmet.reason;
  return text;
}

std::string summary_of(const engine::Workflow& workflow, const engine::Case& current) {
  const auto projection = workflow.project(current);
  auto text = projection.summary + projection.series;
  for (const auto& reference : projection.references) text += reference;
  for (const auto& one : projection.deadlines) text += one.name;
  engine::for_each_task(projection, [&](const engine::Task& task) { text += task.name + task.assignee; });
  return text;
}

engine::Setting setting_of(const engine::Case& current, const engine::Actor& by) {
  engine::Setting setting;
  setting.now = current.at + std::chrono::hours{48};
  setting.today = engine::london_date(setting.now);
  setting.on = setting.today;
  setting.by = by;
  setting.calendar = &sec::calendar();
  return setting;
}

class Search {
 public:
  explicit Search(Classification classification) : classification_(classification), outputs_(birds_) {}

  void live(const Life& life) {
    const auto& opened = story::rules().get(life.front().workflow);
    auto current = opened.blank(life.front().case_id);
    for (auto entry : life) {
      const auto& workflow = story::rules().get(entry.workflow);
      plant(workflow, entry);
      const auto before = current;
      current = workflow.evolve(current, entry);
      // Its votes still count, and a hold ends: what is there now may be gone at the end.
      for (const auto& caller : callers()) while_it_goes_on(workflow, before, current, entry, caller);
    }
    for (const auto& caller : callers()) at_the_end(story::rules().get(current.workflow), current, caller);
    entries_.clear();
  }
  const Outputs& outputs() const { return outputs_; }
  const canary::Birds& birds() const { return birds_; }

 private:
  void plant(const engine::Workflow& workflow, Entry& entry) {
    const auto* command = command_of(workflow, entry);
    if (command == nullptr) return;
    auto& schema = schemas_[{std::string(workflow.collection()), std::string(command->name)}];
    if (schema.is_null()) schema = Dom::parse(command->schema);
    auto body = Dom::parse(entry.event.body);
    birds_.plant(std::string(workflow.collection()), std::string(command->name), schema, classification_, body);
    plant_in_the_step(body);
    entry.event.body = body.dump();
    entries_.push_back(entry);
  }

  // A classified line of a meeting names a step: what its body says bears no label of its own.
  void plant_in_the_step(Dom& body) {
    if (!body.contains("verb") || !body.contains("body") || !body.at("body").is_object()) return;
    const std::string collection = body.contains("release") ? "releases" : "modifications";
    for (const auto* workflow : story::rules().of(collection))
      for (const auto& command : workflow->commands()) {
        if (command.name != body.at("command")) continue;
        birds_.plant(collection, std::string(command.name), Dom::parse(command.schema), classification_,
                     body.at("body"));
        return unlabel(body.at("body"));
      }
  }
  static void unlabel(Dom& value) {
    if (value.is_object() && value.contains("classification") && value.contains("text")) value = Dom(value.at("text"));
    if (value.is_structured())
      for (auto& inside : value) unlabel(inside);
  }

  void while_it_goes_on(const engine::Workflow& workflow, const engine::Case& before, const engine::Case& current,
                        const Entry& entry, const Caller& caller) {
    outputs_.look("the representation", caller, workflow.view(current, caller.level));
    outputs_.look("the summary", callers().front(), summary_of(workflow, current));
    outputs_.look("the options", callers().front(),
                  text_of(workflow.options(current, setting_of(current, caller.actor))));
    if (const auto body = workflow.seen_body(current, entry, caller.actor)) outputs_.look("the event", caller, *body);
    outputs_.look("what is searched", caller, searched(workflow, current, caller.actor));
    outputs_.search("the echo", caller, workflow.gated(entry.event.body, caller.level));
    for (const auto& one : workflow.consequences(before, current, entry))
      outputs_.search("what it brings about", caller, workflow.gated(one.command.body, caller.level));
    for (const auto& one : workflow.circulars(before, current, entry))
      outputs_.search("what it sends round", caller, workflow.gated(one.command.body, caller.level));
  }

  // With what else a hit says of itself.
  std::string searched(const engine::Workflow& workflow, const engine::Case& current, const engine::Actor& by) const {
    static const auto finding = workflows::finding();
    const auto reader = engine::reader_for(finding, story::rules(), by);
    std::string text;
    for (const auto& one : engine::passages(finding, workflow, current, entries_, engine::the_reader(reader.value())))
      text += one.text + one.member + one.event + "\n";
    return text;
  }

  void at_the_end(const engine::Workflow& workflow, const engine::Case& current, const Caller& caller) {
    for (const auto& entry : entries_)
      if (const auto body = workflow.seen_body(current, entry, caller.actor))
        outputs_.look("the history", caller, *body);
    for (const auto name : workflow.parts()) {
      const auto items = workflow.part(current, name, caller.actor);
      for (std::size_t i = 0; i < items.size(); ++i) {
        outputs_.look("a part", caller, items[i]);
        for (const auto document : workflow.part_documents(name))
          outputs_.look("a bundle", callers().front(), workflow.part_document(current, name, i, document).text);
      }
    }
    for (const auto& question : workflow.questions()) ask(workflow, current, question, caller);
    for (const auto& one : workflow.reports()) report(workflow, current, one, caller);
  }

  void ask(const engine::Workflow& workflow, const engine::Case& current, const engine::QuestionCode& question,
           const Caller& caller) {
    engine::Question asked;
    asked.name = question.description.name;
    asked.today = current.effective_on;
    asked.by = caller.actor;
    const std::vector<const engine::Case*> about{&current};
    const std::vector<const engine::Case*> others(question.needs(asked, about).size(), nullptr);
    const auto outcome = workflow.answer(asked, about, others);
    if (const auto* answer = std::get_if<engine::Answer>(&outcome))
      outputs_.look("an answer", caller, text_of(*answer));
  }

  void report(const engine::Workflow& workflow, const engine::Case& current, const engine::ReportCode& code,
              const Caller& caller) {
    engine::ReportInput input;
    input.as_at = input.since = current.effective_on;
    input.clearance = caller.level;
    input.now = {{current.id, current.seq, workflow.listing(current).summary}};
    input.beside.resize(code.looks_at.size());
    input.between = entries_;
    for (auto& entry : input.between) entry.event.body = workflow.gated(std::move(entry.event.body), caller.level);
    engine::Question asked;
    asked.name = code.asks;
    if (!asked.name.empty()) {
      input.about = {&current};
      input.others.resize(workflow.question_called(asked.name).needs(asked, input.about).size(), nullptr);
    }
    outputs_.look("a report", caller, text_of(code.make(input)));
  }

  const Classification classification_;
  std::map<std::pair<std::string, std::string>, Dom> schemas_;
  canary::Birds birds_;
  Outputs outputs_;
  Life entries_;  // of the life that is looked at
};

const std::vector<Life>& lives() {
  static const auto all = all_lives();
  return all;
}

// All lives, with canaries of one class. Each class is searched once, for it takes long.
const Search& search_of(Classification classification) {
  static std::map<Classification, Search> searches;
  const auto found = searches.find(classification);
  if (found != searches.end()) return found->second;
  auto& search = searches.try_emplace(classification, classification).first->second;
  for (const auto& life : lives()) search.live(life);
  return search;
}

std::string listed(const std::set<std::string>& lines) { return fmt::format("\n  {}", fmt::join(lines, "\n  ")); }

// Fields that no story reaches: nobody sends these commands in one. A new one has to be sent in a story.
const std::set<std::string> not_reached = {};
}  // namespace

TEST_CASE("No word of a Green, Amber or Red field is in anything that a caller below its class is given") {
  for (const auto classification : {Classification::red, Classification::amber, Classification::green}) {
    if (test::sanitized && classification != Classification::red) continue;  // it goes the same ways in the program
    CAPTURE(classification);
    const auto& search = search_of(classification);
    const auto& outputs = search.outputs();
    CHECK_MESSAGE(outputs.leaks.empty(), outputs.leaks.size() << " leaks:" << listed(outputs.leaks));
    // And the test can fail: each of them is seen by somebody whose class allows it.
    std::set<std::string> unseen;
    for (const auto& word : search.birds().planted())
      if (!outputs.seen.contains(word)) unseen.insert(canary::in_words(word.field));
    CHECK_MESSAGE(unseen.empty(), unseen.size() << " are shown to nobody:" << listed(unseen));
  }
}

TEST_CASE("The canaries reach every field that may be confidential, of every command there is") {
  const auto& search = search_of(Classification::red);
  std::set<std::string> reached, missing;
  for (const auto& word : search.birds().planted()) reached.insert(canary::in_words(word.field));
  std::size_t all = 0;
  for (const auto& workflow : story::rules().all())
    for (const auto& command : workflow->commands())
      for (const auto& field :
           canary::fields(std::string(workflow->collection()), std::string(command.name), Dom::parse(command.schema))) {
        ++all;
        if (!reached.contains(canary::in_words(field))) missing.insert(canary::in_words(field));
      }
  MESSAGE(reached.size() << " fields were reached");
  CHECK(reached.size() > 150);
  CHECK_MESSAGE(missing == not_reached, "not reached:" << listed(missing));
}

TEST_CASE("Every workflow has the gate, and what is classified below nobody passes it for everybody") {
  for (const auto& workflow : story::rules().all()) {
    CAPTURE(workflow->name());
    CHECK(workflow->gated(R"({"classification":"red","text":"x"})", 0) == R"({"classification":"red","text":null})");
    CHECK(workflow->clearance(story::visitor) == sec::for_everybody);
    CHECK(workflow->clearance(story::panel) == sec::for_the_panel);
  }
}
