// Read off the guards' own types: one that can be asked without a command looks at facts only.
#include "tests/workflows/facts_only.hpp"

#include <map>
#include <set>

#include "tests/support/story.hpp"
#include "workflows/sec/modification/table.hpp"

namespace facts_only {

namespace {
using Groups =
    engine::mp11::mp_push_back<sec::Shared, sec::Developing, sec::ByThePanel, sec::ByTheCsc, sec::HandingOver>;
using Tables = engine::mp11::mp_apply<engine::mp11::mp_append, Groups>;

template <class... Guards>
void keep(std::set<std::string_view>& found, engine::When<Guards...>) {
  [[maybe_unused]] const auto one = [&]<class Guard>(std::type_identity<Guard>) {
    if constexpr (engine::LooksAtFactsOnly<Guard, sec::Facts>) found.insert(engine::type_name<Guard>());
  };
  (one(std::type_identity<Guards>()), ...);
}

std::set<std::string_view> all_guards() {
  std::set<std::string_view> found{engine::type_name<sec::IsActive>()};  // stands before the rows, and not in them
  engine::for_each_type<Tables>([&]<class Row>() { keep(found, typename Row::Guards()); });
  return found;
}
}  // namespace

bool guard(std::string_view name) {
  static const auto all = all_guards();
  return all.contains(name);
}

const std::vector<bool>& rows(std::string_view pack, std::string_view state) {
  static std::map<std::pair<std::string, std::string>, std::vector<bool>> known;
  const auto [place, fresh] = known.try_emplace({std::string(pack), std::string(state)});
  if (!fresh) return place->second;
  for (const auto& row : story::rules().get(pack).table())
    if (std::find(row.from.begin(), row.from.end(), state) != row.from.end())
      place->second.push_back(std::all_of(row.guards.begin(), row.guards.end(), guard));
  return place->second;
}

}  // namespace facts_only
