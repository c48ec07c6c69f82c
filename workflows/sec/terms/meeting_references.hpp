// How meetings, their papers and the actions raised at them are called: SECP_66_1503, SECP_66_1503_12, SECP66/01
// (sec-rules 10.2, 10.3). The year is in none of them.
#pragma once

#include "engine/types.hpp"
#include "workflows/sec/terms/words.hpp"

namespace sec::meeting {

// Only SECP has been seen; the others are assumed, and corrected here.
struct Prefix {
  std::string_view prefix;
  Body body{};
  std::string_view name;        // "SEC Panel"
  std::string_view short_name;  // "Panel", as its minutes call it
};
inline constexpr Prefix prefixes[] = {{"SECP", Body::panel, "SEC Panel", "Panel"},
                                      {"SECCB", Body::change_board, "SEC Change Board", "Change Board"},
                                      {"SECCSC", Body::csc, "Change Sub-Committee", "Change Sub-Committee"}};
const Prefix& prefix_of(Body body);

struct MeetingReference {
  const Prefix* prefix = nullptr;
  int number = 0;
  unsigned day = 0;
  unsigned month = 0;
  std::optional<int> paper;

  std::string meeting() const;  // "SECP_66_1503", without a paper
};
std::optional<MeetingReference> read_meeting(std::string_view text);  // in any letter case; nullopt: it is none
std::string paper_reference(std::string_view meeting, int number);    // "SECP_66_1503_12"

struct ActionReference {
  const Prefix* prefix = nullptr;
  int meeting = 0;
  int number = 0;

  std::string id() const;       // "SECP66-01": a slash would be two segments of an address
  std::string written() const;  // "SECP66/01", as minutes write it
};
std::optional<ActionReference> read_action(std::string_view text);  // either form, in any letter case

// Every meeting that may be the one at which an action of that number was raised: its reference does not say the day.
std::vector<std::string> meetings_of(const ActionReference& action);

// What other cases have to know of a meeting that they name: workflows/sec/meeting knows it.
inline constexpr std::string_view workflow_name = "sec-meeting";
struct RaisedAt {
  std::string meeting;
  std::vector<std::pair<int, Classification>> items;  // of its agenda, by number
  bool minutes_published = false;
};
RaisedAt raised_at(const engine::Case& meeting);

}  // namespace sec::meeting
