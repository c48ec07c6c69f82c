// Decides, evolves and offers options by the rows of a pack, whatever the facts are.
#include "engine/table_workflow.hpp"

#include <stdexcept>

#include "engine/body_days.hpp"
#include "engine/calendar.hpp"

namespace engine {

namespace {
const Remembered& remembered_of(const Case& current) { return static_cast<const Remembered&>(*current.facts); }

AnyLook look_at(const Case& current, const Setting& setting) {
  const auto& remembered = remembered_of(current);
  return {remembered.facts.get(), setting, current.state, remembered.earlier};
}

// The order of the table decides nothing: two rows that hold at once are a fault of the table, and not a choice.
bool one_holds(const std::vector<Option>& tried, std::string_view command) {
  const auto open = std::count_if(tried.begin(), tried.end(), [](const auto& row) { return row.unmet.empty(); });
  if (open > 1) throw std::logic_error("more than one row of '" + std::string(command) + "' holds at once");
  return open == 1;
}

// What asks about years that the calendar does not know stands in the way, and says so.
std::vector<Unmet> unmet_so_far(const RowCode& row, const AnyLook& look) {
  try {
    return row.unmet_so_far(look);
  } catch (const OutsideCalendar& outside) {
    return {{"WithinTheCalendar", outside.what(), std::string(row.description.clause), ""}};
  }
}

// What stays of them when one more is about to come.
Steps with_room(const Steps& all) {
  Steps steps;
  steps.reserve(revocable_steps_max);
  steps.assign(all.size() < revocable_steps_max ? all.begin() : all.begin() + 1, all.end());
  return steps;
}

std::shared_ptr<const Earlier> taken(const std::shared_ptr<const void>& facts, const std::string& state,
                                     const Entry& entry, bool lasting) {
  return std::make_shared<const Earlier>(Earlier{facts, state, entry.event.type, entry.version, entry.by.role,
                                                 entry.by.id,
                                                 lasting ? std::make_shared<const Entry>(entry) : nullptr});
}

bool may_send(const CommandDescription& command, const Actor& by, bool recorded) {
  const auto among = [&](const auto& roles) { return std::find(roles.begin(), roles.end(), by.role) != roles.end(); };
  return (!command.sent_by.empty() && by.role == command.sent_by) || among(command.roles) ||
         (recorded && among(command.recorders));
}
Forbidden forbidden(const CommandDescription& command) {
  return {{command.roles.begin(), command.roles.end()}, {command.recorders.begin(), command.recorders.end()}};
}

// `as_it_is_sent`: it may take effect on that day alone.
Date effective_on(const std::optional<NamedDay>& asked, const Case& current, const Command& command,
                  const Setting& setting, bool as_it_is_sent, body::Reading& reading) {
  auto [on, at] = asked.value_or(NamedDay{setting.on, "/effective_on"});
  if (command.brought) on = std::min(on, setting.today);
  const std::string pointer(at);
  if (as_it_is_sent && (asked || command.default_stands) && on < setting.today) {
    reading.fault(pointer,
                  "some steps of it do not show to everybody before they are counted: until then what is sent takes "
                  "effect on its own day, today, " +
                      to_text(setting.today));
    return on;
  }
  if (on > setting.today) reading.fault(pointer, "lies in the future: today is " + to_text(setting.today));
  else if (current.version > 0 && on < current.effective_on)
    reading.fault(pointer,
                  to_text(on) + " is before the last step, which took effect on " + to_text(current.effective_on));
  return on;
}

// Nobody names a day of a year that is not reckoned with. What the program sends itself follows from days that were
// named before.
void check_days(const CommandCode& code, const void* command, const Setting& setting, body::Reading& reading) {
  if (setting.calendar == nullptr || code.description.sent_by == setting.by.role) return;
  body::each_day(*code.kind, command, [&](Date day, const std::string& pointer) {
    if (auto why = setting.calendar->why_too_late(day, setting.today)) reading.fault(pointer, std::move(*why));
  });
}

const EventCode& event_called(const std::vector<EventCode>& events, const std::string& type) {
  const auto code = std::find_if(events.begin(), events.end(), [&](const auto& one) { return one.name == type; });
  if (code == events.end()) throw std::logic_error("no such event: " + type);
  return *code;
}
}  // namespace

const void* facts_behind(const Case& current, const void* type) {
  const auto& remembered = remembered_of(current);
  if (remembered.type != type) throw std::logic_error("the facts of " + current.id + " are of another family");
  return remembered.facts.get();
}

std::optional<Event> the_open_row(const AnyLook& look, const std::vector<RowCode>& code, const RowSet& rows,
                                  const Asked& asked) {
  for (std::size_t i = 0; i < code.size(); ++i)
    if (rows.test(i) && code[i].description.command == asked.command && code[i].holds_in(look.state) &&
        code[i].unmet(look, asked.body).empty())
      return code[i].record(look, asked.body);
  return {};
}

std::vector<RowDescription> TableWorkflow::table() const {
  std::vector<RowDescription> rows;
  for_each_row([&](const auto& row) { rows.push_back(row.description); });
  return rows;
}

std::vector<CommandDescription> TableWorkflow::commands() const {
  std::vector<CommandDescription> all;
  for (const auto& code : code_.commands)
    if (has_row(code.description.name)) all.push_back(code.description);
  return all;
}

Case TableWorkflow::blank(std::string case_id) const {
  auto remembered = std::make_shared<Remembered>();
  auto facts = code_.facts.fresh();
  begin(facts.get(), case_id);
  remembered->facts = std::move(facts);
  remembered->type = code_.facts.mark;
  Case fresh;
  fresh.id = std::move(case_id);
  fresh.workflow = std::string(pack_.name);
  fresh.state = std::string(code_.initial);
  fresh.facts = std::move(remembered);
  return fresh;
}

Decision TableWorkflow::decide(const Case& current, const Command& command, const Setting& setting) const {
  const auto place = place_of(command.name);
  if (!place) return Refused{current.state, {}, possible(current)};
  const auto& code = code_.commands[*place];
  body::Reading reading;
  const auto read = code.read(*code.kind, command.body, reading);
  if (!may_send(code.description, setting.by, read.recorded)) return forbidden(code.description);
  auto at = setting;
  if (reading.errors.empty())
    at.on = effective_on(read.effective_on, current, command, setting, may_hide_steps(current, clearance(setting.by)),
                         reading);
  if (reading.errors.empty()) check_days(code, read.command.get(), at, reading);
  if (reading.errors.empty()) code.check(read.command.get(), at, reading);
  if (!reading.errors.empty()) return Malformed{std::move(reading.errors)};
  try {
    const auto look = look_at(current, at);
    auto tried = try_rows(look, command.name, read.command.get());
    if (!one_holds(tried, command.name)) return Refused{current.state, std::move(tried), possible(current)};
    auto event = code_.decide(look, code_.rows, pack_.rows, {command.name, read.command.get()});
    const bool quiet = event && event_called(code_.events, event->type).quiet;
    return Decided{std::move(event).value(), quiet ? current.effective_on : at.on};
  } catch (const OutsideCalendar& outside) {
    return Malformed{{{"", outside.what()}}};
  }
}

Case TableWorkflow::evolve(const Case& current, const Entry& entry) const {
  const auto& code = event_called(code_.events, entry.event.type);
  const auto& before = remembered_of(current);
  auto remembered = std::make_shared<Remembered>();
  remembered->type = code_.facts.mark;
  if (code.revokes) {
    undo(*remembered, before, code.kept(entry));
  } else {
    remembered->facts = before.facts;
    remembered->earlier = with_room(before.earlier);
    remembered->earlier.push_back(taken(before.facts, current.state, entry, code.lasting));
    if (code.past != nullptr)
      if (auto past = code.past(entry); !past.empty()) remembered->facts = grown_from(std::move(past), current.version);
  }
  auto changed = code_.facts.copy(remembered->facts.get());
  code.apply(changed.get(), entry);
  Case after{
      current.id, workflow_of(changed.get()), entry.version, entry.event.to, entry.effective_on, entry.at, entry.seq,
      nullptr};
  remembered->facts = std::move(changed);
  remembered->bytes = bytes_of(*remembered);
  after.facts = std::move(remembered);
  return after;
}

// What came before the first event of this case has the versions before its own: what is remembered of both stays in
// their order.
std::shared_ptr<const void> TableWorkflow::grown_from(std::vector<Entry> past, int version) const {
  auto grown = blank(past.front().case_id);
  int before = static_cast<int>(past.size());
  for (auto& entry : past) {
    entry.version = version - --before;
    grown = evolve(grown, entry);
  }
  return remembered_of(grown).facts;
}

// Without one step: as it was before it, and then what lasts of what has followed it.
void TableWorkflow::undo(Remembered& after, const Remembered& before, int kept) const {
  const auto& all = before.earlier;
  if (kept < 0 || std::ssize(all) <= kept) throw std::logic_error("there is no step to revoke");
  const auto undone = all.end() - 1 - kept;
  after.earlier.reserve(revocable_steps_max);
  after.earlier.assign(all.begin(), undone);
  after.facts = (*undone)->facts;
  for (auto step = undone + 1; step != all.end(); ++step) {
    if ((*step)->lasting == nullptr) throw std::logic_error("a step that does not last has followed the revoked one");
    const auto& entry = *(*step)->lasting;
    auto next = code_.facts.copy(after.facts.get());
    event_called(code_.events, entry.event.type).apply(next.get(), entry);
    after.earlier.push_back(taken(after.facts, (*undone)->state, entry, true));
    after.facts = std::move(next);
  }
}

std::vector<Option> options_by(const FamilyCode& code, const Pack& pack, const Case& current, const Setting& setting) {
  std::vector<Option> found;
  const auto look = look_at(current, setting);
  for (std::size_t i = 0; i < code.rows.size(); ++i) {
    const auto& row = code.rows[i];
    if (!pack.rows.test(i) || !row.holds_in(current.state)) continue;
    const auto to = row.description.to.empty() ? std::string_view(current.state) : row.description.to;
    found.push_back({std::string(row.description.command), std::string(to), unmet_so_far(row, look)});
  }
  return found;
}

std::vector<Consequence> TableWorkflow::consequences(const Case& before, const Case&, const Entry& entry) const {
  const auto& code = event_called(code_.events, entry.event.type);
  if (code.brings == nullptr) return {};
  return code.brings(remembered_of(before).facts.get(), before.state, entry);
}

std::size_t TableWorkflow::bytes_of(const Remembered& remembered) const {
  const auto steps = remembered.earlier.size() + 1;
  const auto copied = code_.facts.size / 2;  // texts and lists of a step that it does not share with the next
  return sizeof(Remembered) + steps * (code_.facts.size + copied + sizeof(Earlier)) +
         bytes_behind(remembered.facts.get());
}

std::optional<std::size_t> TableWorkflow::place_of(std::string_view command) const {
  for (std::size_t i = 0; i < code_.commands.size(); ++i)
    if (code_.commands[i].description.name == command) return i;
  return {};
}

std::vector<Option> TableWorkflow::try_rows(const AnyLook& look, std::string_view command, const void* body) const {
  std::vector<Option> tried;
  for_each_row([&](const auto& row) {
    if (row.description.command != command || !row.holds_in(look.state)) return;
    auto unmet = row.unmet(look, body);
    const int met = static_cast<int>(row.description.guards.size()) - static_cast<int>(unmet.size());
    tried.push_back({std::string(command), row.to(look, body), std::move(unmet), met});
  });
  return tried;
}

bool TableWorkflow::has_row(std::string_view command) const {
  bool found = false;
  for_each_row([&](const auto& row) { found = found || row.description.command == command; });
  return found;
}

std::vector<std::string> TableWorkflow::possible(const Case& current) const {
  std::vector<std::string> names;
  for_each_row([&](const auto& row) {
    const std::string name(row.description.command);
    if (row.holds_in(current.state) && !by_clock(name) && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(name);
  });
  return names;
}

bool TableWorkflow::by_clock(std::string_view command) const {
  const auto place = place_of(command);
  return place && code_.commands[*place].description.roles.empty();
}

}  // namespace engine
