// Which of several solutions takes effect: who says so, and that every paper names it (DEF 16.2).
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"

using namespace story;

namespace {
// With the Authority, or decided under Self-Governance: each seat on the proposal and on the Alternative "e-mail".
std::string voted(Story& s, const lives::Era& era, const std::string& path, const std::string& proposal,
                  const std::string& alternative, const std::string& preference = "") {
  const auto ref = lives::in_refinement(s, era, path);
  s.when(secas, ref, "amend", {{"solution", "Send it by post"}});
  s.when(secas, ref, "add-alternative",
         {{"name", "e-mail"}, {"by", "working-group"}, {"summary", "Send it by e-mail"}});
  s.when(secas, ref, "open-refinement-consultation");
  s.when(secas, ref, "close-refinement-consultation");
  s.when(secas, ref, "submit-report", {{"legal_text", true}});
  s.when(panel, ref, "approve-report", lives::approval_of_the_report(era, path));
  s.working_days_pass(16);
  lives::opens_a_vote(s, ref, "final", "meeting");
  for (const std::string seat : {"LS-1", "SS-1", "NET-1", "OTH-1", "CON-1"})
    for (const auto& [subject, choice] : {std::pair("proposed", proposal), std::pair("e-mail", alternative)}) {
      auto vote = lives::vote(seat, choice);
      vote["subject"] = subject;
      if (!preference.empty()) vote["preference"] = preference;
      s.when(member(seat), ref, "cast-vote", vote);
    }
  s.when(secas, ref, "close-vote");
  return ref;
}
// All texts of a paper, one after the other.
std::string text_of(const engine::Report& paper) {
  std::string all;
  for (const auto& [name, value] : paper.header) all += name + ": " + value + "\n";
  for (const auto& section : paper.sections) {
    all += section.heading + ": " + section.lead + "\n";
    for (const auto& row : section.rows) {
      for (const auto& one : row) all += engine::text_of(one) + " | ";
      all += "\n";
    }
  }
  return all;
}
std::string page_of(Story& s, const std::string& ref, const std::string& paper = "page") {
  return text_of(meetings::paper(s, "modifications/" + ref, paper));
}
bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
const Dom yes = lives::determination("approve");
}  // namespace

STORY("The Alternative alone is approved: the Authority approves it, and it is the solution in every paper") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = voted(s, era, "authority-determined", "reject", "approve");
    s.then(ref).has("/ballots/0/approved_subject", "e-mail").has("/solution", "Send it by post");
    CHECK(says(page_of(s, ref), "Recommended solution: e-mail"));
    s.when(authority, ref, "determine", yes);
    s.then(ref).has("/solution", "e-mail: Send it by e-mail").has("/approved_subject", "e-mail");
    const auto page = page_of(s, ref);
    CHECK(says(page, "Approved solution: e-mail"));
    CHECK(says(page, "What is the solution?: e-mail: Send it by e-mail."));
    CHECK_FALSE(says(page, "Send it by post"));
    CHECK(says(page, "Approved by the Authority: e-mail"));
    CHECK(says(page_of(s, ref, "conclusions"), "Approved solution: e-mail"));
    s.when(authority, ref, "direct-date", {{"on", s.today_text()}});
    s.when(secas, ref, "implement-part");
    CHECK(says(page_of(s, ref), "Implemented: e-mail"));
  }
}

STORY("The Authority may approve another solution than the recommended one, if it was voted on") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = voted(s, era, "authority-determined", "approve", "approve", "e-mail");
    s.then(ref).has("/ballots/0/approved_subject", "e-mail");
    s.but(authority, ref, "determine", lives::with(yes, {{"subject", "pigeons"}})).is_malformed_at("/subject");
    s.when(authority, ref, "determine", lives::with(yes, {{"subject", "proposed"}}));
    s.then(ref).has("/solution", "Send it by post").has("/approved_subject", "proposed");
    CHECK(says(page_of(s, ref), "Approved solution: The proposal"));
    CHECK(says(page_of(s, ref), "Approved by the Authority: The proposal"));
  }
}

STORY("Under Self-Governance the solution that the seats prefer is decided; a rejection decides none") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = voted(s, era, "self-governance", "approve", "approve", "e-mail");
    s.then(ref).has("/approved_subject", "e-mail").has("/solution", "e-mail: Send it by e-mail");
    CHECK(says(page_of(s, ref), "The Change Board voted to approve it under Self-Governance: e-mail"));
    s.when(panel, ref, "reopen-vote", {{"reason", "r"}});
    s.then(ref).has("/approved_subject", Dom()).has("/solution", "Send it by post");
    const auto rejected = voted(s, era, "self-governance", "reject", "reject");
    s.then(rejected).has("/approved_subject", Dom()).has("/solution", "Send it by post");
    s.when(party("acme"), rejected, "refer", {{"party", "acme"}, {"reason", "r"}});
    s.when(panel, rejected, "decide-referral", {{"decision", "reverse"}, {"reason", "r"}});
    s.then(rejected).has("/approved_subject", "proposed");
    const auto plain = lives::with_the_authority(s, era);
    s.when(authority, plain, "determine", yes);
    s.then(plain).has("/approved_subject", "proposed");
    CHECK_FALSE(says(page_of(s, plain), "Approved solution"));  // there was one alone
  }
}
