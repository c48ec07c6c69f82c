// Days and hours as people in Britain say them.
#pragma once

#include <string>
#include <string_view>

#include "engine/types.hpp"

namespace engine {

std::string spoken(Date day);                    // "Monday 25 March 2019"
std::string spoken_short(Date day);              // "25 March 2019"
std::string spoken_hour(Time time);              // "5pm", "9:30am", "midday", in London
std::string spoken(Time time);                   // "5pm on Monday 25 March 2019"
std::string spoken_text(std::string_view text);  // of a day or an instant as JSON has it; empty: it is none

}  // namespace engine
