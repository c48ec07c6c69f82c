// One transition table, read five ways: Boost.MSM runs it, refusals and options are its guards, diagrams and
// documentation are its rows. Include it only where a workflow is made: it is expensive to compile.
#pragma once

#include <algorithm>
#include <bitset>
#include <concepts>
#include <span>
#include <stdexcept>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>
#include <boost/mp11/map.hpp>
#include <boost/mp11/mpl.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

#include "engine/look.hpp"

namespace engine {

namespace mp11 = boost::mp11;
namespace msm = boost::msm;

template <Text Name, Text Display, Text Stage, bool Terminal = false>
struct State : msm::front::state<> {
  static constexpr std::string_view name = Name.view();
  static constexpr std::string_view display = Display.view();
  static constexpr std::string_view stage = Stage.view();
  static constexpr bool terminal = Terminal;
};

// Where a row holds in several states alike.
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

template <class From, class To>
struct Target {  // an ordinary state
  static constexpr std::string_view words = To::name;
  using Msm = To;
  static std::string state(const auto&, const auto&, std::string_view) { return std::string(To::name); }
};
template <class From>
struct Target<From, Stay> {
  static constexpr std::string_view words = "";
  using Msm = msm::front::none;
  static std::string state(const auto&, const auto&, std::string_view from) { return std::string(from); }
};
template <class From, class Where>
struct Target<From, Toward<Where>> {
  static constexpr std::string_view words = Where::words;
  using Msm = msm::front::none;
  static std::string state(const auto& look, const auto& command, std::string_view) {
    return Where::state(look, command);
  }
};

template <class Row>
struct GuardOf {
  template <class Machine, class Source, class Target>
  bool operator()(const typename Row::Command& command, Machine& machine, Source&, Target&) const {
    return machine.template open<Row>(command);
  }
};
template <class Row>
struct ActionOf {
  template <class Machine, class Source, class Target>
  void operator()(const typename Row::Command& command, Machine& machine, Source&, Target&) const {
    machine.template record<Row>(command);
  }
};

// A row from one state is a transition of that state; a row from many is an internal one of the whole machine, and asks
// itself whether it holds here. It spares the compiler a row a state.
template <class From, class R, class Placed>
struct MsmRow : msm::front::Row<From, typename R::Command, typename R::To::Msm, ActionOf<Placed>, GuardOf<Placed>> {
  static constexpr bool wide = false;
};
template <class... States, class R, class Placed>
struct MsmRow<AnyOf<States...>, R, Placed>
    : msm::front::Internal<typename R::Command, ActionOf<Placed>, GuardOf<Placed>> {
  static constexpr bool wide = true;
};

}  // namespace detail

template <class From_, class Command_, class To_, class Event_, class Guards_ = When<>, Text Clause = "">
struct Row {
  using From = From_;
  using Command = Command_;
  using To = detail::Target<From_, To_>;
  using Event = Event_;
  using Guards = Guards_;
  static constexpr auto sources = detail::Sources<From_>::names;
  static constexpr std::string_view clause = Clause.view();

  static bool holds_in(std::string_view state) {
    return std::find(sources.begin(), sources.end(), state) != sources.end();
  }
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
template <class R>
using IsWide = mp11::mp_bool<R::wide>;
template <class R>
using IsNarrow = mp11::mp_bool<!R::wide>;

// What one row does, without its types: made in a source file of its group's own, so that no one file compiles them
// all.
template <class Facts>
struct RowCode {
  RowDescription description;
  std::vector<Unmet> (*unmet)(const Look<Facts>& look, const void* command);  // of Row::Command
  std::vector<Unmet> (*unmet_so_far)(const Look<Facts>& look);                // without a command
  std::string (*to)(const Look<Facts>& look, const void* command);
  Event (*record)(const Look<Facts>& look, const void* command);

  bool holds_in(std::string_view state) const {
    return std::find(description.from.begin(), description.from.end(), state) != description.from.end();
  }
};

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

namespace detail {
// A row as Boost.MSM takes it: called by its place in the family's list, for the names of the back-end's functions hold
// the whole table, and a name that holds whole rows is a hundred times as long.
template <class Family, std::size_t Place>
struct Placed : MsmRow<typename mp11::mp_at_c<typename Family::Rows, Place>::From,
                       mp11::mp_at_c<typename Family::Rows, Place>, Placed<Family, Place>> {
  using Command = typename mp11::mp_at_c<typename Family::Rows, Place>::Command;
  static constexpr std::size_t place = Place;
};
template <class Family, class Places>
struct PlacedRows;
template <class Family, std::size_t... Places>
struct PlacedRows<Family, std::index_sequence<Places...>> {
  using type = mp11::mp_list<Placed<Family, Places>...>;
};
}  // namespace detail

// The machine of one decision: put in the state of the case, given one command, asked what it recorded, thrown away.
// Boost.MSM decides which row fires; what lasts is the journal. All packs of a family share it: it holds the rows of
// all of them, and the rows that the pack at hand does not have are closed without a word.
template <class Family>
struct Front : msm::front::state_machine_def<Front<Family>> {
  using Facts = typename Family::Facts;
  using Rows = typename Family::Rows;
  using initial_state = typename Family::Initial;
  using Placed = typename detail::PlacedRows<Family, std::make_index_sequence<mp11::mp_size<Rows>::value>>::type;
  using transition_table = mp11::mp_copy_if<Placed, IsNarrow>;
  using internal_transition_table = mp11::mp_copy_if<Placed, IsWide>;
  using no_exception_thrown = int;  // without it the back-end swallows what guards and actions throw
  using no_message_queue = int;     // a machine gets one command in its life

  template <class R, class Command>
  bool open(const Command& command) {
    return is_open(R::place, &command);
  }
  template <class R, class Command>
  void record(const Command& command) {
    fired = (*code)[R::place].record(*look, &command);
  }
  template <class Machine, class Command>
  void no_transition(const Command&, Machine&, int) {}

  bool is_open(std::size_t index, const void* command) {
    const auto& row = (*code)[index];
    return !fired && rows->test(index) && row.holds_in(look->state) && row.unmet(*look, command).empty();
  }

  const Look<Facts>* look = nullptr;
  const std::vector<RowCode<Facts>>* code = nullptr;
  const RowSet* rows = nullptr;
  std::optional<Event> fired;
};

namespace detail {
// The back-end offers no way to set the active state but its serialize() hook. This archive sets the state and leaves
// everything else alone.
struct PutInState {
  int id = -1;
  template <std::size_t Regions>
  PutInState& operator&(int (&states)[Regions]) {
    states[0] = id;
    return *this;
  }
  template <class Other>
  PutInState& operator&(Other&) {
    return *this;
  }
};
}  // namespace detail

// `command` is one of Family::Commands, by its index there. Its functions are defined behind the class, and so not
// inline: an `extern template` would not keep the compiler from making the whole table where an inline one is called.
template <class Family>
class Machine {
 public:
  using Facts = typename Family::Facts;

  // The event that the command causes; nothing when no row of it holds.
  static std::optional<Event> decide(const Look<Facts>& look, const RowSet& rows, std::size_t command,
                                     const void* body);

 private:
  using Back = msm::back::state_machine<Front<Family>>;
  template <class S>
  static constexpr int id = msm::back::get_state_id<typename Back::stt, S>::value;

  static void put(Back& back, std::string_view state);
};

template <class Family>
std::optional<Event> Machine<Family>::decide(const Look<Facts>& look, const RowSet& rows, std::size_t command,
                                             const void* body) {
  Back back;
  back.look = &look;
  back.code = &Family::row_code();
  back.rows = &rows;
  put(back, look.state);
  mp11::mp_with_index<mp11::mp_size<typename Family::Commands>::value>(command, [&](auto index) {
    back.process_event(*static_cast<const mp11::mp_at_c<typename Family::Commands, index>*>(body));
  });
  return std::move(back.fired);
}

template <class Family>
void Machine<Family>::put(Back& back, std::string_view state) {
  detail::PutInState archive;
  for_each_type<typename Family::States>([&]<class S>() {
    if (S::name == state) archive.id = id<S>;
  });
  if (archive.id < 0) throw std::logic_error("no such state: " + std::string(state));
  back.serialize(archive, 0);
}

}  // namespace engine
