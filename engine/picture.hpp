// What calendar programs and pictures show, as values. Renderings add the form and nothing else.
#pragma once

#include <variant>

#include "engine/types.hpp"

namespace engine {

// One entry of a calendar feed. Whoever has read it before finds it again by its `uid`, and knows a newer one by its
// `sequence`.
struct Appointment {
  std::string uid;         // the same for ever: "SECMP0062.CB_VOTE"
  int sequence = 0;        // grows whenever the entry may have changed
  Time stamp{};            // when that was recorded
  Date on{};               // the whole day ...
  std::optional<Time> at;  // ... or this instant of it
  std::string title;
  std::string detail;
  bool cancelled = false;
};
struct Agenda {
  std::string name;  // of the feed, for people
  std::vector<Appointment> entries;
};

// Bars over days: what was planned first, and what is expected now.
struct Chart {
  struct Span {
    Date from{};
    Date to{};
    std::string words;  // what is written at it: "12 WD"; may be empty
  };
  struct Bar {
    std::string label;
    std::optional<Span> baseline;
    std::optional<Span> forecast;
    bool done = false;  // the forecast is what happened
    bool at_risk = false;
  };
  struct Mark {
    std::string label;
    Date on{};
  };
  std::string title;
  Date today{};
  std::vector<Bar> bars;
  std::vector<Mark> marks;  // cut-offs
};

// Columns beside each other, one a day or month, each a pile of counts.
struct Columns {
  enum class Kind {
    standing,  // in the pile
    unknown,   // in it as well, and hollow: nobody knows where it belongs
    leaving    // below the line: what left the pile meanwhile
  };
  struct Series {
    std::string words;
    Kind kind{};
    std::vector<std::int64_t> counts;  // one a column
  };
  std::string title;
  std::vector<std::string> columns;  // what stands below each: "Feb 19"
  std::vector<Series> series;        // the first stands lowest; each keeps its place and colour when others are empty
};

// What may stand in a report beside the table that has the same figures.
using Picture = std::variant<Chart, Columns>;

}  // namespace engine
