// The decision after the vote: the Authority's determination and send-back, and self-governance referrals.
#pragma once

#include "workflows/sec/modification/acts.hpp"
#include "workflows/sec/modification/releases_named.hpp"

namespace sec {

// What can be asked.

struct Determine : Basics {
  SEC_COMMAND("determine", (by::authority), "The Authority approves or rejects (T24, T25, T36).");
  Verdict decision{};
  Text reason;
  std::vector<PlannedPart> implementation;
  std::optional<std::string> subject;  // of those voted on; left out: the recommended one
};
BOOST_DESCRIBE_STRUCT(Determine, (Basics), (decision, reason, implementation, subject))
void check(const Determine& command, const engine::Setting& setting, engine::body::Reading& reading);

struct SendBack : Common {
  SEC_COMMAND("send-back", (by::authority),
              "The Authority cannot form an opinion and sends the modification back (T26).");
  OneOrMore<Text> questions;
};
BOOST_DESCRIBE_STRUCT(SendBack, (Common), (questions))

struct AnswerQuestion : Common {
  SEC_COMMAND("answer-question", (by::secas),
              "A question that the Authority asked with a send-back is answered (DEF 16.11).");
  int question = 0;
  Text answer;
  std::optional<int> document;
};
BOOST_DESCRIBE_STRUCT(AnswerQuestion, (Common), (question, answer, document))
void check(const AnswerQuestion& command, const engine::Setting& setting, engine::body::Reading& reading);

struct RouteSentBack : Common {
  SEC_COMMAND("route-sent-back", (by::a_body),
              "The Panel says where a modification that was sent back goes on (T27 to T29a).");
  SentBackRoute route{};
  std::optional<std::string> report_version;
  std::optional<bool> report_approved;
  std::optional<bool> implementation_approach_confirmed;
  std::optional<bool> path_confirmed;
  std::optional<Text> skip_reason;
  std::optional<VoteMode> vote_mode;
  std::optional<Text> reason;
  std::optional<Date> consultation_opens_on;
  std::optional<Time> consultation_closes_at;
};
BOOST_DESCRIBE_STRUCT(RouteSentBack, (Common),
                      (route, report_version, report_approved, implementation_approach_confirmed, path_confirmed,
                       skip_reason, vote_mode, reason, consultation_opens_on, consultation_closes_at))

struct Refer : Common {
  SEC_COMMAND("refer", (by::any(by::party, by::consumer_body)),
              "A Party that disagrees refers a self-governance decision (T31, T35).");
  static constexpr bool while_held = true;
  std::string party;
  Text reason;
  std::optional<Category> category;
};
BOOST_DESCRIBE_STRUCT(Refer, (Common), (party, reason, category))
void check(const Refer& command, const engine::Setting& setting, engine::body::Reading& reading);

struct DecideReferral : Basics {
  SEC_COMMAND("decide-referral", (by::a_body), "The Panel upholds or reverses the Change Board's decision (T34).");
  static constexpr bool while_held = true;
  ReferralDecision decision{};
  Text reason;
  std::optional<Date> published_on;
  std::optional<BodyDecision> decided_by;
};
BOOST_DESCRIBE_STRUCT(DecideReferral, (Basics), (decision, reason, published_on, decided_by))

struct EndWindow : Common {
  SEC_COMMAND("end-window", (by::manager),
              "A window that has run out ends, where the clock does not end it: its end was revoked, or is not known "
              "(T32, T33, T42).");
  static constexpr bool while_held = true;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(EndWindow, (Common), (reason))

// What can have happened.

struct AuthorityApproved : Adds<Determine, "authority-approved"> {
  std::optional<bool> directs_dates;  // those that it names; not in older events
  NamedReleases releases;
  Leaving leaving;
  static AuthorityApproved from(const Look& look, const Determine& command);
};
BOOST_DESCRIBE_STRUCT(AuthorityApproved, (Determine), (directs_dates, releases, leaving))
struct AuthorityRejected : Keeps<AuthorityRejected, Determine, "authority-rejected"> {};
struct SentBackRecorded : Adds<SendBack, "sent-back"> {
  Time reminder{};
  std::optional<Counting> counted;
  static SentBackRecorded from(const Look& look, const SendBack& command);
};
BOOST_DESCRIBE_STRUCT(SentBackRecorded, (SendBack), (reminder, counted))
struct QuestionAnswered : Keeps<QuestionAnswered, AnswerQuestion, "question-answered"> {};
struct SentBackRouted : Adds<RouteSentBack, "sent-back-routed"> {
  std::optional<Date> opening;
  std::optional<Time> closing;
  std::optional<Counting> counted;
  static SentBackRouted from(const Look& look, const RouteSentBack& command);
};
BOOST_DESCRIBE_STRUCT(SentBackRouted, (RouteSentBack), (opening, closing, counted))
struct ReferredToPanel : Keeps<ReferredToPanel, Refer, "referred-to-panel"> {};
struct ReferredToAuthority : Adds<Refer, "referred-to-authority"> {
  Time target{};
  std::optional<Counting> counted;
  static ReferredToAuthority from(const Look& look, const Refer& command);
};
BOOST_DESCRIBE_STRUCT(ReferredToAuthority, (Refer), (target, counted))
struct ReferralDecided : Adds<DecideReferral, "referral-decided"> {
  Date publication{};
  Time window_ends{};
  std::optional<Counting> counted;
  static ReferralDecided from(const Look& look, const DecideReferral& command);
};
BOOST_DESCRIBE_STRUCT(ReferralDecided, (DecideReferral), (publication, window_ends, counted))
struct DecisionStood : Adds<DeadlinePassed, "decision-stood"> {
  // If something else than the clock ended the window.
  std::optional<BodyDecision> decision;
  std::optional<Text> reason;
  static DecisionStood from(const Look& look, const DeadlinePassed& command);
  static DecisionStood from(const Look& look, const EndWindow& command);
};
BOOST_DESCRIBE_STRUCT(DecisionStood, (DeadlinePassed), (decision, reason))

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(AuthorityApproved);
SEC_APPLY(AuthorityRejected);
SEC_APPLY(SentBackRecorded);
SEC_APPLY(QuestionAnswered);
SEC_APPLY(SentBackRouted);
SEC_APPLY(ReferredToPanel);
SEC_APPLY(ReferredToAuthority);
SEC_APPLY(ReferralDecided);
SEC_APPLY(DecisionStood);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

SEC_GUARD(ToApprove, "authority", Determine);
SEC_GUARD(ToReject, "authority", Determine);
template <SentBackRoute Way>
struct RouteIs {
  static constexpr std::string_view who = "panel-secretary";
  static Reason unmet(const Look&, const RouteSentBack& command) {
    return unless(command.route == Way, "the route is '" + std::string(engine::body::wire_name(command.route)) + "'");
  }
};
struct RouteToRefinement : RouteIs<SentBackRoute::refinement> {};
struct RouteToReportUpdate : RouteIs<SentBackRoute::report_update> {};
struct RouteToConsultation : RouteIs<SentBackRoute::report_consultation> {};
struct RouteToChangeBoard : RouteIs<SentBackRoute::change_board> {};
SEC_GUARD(QuestionIsThere, "authority", AnswerQuestion);
SEC_FACT_GUARD(QuestionsAnswered, "secas");
SEC_GUARD(UpdatedReportApproved, "panel-secretary", RouteSentBack);  // 4.3: never skipped
SEC_GUARD(ImplementationApproachConfirmed, "panel-secretary", RouteSentBack);
SEC_GUARD(PathConfirmed, "panel-secretary", RouteSentBack);
SEC_GUARD(SkippingExplained, "panel-secretary", RouteSentBack);
SEC_FIELD_GUARD(WindowIsOpen, "party", recorded_from, const std::optional<RecordedFrom>&);
SEC_FACT_GUARD(WindowHasRun, "party");
SEC_FACT_GUARD(FirstTier, "party");
SEC_FACT_GUARD(SecondTier, "party");
SEC_FACT_GUARD(DecisionIsKnown, "secas-manager");
struct ReferralWindowEnded : Passed<Watched::referral_window> {};
SEC_FACT_GUARD(DecisionWasToApprove, "change-board-member");
SEC_FACT_GUARD(DecisionWasToReject, "change-board-member");

// What it adds to the table.

using DecisionCommands =
    engine::mp11::mp_list<Determine, SendBack, AnswerQuestion, RouteSentBack, Refer, DecideReferral, EndWindow>;
using DecisionEvents =
    engine::mp11::mp_list<AuthorityApproved, AuthorityRejected, SentBackRecorded, QuestionAnswered, SentBackRouted,
                          ReferredToPanel, DecisionStood, ReferralDecided, ReferredToAuthority>;

}  // namespace sec
