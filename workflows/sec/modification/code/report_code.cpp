// The code of the commands and events in report.hpp.
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/stages/report.hpp"

namespace sec {

std::vector<engine::CommandCode> report_commands() { return engine::code_of_commands<Conduct, ReportCommands>(); }
std::vector<engine::EventCode> report_events() { return engine::code_of_events<Facts, ReportEvents>(); }

}  // namespace sec
