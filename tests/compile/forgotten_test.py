#!/usr/bin/env python3
"""What must not be forgotten does not compile: each text compiles as it stands, and is refused once a line of it is broken.

    tests/compile/forgotten_test.py COMPILER FOLDER...     (where includes are looked for)"""

import subprocess
import sys

A_STATE = """
#include "workflows/sec/modification/states.hpp"
struct Parked : sec::State<"parked", "Parked by the Panel", "Initial consideration"> {
  static constexpr sec::StateProperties properties{sec::Phase::raised, sec::PaperGroup::fresh,
                                                   sec::WhileHeld::stands_still, sec::Process::outside};
};
constexpr auto rows = sec::rows_of_states(engine::mp11::mp_list<Parked>{});
"""

A_FAMILY = """
#include "engine/typed_workflow.hpp"
struct Facts {};
struct Loans : engine::FamilyDefaults<Facts> {
  static constexpr std::string_view collection = "loans", noun = "loan";
  static const engine::FamilyCode& code();
  static std::variant<engine::Identity, engine::Malformed> identify(std::string_view, const engine::Command&,
                                                                    const engine::Numbers&);
  static std::string workflow_of(const Facts&);
  static std::size_t bytes_behind(const Facts&);
  static engine::Listing listing(const Facts&, const engine::Case&);
  static engine::Projection project(const Facts&, const engine::Case&);
  static engine::Json view(const Facts&, const engine::Case&, engine::Clearance);
  static std::vector<engine::Audience> audiences();
  static engine::Clearance clearance(const engine::Actor&);
  static engine::Json gated(engine::Json, engine::Clearance);
  static int seen_version(const Facts&, int, engine::Clearance);
  static bool may_hide_steps(const Facts&, engine::Clearance);
  static std::optional<engine::Json> seen_body(const Facts&, const engine::Entry&, const engine::Actor&);
  static bool tells_who(const Facts&, const engine::Entry&, const engine::Actor&);
};
template class engine::TypedWorkflow<Loans>;
"""

# The text, what is broken in it and how, and what the compiler has to say of it.
FORGOTTEN = [
    (A_STATE, "properties{", "traits{", "a state says its phase, its group on paper"),
    (A_STATE, "sec::PaperGroup::fresh,", "", "StateProperties"),
    (A_FAMILY, "Json gated(", "Json gatd(", "gated"),
    (A_FAMILY, "Clearance clearance(", "Clearance clearence(", "clearance(actor)"),
    (A_FAMILY, "int seen_version(", "int shown_version(", "seen_version"),
    (A_FAMILY, "bool may_hide_steps(", "bool might_hide_steps(", "may_hide_steps"),
    (A_FAMILY, "seen_body(", "shown_body(", "seen_body"),
    (A_FAMILY, "tells_who(", "says_who(", "tells_who"),
]


def compiled(text, compiler, folders):
    """Whether it compiles, and what the compiler said."""
    command = [compiler, "-std=c++20", "-fsyntax-only", "-x", "c++", "-"]
    for folder in folders:
        command += ["-I", folder]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stderr


def main():
    compiler, folders = sys.argv[1], [one for one in sys.argv[2:] if one]
    faults = []
    for text in (A_STATE, A_FAMILY):
        fits, said = compiled(text, compiler, folders)
        if not fits:
            faults.append(f"should compile, and does not:\n{text}\n{said}")
    for text, there, broken, expected in FORGOTTEN:
        if text.count(there) != 1:
            faults.append(f"'{there}' is not in the text once")
            continue
        fits, said = compiled(text.replace(there, broken), compiler, folders)
        if fits:
            faults.append(f"compiles although '{there}' was made '{broken}'")
        elif expected not in said:
            faults.append(f"'{there}' made '{broken}': the compiler does not say '{expected}':\n{said}")
    print("\n\n".join(faults) or f"{len(FORGOTTEN)} things that were forgotten do not compile")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
