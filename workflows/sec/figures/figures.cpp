// The figures of the register: how many, how long, how often, each a section of its own.
#include "workflows/sec/figures/figures.hpp"

#include <algorithm>
#include <map>

#include "workflows/sec/figures/numbers.hpp"
#include "workflows/sec/figures/past.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/modification/stages/decision.hpp"
#include "workflows/sec/modification/stages/report.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/vote/counting.hpp"
#include "workflows/sec/modification/vote/vote.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

namespace {
using engine::Cell;
using Column = engine::Report::Column;
using Kind = Column::Kind;
using Section = engine::Report::Section;
using Lives = std::vector<past::Life>;
using Row = std::vector<Cell>;

Section section(const char* name, const char* heading, std::string lead, std::vector<Column> columns) {
  Section made;
  made.name = name;
  made.heading = heading;
  made.lead = std::move(lead);
  made.columns = std::move(columns);
  made.when_empty = "None.";
  return made;
}
Column text(const char* name, const char* heading) { return {name, heading, Kind::text}; }
Column number(const char* name, const char* heading) { return {name, heading, Kind::number}; }
Column date(const char* name, const char* heading) { return {name, heading, Kind::date}; }

template <class Accepts>
Cell how_many(const Lives& lives, Accepts accepts) {
  return numbers::count(static_cast<std::size_t>(std::count_if(lives.begin(), lives.end(), accepts)));
}

Section the_register(const Lives& lives) {
  auto made = section("register", "The register", "", {text("measure", "Measure"), number("count", "Number")});
  const auto row = [&](const char* what, auto accepts) {
    made.rows.push_back({std::string(what), how_many(lives, accepts)});
  };
  row("Modifications", [](const auto&) { return true; });
  row("Live", [](const auto& one) { return !one.closed() && one.summary.state != NotKnown::name; });
  row("Closed", [](const auto& one) { return one.closed(); });
  row("Where they stand is not known", [](const auto& one) { return one.summary.state == NotKnown::name; });
  row("Brought in from another register", [](const auto& one) { return one.brought_in(); });
  row("On hold or suspended", [](const auto& one) { return one.summary.status != Status::active; });
  return made;
}

struct Lengths {
  std::vector<int> days, working_days;
  std::size_t not_known = 0;
};

Section time_in_state(const Lives& lives) {
  std::map<std::string, Lengths> of;
  for (const auto& life : lives)
    for (const auto& stay : life.stays) {
      if (!stay.over) continue;
      auto& lengths = of[stay.state];
      const auto working = stay.known() ? life.working_days(*stay.from, *stay.until) : std::nullopt;
      if (!working) {
        ++lengths.not_known;
        continue;
      }
      lengths.days.push_back(numbers::days_between(*stay.from, *stay.until));
      lengths.working_days.push_back(*working);
    }
  auto made = section("time-in-state", "Time in each state",
                      "Stays that have ended, days on hold included. A stay whose first or last day is not known is "
                      "counted as not known.",
                      {text("state", "State"), number("stays", "Stays"), number("not_known", "Not known"),
                       number("lower_quartile_wd", "Lower quartile (WD)"), number("median_wd", "Median (WD)"),
                       number("upper_quartile_wd", "Upper quartile (WD)"), number("longest_wd", "Longest (WD)"),
                       number("median_days", "Median (days)"), number("longest_days", "Longest (days)")});
  engine::for_each_type<States>([&]<class S>() {
    const auto found = of.find(std::string(S::name));
    if (S::name.empty() || found == of.end()) return;
    const auto& lengths = found->second;
    const auto& wd = lengths.working_days;
    made.rows.push_back({std::string(S::display), numbers::count(wd.size()), numbers::count(lengths.not_known),
                         numbers::quantile(wd, 0.25), numbers::median(wd), numbers::quantile(wd, 0.75),
                         numbers::longest(wd), numbers::median(lengths.days), numbers::longest(lengths.days)});
  });
  return made;
}

Section ages(const Lives& lives, Date as_at) {
  auto made = section("age", "Age of live modifications", "From the day of raising; nothing where that is not known.",
                      {text("ref", "Reference"), text("title", "Title"), text("state", "State"),
                       date("raised_on", "Raised"), number("age_days", "Age (days)"), number("age_wd", "Age (WD)")});
  for (const auto& life : lives) {
    if (life.closed()) continue;
    const auto raised = life.summary.raised_on;
    Cell days, working;
    if (raised) {
      days = std::int64_t{numbers::days_between(*raised, as_at)};
      working = engine::cell(life.working_days(*raised, as_at));
    }
    made.rows.push_back({engine::cell(life.summary.ref), engine::cell(life.summary.title.value_or("")),
                         engine::cell(paper::words_of_state(life.summary.state)), engine::cell(raised), days, working});
  }
  return made;
}

std::string path_name(const past::Life& life) {
  return life.summary.path ? std::string(display(*life.summary.path)) : "Not known";
}

Section shares(const Lives& lives) {
  auto made = section("paths", "Modifications by path and outcome", "",
                      {text("path", "Path"), number("all", "All"), number("share", "Share (%)"), number("live", "Live"),
                       number("approved", "Approved"), number("implemented", "Implemented"),
                       number("rejected", "Rejected"), number("withdrawn", "Withdrawn"), number("refused", "Refused"),
                       number("overturned", "Overturned"), number("split", "Split"), number("not_known", "Not known")});
  std::map<std::string, Lives> by_path;
  for (const auto& life : lives) by_path[path_name(life)].push_back(life);
  for (const auto& group : by_path) {
    const auto& those = group.second;
    const auto in = [&](std::string_view state) {
      return how_many(those, [&](const auto& one) { return one.summary.state == state; });
    };
    const auto live = how_many(those, [](const auto& one) {
      return !one.closed() && one.summary.state != NotKnown::name && one.summary.state != PendingImplementation::name;
    });
    made.rows.push_back({group.first, numbers::count(those.size()), numbers::percent(those.size(), lives.size()), live,
                         in(PendingImplementation::name), in(Implemented::name), in(Rejected::name),
                         in(Withdrawn::name), in(Refused::name), in(Reversed::name), in(ContinuedAsParts::name),
                         in(NotKnown::name)});
  }
  return made;
}

int service_level(std::string_view kind) {
  return kind == "impact" ? periods.impact_assessment_wd : periods.preliminary_assessment_wd;
}
std::string assessment_name(std::string_view kind) {
  return kind == "impact" ? "Impact Assessment" : "Preliminary Assessment";
}

Section assessments(const Lives& lives) {
  auto made = section(
      "assessments", "DCC Assessments",
      "Against the service levels that are kept as data; a day that is not known is no day late.",
      {text("kind", "Assessment"), number("service_level_wd", "Service level (WD)"), number("requested", "Requested"),
       number("outstanding", "Outstanding"), number("in_time", "In time"), number("late", "Late"),
       number("not_known", "Not known"), number("median_wd", "Median (WD)"), number("longest_wd", "Longest (WD)")});
  for (const char* kind : {"preliminary", "impact"}) {
    std::size_t all = 0, outstanding = 0, late = 0, not_known = 0;
    std::vector<int> lengths;
    for (const auto& life : lives)
      for (const auto& one : past::assessments_of(life)) {
        if (one.kind != kind) continue;
        ++all;
        const auto working = one.working_days();
        if (!one.until) ++(life.closed() ? not_known : outstanding);
        else if (!working) ++not_known;
        else lengths.push_back(*working);
        if (working && *working > service_level(kind)) ++late;
      }
    made.rows.push_back({assessment_name(kind), std::int64_t{service_level(kind)}, numbers::count(all),
                         numbers::count(outstanding), numbers::count(lengths.size() - late), numbers::count(late),
                         numbers::count(not_known), numbers::median(lengths), numbers::longest(lengths)});
  }
  return made;
}

Section each_assessment(const Lives& lives) {
  auto made =
      section("assessments-each", "Each DCC Assessment", "",
              {text("ref", "Reference"), text("kind", "Assessment"), date("requested_on", "Requested"),
               date("returned_on", "Returned"), number("working_days", "Took (WD)"), number("late_wd", "Late (WD)")});
  for (const auto& life : lives)
    for (const auto& one : past::assessments_of(life)) {
      const auto working = one.working_days();
      Cell late;
      if (working) late = std::int64_t{std::max(0, *working - service_level(one.kind))};
      made.rows.push_back({engine::cell(life.summary.ref), assessment_name(one.kind), engine::cell(one.from),
                           engine::cell(one.until), engine::cell(working), late});
    }
  return made;
}

// Of one that was brought in nobody knows whether it still is.
bool is_open(const past::Life& life, const past::Span& consultation) {
  return !consultation.until && consultation.responses_known && !ends(life.summary.state);
}

Section consultations(const Lives& lives) {
  auto made = section("consultations", "Consultations", "Responses are counted where they were recorded here.",
                      {text("kind", "Consultation"), number("held", "Held"), number("open", "Still open"),
                       number("not_known", "Length not known"), number("median_wd", "Median length (WD)"),
                       number("longest_wd", "Longest (WD)"), number("responses", "Responses"),
                       number("median_responses", "Median of responses")});
  for (const char* kind : {"refinement", "report"}) {
    std::size_t held = 0, open = 0, not_known = 0;
    std::vector<int> lengths, responses;  // of those that are over
    for (const auto& life : lives)
      for (const auto& one : past::consultations_of(life)) {
        if (one.kind != kind) continue;
        ++held;
        if (is_open(life, one)) {
          ++open;
          continue;
        }
        const auto working = one.working_days();
        if (working) lengths.push_back(*working);
        else ++not_known;
        if (one.responses_known) responses.push_back(one.responses);
      }
    std::size_t total = 0;
    for (const int one : responses) total += static_cast<std::size_t>(one);
    made.rows.push_back(
        {std::string(kind) == "refinement" ? "Refinement Consultation" : "Modification Report Consultation",
         numbers::count(held), numbers::count(open), numbers::count(not_known), numbers::median(lengths),
         numbers::longest(lengths), responses.empty() ? Cell() : numbers::count(total), numbers::median(responses)});
  }
  return made;
}

Section send_backs(const Lives& lives) {
  auto made = section("send-backs", "Reports that came back", "",
                      {text("ref", "Reference"), date("on", "Date"), text("by", "By"), text("from", "From state")});
  for (const auto& life : lives)
    for (const auto& step : life.steps) {
      const bool by_authority = step.is(SentBackRecorded::name, "SENT_BACK");
      if (!by_authority && step.event != ReportReturned::name) continue;
      const auto by = by_authority                         ? "The Authority"
                      : step.from == ChangeBoardVote::name ? "The Change Board"
                                                           : "The Panel";
      made.rows.push_back({engine::cell(life.summary.ref), engine::cell(std::optional(step.on)), std::string(by),
                           engine::cell(paper::words_of_state(step.from))});
    }
  return made;
}

struct VoteKind {
  std::string_view event;
  const char* what;
};
constexpr VoteKind vote_kinds[] = {
    {VoteDecided::name, "Decision under Self-Governance"},
    {SentToAuthority::name, "Recommendation to the Authority"},
    {IaCostVoted::name, "Cost of an Impact Assessment"},
    {LegalTextVoted::name, "Legal text"},
    {VoteInquorate::name, "Inquorate"},
    {VoteDeferred::name, "Deferred"},
};

Section votes(const Lives& lives) {
  auto made = section("votes", "Votes of the Change Board", "",
                      {text("what", "Vote"), number("all", "All"), number("approved", "Approved"),
                       number("rejected", "Rejected"), number("not_known", "Not known")});
  const auto row = [&](const std::string& what, auto accepts) {
    std::size_t all = 0, approved = 0, rejected = 0;
    for (const auto& life : lives)
      for (const auto& step : life.steps) {
        if (!accepts(step)) continue;
        ++all;
        const auto outcome = past::outcome_of(life, step);
        approved += outcome == "approve" ? 1U : 0U;
        rejected += outcome == "reject" ? 1U : 0U;
      }
    made.rows.push_back({what, numbers::count(all), numbers::count(approved), numbers::count(rejected),
                         numbers::count(all - approved - rejected)});
  };
  for (const auto& kind : vote_kinds) row(kind.what, [&](const auto& step) { return step.event == kind.event; });
  row("Brought in from another register", [](const auto& step) { return step.code == "CB_VOTE"; });
  return made;
}
}  // namespace

engine::Report report_of_figures(std::string title, Date as_at, std::string basis) {
  engine::Report report;
  report.title = std::move(title);
  report.header = {{"As at", date_text(as_at)}, {"Purpose", "For information"}, {"Basis", std::move(basis)}};
  return report;
}

engine::Report figures(const engine::ReportInput& input) {
  const auto lives = past::lives_of(input);
  auto report = report_of_figures("Figures of the register", input.as_at,
                                  "Definitions are the project's own (DEF); what is not known is counted as not known");
  if (input.since > beginning_of_records) report.header.emplace_back("Since", date_text(input.since));
  report.sections = {the_register(lives),  time_in_state(lives), ages(lives, input.as_at),
                     shares(lives),        assessments(lives),   each_assessment(lives),
                     consultations(lives), send_backs(lives),    votes(lives)};
  report.main_table = "time-in-state";
  return report;
}

}  // namespace sec
