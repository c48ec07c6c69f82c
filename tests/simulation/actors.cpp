// What the people of a life do: members vote, analysts and secretaries advance what there is, Parties raise and
// respond, an operator moves the clock and the holidays, strangers ask for everything and send nonsense.
#include <fmt/format.h>

#include "tests/simulation/life.hpp"
#include "tests/support/story.hpp"

namespace simulation {

Life::Target* Life::one_of(std::string_view collection) {
  std::vector<Target*> those;
  for (auto& one : targets_)
    if (one.collection == collection) those.push_back(&one);
  return those.empty() ? nullptr : dice_.one_of(those);
}

const Dom& Life::schema_of(const std::string& workflow, const std::string& command) {
  static std::map<std::pair<std::string, std::string>, Dom> all;
  if (all.empty())
    for (const auto& rules : story::rules().all())
      for (const auto& one : rules->commands())
        all.emplace(std::pair{std::string(rules->name()), std::string(one.name)}, Dom::parse(one.schema));
  return all.at({workflow, command});
}

std::string Life::somebody_who_may(const Dom& roles) {
  std::vector<std::string> those;
  for (const auto& one : people())
    if (std::find(roles.begin(), roles.end(), one.role) != roles.end()) those.push_back(one.id);
  return those.empty() || dice_.chance(5) ? dice_.one_of(people()).id : dice_.one_of(those);
}

void Life::opened(const std::string& collection, const Answer& answer) {
  if (answer && answer->status == 201) targets_.push_back({collection, *answer->header("Location")});
}

// By its command, with the version that the sender has just seen; the options are asked for first.
Life::Answer Life::sends(Target& target, const Act& act) {
  const auto seen = get(act.who, target.path);
  if (!seen) return seen;
  if (seen->status == 308) target.path = *seen->header("Location");
  if (seen->status != 200) return std::nullopt;
  const auto listed = get(act.who, target.path + "/commands?limit=200&fields=command,to,unmet");
  if (!listed || listed->status != 200) return std::nullopt;
  const auto where = fmt::format("{}/commands/{}{}", target.path, act.command, act.dry_run ? "?dry_run=true" : "");
  const auto* tag = seen->header("ETag");
  auto answer = post(act.who, where, act.body, dice_.chance(97) && tag != nullptr ? *tag : "\"1\"", act.key);
  if (!answer || act.dry_run) return answer;
  const Dom options = Dom::parse(listed->body);
  if (answer->header("Idempotency-Replayed") == nullptr && options["next"].is_null())
    as_the_options_said({act.command, act.body, options["items"], target.collection == "modifications"}, *answer);
  return answer;
}

void Life::a_case_is_opened() {
  const int what = dice_.below(10);
  const auto number = ++numbers_;
  if (what < 6) {
    Dom body = {{"title", fmt::format("A proposal, number {}", number)},
                {"problem", "A Party cannot do what it must"},
                {"workflow", era_.pack}};
    if (dice_.chance(60)) {
      body["ref"] = fmt::format("MP{:04}", 1000 + number);
      body["position"] = walk::any_position(dice_, era_, engine::to_text(engine::london_date(house_->clock.now())));
      if (dice_.chance(40)) body["position"]["state"] = "change-board-vote";
      return opened("modifications", post(story::manager.id, "/v1/modifications", body));
    }
    body["proposer"] = {{"type", "party"}, {"id", "acme"}, {"name", "Acme Energy"}, {"category", "large-suppliers"}};
    return opened("modifications", post(dice_.chance(50) ? "acme" : story::secas.id, "/v1/modifications", body));
  }
  const std::string collection = what < 8 ? "meetings" : what < 9 ? "releases" : "actions";
  const auto* rules = story::rules().first_of(collection);
  for (const auto& one : rules->commands()) {
    if (!one.opens) continue;
    auto body = bodies_.of(schema_of(std::string(rules->name()), std::string(one.name)));
    if (collection == "meetings") {
      body["body"] = "panel";
      body["ref"] = fmt::format("SECP_{}_1503", 60 + number);
    }
    if (collection == "releases") body["id"] = fmt::format("release-{}", number);
    opened(collection, post(somebody_who_may(Dom(one.roles)), "/v1/" + collection, body));
  }
}

// What they may do, mostly; what has a row, or anything at all, now and then.
void Life::somebody_acts() {
  static const std::vector<std::string> kinds{"modifications", "modifications", "modifications", "modifications",
                                              "modifications", "meetings",      "meetings",      "releases",
                                              "actions",       "bodies"};
  auto* target = one_of(dice_.one_of(kinds));
  if (target == nullptr) target = &targets_.front();
  const std::string looker = dice_.one_of(std::vector{story::manager.id, story::panel.id, story::secas.id});
  const auto view = get(looker, target->path);
  if (!view) return;
  if (view->status == 308) target->path = *view->header("Location");
  if (view->status != 200) return;
  const Dom standing = Dom::parse(view->body);
  const auto listed = get(looker, target->path + "/commands?limit=200&fields=command,unmet,roles");
  if (!listed || listed->status != 200) return;
  const Dom options = Dom::parse(listed->body)["items"];
  std::vector<Dom> open, all(options.begin(), options.end());
  std::copy_if(all.begin(), all.end(), std::back_inserter(open), [](const Dom& one) { return one["unmet"].empty(); });
  if (all.empty()) return;
  const Dom& chosen = open.empty() || dice_.chance(25) ? dice_.one_of(all) : dice_.one_of(open);
  Act act{somebody_who_may(chosen["roles"]), chosen["command"], {}, "", dice_.chance(6)};
  const auto* rules = story::rules().first_of(target->collection);
  const auto workflow = standing.value("workflow", std::string(rules->name()));
  act.body = bodies_.of(schema_of(workflow, act.command));
  if (act.body.contains("seat") && !person(act.who).seat.empty()) act.body["seat"] = person(act.who).seat;
  if (dice_.chance(15)) act.key = fmt::format("key-{}", ++numbers_);
  sends(*target, act);
}

void Life::a_vote_goes_on() {
  auto* target = one_of("modifications");
  if (target == nullptr) return;
  const auto view = get(story::manager.id, target->path);
  if (!view) return;
  if (view->status == 308) target->path = *view->header("Location");
  if (view->status != 200) return;
  const Dom standing = Dom::parse(view->body);
  const auto& ballots = standing["ballots"];
  const bool is_open = !ballots.empty() && ballots.back().value("state", "") == "open";
  if (is_open) return somebody_votes(*target, standing);
  if (standing["state"] != "change-board-vote") return;
  sends(*target, {story::secas.id,
                  "open-vote",
                  {{"purpose", "final"}, {"mode", dice_.chance(50) ? "meeting" : "correspondence"}}});
}

// Votes, corrects, is recorded for, closes.
void Life::somebody_votes(Target& target, const Dom&) {
  static const std::vector<std::string> seats{"LS-1", "SS-1", "NET-1", "OTH-1", "CON-1"};
  static const std::vector<std::string> choices{"approve", "approve", "reject", "abstain"};
  for (int i = 1 + dice_.below(4); i > 0; --i) {
    const auto seat = dice_.one_of(seats);
    auto body = lives::vote(seat, dice_.one_of(choices));
    Act act{story::member(seat).id, "cast-vote", body, dice_.chance(20) ? fmt::format("key-{}", ++numbers_) : ""};
    if (dice_.chance(15)) {
      act.who = story::secas.id;
      act.body["recorded_from"] = {{"kind", "form"}};
    }
    sends(target, act);
  }
  if (dice_.chance(30)) sends(target, {story::secas.id, "close-vote"});
}

void Life::time_goes_by() {
  const int how = dice_.below(100);
  auto to = house_->clock.now() + std::chrono::hours{1 + dice_.below(7)};
  if (how >= 30) to += std::chrono::days{1 + dice_.below(how < 85 ? 6 : 40)};
  const auto answer = post("operator-1", "/v1/clock", {{"to", engine::to_text(to)}});
  if (answer) must(answer->status == 200 && house_->clock.now() == to, "the clock did not move: " + answer->body);
}

void Life::the_calendar_changes() {
  static const std::vector<std::string> commands{"add-holiday", "add-holiday", "move-holiday", "withdraw-holiday",
                                                 "publish-year"};
  Target calendar{"calendar", "/v1/calendar/england-and-wales"};
  const auto command = dice_.one_of(commands);
  const auto* rules = story::rules().first_of("calendar");
  sends(calendar, {"operator-1", command, bodies_.of(schema_of(std::string(rules->name()), command))});
}

// Reads everything; what it sends changes nothing.
void Life::a_stranger_comes() {
  static const std::vector<std::string> everything{"/v1/modifications",
                                                   "/v1/modifications?q=proposal&sort=-ref",
                                                   "/v1/tasks",
                                                   "/v1/timetables",
                                                   "/v1/meetings",
                                                   "/v1/actions",
                                                   "/v1/releases",
                                                   "/v1/reports/change-status",
                                                   "/v1/reports/figures",
                                                   "/v1/bodies/change-board",
                                                   "/v1/workflows",
                                                   "/v1/calendar/holidays?from=2019-01-01&to=2019-12-31",
                                                   "/v1/clock",
                                                   "/v1/modifications/..%2f",
                                                   "/nothing",
                                                   "/v1/modifications?limit=0"};
  static const std::vector<std::string> parts{"",         "/history",   "/commands",
                                              "/ballots", "/timetable", "/commands?on=2031-01-01"};
  // No empty one: from a role that may withdraw, that is a command.
  static const std::vector<std::string> nonsense{"{",
                                                 "[]",
                                                 "null",
                                                 R"({"title":1})",
                                                 R"({"a":)",
                                                 R"({"effective_on":"2019-02-31"})",
                                                 R"({"title":"\ud800"})",
                                                 R"({"note":"a","note":"b"})",
                                                 R"({"parts":[{}],"reason":1e400})",
                                                 std::string(300, '[')};
  const auto before = house_->reader.last_seq();
  const auto& target = dice_.one_of(targets_);
  const int how = dice_.below(10);
  Answer answer;
  if (how < 4) answer = get("", dice_.one_of(everything));
  else if (how < 7) answer = get("", target.path + dice_.one_of(parts));
  else {
    static const std::vector<std::string> names{"cast-vote", "determine", "withdraw", "no-such-command"};
    const auto where =
        dice_.chance(50) ? "/v1/" + target.collection : fmt::format("{}/commands/{}", target.path, dice_.one_of(names));
    const std::string who = how < 9 ? "" : dice_.one_of(people()).id;
    answer = ask(who, {dice_.chance(90) ? "POST" : "DELETE", where, {{"if-match", "\"3\""}}, dice_.one_of(nonsense)});
    if (answer) must(answer->status >= 400, "a stranger's nonsense was accepted: " + answer->body);
  }
  if (answer) nothing_was_written(before, doing_);
}

// As it was yesterday, as known a moment ago: nothing can change that any more.
void Life::a_report_is_printed() {
  static const std::vector<std::string> names{"change-status", "timetables", "figures", "cacop"};
  static const std::vector<std::string> forms{"", "&format=csv", "&format=html"};
  const auto now = house_->clock.now();
  const engine::Date day = std::chrono::sys_days(engine::london_date(now)) - std::chrono::days{1 + dice_.below(20)};
  const auto target = fmt::format("/v1/reports/{}?as_at={}&known_at={}{}", dice_.one_of(names), engine::to_text(day),
                                  engine::to_text(now - std::chrono::seconds{1}), dice_.one_of(forms));
  const std::string who = dice_.chance(50) ? "" : story::manager.id;
  const auto answer = get(who, target);
  if (answer && answer->status == 200) printed_.push_back({who, {"GET", target, {}, ""}, 200, answer->body, now});
}

void Life::a_report_is_printed_again() {
  if (printed_.empty()) return;
  const auto which = static_cast<std::size_t>(dice_.below(static_cast<int>(printed_.size())));
  const auto kept = printed_[which];
  printed_.erase(printed_.begin() + static_cast<std::ptrdiff_t>(which));
  const auto answer = ask(kept.who, kept.request);
  if (!answer) return;
  ++counted_.reprints;
  must(answer->status == kept.status && answer->body == kept.body,
       fmt::format("{} was {}, and is {}", kept.request.target, kept.body, answer->body));
}

void Life::a_request_comes_again() {
  if (sent_.empty()) return;
  const auto which = static_cast<std::size_t>(dice_.below(static_cast<int>(sent_.size())));
  const auto kept = sent_[which];
  sent_.erase(sent_.begin() + static_cast<std::ptrdiff_t>(which));
  if (house_->clock.now() - kept.at > std::chrono::days{29}) return;
  const auto before = house_->reader.last_seq();
  const auto answer = ask(kept.who, kept.request);
  if (!answer) return;
  ++counted_.replays;
  nothing_was_written(before, doing_);
  must(answer->status == kept.status && answer->header("Idempotency-Replayed") != nullptr,
       fmt::format("sent again, {} was {} {} and is {} {}", kept.request.target, kept.status, kept.body, answer->status,
                   answer->body));
}

}  // namespace simulation
