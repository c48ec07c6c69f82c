// How the usual steps are taken.
#include "tests/workflows/lives.hpp"

namespace lives {

using namespace story;

std::string submitted(Story& s, const Era& era, const Dom& more) {
  return s.raised(proposer("acme"), with(proposal(era), more));
}

std::string in_initial_consideration(Story& s, const Era& era, const Dom& more) {
  const auto ref = submitted(s, era, more);
  s.when(secas, ref, "accept");
  if (era.development && s.then(ref).view().at("state") == "development")
    s.when(panel, ref, "recommend-conversion", {{"route", "refinement"}});
  return ref;
}

Dom route_of(const Era& era) { return by_body(era.body); }

std::string in_refinement(Story& s, const Era& era, const std::string& path, const Dom& more) {
  const auto ref = in_initial_consideration(s, era, more);
  s.when(panel, ref, "send-to-refinement", with(route_of(era), {{"path", path}}));
  return ref;
}

std::string with_a_price(Story& s, const Era& era, const std::string& path, const Dom& more) {
  const auto ref = in_refinement(s, era, path, more);
  s.when(secas, ref, "request-preliminary-assessment");
  s.when(dcc, ref, "record-preliminary-assessment", {{"cost", {{"low", 100}, {"high", 200}}}});
  return ref;
}

std::string before_the_panel(Story& s, const Era& era, const std::string& path, const Dom& more) {
  const auto ref = in_refinement(s, era, path, more);
  s.when(secas, ref, "open-refinement-consultation");
  s.when(secas, ref, "close-refinement-consultation", {{"responses", 3}});
  s.when(secas, ref, "submit-report", {{"legal_text", true}, {"report_version", "1.0"}});
  return ref;
}

Dom approval_of_the_report(const Era& era, const std::string& path) {
  return with(route_of(era), {{"progress_to_report_phase", true},
                              {"report_approved", true},
                              {"implementation_approach_approved", true},
                              {"path", path}});
}

std::string in_consultation(Story& s, const Era& era, const std::string& path, const Dom& more) {
  const auto ref = before_the_panel(s, era, path, more);
  s.when(panel, ref, "approve-report", approval_of_the_report(era, path));
  return ref;
}

namespace {
void the_consultation_closes(Story& s, const std::string& ref) {
  s.working_days_pass(16);
  for (int i = 0; i < 10 && s.now(ref).state == "report-consultation"; ++i)
    s.working_days_pass(1);  // over new holidays
}
}  // namespace

std::string before_the_board(Story& s, const Era& era, const std::string& path, const Dom& more) {
  const auto ref = in_consultation(s, era, path, more);
  the_consultation_closes(s, ref);
  return ref;
}

Dom vote(const std::string& seat, const std::string& choice) {
  return {{"seat", seat},
          {"choice", choice},
          {"reason", "objective (a)"},
          {"objectives", {{{"objective", "a"}, {"view", choice == "approve" ? "better" : "worse"}}}}};
}

void opens_a_vote(Story& s, const std::string& ref, const std::string& purpose, const std::string& mode) {
  s.when(secas, ref, "open-vote", {{"purpose", purpose}, {"mode", mode}});
}

void everybody_votes(Story& s, const std::string& ref, const std::string& choice) {
  for (const std::string seat : {"LS-1", "SS-1", "NET-1", "OTH-1", "CON-1"})
    s.when(member(seat), ref, "cast-vote", vote(seat, choice));
}

std::string with_the_authority(Story& s, const Era& era, const Dom& more) {
  const auto ref = before_the_board(s, era, "authority-determined", more);
  opens_a_vote(s, ref, "final", "meeting");
  everybody_votes(s, ref, "approve");
  s.when(secas, ref, "close-vote");
  return ref;
}

std::string in_the_appeal_window(Story& s, const Era& era, const std::string& choice, const Dom& more) {
  const auto ref = before_the_board(s, era, "self-governance", more);
  opens_a_vote(s, ref, "final", "meeting");
  everybody_votes(s, ref, choice);
  s.when(secas, ref, "close-vote");
  return ref;
}

std::string sent_back(Story& s, const Era& era) {
  const auto ref = with_the_authority(s, era);
  s.when(authority, ref, "send-back", {{"questions", {"What are the costs after Pre-Integration Testing?"}}});
  answer_the_authority(s, ref);
  return ref;
}

Dom same_effect(Story& s, const Era& era) {
  return {{"ground", "same-effect-as-live"}, {"same_as", submitted(s, era)}};
}

void answer_the_authority(Story& s, const std::string& ref) {
  const auto questions = s.then(ref).view().at("questions");
  for (const auto& one : questions)
    if (one.at("answer").is_null())
      s.when(story::secas, ref, "answer-question", {{"question", one.at("number")}, {"answer", "as in the report"}});
}

std::string fast_track(Story& s, const Era& era) {
  auto body = proposal(era);
  body["proposer"] = {{"type", "panel"}};
  body["suggested_path"] = "fast-track";
  const auto ref = s.raised(secas, body);
  s.when(secas, ref, "accept", {{"unanimous", true}});
  return ref;
}

std::string pending(Story& s, const Era& era, const std::string& path) {
  const Dom parts = {{{"part", 1}, {"release", "june"}}, {{"part", 2}, {"release", "november"}}};
  const auto ref = before_the_panel(s, era, path);
  s.when(panel, ref, "approve-report", with(approval_of_the_report(era, path), {{"implementation", parts}}));
  the_consultation_closes(s, ref);
  opens_a_vote(s, ref, "final", "meeting");
  everybody_votes(s, ref, "approve");
  s.when(secas, ref, "close-vote");
  if (path == "self-governance") s.working_days_pass(11);
  else s.when(authority, ref, "determine", determination("approve"));
  return ref;
}

}  // namespace lives
