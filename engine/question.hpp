// Questions: what one may ask about cases without changing anything, and what comes back.
#pragma once

#include <string_view>
#include <utility>

#include "engine/picture.hpp"
#include "engine/report.hpp"

namespace engine {

// How much a caller may see, from 0 (public) upwards; each workflow says what its levels are.
using Clearance = int;

struct QuestionDescription {
  std::string_view name;                          // "what-if"
  std::string_view summary;                       // one sentence
  bool of_one = true;                             // about one case; else about all that QuestionCode::subjects selects
  Json schema = {};                               // JSON Schema of what is asked with; empty: asked without a body
  std::vector<std::string_view> parameters = {};  // the names that a question without a body may give a text to
  bool has_agenda = false;                        // its answers can be read by calendar programs
  bool has_chart = false;                         // and be looked at
  bool has_paper = false;                         // its answers are papers: pages, spreadsheets, documents
};

// Another case, by any of its references.
struct CaseName {
  std::string collection;
  std::string reference;
  auto operator<=>(const CaseName&) const = default;
};

// Fields of a summary and the values that they must have.
using Selection = std::vector<std::pair<std::string, std::string>>;

// All cases of a collection that fit.
struct CasesLike {
  std::string collection;
  Selection selection;
};

struct Question {
  std::string name;
  Json body = "{}";  // as the schema says; or the parameters that were given, as texts
  Date today{};      // the day that is asked about
  Actor by;
  // How much the readers of the answer may see, if that is less than whoever asks may. Nothing: as much as they may.
  std::optional<Clearance> audience;
};

struct Answer {
  Json json;  // may be empty if there is a paper: then programs read that
  std::optional<Agenda> agenda;
  std::optional<Chart> chart;
  std::optional<Report> paper;
  std::string why_not = {};  // if there is none of these yet: a sentence about why
};

}  // namespace engine
