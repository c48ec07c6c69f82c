// A calendar feed as text/calendar: RFC 5545, with METHOD:PUBLISH.
#pragma once

#include "engine/picture.hpp"

namespace api {

inline constexpr std::size_t calendar_line_octets_max = 75;  // RFC 5545, 3.1, without the line break

// What the names of entries end in.
inline const std::string feed_host = "secmp";

// Every entry is an event of its own with its UID under `host`; nothing in the text depends on when it is made.
std::string calendar_text(const engine::Agenda& agenda, const std::string& host);

}  // namespace api
