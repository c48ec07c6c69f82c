// The language of the stories: time, acts, and what a story expects of both.
#include "tests/support/story.hpp"

#include <fmt/format.h>

#include <atomic>

#include "tests/support/shapes_held.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace story {

const engine::Workflows& rules() {
  static const auto all = workflows::all();
  return all;
}

namespace {
std::mutex seen_guard;
Seen seen_so_far;
std::function<void(const engine::Entry&)> listener_of_all;

bool is_watched(std::string_view collection) {
  return std::find(watched.begin(), watched.end(), collection) != watched.end();
}

bool leads(const engine::RowDescription& row, const engine::Event& event) {
  if (row.to.empty()) return event.to == event.from;
  return row.to.starts_with('<') || row.to == event.to;
}
}  // namespace

std::string row_name(const engine::RowDescription& row) {
  return fmt::format("{} {} -> {} ({}) [{}]", fmt::join(row.from, "|"), row.command, row.to, row.event, row.clause);
}

std::string row_of(const engine::Workflow& workflow, const engine::Entry& entry) {
  const bool clock = entry.by.role == "clock";
  static std::map<std::string_view, std::vector<engine::RowDescription>>
      tables;  // by pack; the caller holds seen_guard
  auto& table = tables[workflow.name()];
  if (table.empty()) table = workflow.table();
  std::vector<std::string> found;
  for (const auto& row : table) {
    const bool from_here = std::find(row.from.begin(), row.from.end(), entry.event.from) != row.from.end();
    if (from_here && row.event == entry.event.type && leads(row, entry.event) &&
        (row.command == "deadline-passed") == clock)
      found.push_back(row_name(row));
  }
  const auto which =
      fmt::format("{} from '{}' to '{}' by {}", entry.event.type, entry.event.from, entry.event.to, entry.by.role);
  CHECK_MESSAGE(found.size() == 1, which << " is recorded by " << found.size() << " rows");
  return found.empty() ? which : found[0];
}

Seen seen() {
  std::lock_guard lock(seen_guard);
  return seen_so_far;
}
void forget_seen() {
  std::lock_guard lock(seen_guard);
  seen_so_far = {};
}

void listen(std::function<void(const engine::Entry&)> listener) {
  std::lock_guard lock(seen_guard);
  listener_of_all = std::move(listener);
}

std::vector<Told>& all_told() {
  static std::vector<Told> told;
  return told;
}
bool tell(const char* sentence, void (*how)()) {
  all_told().push_back({sentence, how});
  return true;
}

// Answers.

namespace {
std::string in_words(const engine::Refused& refused) {
  std::string text = "refused in '" + refused.state + "'";
  for (const auto& row : refused.tried)
    for (const auto& unmet : row.unmet) text += fmt::format("; {}: {}", unmet.guard, unmet.reason);
  return text;
}
}  // namespace

std::string in_words(const engine::Reply& reply) {
  if (const auto* one = std::get_if<engine::Accepted>(&reply)) return "accepted: " + one->entry.event.type;
  if (const auto* one = std::get_if<engine::Refused>(&reply)) return in_words(*one);
  if (const auto* one = std::get_if<engine::Forbidden>(&reply))
    return fmt::format("forbidden: {}", fmt::join(one->roles, ", "));
  if (const auto* one = std::get_if<engine::NotFound>(&reply)) return "not found: " + one->what;
  if (const auto* one = std::get_if<engine::Failed>(&reply)) return "FAILED: " + one->why;
  if (const auto* one = std::get_if<engine::Malformed>(&reply)) {
    std::string text = "malformed";
    for (const auto& error : one->errors) text += fmt::format("; {} {}", error.pointer, error.detail);
    return text;
  }
  return fmt::format("reply kind {}", reply.index());
}

const Answer& Answer::is_refused_for(std::initializer_list<std::string_view> guards) const {
  const auto words = in_words(reply_);
  CAPTURE(words);
  const auto* refused = std::get_if<engine::Refused>(&reply_);
  REQUIRE(refused != nullptr);
  for (const auto guard : guards) {
    bool found = false;
    for (const auto& row : refused->tried)
      for (const auto& unmet : row.unmet) found = found || unmet.guard == guard;
    CHECK_MESSAGE(found, guard << " is not among the reasons");
  }
  return *this;
}

const Answer& Answer::says(std::string_view part) const {
  const auto words = in_words(reply_);
  CHECK_MESSAGE(words.find(part) != std::string::npos, "'" << part << "' is not in: " << words);
  return *this;
}

const Answer& Answer::has_no_row() const {
  const auto words = in_words(reply_);
  CAPTURE(words);
  const auto* refused = std::get_if<engine::Refused>(&reply_);
  REQUIRE(refused != nullptr);
  CHECK(refused->tried.empty());
  return *this;
}

const Answer& Answer::is_forbidden() const {
  const auto words = in_words(reply_);
  CAPTURE(words);
  CHECK(std::holds_alternative<engine::Forbidden>(reply_));
  return *this;
}

const Answer& Answer::is_malformed_at(std::string_view pointer) const {
  const auto words = in_words(reply_);
  CAPTURE(words);
  const auto* malformed = std::get_if<engine::Malformed>(&reply_);
  REQUIRE(malformed != nullptr);
  bool found = false;
  for (const auto& error : malformed->errors) found = found || error.pointer == pointer;
  CHECK_MESSAGE(found, pointer << " is not among the pointers");
  return *this;
}

// Where a case stands.

const Standing& Standing::has(const std::string& pointer, const Dom& value) const {
  const Dom::json_pointer at(pointer);
  const auto is = view_.contains(at) ? view_.at(at) : Dom();
  CHECK_MESSAGE(is == value, ref_ << pointer << " is " << is.dump() << ", not " << value.dump());
  return *this;
}

const Standing& Standing::due(std::string_view deadline, std::string_view at) const {
  for (const auto& one : view_.at("deadlines"))
    if (one.at("name") == deadline) {
      CHECK_MESSAGE(one.at("due") == at,
                    ref_ << ": " << deadline << " is due at " << one.at("due").dump() << ", not " << at);
      return *this;
    }
  CHECK_MESSAGE(false, ref_ << " has no deadline " << deadline << ": " << view_.at("deadlines").dump());
  return *this;
}

const Standing& Standing::not_due(std::string_view deadline) const {
  for (const auto& one : view_.at("deadlines"))
    CHECK_MESSAGE(one.at("name") != deadline, ref_ << " has the deadline " << deadline);
  return *this;
}

const Standing& Standing::decided(std::string_view step, std::string_view by, std::string_view outcome) const {
  bool found = false;
  for (const auto& one : view_.at("decisions"))
    found = found || (one.at("step") == step && one.at("by") == by && one.at("outcome") == outcome);
  CHECK_MESSAGE(found,
                ref_ << ": no " << step << " by " << by << " as " << outcome << " in " << view_.at("decisions").dump());
  return *this;
}

// The register.

Story::Story(std::string_view first_day, const engine::Documents* documents)
    : Story(first_day, std::make_unique<toy::MemoryJournal>(), documents) {}
Story::Story(std::string_view first_day, std::unique_ptr<toy::MemoryJournal> memory,
             const engine::Documents* documents)
    : Story(first_day, *memory, *memory, documents) {
  memory_ = std::move(memory);
}
Story::Story(std::string_view first_day, engine::Journal& journal, const engine::Reader& reader,
             const engine::Documents* documents)
    : clock_(engine::london_time(date(first_day), std::chrono::hours{9}), false),
      reader_(reader),
      faults_([](engine::FaultIn, std::string_view why, std::uint64_t) { FAIL_CHECK(std::string(why)); }),
      processor_(
          rules(), journal, [this] { return clock_.now(); }, faults_,
          [this](const std::vector<engine::Accepted>& all) { keep(all); }, {},
          [this] {
            const std::lock_guard lock(holders_guard_);
            return holders_;
          },
          {}, documents),
      alarm_(processor_, reader, clock_, faults_, [this](const engine::DueDeadline& one, const engine::Reply& reply) {
        clocks_refused_.push_back(one.case_id + " " + one.deadline.name + ": " + in_words(reply));
      }) {
  if (reader.last_seq() > 0) return;  // another story has founded it
  for (auto& command : workflows::founding()) {
    const auto reply = processor_.ask(command);
    const auto words = in_words(reply);
    CAPTURE(words);
    REQUIRE(std::holds_alternative<engine::Accepted>(reply));
  }
}

void Story::keep(const std::vector<engine::Accepted>& all) {
  {
    std::lock_guard lock(live_guard_);
    for (const auto& one : all) live_.insert_or_assign(one.after.id, one.after);
  }
  std::lock_guard lock(seen_guard);
  for (const auto& one : all) {
    if (listener_of_all) listener_of_all(one.entry);
    const auto& workflow = rules().get(one.entry.workflow);
    if (is_watched(workflow.collection())) seen_so_far.rows.insert({one.entry.workflow, row_of(workflow, one.entry)});
  }
}

void Story::the_day_is(std::string_view day) { the_day_is(date(day)); }
void Story::the_day_is(engine::Date day) { alarm_.advance(engine::london_time(day, std::chrono::hours{12})); }
void Story::the_time_is(std::string_view text) { alarm_.advance(instant(text)); }
void Story::working_days_pass(int count) { the_day_is(sec::calendar().add(today(), count)); }
std::string Story::day_in(int working_days) const {
  return engine::to_text(sec::calendar().add(today(), working_days));
}
std::string Story::close_in(int working_days) const {
  return engine::to_text(engine::close_of_business(sec::calendar().add(today(), working_days)));
}

void Story::given_a_change_board() { given_seats("change-board"); }
void Story::given_a_panel() { given_seats("panel"); }
void Story::given_seats(const std::string& which) {
  const std::pair<const char*, const char*> seats[] = {{"LS-1", "large-suppliers"},
                                                       {"SS-1", "small-suppliers"},
                                                       {"NET-1", "networks"},
                                                       {"OTH-1", "other-sec-parties"},
                                                       {"CON-1", "consumers"}};
  for (const auto& [seat, block] : seats) {
    for (const auto& [name, body] :
         {std::pair<std::string, Dom>{"add-seat", {{"seat", seat}, {"block", block}}},
          std::pair<std::string, Dom>{"appoint", {{"seat", seat}, {"holder", std::string(seat) + "-member"}}}}) {
      const auto reply = ask({"bodies", which, name, body.dump(), manager, "", "", {}, {}});
      REQUIRE(std::holds_alternative<engine::Accepted>(reply));
    }
  }
}

std::string Story::given(const std::string& ref, const std::string& state, const std::string& path, Dom more) {
  Dom position = {{"state", state}, {"as_of", today_text()}, {"source", "the register before"}};
  if (!path.empty()) position["path"] = path;
  Dom body = {{"ref", ref}, {"position", position}};
  body.update(more);
  return raised(manager, body);
}

std::string Story::raised(const Actor& by, Dom body) {
  const auto reply = ask({"modifications", "", "raise", body.dump(), by, "", "", {}, {}});
  const auto words = in_words(reply);
  CAPTURE(words);
  REQUIRE(std::holds_alternative<engine::Accepted>(reply));
  return std::get<engine::Accepted>(reply).after.id;
}

engine::Accepted Story::when(const Actor& by, const std::string& ref, const std::string& command, const Dom& body) {
  auto reply = ask({"modifications", ref, command, body.dump(), by, "", "", {}, {}});
  const auto words = fmt::format("{} on {} by {}: {}", command, ref, by.role, in_words(reply));
  CAPTURE(words);
  REQUIRE(std::holds_alternative<engine::Accepted>(reply));
  return std::get<engine::Accepted>(std::move(reply));
}

Answer Story::but(const Actor& by, const std::string& ref, const std::string& command, const Dom& body) {
  auto reply = ask({"modifications", ref, command, body.dump(), by, "", "", {}, {}});
  const auto words = fmt::format("{} on {} by {}: {}", command, ref, by.role, in_words(reply));
  CAPTURE(words);
  CHECK_FALSE(std::holds_alternative<engine::Accepted>(reply));
  return Answer(std::move(reply));
}

namespace {
// After the first thousand steps of a program those of every twentieth.
void hold_what_is_seen(const engine::Accepted& accepted) {
  static std::atomic<int> steps = 0;
  if (const int step = ++steps; step > 1000 && step % 20 != 0) return;
  for (const auto& reader : {visitor, party("somebody"), member("LS-1"), manager})
    hold_to_shapes(rules().get(accepted.after.workflow), accepted.after, reader);
}
}  // namespace

engine::Reply Story::ask(engine::Command command) {
  auto reply = processor_.ask(command);
  const auto words = in_words(reply);
  CHECK_MESSAGE(!std::holds_alternative<engine::Failed>(reply), command.name << ": " << words);
  note(command, reply);
  if (const auto* accepted = std::get_if<engine::Accepted>(&reply)) hold_what_is_seen(*accepted);
  return reply;
}

void Story::note(const engine::Command& command, const engine::Reply& reply) {
  const auto* refused = std::get_if<engine::Refused>(&reply);
  // What a step on another case was refused for is no refusal of this one.
  if (refused == nullptr || !is_watched(command.collection) || !refused->of.empty()) return;
  std::string pack(rules().first_of(command.collection)->name());
  if (command.collection == "modifications") {
    if (!command.reference.empty()) pack = now(command.reference).workflow;
    for (const auto* one : rules().of("modifications"))
      if (command.reference.empty() && one->opens(command, today())) pack = one->name();
  }
  std::lock_guard lock(seen_guard);
  for (const auto& row : refused->tried)
    for (const auto& unmet : row.unmet) seen_so_far.guards.insert({pack, unmet.guard});
}

Standing Story::then(const std::string& ref, const Actor& seen_by) {
  const auto current = now(ref);
  const auto& workflow = rules().get(current.workflow);
  return Standing(ref, Dom::parse(workflow.view(current, workflow.clearance(seen_by))));
}

// From its entries alone, as anybody who reads the journal later does it.
engine::Case Story::now(const std::string& ref) {
  const auto entries = history(ref);
  REQUIRE_FALSE(entries.empty());
  const auto& workflow = rules().get(entries.front().workflow);
  auto grown = workflow.blank(entries.front().case_id);
  for (const auto& entry : entries) grown = workflow.evolve(grown, entry);
  return grown;
}

std::vector<engine::Entry> Story::history(const std::string& ref) {
  const auto id = reader_.case_of("modifications", ref);
  CAPTURE(ref);
  REQUIRE(id.has_value());
  return reader_.entries(*id, {});
}

std::vector<engine::Option> Story::options(const std::string& ref, const Actor& by) { return options_of(now(ref), by); }
std::vector<engine::Option> Story::options_fast(const std::string& ref, const Actor& by) {
  return options_of(live(ref), by);
}

engine::Case Story::live(const std::string& ref) {
  const auto id = reader_.case_of("modifications", ref);
  REQUIRE(id.has_value());
  std::lock_guard lock(live_guard_);
  return live_.at(*id);
}

std::vector<engine::Option> Story::options_of(const engine::Case& current, const Actor& by) {
  return rules().get(current.workflow).options(current, setting(current, by));
}

void Story::given_tokens(std::vector<Actor> holders) {
  const std::lock_guard lock(holders_guard_);
  holders_ = std::make_shared<const std::vector<Actor>>(std::move(holders));
}

engine::Setting Story::setting(const engine::Case& current, const Actor& by) {
  auto setting = engine::setting_at(clock_.now(), current);
  setting.by = by;
  std::lock_guard lock(live_guard_);
  for (const auto& id : rules().get(current.workflow).related(current, ""))
    setting.related.push_back(live_.contains(id) ? &live_.at(id) : nullptr);
  return setting;
}

}  // namespace story
