// Items, attendance and lines that are put right: what may be, what is recorded, what it changes.
#include "workflows/sec/meeting/corrections.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "workflows/sec/meeting/documents.hpp"
#include "workflows/sec/meeting/lines.hpp"
#include "workflows/sec/meeting/table.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec::meeting {

Reason AmendsSomething::unmet(const Look&, const AmendItem& command) {
  return unless(command.title || command.classification || command.paper || command.modifications,
                "it amends nothing: name 'title', 'classification', 'paper' or 'modifications'");
}
Reason LoweredByWhoMay::unmet(const Look& look, const AmendItem& command) {
  const auto* item = look.facts.item(command.item);
  if (item == nullptr || !command.classification || *command.classification >= item->classification) return {};
  return unless(look.setting.by.role != "secas-analyst",
                "a secas-manager or the panel-secretary lowers a classification");
}
Reason NoConfirmedLines::unmet(const Look& look, const RemoveItem& command) {
  std::vector<int> decided;
  for (const auto& line : look.facts.lines)
    if (line.item == command.item && line.state == LineState::confirmed) decided.push_back(line.line);
  return unless(decided.empty(),
                fmt::format("lines of it are confirmed: withdraw them first: {}", fmt::join(decided, ", ")));
}
Reason LineStands::unmet(const Look& look, const WithdrawLine& command) {
  const auto* line = look.facts.line(command.line);
  return unless(line == nullptr || line->state != LineState::withdrawn,
                fmt::format("line {} was withdrawn already", command.line));
}
Reason SaysWhetherADraft::unmet(const Look& look, const PublishMinutes& command) {
  const bool draft = command.draft.value_or(false);
  if (look.facts.minutes) return unless(!draft, "they are approved: they are no draft");
  return unless(draft, "they are not approved yet: they can be published as a draft alone ('draft': true)");
}
Reason NotPublishedYet::unmet(const Look& look, const PublishMinutes&) {
  const auto& published = look.facts.published;
  return unless(!published || (published->draft && look.facts.minutes), "they are published already");
}

namespace {
// What a light above the one that it had closes: nothing, if it is lowered as far as that.
void close_by_light(const Facts& facts, const Item& item, ItemAmended& event) {
  const auto light = *event.classification;
  if (item.closed && light < item.classification) event.reopens = true;
  const bool reopens = event.reopens.has_value();
  if (light <= (reopens ? item.closed->light : item.classification)) return;
  if (reopens ? item.closed->text : item.text) event.closes_text = true;
  if (event.closes_text && !reopens && facts.published) event.published_on = facts.published->on;
  const bool has_lines =
      std::any_of(facts.lines.begin(), facts.lines.end(), [&](const Line& line) { return line.item == item.item; });
  if (has_lines) event.raises_lines = true;
}

// Nothing becomes public by itself: what was said or decided in a higher light stays in it, and the answer says so.
std::optional<std::string> what_stays(const Look& look, const ItemAmended& event) {
  const auto light = *event.classification;
  if (light >= look.facts.item(event.item)->classification) return {};
  auto after = look.facts;
  apply(after, event, {});
  std::vector<std::string> all;
  const auto& said = after.item(event.item)->confidential_text;
  if (said && said->classification > light) all.emplace_back("its confidential text");
  for (const auto& line : after.lines)
    if (line.item == event.item && line.text.classification > light) all.push_back(fmt::format("line {}", line.line));
  if (all.empty()) return {};
  return fmt::format(
      "these stay as confidential as they were said: {}; record the discussion anew, or withdraw the "
      "line and propose it anew, to publish them",
      fmt::join(all, ", "));
}
}  // namespace

// It says the item's light whether that changes or not: so the gate knows what it is about.
ItemAmended ItemAmended::from(const Look& look, const AmendItem& command) {
  ItemAmended event;
  static_cast<AmendItem&>(event) = command;
  const auto& item = *look.facts.item(command.item);
  event.classification = command.classification.value_or(item.classification);
  close_by_light(look.facts, item, event);
  event.remark = what_stays(look, event);
  if (event.modifications)
    for (std::size_t i = 0; i < event.modifications->size(); ++i)
      event.modifications->at(i) = name_in_use(look.setting, i, event.modifications->at(i));
  return event;
}

ItemRemoved ItemRemoved::from(const Look& look, const RemoveItem& command) {
  ItemRemoved event;
  static_cast<RemoveItem&>(event) = command;
  event.reason = look.facts.reason_at(command.item, command.reason);
  for (const auto& line : look.facts.lines)
    if (line.item == command.item) event.lines.push_back(line.line);
  return event;
}

namespace {
bool shares(const StepTaken& step, const std::vector<int>& lines) {
  return std::find_first_of(step.lines.begin(), step.lines.end(), lines.begin(), lines.end()) != step.lines.end();
}
void add_once(std::vector<int>& all, const std::vector<int>& more) {
  for (const int line : more)
    if (std::find(all.begin(), all.end(), line) == all.end()) all.push_back(line);
}

// The steps of these lines, and the lines of these steps, until there are no more.
void gather_steps(const Facts& facts, LineWithdrawn& event) {
  std::vector<const StepTaken*> found;
  for (bool more = true; more;) {
    more = false;
    for (const auto& step : facts.steps) {
      if (!shares(step, event.lines) || std::find(found.begin(), found.end(), &step) != found.end()) continue;
      found.push_back(&step);
      add_once(event.lines, step.lines);
      more = true;
    }
  }
  for (const auto* step : found) event.steps.push_back(*step);
}
}  // namespace

LineWithdrawn LineWithdrawn::from(const Look& look, const WithdrawLine& command) {
  LineWithdrawn event;
  static_cast<WithdrawLine&>(event) = command;
  const auto& line = *look.facts.line(command.line);
  event.reason = look.facts.reason_at(line.item, command.reason);
  event.lines = {command.line};
  if (line.state == LineState::draft) event.lines = with_their_steps(look.facts, {command.line});
  gather_steps(look.facts, event);
  return event;
}

void apply(Facts& facts, const AttendanceCorrected& event, const engine::Entry&) {
  facts.attendance = event.attendance;
  facts.apologies = event.apologies;
  facts.quorum = event.quorum;
}

namespace {
void raise_to(std::optional<Text>& text, Classification least) {
  if (text) text->classification = std::max(text->classification, least);
}

// What was said openly under a lower light goes before what is confidential already.
void close_text(Item& item) {
  if (!item.text) return;
  auto text = item.text->text;
  if (item.confidential_text) text += "\n\n" + item.confidential_text->text;
  else item.confidential_text.emplace();
  item.confidential_text->text = std::move(text);
  item.text.reset();
}

void raise_lines(Facts& facts, const Item& item) {
  for (auto& line : facts.lines)
    if (line.item == item.item) {
      line.text.classification = facts.least_of(line.item, line.text);
      raise_to(line.reason, item.classification);
    }
}

// What the steps of its lines say beyond their texts, too.
void raise_bodies(Facts& facts, const Item& item) {
  for (auto& line : facts.lines)
    if (line.item == item.item && line.body && line.command)
      line.body->json = classified(line.release ? "releases" : "modifications", *line.command, line.body->json,
                                   facts.least_of(line.item, line.text));
}

// Before its light is raised for the first time; later, what was said openly since takes the place of what was before.
void keep_open(const Facts& facts, Item& item) {
  if (item.closed && item.text) {
    item.closed->text = item.text;
    item.closed->confidential_text = item.confidential_text;
  }
  if (item.closed) return;
  Closed was{item.classification, item.recommendation, item.text, item.confidential_text, {}, item.public_until, {}};
  for (const auto& line : facts.lines)
    if (line.item == item.item) was.lines.push_back({line.line, line.text.classification, line.reason, line.body, {}});
  item.closed = std::move(was);
}
// What the raising has made of it; what is made of it later stays.
void keep_closed(const Facts& facts, Item& item, bool has_text) {
  auto& was = *item.closed;
  if (has_text) was.became = item.confidential_text;
  for (auto& one : was.lines) one.became = facts.line(one.line)->body;
}

bool same_words(const std::optional<Text>& one, const std::optional<Text>& other) {
  return one && other && one->text == other->text;
}
void bring_back(Line& line, const ClosedLine& was) {
  line.text.classification = was.light;
  if (same_words(line.reason, was.reason)) line.reason = was.reason;
  if (line.body && was.became && line.body->json == was.became->json) line.body = was.body;
}
void bring_back(Facts& facts, Item& item) {
  const auto& was = *item.closed;
  if (same_words(item.recommendation, was.recommendation)) item.recommendation = was.recommendation;
  if (was.became && same_words(item.confidential_text, was.became) && !item.text) {
    item.text = was.text;
    item.confidential_text = was.confidential_text;
  } else if (same_words(item.confidential_text, was.confidential_text)) item.confidential_text = was.confidential_text;
  for (const auto& one : was.lines) {
    auto& line = facts.lines.at(static_cast<std::size_t>(one.line) - 1);
    if (line.item == item.item) bring_back(line, one);
  }
}

// Old journals never reopen: what they have closed stays so.
void change_light(Facts& facts, Item& item, const ItemAmended& event, const engine::Entry& entry) {
  const auto light = event.classification.value_or(item.classification);
  const bool raised = light > item.classification, reopens = event.reopens.value_or(false);
  if (reopens && item.closed) bring_back(facts, item);
  else if (raised) keep_open(facts, item);
  item.classification = light;
  const bool closes = event.closes_text.value_or(false);
  if (closes) close_text(item);
  if (event.published_on) item.public_until = entry.effective_on;
  raise_to(item.recommendation, light);
  raise_to(item.confidential_text, light);
  if (event.raises_lines.value_or(false)) raise_lines(facts, item);
  raise_bodies(facts, item);
  if (!item.closed) return;
  if (raised || reopens) keep_closed(facts, item, closes);
  if (!reopens || light > item.closed->light) return;
  item.public_until = item.closed->public_until;
  item.closed.reset();
}
}  // namespace

void apply(Facts& facts, const ItemAmended& event, const engine::Entry& entry) {
  for (auto& item : facts.items) {
    if (item.item != event.item) continue;
    if (event.title) item.title = *event.title;
    if (event.paper) item.paper = *event.paper == "none" ? std::nullopt : event.paper;
    if (event.modifications) item.modifications = *event.modifications;
    change_light(facts, item, event, entry);
  }
}
void apply(Facts& facts, const ItemRemoved& event, const engine::Entry& entry) {
  if (const auto* item = facts.item(event.item))
    facts.gone.push_back({item->item, item->title, item->classification, entry.version});
  std::erase_if(facts.items, [&](const auto& item) { return item.item == event.item; });
  for (const int number : event.lines) {
    auto& line = facts.lines.at(static_cast<std::size_t>(number) - 1);
    line.item = 0;
    line.state = LineState::withdrawn;
    line.on = entry.effective_on;
    line.reason = event.reason;
  }
}
void apply(Facts& facts, const LineWithdrawn& event, const engine::Entry& entry) {
  for (const int number : event.lines) {
    auto& line = facts.lines.at(static_cast<std::size_t>(number) - 1);
    line.state = LineState::withdrawn;
    line.on = entry.effective_on;
    line.reason = event.reason;
  }
  for (const auto& step : facts.steps)
    if (shares(step, event.lines)) facts.undone_steps.push_back(step);
  std::erase_if(facts.steps, [&](const StepTaken& step) { return shares(step, event.lines); });
}
void apply(Facts& facts, const MinutesPublished& event, const engine::Entry& entry) {
  facts.published = Publication{entry.effective_on, event.draft.value_or(false)};
}

namespace {
// Nothing is said of items and lines if there is no meeting at hand.
const Facts* itself(const engine::Setting& setting) {
  for (const auto* one : setting.related)
    if (one != nullptr && one->workflow == workflow_name) return &facts_of(*one);
  return nullptr;
}

void check_line(int number, const std::string& at, const engine::Setting& setting, engine::body::Reading& reading) {
  const auto* facts = itself(setting);
  if (facts == nullptr || facts->line(number) != nullptr) return;
  std::vector<int> there;
  for (const auto& one : facts->lines)
    if (one.state != LineState::withdrawn) there.push_back(one.line);
  reading.fault(at, there.empty() ? fmt::format("there is no line {}: it has none", number)
                                  : fmt::format("there is no line {}: it has {}", number, fmt::join(there, ", ")));
}
}  // namespace

void check_item(int number, const engine::Setting& setting, engine::body::Reading& reading) {
  const auto* facts = itself(setting);
  if (facts == nullptr || facts->item(number) != nullptr) return;
  std::vector<int> there;
  for (const auto& one : facts->items) there.push_back(one.item);
  reading.fault("/item", there.empty()
                             ? fmt::format("there is no item {}: its agenda has none yet", number)
                             : fmt::format("there is no item {}: its agenda has {}", number, fmt::join(there, ", ")));
}

bool looks_at_itself(std::string_view command) {
  constexpr std::string_view all[] = {
      AmendItem::name,  RemoveItem::name, WithdrawLine::name,     ConfirmLine::name,     ConfirmLines::name,
      RejectLine::name, DeferLine::name,  RecordDiscussion::name, ProposeDecision::name, ProposeDrafts::name,
      AttachDocument::name};
  return std::find(std::begin(all), std::end(all), command) != std::end(all);
}

void check(const AmendItem& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_item(command.item, setting, reading);
  check_paper(command.paper, reading);
}
void check(const RemoveItem& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_item(command.item, setting, reading);
}
void check(const ProposeDrafts& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_item(command.item, setting, reading);
}
void check(const WithdrawLine& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_line(command.line, "/line", setting, reading);
}
void check(const ConfirmLine& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_line(command.line, "/line", setting, reading);
}
void check(const ConfirmLines& command, const engine::Setting& setting, engine::body::Reading& reading) {
  for (std::size_t i = 0; i < command.lines.size(); ++i)
    check_line(command.lines[i], fmt::format("/lines/{}", i), setting, reading);
}
void check(const RejectLine& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_line(command.line, "/line", setting, reading);
}
void check(const DeferLine& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_line(command.line, "/line", setting, reading);
}

}  // namespace sec::meeting
