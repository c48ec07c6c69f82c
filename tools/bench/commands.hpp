// Bodies of commands as real ones are, for the filler and the load alike.
#pragma once

#include <string>
#include <vector>

namespace bench {

inline constexpr int seats = 23;
inline constexpr int documents = 40;
inline constexpr int milestones = 25;

std::string seat_name(int seat);  // from 0
std::string block_of(int seat);
std::string raise(const std::string& ref, const std::string& state);  // taken over in this state; empty: raised today
std::string add_seat(int seat);
std::string appoint(int seat);
std::string attach_document(int number);
std::string set_impacts(int number);
std::string forecast(int first, int count);
std::string agree_timetable();
std::string open_vote(const std::string& purpose, const std::string& mode = "meeting");
std::string cast_vote(int seat);

// The body of the `number`th command of this name.
std::string body_of(const std::string& command, int number);

}  // namespace bench
