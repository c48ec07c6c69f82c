// What rows, commands and events do, with their types taken off: lists of functions that a workflow looks things up in.
// Each list is made by an explicit instantiation in a source file of its own; it is the compiler's time that asks for
// it.
#pragma once

#include "engine/body_schema.hpp"
#include "engine/table.hpp"

namespace engine {

// --- rows
// ------------------------------------------------------------------------------------------------------------------

namespace detail {
// The conditions that a family puts before every row, but for commands that stand aside.
template <class Family, class R>
std::vector<Unmet> standing_unmet(const Look<typename Family::Facts>& look) {
  if constexpr (Family::template stands_aside<typename R::Command>) return {};
  else if (Family::never_held(look.state, R::Command::name)) return {};
  else return Family::Standing::unmet(look, R::clause);
}

std::vector<Unmet> both(std::vector<Unmet> first, std::vector<Unmet> second);

template <class Family, class R>
std::vector<std::string_view> guards() {
  auto names = R::Guards::names();
  if constexpr (!Family::template stands_aside<typename R::Command>) {
    const auto standing = Family::Standing::names();
    names.insert(names.begin(), standing.begin(), standing.end());
  }
  return names;
}

template <class Family, class R>
Event record(const Look<typename Family::Facts>& look, const void* command) {
  const auto& typed = *static_cast<const typename R::Command*>(command);
  auto event = R::Event::from(look, typed);
  Family::carry_over(typed, event);
  return {std::string(R::Event::name), body::text_of(event), std::string(look.state),
          R::To::state(look, typed, look.state)};
}

template <class Family, class R>
RowCode<typename Family::Facts> row_code() {
  using C = typename R::Command;
  using L = Look<typename Family::Facts>;
  return {
      {{R::sources.begin(), R::sources.end()}, C::name, R::To::words, R::Event::name, R::clause, guards<Family, R>()},
      [](const L& look, const void* command) {
        return both(standing_unmet<Family, R>(look),
                    R::Guards::unmet(look, *static_cast<const C*>(command), R::clause));
      },
      [](const L& look) { return both(standing_unmet<Family, R>(look), R::Guards::unmet(look, R::clause)); },
      [](const L& look, const void* command) {
        return R::To::state(look, *static_cast<const C*>(command), look.state);
      },
      record<Family, R>};
}
}  // namespace detail

template <class Family, class Rows>
std::vector<RowCode<typename Family::Facts>> code_of_rows() {
  std::vector<RowCode<typename Family::Facts>> code;
  for_each_type<Rows>([&]<class R>() { code.push_back(detail::row_code<Family, R>()); });
  return code;
}

// --- commands
// --------------------------------------------------------------------------------------------------------------

// A day that a body names, and where.
struct NamedDay {
  Date day{};
  std::string_view pointer;
};

// A body that has been read: of the command's own type behind the pointer, which nobody shares.
struct ReadBody {
  std::shared_ptr<const void> command;
  std::optional<NamedDay> effective_on;  // as it says, or as follows from what it says
  bool recorded = false;                 // says from what somebody else's act was recorded
};

struct CommandCode {
  CommandDescription description;
  ReadBody (*read)(const Json& text, body::Reading& reading);
  void (*check)(const void* command, const Setting& setting, body::Reading& reading);
};

namespace detail {
template <class Family, class C>
ReadBody read_body(const Json& text, body::Reading& reading) {
  auto typed = std::make_shared<C>(body::read_command<C>(text, reading));
  const auto on = typed->effective_on ? std::optional(NamedDay{*typed->effective_on, "/effective_on"})
                                      : std::optional<NamedDay>(Family::takes_effect(*typed));
  const bool recorded = typed->recorded_from.has_value();
  return {std::move(typed), on, recorded};
}

template <class Family, class C>
CommandCode command_code() {
  CommandDescription one{C::name, C::summary, {C::roles.begin(), C::roles.end()}, body::schema<C>().dump(),
                         false,   false,      Family::template recorders<C>()};
  if constexpr (requires { C::any_version; }) one.any_version = C::any_version;
  if constexpr (requires { C::previews; }) one.previews = C::previews;
  if constexpr (requires { C::opens; }) one.opens = C::opens;
  if constexpr (requires { C::sent_by; }) one.sent_by = C::sent_by;
  else if (one.roles.empty()) one.sent_by = Family::clock_role;
  return {std::move(one), read_body<Family, C>,
          [](const void* command, const Setting& setting, body::Reading& reading) {
            Family::check(*static_cast<const C*>(command), setting, reading);
          }};
}
}  // namespace detail

template <class Family, class Commands>
std::vector<CommandCode> code_of_commands() {
  std::vector<CommandCode> code;
  for_each_type<Commands>([&]<class C>() { code.push_back(detail::command_code<Family, C>()); });
  return code;
}

// --- events
// ----------------------------------------------------------------------------------------------------------------

template <class Facts>
struct EventCode {
  std::string_view name;
  bool revokes;  // it goes back to the facts before the last step and changes those
  void (*apply)(Facts& facts, const Entry& entry);
};

template <class E>
concept GoesBack = requires {
  E::revokes;
};

namespace detail {
template <class Facts, class E>
void apply_event(Facts& facts, const Entry& entry) {
  const auto event = body::read_event<E>(entry.event.body);
  if constexpr (GoesBack<E>) {
    revoke(facts, event, entry);
  } else {
    step(facts, entry);
    apply(facts, event, entry);
  }
}
}  // namespace detail

template <class Family, class Events>
std::vector<EventCode<typename Family::Facts>> code_of_events() {
  std::vector<EventCode<typename Family::Facts>> code;
  for_each_type<Events>([&]<class E>() {
    constexpr bool revokes = GoesBack<E>;
    code.push_back({E::name, revokes, detail::apply_event<typename Family::Facts, E>});
  });
  return code;
}

// Lists one behind the other.
template <class List, class... More>
List joined_code(List first, More... more) {
  (first.insert(first.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end())), ...);
  return first;
}

}  // namespace engine
