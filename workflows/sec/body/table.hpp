// The rows of a body: it is in force once it is established, and then its seats and rules change.
#pragma once

#include "workflows/sec/body/commands.hpp"

namespace sec::body {

using engine::Reason;
using engine::unless;

struct New : engine::State<"", "Not established yet", ""> {};
struct InForce : engine::State<"standing", "Standing", "Standing"> {};

struct SeatExists {
  static constexpr std::string_view who = "secas";
  static Reason unmet(const Look& look, const auto& command) {
    return unless(look.facts.seat(command.seat) != nullptr, "there is no seat '" + command.seat + "'");
  }
};
struct SeatIsNew {
  static constexpr std::string_view who = "secas";
  static Reason unmet(const Look& look, const AddSeat& command) {
    return unless(look.facts.seat(command.seat) == nullptr, "there is a seat '" + command.seat + "' already");
  }
};
struct SeatIsFilled {
  static constexpr std::string_view who = "secas";
  static Reason unmet(const Look& look, const auto& command) {
    const auto* seat = look.facts.seat(command.seat);
    return unless(seat == nullptr || seat->holder.has_value(), "seat '" + command.seat + "' is vacant");
  }
};
struct BlockIsKnown {
  static constexpr std::string_view who = "secas";
  static Reason unmet(const Look& look, const AddSeat& command);
};
struct TermRunsForward {
  static constexpr std::string_view who = "secas";
  static Reason unmet(const Look& look, const auto& command) {
    return unless(!command.until || *command.until >= command.from_.value_or(look.setting.on),
                  "the term ends before it begins");
  }
};
struct WeightCounts {
  static constexpr std::string_view who = "secas";
  static Reason unmet(const Look&, const AddSeat& command) {
    return unless(command.weight.value_or(1) > 0, "a seat weighs at least 1");
  }
};
struct AlternateIsAnother {
  static constexpr std::string_view who = "secas";
  static Reason unmet(const Look& look, const NameAlternate& command) {
    const auto* seat = look.facts.seat(command.seat);
    return unless(seat == nullptr || !seat->holder || seat->holder->id != command.alternate,
                  "'" + command.alternate + "' holds the seat, and is no alternate of itself");
  }
};
struct RuleIsKnown {
  static constexpr std::string_view who = "secas";
  static Reason unmet(const Look& look, const SetRule& command);
};
struct DecidedByItselfOrThePanel {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const SetRule& command);
};

using engine::Row;
using engine::Stay;
using engine::When;
// clang-format off
using Rows = engine::Table<
  //   from       command         to          records          when                                  clause
  Row< New      , Establish     , InForce   , Established    , When<>                              , "C6.10" >,
  Row< InForce  , AddSeat       , Stay      , SeatAdded      , When<SeatIsNew, BlockIsKnown, WeightCounts, TermRunsForward> , "1.6.1" >,
  Row< InForce  , RemoveSeat    , Stay      , SeatRemoved    , When<SeatExists>                    , "1.6.1" >,
  Row< InForce  , Appoint       , Stay      , Appointed      , When<SeatExists, TermRunsForward>   , "1.6.1" >,
  Row< InForce  , Vacate        , Stay      , Vacated        , When<SeatExists, SeatIsFilled>      , "1.6.1" >,
  Row< InForce  , NameAlternate , Stay      , AlternateNamed , When<SeatExists, SeatIsFilled, TermRunsForward, AlternateIsAnother> , "1.6.1" >,
  Row< InForce  , SetRule       , Stay      , RuleSet        , When<RuleIsKnown, DecidedByItselfOrThePanel> , "DEF 1, 3, 16.8" >
>;
// clang-format on

}  // namespace sec::body
