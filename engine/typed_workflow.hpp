// Makes the workflows of a typed family: its tables, its facts, its commands and events. A family is the packs of one
// collection: they share everything but the rows. Include it in the one source file that makes them.
#pragma once

#include <stdexcept>

#include "engine/table.hpp"

namespace engine {

// One pack of a family.
struct Pack {
  std::string_view name;   // "sec-2019"
  std::string_view title;
  RowSet rows;
  bool (*opens)(const Json& body, Date today);  // whether a case opened by this body follows it
};

inline constexpr std::size_t revocable_steps_max = 8;

template <class Family>
class TypedWorkflow final : public Workflow {
  using F = typename Family::Facts;

  struct Held final : Facts {
    std::shared_ptr<const F> facts;       // shared with the versions before and after it that it did not change
    std::vector<Earlier<F>> earlier;      // the last revocable_steps_max steps, the newest last
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
    for_each_row([&]<class R>() {
      auto guards = R::Guards::names();
      if constexpr (!Family::template stands_aside<typename R::Command>) {
        const auto standing = Family::Standing::names();
        guards.insert(guards.begin(), standing.begin(), standing.end());
      }
      rows.push_back({{R::sources.begin(), R::sources.end()}, R::Command::name, R::To::words, R::Event::name, R::clause, std::move(guards)});
    });
    return rows;
  }

  std::vector<StateDescription> states() const override {
    std::vector<StateDescription> all;
    for_each_type<typename Family::States>([&]<class S>() { all.push_back({S::name, S::display, S::stage, S::terminal}); });
    return all;
  }

  std::vector<CommandDescription> commands() const override {
    std::vector<CommandDescription> all;
    for_each_type<typename Family::Commands>([&]<class C>() {
      if (!has_row<C>()) return;
      CommandDescription one{C::name, C::summary, {C::roles.begin(), C::roles.end()}, body::schema<C>().dump(), false, false, Family::template recorders<C>()};
      if constexpr (requires { C::any_version; }) one.any_version = C::any_version;
      if constexpr (requires { C::opens; }) one.opens = C::opens;
      all.push_back(std::move(one));
    });
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
    std::optional<Decision> decision;
    for_each_type<typename Family::Commands>([&]<class C>() {
      if (command.name == C::name) decision = decide_as<C>(current, command, setting);
    });
    if (!decision) return Refused{current.state, {}, possible(current)};
    return std::move(*decision);
  }

  Case evolve(const Case& current, const Entry& entry) const override {
    const auto& held = held_of(current);
    auto next = std::make_shared<Held>();
    bool known = false;
    for_each_type<typename Family::Events>([&]<class E>() {
      if (entry.event.type == E::name) { apply_as<E>(*next, held, current, entry); known = true; }
    });
    if (!known) throw std::logic_error("no such event: " + entry.event.type);
    Case after{current.id, Family::workflow_of(*next->facts), entry.version, entry.event.to,
               entry.effective_on, entry.at, entry.seq, nullptr};
    after.facts = std::move(next);
    return after;
  }

  std::vector<Option> options(const Case& current, const Setting& setting) const override {
    std::vector<Option> found;
    const auto look = look_at(current, setting);
    for_each_row([&]<class R>() {
      if (!R::holds_in(current.state)) return;
      const auto to = R::To::words.empty() ? std::string_view(current.state) : R::To::words;
      auto unmet = standing_unmet<Family, R, typename R::Command>(look, R::clause);
      const auto more = R::Guards::unmet(look, R::clause);
      unmet.insert(unmet.end(), more.begin(), more.end());
      found.push_back({std::string(R::Command::name), std::string(to), std::move(unmet)});
    });
    return found;
  }

  std::optional<std::string> broken_invariant(const Case& before, const Case& after, const Entry& entry) const override {
    return Family::broken_invariant(facts_of(before), before.state, facts_of(after), after.state, entry);
  }
  std::vector<Command> consequences(const Case& before, const Case&, const Entry& entry) const override {
    return Family::consequences(facts_of(before), before.state, entry);
  }
  std::vector<std::string> assignees(const Actor& actor) const override { return Family::assignees(actor); }
  Projection project(const Case& current) const override { return Family::project(facts_of(current), current); }
  Clearance clearance(const Actor& actor) const override { return Family::clearance(actor); }
  Json view(const Case& current, Clearance clearance) const override { return Family::view(facts_of(current), current, clearance); }
  int seen_version(const Case& current, int version, Clearance clearance) const override {
    return Family::seen_version(facts_of(current), version, clearance);
  }
  std::optional<Json> seen_body(const Case& current, const Entry& entry, Clearance clearance) const override {
    return Family::seen_body(facts_of(current), entry, clearance);
  }
  std::vector<std::string_view> parts() const override { return Family::parts(); }
  std::vector<Json> part(const Case& current, std::string_view name, Clearance clearance) const override {
    return Family::part(facts_of(current), name, clearance);
  }
  std::vector<std::string_view> reports() const override { return Family::reports(); }
  Report report(std::string_view name, const ReportInput& input) const override { return Family::report(name, input); }

  // For other workflows and tests that know the type.
  static const F& facts_of(const Case& current) { return *held_of(current).facts; }

 private:
  static const Held& held_of(const Case& current) { return static_cast<const Held&>(*current.facts); }
  static Look<F> look_at(const Case& current, const Setting& setting) {
    const auto& held = held_of(current);
    return {*held.facts, setting, current.state, held.earlier};
  }

  template <class Visit>
  void for_each_row(Visit visit) const {
    std::size_t index = 0;
    for_each_type<typename Family::Rows>([&]<class R>() { if (pack_.rows.test(index++)) visit.template operator()<R>(); });
  }
  template <class C>
  bool has_row() const {
    bool found = false;
    for_each_row([&]<class R>() { found = found || std::is_same_v<typename R::Command, C>; });
    return found;
  }

  std::vector<std::string> possible(const Case& current) const {
    std::vector<std::string> names;
    for_each_row([&]<class R>() {
      const std::string name(R::Command::name);
      if (R::holds_in(current.state) && !R::Command::roles.empty() && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
    });
    return names;
  }

  template <class C>
  Decision decide_as(const Case& current, const Command& command, const Setting& setting) const {
    body::Reading reading;
    const auto typed = body::read_command<C>(command.body, reading);
    if (!may_send(typed, setting.by)) return Forbidden{{C::roles.begin(), C::roles.end()}};
    auto at = setting;
    if (reading.errors.empty()) at.on = effective_on(typed, current, setting, reading);
    if (reading.errors.empty()) Family::check(typed, at, reading);
    if (!reading.errors.empty()) return Malformed{std::move(reading.errors)};
    const auto look = look_at(current, at);
    try {
      auto outcome = Machine<Family>(look, pack_.rows, current.state).decide(typed);
      if (auto* event = std::get_if<Event>(&outcome)) return Decided{std::move(*event), at.on};
      return Refused{current.state, std::move(std::get<1>(outcome)), possible(current)};
    } catch (const OutsideCalendar& outside) {
      return Malformed{{{"", outside.what()}}};
    }
  }

  template <class C>
  static bool may_send(const C& typed, const Actor& by) {
    if (C::roles.empty()) return by.role == Family::clock_role;
    if (std::find(C::roles.begin(), C::roles.end(), by.role) != C::roles.end()) return true;
    const auto recorders = Family::template recorders<C>();
    return typed.recorded_from && std::find(recorders.begin(), recorders.end(), by.role) != recorders.end();
  }

  template <class C>
  static Date effective_on(const C& typed, const Case& current, const Setting& setting, body::Reading& reading) {
    auto on = setting.on;
    if (auto own = Family::takes_effect(typed)) on = *own;
    if (typed.effective_on) on = *typed.effective_on;
    if (on > setting.today)
      reading.fault("/effective_on", "lies in the future: today is " + to_text(setting.today));
    else if (current.version > 0 && on < current.effective_on)
      reading.fault("/effective_on", to_text(on) + " is before the last step, which took effect on " + to_text(current.effective_on));
    return on;
  }

  template <class E>
  static void apply_as(Held& next, const Held& held, const Case& current, const Entry& entry) {
    const auto event = body::read_event<E>(entry.event.body);
    auto from = held.facts;
    next.earlier = held.earlier;
    if constexpr (requires { E::revokes; }) {
      if (next.earlier.empty()) throw std::logic_error("nothing to revoke in " + current.id);
      from = next.earlier.back().facts;
      auto changed = std::make_shared<F>(*from);
      revoke(*changed, event, entry);
      next.earlier.pop_back();
      next.facts = std::move(changed);
    } else {
      auto changed = std::make_shared<F>(*from);
      step(*changed, entry);
      apply(*changed, event, entry);
      next.earlier.push_back({from, current.state, entry.event.type, entry.by.role});
      if (next.earlier.size() > revocable_steps_max) next.earlier.erase(next.earlier.begin());
      next.facts = std::move(changed);
    }
  }

  const Pack pack_;
};

}  // namespace engine
