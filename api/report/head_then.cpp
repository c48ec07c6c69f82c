// Goes back along the journal from an instant until there is an entry that moved the version which the reader saw.
#include "api/report/head_then.hpp"

#include <map>

#include "engine/grow.hpp"
#include "engine/text.hpp"

namespace api::report {

namespace {
constexpr int entries_at_once = 32;
}

std::optional<engine::Report::Head> head_then(const engine::Workflows& workflows, const engine::Reader& reader,
                                              engine::Time known_at, engine::Clearance clearance) {
  std::map<std::string, engine::Case> cases;  // as they were known then
  const auto seen = [&](const engine::Entry& entry) {
    auto found = cases.find(entry.case_id);
    if (found == cases.end()) {
      const auto entries = reader.entries(entry.case_id, {{}, known_at});
      found = cases.emplace(entry.case_id, engine::case_from(workflows, entries)).first;
    }
    const auto& then = found->second;
    const auto& rules = workflows.get(then.workflow);
    return rules.seen_version(then, entry.version, clearance) != rules.seen_version(then, entry.version - 1, clearance);
  };
  auto before = std::numeric_limits<std::int64_t>::max();
  for (int limit = 1;; limit = entries_at_once) {  // mostly the first one will do
    const auto links = reader.recorded_by(known_at, before, limit);
    for (const auto& link : links)
      if (seen(link.entry)) return engine::Report::Head{link.entry.seq, engine::hex(engine::bytes_of(link.hash))};
    if (links.empty()) return std::nullopt;
    before = links.back().entry.seq;
  }
}

}  // namespace api::report
