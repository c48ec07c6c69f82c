// The vocabulary of the Code: paths, bodies, choices, and the fields that every command may carry. Values only.
#pragma once

#include "engine/ballot.hpp"
#include "engine/look.hpp"

namespace sec {

using engine::Date;
using engine::Named;
using engine::Time;
using engine::body::OneOrMore;

enum class Path { authority_led, authority_determined, self_governance, fast_track };  // D2.1
BOOST_DESCRIBE_ENUM(Path, authority_led, authority_determined, self_governance, fast_track)
std::string_view display(Path path);  // "Authority-Determined"
// Whether the last word on it is the Authority's, as far as its path is known.
constexpr bool decided_by_authority(std::optional<Path> path) {
  return path == Path::authority_led || path == Path::authority_determined;
}

enum class Status { active, on_hold, suspended };
BOOST_DESCRIBE_ENUM(Status, active, on_hold, suspended)

// What the Authority may allow with urgency: DEF 16.14.
enum class Deviation {
  skip_refinement,
  skip_working_group,
  shorten_consultation,
  vote_by_correspondence,
  dispense_with_impact_assessment
};
BOOST_DESCRIBE_ENUM(Deviation, skip_refinement, skip_working_group, shorten_consultation, vote_by_correspondence,
                    dispense_with_impact_assessment)

enum class Urgency { not_urgent, requested, urgent, declined };
BOOST_DESCRIBE_ENUM(Urgency, not_urgent, requested, urgent, declined)

enum class ProposerType {
  party,
  dcc,
  citizens_advice,
  citizens_advice_scotland,
  designated_person,
  authority,
  panel
};  // D1.3
BOOST_DESCRIBE_ENUM(ProposerType, party, dcc, citizens_advice, citizens_advice_scotland, designated_person, authority,
                    panel)

enum class Category {
  large_suppliers,
  small_suppliers,
  electricity_networks,
  gas_networks,
  other_sec_parties,
  consumers,
  dcc
};
BOOST_DESCRIBE_ENUM(Category, large_suppliers, small_suppliers, electricity_networks, gas_networks, other_sec_parties,
                    consumers, dcc)

enum class DccImpact { none, document, system };
BOOST_DESCRIBE_ENUM(DccImpact, none, document, system)

enum class Body { panel, csc, change_board };
BOOST_DESCRIBE_ENUM(Body, panel, csc, change_board)

enum class Verb {
  NOTED,
  AGREED,
  APPROVED,
  CONFIRMED,
  DEFERRED,
  ENDORSED,
  REJECTED
};  // as minutes print them, sec-rules 10.1
BOOST_DESCRIBE_ENUM(Verb, NOTED, AGREED, APPROVED, CONFIRMED, DEFERRED, ENDORSED, REJECTED)

enum class DecisionMode { meeting, ex_committee, correspondence };
BOOST_DESCRIBE_ENUM(DecisionMode, meeting, ex_committee, correspondence)

enum class Verdict { approve, reject };
BOOST_DESCRIBE_ENUM(Verdict, approve, reject)

enum class Purpose { final, ia_cost, legal_text };
BOOST_DESCRIBE_ENUM(Purpose, final, ia_cost, legal_text)

enum class VoteMode { meeting, correspondence };
BOOST_DESCRIBE_ENUM(VoteMode, meeting, correspondence)

using Choice = engine::BallotChoice;

enum class View { better, neutral, worse };  // than the Code as it stands
BOOST_DESCRIBE_ENUM(View, better, neutral, worse)

enum class IaCost { incur, not_incur, defer };
BOOST_DESCRIBE_ENUM(IaCost, incur, not_incur, defer)

enum class Route { refinement, report };
BOOST_DESCRIBE_ENUM(Route, refinement, report)

enum class SentBackRoute { refinement, report_update, report_consultation, change_board };  // sec-rules 4.3
BOOST_DESCRIBE_ENUM(SentBackRoute, refinement, report_update, report_consultation, change_board)

enum class Position { approve, reject, abstain, no_interest };  // of a consultation response, D7.9
BOOST_DESCRIBE_ENUM(Position, approve, reject, abstain, no_interest)

enum class Confidentiality { open, anonymous, confidential };
BOOST_DESCRIBE_ENUM(Confidentiality, open, anonymous, confidential)

enum class Classification { white, green, amber, red };  // Panel Information Policy
BOOST_DESCRIBE_ENUM(Classification, white, green, amber, red)

// Free text that may be confidential. A text that says nothing of its classification is White.
using Text = engine::body::Classified<Classification>;

enum class AlternativeBy { working_group, proposer };  // D6.15
BOOST_DESCRIBE_ENUM(AlternativeBy, working_group, proposer)

enum class InvalidGround { not_entitled, form_incomplete, form_incorrect };  // D3.1
BOOST_DESCRIBE_ENUM(InvalidGround, not_entitled, form_incomplete, form_incorrect)

enum class SameEffect { same_effect_as_live, same_effect_as_refused };  // D3.8
BOOST_DESCRIBE_ENUM(SameEffect, same_effect_as_live, same_effect_as_refused)

enum class ReferralSubject { refusal, path, timetable };  // D4.2
BOOST_DESCRIBE_ENUM(ReferralSubject, refusal, path, timetable)

enum class ReferralDecision { uphold, reverse };
BOOST_DESCRIBE_ENUM(ReferralDecision, uphold, reverse)

enum class AssessmentKind { preliminary, impact };
BOOST_DESCRIBE_ENUM(AssessmentKind, preliminary, impact)

enum class ConsultationKind { refinement, report };
BOOST_DESCRIBE_ENUM(ConsultationKind, refinement, report)

// One line of a decision as the minutes print it.
struct DecisionLine {
  Verb verb{};
  Text text;
};
BOOST_DESCRIBE_STRUCT(DecisionLine, (), (verb, text))

// What a body decided, and where that is written.
struct BodyDecision {
  Body body{};
  std::optional<std::string> meeting;  // "SECP_66_1503"
  std::optional<int> item;
  std::optional<DecisionMode> mode;
  std::vector<DecisionLine> lines;
  std::optional<int> line;  // of the minutes, if confirming it was the step
};
BOOST_DESCRIBE_STRUCT(BodyDecision, (), (body, meeting, item, mode, lines, line))

// From what SECAS recorded somebody else's act.
struct RecordedFrom {
  std::string kind;  // "letter", "form", "minutes"
  std::optional<std::string> ref;
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(RecordedFrom, (), (kind, ref, on))

// The fields that every command may carry, and its event keeps.
struct Basics {
  std::optional<Date> effective_on;
  std::optional<Text> note;
  std::optional<RecordedFrom> recorded_from;
};
BOOST_DESCRIBE_STRUCT(Basics, (), (effective_on, note, recorded_from))

// And, if a body decided, that decision. Commands whose own `decision` is a choice name the body in `decided_by`.
struct Common : Basics {
  std::optional<BodyDecision> decision;
};
BOOST_DESCRIBE_STRUCT(Common, (Basics), (decision))

struct Proposer {
  ProposerType type{};
  std::optional<std::string> id;
  std::optional<std::string> name;
  std::optional<Category> category;
};
BOOST_DESCRIBE_STRUCT(Proposer, (), (type, id, name, category))

// An absent field means not known; no rule may demand anything because of it.
struct Impacts {
  std::optional<DccImpact> dcc_systems;
  std::optional<std::vector<Category>> parties;
  std::optional<std::vector<std::string>> documents;
};
BOOST_DESCRIBE_STRUCT(Impacts, (), (dcc_systems, parties, documents))

struct Cost {  // GBP
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
};
BOOST_DESCRIBE_STRUCT(Cost, (), (low, high))

// A step of the implementation, as it is planned: sec-rules 7.4.
struct PlannedPart {
  int part = 1;
  std::optional<std::string> release;
  std::optional<Date> planned_on;
};
BOOST_DESCRIBE_STRUCT(PlannedPart, (), (part, release, planned_on))

struct Milestone {
  std::string code;  // sec-rules 8.3
  Date on{};
  std::optional<std::string> reason_code;
  std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(Milestone, (), (code, on, reason_code, reason))

struct ObjectiveView {
  std::string objective;  // "a" ... "h", "C1" ...: sec-rules 6
  View view{};
};
BOOST_DESCRIBE_STRUCT(ObjectiveView, (), (objective, view))

// Roles as tokens carry them; a list of them is who may send a command.
namespace by {
template <std::size_t N>
using List = std::array<std::string_view, N>;

inline constexpr List<2> secas{"secas-analyst", "secas-manager"};
inline constexpr List<2> a_body{"panel-secretary", "secas-manager"};  // these record what a body decided
inline constexpr List<1> manager{"secas-manager"};
inline constexpr List<1> authority{"authority"};
inline constexpr List<1> dcc{"dcc"};
inline constexpr List<1> party{"party"};
inline constexpr List<1> proposer{"proposer"};
inline constexpr List<1> consumer_body{"consumer-body"};
inline constexpr List<1> member{"change-board-member"};
inline constexpr List<1> operators{"operator"};
inline constexpr List<0> nobody{};  // the clock alone

template <std::size_t... N>
constexpr auto any(const List<N>&... lists) {
  List<(N + ...)> all{};
  std::size_t at = 0;
  ((std::copy(lists.begin(), lists.end(), all.begin() + at), at += N), ...);
  return all;
}
}  // namespace by

inline bool is_secas(std::string_view role) { return role.starts_with("secas-"); }

// How a closing or a target was counted; not there when somebody set the day.
struct Counting {
  Date from{};  // day 0
  int working_days = 0;
  std::vector<Date> skipping;  // holidays on weekdays in between
  // The first day of a year whose holidays were not published then, if it was counted over one.
  std::optional<Date> provisional_from;
  bool operator==(const Counting&) const = default;
};
BOOST_DESCRIBE_STRUCT(Counting, (), (from, working_days, skipping, provisional_from))

// The days that the Authority left to the Panel's discretion: the one that it directed, or those up to another.
struct Discretion {
  Date from{};
  std::optional<Date> until;

  Date last() const { return until.value_or(from); }
  bool holds(Date day) const { return from <= day && day <= last(); }
};

}  // namespace sec
