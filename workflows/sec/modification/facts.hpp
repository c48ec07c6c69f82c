// What is remembered of one modification. Each event changes it in one place: apply() in its slice, which refuses none.
#pragma once

#include <array>

#include "engine/copy_on_write.hpp"
#include "engine/many.hpp"
#include "workflows/sec/modification/ballot.hpp"
#include "workflows/sec/modification/responses.hpp"
#include "workflows/sec/modification/standstill.hpp"
#include "workflows/sec/terms/documents.hpp"
#include "workflows/sec/terms/followed.hpp"

namespace sec {

// Of several things of one day the journal knows which came first: what is remembered keeps the version of the
// modification that it came with, and shows it to nobody.

struct Consultation {
  int number = 0;
  ConsultationKind kind{};
  int round = 1;
  std::optional<Date> opens_on;
  std::optional<Time> closes_at;  // null: not known (taken over)
  std::optional<Date> closed_on;
  int responses = 0;
  std::optional<Counting> counted;  // of closes_at
  int version = 0;                  // with which it was opened
};
BOOST_DESCRIBE_STRUCT(Consultation, (), (number, kind, round, opens_on, closes_at, closed_on, responses, counted))

struct Assessment {
  AssessmentKind kind{};
  int round = 1;
  std::optional<Date> requested_on;
  std::optional<Time> due;
  std::optional<Date> returned_on;
  std::optional<Cost> cost;
  std::optional<Cost> post_pit_cost;
  std::optional<int> duration_months;
  std::optional<Counting> counted;  // of due
  int requested_version = 0, returned_version = 0, held_wd = 0;  // Working Days on hold since it was due
};
BOOST_DESCRIBE_STRUCT(Assessment, (),
                      (kind, round, requested_on, due, returned_on, cost, post_pit_cost, duration_months, counted))

struct IaCostDecision {
  IaCost decision{};
  std::string by;  // "panel", "change-board"
  Date on{};
  std::optional<std::int64_t> amount;
  std::optional<Text> reason;
  bool before_consultation_end = false;
};
BOOST_DESCRIBE_STRUCT(IaCostDecision, (), (decision, by, on, amount, reason, before_consultation_end))

struct Alternative {
  std::string name;
  AlternativeBy by{};
  Text summary;
};
BOOST_DESCRIBE_STRUCT(Alternative, (), (name, by, summary))

struct ReportVersion {
  int round = 1;
  std::optional<std::string> version;
  std::optional<Date> submitted_on;
  std::optional<Date> approved_on;
  std::optional<Date> returned_on;
  std::optional<Text> reason;  // of the return
  std::optional<Text> assessment_waiver;
  int submitted_version = 0;  // of the modification
};
BOOST_DESCRIBE_STRUCT(ReportVersion, (),
                      (round, version, submitted_on, approved_on, returned_on, reason, assessment_waiver))

// A day that was agreed, and when.
struct AgreedDay {
  Date day{};
  Date on{};
};
// Why a date moved: sec-rules 8.4.
struct Moved {
  std::string_view cause;
  std::optional<Text> reason;
};

struct Part {
  int part = 1;
  std::optional<std::string> release;
  std::optional<Date> planned_on;
  std::optional<Date> actual_on;
  std::optional<Date> requested;    // asked of the Authority and not answered yet
  std::optional<Date> directed_on;  // by the Authority, with discretion up to `until`
  std::optional<Date> until;
  std::optional<std::string> sec_version;
  // Of a release that it names: true, the release has it in its scope; false, the register does not know that release.
  // Null: it names none, or did so in an older event, which does not say.
  std::optional<bool> release_known;
  int implemented_version = 0;
  // What its date is compared with (DEF 16.15): as it was approved with the implementation approach, and as the Panel
  // agreed it last; and why it has moved since.
  std::optional<AgreedDay> baseline, agreed;
  std::optional<Moved> moved;
  std::optional<Text> asked_because;  // of the date that is requested
};
BOOST_DESCRIBE_STRUCT(Part, (), (part, release, planned_on, actual_on, requested, directed_on, until, sec_version))

// A count of votes that another one has replaced.
struct EarlierCount {
  Date on{};
  std::string step;
  int version = 0;
  std::optional<std::string> outcome = {};
};

// What somebody with power over the modification decided. What one vote decided is one of them: by the newest count.
struct DecisionRecord {
  Date on{};
  std::string step;                    // the event: "report-approved"
  std::string by;                      // "panel", "change-board", "authority"
  std::optional<std::string> outcome;  // "approve"
  std::optional<Text> reason;
  std::optional<std::string> meeting;
  std::optional<int> item;
  std::optional<DecisionMode> mode;
  std::vector<DecisionLine> lines;
  std::optional<std::string> subject;  // the solution that it approves or recommends, if there was more than one
  int version = 0;
  int ballot = 0;  // 0: it was no vote
  std::vector<EarlierCount> earlier;
};
BOOST_DESCRIBE_STRUCT(DecisionRecord, (), (on, step, by, outcome, reason, meeting, item, mode, lines, subject))

// What SECAS wrote down for itself, and the event of it.
inline constexpr std::string_view noted = "noted";
// The event of an item that got another light: it is no step of the modification.
inline constexpr std::string_view light_followed = "light-followed";
struct NoteRecord {
  int version = 0;
  Date on{};
  std::string by;  // the id of who wrote it
  std::string text;
};
BOOST_DESCRIBE_STRUCT(NoteRecord, (), (on, by, text))

struct LinkRecord {
  std::string relation;
  std::string ref;
  std::optional<bool> external = {};  // true: this register does not have it
};
BOOST_DESCRIBE_STRUCT(LinkRecord, (), (relation, ref, external))

// Of a whole to its parts, and of a part to its whole.
inline constexpr std::string_view split_into = "split-into", split_from_relation = "split-from";

struct Pause {
  Status status{};
  Text reason;
  std::optional<Date> since;  // null: not known, as of one that came from an older register
  std::optional<Date> until;
  int version = 0;
};
BOOST_DESCRIBE_STRUCT(Pause, (), (status, reason, since, until))

// What is known of a day before it was kept here.
struct ImportedMilestone {
  Date on{};
  std::string code;
  std::optional<std::string> text;
  std::optional<std::string> state;
  int version = 0;
};
BOOST_DESCRIBE_STRUCT(ImportedMilestone, (), (on, code, text, state))

// What the Authority asked when it sent the modification back; it stays open until it is answered.
struct Question {
  int number = 0;  // from 1, of all that it ever asked
  Text text;
  std::optional<Text> answer;
  std::optional<Date> answered_on;
  std::optional<int> document;  // on the register, that says more
};
BOOST_DESCRIBE_STRUCT(Question, (), (number, text, answer, answered_on, document))

struct ProposerReferral {
  ReferralSubject subject{};
  Text reason;
  Date on{};
};
BOOST_DESCRIBE_STRUCT(ProposerReferral, (), (subject, reason, on))

// Versions from `first` to `last`, and how many hidden ones lie before them.
struct HiddenVersions {
  int first = 0;
  int last = 0;
  int before = 0;
};
// The line of minutes that a step came out of.
struct LineOfMinutes {
  std::string meeting;
  int line = 0;
};
// A timetable as it was agreed: each is numbered, and stays.
struct TimetableVersion {
  int version = 0;
  std::string by;  // "panel", "authority"
  Date on{};
  std::optional<std::string> meeting;
  int held_wd = 0;  // Working Days on hold up to then
  std::vector<Milestone> milestones;
  std::optional<Date> held_until;  // it was agreed while it was held, and in the knowledge of that end
};
BOOST_DESCRIBE_STRUCT(TimetableVersion, (), (version, by, on, meeting, held_wd, milestones))

// A step of the timeline that is nobody's decision; `until`: of the window that it opened; `who`: whoever took it.
struct Occurrence {
  Date on{};
  std::string step;
  int version = 0;
  std::optional<Date> until = {};
  std::optional<std::string> who = {};
};

// What a body said of it that decides nothing of it: a Working Group, a Sub-Committee.
struct Discussion {
  std::string body;
  Date on{};
  std::optional<Text> view;
  std::optional<Text> next_steps;
  int version = 0;
};
BOOST_DESCRIBE_STRUCT(Discussion, (), (body, on, view, next_steps))

struct Facts {
  // who and what
  std::string ref;
  std::vector<std::string> former_refs;
  int counting_number = 0;  // the number that others follow; 0: somebody chose it, and they need not
  std::string pack;
  std::optional<std::string> title;
  std::optional<Text> problem;
  std::optional<Text> solution;  // as it was amended last
  std::optional<Proposer> proposer;
  std::optional<Date> raised_on;
  Date entered_on{};  // effective date of its first event here
  std::optional<Path> suggested_path;
  std::optional<Path> path;
  bool path_by_authority = false;  // then it is final
  Impacts impacts;
  Urgency urgency = Urgency::not_urgent;
  bool urgency_asked_on_form = false;   // by the Proposer: the Panel passes it on
  std::optional<Time> notice_ends;      // of a Fast-Track Modification: until then a Party may object
  std::optional<Time> urgency_due;      // when the Panel is to have considered that
  std::vector<std::string> deviations;  // from the process, as the Authority directed with urgency
  int round = 1;
  std::string taken_over_in;  // the state in which it came from an older register, without its past
  std::optional<std::string> taken_over_from;
  engine::Many<ImportedMilestone> imported;
  std::optional<std::string> split_from;
  bool carries_its_past = false;          // a part that came with what its whole was; older ones came without
  std::vector<std::string> continued_as;  // its parts, if it was split

  // where it stands
  int version = 0;  // of the last event
  Date state_since{};
  int state_since_version = 0;
  bool state_since_known = true;  // not while it stands where it was taken over
  std::string last_event;         // the last one that everybody may see
  Date last_event_on{};
  Time last_event_at{};
  std::optional<LineOfMinutes> out_of_minutes;  // of its last step
  std::optional<Pause> pause;
  int held_wd = 0;                        // Working Days on hold so far
  std::vector<Standstill> holds;          // that are over
  AsItStood before_pause, before_notice;  // of what is not over
  std::optional<Route> recommended_route;
  bool has_been_refined = false;
  std::string refused_by;  // "secas", "panel"
  // Of the last decision of each kind that the Proposer may refer.
  std::optional<Date> refusal_notice_on, path_notice_on, timetable_notice_on;
  std::optional<ProposerReferral> proposer_referral;  // while the Authority has not answered it
  bool refusal_overruled = false;  // by the Authority, of the Panel's refusal: it is not refused again

  // refinement
  std::vector<Consultation> consultations;
  engine::Many<Response> responses;
  engine::Shared<Respondents> respondents;
  bool earlier_consultation_closed = false;  // the one that began before the case was taken over
  std::vector<Assessment> assessments;
  std::optional<IaCostDecision> ia_cost;
  std::vector<Alternative> alternatives;
  std::vector<ReportVersion> reports;

  // votes and decisions
  std::vector<std::shared_ptr<const Ballot>>
      ballots;                                  // shared with the versions before: a ballot is replaced, never changed
  std::vector<HiddenVersions> hidden_versions;  // of notes, and of votes that were not counted, or not yet: SECAS alone
  bool awaits_late_forms = false;               // nobody has acted on the last count
  std::optional<VoteMode> vote_mode;            // as the Panel chose for the final vote, until one is counted
  std::optional<Verdict> board_outcome;         // of the vote that counts
  std::optional<Verdict> decision;              // what stands, unless it is referred
  // Which solution takes effect, once that is decided: the proposed one, or an Alternative by its name (1.6.4).
  std::optional<std::string> approved_subject;
  std::optional<Date> with_authority_since;
  std::optional<Time> target;       // of the Authority, or for acting on a send-back: a reminder
  std::vector<Question> questions;  // of the Authority
  bool sent_back = false;           // ever: then withdrawing is barred
  int referral_tier = 1;
  bool voted_on = false;  // ever, in a final vote that was closed: then withdrawing is barred too
  std::optional<Date> published_on;
  std::optional<Time> window_ends;       // of the referral or the adoption window that is open
  std::optional<Date> window_closed_on;  // of the last referral window: the decision stood, or the Authority's came
  std::optional<Counting> target_counted, window_counted;
  std::optional<Date> sent_back_on;
  engine::Many<DecisionRecord> decisions;
  engine::Many<WordsOfItem> words_of_items;  // that steps came out of
  FollowedItems followed;                    // those that have another light than they had

  // implementation, withdrawal, timetable, register
  std::vector<Part> parts;
  std::optional<Date> withdrawal_noticed_on;
  int held_wd_before_notice = 0;
  std::string state_before_notice;
  int timetable_version = 0;
  engine::Shared<std::vector<Milestone>> timetable;
  std::vector<std::shared_ptr<const TimetableVersion>> timetables;  // shared as ballots are; the first is the baseline
  engine::Shared<std::vector<Milestone>> forecast;
  DocumentList documents;
  std::array<std::size_t, 4> documents_of{};  // how many by Classification
  engine::Many<LinkRecord> links;
  std::optional<std::string> owner, lead_analyst;  // who sees to it, as SECAS says
  engine::Many<NoteRecord> notes;                  // SECAS alone sees them
  std::size_t notes_carried = 0;                   // how many are of its whole, whose versions are none of its own
  engine::Many<Discussion> discussions;
  engine::Many<Occurrence> occurrences;
  int reopened_version = 0;           // with which a window was opened again last
  std::vector<std::string> silenced;  // deadlines that fired, were revoked and shall not fire again

  Status status() const { return pause ? pause->status : Status::active; }
  const Ballot* open_ballot() const {
    return !ballots.empty() && ballots.back()->state == BallotState::open ? ballots.back().get() : nullptr;
  }
  // The ballot that a vote which comes now is of: the open one, else the last one if it was counted; nullptr: none.
  const Ballot* ballot_at_hand() const {
    return !ballots.empty() && (open_ballot() != nullptr || ballots.back()->was_counted()) ? ballots.back().get()
                                                                                           : nullptr;
  }
  // What the recommendation of the Board rests on, or its decision; nullptr: none, or it is not known.
  const Ballot* ballot_that_decided() const;
  // The Alternative Proposal that takes effect; nullptr: none does, or nothing is decided yet.
  const Alternative* approved_alternative() const;
  // The solution: the one that takes effect, else the proposed one as it was amended last.
  std::optional<Text> solution_in_force() const;
  // Which one of several takes effect, or is recommended as long as that is not decided; nothing: there is one alone.
  std::optional<std::string> subject_carried() const;
  std::vector<int> open_questions() const;  // of the Authority, by their numbers
  const Consultation* open_consultation() const {
    return !consultations.empty() && !consultations.back().closed_on ? &consultations.back() : nullptr;
  }
  // Whether the consultation of this number is over: until then others than SECAS see only how many have responded.
  bool has_closed(int consultation) const;
  const Assessment* last(AssessmentKind kind) const;
  // The DCC has named the price of the Impact Assessment, and nobody has decided on it, or it was put off.
  bool ia_cost_is_open() const;
  // The part of this number, without one the first; nullptr: there is none.
  const Part* part(std::optional<int> number) const;
  bool deviates(std::string_view from) const;  // in a word of an older event
  bool deviates(Deviation from) const;
  void hide_version(int version);  // later than those hidden before
  void show_versions_after(int version);
  bool hides_version(int version) const;
  int hidden_up_to(int version) const;  // how many of them
};

// The ballot that is open, to be changed in these facts alone; nullptr: none is.
Ballot* ballot_to_change(Facts& facts);
Ballot* last_ballot_to_change(Facts& facts);  // whether it is open or not; nullptr: there has been none

// About what hangs on it beyond its own size.
std::size_t bytes_behind(const Facts& facts);

}  // namespace sec
