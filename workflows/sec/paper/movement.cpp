// What happened since the last report: the sections that are made of events.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "workflows/sec/modification/anytime/hold.hpp"
#include "workflows/sec/modification/anytime/owners.hpp"
#include "workflows/sec/modification/anytime/past.hpp"
#include "workflows/sec/modification/anytime/path.hpp"
#include "workflows/sec/modification/anytime/register.hpp"
#include "workflows/sec/modification/past_codes.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/modification/stages/decision.hpp"
#include "workflows/sec/modification/stages/implementation.hpp"
#include "workflows/sec/modification/stages/raising.hpp"
#include "workflows/sec/modification/stages/refinement.hpp"
#include "workflows/sec/modification/stages/report.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/vote/counting.hpp"
#include "workflows/sec/modification/vote/late_form.hpp"
#include "workflows/sec/modification/vote/vote.hpp"
#include "workflows/sec/paper/ballot_words.hpp"
#include "workflows/sec/paper/sections.hpp"
#include "workflows/sec/release/facts.hpp"

namespace sec::paper {

namespace {
using Kind = engine::Report::Column::Kind;
using engine::cell;
using engine::Cell;

// Register work and single votes are no movement of a modification, nor is what an older register shows on the day on
// which it was read.
bool is_movement(const engine::Event& event) {
  if (event.type == MilestoneRecorded::name) {
    const auto code = engine::body::read_event<MilestoneRecorded>(event.body).code;
    return code != "REGISTER" && code != "NOTE";
  }
  static const std::set<std::string_view> others = {TakenOver::name,        VoteCast::name,
                                                    VoteReminded::name,     ResponseRecorded::name,
                                                    DocumentAttached::name, ImpactsSet::name,
                                                    Linked::name,           Forecasted::name,
                                                    ReleaseRecorded::name,  RollCorrected::name,
                                                    DeadlinesMoved::name,   AlternativeAdded::name,
                                                    Assigned::name,         noted,
                                                    light_followed};
  return !others.contains(event.type);
}

struct JustDecision {
  std::optional<BodyDecision> decision;
};
BOOST_DESCRIBE_STRUCT(JustDecision, (), (decision))
struct JustDecidedBy {
  std::optional<BodyDecision> decided_by;
};
BOOST_DESCRIBE_STRUCT(JustDecidedBy, (), (decided_by))

// A field of that name may be something else in another event: then it is not read. Most texts have none, and to see
// that costs less than to read them.
template <class Body>
std::optional<BodyDecision> decision_in(const engine::Json& body, std::string_view quoted_name,
                                        std::optional<BodyDecision> Body::*field) {
  if (body.find(quoted_name) == std::string::npos) return {};
  engine::body::Reading reading{engine::body::Unknown::pass_over, {}};
  auto found = engine::body::read_command<Body>(body, reading);
  return reading.errors.empty() ? found.*field : std::nullopt;
}

std::optional<BodyDecision> decision_of(const engine::Json& body) {
  auto found = decision_in(body, R"("decided_by")", &JustDecidedBy::decided_by);
  return found ? found : decision_in(body, R"("decision")", &JustDecision::decision);
}

// Whose act it is, whoever recorded it.
struct Act {
  std::string_view event, who;
};
constexpr Act acts[] = {
    {AuthorityApproved::name, "authority"},
    {AuthorityRejected::name, "authority"},
    {SentBackRecorded::name, "authority"},
    {DateDirected::name, "authority"},
    {UrgencyDecided::name, "authority"},
    {VoteDecided::name, "change-board"},
    {SentToAuthority::name, "change-board"},
    {IaCostVoted::name, "change-board"},
    {LegalTextVoted::name, "change-board"},
    {PreliminaryAssessmentReturned::name, "dcc"},
    {ImpactAssessmentReturned::name, "dcc"},
    {ReferredToPanel::name, "party"},
    {ReferredToAuthority::name, "party"},
    {WithdrawalNoticed::name, "proposer"},
    {Adopted::name, "party"},
};

std::string what_happened(const engine::Event& event) {
  if (event.type == PartImplemented::name && event.to != Implemented::name)
    return fmt::format("Part {} implemented", engine::body::read_event<PartImplemented>(event.body).part.value_or(1));
  if (event.type != MilestoneRecorded::name) return words_of_event(event.type);
  return words_of_milestone(engine::body::read_event<MilestoneRecorded>(event.body).code);
}

// Which of several solutions the step approves or implements.
std::string solution_of(const Subject& subject, const engine::Entry& entry) {
  const auto& type = entry.event.type;
  if (type != AuthorityApproved::name && type != VoteDecided::name && type != PartImplemented::name) return "";
  for (const auto& row : subject.now)
    if (row.case_id == entry.case_id && row.summary.approved_subject && row.summary.decision == Verdict::approve)
      return ": " + subject_words(*row.summary.approved_subject);
  return "";
}

std::string decided_by(const engine::Entry& entry, const std::optional<BodyDecision>& decision) {
  if (entry.event.type == MilestoneRecorded::name) {
    const auto* code = historic::find_code(engine::body::read_event<MilestoneRecorded>(entry.event.body).code);
    return code == nullptr || code->by.empty() ? "" : who_in_words(code->by);
  }
  if (decision) return who_in_words(engine::body::wire_name(decision->body));
  for (const auto& act : acts)
    if (act.event == entry.event.type) return who_in_words(act.who);
  return who_in_words(entry.by.role);
}

// A table of what happened: each row begins with the day and whose step it was.
Section table_of_steps(std::string name, std::string heading, std::initializer_list<engine::Report::Column> more) {
  auto section = table(std::move(name), std::move(heading), {{"on", "Date", Kind::date}, {"ref", "Reference"}});
  section.columns.insert(section.columns.end(), more);
  return section;
}

template <class... Events, class Add>
void for_each(const engine::ReportInput& input, Add add) {
  for (const auto& entry : input.between)
    (
        [&] {
          if (entry.event.type == Events::name) add(entry, engine::body::read_event<Events>(entry.event.body));
        }(),
        ...);
}

std::string blocks_of(const engine::Tally& tally) {
  std::string text;
  for (const auto& one : tally.blocks)
    text += fmt::format("{}{}: {} for, {} against, {} abstained", text.empty() ? "" : "; ", who_in_words(one.block),
                        one.approve, one.reject, one.abstain);
  return text;
}
}  // namespace

// What stood where at the last report follows from where the first step since then began.
Subject::Subject(const engine::ReportInput& given, ReadersCopy& readers)
    : input(given), copy(readers), count_now(groups().size() + 1), count_then(groups().size() + 1) {
  std::map<std::string_view, std::string_view> from;  // by case
  for (const auto& entry : input.between) {
    from.emplace(entry.case_id, entry.version == 1 ? std::string_view() : entry.event.from);
    past_known = past_known && entry.event.type != TakenOver::name;
  }
  if (!input.beside.empty())
    for (const auto& listed : input.beside.front()) {
      const auto one = release::read_summary(listed.summary);
      release_titles.emplace(one.ref, one.title);
    }
  now.reserve(input.now.size());
  for (std::size_t i = 0; i < input.now.size(); ++i) {
    const auto state = state_in(input.now[i].summary);
    const auto moved = from.find(input.now[i].case_id);
    ++count_now[group_of(state)];
    if (moved == from.end()) ++count_then[group_of(state)];
    else if (!moved->second.empty()) ++count_then[group_of(moved->second)];
    if (moved != from.end() || !ends(state))
      now.push_back(row_of(input.now[i], i < input.standing.size() ? input.standing[i] : engine::Json()));
  }
}

std::string Subject::reference(const std::string& case_id) const {
  const auto found = std::find_if(now.begin(), now.end(), [&](const Row& row) { return row.case_id == case_id; });
  return found == now.end() ? case_id : found->summary.ref;
}

std::string Subject::release(const std::optional<std::string>& id) const {
  if (!id) return "";
  const auto found = release_titles.find(*id);
  return found == release_titles.end() ? *id : found->second;
}

std::set<std::string> Subject::references_with(std::string_view event) const {
  std::set<std::string> references;
  for (const auto& entry : input.between)
    if (entry.event.type == event) references.insert(reference(entry.case_id));
  return references;
}

std::string Subject::questions(const Row& row) const {
  std::vector<std::string> all = row.standing.questions;
  for_each<SentBackRecorded>(input, [&](const auto& entry, const auto& event) {
    if (entry.case_id != row.case_id) return;
    all.clear();
    for (const auto& one : event.questions) all.push_back(copy.said(one));
  });
  return fmt::format("{}", fmt::join(all, "; "));
}

Section fresh(const Subject& subject) {
  auto section = table("new", "New since the last report",
                       {{"ref", "Reference"},
                        {"title", "Title"},
                        {"proposer", "Proposer"},
                        {"raised_on", "Raised", Kind::date},
                        {"state", "Step"}});
  std::set<std::string> opened;
  for (const auto& entry : subject.input.between)
    if (entry.version == 1) opened.insert(entry.case_id);
  for (const auto& row : subject.now) {
    const auto& one = row.summary;
    if (one.entered == "taken-over" || !opened.contains(row.case_id)) continue;
    section.rows.push_back({one.ref, cell(one.title.value_or("")), cell(person_in_words(one.proposer.value_or(""))),
                            cell(one.raised_on), words_of_state(one.state)});
  }
  return section;
}

// One row a step, with the lines of the decision that it rests on.
Section movement(const Subject& subject) {
  auto section = table_of_steps(
      "movement", "Movement since the last report",
      {{"what", "What happened"}, {"decision", "Decision"}, {"from", "From"}, {"to", "To"}, {"by", "By"}});
  for (const auto& entry : subject.input.between) {
    const auto& [type, body, from, to] = entry.event;
    if (!is_movement(entry.event)) continue;
    const auto ref = subject.reference(entry.case_id);
    const auto decision = decision_of(body);
    std::string lines;
    if (decision)
      for (const auto& line : decision->lines)
        lines += fmt::format("{}{} {}", lines.empty() ? "" : "\n", engine::body::wire_name(line.verb),
                             subject.copy.said(line.text));
    const bool moved = from != to;
    section.rows.push_back({entry.effective_on, ref, what_happened(entry.event) + solution_of(subject, entry),
                            cell(lines), cell(moved && !from.empty() ? words_of_state(from) : ""),
                            cell(moved ? words_of_state(to) : ""), decided_by(entry, decision)});
  }
  return section;
}

namespace {
// What a count is about, by its event.
template <class Event>
constexpr const char* about_of() {
  if (std::is_same_v<Event, VoteDecided>) return "Decision";
  if (std::is_same_v<Event, SentToAuthority>) return "Recommendation to the Authority";
  return std::is_same_v<Event, IaCostVoted> ? "Cost of the Impact Assessment" : "Legal text";
}
}  // namespace

Section board_outcomes(const Subject& subject) {
  auto section =
      table_of_steps("board-outcomes", "Change Board outcomes since the last report",
                     {{"about", "About"}, {"outcome", "Outcome"}, {"blocks", "By category"}, {"quorum", "Quorum"}});
  const auto add = [&](const engine::Entry& entry, const engine::BallotCount& count, const char* about, bool known) {
    std::string blocks;
    for (const auto& tally : count.tallies) blocks += (blocks.empty() ? "" : " / ") + blocks_of(tally);
    auto outcome = outcome_words(engine::body::wire_name(count.outcome));
    if (count.preferred && count.tallies.size() > 1) outcome += ": " + subject_words(*count.preferred);
    section.rows.push_back({entry.effective_on, subject.reference(entry.case_id), about, outcome, cell(blocks),
                            cell(known ? votes_words(count.quorum) : "")});
  };
  const auto counted = [&](const engine::Entry& entry, const Counted& event, const char* about) {
    const auto outcome =
        event.outcome == Verdict::approve ? engine::BlockOutcome::approve : engine::BlockOutcome::reject;
    add(entry, {event.quorum.value_or(engine::QuorumCount{}), event.tallies, event.preferred, outcome}, about,
        event.quorum.has_value());
  };
  // In the order of the events, whatever each is about.
  for_each<VoteDecided, SentToAuthority, IaCostVoted, LegalTextVoted, BallotRecounted>(
      subject.input, [&]<class Event>(const engine::Entry& entry, const Event& event) {
        if constexpr (std::is_same_v<Event, BallotRecounted>)
          add(entry, event.after, "Counted again, with a form that came in time", true);
        else counted(entry, event, about_of<Event>());
      });
  return section;
}

namespace {
// Of a release, for what is in it; nothing: its date does not move by it.
std::string words_of_change(ReleaseChange change) {
  if (change == ReleaseChange::moved) return "Moved with its release";
  if (change == ReleaseChange::requested) return "Requested from the Authority for its release";
  return change == ReleaseChange::directed ? "Directed by the Authority for its release" : "";
}
}  // namespace

Section date_changes(const Subject& subject) {
  auto section = table_of_steps("date-changes", "Implementation dates asked for, directed and moved",
                                {{"what", "What happened"},
                                 {"to", "Implementation on", Kind::date},
                                 {"until", "Discretion until", Kind::date},
                                 {"reason", "Reason"}});
  const auto row = [&](const engine::Entry& entry, const std::string& what, Date to, const std::optional<Date>& until,
                       const std::optional<Text>& reason) {
    section.rows.push_back({entry.effective_on, subject.reference(entry.case_id), what, to, cell(until),
                            cell(reason ? subject.copy.said(*reason) : "")});
  };
  for (const auto& entry : subject.input.between) {
    const auto& [type, body, from, to] = entry.event;
    if (type == RevisedDateRequested::name || type == RevisedDateSet::name) {
      const auto asked = engine::body::read_event<RevisedDateRequested>(body);
      row(entry, words_of_event(type), asked.to, {}, asked.reason);
    }
    if (type == PhasesAgreed::name)
      for (const auto& part : engine::body::read_event<PhasesAgreed>(body).parts)
        row(entry, words_of_event(type), part.planned_on, {}, {});
    if (type == ReleaseRecorded::name) {
      const auto event = engine::body::read_event<ReleaseRecorded>(body);
      if (event.on && !words_of_change(event.change).empty())
        row(entry, words_of_change(event.change) + ": " + subject.release(event.release), *event.on, event.until,
            event.reason);
    }
    if (type != DateDirected::name) continue;
    const auto directed = engine::body::read_event<DateDirected>(body);
    row(entry, words_of_event(type), directed.on, directed.until, directed.note);
  }
  return section;
}

Section withdrawn(const Subject& subject) {
  auto section = table_of_steps("withdrawn", "Withdrawn, refused or rejected since the last report",
                                {{"what", "What happened"}, {"by", "By"}});
  static const std::set<std::string_view> ends = {
      WithdrawalNoticed::name, WithdrawalTookEffect::name, FastTrackWithdrawn::name, ProposalRefused::name,
      RefusedAsInvalid::name,  AuthorityRejected::name,    ApprovalReversed::name};
  // Whatever the step is called: of an older register, or the end of a window after which a decision to reject stands.
  const auto ended = [](const engine::Event& event) {
    return event.from != event.to &&
           (event.to == Withdrawn::name || event.to == Rejected::name || event.to == Refused::name);
  };
  for (const auto& entry : subject.input.between)
    if (ends.contains(entry.event.type) || ended(entry.event))
      section.rows.push_back(
          {entry.effective_on, subject.reference(entry.case_id),
           ends.contains(entry.event.type) ? words_of_event(entry.event.type) : words_of_state(entry.event.to),
           decided_by(entry, decision_of(entry.event.body))});
  return section;
}

}  // namespace sec::paper
