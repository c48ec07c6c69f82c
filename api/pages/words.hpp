// Days and hours as people in Britain say them.
#pragma once

#include <string>
#include <string_view>

#include "engine/types.hpp"

namespace api::pages {

std::string in_words(engine::Date day);         // "Monday 25 March 2019"
std::string short_words(engine::Date day);      // "25 March 2019"
std::string hour_in_words(engine::Time time);   // "5pm", "9:30am", "midday", in London
std::string in_words(engine::Time time);        // "5pm on Monday 25 March 2019"
std::string read_in_words(std::string_view text);  // a day or an instant as JSON has it; empty: it is none

}  // namespace api::pages
