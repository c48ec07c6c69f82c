// What every row does in the same way, whatever its types: gathering reasons, and writing its event.
#include "engine/typed_code.hpp"

namespace engine {

void add_unmet(std::vector<Unmet>& found, std::string_view guard, std::string reason, std::string_view clause,
               std::string_view who) {
  found.push_back({std::string(guard), std::move(reason), std::string(clause), std::string(who)});
}

namespace detail {
std::vector<Unmet> both(std::vector<Unmet> first, std::vector<Unmet> second) {
  if (first.empty()) return second;
  first.insert(first.end(), std::make_move_iterator(second.begin()), std::make_move_iterator(second.end()));
  return first;
}

Event event_of(std::string_view type, const body::Kind& kind, const void* event, std::string_view from,
               std::string to) {
  Json text;
  kind.write(kind, text, event, body::Nulls::leave_out);
  return {std::string(type), std::move(text), std::string(from), std::move(to)};
}
}  // namespace detail

}  // namespace engine
