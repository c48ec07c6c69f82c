// What can be asked of a body, and what can have happened to it: sec-rules 1.6, section 7 of the HTTP contract.
#pragma once

#include "engine/table.hpp"
#include "workflows/sec/body/facts.hpp"
#include "workflows/sec/terms/declare.hpp"

namespace sec::body {

using Look = engine::Look<Facts>;

struct Establish : Common {
  SEC_COMMAND("establish", by::operators, "A body comes into being, without seats.");
  static constexpr bool opens = true;
  std::string id;
  std::string name_;
};
BOOST_DESCRIBE_STRUCT(Establish, (Common), (id, name_))

struct AddSeat : Common {
  SEC_COMMAND("add-seat", by::secas, "The body gets a seat in a block; it is vacant until somebody is appointed.");
  std::string seat;
  std::string block;
  std::optional<int> weight;  // default 1
  std::optional<Date> from_;  // the days on which there is such a seat; default: always
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(AddSeat, (Common), (seat, block, weight, from_, until))

struct RemoveSeat : Common {
  SEC_COMMAND("remove-seat", by::secas, "A seat of the body ceases to exist.");
  std::string seat;
};
BOOST_DESCRIBE_STRUCT(RemoveSeat, (Common), (seat))

struct Appoint : Common {
  SEC_COMMAND("appoint", by::secas, "A member takes a seat.");
  std::string seat;
  std::string holder;
  std::optional<std::string> name_;
  std::optional<Date> from_;  // default: the day on which it takes effect
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(Appoint, (Common), (seat, holder, name_, from_, until))

struct Vacate : Common {
  SEC_COMMAND("vacate", by::secas, "A member leaves a seat.");
  std::string seat;
};
BOOST_DESCRIBE_STRUCT(Vacate, (Common), (seat))

struct NameAlternate : Common {
  SEC_COMMAND("name-alternate", by::secas, "The holder of a seat names an alternate.");
  std::string seat;
  std::string alternate;
  std::optional<std::string> name_;
  std::optional<Date> from_;
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(NameAlternate, (Common), (seat, alternate, name_, from_, until))

// What a rule of counting may be made of.
struct Rule {
  std::optional<std::string> quorum;
  std::optional<std::string> policy;
  std::optional<std::vector<VoteMode>> modes;
  std::optional<std::string> chair;  // a seat
};
BOOST_DESCRIBE_STRUCT(Rule, (), (quorum, policy, modes, chair))

struct SetRule : Basics, Rule {
  SEC_COMMAND("set-rule", by::a_body,
              "The body's quorum, counting policy, modes of voting or chair's seat change, by a decision (DEF 16.8).");
  Text reason;
  BodyDecision decision;
};
BOOST_DESCRIBE_STRUCT(SetRule, (Basics, Rule), (reason, decision))

struct Established : Keeps<Established, Establish, "established"> {};
struct SeatAdded : Keeps<SeatAdded, AddSeat, "seat-added"> {};
struct SeatRemoved : Keeps<SeatRemoved, RemoveSeat, "seat-removed"> {};
struct Appointed : Keeps<Appointed, Appoint, "appointed"> {};
struct Vacated : Keeps<Vacated, Vacate, "vacated"> {};
struct AlternateNamed : Keeps<AlternateNamed, NameAlternate, "alternate-named"> {};
struct RuleSet : Common, Rule {
  static constexpr std::string_view name = "rule-set";
  std::optional<Text> reason;  // not in older events, nor the decision
  static RuleSet from(const auto&, const SetRule& command) {
    RuleSet event;
    static_cast<Rule&>(event) = command;
    event.reason = command.reason;
    return event;
  }
};
BOOST_DESCRIBE_STRUCT(RuleSet, (Common, Rule), (reason))

inline void step(Facts&, const engine::Entry&) {}
void apply(Facts& facts, const Established& event, const engine::Entry& entry);
void apply(Facts& facts, const SeatAdded& event, const engine::Entry& entry);
void apply(Facts& facts, const SeatRemoved& event, const engine::Entry& entry);
void apply(Facts& facts, const Appointed& event, const engine::Entry& entry);
void apply(Facts& facts, const Vacated& event, const engine::Entry& entry);
void apply(Facts& facts, const AlternateNamed& event, const engine::Entry& entry);
void apply(Facts& facts, const RuleSet& event, const engine::Entry& entry);

}  // namespace sec::body
