// Sends the commands that bodies and votes take in the stories, and reads the counts.
#include "tests/workflows/ballots.hpp"

namespace ballots {

using namespace story;

void body(Story& s, const std::string& command, const Dom& body, const std::string& which) {
  const auto reply = s.ask({"bodies", which, command, body.dump(), manager, "", "", {}, {}});
  const auto words = command + ": " + in_words(reply);
  CAPTURE(words);
  REQUIRE(std::holds_alternative<engine::Accepted>(reply));
}

std::string body_refuses(Story& s, const std::string& command, const Dom& body) {
  const auto reply = s.ask({"bodies", "change-board", command, body.dump(), manager, "", "", {}, {}});
  CHECK(std::holds_alternative<engine::Refused>(reply));
  return in_words(reply);
}

void add_seat(Story& s, const std::string& seat, const std::string& block, const Dom& more, const std::string& which) {
  Dom add = {{"seat", seat}, {"block", block}};
  if (more.contains("weight")) add["weight"] = more["weight"];
  body(s, "add-seat", add, which);
  body(s, "appoint", {{"seat", seat}, {"holder", seat + "-member"}, {"name", "Holder of " + seat}}, which);
}

Dom last_ballot(Story& s, const std::string& ref, const Actor& seen_by) {
  const auto current = s.now(ref);
  return Dom::parse(rules().get(current.workflow).part(current, "ballots", seen_by).back());
}

engine::PartDocument last_bundle(Story& s, const std::string& ref) {
  const auto current = s.now(ref);
  const auto& workflow = rules().get(current.workflow);
  const auto count = workflow.part(current, "ballots", manager).size();
  return workflow.part_document(current, "ballots", count - 1, "bundle");
}

std::string before_the_board(Story& s, const std::string& ref, const std::string& path) {
  return s.given(ref, "change-board-vote", path, {{"workflow", "sec-2019"}});
}

}  // namespace ballots
