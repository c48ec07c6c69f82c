// What all handlers have at hand.
#pragma once

#include <map>

#include "api/reading/cases.hpp"
#include "api/routes/kept_requests.hpp"
#include "api/http/message.hpp"
#include "api/http/metrics.hpp"
#include "api/http/parts.hpp"
#include "api/http/query_pool.hpp"
#include "api/report/finished.hpp"
#include "api/report/standings.hpp"
#include "api/http/router.hpp"

namespace api {

// Runs something on the I/O thread, later. Any thread.
using Post = std::function<void(std::function<void()>)>;

struct Shared {
  Shared(const Parts& given, Post to_io)
      : parts(given), cases(given.workflows, given.reader, given.feed), post(std::move(to_io)) {
    for (const auto& rules : given.workflows.all()) commands.emplace(rules.get(), rules->commands());
  }

  const Parts parts;
  const Cases cases;
  Metrics metrics;
  const Post post;
  std::map<const engine::Workflow*, std::vector<engine::CommandDescription>> commands;  // constant after construction
  std::size_t under_way = 0;  // commands that the processor has; I/O thread only
  mutable KeptRequests requests;  // beside those of commands, which the processor keeps
  mutable report::FinishedFiles files;
  mutable report::KeptAnswers standings;
  // Last: what waits in them uses the rest. The clock has a thread of its own, for it may take long to move.
  mutable QueryPool clock_mover{1, 8};
  mutable QueryPool presses{2, 16};  // for files that other programs make: nobody else waits for those
  mutable QueryPool queries{parts.limits.query_threads, parts.limits.queries_waiting_max};

  engine::Date today() const { return engine::london_date(parts.clock.now()); }
  // The rules that stand for a collection in what all its workflows share.
  const engine::Workflow& rules(const std::string& collection) const { return *parts.workflows.first_of(collection); }
  // Its commands with their schemas, which take time to write.
  const std::vector<engine::CommandDescription>& commands_of(const engine::Workflow& rules) const {
    return commands.at(&rules);
  }
  std::vector<std::string> collections() const;  // each once, in the order of the workflows
};

// Each adds the routes of one room to the table. `shared` outlives the router.
void add_case_routes(Router& router, Shared& shared);
void add_command_routes(Router& router, Shared& shared);
void add_option_routes(Router& router, Shared& shared);
void add_task_routes(Router& router, Shared& shared);
void add_workflow_routes(Router& router, Shared& shared);
void add_question_routes(Router& router, Shared& shared);
void add_report_routes(Router& router, Shared& shared);
void add_calendar_routes(Router& router, Shared& shared);
void add_clock_routes(Router& router, Shared& shared);
void add_event_routes(Router& router, Shared& shared);
void add_operation_routes(Router& router, Shared& shared);

// A header of every POST. `more`: what else its description says.
ParameterDescription key_parameter(std::string_view more = "");
// Parameters of every GET of a case, list or report.
engine::AsAt read_as_at(Query& query);
const std::vector<ParameterDescription>& as_at_parameters();

}  // namespace api
