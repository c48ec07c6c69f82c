// A modification goes on as its parts: each carries the past of the whole, and the whole ends (DEF 16.1).
#pragma once

#include "workflows/sec/modification/acts.hpp"

namespace sec {

// What can be asked.

struct SplitPart {
  std::string title;
  std::optional<std::string> ref;
};
BOOST_DESCRIBE_STRUCT(SplitPart, (), (title, ref))

struct Split : Common {
  SEC_COMMAND("split", (by::a_body),
              "The modification goes on as two parts or more, each with its past, and ends itself (T56).");
  OneOrMore<SplitPart> parts;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(Split, (Common), (parts, reason))

struct EndAsSplit : Common {
  SEC_COMMAND("end-as-split", (by::a_body),
              "A modification that was split before a split ended the whole is ended as split (T56).");
  static constexpr bool while_held = true;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(EndAsSplit, (Common), (reason))

// What can have happened.

struct SplitUp : Adds<Split, "split-up"> {
  std::vector<std::string> references;  // of the parts, in their order
  static SplitUp from(const Look& look, const Split& command);
};
BOOST_DESCRIBE_STRUCT(SplitUp, (Split), (references))
struct EndedAsSplit : Keeps<EndedAsSplit, EndAsSplit, "ended-as-split"> {};

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(SplitUp);
SEC_APPLY(EndedAsSplit);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

SEC_FACT_GUARD(WasSplitBefore, "panel-secretary");

std::string named_parts(const Facts& facts);  // "MP900A and MP900B"; empty: it was not split
// What is not as it is today with one that an older program split, and what to do; empty: nothing.
std::string remark_on_its_split(const Facts& facts, std::string_view state);

// What its parts may be called, one name for each letter (Workflow::names()).
std::vector<engine::CaseName> letters_of(const engine::Command& command);
void check(const Split& command, const engine::Setting& setting, engine::body::Reading& reading);
// What a split opens: its parts.
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const SplitUp& event,
                                        const engine::Entry& entry);

// What it adds to the table.

using SplitCommands = engine::mp11::mp_list<Split, EndAsSplit>;
using SplitEvents = engine::mp11::mp_list<SplitUp, EndedAsSplit>;

}  // namespace sec
