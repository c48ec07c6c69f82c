// Prints random timetables with holds and what the program makes of them, a JSON object a line, for slippage.py to
// reckon again.
#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/support/dice.hpp"
#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/timetable/outlook.hpp"

namespace {
using namespace std::chrono_literals;
using sec::Date;
using Dom = nlohmann::json;

constexpr int cases = 600;
constexpr std::string_view codes[] = {"WG_1",     "PA_RETURNED", "LEGAL_TEXT_READY", "MR_DRAFTED",
                                      "PANEL_MR", "MRC_CLOSED",  "CB_VOTE",          "AUTHORITY_DECISION"};

Date after(Date day, int days) { return std::chrono::sys_days(day) + std::chrono::days(days); }
std::string text(Date day) { return engine::to_text(day); }

sec::Facts facts_of(walk::Dice& dice, Date& day, Dom& said) {
  sec::Facts facts;
  facts.pack = "sec-2019";
  facts.path = sec::Path::authority_determined;
  facts.impacts.dcc_systems = sec::DccImpact::system;
  facts.raised_on = facts.entered_on = day;
  said["versions"] = Dom::array();
  said["holds"] = Dom::array();
  for (int step = dice.below(6); step >= 0; --step) {
    day = after(day, 1 + dice.below(30));
    if (dice.chance(50)) {
      std::vector<sec::Milestone> milestones;
      Dom named = Dom::object();
      for (const auto code : codes)
        if (dice.chance(60)) {
          const Date on = after(day, dice.below(200));
          milestones.push_back({std::string(code), on, {}, {}});
          named[std::string(code)] = text(on);
        }
      if (milestones.empty()) continue;
      engine::Entry entry;
      entry.effective_on = day;
      sec::agree(facts, entry, {}, "panel", milestones);
      Dom held;
      if (facts.pause && facts.pause->until) held = text(*facts.pause->until);
      said["versions"].push_back({{"on", text(day)}, {"milestones", named}, {"held_until", held}});
    } else if (dice.chance(30)) {
      facts.forecast = std::vector<sec::Milestone>{
          {std::string(codes[dice.below(static_cast<int>(std::size(codes)))]), after(day, dice.below(250)), {}, {}}};
    } else if (!facts.pause) {
      facts.before_pause = {std::make_shared<const sec::Facts>(facts), "refinement"};
      facts.pause = sec::Pause{sec::Status::on_hold, {}, day, {}, 0};
      if (dice.chance(50)) facts.pause->until = after(day, 31 + dice.below(90));
    } else {
      const Date until = facts.pause->until ? std::min(day, after(*facts.pause->until, 1)) : day;
      facts.holds.push_back({*facts.pause->since, until, false, facts.before_pause});
      said["holds"].push_back({text(*facts.pause->since), text(until)});
      facts.pause.reset();
    }
  }
  return facts;
}

Dom found(const sec::Outlook& outlook) {
  Dom all = Dom::array();
  for (const auto& one : outlook.milestones) {
    const auto is = one.actual ? one.actual : one.forecast;
    const auto number = [](const std::optional<int>& days) { return days ? Dom(*days) : Dom(); };
    Dom stops = Dom::array();  // what it was when work came to stand still
    for (const auto& stop : outlook.reckoning.stops_of(one.code))
      stops.push_back({text(stop.still.from), stop.before ? Dom(text(*stop.before)) : Dom()});
    all.push_back({{"code", one.code},
                   {"stops", stops},
                   {"owner", one.owner},
                   {"passed", one.passed},
                   {"is", is ? Dom(text(*is)) : Dom()},
                   {"movement_wd", number(one.movement_wd)},
                   {"total_movement_wd", number(one.total_movement_wd)}});
  }
  return all;
}
}  // namespace

int main() {
  walk::Dice dice(84);
  for (int i = 0; i < cases; ++i) {
    Date day = after(2022y / 1 / 4, dice.below(600));
    Dom said;
    const auto facts = facts_of(dice, day, said);
    // The clock would have ended a hold whose end has come.
    const Date today = facts.pause && facts.pause->until ? std::min(after(day, dice.below(40)), *facts.pause->until)
                                                         : after(day, dice.below(40));
    const auto outlook = sec::outlook(facts, "refinement", {today, &sec::calendar(), {}});
    said["today"] = text(today);
    said["pause"] = Dom();
    if (facts.pause)
      said["pause"] = {text(*facts.pause->since), facts.pause->until ? Dom(text(*facts.pause->until)) : Dom()};
    said["milestones"] = found(outlook);
    said["slip_wd"] = outlook.slip_wd ? Dom(*outlook.slip_wd) : Dom();
    said["rag"] = engine::body::wire_name(outlook.rag);
    std::cout << said.dump() << "\n";
  }
}
