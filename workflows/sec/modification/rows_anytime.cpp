#include "workflows/sec/modification/conduct.hpp"

namespace engine {

template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::Anytime>();

}  // namespace engine
