// `secmp report`: a report or paper straight from the data folder, in any form, onto the terminal or into a file.
#include <ostream>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "api/report/build.hpp"
#include "api/report/forms.hpp"
#include "store/reader.hpp"
#include "tools/secmp/clock_keeper.hpp"
#include "tools/secmp/commands.hpp"
#include "tools/secmp/output.hpp"
#include "tools/secmp/up_to_date.hpp"
#include "workflows/all.hpp"

namespace secmp {

namespace {
std::optional<engine::Date> day(const std::string& text, const char* option) {
  if (text.empty()) return {};
  const auto read = engine::read_date(text);
  if (!read) throw store::Refusal(std::string(option) + " must be " + std::string(engine::written_day));
  return read;
}

std::optional<engine::Time> instant(const std::string& text, const char* option) {
  if (text.empty()) return {};
  const auto read = engine::read_time(text);
  if (!read) throw store::Refusal(std::string(option) + " must be " + std::string(engine::written_instant));
  return read;
}

std::string report_names(const engine::Workflows& workflows) {
  std::set<std::string_view> names;  // the packs of a collection have the same
  for (const auto& one : workflows.all())
    for (const auto& report : one->reports()) names.insert(report.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

const api::report::FormDescription& form(const std::string& name) {
  if (const auto* found = api::report::form_called(name)) return *found;
  throw UsageError("there is no form '" + name + "'; these are: " + api::report::form_names());
}

std::string file_of(const engine::Report& report, const std::string& format) {
  const auto& wanted = form(format);
  auto rendered = api::report::render(report, wanted.form);
  if (const auto* why = std::get_if<api::report::Unavailable>(&rendered)) throw store::Refusal(why->sentence);
  auto bytes = std::get<std::string>(std::move(rendered));
  if (wanted.form == api::report::Form::json) bytes += '\n';
  return bytes;
}
}  // namespace

int report(const ReportOptions& options) {
  const auto workflows = workflows::all();
  const auto* workflow = api::report::workflow_with(workflows, options.name);
  const auto wanted = form(options.format).form;  // before anything is read
  if (!options.section.empty() && wanted != api::report::Form::csv)
    throw UsageError("--section goes with --format csv: the other forms have all tables of a report");
  if (workflow == nullptr)
    throw UsageError("there is no report '" + options.name + "'; these are: " + report_names(workflows));
  const auto opened = open_to_read(options.data, workflows);
  const auto& folder = *opened;
  const store::SqliteReader reader(folder);
  const auto now = time_of(folder, reader);
  const api::report::ReportRequest request{options.name, day(options.as_at, "--as-at"), day(options.since, "--since"),
                                           instant(options.known_at, "--known-at")};
  const api::report::ReportSources sources{workflows, reader, engine::london_date(now), folder.simulated(), 0};
  auto made = api::report::build(sources, *workflow, request);
  if (!options.section.empty()) api::report::choose_table(made, options.section);
  const auto bytes = file_of(made, options.format);
  give(options.output, [&](std::ostream& out) { out << bytes; });
  return 0;
}

}  // namespace secmp
