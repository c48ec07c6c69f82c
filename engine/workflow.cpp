// The list of workflows, and the finding of one.
#include "engine/workflow.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/calendar.hpp"
#include "engine/json_node.hpp"
#include "engine/text.hpp"

namespace engine {

Setting setting_at(Time now, const Case& current) {
  Setting setting;
  setting.now = std::max(now, current.at);
  setting.today = setting.on = london_date(setting.now);
  return setting;
}

std::optional<Date> Workflow::provisional_from(const Case&, Time) const { return {}; }
bool Workflow::foretold(const Case&, const std::string&, const Actor&) const { return true; }
std::vector<Consequence> Workflow::consequences(const Case&, const Case&, const Entry&) const { return {}; }

std::string Workflow::place(std::string_view reference) const { return natural_place(reference); }
std::string Workflow::likeness(std::string_view) const { return {}; }
std::vector<CaseName> Workflow::names(const Command&) const { return {}; }

std::vector<std::string_view> Workflow::part_documents(std::string_view) const { return {}; }
PartDocument Workflow::part_document(const Case&, std::string_view, std::size_t, std::string_view) const {
  return {"", "there is no such document"};
}

std::vector<std::string> Workflow::summary_fields() const {
  const auto summary = listing(blank("0")).summary;
  std::vector<std::string> fields;
  JsonNode root;
  if (JsonNode::read(summary, root) && root.kind() == JsonNode::Kind::object)
    root.each_field([&](std::string_view name, const JsonNode&) { fields.emplace_back(name); });
  return fields;
}

std::vector<Circular> Workflow::circulars(const Case&, const Case&, const Entry&) const { return {}; }
std::optional<CaseName> Workflow::calendar_case() const { return {}; }
const Calendar* Workflow::calendar(const Case&) const { return nullptr; }

const std::vector<ReportCode>& no_reports() {
  static const std::vector<ReportCode> none;
  return none;
}
const std::vector<QuestionCode>& no_questions() {
  static const std::vector<QuestionCode> none;
  return none;
}

const ReportCode* Workflow::report_called(std::string_view name) const {
  for (const auto& one : reports())
    if (one.name == name) return &one;
  return nullptr;
}

const std::vector<QuestionCode>& Workflow::questions() const { return no_questions(); }

const QuestionCode& Workflow::question_called(std::string_view name) const {
  for (const auto& one : questions())
    if (one.description.name == name) return one;
  throw std::logic_error("nobody answers " + std::string(name) + " here");
}

Answered Workflow::answer(const Question& question, const std::vector<const Case*>& about,
                          const std::vector<const Case*>& others) const {
  auto outcome = question_called(question.name).answer(question, about, others);
  const auto asking = clearance(question.by);
  const auto reader = question.audience ? std::min(asking, *question.audience) : asking;
  if (auto* answer = std::get_if<Answer>(&outcome)) answer->json = gated(std::move(answer->json), reader);
  return outcome;
}

std::vector<std::string_view> Workflow::parts_with_bytes() const { return {}; }
std::vector<ItemBytes> Workflow::item_bytes(const Case&, std::string_view, const Actor&) const { return {}; }

std::optional<KeptBytes> Workflow::readable_bytes(const Case& current, std::string_view sha256,
                                                  const Actor& seen_by) const {
  for (const auto part : parts_with_bytes())
    for (auto& one : item_bytes(current, part, seen_by))
      if (one.sha256 == sha256) return std::move(one.kept);
  return std::nullopt;
}

std::vector<std::string> Workflow::related_by_body(const Command&) const { return {}; }
std::optional<std::string> Workflow::disagreement(const Case&, const Case&, const FindCase&) const { return {}; }

std::optional<std::string> Workflow::goes_on_from(const Command&) const { return {}; }

std::optional<CaseName> Workflow::was_before(const Entry&) const { return {}; }

std::vector<Audience> Workflow::audiences() const { return {}; }

std::vector<std::string> Workflow::assignees(const Actor& actor) const {
  std::vector<std::string> found{actor.role};
  if (!actor.seat.empty()) found.push_back("seat:" + actor.seat);
  if (actor.role == "party") found.push_back("party:" + actor.id);
  return found;
}

Workflows::Workflows(std::vector<std::unique_ptr<Workflow>> all) : all_(std::move(all)) {
  for (auto one = all_.begin(); one != all_.end(); ++one)
    if (std::any_of(all_.begin(), one, [&](const auto& other) { return other->name() == (*one)->name(); }))
      throw std::logic_error("two workflows of one name: " + std::string((*one)->name()));
}

const Workflow* Workflows::find(std::string_view name) const {
  const auto found = std::find_if(all_.begin(), all_.end(), [&](const auto& one) { return one->name() == name; });
  return found == all_.end() ? nullptr : found->get();
}

const Workflow& Workflows::get(std::string_view name) const {
  if (const auto* found = find(name)) return *found;
  throw std::logic_error("no such workflow: " + std::string(name));
}

const Workflow* Workflows::first_of(std::string_view collection) const {
  const auto found =
      std::find_if(all_.begin(), all_.end(), [&](const auto& one) { return one->collection() == collection; });
  return found == all_.end() ? nullptr : found->get();
}

std::vector<const Workflow*> Workflows::of(std::string_view collection) const {
  std::vector<const Workflow*> found;
  for (const auto& one : all_)
    if (one->collection() == collection) found.push_back(one.get());
  return found;
}

bool Workflows::has_dry_run(std::string_view collection, std::string_view command) const {
  for (const auto& rules : all_)
    if (rules->collection() == collection)
      for (const auto& one : rules->commands())
        if (one.name == command && !one.previews) return false;
  return true;
}

std::vector<std::string> Workflows::assignees(const Actor& actor) const {
  std::vector<std::string> found;
  for (const auto& one : all_)
    for (auto& name : one->assignees(actor))
      if (std::find(found.begin(), found.end(), name) == found.end()) found.push_back(std::move(name));
  return found;
}

}  // namespace engine
