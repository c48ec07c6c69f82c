// What the handlers have at hand, in groups, and the functions that put the routes of each subject into the table.
#pragma once

#include <map>

#include "api/http/message.hpp"
#include "api/http/metrics.hpp"
#include "api/http/parts.hpp"
#include "api/http/query_pool.hpp"
#include "api/http/router.hpp"
#include "api/pages/site.hpp"
#include "api/reading/cases.hpp"
#include "api/reading/gathering.hpp"
#include "api/reading/search.hpp"
#include "api/reading/seen_head.hpp"
#include "api/report/finished.hpp"
#include "api/report/kept_reading.hpp"
#include "api/report/standings.hpp"
#include "api/routes/kept_forms.hpp"
#include "api/routes/kept_requests.hpp"
#include "api/routes/member_pages.hpp"
#include "api/routes/sharer.hpp"
#include "api/routes/wrong_tokens.hpp"

namespace api {

class Forms;

// Runs something on the I/O thread, later. Any thread.
using Post = std::function<void(engine::Once<void()>)>;

// What answers are made from. It stays as it was made; what it refers to is for any thread.
struct Read {
  explicit Read(const Parts& given);

  const Parts& parts;
  const Cases cases;
  const SeenHead seen_head;
  const Search search;
  const std::map<const engine::Workflow*, std::vector<engine::CommandDescription>> commands;
  const pages::Site site;  // last: made of the others

  engine::Date today() const { return engine::london_date(parts.clock.now()); }
  // The rules that stand for a collection in what all its workflows share.
  const engine::Workflow& rules(const std::string& collection) const { return *parts.workflows.first_of(collection); }
  // Its commands with their schemas, which take time to write.
  const std::vector<engine::CommandDescription>& commands_of(const engine::Workflow& rules) const {
    return commands.at(&rules);
  }
  Sources sources(const engine::AsAt& as_at) const;  // of cases
  std::vector<std::string> collections() const;      // each once, in the order of the workflows
};

// What is kept from one request to another. Any thread.
struct Kept {
  KeptRequests requests;  // beside those of commands, which the processor keeps
  KeptForms forms;
  MemberPages pages;
  report::FinishedFiles files;
  report::KeptAnswers standings;
  report::KeptReading reading;
};

// The threads beside the I/O thread. The clock has one of its own, as it may take long to move.
struct Pools {
  explicit Pools(const Limits& limits);

  QueryPool clock_mover;
  QueryPool files;    // what waits for the disk alone: portions of documents, in both directions
  QueryPool presses;  // for files that other programs make: nobody else waits for those
  QueryPool queries;
};

// What pages call a paper, a report, a role, and whoever else has a name for programs.
std::string called(const Parts& parts, std::string_view name);
// What they call a command to this role, and a step that was taken.
std::string command_called(const Parts& parts, std::string_view collection, std::string_view command,
                           std::string_view role);
std::string step_called(const Parts& parts, std::string_view collection, const engine::Event& event);

struct Context {
  Context(const Parts& given, Post to_io);

  const Parts parts;
  const Read read;
  const std::shared_ptr<const Forms> forms;  // of all commands
  Kept kept;
  Metrics metrics;
  WrongTokens wrong_tokens;
  const Post post;
  Pools pools;  // last: what waits in them uses the rest
};

// Each adds the routes of one subject to the table. `context` outlives the router.
void add_case_routes(Router& router, Context& context);
void add_document_routes(Router& router, Context& context);
void add_command_routes(Router& router, Context& context);
void add_batch_routes(Router& router, Context& context);
void add_option_routes(Router& router, Context& context);
void add_task_routes(Router& router, Context& context);
void add_workflow_routes(Router& router, Context& context);
void add_question_routes(Router& router, Context& context);
void add_report_routes(Router& router, Context& context);
void add_calendar_routes(Router& router, Context& context);
void add_clock_routes(Router& router, Context& context);
void add_event_routes(Router& router, Context& context);
void add_news_routes(Router& router, Context& context);
void add_page_routes(Router& router, Context& context);
void add_reading_pages(Router& router, Context& context);
void add_sign_in_routes(Router& router, Context& context);
void add_form_routes(Router& router, Context& context);
void add_ballot_routes(Router& router, Context& context);
void add_desk_routes(Router& router, Context& context);
void add_me_routes(Router& router, Context& context);
void add_search_routes(Router& router, Context& context);
void add_operation_routes(Router& router, Context& context);

// Whether ?dry_run=true; throws Problem for what is neither true nor false.
bool read_dry_run(Query& query);
// A header of every POST. `more`: what else its description says.
ParameterDescription key_parameter(std::string_view more = "");
// Parameters of every GET of a case, list or report.
engine::AsAt read_as_at(Query& query);
const std::vector<ParameterDescription>& as_at_parameters();
std::vector<ParameterDescription> both(std::vector<ParameterDescription> some,
                                       const std::vector<ParameterDescription>& more);

}  // namespace api
