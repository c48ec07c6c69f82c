// PDF and Word documents, made of a report's page by other people's programs: WeasyPrint 57 and pandoc 2.17.
#pragma once

#include <variant>

#include "api/report/run.hpp"
#include "engine/report.hpp"

namespace api::report {

// The file cannot be made now; nothing is wrong with what was asked for.
struct Unavailable {
  enum class Why { missing, late, failed, busy };
  Why why;
  std::string sentence;  // for whoever asked: what to do
  std::string detail;    // for the log: what the program said
};
using Converted = std::variant<std::string, Unavailable>;  // the bytes of the file

// At most this many programs run at a time in the process; who comes then waits for up to Programs::limit.
inline constexpr int conversions_max = 2;

// The programs see their page alone: a folder of their own, an empty environment, no network if the system
// lets us take it away (the page names nothing from elsewhere in any case), limits on time and memory, a low priority.
// `html` is what html() made of this report. The same page gives the same bytes from the same version of the program.
Converted pdf(const engine::Report& report, const std::string& html, const Programs& programs = {});
Converted docx(const engine::Report& report, const std::string& html, const Programs& programs = {});

}  // namespace api::report
