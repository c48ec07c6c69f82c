// Gathers what a report is made of, and has the workflow make it.
#pragma once

#include <stdexcept>

#include "api/report/kept_reading.hpp"
#include "api/report/standings.hpp"

namespace api::report {

struct ReportRequest {
  std::string name;                   // "change-status"
  std::optional<engine::Date> as_at;  // default: today
  std::optional<engine::Date> since;  // default: as the workflow says, else one month before as_at
  std::optional<engine::Time> known_at;
};

struct ReportSources {
  const engine::Workflows& workflows;
  const engine::Reader& reader;
  engine::Date today{};
  bool simulated = false;
  engine::Clearance clearance = 0;  // of who reads it
  // Across reports; nullptr: all is asked and read again.
  KeptAnswers* answers = nullptr;
  KeptReading* reading = nullptr;
  std::optional<Sources> now = {};  // cases as they are; nothing: they are grown from their events
};

// A question that no report answers; the sentence says what is wrong with that parameter of it.
struct WrongQuestion : std::invalid_argument {
  WrongQuestion(std::string name, const std::string& sentence)
      : std::invalid_argument(sentence), parameter(std::move(name)) {}
  std::string parameter;
};
// A paper of a day that has not come would say something else each time it is made. Throws WrongQuestion.
void refuse_the_future(const std::optional<engine::Date>& as_at, engine::Date today);

// The workflow that makes reports of this name; nullptr when none does.
const engine::Workflow* workflow_with(const engine::Workflows& workflows, std::string_view name);

// Reads the database. Throws WrongQuestion when as_at is in the future, or `since` after as_at.
engine::Report build(const ReportSources& sources, const engine::Workflow& workflow, const ReportRequest& request);

}  // namespace api::report
