// What the Authority asked of a modification, and what it was answered: a matrix in its papers.
#pragma once

#include "engine/report.hpp"
#include "workflows/sec/modification/facts.hpp"
#include "workflows/sec/terms/readers_copy.hpp"

namespace sec::paper {

// Goes before the section `before` of the paper, if the Authority has asked anything.
void add_questions_of_authority(engine::Report& paper, std::string_view before, const Facts& facts, ReadersCopy& copy);

}  // namespace sec::paper
