// Bodies and ballots for the tests of votes: rolls are made up, here as everywhere in the tests.
#pragma once

#include "tests/workflows/lives.hpp"

namespace ballots {

using story::Dom;
using story::Story;

// A command to a body, which has to be accepted (or refused with this sentence in it).
void body(Story& s, const std::string& command, const Dom& body, const std::string& which = "change-board");
std::string body_refuses(Story& s, const std::string& command, const Dom& body);
void add_seat(Story& s, const std::string& seat, const std::string& block, const Dom& more = Dom::object(),
              const std::string& which = "change-board");

inline story::Actor voter(const std::string& id, const std::string& seat) {
  return {id, "change-board-member", "", seat, ""};
}
// What a change of a body's rules needs beside what it changes.
inline Dom by_decision(Dom rule, const std::string& body = "panel") {
  return lives::with(std::move(rule), {{"reason", "as it was agreed"}, {"decision", {{"body", body}}}});
}
// A vote as SECAS records it from a form; `on`: the day of the form.
inline Dom form_of(const std::string& seat, const std::string& choice, const std::string& on) {
  return lives::with(lives::vote(seat, choice), {{"recorded_from", {{"kind", "form"}, {"on", on}}}});
}
inline Dom from_form(Dom vote) { return lives::with(std::move(vote), {{"recorded_from", {{"kind", "form"}}}}); }

// The last ballot as somebody sees it, and its record.
Dom last_ballot(Story& s, const std::string& ref, const story::Actor& seen_by = story::manager);
engine::PartDocument last_bundle(Story& s, const std::string& ref);

// Before the Change Board, taken over without a past.
std::string before_the_board(Story& s, const std::string& ref, const std::string& path = "self-governance");

}  // namespace ballots
