// Builds the timeline of a record: reads its days, brings them in order, and settles what contradicts itself.
#include "workflows/sec/historic/timeline.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/calendar.hpp"
#include "workflows/sec/historic/day.hpp"
#include "workflows/sec/historic/standing.hpp"
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
    lines();
    for (std::size_t i = 0; i < record_.votes.size(); ++i) vote(record_.votes[i], fmt::format("votes/{}", i));
    raised_contradicted();
    implementation();
    std::stable_sort(rows_.begin(), rows_.end(), [](const auto& a, const auto& b) {
      return std::pair(a.day.on, !is_raising(a)) < std::pair(b.day.on, !is_raising(b));  // on its day it comes first
    });
    agree_on_the_raising();
    if (rows_.empty() && later_ && !line_.told_later) line_.told_later = later_;  // all of it was written later
    const auto standing = read_status(record_.status);
    line_.ends_in =
        stand(rows_, {record_.ref, standing ? standing->state : std::string_view(), read_on_, calendar_}, doubts_);
    for (auto& one : rows_) line_.days.push_back(std::move(one.day));
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

  static void tells_later(std::optional<Date>& first, Date on) {
    if (!first || on < *first) first = on;
  }

  bool ahead(Date on, const std::string& field, bool has_happened = false) {
    if (on <= read_on_) return false;
    if (has_happened) tells_later(line_.told_later, on);
    doubts_.add(DoubtKind::contradiction, field, engine::to_text(on),
                "lies after the day on which the register was read: left out");
    return true;
  }

  ReadRow& add(Date on, std::string_view code, const std::string& text, const std::string& field) {
    auto& row = rows_.emplace_back();
    row.day.on = on;
    row.day.code = std::string(code);
    if (!text.empty()) row.day.text = text;
    row.field = field;
    return row;
  }

  void raised() {
    if (record_.raised.empty()) return;
    const auto on = day(record_.raised, "raised", "left out: the day of raising is not known");
    if (!on || ahead(*on, "raised", true)) return;
    line_.raised_on = on;
  }

  // Some registers have the newest row first: of one day what stands lower then happened before.
  bool newest_first() const {
    std::optional<Date> before;
    bool falls = false;
    for (const auto& one : record_.days) {
      const auto read = read_day(split_range(one.on).first);
      const auto* on = std::get_if<Date>(&read);
      if (on == nullptr) continue;
      if (before && *on > *before) return false;
      falls = falls || (before && *on < *before);
      before = *on;
    }
    return falls;
  }

  void lines() {
    const auto& all = record_.days;
    const bool backwards = newest_first();
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto at = backwards ? all.size() - 1 - i : i;
      line(all[at], fmt::format("milestones/{}", at));
    }
  }

  // What such a row does not have: a sentence in words, which may tell of what was planned.
  static bool tells_of_what_happened(const Reading& reading) {
    constexpr std::string_view done[] = {"RAISED",         "CONVERTED",          "TO_REFINEMENT",      "MR_APPROVED",
                                         "WITHDRAWN",      "AUTHORITY_APPROVED", "AUTHORITY_REJECTED", "SENT_BACK",
                                         "IMPLEMENTATION", "DATE_AGREED",        "MR_TO_CHANGE_BOARD", "REFUSED"};
    return reading.outcome ||
           (!reading.to_come && std::find(std::begin(done), std::end(done), reading.code) != std::end(done));
  }

  void line(const SourceDay& source, const std::string& field) {
    const auto [first, last] = split_range(source.on);
    const auto said = source.on + (source.text.empty() ? "" : " | " + source.text);
    const bool coded = !source.code.empty();
    auto reading = coded ? std::optional(Reading{source.code, "", {}, {}}) : read_text(source.text);
    if (!coded && reading && tells_of_another(*reading, source.text, record_.ref)) reading.reset();
    if (!coded && names_a_month_only(source.text)) return month_only(source, field, reading);
    const auto on = day(first, field, fmt::format("left out: {}", said));
    if (!on) return coded ? void() : without_a_day(source, field, reading);
    if (ahead(*on, field, reading && tells_of_what_happened(*reading)))
      return reading && reading->to_come ? void() : tells_later(later_, *on);
    if (reading && !last.empty()) reading->may_end = false;
    put(add(*on, reading ? reading->code : "NOTE", source.text, field), reading, source.text);
    if (last.empty()) return;
    const auto until = day(last, field, "its end is left out");
    if (!until || ahead(*until, field)) return;
    if (*until < *on)
      return doubts_.add(DoubtKind::contradiction, field, source.on, "it ends before it begins: its end is left out");
    const bool known = reading && !reading->end_code.empty();
    auto& end = add(*until, known ? reading->end_code : "NOTE", source.text + " (end)", field);
    if (end.day.code == "RESUMED") end.day.status = Status::active;
    if (!known) end.says = Says::no_more;
  }

  static void put(ReadRow& row, const std::optional<Reading>& reading, const std::string& text) {
    row.read = reading.has_value();
    if (!reading) return;
    row.says = reading->says;
    row.to_come = reading->to_come;
    row.may_end = reading->may_end;
    complete(row.day, *reading, text);
  }

  static bool says_nothing_of_it(const std::optional<Reading>& reading) {
    return reading && reading->says != Says::no_more && moves_nothing(reading->code);
  }

  // What is known of some day of a month ends what was known before: on its first day.
  void month_only(const SourceDay& source, const std::string& field, const std::optional<Reading>& reading) {
    const auto read = read_day(split_range(source.on).first);
    const auto* on = std::get_if<Date>(&read);
    doubts_.add(
        DoubtKind::bad_day, field, source.on,
        fmt::format("an ambiguous date: it is said to be the month only; kept as text{}",
                    says_nothing_of_it(reading) ? "" : ", where it stands from the first day of it on is not known"));
    if (on != nullptr) unplaced(Date(on->year(), on->month(), std::chrono::day(1)), source, field, reading);
  }

  // A row without a day that can be read happened after the row before: what that said holds no longer.
  void without_a_day(const SourceDay& source, const std::string& field, const std::optional<Reading>& reading) {
    if (says_nothing_of_it(reading)) return;
    if (const auto month = first_of_the_month(source.on)) return unplaced(*month, source, field, reading);
    if (!rows_.empty()) unplaced(rows_.back().day.on, source, field, reading);
  }

  // Of a month that is named without a day: "2020-05", "May 2020".
  static std::optional<Date> first_of_the_month(const std::string& text) {
    for (const auto& whole : {text + "-01", "1 " + text}) {
      const auto read = read_day(whole);
      if (const auto* on = std::get_if<Date>(&read)) return *on;
    }
    return {};
  }

  void unplaced(Date on, const SourceDay& source, const std::string& field, const std::optional<Reading>& reading) {
    if (on > read_on_) return;
    const bool quiet = says_nothing_of_it(reading);
    auto& row = add(on, quiet ? reading->code : "NOTE", source.on + ": " + source.text, field);
    if (!quiet) row.says = Says::no_more;
  }

  static void complete(KnownDay& one, const Reading& reading, const std::string& text) {
    one.outcome = reading.outcome;
    one.status = reading.status;
    one.urgent = reading.urgent;
    if (one.code == "PART_IMPLEMENTED") one.part = part_told_in(text);
    if (one.code == "CB_VOTE" || one.code == "MR_APPROVED" || one.code == "MR_TO_CHANGE_BOARD")
      one.path = path_told_in(text);
  }

  void vote(const SourceVote& source, const std::string& field) {
    const auto on = day(source.on, field + "/date", "the vote is left out");
    if (!on || ahead(*on, field + "/date", true)) return;
    const auto said = plain_words(source.outcome);
    std::optional<Verdict> outcome;
    if (said == "approve" || said == "approved") outcome = Verdict::approve;
    if (said == "reject" || said == "rejected") outcome = Verdict::reject;
    const auto text = fmt::format("{}: {}", source.body, source.outcome);
    if (plain_words(source.body) != "change board" || !outcome) {
      doubts_.add(
          DoubtKind::unknown_word, field, text,
          "is no vote of the Change Board that approves or rejects: kept as text on its day, where it stands from "
          "then on is not known");
      add(*on, "NOTE", text, field).says = Says::no_more;
      return;
    }
    for (auto& known : rows_) {
      if (known.day.on != *on || known.day.code != "CB_VOTE") continue;
      if (!known.day.outcome || known.day.outcome == outcome) {
        known.day.outcome = outcome;
        return;
      }
      doubts_.add(
          DoubtKind::contradiction, field, text,
          "the timeline tells another outcome of that day: both kept as text, where it stands from then on is not "
          "known");
      make_text(known);
      add(*on, "NOTE", text, field).says = Says::no_more;
      return;
    }
    add(*on, "CB_VOTE", text, field).day.outcome = outcome;
  }

  static bool is_raising(const ReadRow& one) { return one.day.code == "RAISED"; }
  static std::string told(const KnownDay& one) { return engine::to_text(one.on) + " | " + one.text.value_or(one.code); }
  // What is contradicted says nothing of where it stands.
  static void make_text(ReadRow& one) {
    KnownDay note;
    note.on = one.day.on;
    note.code = "NOTE";
    note.text = one.day.text.value_or(one.day.code);
    one.day = std::move(note);
    one.read = true;
    one.says = Says::no_more;
    one.to_come = false;
  }

  // The day that a field gives and the one of the timeline are one day, or neither is believed.
  void raised_contradicted() {
    for (auto& one : rows_) {
      if (!is_raising(one) || !line_.raised_on || one.day.on == *line_.raised_on) continue;
      doubts_.add(DoubtKind::contradiction, "raised", record_.raised,
                  fmt::format("the timeline says {}: neither is taken for the day of raising, both are kept as text",
                              engine::to_text(one.day.on)));
      make_text(one);
      add(*line_.raised_on, "NOTE", "raised, says the register", "raised").says = Says::no_more;
      line_.raised_on.reset();
      return;
    }
    if (line_.raised_on && std::none_of(rows_.begin(), rows_.end(), is_raising))
      add(*line_.raised_on, "RAISED", "", "raised");
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
    else if (!ahead(*on, "implementation_date", true)) went_live(*on);
  }

  // No command may name a later day, so it would take the whole record with it.
  void planned(Date on) {
    if (const auto why = calendar_.why_too_late(on, read_on_))
      return doubts_.add(DoubtKind::bad_day, "implementation_date", record_.implementation_date,
                         fmt::format("an impossible date: {} {}; left out", engine::to_text(on), *why));
    line_.planned_on = on;
    if (on <= read_on_)
      doubts_.add(DoubtKind::contradiction, "implementation_date", record_.implementation_date,
                  "is over, and the status does not say that it went live: kept as the day that was planned");
  }

  void unconfirmed(Date on) {
    for (const auto& one : rows_)
      if (one.day.on == on) return;  // the timeline has it
    doubts_.add(DoubtKind::contradiction, "implementation_date", record_.implementation_date,
                "no status says that it went live: kept as text");
    if (on <= read_on_)
      add(on, "NOTE", "implementation date, says the register", "implementation_date").says = Says::no_more;
  }

  void went_live(Date on) {
    std::optional<int> part;
    for (auto& one : rows_) {
      if (one.day.on == on && one.day.code == "PART_IMPLEMENTED") part = one.day.part;
      if (one.day.code != "IMPLEMENTATION") continue;
      if (one.day.on == on) return;
      doubts_.add(DoubtKind::contradiction, "implementation_date", record_.implementation_date,
                  fmt::format("the timeline says {}: neither is taken for the day, both are kept as text",
                              engine::to_text(one.day.on)));
      make_text(one);
      add(on, "NOTE", "implemented, says the register", "implementation_date").says = Says::no_more;
      return;
    }
    add(on, "IMPLEMENTATION", "", "implementation_date").day.part = part;
  }

  // A day before the modification was raised puts it nowhere.
  void agree_on_the_raising() {
    const auto raised = std::find_if(rows_.begin(), rows_.end(), is_raising);
    if (raised == rows_.end()) return;
    line_.raised_on = raised->day.on;
    for (auto one = rows_.begin(); one != raised; ++one) {
      doubts_.add(DoubtKind::contradiction, "milestones", told(one->day),
                  fmt::format("is before the raising on {}: kept as text", engine::to_text(raised->day.on)));
      make_text(*one);
    }
  }

  const SourceRecord& record_;
  const Date read_on_;
  const engine::Calendar& calendar_;
  Doubts& doubts_;
  std::vector<ReadRow> rows_;
  std::optional<Date> later_;  // the first day that lies ahead, of rows that are no plans
  Timeline line_;
};
}  // namespace

Timeline timeline_of(const SourceRecord& record, Date read_on, const engine::Calendar& calendar, Doubts& doubts) {
  return Builder(record, read_on, calendar, doubts).made();
}

}  // namespace sec::historic
