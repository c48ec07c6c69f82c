// Builds the timeline of a record: reads its days, brings them in order, and settles what contradicts itself.
#include "workflows/sec/historic/timeline.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/calendar.hpp"
#include "workflows/sec/historic/day.hpp"
#include "workflows/sec/historic/texts.hpp"
#include "workflows/sec/modification/facts.hpp"
#include "workflows/sec/modification/past_codes.hpp"
#include "workflows/sec/modification/states.hpp"

namespace sec::historic {

namespace {
std::string_view name_of(DayFault fault) {
  switch (fault) {
    case DayFault::impossible:
      return "an impossible date";
    case DayFault::ambiguous:
      return "an ambiguous date";
    case DayFault::unreadable:
      break;
  }
  return "an unreadable date";
}

class Builder {
 public:
  Builder(const SourceRecord& record, Date read_on, const engine::Calendar& calendar, Doubts& doubts)
      : record_(record), read_on_(read_on), calendar_(calendar), doubts_(doubts) {}

  Timeline made() {
    raised();
    for (std::size_t i = 0; i < record_.days.size(); ++i) line(record_.days[i], fmt::format("milestones/{}", i));
    for (std::size_t i = 0; i < record_.votes.size(); ++i) vote(record_.votes[i], fmt::format("votes/{}", i));
    raised_contradicted();
    implementation();
    std::stable_sort(line_.days.begin(), line_.days.end(), [](const auto& a, const auto& b) {
      return std::pair(a.on, !is_raising(a)) < std::pair(b.on, !is_raising(b));  // on its day the raising comes first
    });
    agree_on_the_raising();
    in_order();
    return std::move(line_);
  }

 private:
  // Nothing when it is no day, or one that is still to come.
  std::optional<Date> day(const std::string& text, const std::string& field, std::string_view done) {
    if (const auto counted = day_of_serial(text)) {
      doubts_.add(DoubtKind::bad_day, field, text,
                  fmt::format("taken for {}, as spreadsheets count days from 1900", engine::to_text(*counted)));
      return counted;
    }
    const auto read = read_day(text);
    if (const auto* bad = std::get_if<BadDay>(&read)) {
      doubts_.add(DoubtKind::bad_day, field, text, fmt::format("{}: {}; {}", name_of(bad->fault), bad->why, done));
      return {};
    }
    return std::get<Date>(read);
  }

  bool ahead(Date on, const std::string& field) {
    if (on <= read_on_) return false;
    doubts_.add(DoubtKind::contradiction, field, engine::to_text(on),
                "lies after the day on which the register was read: left out");
    return true;
  }

  void add(Date on, std::string_view code, const std::string& text) {
    KnownDay one;
    one.on = on;
    one.code = std::string(code);
    if (!text.empty()) one.text = text;
    const auto* known = find_code(code);
    if (known != nullptr && !known->state.empty()) one.state = std::string(known->state);
    line_.days.push_back(std::move(one));
  }

  void raised() {
    if (record_.raised.empty()) return;
    const auto on = day(record_.raised, "raised", "left out: the day of raising is not known");
    if (!on || ahead(*on, "raised")) return;
    line_.raised_on = on;
  }

  void line(const SourceDay& source, const std::string& field) {
    const auto [first, last] = split_range(source.on);
    const auto said = source.on + (source.text.empty() ? "" : " | " + source.text);
    const auto on = day(first, field, fmt::format("left out: {}", said));
    if (!on || ahead(*on, field)) return;
    const auto reading = source.code.empty() ? read_text(source.text) : Reading{source.code, "", {}, {}};
    if (!reading) doubts_.add(DoubtKind::unread_text, field, source.text, "kept as text on its day");
    add(*on, reading ? reading->code : "NOTE", source.text);
    if (reading) complete(line_.days.back(), *reading, source.text);
    if (last.empty()) return;
    const auto until = day(last, field, "its end is left out");
    if (!until || ahead(*until, field)) return;
    if (*until < *on)
      return doubts_.add(DoubtKind::contradiction, field, source.on, "it ends before it begins: its end is left out");
    add(*until, reading && !reading->end_code.empty() ? reading->end_code : "NOTE", source.text + " (end)");
    if (line_.days.back().code == "RESUMED") line_.days.back().status = Status::active;
  }

  static void complete(KnownDay& one, const Reading& reading, const std::string& text) {
    one.outcome = reading.outcome;
    one.status = reading.status;
    if (one.code == "PART_IMPLEMENTED") one.part = part_told_in(text);
    if (one.code == "CB_VOTE" || one.code == "MR_APPROVED" || one.code == "MR_TO_CHANGE_BOARD")
      one.path = path_told_in(text);
    if (one.code == "CB_VOTE") one.state = state_after_a_vote(one);
  }
  // Where a vote leads is for the path to say; that it left the Change Board is certain.
  static std::string_view state_after_a_vote(const KnownDay& one) {
    if (!one.outcome) return ChangeBoardVote::name;
    if (!one.path) return NotKnown::name;
    return *one.path == Path::self_governance ? AppealWindow::name : AuthorityDetermination::name;
  }

  void vote(const SourceVote& source, const std::string& field) {
    const auto on = day(source.on, field + "/date", "the vote is left out");
    if (!on || ahead(*on, field + "/date")) return;
    const auto said = plain_words(source.outcome);
    std::optional<Verdict> outcome;
    if (said == "approve" || said == "approved") outcome = Verdict::approve;
    if (said == "reject" || said == "rejected") outcome = Verdict::reject;
    const auto text = fmt::format("{}: {}", source.body, source.outcome);
    if (plain_words(source.body) != "change board" || !outcome) {
      doubts_.add(DoubtKind::unknown_word, field, text, "kept as text on its day");
      return add(*on, "NOTE", text);
    }
    for (auto& known : line_.days) {
      if (known.on != *on || known.code != "CB_VOTE") continue;
      if (!known.outcome || known.outcome == outcome) {
        known.outcome = outcome;
        known.state = state_after_a_vote(known);
        return;
      }
      doubts_.add(DoubtKind::contradiction, field, text,
                  "the timeline tells another outcome of that day: both kept as text");
      known = as_text(known);
      return add(*on, "NOTE", text);
    }
    add(*on, "CB_VOTE", text);
    line_.days.back().outcome = outcome;
    line_.days.back().state = state_after_a_vote(line_.days.back());
  }

  static bool is_raising(const KnownDay& one) { return one.code == "RAISED"; }
  static std::string told(const KnownDay& one) { return engine::to_text(one.on) + " | " + one.text.value_or(one.code); }
  static KnownDay as_text(const KnownDay& one) {
    KnownDay note;
    note.on = one.on;
    note.code = "NOTE";
    note.text = one.text.value_or(one.code);
    return note;
  }

  // The day that a field gives and the one of the timeline are one day, or neither is believed.
  void raised_contradicted() {
    for (auto& one : line_.days) {
      if (!is_raising(one) || !line_.raised_on || one.on == *line_.raised_on) continue;
      doubts_.add(DoubtKind::contradiction, "raised", record_.raised,
                  fmt::format("the timeline says {}: neither is taken for the day of raising, both are kept as text",
                              engine::to_text(one.on)));
      one = as_text(one);
      add(*line_.raised_on, "NOTE", "raised, says the register");
      line_.raised_on.reset();
      return;
    }
    if (line_.raised_on && std::none_of(line_.days.begin(), line_.days.end(), is_raising))
      add(*line_.raised_on, "RAISED", "");
  }

  void implementation() {
    if (record_.implementation_date.empty()) return;
    const auto on = day(record_.implementation_date, "implementation_date", "left out");
    if (!on) return;
    const auto standing = read_status(record_.status);
    const auto state = standing ? standing->state : std::string_view();
    if (state == PendingImplementation::name) planned(*on);
    else if (state == Withdrawn::name || state == Rejected::name)
      doubts_.add(DoubtKind::contradiction, "implementation_date", record_.implementation_date,
                  fmt::format("what is {} is not implemented: left out", state));
    else if (state != Implemented::name) unconfirmed(*on);
    else if (!ahead(*on, "implementation_date")) went_live(*on);
  }

  // No command may name a later day, so it would take the whole record with it.
  void planned(Date on) {
    if (const auto why = calendar_.why_too_late(on, read_on_))
      return doubts_.add(DoubtKind::bad_day, "implementation_date", record_.implementation_date,
                         fmt::format("an impossible date: {} {}; left out", engine::to_text(on), *why));
    line_.planned_on = on;
  }

  void unconfirmed(Date on) {
    for (const auto& one : line_.days)
      if (one.on == on) return;  // the timeline has it
    doubts_.add(DoubtKind::contradiction, "implementation_date", record_.implementation_date,
                "no status says that it went live: kept as text");
    if (on <= read_on_) add(on, "NOTE", "implementation date, says the register");
  }

  void went_live(Date on) {
    std::optional<int> part;
    for (auto& one : line_.days) {
      if (one.on == on && one.code == "PART_IMPLEMENTED") part = one.part;
      if (one.code != "IMPLEMENTATION") continue;
      if (one.on == on) return;
      doubts_.add(DoubtKind::contradiction, "implementation_date", record_.implementation_date,
                  fmt::format("the timeline says {}: neither is taken for the day, both are kept as text",
                              engine::to_text(one.on)));
      one = as_text(one);
      add(on, "NOTE", "implemented, says the register");
      line_.implementation_doubtful = true;
      return;
    }
    add(on, "IMPLEMENTATION", "");
    line_.days.back().part = part;
  }

  // A day before the modification was raised puts it nowhere.
  void agree_on_the_raising() {
    const auto raised = std::find_if(line_.days.begin(), line_.days.end(), is_raising);
    if (raised == line_.days.end()) return;
    line_.raised_on = raised->on;
    for (auto one = line_.days.begin(); one != raised; ++one) {
      doubts_.add(DoubtKind::contradiction, "milestones", told(*one),
                  fmt::format("is before the raising on {}: kept as text", engine::to_text(raised->on)));
      *one = as_text(*one);
    }
  }

  // What is over stays so: a later day that says otherwise is kept as text.
  void in_order() {
    for (auto& one : line_.days) {
      if (!one.state) continue;
      if (ends(line_.ends_in) && *one.state != line_.ends_in) {
        doubts_.add(DoubtKind::contradiction, "milestones", told(one),
                    fmt::format("the register has it {} before: kept as text", line_.ends_in));
        one = as_text(one);
        continue;
      }
      line_.ends_in = *one.state;
    }
  }

  const SourceRecord& record_;
  const Date read_on_;
  const engine::Calendar& calendar_;
  Doubts& doubts_;
  Timeline line_;
};
}  // namespace

Timeline timeline_of(const SourceRecord& record, Date read_on, const engine::Calendar& calendar, Doubts& doubts) {
  return Builder(record, read_on, calendar, doubts).made();
}

}  // namespace sec::historic
