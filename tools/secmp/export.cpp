// The history as others read it. Only what everybody may see: events whose existence is no secret, and of their bodies
// nothing.
#include <ostream>

#include <nlohmann/json.hpp>

#include "engine/grow.hpp"
#include "store/reader.hpp"
#include "tools/secmp/commands.hpp"
#include "tools/secmp/output.hpp"
#include "tools/secmp/up_to_date.hpp"
#include "tools/secmp/xes.hpp"
#include "workflows/all.hpp"

namespace secmp {

namespace {
const engine::Actor everybody{"", "public", "", "", ""};
constexpr std::string_view collection = "modifications";

std::vector<engine::Entry> public_ones(const engine::Workflow& workflow, const engine::Case& current,
                                       std::vector<engine::Entry> entries) {
  std::erase_if(entries, [&](const auto& one) { return !workflow.seen_body(current, one, everybody); });
  return entries;
}

std::string text(const nlohmann::json& summary, const char* field) {
  const auto found = summary.find(field);
  return found == summary.end() || !found->is_string() ? "" : found->get<std::string>();
}

void write_log(std::ostream& out, const engine::Workflows& workflows, const engine::Reader& reader,
               const engine::AsAt& as_at) {
  XesWriter log(out);
  for (const auto& listed : reader.summaries(collection, as_at)) {
    auto entries = reader.entries(listed.case_id, as_at);
    if (entries.empty()) continue;
    const auto current = engine::case_from(workflows, entries);
    const auto summary = nlohmann::json::parse(listed.summary);
    log.trace({text(summary, "ref"), text(summary, "title"), current.workflow},
              public_ones(workflows.get(current.workflow), current, std::move(entries)));
  }
}
}  // namespace

int export_xes(const ExportOptions& options) {
  engine::AsAt as_at;
  if (!options.as_of.empty()) {
    as_at.effective = engine::read_date(options.as_of);
    if (!as_at.effective) throw store::Refusal("--as-of must be " + std::string(engine::written_day));
  }
  const auto workflows = workflows::all();
  const auto opened = open_to_read(options.data, workflows);
  const auto& folder = *opened;
  const store::SqliteReader reader(folder);
  give(options.output, [&](std::ostream& out) { write_log(out, workflows, reader, as_at); });
  return 0;
}

}  // namespace secmp
