// What the Panel looks at besides: releases, and what it is asked to decide.
#include <fmt/format.h>

#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/paper/sections.hpp"
#include "workflows/sec/release/facts.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec::paper {

namespace {
using Kind = engine::Report::Column::Kind;
using engine::cell;
using engine::Cell;

// Any part of it: each may be in another release.
bool is_in(const Summary& one, const std::string& release) {
  if (one.release == release) return true;
  return one.releases && (", " + *one.releases + ",").find(", " + release + ",") != std::string::npos;
}

std::string scope_of(const Subject& subject, const std::string& release) {
  std::string scope;
  for (const auto& row : subject.now)
    if (is_in(row.summary, release)) scope += (scope.empty() ? "" : ", ") + row.summary.ref;
  return scope;
}

// What in it may miss its date.
std::string risks_of(const Subject& subject, const std::string& release) {
  std::string risks;
  for (const auto& row : subject.now)
    if (is_in(row.summary, release) && !ends(row.summary.state) && row.standing.rag.value_or("green") != "green")
      risks += fmt::format("{}{} ({})", risks.empty() ? "" : ", ", row.summary.ref, capitals(*row.standing.rag));
  return risks;
}

std::optional<int> moved_wd(const release::Summary& one, const engine::Calendar& calendar) {
  if (!one.first_planned_on || !one.planned_on) return {};
  if (*one.planned_on >= *one.first_planned_on)
    return working_days_between(*one.first_planned_on, *one.planned_on, calendar);
  const auto earlier = working_days_between(*one.planned_on, *one.first_planned_on, calendar);
  return earlier ? std::optional(-*earlier) : std::nullopt;
}
}  // namespace

Section releases(const Subject& subject) {
  auto section = table("releases", "SEC Releases",
                       {{"release", "Release"},
                        {"state", "Step"},
                        {"first_planned_on", "First planned", Kind::date},
                        {"planned_on", "Planned", Kind::date},
                        {"moved_wd", "Moved (WD)", Kind::number},
                        {"scope", "Scope"},
                        {"risks", "At risk"}});
  if (subject.input.beside.empty()) return section;
  for (const auto& listed : subject.input.beside.front()) {
    const auto one = release::read_summary(listed.summary);
    section.rows.push_back({one.title, plain(one.state), cell(one.first_planned_on), cell(one.planned_on),
                            cell(moved_wd(one, calendar_of(subject.input))), cell(scope_of(subject, one.ref)),
                            cell(risks_of(subject, one.ref))});
  }
  return section;
}

Section recommendations(const Subject& subject) {
  auto section = table("recommendations", "The Panel is asked to",
                       {{"verb", "Verb"}, {"ref", "Reference"}, {"recommendation", "Recommendation"}}, "None.");
  section.rows.push_back({asked(Verb::NOTED), Cell(), "the report"});
  for (const auto& row : subject.now)
    for (const auto& line : ends(row.summary.state) ? std::vector<meeting::DraftLine>() : row.standing.recommended)
      section.rows.push_back({asked(line.verb), row.summary.ref, line.text});
  return section;
}

}  // namespace sec::paper
