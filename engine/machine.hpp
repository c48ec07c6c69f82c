// A table run by Boost.MSM. Include it in one source file of a family: it is expensive to compile.
#pragma once

#include <stdexcept>

#include <boost/mp11/mpl.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

#include "engine/table.hpp"

namespace engine {

namespace msm = boost::msm;

namespace detail {
// A state as Boost.MSM takes it.
template <class S>
struct MsmState : msm::front::state<> {};

template <class To>
struct MsmTarget {
  using type = MsmState<To>;
};
template <>
struct MsmTarget<Stay> {
  using type = msm::front::none;
};
template <class Where>
struct MsmTarget<Toward<Where>> {
  using type = msm::front::none;
};

// Every command is the same event to Boost.MSM: with a type for each, it would make a dispatch table for each. The
// guard of a row asks first whether it is its command.
template <class Row>
struct GuardOf {
  template <class Machine, class Source, class Target>
  bool operator()(const Asked& asked, Machine& machine, Source&, Target&) const {
    return machine.is_open(Row::place, asked);
  }
};
template <class Row>
struct ActionOf {
  template <class Machine, class Source, class Target>
  void operator()(const Asked& asked, Machine& machine, Source&, Target&) const {
    machine.record(Row::place, asked);
  }
};

// A row from one state is a transition of that state; a row from many is an internal one of the whole machine, and asks
// itself whether it holds here. So the compiler gets one row for all its states, instead of one for each.
template <class From, class R, class Placed>
struct MsmRow : msm::front::Row<MsmState<From>, Asked, typename MsmTarget<typename R::Goal>::type, ActionOf<Placed>,
                                GuardOf<Placed>> {
  static constexpr bool wide = false;
};
template <class... States, class R, class Placed>
struct MsmRow<AnyOf<States...>, R, Placed> : msm::front::Internal<Asked, ActionOf<Placed>, GuardOf<Placed>> {
  static constexpr bool wide = true;
};

template <class R>
using IsWide = mp11::mp_bool<R::wide>;
template <class R>
using IsNarrow = mp11::mp_bool<!R::wide>;

// A row as Boost.MSM takes it, named by its place in the family's list: the names of the back-end's functions repeat
// the whole table, and with the rows themselves in them they are a hundred times as long.
template <class Rules, std::size_t Place>
struct Placed : MsmRow<typename mp11::mp_at_c<typename Rules::Rows, Place>::From,
                       mp11::mp_at_c<typename Rules::Rows, Place>, Placed<Rules, Place>> {
  static constexpr std::size_t place = Place;
};
template <class Rules, class Places>
struct PlacedRows;
template <class Rules, std::size_t... Places>
struct PlacedRows<Rules, std::index_sequence<Places...>> {
  using type = mp11::mp_list<Placed<Rules, Places>...>;
};

// What guards and actions ask of the machine: nothing of it depends on the table.
struct Decision {
  bool is_open(std::size_t row, const Asked& asked) const {
    const auto& one = (*code)[row];
    return !fired && one.description.command == asked.command && rows->test(row) && one.holds_in(look->state) &&
           one.unmet(*look, asked.body).empty();
  }
  void record(std::size_t row, const Asked& asked) { fired = (*code)[row].record(*look, asked.body); }

  const AnyLook* look = nullptr;
  const std::vector<RowCode>* code = nullptr;
  const RowSet* rows = nullptr;
  std::optional<Event> fired;
};

// The back-end offers no way to set the active state except its serialize() hook. This archive sets the state and
// leaves everything else alone.
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

// The machine of one decision: put in the state of the case, given one command, asked what it recorded, thrown away.
// Boost.MSM decides which row fires; what lasts is the journal. All packs of a family share it: it holds the rows of
// all of them, and skips those that the pack at hand does not have.
template <class Rules>
struct Front : msm::front::state_machine_def<Front<Rules>>, detail::Decision {
  using initial_state = detail::MsmState<typename Rules::Initial>;
  using Placed =
      typename detail::PlacedRows<Rules, std::make_index_sequence<mp11::mp_size<typename Rules::Rows>::value>>::type;
  using transition_table = mp11::mp_copy_if<Placed, detail::IsNarrow>;
  using internal_transition_table = mp11::mp_copy_if<Placed, detail::IsWide>;
  using no_exception_thrown = int;  // without it the back-end swallows what guards and actions throw
  using no_message_queue = int;     // a machine gets one command in its life

  template <class Machine>
  void no_transition(const Asked&, Machine&, int) {}
};

// `Rules` has Initial, States and Rows.
template <class Rules>
class Machine {
 public:
  static std::optional<Event> decide(const AnyLook& look, const std::vector<RowCode>& code, const RowSet& rows,
                                     const Asked& asked) {
    Back back;
    back.look = &look;
    back.code = &code;
    back.rows = &rows;
    put(back, look.state);
    back.process_event(asked);
    return std::move(back.fired);
  }

 private:
  using Back = msm::back::state_machine<Front<Rules>>;
  template <class S>
  static constexpr int id = msm::back::get_state_id<typename Back::stt, detail::MsmState<S>>::value;

  static void put(Back& back, std::string_view state) {
    detail::PutInState archive;
    for_each_type<typename Rules::States>([&]<class S>() {
      if (S::name == state) archive.id = id<S>;
    });
    if (archive.id < 0) throw std::logic_error("no such state: " + std::string(state));
    back.serialize(archive, 0);
  }
};

}  // namespace engine
