// The sections of the Change Status Report: sec-rules 8.2, in its order.
#pragma once

#include <map>
#include <set>

#include "engine/workflow.hpp"
#include "workflows/sec/paper/register.hpp"
#include "workflows/sec/paper/tables.hpp"
#include "workflows/sec/terms/readers_copy.hpp"

namespace sec::paper {

// What a section looks at: what is live or was closed since the last report, and how many stood where.
struct Subject {
  Subject(const engine::ReportInput& input, ReadersCopy& copy);

  const engine::ReportInput& input;
  ReadersCopy& copy;  // whose the report is
  std::vector<Row> now;
  std::vector<std::int64_t> count_now, count_then;  // by place in groups()
  bool past_known = true;  // false: some were taken over since, and nobody recorded where they stood
  std::map<std::string, std::string> release_titles;  // by id

  std::string reference(const std::string& case_id) const;              // that is in use now
  std::string release(const std::optional<std::string>& id) const;      // its title; empty: none
  std::set<std::string> references_with(std::string_view event) const;  // of those to which it has happened since
  std::string questions(const Row& row) const;  // of the Authority: those that are open, or were asked since
};

Section counts(const Subject& subject);
Section fresh(const Subject& subject);
Section movement(const Subject& subject);
Section stage(const Subject& subject, const Group& group);  // development, refinement ...
Section report_phase(const Subject& subject);
Section board_outcomes(const Subject& subject);
Section with_the_authority(const Subject& subject);
Section self_governance(const Subject& subject);
Section implementation(const Subject& subject);
Section releases(const Subject& subject);
Section date_changes(const Subject& subject);
Section assessments(const Subject& subject);
Section held(const Subject& subject);
Section withdrawn(const Subject& subject);
Section closed(const Subject& subject);
Section slippage(const Subject& subject);
Section recommendations(const Subject& subject);

}  // namespace sec::paper
