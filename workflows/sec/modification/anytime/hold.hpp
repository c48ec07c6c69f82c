// What makes a modification stand still: withdrawal, hold, suspension; and how its deadlines and rules move.
#pragma once

#include "workflows/sec/modification/acts.hpp"
#include "workflows/sec/modification/stages/decision.hpp"
#include "workflows/sec/terms/between_cases.hpp"

namespace sec {

// What can be asked.

struct Withdraw : Common {
  SEC_COMMAND("withdraw", (by::any(by::proposer, by::secas)), "The Proposer withdraws; others may adopt (T40).");
  static constexpr bool while_held = true;
  std::optional<Text> reason;
  std::optional<bool> authority_consent;
};
BOOST_DESCRIBE_STRUCT(Withdraw, (Common), (reason, authority_consent))

struct Adopt : Common {
  SEC_COMMAND("adopt", (by::any(by::party, by::secas)),
              "A Party adopts a withdrawn proposal and becomes its Proposer (T41).");
  static constexpr bool while_held = true;
  std::string party;
  std::optional<Category> category;  // its own token says it
};
BOOST_DESCRIBE_STRUCT(Adopt, (Common), (party, category))
void check(const Adopt& command, const engine::Setting& setting, engine::body::Reading& reading);

struct Suspend : Common {
  SEC_COMMAND("suspend", (by::any(by::a_body, by::authority)), "Suspended because of a Significant Code Review (T43).");
  static constexpr bool while_held = true;
  Text reason;
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(Suspend, (Common), (reason, until))

struct Hold : Common {
  SEC_COMMAND("hold", (by::any(by::a_body, by::authority)), "Work is put on hold (T44).");
  static constexpr bool while_held = true;
  Text reason;
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(Hold, (Common), (reason, until))

struct Resume : Common {
  SEC_COMMAND("resume", (by::any(by::a_body, by::authority)),
              "Work goes on; open deadlines move by the Working Days held (T43, T44).");
  static constexpr bool while_held = true;
  std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(Resume, (Common), (reason))

// What can have happened.

struct WithdrawalNoticed : Adds<Withdraw, "withdrawal-noticed"> {
  Time window_ends{};
  std::optional<Counting> counted;
  static WithdrawalNoticed from(const Look& look, const Withdraw& command);
};
BOOST_DESCRIBE_STRUCT(WithdrawalNoticed, (Withdraw), (window_ends, counted))
struct Adopted : Adds<Adopt, "adopted"> {
  std::optional<int> paused_wd;  // Working Days that the notice took; not in older events
  std::optional<std::vector<MovedDeadline>> moved;
  std::optional<std::string> party_id;  // of the Party's token, if there is one that is meant; not in older events
  static Adopted from(const Look& look, const Adopt& command);
};
BOOST_DESCRIBE_STRUCT(Adopted, (Adopt), (paused_wd, moved, party_id))
struct WithdrawalTookEffect : Adds<DeadlinePassed, "withdrawal-took-effect"> {
  // If something else than the clock ended the window.
  std::optional<BodyDecision> decision;
  std::optional<Text> reason;
  static WithdrawalTookEffect from(const Look& look, const DeadlinePassed& command);
  static WithdrawalTookEffect from(const Look& look, const EndWindow& command);
};
BOOST_DESCRIBE_STRUCT(WithdrawalTookEffect, (DeadlinePassed), (decision, reason))
struct Suspended : Keeps<Suspended, Suspend, "suspended"> {};
struct PutOnHold : Keeps<PutOnHold, Hold, "put-on-hold"> {};
struct Resumed : Basics {
  static constexpr std::string_view name = "resumed";
  std::optional<BodyDecision> decision;
  std::optional<Text> reason;
  int held_wd = 0;
  // Where the open closings move to; null: nothing of the kind was open.
  std::optional<Time> consultation_closing, ballot_closing, ballot_reminder, assessment_due, target;
  std::vector<MovedDeadline> moved;  // all of them, with how they are counted now
  static Resumed from(const Look& look, const Resume& command);
  static Resumed from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(Resumed, (Basics),
                      (decision, reason, held_wd, consultation_closing, ballot_closing, ballot_reminder, assessment_due,
                       target, moved))
struct DeadlinesMoved : Adds<MoveDeadlines, "deadlines-moved"> {
  static constexpr bool leaves_the_count_alone = true;
  std::vector<MovedDeadline> moved;
  static DeadlinesMoved from(const Look& look, const MoveDeadlines& command);
};
BOOST_DESCRIBE_STRUCT(DeadlinesMoved, (MoveDeadlines), (moved))
struct RulesChanged : Basics {
  static constexpr std::string_view name = "rules-changed";
  static constexpr bool leaves_the_count_alone = true;
  std::string pack;
  static RulesChanged from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(RulesChanged, (Basics), (pack))

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(WithdrawalNoticed);
SEC_APPLY(Adopted);
SEC_APPLY(WithdrawalTookEffect);
SEC_APPLY(Suspended);
SEC_APPLY(PutOnHold);
SEC_APPLY(Resumed);
SEC_APPLY(DeadlinesMoved);
SEC_APPLY(RulesChanged);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

SEC_FACT_GUARD(IsActive, "panel-secretary");      // 13.2: while a case is held, only what does not move it
SEC_FACT_GUARD(NeverSentBack, "authority");       // D5.2
SEC_FACT_GUARD(NeverVotedOn, "panel-secretary");  // 13.3.7: nor after the vote was closed
SEC_GUARD(AuthorityConsentsIfItLed, "authority", Withdraw);
SEC_FACT_GUARD(IsHeld, "panel-secretary");
struct NotHeldAlready {  // in that very way, up to that very day: a hold is extended, and suspending holds as well
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const Hold& command);
  static Reason unmet(const Look& look, const Suspend& command);
};
struct EndsLaterThanToday {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look& look, const auto& command) {
    return unless(!command.until || *command.until >= look.setting.on, "the end lies before the beginning");
  }
};
SEC_GUARD(ADeadlineIsCountedOverIt, "secas", MoveDeadlines);
struct AdoptionWindowEnded : Passed<Watched::adoption_window> {};
struct TheHoldEnded : Passed<Watched::hold_end> {};
struct NewRulesBegan : Passed<Watched::new_rules> {};

// What it adds to the table.

using HoldCommands = engine::mp11::mp_list<DeadlinePassed, Withdraw, Adopt, Suspend, Hold, Resume, MoveDeadlines>;
using HoldEvents = engine::mp11::mp_list<WithdrawalNoticed, Adopted, WithdrawalTookEffect, Suspended, PutOnHold,
                                         Resumed, DeadlinesMoved, RulesChanged>;

}  // namespace sec
