// What a row of a table is written with: names, guards, and what a guard looks at.
#pragma once

#include <array>

#include "engine/body.hpp"
#include "engine/workflow.hpp"

namespace engine {

// A string literal as a template argument.
template <std::size_t N>
struct Text {
  char characters[N]{};
  constexpr Text(const char (&literal)[N]) { std::copy_n(literal, N, characters); }
  constexpr std::string_view view() const { return {characters, N - 1}; }
};

template <Text Name>
struct Named {
  static constexpr std::string_view name = Name.view();
};

// The name of a type without its namespaces: a guard is called in the API what it is called in the table.
template <class T>
constexpr std::string_view type_name() {
  constexpr std::string_view whole = __PRETTY_FUNCTION__;
  constexpr auto start = whole.find("T = ") + 4;
  constexpr auto end = whole.find_first_of(";]", start);
  constexpr auto name = whole.substr(start, end - start);
  constexpr auto plain = name.substr(0, name.find('<'));
  constexpr auto colon = plain.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// A case before one of its last steps: what a revoked step goes back to.
struct Earlier {
  std::shared_ptr<const void> facts;  // of the type that the workflow remembers
  std::string state;
  std::string event;    // the type of the step that was taken from there
  int version = 0;      // that it made
  std::string by_role;  // who took it
  std::string by_id;
  std::shared_ptr<const Entry> lasting;  // itself, if it is one that lasts when the step before it is undone

  template <class Facts>
  const Facts& as() const {
    return *static_cast<const Facts*>(facts.get());
  }
};
using Steps = std::vector<std::shared_ptr<const Earlier>>;  // the newest last

// What a guard sees: the facts, the setting of the decision, and the last steps.
template <class Facts>
struct Look {
  const Facts& facts;
  const Setting& setting;
  std::string_view state;
  const Steps& earlier;
};

// The same, type-erased: of any facts.
struct AnyLook {
  const void* facts;
  const Setting& setting;
  std::string_view state;
  const Steps& earlier;

  template <class Facts>
  Look<Facts> as() const {
    return {*static_cast<const Facts*>(facts), setting, state, earlier};
  }
};

using Reason = std::optional<std::string>;  // nullopt: the guard is met
inline Reason unless(bool met, std::string reason) { return met ? Reason{} : Reason{std::move(reason)}; }

template <class Guard, class Facts>
concept LooksAtFactsOnly = requires(const Look<Facts>& look) {
  { Guard::unmet(look) } -> std::same_as<Reason>;
};

void add_unmet(std::vector<Unmet>& found, std::string_view guard, std::string reason, std::string_view clause,
               std::string_view who);

// The conditions of a row. Every reason is kept, not the first alone.
template <class... Guards>
struct When {
  static std::vector<std::string_view> names() { return {type_name<Guards>()...}; }

  template <class Facts, class Command>
  static std::vector<Unmet> unmet([[maybe_unused]] const Look<Facts>& look, [[maybe_unused]] const Command& command,
                                  [[maybe_unused]] std::string_view clause) {
    std::vector<Unmet> found;
    (note<Guards>(found, ask<Guards>(look, command), clause), ...);
    return found;
  }

  // As unmet(), without a command: the guards that look at one are passed over.
  template <class Facts>
  static std::vector<Unmet> unmet([[maybe_unused]] const Look<Facts>& look, [[maybe_unused]] std::string_view clause) {
    std::vector<Unmet> found;
    (
        [&] {
          if constexpr (LooksAtFactsOnly<Guards, Facts>) note<Guards>(found, Guards::unmet(look), clause);
        }(),
        ...);
    return found;
  }

 private:
  template <class Guard, class Facts, class Command>
  static Reason ask(const Look<Facts>& look, const Command& command) {
    if constexpr (LooksAtFactsOnly<Guard, Facts>) return Guard::unmet(look);
    else return Guard::unmet(look, command);
  }

  template <class Guard>
  static void note(std::vector<Unmet>& found, Reason reason, std::string_view clause) {
    if (!reason) return;
    std::string_view who, where = clause;
    if constexpr (requires { Guard::who; }) who = Guard::who;
    if constexpr (requires { Guard::clause; }) where = Guard::clause;
    add_unmet(found, type_name<Guard>(), std::move(*reason), where, who);
  }
};

}  // namespace engine
