#include "workflows/sec/modification/conduct.hpp"

namespace engine {

template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::Raising>();
template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::InitialView>();
template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::Developing>();
template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::ByThePanel>();
template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::ByTheCsc>();
template std::vector<RowCode<sec::Facts>> code_of_rows<sec::Family, sec::HandingOver>();

}  // namespace engine
