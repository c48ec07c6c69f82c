// The scripts, and the way to a state in which a command can be sent.
#include "tests/system/every_command.hpp"

#include <algorithm>
#include <stdexcept>

#include "tests/system/made_up.hpp"

namespace outside {
namespace {

const std::string analyst = "secas-analyst", manager = "secas-manager", secretary = "panel-secretary";
const std::string authority = "authority", party = "party", proposer = "proposer", dcc = "dcc";
const std::string voter = "change-board-member";
const Json none = Json::object();
const Json form = {{"kind", "form"}, {"on", "2019-03-18"}};
const Json milestones = {{{"code", "PANEL_MR"}, {"on", "2019-04-12"}, {"reason_code", "OTHER"}}};

std::string path_of(const std::string& target, const std::string& command) {
  if (command.empty()) return target;
  return target.substr(0, target.find('/', 4)) + "/{ref}/commands/" + command;
}

Json vote(const std::string& seat, bool from_form) {
  Json body = {{"seat", seat},
               {"choice", "approve"},
               {"reason", "it is clearer"},
               {"objectives", {{{"objective", "a"}, {"view", "better"}}}}};
  if (from_form) body["recorded_from"] = form;
  return body;
}
Json response(const std::string& party, const std::string& confidentiality, bool from_form) {
  Json body = {
      {"party", party}, {"category", "large-suppliers"}, {"position", "approve"}, {"confidentiality", confidentiality}};
  if (from_form) body["recorded_from"] = form;
  return body;
}

bool ends_windows(const std::string& path) { return path.ends_with("/reopen-window") || path.ends_with("/end-window"); }

}  // namespace

EveryCommand::EveryCommand(Send send, Ask ask)
    : send_(std::move(send)),
      ask_(std::move(ask)),
      document_(ask_("public", "GET", "/openapi.json", Json(), "").json()) {}

void EveryCommand::run() {
  others_by_script();
  modifications_by_script();
  votes_by_script();
  meeting_by_script();
  for (const auto& path : command_paths(document_))
    if (!done_.contains(path) && !ends_windows(path) && path.starts_with("/v1/modifications/")) by_position(path);
  window_by_script();
}

std::set<std::string> EveryCommand::missing() const {
  std::set<std::string> left;
  for (const auto& path : command_paths(document_))
    if (!done_.contains(path)) left.insert(path);
  return left;
}

std::string EveryCommand::does(const std::string& target, const Step& step) {
  const auto path = path_of(target, step.command);
  Json body = made_up(schema_of(document_, path), false);
  body.update(step.body);
  const Answer answer = send_({step.role, target, step.command, body});
  if (answer.status / 100 != 2)
    throw std::runtime_error(step.command + " of " + target + " by " + step.role + ": " + answer.body);
  done_.insert(path);
  if (step.command.empty()) return answer.header("location");
  const auto renamed = ask_("public", "GET", target, Json(), "").header("location");
  return renamed.empty() ? target : renamed;
}

std::string EveryCommand::opens(const std::string& role, const std::string& collection, const Json& body) {
  return does("/v1/" + collection, {role, "", body});
}

std::string EveryCommand::goes(const std::string& target, const std::vector<Step>& steps) {
  auto now = target;
  for (const auto& step : steps) now = does(now, step);
  return now;
}

std::string EveryCommand::taken_over(const std::string& state, const std::string& path) {
  Json position = {{"state", state}, {"as_of", "2019-03-18"}, {"source", "a test"}};
  if (!path.empty()) position["path"] = path;
  return opens(manager, "modifications",
               {{"ref", "SECMP" + std::to_string(number_ += 5)},
                {"workflow", "sec-2019"},
                {"title", "A title"},
                {"problem", "Something in the Code does not work."},
                {"proposer", {{"type", "party"}, {"id", "proposer-1"}, {"category", "large-suppliers"}}},
                {"position", position}});
}

void EveryCommand::modifications_by_script() {
  const auto live = taken_over("refinement", "self-governance");
  goes(taken_over("initial-consideration", ""),
       {{secretary, "refuse", {{"same_as", live.substr(live.rfind('/') + 1)}}}});
  const Json to_report = {{"progress_to_report_phase", true},
                          {"report_approved", true},
                          {"implementation_approach_approved", true},
                          {"path", "authority-determined"},
                          {"implementation", {{{"part", 1}, {"planned_on", "2019-11-07"}}}}};
  goes(opens(party, "modifications",
             {{"title", "A title"},
              {"problem", "Something in the Code does not work."},
              {"proposer", {{"type", "party"}, {"id", "party-1"}, {"category", "large-suppliers"}}}}),
       {{analyst, "accept", none},
        {analyst, "revoke-last", none},
        {manager, "accept", none},
        {manager, "revoke-last", none},
        {analyst, "accept", none},
        {analyst, "record-csc-discussion", none},
        {secretary, "recommend-conversion", {{"route", "refinement"}}},
        {secretary, "revoke-last", none},
        {secretary, "recommend-conversion", {{"route", "refinement"}}},
        {secretary, "return-to-development", none},
        {secretary, "recommend-conversion", {{"route", "refinement"}}},
        {secretary, "send-to-refinement", {{"path", "authority-determined"}, {"timetable", milestones}}},
        {analyst, "open-refinement-consultation", none},
        {analyst, "close-refinement-consultation", none},
        {analyst, "submit-report", {{"legal_text", true}}},
        {secretary, "return-report", {{"timetable", milestones}}},
        {analyst, "submit-report", {{"legal_text", true}}},
        {secretary, "approve-report", to_report}});
  goes(taken_over("refinement", "self-governance"),
       {{secretary, "split", {{"parts", {{{"title", "gas"}}, {{"title", "electricity"}}}}}}});
  goes(taken_over("refinement", "self-governance"),
       {{analyst, "link", {{"relation", "split-into"}, {"ref", "MP999A"}, {"external", true}}},
        {secretary, "end-as-split", none}});
  goes(taken_over("authority-determination", "authority-determined"),
       {{authority, "send-back", none}, {analyst, "answer-question", {{"question", 1}}}});
  goes(taken_over("initial-consideration", ""),
       {{secretary, "send-to-report", {{"path", "self-governance"}, {"reason", "it is simple"}}}});
  goes(taken_over("refinement", "self-governance"),
       {{analyst, "record-discussion-at", {{"body", "Working Group"}}},
        {analyst, "open-refinement-consultation", none},
        {party, "record-response", response("party-1", "anonymous", false)},
        {party, "record-response", response("party-1", "open", false)},
        {analyst, "record-response", response("Beta Energy", "confidential", true)},
        {analyst, "record-response", response("Gamma Energy", "anonymous", true)},
        {analyst, "extend-consultation", {{"closes_on", "2019-05-10"}}},
        {analyst, "close-refinement-consultation", none},
        {analyst, "request-preliminary-assessment", none},
        {dcc, "record-preliminary-assessment", none},
        {secretary, "decide-ia-cost", {{"decision", "incur"}}},
        {analyst, "request-impact-assessment", none},
        {dcc, "record-impact-assessment", none},
        {dcc, "revoke-last", none},
        {dcc, "record-impact-assessment", none},
        {secretary, "set-path", {{"path", "authority-determined"}}},
        {proposer, "refer-to-authority", {{"subject", "path"}}},
        {authority, "dismiss-referral", none},
        {secretary, "request-urgency", none},
        {authority, "decide-urgency", {{"urgent", false}}},
        {authority, "revoke-last", none},
        {authority, "decide-urgency", {{"urgent", false}}},
        {analyst, "attach-document", {{"kind", "form"}, {"title", "t"}, {"version", "1"}, {"classification", "white"}}},
        {analyst, "reclassify", {{"classification", "red"}}},
        {secretary, "hold", none},
        {secretary, "resume", none},
        {proposer, "withdraw", none},
        {party, "adopt", {{"party", "party-1"}, {"category", "large-suppliers"}}}});
}

void EveryCommand::votes_by_script() {
  const Json at_a_meeting = {{"purpose", "final"}, {"mode", "meeting"}};
  goes(taken_over("change-board-vote", "self-governance"),
       {{analyst, "attach-document", none},
        {analyst, "withdraw-document", none},
        {analyst, "open-vote", at_a_meeting},
        {manager, "correct-roll", {{"seat", "SS-1"}, {"holder", {{"id", "another"}}}}},
        {secretary, "defer-vote", none},
        {secretary, "revoke-last", none},
        {secretary, "defer-vote", none},
        {analyst, "open-vote", at_a_meeting},
        {voter, "cast-vote", vote("LS-1", false)},
        {analyst, "close-vote", none},
        {analyst, "cast-vote", vote("SS-1", true)},  // its form came in time
        {party, "refer", {{"party", "party-1"}}},
        {secretary, "decide-referral", {{"decision", "uphold"}}}});
  goes(taken_over("change-board-vote", "self-governance"), {{analyst, "open-vote", at_a_meeting},
                                                            {voter, "cast-vote", vote("LS-1", false)},
                                                            {analyst, "close-vote", none},
                                                            {secretary, "reopen-vote", none}});
}

// When the clock has ended it: last of all, as everything else is of the first day.
void EveryCommand::window_by_script() {
  const auto target = goes(taken_over("change-board-vote", "self-governance"),
                           {{analyst, "open-vote", {{"purpose", "final"}, {"mode", "meeting"}}},
                            {voter, "cast-vote", vote("LS-1", false)},
                            {analyst, "close-vote", none}});
  const Answer moved = ask_("operator", "POST", "/v1/clock", {{"to", "2019-04-15T09:00:00Z"}}, "");
  if (moved.status != 200) throw std::runtime_error("the clock did not move: " + moved.body);
  goes(target, {{manager, "reopen-window", none}, {manager, "end-window", none}});
}

void EveryCommand::others_by_script() {
  opens("operator", "bodies", {{"id", "a-sub-committee"}, {"name", "A Sub-Committee"}});
  done_.insert("/v1/calendar");  // opened with the folder: there is one, and no other
  goes("/v1/bodies/change-board",
       {{manager, "add-seat", {{"seat", "LS-1"}, {"block", "large-suppliers"}}},
        {manager, "appoint", {{"seat", "LS-1"}, {"holder", "change-board-member-1"}}},
        {manager, "add-seat", {{"seat", "SS-1"}, {"block", "small-suppliers"}}},
        {manager, "appoint", {{"seat", "SS-1"}, {"holder", "holder-of-SS-1"}}},
        {manager, "name-alternate", {{"seat", "SS-1"}, {"alternate", "alternate-of-SS-1"}}},
        {manager, "add-seat", {{"seat", "NET-9"}, {"block", "networks"}}},
        {manager, "appoint", {{"seat", "NET-9"}, {"holder", "nobody"}}},
        {manager, "vacate", {{"seat", "NET-9"}}},
        {manager, "remove-seat", {{"seat", "NET-9"}}},
        {secretary, "set-rule", {{"quorum", "none"}, {"decision", {{"body", "panel"}}}}},
        {manager, "set-rule", {{"quorum", "half-of-filled-seats"}, {"decision", {{"body", "change-board"}}}}}});
  goes("/v1/calendar/england-and-wales",
       {{"operator", "add-holiday", {{"date", "2019-05-15"}, {"name", "a day"}}},
        {"operator", "move-holiday", {{"from", "2019-05-15"}, {"to", "2019-05-16"}}},
        {"operator", "withdraw-holiday", {{"date", "2019-05-16"}}},
        {"operator",
         "publish-year",
         {{"year", 2028}, {"holidays", {{{"date", "2028-01-03"}, {"name", "New Year's Day"}}}}}}});
  const auto scope = [&] {
    return Json{{"modifications", {{{"ref", taken_over("refinement", "self-governance").substr(18)}, {"part", 1}}}}};
  };
  const Json first = scope();
  Json release = {{"id", "november-2019"}, {"title", "November"}, {"kind", "november"}, {"planned_on", "2019-11-07"}};
  goes(opens(secretary, "releases", release), {{secretary, "include", first},
                                               {secretary, "remove", {{"ref", first["modifications"][0]["ref"]}}},
                                               {secretary, "include", first},
                                               {secretary, "set-date", {{"to", "2019-11-14"}}},
                                               {secretary, "agree", none},
                                               {secretary, "set-cut-offs", none},
                                               {secretary, "set-specifications", none},
                                               {secretary, "freeze", none},
                                               {secretary, "add-by-exception", scope()},
                                               {secretary, "request-date", {{"to", "2019-11-21"}}},
                                               {authority, "direct-date", {{"on", "2019-03-18"}}},
                                               {analyst, "go-live", none}});
  release.update({{"id", "winter"}, {"kind", "ad-hoc"}});
  goes(opens(secretary, "releases", release), {{secretary, "cancel", none}});
}

void EveryCommand::meeting_by_script() {
  const auto ref = taken_over("refinement", "self-governance").substr(18);
  const auto line = [](int item) { return Json{{"item", item}, {"verb", "NOTED"}, {"text", "The Panel noted it."}}; };
  const auto meeting =
      goes(opens(analyst, "meetings",
                 {{"ref", "SECP_67_1803"}, {"body", "panel"}, {"date", "2019-03-18"}, {"title", "Panel 67"}}),
           {{analyst, "add-item", {{"item", 1}, {"title", "a"}, {"modifications", {ref}}}},
            {analyst, "add-item", {{"item", 2}, {"title", "b"}}},
            {analyst, "add-item", {{"item", 3}, {"title", "c"}}},
            {analyst, "amend-item", {{"item", 1}, {"title", "d"}}},
            {analyst, "attach-document", {{"kind", "paper"}, {"title", "t"}, {"version", "1"}, {"item", 1}}},
            {analyst, "withdraw-document", {{"number", 1}}},
            {analyst, "remove-item", {{"item", 2}}},
            {secretary, "issue-papers", none},
            {secretary, "hold", {{"attendance", Json::array()}}},
            {secretary, "correct-attendance", none},
            {secretary, "approve-earlier-minutes", {{"of", "the February 2019 SEC Panel meeting"}}},
            {analyst, "record-discussion", {{"item", 1}, {"text", "t"}}},
            {secretary, "propose-decision", line(1)},
            {secretary, "propose-decision", line(1)},
            {secretary, "propose-decision", line(3)},
            {secretary, "propose-decision", line(3)},
            {secretary, "confirm-line", {{"line", 1}}},
            {secretary, "confirm-lines", {{"lines", {2}}}},
            {secretary, "reject-line", {{"line", 3}}},
            {secretary, "defer-line", {{"line", 4}}},
            {secretary, "withdraw-line", {{"line", 1}}},
            {secretary, "draft-minutes", none},
            {secretary, "publish-minutes", {{"draft", true}}},
            {secretary, "approve-minutes", none},
            {secretary, "publish-minutes", none}});
  const auto in_short = meeting.substr(13);
  goes(opens(analyst, "meetings",
             {{"ref", "SECP_68_1803"}, {"body", "panel"}, {"date", "2019-03-18"}, {"title", "Panel 68"}}),
       {{analyst, "add-item", {{"item", 1}, {"title", "a"}, {"modifications", {ref}}}},
        {secretary, "propose-drafts", {{"item", 1}, {"modification", ref}}}});
  goes(opens(analyst, "actions", {{"meeting", in_short}}),
       {{analyst, "update", none},
        {analyst, "mark-closed", none},
        {secretary, "reopen", none},
        {analyst, "mark-closed", none},
        {secretary,
         "close",
         {{"decision",
           {{"body", "panel"}, {"meeting", in_short}, {"lines", {{{"verb", "AGREED"}, {"text", "to close it"}}}}}}}}});
  const auto other = opens(analyst, "actions", {{"meeting", in_short}});
  goes(opens(analyst, "actions", {{"meeting", in_short}}), {{secretary, "supersede", {{"by", other.substr(12)}}}});
}

// Takes modifications over in one state after another until a preview says that the command would be done.
void EveryCommand::by_position(const std::string& path) {
  const auto command = path.substr(path.rfind('/') + 1);
  const Json rules = ask_("public", "GET", "/v1/workflows/sec-2019", Json(), "").json();
  std::set<std::string> states, roles;
  for (const auto& row : rules["rows"])
    if (row["command"] == command)
      for (const auto& from : row["from"]) states.insert(from.get<std::string>());
  for (const auto& one : rules["commands"])
    if (one["name"] == command)
      for (const auto& role : one["roles"]) roles.insert(role.get<std::string>());
  const Json schema = schema_of(document_, path);
  for (const auto& state : states)
    for (const std::string way : {"authority-determined", "self-governance", "fast-track", ""}) {
      std::string target;
      try {
        target = taken_over(state, way);
      } catch (const std::runtime_error&) {  // not by this path
        continue;
      }
      for (const bool all : {false, true})
        for (const auto& role : roles) {
          const Json body = made_up(schema, all);
          const Answer seen = ask_(role, "GET", target, Json(), "");
          const auto preview = target + "/commands/" + command + "?dry_run=true";
          if (ask_(role, "POST", preview, body, seen.etag()).status != 200) continue;
          if (send_({role, target, command, body}).status / 100 != 2) continue;
          done_.insert(path);
          return;
        }
    }
}

}  // namespace outside
