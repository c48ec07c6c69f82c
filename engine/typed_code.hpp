// What rows, commands and events do, type-erased: lists of functions that a workflow looks up by index. An ordinary
// function makes each list; those of a modification are in source files of their own, to keep compile times bounded.
#pragma once

#include "engine/body.hpp"
#include "engine/body_schema.hpp"
#include "engine/table.hpp"

namespace engine {

// What the code of rows and commands asks of a family: its `Facts`, the `Preconditions` that stand before every row and
// which commands are exempt, who may record for whom, and what every event keeps of its command.
template <class Conduct, class Command>
concept ConductOf = requires(std::string_view name, const Command& command, const Setting& setting,
                             body::Reading& reading) {
  typename Conduct::Facts;
  typename Conduct::Preconditions;
  { Conduct::template is_exempt<Command> } -> std::convertible_to<bool>;
  { Conduct::is_exempt_here(name, name) } -> std::same_as<bool>;
  { Conduct::template recorders<Command>() } -> std::same_as<std::vector<std::string_view>>;
  { Conduct::clock_role } -> std::convertible_to<std::string_view>;
  Conduct::check_body(command, setting, reading);
};

namespace detail {
// The conditions that a family puts before every row.
template <class Conduct, class R>
std::vector<Unmet> preconditions_unmet(const Look<typename Conduct::Facts>& look) {
  if constexpr (Conduct::template is_exempt<typename R::Command>) return {};
  else if (Conduct::is_exempt_here(look.state, R::Command::name)) return {};
  else return Conduct::Preconditions::unmet(look, R::clause);
}

std::vector<Unmet> both(std::vector<Unmet> first, std::vector<Unmet> second);
Event event_of(std::string_view type, const body::Kind& kind, const void* event, std::string_view from, std::string to);

template <class Conduct, class R>
std::vector<std::string_view> guards() {
  auto names = R::Guards::names();
  if constexpr (!Conduct::template is_exempt<typename R::Command>) {
    const auto before = Conduct::Preconditions::names();
    names.insert(names.begin(), before.begin(), before.end());
  }
  return names;
}

template <class Conduct, class R>
Event record(const AnyLook& any, const void* command) {
  using E = typename body::Description<typename R::Event>::type;
  const auto look = any.as<typename Conduct::Facts>();
  const auto& typed = *static_cast<const typename R::Command*>(command);
  auto event = R::Event::from(look, typed);
  Conduct::carry_over(typed, event);
  const E& described = event;
  return event_of(R::Event::name, body::kind_of<E>(), &described, look.state, R::To::state(look, typed, look.state));
}

template <class Conduct, class R>
RowCode row_code() {
  using C = typename R::Command;
  using F = typename Conduct::Facts;
  return {
      {{R::sources.begin(), R::sources.end()}, C::name, R::To::words, R::Event::name, R::clause, guards<Conduct, R>()},
      [](const AnyLook& any, const void* command) {
        const auto look = any.as<F>();
        return both(preconditions_unmet<Conduct, R>(look),
                    R::Guards::unmet(look, *static_cast<const C*>(command), R::clause));
      },
      [](const AnyLook& any) {
        const auto look = any.as<F>();
        return both(preconditions_unmet<Conduct, R>(look), R::Guards::unmet(look, R::clause));
      },
      [](const AnyLook& any, const void* command) {
        const auto look = any.as<F>();
        return R::To::state(look, *static_cast<const C*>(command), look.state);
      },
      record<Conduct, R>};
}
}  // namespace detail

template <class Conduct, class Rows>
std::vector<RowCode> code_of_rows() {
  std::vector<RowCode> code;
  code.reserve(mp11::mp_size<Rows>::value);
  for_each_type<Rows>([&]<class R>() { code.push_back(detail::row_code<Conduct, R>()); });
  return code;
}

// A day that a body names, and the place in the body that names it.
struct NamedDay {
  Date day{};
  std::string_view pointer;
};

// A body that has been read: `command` points to a value of the command's own type, which nobody else holds.
struct ReadBody {
  std::shared_ptr<const void> command;
  std::optional<NamedDay> effective_on;  // as it says, or as follows from what it says
  bool recorded = false;                 // it says from what somebody else's act was recorded
};

// What one command says of itself, and how its body is read and checked, without its type.
struct CommandCode {
  CommandDescription description;
  const body::Kind* kind = nullptr;
  ReadBody (*read)(const body::Kind& kind, const Json& text, body::Reading& reading) = nullptr;
  void (*check)(const void* command, const Setting& setting, body::Reading& reading) = nullptr;
};

namespace detail {
// The words that a family has for the members of its commands; nullptr: it has none.
template <class Conduct>
constexpr body::WordOf words_of() {
  if constexpr (requires { Conduct::word_of; }) return Conduct::word_of;
  else return nullptr;
}

// takes_effect(command) is found beside the command: the day that follows from another field than effective_on.
template <class C>
ReadBody read_body(const body::Kind& kind, const Json& text, body::Reading& reading) {
  auto typed = std::make_shared<C>();
  body::read_text(kind, text, static_cast<typename body::Description<C>::type*>(typed.get()), reading);
  const auto on = typed->effective_on ? std::optional(NamedDay{*typed->effective_on, "/effective_on"})
                                      : std::optional<NamedDay>(takes_effect(*typed));
  const bool recorded = typed->recorded_from.has_value();
  return {std::move(typed), on, recorded};
}

template <class Conduct, class C>
requires ConductOf<Conduct, C> CommandCode command_code() {
  CommandDescription one{C::name, C::summary, {C::roles.begin(), C::roles.end()}, body::schema<C>(words_of<Conduct>()),
                         false,   false,      Conduct::template recorders<C>()};
  if constexpr (requires { C::any_version; }) one.any_version = C::any_version;
  if constexpr (requires { C::previews; }) one.previews = C::previews;
  if constexpr (requires { C::opens; }) one.opens = C::opens;
  if constexpr (requires { C::sent_by; }) one.sent_by = C::sent_by;
  else if (one.roles.empty()) one.sent_by = Conduct::clock_role;
  return {std::move(one), &body::kind_of<C>(), read_body<C>,
          [](const void* command, const Setting& setting, body::Reading& reading) {
            Conduct::check_body(*static_cast<const C*>(command), setting, reading);
          }};
}
}  // namespace detail

template <class Conduct, class Commands>
std::vector<CommandCode> code_of_commands() {
  std::vector<CommandCode> code;
  code.reserve(mp11::mp_size<Commands>::value);
  for_each_type<Commands>([&]<class C>() { code.push_back(detail::command_code<Conduct, C>()); });
  return code;
}

// What one event does, without its type.
struct EventCode {
  std::string_view name;
  bool revokes;  // it goes back to the facts before an earlier step, mostly the last one, and changes those
  bool quiet;  // it does not show to everybody, ever: it takes effect with the step before it, so that no day tells of
               // it
  bool lasting;  // it is true whatever becomes of the steps before it: undoing one of them does not undo it
  int (*kept)(const Entry& entry);  // how many lasting steps have followed the one that it undoes; nullptr: undoes none
  void (*apply)(void* facts, const Entry& entry);
  // The entries of another case that it carries: what it changes is what they made of that case; nullptr: none.
  std::vector<Entry> (*past)(const Entry& entry);
  // What the event brings with it, from the facts and the state before it.
  std::vector<Consequence> (*brings)(const void* before, std::string_view state, const Entry& entry);
  const body::Kind* kind = nullptr;  // of its body
};

template <class E>
concept GoesBack = requires {
  E::revokes;
};
template <class E>
concept CarriesAPast = requires(const E& event) {
  { past_of(event) } -> std::same_as<std::vector<Entry>>;
};
template <class E>
concept Lasting = requires {
  E::lasting;
};
template <class E>
concept Quiet = requires {
  E::quiet;
};

namespace detail {
template <class Facts, class E>
void apply_event(void* any, const Entry& entry) {
  auto& facts = *static_cast<Facts*>(any);
  const auto event = body::read_event<E>(entry.event.body);
  if constexpr (GoesBack<E>) {
    revoke(facts, event, entry);
  } else {
    if constexpr (requires { step(facts, event, entry); }) step(facts, event, entry);
    else step(facts, entry);
    apply(facts, event, entry);
  }
}
template <class E>
int kept_by(const Entry& entry) {
  return body::read_event<E>(entry.event.body).kept.value_or(0);
}

// brings(facts before, state before, event, entry) is found beside the event; most bring nothing.
template <class Facts, class E>
std::vector<Consequence> brought_by(const void* any, std::string_view state, const Entry& entry) {
  const auto& before = *static_cast<const Facts*>(any);
  return brings(before, state, body::read_event<E>(entry.event.body), entry);
}
template <class Facts, class E>
concept BringsSomething = requires(const Facts& before, std::string_view state, const E& event, const Entry& entry) {
  { brings(before, state, event, entry) } -> std::same_as<std::vector<Consequence>>;
};

template <class E>
std::vector<Entry> past_in(const Entry& entry) {
  return past_of(body::read_event<E>(entry.event.body));
}

template <class Facts, class E>
EventCode event_code() {
  EventCode one{E::name, GoesBack<E>, Quiet<E>, Lasting<E>, nullptr, apply_event<Facts, E>, nullptr, nullptr};
  one.kind = &body::kind_of<typename body::Description<E>::type>();
  if constexpr (CarriesAPast<E>) one.past = past_in<E>;
  if constexpr (GoesBack<E>) one.kept = kept_by<E>;
  if constexpr (BringsSomething<Facts, E>) one.brings = brought_by<Facts, E>;
  return one;
}
}  // namespace detail

template <class Facts, class Events>
std::vector<EventCode> code_of_events() {
  std::vector<EventCode> code;
  code.reserve(mp11::mp_size<Events>::value);
  for_each_type<Events>([&]<class E>() { code.push_back(detail::event_code<Facts, E>()); });
  return code;
}

// Lists one after the other.
template <class List, class... More>
List joined_code(List first, More... more) {
  (first.insert(first.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end())), ...);
  return first;
}

}  // namespace engine
