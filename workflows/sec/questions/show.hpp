// How answers show an outlook: as JSON, as entries of a calendar, as bars of a chart.
#pragma once

#include "workflows/sec/timetable/outlook.hpp"

namespace sec {

void write_outlook(std::string& out, const Facts& facts, const engine::Case& current, Date today, const Outlook& found,
                   const std::vector<Rescue>& ways);
void write_cut_offs(std::string& out, const Reckoning& made);
void write_rescues(std::string& out, const std::vector<Rescue>& ways);
// What is on record and what was published: nothing in it moves without an event.
void add_appointments(engine::Agenda& agenda, const Facts& facts, const engine::Case& current,
                      const std::vector<const engine::Case*>& others);
engine::Chart chart_of(const Facts& facts, const Outlook& found, Date today);

}  // namespace sec
