// The usual steps of a modification under each pack, for stories that begin somewhere in the middle of a life.
#pragma once

#include "tests/support/story.hpp"

namespace lives {

using story::Dom;
using story::Story;

struct Era {
  std::string pack;
  std::string first_day;
  std::string body;          // who converts and approves reports: "panel", "csc"
  std::string ia_cost_body;  // who signs off the cost of an Impact Assessment
  bool development;
};
inline const Era eras[] = {{"sec-2018", "2018-01-08", "panel", "panel", false},
                           {"sec-2019", "2019-01-07", "panel", "change-board", true},
                           {"sec-2021", "2021-09-06", "csc", "change-board", true}};

inline Dom by_body(const std::string& body) { return {{"decision", {{"body", body}, {"mode", "meeting"}}}}; }
inline Dom with(Dom base, const Dom& more) {
  base.update(more);
  return base;
}
inline Dom proposal(const Era& era) {
  return {{"workflow", era.pack},
          {"title", "Clearer wording of Section D"},
          {"problem", "The wording is unclear"},
          {"proposer", {{"type", "party"}, {"id", "acme"}, {"name", "Acme Energy"}, {"category", "large-suppliers"}}}};
}

// Each takes the modification to the state that it names, by the shortest way.
std::string submitted(Story& s, const Era& era, const Dom& more = Dom::object());
std::string in_initial_consideration(Story& s, const Era& era, const Dom& more = Dom::object());
std::string in_refinement(Story& s, const Era& era, const std::string& path, const Dom& more = Dom::object());
// With the DCC's Preliminary Assessment, which names the price of the Impact Assessment.
std::string with_a_price(Story& s, const Era& era, const std::string& path, const Dom& more = Dom::object());
std::string before_the_panel(Story& s, const Era& era, const std::string& path, const Dom& more = Dom::object());
std::string in_consultation(Story& s, const Era& era, const std::string& path, const Dom& more = Dom::object());
std::string before_the_board(Story& s, const Era& era, const std::string& path, const Dom& more = Dom::object());
std::string with_the_authority(Story& s, const Era& era, const Dom& more = Dom::object());
std::string in_the_appeal_window(Story& s, const Era& era, const std::string& choice = "approve",
                                 const Dom& more = Dom::object());
std::string sent_back(Story& s, const Era& era);  // and what it asked is answered
std::string fast_track(Story& s, const Era& era);
// The body of a refusal: for the effect of another proposal, which this raises.
Dom same_effect(Story& s, const Era& era);
// Pending implementation, with two parts planned.
std::string pending(Story& s, const Era& era, const std::string& path);

void answer_the_authority(Story& s, const std::string& ref);  // every question that is open

Dom route_of(const Era& era);
Dom approval_of_the_report(const Era& era, const std::string& path);
Dom vote(const std::string& seat, const std::string& choice);
void everybody_votes(Story& s, const std::string& ref, const std::string& choice);
void opens_a_vote(Story& s, const std::string& ref, const std::string& purpose, const std::string& mode);
inline Dom determination(const std::string& decision) {
  return {{"decision", decision}, {"reason", "better facilitates objective (a)"}};
}

}  // namespace lives
