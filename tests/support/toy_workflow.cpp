// The rows of the library loan and what its events mean. The rows are data here; nothing is generated, nothing is
// clever.
#include "tests/support/toy_workflow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/calendar.hpp"

namespace toy {
namespace {

using namespace engine;
using nlohmann::json;

struct Guard {
  std::string_view name;
  std::string_view reason;
  std::string_view who;
  bool (*met)(const Loan&, const Setting&);
};

struct Row {
  std::vector<std::string_view> from;
  std::string_view command;
  std::string_view to;
  std::string_view event;
  std::string_view clause;
  std::vector<Guard> guards;
  std::string_view deadline;  // of "deadline-passed" alone
};

const Guard not_reserved{"NotReserved", "Somebody else waits for the book.", "librarian",
                         [](const Loan& loan, const Setting&) { return !loan.reserved; }};
const Guard renewals_left{"RenewalsLeft", "It has been renewed twice.", "librarian",
                          [](const Loan& loan, const Setting&) { return loan.renewals < 2; }};
const Guard companion_is_out{"CompanionIsOut", "The loan that it goes with is not on loan.", "librarian",
                             [](const Loan& loan, const Setting& setting) {
                               return loan.with.empty() || (!setting.related.empty() && setting.related[0] &&
                                                            setting.related[0]->state == "on-loan");
                             }};

const std::vector<std::string_view> anywhere_open{"requested", "on-loan", "overdue"};

// clang-format off
const std::vector<Row>& rows() {
  static const std::vector<Row> all{
    {{""},                    "request",         "requested", "loan-requested",  "L1",   {}, ""},
    {{"requested"},           "hand-out",        "on-loan",   "handed-out",      "L2",   {companion_is_out}, ""},
    {{"on-loan"},             "renew",           "",          "renewed",         "L3",   {not_reserved, renewals_left},
     ""},
    {{"on-loan", "overdue"},  "reserve",         "",          "reserved",        "L4",   {}, ""},
    {anywhere_open,           "note",            "",          "noted",           "L5",   {}, ""},
    {anywhere_open,           "rename",          "",          "renamed",         "L6",   {}, ""},
    {anywhere_open,           "follow",          "",          "rules-changed",   "L7",   {}, ""},
    {{"on-loan"},             "deadline-passed", "overdue",   "became-overdue",  "L8",   {}, "return-by"},
    {{"overdue"},             "deadline-passed", "lost",      "given-up",        "L9",   {}, "lost-after"},
    {{"on-loan", "overdue"},  "give-back",       "returned",  "given-back",      "L10",  {}, ""},
  };
  return all;
}
// clang-format on

std::vector<std::string_view> roles_of(std::string_view command) {
  if (command == "deadline-passed") return {};
  if (command == "request" || command == "renew" || command == "note") return {"librarian", "reader"};
  return {"librarian"};
}

bool holds_in(const Row& row, std::string_view state) {
  return std::find(row.from.begin(), row.from.end(), state) != row.from.end();
}

std::vector<Unmet> unmet(const Row& row, const Loan& loan, const Setting& setting) {
  std::vector<Unmet> found;
  for (const auto& guard : row.guards)
    if (!guard.met(loan, setting))
      found.push_back(
          {std::string(guard.name), std::string(guard.reason), std::string(row.clause), std::string(guard.who)});
  return found;
}

// The day that the command takes effect on, or why it cannot.
std::variant<Date, Malformed> day_of(const json& body, const Case& current, const Setting& setting) {
  const auto day = !body.contains("on")     ? std::optional(setting.on)
                   : body["on"].is_string() ? read_date(body["on"].get<std::string>())
                                            : std::nullopt;
  if (!day) return Malformed{{{"/on", "not a date"}}};
  if (*day > setting.today) return Malformed{{{"/on", "lies in the future"}}};
  if (current.version > 0 && *day < current.effective_on) return Malformed{{{"/on", "is before the last event"}}};
  return *day;
}

std::optional<FieldError> wrong(std::string_view command, const json& body) {
  const auto needs = [&](const char* field, bool right) -> std::optional<FieldError> {
    if (right) return std::nullopt;
    return FieldError{std::string("/") + field, "is missing or of the wrong type"};
  };
  const auto text = [&](const char* field) { return needs(field, body.contains(field) && body[field].is_string()); };
  if (command == "request") return text("title");
  if (command == "hand-out" || command == "renew")
    return needs("days", body.contains("days") && body["days"].is_number_integer());
  if (command == "note") return text("text");
  if (command == "rename") return text("ref");
  if (command == "follow") return text("rules");
  if (command == "deadline-passed") return text("name");
  return std::nullopt;
}

std::vector<std::string> possible_in(std::string_view state) {
  std::vector<std::string> found;
  for (const auto& row : rows())
    if (holds_in(row, state)) found.emplace_back(row.command);
  return found;
}

// What the event remembers: the body of the command, and what evolve will need beside it.
json remembered(const Row& row, json body, const std::string& case_id, Date on) {
  if (row.command == "request" && !body.contains("ref")) body["ref"] = case_id;
  if (row.command == "hand-out" || row.command == "renew")
    body["due"] = to_text(Date(std::chrono::sys_days(on) + std::chrono::days(body["days"].get<int>())));
  body.erase("on");
  return body;
}

void apply(Loan& loan, const Entry& entry, const json& body) {
  const auto& type = entry.event.type;
  if (type == "loan-requested") {
    loan.references = {body["ref"].get<std::string>()};
    loan.title = body["title"].get<std::string>();
    loan.reader = body.value("reader", "");
    loan.with = body.value("with", "");
  } else if (type == "handed-out" || type == "renewed") {
    loan.due = read_date(body["due"].get<std::string>());
    loan.renewals += type == "renewed";
  } else if (type == "reserved") {
    loan.reserved = true;
  } else if (type == "noted") {
    loan.notes.push_back(body["text"].get<std::string>());
    loan.note_private.push_back(body.value("private", false));
    if (loan.note_private.back()) loan.hidden_versions.push_back(entry.version);
  } else if (type == "renamed") {
    const auto ref = body["ref"].get<std::string>();
    std::erase(loan.references, ref);
    loan.references.insert(loan.references.begin(), ref);
  }
}

Time after_days(Date day, int days) {
  return close_of_business(Date(std::chrono::sys_days(day) + std::chrono::days(days)));
}

}  // namespace

const Loan& loan(const Case& current) { return static_cast<const Loan&>(*current.facts); }

std::vector<RowDescription> LoanWorkflow::table() const {
  std::vector<RowDescription> all;
  for (const auto& row : rows()) {
    all.push_back({row.from, row.command, row.to, row.event, row.clause, {}});
    for (const auto& guard : row.guards) all.back().guards.push_back(guard.name);
  }
  return all;
}

std::vector<StateDescription> LoanWorkflow::states() const {
  return {{"", "Not yet asked for", "Desk", false},
          {"requested", "Requested", "Desk", false},
          {"on-loan", "On loan", "Out of the house", false},
          {"overdue", "Overdue", "Out of the house", false},
          {"returned", "Returned", "Over", true},
          {"lost", "Lost", "Over", true}};
}

std::vector<CommandDescription> LoanWorkflow::commands() const {
  std::vector<CommandDescription> all;
  for (const auto& row : rows()) {
    if (std::any_of(all.begin(), all.end(), [&](const auto& known) { return known.name == row.command; })) continue;
    CommandDescription one;
    one.name = row.command;
    one.summary = "A step of a loan.";
    one.roles = roles_of(row.command);
    one.schema = R"({"type": "object"})";
    one.any_version = row.command == "note";
    one.opens = row.command == "request";
    if (one.roles.empty()) one.sent_by = "clock";
    all.push_back(std::move(one));
  }
  return all;
}

bool LoanWorkflow::opens(const Command& command, Date today) const {
  return command.name == "request" && first_ <= today && today <= last_;
}

std::variant<Identity, Malformed> LoanWorkflow::identify(const Command& command, const Numbers& numbers) const {
  const auto body = json::parse(command.body, nullptr, false);
  if (!body.is_object()) return Malformed{{{"", "is not a JSON object"}}};
  if (!body.contains("ref")) return Identity{fmt::format("L{:04}", numbers.last + 1)};
  if (!body["ref"].is_string()) return Malformed{{{"/ref", "is not a text"}}};
  return Identity{body["ref"].get<std::string>()};
}

// L0007, X0007 and L7 are one number.
std::string LoanWorkflow::likeness(std::string_view reference) const {
  const auto digits = reference.substr(std::min<std::size_t>(reference.size(), 1));
  const bool number = !digits.empty() && digits.size() <= 6 && digits.find_first_not_of("0123456789") == digits.npos;
  return number ? fmt::format("{:06}", std::stoi(std::string(digits))) : std::string();
}

Case LoanWorkflow::blank(std::string case_id) const {
  Case blank;
  blank.id = std::move(case_id);
  blank.workflow = name_;
  blank.facts = std::make_shared<Loan>();
  return blank;
}

std::vector<std::string> LoanWorkflow::related(const Case& current, std::string_view command) const {
  if (command != "hand-out" || loan(current).with.empty()) return {};
  return {loan(current).with};
}

Decision LoanWorkflow::decide(const Case& current, const Command& command, const Setting& setting) const {
  const auto roles = roles_of(command.name);
  const bool by_clock = roles.empty() && setting.by.role == "clock";
  if (!by_clock && std::find(roles.begin(), roles.end(), setting.by.role) == roles.end())
    return Forbidden{{roles.begin(), roles.end()}};
  const auto body = json::parse(command.body, nullptr, false);
  if (!body.is_object()) return Malformed{{{"", "is not a JSON object"}}};
  if (auto error = wrong(command.name, body)) return Malformed{{*error}};
  const auto day = day_of(body, current, setting);
  if (const auto* malformed = std::get_if<Malformed>(&day)) return *malformed;
  const auto on = std::get<Date>(day);
  Refused refused{current.state, {}, possible_in(current.state)};
  for (const auto& row : rows()) {
    if (row.command != command.name || !holds_in(row, current.state)) continue;
    if (!row.deadline.empty() && row.deadline != body["name"].get<std::string>()) continue;
    auto open = unmet(row, loan(current), setting);
    const std::string to(row.to.empty() ? std::string_view(current.state) : row.to);
    if (open.empty())
      return Decided{{std::string(row.event), remembered(row, body, current.id, on).dump(), current.state, to}, on};
    refused.tried.push_back({command.name, to, std::move(open)});
  }
  return refused;
}

Case LoanWorkflow::evolve(const Case& current, const Entry& entry) const {
  auto facts = std::make_shared<Loan>(loan(current));
  const auto body = json::parse(entry.event.body);
  apply(*facts, entry, body);
  Case after = current;
  if (entry.event.type == "rules-changed") after.workflow = body["rules"].get<std::string>();
  after.version = entry.version;
  after.state = entry.event.to;
  after.effective_on = entry.effective_on;
  after.at = entry.at;
  after.seq = entry.seq;
  after.facts = std::move(facts);
  return after;
}

std::vector<Option> LoanWorkflow::options(const Case& current, const Setting& setting) const {
  std::vector<Option> found;
  for (const auto& row : rows())
    if (holds_in(row, current.state))
      found.push_back({std::string(row.command), std::string(row.to.empty() ? std::string_view(current.state) : row.to),
                       unmet(row, loan(current), setting)});
  return found;
}

std::optional<std::string> LoanWorkflow::broken_invariant(const Case&, const Case& after, const Entry&) const {
  if (loan(after).title == "A book that cannot be") return "There is no such book.";
  return std::nullopt;
}

engine::Listing LoanWorkflow::listing(const Case& current) const {
  const auto& facts = loan(current);
  engine::Listing found;
  found.references = facts.references;
  const auto& first = current.id;
  const bool numbered =
      first.size() > 1 && first[0] == 'L' && first.find_first_not_of("0123456789", 1) == std::string::npos;
  found.place = place(found.references.empty() ? first : found.references.front());
  if (auto alike = likeness(first); !alike.empty()) found.likenesses = {std::move(alike)};
  found.series = numbered ? "L" : "";
  found.number = numbered ? std::stoi(first.substr(1)) : 0;
  found.summary = json{{"ref", facts.references.empty() ? current.id : facts.references.front()},
                       {"title", facts.title},
                       {"reader", facts.reader},
                       {"state", current.state},
                       {"due", facts.due ? json(to_text(*facts.due)) : json()}}
                      .dump();
  return found;
}

Projection LoanWorkflow::project(const Case& current) const {
  const auto& facts = loan(current);
  Projection projection{listing(current), {}, {}, {}};
  if (current.state == "requested") projection.tasks = {{"hand the book out", "librarian", std::nullopt}};
  if (!facts.due) return projection;
  const auto due = close_of_business(*facts.due);
  if (current.state == "on-loan") projection.deadlines = {{"return-by", due}};
  if (current.state == "on-loan") projection.tasks = {{"bring the book back", "party:" + facts.reader, due}};
  if (current.state == "overdue") projection.deadlines = {{"lost-after", after_days(*facts.due, 28)}};
  if (current.state == "overdue") projection.tasks = {{"ask for the book", "librarian", std::nullopt}};
  return projection;
}

Json LoanWorkflow::view(const Case& current, Clearance clearance) const {
  const auto& facts = loan(current);
  return json{{"ref", facts.references.empty() ? current.id : facts.references.front()},
              {"title", facts.title},
              {"reader", clearance > 0 ? json(facts.reader) : json()},
              {"state", current.state},
              {"version", seen_version(current, current.version, clearance)},
              {"renewals", facts.renewals}}
      .dump();
}

bool LoanWorkflow::may_hide_steps(const Case& current, Clearance clearance) const {
  return clearance == 0 && !loan(current).hidden_versions.empty();
}

int LoanWorkflow::seen_version(const Case& current, int version, Clearance clearance) const {
  if (clearance > 0) return version;
  const auto& hidden = loan(current).hidden_versions;
  return version -
         static_cast<int>(std::count_if(hidden.begin(), hidden.end(), [&](int one) { return one <= version; }));
}

std::optional<Json> LoanWorkflow::seen_body(const Case& current, const Entry& entry, const Actor& seen_by) const {
  const auto& hidden = loan(current).hidden_versions;
  if (clearance(seen_by) == 0 && std::find(hidden.begin(), hidden.end(), entry.version) != hidden.end())
    return std::nullopt;
  return entry.event.body;
}

std::vector<Json> LoanWorkflow::part(const Case& current, std::string_view name, const Actor& seen_by) const {
  const auto clearance = this->clearance(seen_by);
  std::vector<Json> items;
  if (name != "notes") return items;
  const auto& facts = loan(current);
  for (std::size_t i = 0; i < facts.notes.size(); ++i)
    if (clearance > 0 || !facts.note_private[i]) items.push_back(json{{"text", facts.notes[i]}}.dump());
  return items;
}

namespace {
Report loans(const ReportInput& input) {
  Report report;
  report.name = "loans";
  report.title = "Loans";
  report.header = {{"As at", to_text(input.as_at)}};
  report.main_table = "all";
  report.sections.push_back(
      {"all", "All loans", "", {{"ref", "Reference"}, {"title", "Title"}, {"state", "State"}}, {}, "None."});
  for (const auto& summary : input.now) {
    const auto one = json::parse(summary.summary);
    report.sections[0].rows.push_back(
        {one["ref"].get<std::string>(), one["title"].get<std::string>(), one["state"].get<std::string>()});
  }
  return report;
}
}  // namespace

const std::vector<ReportCode>& LoanWorkflow::reports() const {
  static const std::vector<ReportCode> all{{.name = "loans", .make = loans, .compares = true}};
  return all;
}

Workflows loan_workflows() {
  using namespace std::chrono;
  std::vector<std::unique_ptr<Workflow>> all;
  all.push_back(std::make_unique<LoanWorkflow>("loan-2018", earliest, Date(2019y / June / 30)));
  all.push_back(std::make_unique<LoanWorkflow>("loan-2019", Date(2019y / July / 1), latest));
  return Workflows(std::move(all));
}

Workflows only(std::unique_ptr<Workflow> workflow) {
  std::vector<std::unique_ptr<Workflow>> all;
  all.push_back(std::move(workflow));
  return Workflows(std::move(all));
}

Command command(std::string name, std::string reference, Json body, Actor by) {
  Command command;
  command.collection = "loans";
  command.reference = std::move(reference);
  command.name = std::move(name);
  command.body = std::move(body);
  command.by = std::move(by);
  return command;
}

}  // namespace toy
