#include "engine/typed_code.hpp"

namespace engine::detail {

std::vector<Unmet> both(std::vector<Unmet> first, std::vector<Unmet> second) {
  first.insert(first.end(), std::make_move_iterator(second.begin()), std::make_move_iterator(second.end()));
  return first;
}

}  // namespace engine::detail
