// A modification's page, in the order of sec-rules 8.5.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/text.hpp"
#include "workflows/sec/modification/anytime/discussions.hpp"
#include "workflows/sec/modification/anytime/past.hpp"
#include "workflows/sec/modification/anytime/split.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/modification/releases_named.hpp"
#include "workflows/sec/modification/stages/decision.hpp"
#include "workflows/sec/modification/stages/raising.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/timers.hpp"
#include "workflows/sec/modification/view.hpp"
#include "workflows/sec/modification/vote/counting.hpp"
#include "workflows/sec/modification/vote/late_form.hpp"
#include "workflows/sec/modification/waiting.hpp"
#include "workflows/sec/paper/authority_questions.hpp"
#include "workflows/sec/paper/ballot_words.hpp"
#include "workflows/sec/paper/pages.hpp"
#include "workflows/sec/paper/provisional.hpp"
#include "workflows/sec/paper/tables.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/readers_copy.hpp"

namespace sec::paper {

namespace {
using Kind = engine::Report::Column::Kind;
using engine::cell;
using engine::Cell;

// Things of one day stand in the order of the journal: by the version of the modification that each came with.
struct Happening {
  Date from{};
  std::optional<Date> to;
  std::string words;
  int version = 0;
  bool ahead = false;
  std::optional<Date> provisional_from = {};  // of the day that is still to come
};

void add(std::vector<Happening>& all, int version, const std::optional<Date>& from, const std::optional<Date>& to,
         std::string words) {
  if (from) all.push_back({*from, to, std::move(words), version});
}

// Days that an older register told of, in its own words if it had some.
bool tells_of_a_day(const ImportedMilestone& one) { return one.code != "REGISTER" && (one.text || one.code != "NOTE"); }
std::string told(const ImportedMilestone& one) { return one.text.value_or(words_of_milestone(one.code)); }

// Those that are in the timeline already, by what they made known.
bool kept_as_facts(const Facts& facts, const ImportedMilestone& told) {
  const auto& on = told.on;
  const auto& code = told.code;
  if (code == "RAISED") return facts.raised_on == on;
  for (const auto& one : facts.assessments) {
    const bool impact = one.kind == AssessmentKind::impact;
    if (code == (impact ? "IA_REQUESTED" : "PA_REQUESTED") && one.requested_on == on) return true;
    if (code == (impact ? "IA_RETURNED" : "PA_RETURNED") && one.returned_on == on) return true;
  }
  for (const auto& one : facts.consultations) {
    const bool refining = one.kind == ConsultationKind::refinement;
    if (code == (refining ? "REFINEMENT_CONSULTATION_ISSUED" : "MRC_ISSUED") && one.opens_on == on) return true;
    if (code == (refining ? "REFINEMENT_CONSULTATION_CLOSED" : "MRC_CLOSED") && one.closed_on == on) return true;
  }
  for (const auto& one : facts.parts)
    if ((code == "IMPLEMENTATION" || code == "PART_IMPLEMENTED") && one.actual_on == on) return true;
  return false;
}

std::string of_discussion(const Discussion& one, ReadersCopy& copy) {
  auto text = "Discussed at: " + who_in_words(one.body);
  if (one.view) text += ". " + sentence(copy.said(*one.view));
  if (one.next_steps) text += (one.view ? " Next: " : ". Next: ") + copy.said(*one.next_steps);
  return text;
}

// What a decision that was reversed has become: the other one of what the Change Board had voted.
std::string became(const Facts& facts, const DecisionRecord& reversal) {
  bool approved = facts.decision == Verdict::approve;
  facts.decisions.for_each([&](const DecisionRecord& one) {
    const bool voted = one.step == VoteDecided::name || one.step == BallotRecounted::name;
    if (voted && one.outcome && one.version < reversal.version) approved = *one.outcome == "reject";
  });
  return approved ? "approved" : "rejected";
}

// On which ground, and which proposal has the same effect.
std::string refused_for(const Facts& facts, const DecisionRecord& one, ReadersCopy& copy) {
  auto text = one.reason ? ": " + copy.said(*one.reason) : std::string();
  if (one.step != ProposalRefused::name) return text;
  facts.links.for_each([&](const LinkRecord& link) {
    if (link.relation == "same-effect-as") text += " (" + link.ref + ")";
  });
  return text;
}

// Two bodies may decide on that cost: "The Panel agreed to incur it".
std::string of_decision(const Facts& facts, const DecisionRecord& one, ReadersCopy& copy) {
  auto words = words_of_step(one.step, one.outcome);
  if (one.step == ProposalRefused::name || one.step == RefusedAsInvalid::name)
    return words + refused_for(facts, one, copy);
  if (one.step == ReferralDecided::name && one.outcome == "reverse") return words + ": " + became(facts, one);
  if (one.step != "ia-cost-decided" || !one.outcome || one.by.empty()) return words;
  words[0] = engine::lower(words[0]);
  return fmt::format("The {} {}", who_in_words(one.by), words);
}

std::string of_occurrence(const Occurrence& one) {
  return one.who ? fmt::format("{} by {}", plain(one.step), *one.who) : words_of_event(one.step);
}

// What has happened, by what the register remembers of it.
std::vector<Happening> past(const Facts& facts, ReadersCopy& copy) {
  std::vector<Happening> all;
  add(all, 0, facts.raised_on, {}, "Raised");
  // Of one step that made several things known, what it followed on comes first.
  for (const auto& one : facts.reports)
    add(all, one.submitted_version, one.submitted_on, {}, "Modification Report submitted");
  for (const auto& one : facts.assessments) {
    const std::string name = one.kind == AssessmentKind::impact ? "Impact Assessment" : "Preliminary Assessment";
    add(all, one.requested_version, one.requested_on, {}, name + " requested");
    add(all, one.returned_version, one.returned_on, {}, name + " returned");
  }
  facts.decisions.for_each([&](const DecisionRecord& one) {
    if (one.step == MilestoneRecorded::name) return;  // told by the register that it comes from
    const auto at = one.meeting ? " (" + *one.meeting + ")" : "";
    for (const auto& count : one.earlier)
      add(all, count.version, count.on, {}, words_of_step(count.step, count.outcome) + at);
    const auto which = one.subject ? ": " + subject_words(*one.subject) : std::string();
    add(all, one.version, one.on, {}, of_decision(facts, one, copy) + which + (one.earlier.empty() ? at : ""));
  });
  for (const auto& one : facts.consultations) {
    add(all, one.version, one.opens_on, one.closed_on ? one.closed_on : day_of(one.closes_at),
        one.kind == ConsultationKind::refinement ? "Refinement Consultation" : "Modification Report Consultation");
    if (one.opens_on && !one.closed_on && one.counted) all.back().provisional_from = one.counted->provisional_from;
  }
  for (const auto& one : facts.ballots)
    add(all, one->opened->version, engine::london_date(one->opened->frozen.opened_at), one->closed_on,
        "Change Board vote");
  const auto named = solution_named(facts);
  const auto implemented_solution = named.empty() ? named : ": " + named;
  for (const auto& one : facts.parts)
    add(all, one.implemented_version, one.actual_on, {},
        (facts.parts.size() > 1 ? fmt::format("Part {} implemented", one.part) : "Implemented") + implemented_solution);
  facts.occurrences.for_each(
      [&](const Occurrence& one) { add(all, one.version, one.on, one.until, of_occurrence(one)); });
  for (const auto& one : facts.holds)
    if (!one.by_notice) add(all, 0, one.from, one.until, "On hold");
  if (facts.pause)
    add(all, facts.pause->version, facts.pause->since, facts.pause->until,
        facts.pause->status == Status::on_hold ? "Proposal on hold" : "Suspended");
  facts.discussions.for_each(
      [&](const Discussion& one) { add(all, one.version, one.on, {}, of_discussion(one, copy)); });
  facts.imported.for_each([&](const ImportedMilestone& one) {
    if (tells_of_a_day(one) && !kept_as_facts(facts, one)) add(all, one.version, one.on, {}, told(one));
  });
  return all;
}

Section timeline(const Facts& facts, std::string_view state, const Outlook& outlook, ReadersCopy& copy) {
  auto section =
      table("timeline", "Timeline",
            {{"from", "Date", Kind::date}, {"to", "To", Kind::date}, {"what", "What"}, {"ahead", "Expected"}},
            "Nothing is known yet.");
  auto all = past(facts, copy);
  if (state == PanelReferral::name || state == AuthorityReferral::name)
    add(all, facts.state_since_version, facts.state_since, {}, words_of_state(state));
  for (const auto& one : outlook.milestones)
    if (!one.passed && one.forecast && !(one.code == "IMPLEMENTATION" && facts.decision == Verdict::reject))
      all.push_back({*one.forecast, {}, one.words, 0, true, one.provisional_from});
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return std::tie(a.from, a.ahead, a.version) < std::tie(b.from, b.ahead, b.version);
  });
  for (const auto& one : all)
    section.rows.push_back({one.ahead ? reckoned(one.from, one.provisional_from) : cell(one.from),
                            reckoned(one.to, one.provisional_from), one.words, cell(one.ahead ? "Yes" : "")});
  return section;
}

Section files(const Facts& facts, ReadersCopy& copy) {
  auto section = table("documents", "Modification documents",
                       {{"kind", "Kind"},
                        {"title", "Title"},
                        {"version", "Version"},
                        {"on", "Added", Kind::date},
                        {"classification", "Class"}},
                       "No files.");
  for (std::size_t i = facts.documents.size(); i > 0; --i) {
    const auto& one = facts.documents[i - 1].document;
    if (!copy.shows(one.classification)) continue;
    const auto gone = one.withdrawn ? fmt::format(" (withdrawn on {})", date_text(one.withdrawn->on)) : std::string();
    section.rows.push_back({plain(one.kind), one.title + gone, one.version, one.on,
                            capitals(engine::body::wire_name(one.classification))});
  }
  return section;
}

Section words(std::string name, std::string heading, std::string text) {
  return {std::move(name), std::move(heading), text.empty() ? "Not recorded." : std::move(text), {}, {}, ""};
}

Section impacts(const Facts& facts) {
  std::vector<std::string> parties;
  for (const auto one : facts.impacts.parties.value_or(std::vector<Category>{}))
    parties.push_back(words_of(std::optional(one)));
  auto text = fmt::format("{}", fmt::join(parties, ", "));
  if (!text.empty()) text += ".";
  if (const auto dcc = facts.impacts.dcc_systems)
    text += fmt::format("{}{}", text.empty() ? "" : " ",
                        *dcc == DccImpact::system     ? "DCC Systems have to change."
                        : *dcc == DccImpact::document ? "Documents of the DCC have to change; its Systems do not."
                                                      : "DCC Systems do not have to change.");
  return words("impacts", "Who is impacted?", text);
}

Section documents_affected(const Facts& facts) {
  return words("documents-affected", "What SEC documents are affected?",
               fmt::format("{}", fmt::join(facts.impacts.documents.value_or(std::vector<std::string>{}), ", ")));
}

// The one that takes effect. If the register has no text of it, it is set out in the last Modification Report.
Section solution(const Facts& facts, ReadersCopy& copy) {
  std::string text;
  if (const auto in_force = facts.solution_in_force()) {
    text = copy.said(*in_force);
    if (text.find_last_of(".!?") != text.size() - 1) text += ".";
  } else if (!facts.reports.empty()) {
    const auto& last = facts.reports.back();
    text = "It is set out in the Modification Report" + (last.version ? ", version " + *last.version : std::string());
    if (last.submitted_on) text += ", of " + date_text(*last.submitted_on);
    text += ".";
  }
  if (const auto which = solution_named(facts); !which.empty()) {
    const auto* ballot = facts.ballot_that_decided();
    const bool of_the_board = ballot != nullptr && ballot->preferred == facts.subject_carried();
    auto what = of_the_board && !carried(*ballot).empty() ? carried(*ballot) : which;
    if (what.starts_with("The ")) what.front() = 't';
    text += fmt::format("{}There were several solutions; the one {} is {}.", text.empty() ? "" : " ",
                        facts.decision ? "approved" : "recommended for approval", what);
  }
  return words("solution", "What is the solution?", text);
}

Section alternatives(const Facts& facts, ReadersCopy& copy) {
  auto section = table("alternatives", "Alternative Proposals",
                       {{"name", "Name"}, {"by", "By"}, {"summary", "Summary"}}, "There is none.");
  for (const auto& one : facts.alternatives)
    section.rows.push_back({one.name, who_in_words(engine::body::wire_name(one.by)), cell(copy.said(one.summary))});
  return section;
}

// The part that went in last; nullptr: that was the whole of it.
const Part* part_just_implemented(const Facts& facts, std::string_view state) {
  const Part* found = nullptr;
  if (facts.last_event != "part-implemented" || state == Implemented::name) return found;
  for (const auto& one : facts.parts)
    if (one.actual_on && (found == nullptr || one.implemented_version > found->implemented_version)) found = &one;
  return found;
}

// What the last step says beyond its name.
std::string words_of_last(const Facts& facts, ReadersCopy& copy) {
  if (facts.last_event == DiscussedAt::name && facts.discussions.size() > 0)
    return of_discussion(facts.discussions[facts.discussions.size() - 1], copy);
  if (const auto count = facts.occurrences.size(); count > 0)
    if (const auto& last = facts.occurrences[count - 1]; last.step == facts.last_event) return of_occurrence(last);
  auto words = words_of_event(facts.last_event);
  facts.decisions.for_each([&](const DecisionRecord& one) {
    if (one.step == facts.last_event) words = of_decision(facts, one, copy);  // the last of them
  });
  return words;
}

// Of one that was brought in, the last day that its register told of.
std::string last_told(const Facts& facts, std::string_view state, ReadersCopy& copy) {
  if (const auto* part = part_just_implemented(facts, state))
    return fmt::format("{}: Part {} implemented", date_text(facts.last_event_on), part->part);
  if (facts.last_event == MilestoneRecorded::name)
    for (std::size_t i = facts.imported.size(); i > 0; --i)
      if (const auto& one = facts.imported[i - 1]; tells_of_a_day(one)) return date_text(one.on) + ": " + told(one);
  return date_text(facts.last_event_on) + ": " + words_of_last(facts, copy);
}

// One or two sentences that end with the next date; a notice that has run has none.
std::string latest_update(const Facts& facts, const std::string& state, Date today, ReadersCopy& copy) {
  auto text = sentence(last_told(facts, state, copy));
  if (auto waiting = waiting_for(facts, state, false)) {
    const bool by_name = waiting->who == "secas" || waiting->who == "parties";
    std::string since;
    if (state == FastTrackNotice::name && waiting->until && engine::london_date(*waiting->until) < today)
      since = " since " + date_text(engine::london_date(*std::exchange(waiting->until, std::nullopt)));
    text += fmt::format(" Waiting{} for {}{} to {}", since, by_name ? "" : "the ", who_in_words(waiting->who),
                        waiting->what);
    // What has to be done on a day says so by itself.
    const auto until = waiting->until ? reckoned_text(engine::london_date(*waiting->until),
                                                      provisional_from(facts, state, *waiting->until))
                                      : std::string();
    if (!until.empty() && !waiting->what.ends_with(until)) text += " until " + until;
    text += ".";
  }
  return text;
}

std::string stage_and_step(const Facts& facts, const std::string& state) {
  const auto stage = stage_of(facts, state), step = words_of_state(state);
  auto text = stage == step || stage.empty() ? step : stage + ": " + step;
  if (const auto doubt = doubt_of_state(facts, state); !doubt.empty()) text += " (" + doubt + ")";
  return text;
}

std::string release_title(const std::string& id, const Outlook& outlook) {
  for (const auto& cut : outlook.reckoning.cut_offs)
    if (cut.release == id) return std::string(cut.title);
  return plain(id);
}

// Of all its parts: "7 November 2019 (November 2019 SEC Release)".
std::string implementation_date(const Facts& facts, const std::string& state, const Outlook& outlook) {
  std::string text;
  const bool rejected = facts.decision == Verdict::reject;
  for (const auto& part : facts.parts) {
    if (!part.actual_on && (rejected || came_to_nothing(state))) continue;
    const auto on = part.actual_on ? part.actual_on : part.planned_on;
    text += text.empty() ? "" : "; ";
    if (facts.parts.size() > 1) text += fmt::format("part {}: ", part.part);
    text += on ? date_text(*on) : "unknown";
    if (part.release) text += " (" + release_title(*part.release, outlook) + ")";
  }
  const auto none = rejected ? "None: it is rejected" : came_to_nothing(state) ? "None" : "Unknown";
  return text.empty() ? none : text;
}

// What the Board voted, and whether the Panel has turned that round since.
std::string vote_in_words(const Facts& facts, const Ballot& ballot) {
  auto text = outcome_of(ballot);
  facts.decisions.for_each([&](const DecisionRecord& one) {
    if (one.step == ReferralDecided::name && one.outcome == "reverse" && one.version > ballot.opened->version)
      text += "; reversed by the Panel: " + became(facts, one);
  });
  return text;
}
}  // namespace

engine::Report modification_page(const Facts& facts, const std::string& state, Date today, const Outlook& outlook,
                                 engine::Clearance clearance) {
  ReadersCopy copy(clearance);
  engine::Report page;
  page.name = facts.ref;
  page.title = title_of(facts);
  page.as_at = today;
  const auto proposer = proposer_of(facts);
  page.header = {{"Proposer", proposer.empty() ? "Not recorded" : proposer},
                 {"Lead analyst", facts.lead_analyst.value_or("Not recorded")},
                 {"Date raised", facts.raised_on ? date_text(*facts.raised_on) : "Not recorded"},
                 {"Stage", stage_and_step(facts, state)},
                 {"Path", facts.path ? words_of(facts.path) : "Not decided"},
                 {"Implementation date", implementation_date(facts, state, outlook)},
                 {"Latest update", latest_update(facts, state, today, copy)}};
  if (const auto* ballot = facts.ballot_that_decided())
    page.header.insert(page.header.end() - 1, {"Change Board vote", vote_in_words(facts, *ballot)});
  if (const auto parts = named_parts(facts); !parts.empty())
    page.header.insert(page.header.begin(), {"Continued as", parts});
  if (facts.split_from)
    page.header.insert(page.header.begin(),
                       {"Formerly", fmt::format("part of {0}, which was split on {1}: what is dated before is of {0}",
                                                *facts.split_from, date_text(facts.entered_on))});
  if (const auto remark = remark_on_its_split(facts, state); !remark.empty())
    page.header.insert(page.header.end() - 1, {"Remark", remark});
  if (const auto which = solution_named(facts); !which.empty())
    page.header.insert(page.header.end() - 1, {facts.decision ? "Approved solution" : "Recommended solution", which});
  for (const auto& former : facts.former_refs) page.header.insert(page.header.begin(), {"Formerly", former});
  page.sections = {
      words("issue", "What is the issue?", facts.problem ? copy.said(*facts.problem) : ""),
      solution(facts, copy),
      alternatives(facts, copy),
      impacts(facts),
      documents_affected(facts),
      timeline(facts, state, outlook, copy),
      ballots_on_page(facts),
      files(facts, copy),
      words("feedback", "Feedback",
            "Is something missing or wrong here? Tell SECAS, the Code Administrator, and name " + facts.ref + ".")};
  add_questions_of_authority(page, "votes", facts, copy);
  page.main_table = "timeline";
  explain_marks(page);
  copy.stamp(page);
  return page;
}

}  // namespace sec::paper
