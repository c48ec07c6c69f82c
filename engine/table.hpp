// The table of a workflow: states, rows and what can be asked of a row. One text, read five ways: it runs
// (machine.hpp), refuses, offers options, draws and documents.
#pragma once

#include <algorithm>
#include <bitset>
#include <concepts>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include "engine/look.hpp"

namespace engine {

namespace mp11 = boost::mp11;

template <Text Name, Text Display, Text Stage, bool Terminal = false>
struct State {
  static constexpr std::string_view name = Name.view();
  static constexpr std::string_view display = Display.view();
  static constexpr std::string_view stage = Stage.view();
  static constexpr bool terminal = Terminal;
};

// For a row that holds in several states alike.
template <class... States>
struct AnyOf {
  static constexpr std::array<std::string_view, sizeof...(States)> names{States::name...};
};

// Target of a row that records an event and leaves the state as it is.
struct Stay {};

// Target that follows from what the case remembers: `Where::words` describes it, `Where::state(look, command)` names
// it.
template <class Where>
struct Toward {};

namespace detail {
template <class From>
struct Sources {
  static constexpr std::array<std::string_view, 1> names{From::name};
};
template <class... States>
struct Sources<AnyOf<States...>> : AnyOf<States...> {};

template <class To>
struct Target {  // an ordinary state
  static constexpr std::string_view words = To::name;
  static std::string state(const auto&, const auto&, std::string_view) { return std::string(To::name); }
};
template <>
struct Target<Stay> {
  static constexpr std::string_view words = "";
  static std::string state(const auto&, const auto&, std::string_view from) { return std::string(from); }
};
template <class Where>
struct Target<Toward<Where>> {
  static constexpr std::string_view words = Where::words;
  static std::string state(const auto& look, const auto& command, std::string_view) {
    return Where::state(look, command);
  }
};
}  // namespace detail

template <class From_, class Command_, class To_, class Event_, class Guards_ = When<>, Text Clause = "">
struct Row {
  using From = From_;
  using Command = Command_;
  using Goal = To_;
  using To = detail::Target<To_>;
  using Event = Event_;
  using Guards = Guards_;
  static constexpr auto sources = detail::Sources<From_>::names;
  static constexpr std::string_view clause = Clause.view();
};

template <class... Rows>
using Table = mp11::mp_list<Rows...>;

template <class List, class Visit>
void for_each_type(Visit visit) {
  mp11::mp_for_each<mp11::mp_transform<mp11::mp_identity, List>>(
      [&](auto tag) { visit.template operator()<typename decltype(tag)::type>(); });
}

inline constexpr std::size_t rows_max = 512;
using RowSet = std::bitset<rows_max>;  // which rows of a family one of its packs has

template <class R>
using CommandOf = typename R::Command;
template <class R>
using EventOf = typename R::Event;
// Of a list of rows, each once, in their order.
template <class Rows>
using CommandsOf = mp11::mp_unique<mp11::mp_transform<CommandOf, Rows>>;
template <class Rows>
using EventsOf = mp11::mp_unique<mp11::mp_transform<EventOf, Rows>>;

// What one row does, without its types. `command` is always a Row::Command.
struct RowCode {
  RowDescription description;
  std::vector<Unmet> (*unmet)(const AnyLook& look, const void* command);
  std::vector<Unmet> (*unmet_so_far)(const AnyLook& look);  // without a command
  std::string (*to)(const AnyLook& look, const void* command);
  Event (*record)(const AnyLook& look, const void* command);

  bool holds_in(std::string_view state) const {
    return std::find(description.from.begin(), description.from.end(), state) != description.from.end();
  }
};

// A command that has been read.
struct Asked {
  std::string_view command;
  const void* body = nullptr;  // of the command's own type
};

// The event that a command causes: of the one row of `rows` that holds; nothing when none does.
using Decide = std::optional<Event> (*)(const AnyLook& look, const std::vector<RowCode>& code, const RowSet& rows,
                                        const Asked& asked);

// The rows of the groups that a pack has. `All`: the groups of the family, in the order of its rows.
template <class All, class Groups>
RowSet row_set() {
  RowSet set;
  std::size_t place = 0;
  for_each_type<All>([&]<class Group>() {
    for (std::size_t i = 0; i < mp11::mp_size<Group>::value; ++i, ++place)
      set.set(place, mp11::mp_contains<Groups, Group>::value);
  });
  return set;
}

}  // namespace engine
