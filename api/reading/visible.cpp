// A step shows to whoever counts one more version for it.
#include "api/reading/visible.hpp"

namespace api {

bool shows(const engine::Workflow& rules, const engine::Case& current, const engine::Entry& entry,
           engine::Clearance eyes) {
  return rules.seen_version(current, entry.version, eyes) != rules.seen_version(current, entry.version - 1, eyes);
}

}  // namespace api
