// How the tables of papers begin: a name, a heading, columns, and no row yet.
#pragma once

#include "engine/report.hpp"

namespace sec::paper {

using Section = engine::Report::Section;

// `when_empty`: what to print if it gets no row; empty: it is named among those that have none.
inline Section table(std::string name, std::string heading, std::vector<engine::Report::Column> columns,
                     std::string when_empty = "") {
  return {std::move(name), std::move(heading), "", std::move(columns), {}, std::move(when_empty)};
}

}  // namespace sec::paper
