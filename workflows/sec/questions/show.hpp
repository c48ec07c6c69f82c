// How answers show an outlook: as JSON, as entries of a calendar.
#pragma once

#include "workflows/sec/timetable/outlook.hpp"

namespace sec {

void write_outlook(std::string& out, const Facts& facts, const engine::Case& current, const Surroundings& around,
                   const Outlook& found, const std::vector<Rescue>& ways);
void write_cut_offs(std::string& out, const Reckoning& made);
void write_rescues(std::string& out, const std::vector<Rescue>& ways);
// What is on record and what was published: nothing in it moves without an event.
void add_appointments(engine::Agenda& agenda, const Facts& facts, const engine::Case& current,
                      const std::vector<const engine::Case*>& others);

}  // namespace sec
