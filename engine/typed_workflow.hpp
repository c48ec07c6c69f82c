// Makes the workflows of a typed family: its tables, its facts, its commands and events. A family is the packs of one
// collection: they share everything but the rows.
#pragma once

#include <stdexcept>

#include "engine/typed_code.hpp"

namespace engine {

// One pack of a family.
struct Pack {
  std::string_view name;  // "sec-2019"
  std::string_view title;
  RowSet rows;
  bool (*opens)(const Json& body, Date today);  // whether a case opened by this body follows it
};

inline constexpr std::size_t revocable_steps_max = 8;

template <class Family>
class TypedWorkflow final : public Workflow {
  using F = typename Family::Facts;

  using Steps = std::vector<std::shared_ptr<const Earlier<F>>>;  // the newest last
  struct Held final : Facts {
    std::shared_ptr<const F> facts;  // shared with the versions before and after it that it did not change
    Steps earlier;                   // the last revocable_steps_max steps
  };

 public:
  explicit TypedWorkflow(Pack pack) : pack_(std::move(pack)) {}

  std::string_view name() const override { return pack_.name; }
  std::string_view title() const override { return pack_.title; }
  std::string_view collection() const override { return Family::collection; }
  std::string_view noun() const override { return Family::noun; }
  std::string_view series() const override { return Family::series; }

  std::vector<RowDescription> table() const override {
    std::vector<RowDescription> rows;
    for_each_row([&](const auto& row) { rows.push_back(row.description); });
    return rows;
  }

  std::vector<StateDescription> states() const override {
    static const auto all = [] {
      std::vector<StateDescription> found;
      for_each_type<typename Family::States>([&]<class S>() {
        found.push_back({S::name, S::display, S::stage, S::terminal});
      });
      return found;
    }();
    return all;
  }

  std::vector<CommandDescription> commands() const override {
    std::vector<CommandDescription> all;
    for (const auto& code : Family::command_code())
      if (has_row(code.description.name)) all.push_back(code.description);
    return all;
  }

  bool opens(const Command& command, Date today) const override { return pack_.opens(command.body, today); }
  std::variant<Identity, Malformed> identify(const Command& command, int last_number) const override {
    return Family::identify(pack_.name, command, last_number);
  }

  Case blank(std::string case_id) const override {
    auto held = std::make_shared<Held>();
    auto facts = std::make_shared<F>();
    Family::begin(*facts, case_id, pack_.name);
    held->facts = std::move(facts);
    Case fresh;
    fresh.id = std::move(case_id);
    fresh.workflow = std::string(pack_.name);
    fresh.state = std::string(Family::Initial::name);
    fresh.facts = std::move(held);
    return fresh;
  }

  std::vector<std::string> related(const Case& current, std::string_view command) const override {
    return Family::related(facts_of(current), command);
  }

  Decision decide(const Case& current, const Command& command, const Setting& setting) const override {
    const auto& codes = Family::command_code();
    const auto code =
        std::find_if(codes.begin(), codes.end(), [&](const auto& one) { return one.description.name == command.name; });
    if (code == codes.end()) return Refused{current.state, {}, possible(current)};
    body::Reading reading;
    const auto read = code->read(command.body, reading);
    if (!may_send(code->description, setting.by, read.recorded)) return forbidden(code->description);
    auto at = setting;
    if (reading.errors.empty()) at.on = effective_on(read.effective_on, current, setting, reading);
    if (reading.errors.empty()) code->check(read.command.get(), at, reading);
    if (!reading.errors.empty()) return Malformed{std::move(reading.errors)};
    try {
      const auto look = look_at(current, at);
      auto tried = try_rows(look, command.name, read.command.get());
      if (!one_holds(tried, command.name)) return Refused{current.state, std::move(tried), possible(current)};
      auto event =
          Machine<Family>::decide(look, pack_.rows, static_cast<std::size_t>(code - codes.begin()), read.command.get());
      return Decided{std::move(event).value(), at.on};
    } catch (const OutsideCalendar& outside) {
      return Malformed{{{"", outside.what()}}};
    }
  }

  Case evolve(const Case& current, const Entry& entry) const override {
    const auto& codes = Family::event_code();
    const auto code =
        std::find_if(codes.begin(), codes.end(), [&](const auto& one) { return one.name == entry.event.type; });
    if (code == codes.end()) throw std::logic_error("no such event: " + entry.event.type);
    const auto& before = held_of(current);
    if (code->revokes && before.earlier.empty()) throw std::logic_error("there is no step to revoke");
    auto changed = std::make_shared<F>(code->revokes ? *before.earlier.back()->facts : *before.facts);
    code->apply(*changed, entry);
    auto held = std::make_shared<Held>();
    held->earlier = earlier_steps(before.earlier, code->revokes);
    if (!code->revokes)
      held->earlier.push_back(
          std::make_shared<const Earlier<F>>(Earlier<F>{before.facts, current.state, entry.event.type, entry.by.role}));
    Case after{current.id,         Family::workflow_of(*changed),
               entry.version,      entry.event.to,
               entry.effective_on, entry.at,
               entry.seq,          nullptr};
    held->facts = std::move(changed);
    held->bytes = bytes_of(*held);
    after.facts = std::move(held);
    return after;
  }

  std::vector<Option> options(const Case& current, const Setting& setting) const override {
    std::vector<Option> found;
    const auto look = look_at(current, setting);
    for_each_row([&](const auto& row) {
      if (!row.holds_in(current.state)) return;
      const auto to = row.description.to.empty() ? std::string_view(current.state) : row.description.to;
      found.push_back({std::string(row.description.command), std::string(to), unmet_so_far(row, look)});
    });
    return found;
  }

  std::optional<std::string> broken_invariant(const Case& before, const Case& after,
                                              const Entry& entry) const override {
    return Family::broken_invariant(facts_of(before), before.state, facts_of(after), after.state, entry);
  }
  std::vector<Consequence> consequences(const Case& before, const Case&, const Entry& entry) const override {
    return Family::consequences(facts_of(before), before.state, entry);
  }
  std::vector<std::string> assignees(const Actor& actor) const override { return Family::assignees(actor); }
  // Summaries are the same for everybody.
  Listing listing(const Case& current) const override {
    auto made = Family::listing(facts_of(current), current);
    made.summary = gated(std::move(made.summary), 0);
    return made;
  }
  std::vector<std::string> summary_fields() const override {
    if constexpr (requires { Family::summary_fields(); }) return Family::summary_fields();
    else return Workflow::summary_fields();
  }
  Projection project(const Case& current) const override {
    auto made = Family::project(facts_of(current), current);
    made.summary = gated(std::move(made.summary), 0);
    return made;
  }
  Clearance clearance(const Actor& actor) const override { return Family::clearance(actor); }
  std::vector<Audience> audiences() const override {
    if constexpr (requires { Family::audiences(); }) return Family::audiences();
    else return Workflow::audiences();
  }
  Json gated(Json text, Clearance clearance) const override {
    if constexpr (requires { Family::gated(std::move(text), clearance); })
      return Family::gated(std::move(text), clearance);
    else return text;
  }
  Json view(const Case& current, Clearance clearance) const override {
    return gated(Family::view(facts_of(current), current, clearance), clearance);
  }
  int seen_version(const Case& current, int version, Clearance clearance) const override {
    return Family::seen_version(facts_of(current), version, clearance);
  }
  std::optional<Json> seen_body(const Case& current, const Entry& entry, Clearance clearance) const override {
    auto body = Family::seen_body(facts_of(current), entry, clearance);
    if (body) body = gated(std::move(*body), clearance);
    return body;
  }
  std::vector<std::string_view> parts() const override {
    if constexpr (requires { Family::parts(); }) return Family::parts();
    else return {};
  }
  std::vector<Json> part(const Case& current, std::string_view name, const Actor& seen_by) const override {
    std::vector<Json> items;
    if constexpr (requires { Family::part(facts_of(current), name, seen_by); }) {
      items = Family::part(facts_of(current), name, seen_by);
      for (auto& item : items) item = gated(std::move(item), clearance(seen_by));
    }
    return items;
  }
  std::vector<std::string_view> part_documents(std::string_view part) const override {
    if constexpr (requires { Family::part_documents(part); }) return Family::part_documents(part);
    else return Workflow::part_documents(part);
  }
  PartDocument part_document(const Case& current, std::string_view part, std::size_t item,
                             std::string_view document) const override {
    if constexpr (requires { Family::part_document(facts_of(current), part, item, document); })
      return Family::part_document(facts_of(current), part, item, document);
    else return Workflow::part_document(current, part, item, document);
  }
  std::vector<std::string_view> reports() const override {
    if constexpr (requires { Family::reports(); }) return Family::reports();
    else return {};
  }
  Report report(std::string_view name, const ReportInput& input) const override {
    if constexpr (requires { Family::report(name, input); }) return Family::report(name, input);
    else throw std::logic_error("there is no report " + std::string(name));
  }

  // What a family may leave out: nothing, then.
  std::vector<Circular> circulars(const Case& before, const Case& after, const Entry& entry) const override {
    if constexpr (requires { Family::circulars(facts_of(before), facts_of(after), entry); })
      return Family::circulars(facts_of(before), facts_of(after), entry);
    else return Workflow::circulars(before, after, entry);
  }
  std::optional<CaseName> calendar_case() const override {
    if constexpr (requires { Family::calendar_case(); }) return Family::calendar_case();
    else return Workflow::calendar_case();
  }
  const Calendar* calendar(const Case& current) const override {
    if constexpr (requires { Family::calendar(facts_of(current)); }) return Family::calendar(facts_of(current));
    else return Workflow::calendar(current);
  }
  std::string_view report_asks(std::string_view name) const override {
    if constexpr (requires { Family::report_asks(name); }) return Family::report_asks(name);
    else return Workflow::report_asks(name);
  }
  std::string_view report_asks_each(std::string_view name, const Listed& one) const override {
    if constexpr (requires { Family::report_asks_each(name, one); }) return Family::report_asks_each(name, one);
    else return Workflow::report_asks_each(name, one);
  }
  bool report_compares(std::string_view name) const override {
    if constexpr (requires { Family::report_compares(name); }) return Family::report_compares(name);
    else return Workflow::report_compares(name);
  }
  std::vector<std::string_view> report_looks_at(std::string_view name) const override {
    if constexpr (requires { Family::report_looks_at(name); }) return Family::report_looks_at(name);
    else return Workflow::report_looks_at(name);
  }
  std::optional<Date> report_since(std::string_view name, const ReportInput& input) const override {
    if constexpr (requires { Family::report_since(name, input); }) return Family::report_since(name, input);
    else return Workflow::report_since(name, input);
  }
  std::vector<QuestionDescription> questions() const override {
    if constexpr (requires { Family::questions(); }) return Family::questions();
    else return Workflow::questions();
  }
  std::vector<Selection> subjects(const Question& question) const override {
    if constexpr (requires { Family::subjects(question); }) return Family::subjects(question);
    else return Workflow::subjects(question);
  }
  std::vector<CaseName> needs(const Question& question, const std::vector<const Case*>& about) const override {
    if constexpr (requires { Family::needs(question, about); }) return Family::needs(question, about);
    else return Workflow::needs(question, about);
  }
  std::vector<CasesLike> needs_like(const Question& question, const std::vector<const Case*>& about) const override {
    if constexpr (requires { Family::needs_like(question, about); }) return Family::needs_like(question, about);
    else return Workflow::needs_like(question, about);
  }
  std::variant<Answer, Refused, Malformed> answer(const Question& question, const std::vector<const Case*>& about,
                                                  const std::vector<const Case*>& others) const override {
    if constexpr (requires { Family::answer(question, about, others); }) {
      auto outcome = Family::answer(question, about, others);
      const auto asking = clearance(question.by);
      if (auto* answer = std::get_if<Answer>(&outcome))
        answer->json = gated(std::move(answer->json), std::min(asking, question.audience.value_or(asking)));
      return outcome;
    } else return Workflow::answer(question, about, others);
  }

  // For other workflows and tests that know the type.
  static const F& facts_of(const Case& current) { return *held_of(current).facts; }

 private:
  static std::size_t bytes_of(const Held& held) {
    const auto steps = held.earlier.size() + 1;
    return sizeof(Held) + steps * (sizeof(F) + sizeof(Earlier<F>)) + Family::bytes_behind(*held.facts);
  }
  static const Held& held_of(const Case& current) { return static_cast<const Held&>(*current.facts); }
  static Look<F> look_at(const Case& current, const Setting& setting) {
    const auto& held = held_of(current);
    return {*held.facts, setting, current.state, held.earlier};
  }

  // Every row of the command from here, in the order of the table, with what stands in its way.
  std::vector<Option> try_rows(const Look<F>& look, std::string_view command, const void* body) const {
    std::vector<Option> tried;
    for_each_row([&](const auto& row) {
      if (row.description.command != command || !row.holds_in(look.state)) return;
      auto unmet = row.unmet(look, body);
      const int met = static_cast<int>(row.description.guards.size()) - static_cast<int>(unmet.size());
      tried.push_back({std::string(command), row.to(look, body), std::move(unmet), met});
    });
    return tried;
  }
  // The order of the table decides nothing: two rows that hold at once are a fault of the table, and not a choice.
  static bool one_holds(const std::vector<Option>& tried, std::string_view command) {
    const auto open = std::count_if(tried.begin(), tried.end(), [](const auto& row) { return row.unmet.empty(); });
    if (open > 1) throw std::logic_error("more than one row of '" + std::string(command) + "' holds at once");
    return open == 1;
  }
  // What asks about years that the calendar does not know stands in the way, and says so.
  static std::vector<Unmet> unmet_so_far(const RowCode<F>& row, const Look<F>& look) {
    try {
      return row.unmet_so_far(look);
    } catch (const OutsideCalendar& outside) {
      return {{"WithinTheCalendar", outside.what(), std::string(row.description.clause), ""}};
    }
  }

  // What stays of them when the last is revoked, or when one more is about to come.
  static Steps earlier_steps(const Steps& all, bool without_last) {
    Steps steps;
    steps.reserve(revocable_steps_max);
    const auto from = without_last || all.size() < revocable_steps_max ? all.begin() : all.begin() + 1;
    steps.assign(from, without_last ? all.end() - 1 : all.end());
    return steps;
  }

  template <class Visit>
  void for_each_row(Visit visit) const {
    const auto& code = Family::row_code();
    for (std::size_t i = 0; i < code.size(); ++i)
      if (pack_.rows.test(i)) visit(code[i]);
  }
  bool has_row(std::string_view command) const {
    bool found = false;
    for_each_row([&](const auto& row) { found = found || row.description.command == command; });
    return found;
  }

  std::vector<std::string> possible(const Case& current) const {
    std::vector<std::string> names;
    for_each_row([&](const auto& row) {
      const std::string name(row.description.command);
      if (row.holds_in(current.state) && !by_clock(name) && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
    });
    return names;
  }
  static bool by_clock(std::string_view command) {
    for (const auto& code : Family::command_code())
      if (code.description.name == command) return code.description.roles.empty();
    return false;
  }

  static bool may_send(const CommandDescription& command, const Actor& by, bool recorded) {
    const auto among = [&](const auto& roles) { return std::find(roles.begin(), roles.end(), by.role) != roles.end(); };
    return (!command.sent_by.empty() && by.role == command.sent_by) || among(command.roles) ||
           (recorded && among(command.recorders));
  }
  static Forbidden forbidden(const CommandDescription& command) {
    return {{command.roles.begin(), command.roles.end()}, {command.recorders.begin(), command.recorders.end()}};
  }

  static Date effective_on(const std::optional<NamedDay>& asked, const Case& current, const Setting& setting,
                           body::Reading& reading) {
    const auto [on, at] = asked.value_or(NamedDay{setting.on, "/effective_on"});
    const std::string pointer(at);
    if (on > setting.today) reading.fault(pointer, "lies in the future: today is " + to_text(setting.today));
    else if (current.version > 0 && on < current.effective_on)
      reading.fault(pointer,
                    to_text(on) + " is before the last step, which took effect on " + to_text(current.effective_on));
    return on;
  }

  const Pack pack_;
};

}  // namespace engine
