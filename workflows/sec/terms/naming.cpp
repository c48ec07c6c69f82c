// Reads the names of modifications out of bodies, and sends new names round.
#include "workflows/sec/terms/naming.hpp"

#include <nlohmann/json.hpp>

#include "workflows/sec/terms/command_to.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec {

namespace {
// Collections whose cases name modifications.
constexpr std::string_view naming[] = {"modifications", "releases", "meetings"};
}  // namespace

void take_new_name(std::string& name, const OtherRenamed& event) {
  if (name == event.former) name = event.ref;
}

std::vector<engine::CaseName> modifications_named(const engine::Json& body, const char* field) {
  std::vector<engine::CaseName> found;
  const auto dom = nlohmann::json::parse(body, nullptr, false);
  if (!dom.is_object() || !dom.contains(field)) return found;
  const auto add = [&](const nlohmann::json& one) {
    const auto& ref = one.is_object() && one.contains("ref") ? one["ref"] : one;
    found.push_back({"modifications", ref.is_string() ? ref.get<std::string>() : std::string()});
  };
  const auto& value = dom[field];
  if (!value.is_array()) add(value);
  else
    for (const auto& one : value) add(one);
  return found;
}

bool is_known(const engine::Setting& setting, std::size_t place) {
  return place < setting.named.size() && !setting.named[place].case_id.empty();
}
std::string name_in_use(const engine::Setting& setting, std::size_t place, const std::string& written) {
  return is_known(setting, place) ? setting.named[place].reference : canonical_reference(written);
}

std::vector<engine::Circular> told_of_new_name(const std::string& former, const std::string& ref,
                                               const engine::Entry& entry) {
  RecordRenamed change;
  change.former = former;
  change.ref = ref;
  std::vector<engine::Circular> all;
  for (const auto collection : naming) {
    all.push_back(circular_to(collection, change, entry));
    all.back().mentioned = former;
  }
  return all;
}

}  // namespace sec
