// A historic register, record by record through the same engine as a request. Each record comes in whole or not at all.
#include <fstream>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "api/reading/kept_calendar.hpp"
#include "api/report/json.hpp"
#include "api/report/text.hpp"
#include "tools/secmp/bad_file.hpp"
#include "tools/secmp/commands.hpp"
#include "tools/secmp/house.hpp"
#include "tools/secmp/output.hpp"
#include "tools/secmp/progress.hpp"
#include "tools/secmp/register_files.hpp"
#include "tools/secmp/replies.hpp"
#include "tools/secmp/trial.hpp"
#include "workflows/sec/historic/bring_in.hpp"
#include "workflows/sec/release/release.hpp"

namespace secmp {

namespace {
using sec::historic::Brought;
using sec::historic::DoubtKind;
using sec::historic::SourceRecord;

std::string contents(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw BadFile("cannot read " + file);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Import {
  std::vector<sec::historic::Outcome> outcomes;
  std::vector<sec::historic::Doubt> doubts;
  std::size_t imported = 0;
};

// Why it was not accepted; empty: it was.
std::string raise(House& house, const Brought& brought) {
  engine::Command command;
  command.collection = "modifications";
  command.name = "raise";
  command.body = brought.raise;
  command.by = {"import", "secas-manager", "", "", ""};
  const auto reply = house.processor.ask(std::move(command));
  if (house.processor.broken()) throw store::Refusal(sentence(engine::Broken{}));  // that is no doubt of a record
  return std::holds_alternative<engine::Accepted>(reply) ? std::string() : sentence(reply);
}

sec::historic::FindRelease releases_of(House& house) {
  return [&house](const std::string& id) -> std::optional<sec::historic::KnownRelease> {
    const auto sources = api::from_events(house.workflows, house.reader, {});
    const auto place = sources.id_of({"releases", id});
    const auto release = place ? sources.find(*place) : std::nullopt;
    if (!release) return std::nullopt;
    const auto& facts = sec::release::facts_of(*release);
    return sec::historic::KnownRelease{facts.actual_on.has_value(),
                                       facts.actual_on ? facts.actual_on : facts.planned_on};
  };
}

void bring_in(Import& import, House& house, const SourceRecord& record, engine::Date read_on,
              const engine::Calendar& calendar) {
  auto brought = sec::historic::bring_in(record, read_on, calendar);
  for (auto& doubt : sec::historic::doubts_of_releases(brought, releases_of(house)))
    brought.doubts.push_back(std::move(doubt));
  if (!brought.raise.empty()) {
    if (auto why = raise(house, brought); !why.empty()) {
      brought.raise.clear();
      brought.doubts.push_back({DoubtKind::refused, brought.record, "record", record.ref, std::move(why)});
    }
  }
  const bool done = !brought.raise.empty();
  import.imported += done ? 1U : 0U;
  import.outcomes.push_back({brought.record, record.title, done ? "imported" : "refused",
                             done ? std::string() : brought.doubts.back().done, done ? brought.days : 0});
  for (auto& doubt : brought.doubts) import.doubts.push_back(std::move(doubt));
}

Import run(const std::string& data, const std::vector<SourceRecord>& records, std::optional<engine::Date>& read_on) {
  House house(data);
  const auto today = engine::london_date(house.clock.now());
  if (!read_on) read_on = today;
  if (*read_on > today) throw store::Refusal("--as-of lies in the future: today is " + engine::to_text(today));
  const auto& rules = *house.workflows.first_of("modifications");
  const auto kept =
      api::calendar_of(api::from_events(house.workflows, house.reader, {}), rules, &workflows::calendar());
  Import import;
  for (const auto& record : records) {
    bring_in(import, house, record, *read_on, *kept.calendar);
    show_progress(import.outcomes.size(), records.size());
  }
  house.alarm.advance(house.clock.now());  // what was due of them in the meantime: newer rules take them over
  return import;
}

void write_report(const ImportOptions& options, const engine::Report& report) {
  const auto bytes = options.report.ends_with(".json") ? api::report::json(report) + "\n" : api::report::text(report);
  give(options.report, [&](std::ostream& out) { out << bytes; });
}
}  // namespace

int import(const ImportOptions& options) {
  std::optional<engine::Date> read_on;
  if (!options.as_of.empty()) {
    read_on = engine::read_date(options.as_of);
    if (!read_on) throw store::Refusal("--as-of must be " + std::string(engine::written_day));
  }
  const auto records = read_register(contents(options.file));
  Import done;
  if (options.dry_run) {
    const Trial copy(options.data);
    done = run(copy.path(), records, read_on);
  } else {
    done = run(options.data, records, read_on);
  }
  const auto name = options.file.substr(options.file.find_last_of('/') + 1);
  write_report(options, sec::historic::doubts_report(name, *read_on, done.outcomes, done.doubts));
  std::cout << fmt::format("{} of {} records {}, {} refused, {} doubts{}\n", done.imported, records.size(),
                           options.dry_run ? "would be imported" : "imported", records.size() - done.imported,
                           done.doubts.size(), options.dry_run ? "; nothing is written" : "");
  if (done.imported == 0) throw store::Refusal("nothing of " + name + " was brought in: the report says why of each");
  return 0;
}

}  // namespace secmp
