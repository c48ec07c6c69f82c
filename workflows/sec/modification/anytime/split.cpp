// A split: how its parts are called, what they are opened with, and the end of the whole.
#include "workflows/sec/modification/anytime/split.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/stages/raising.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/command_to.hpp"
#include "workflows/sec/terms/naming.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec {

namespace {
constexpr std::size_t parts_min = 2;
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// Those under the number that no modification has, and that no part is given by name.
std::string free_letters(const Split& command, const engine::Setting& setting) {
  std::string found;
  for (std::size_t i = 0; i < letters.size(); ++i)
    if (!is_known(setting, i)) found += letters[i];
  for (const auto& part : command.parts)
    if (const auto given = part.ref ? named_reference(*part.ref) : std::nullopt; given && !given->suffix.empty())
      std::erase(found, given->suffix.front());
  return found;
}

std::size_t without_name(const Split& command) {
  return static_cast<std::size_t>(
      std::count_if(command.parts.begin(), command.parts.end(), [](const auto& part) { return !part.ref; }));
}
}  // namespace

std::vector<engine::CaseName> letters_of(const engine::Command& command) {
  std::vector<engine::CaseName> found;
  for (const char letter : letters) found.push_back({"modifications", with_letter(command.reference, letter)});
  found.push_back({"modifications", command.reference});  // itself, by the name that it has now
  return found;
}

std::string named_parts(const Facts& facts) {
  const auto& all = facts.continued_as;
  return fmt::format("{}", fmt::join(all, all.size() == 2 ? " and " : ", "));
}

std::string remark_on_its_split(const Facts& facts, std::string_view state) {
  if (!ends(state) && !facts.continued_as.empty())
    return fmt::format(
        "It was split into {} before a split ended the whole, so it still counts as one that lives: "
        "'end-as-split' ends it.",
        named_parts(facts));
  if (facts.split_from && !facts.carries_its_past)
    return fmt::format(
        "It was split from {0} before parts carried the past of their whole: what happened before, and "
        "what was decided and consulted on then, is in the history of {0}, and does not count here.",
        *facts.split_from);
  return {};
}

namespace {
// By the links of what came from a register that recorded the split there.
std::vector<std::string> linked_parts(const Facts& facts) {
  std::vector<std::string> found;
  facts.links.for_each([&](const LinkRecord& link) {
    if (link.relation == split_into) found.push_back(link.ref);
  });
  return found;
}
}  // namespace

Reason WasSplitBefore::unmet(const Look& look) {
  return unless(!look.facts.continued_as.empty() || !linked_parts(look.facts).empty(),
                "it was not split: nothing is linked with it as 'split-into'");
}

SplitUp SplitUp::from(const Look& look, const Split& command) {
  auto event = kept<SplitUp>(command);
  const auto free = free_letters(command, look.setting);
  auto letter = free.begin();
  for (const auto& part : command.parts)
    event.references.push_back(part.ref ? canonical_reference(*part.ref) : with_letter(look.facts.ref, *letter++));
  return event;
}

namespace {
// One after the other, however often it was split: what a whole carried stands before its own steps.
std::vector<CarriedStep> all_of(const std::vector<engine::Entry>& past) {
  std::vector<CarriedStep> all;
  for (const auto& entry : past) {
    auto step = carried(entry);
    if (entry.event.type == PartOpened::name) {
      auto opening = engine::body::read_event<PartOpened>(entry.event.body);
      if (opening.past) {
        std::move(opening.past->begin(), opening.past->end(), std::back_inserter(all));
        opening.past->clear();
        step.body.json = engine::body::text_of(opening);
      }
    }
    all.push_back(std::move(step));
  }
  return all;
}
}  // namespace

PartOpened PartOpened::from(const Look& look, const Raise& command) {
  auto event = kept<PartOpened>(command);
  event.reference = look.facts.ref;
  event.pack = look.facts.pack;
  if (look.setting.past) event.past = all_of(*look.setting.past);
  return event;
}

std::vector<engine::Entry> past_of(const PartOpened& event) {
  if (!event.past || event.past->empty()) return {};
  return entries_of(*event.past, event.split_from ? event.split_from->id.value_or(event.reference) : event.reference);
}

void apply(Facts& facts, const SplitUp& event, const engine::Entry& entry) {
  for (const auto& reference : event.references) facts.links.push_back({std::string(split_into), reference});
  facts.continued_as.insert(facts.continued_as.end(), event.references.begin(), event.references.end());
  note_decision(facts, entry, event, "panel", "split", event.reason);
}
void apply(Facts& facts, const EndedAsSplit& event, const engine::Entry& entry) {
  if (facts.continued_as.empty()) facts.continued_as = linked_parts(facts);
  if (facts.pause && facts.pause->since) facts.holds.push_back({*facts.pause->since, entry.effective_on});
  facts.pause.reset();
  note_decision(facts, entry, event, "panel", "split", event.reason);
}

namespace {
SplitOrigin origin_of(const Facts& whole, std::string_view state, const engine::Entry& entry) {
  SplitOrigin origin;
  origin.ref = whole.ref;
  origin.id = entry.case_id;
  origin.version = entry.version - 1;
  origin.state = state;
  origin.path = whole.path;
  origin.round = whole.round;
  if (whole.path_by_authority) origin.path_by_authority = true;
  if (whole.sent_back) origin.sent_back = true;
  if (whole.urgency != Urgency::not_urgent) origin.urgency = whole.urgency;
  if (!whole.deviations.empty()) origin.deviations = whole.deviations;
  return origin;
}
}  // namespace

std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const SplitUp& event,
                                        const engine::Entry& entry) {
  std::vector<engine::Consequence> found;
  for (std::size_t i = 0; i < event.parts.size(); ++i) {
    Raise raise;
    raise.workflow = before.pack;
    raise.ref = event.references.at(i);
    raise.title = event.parts[i].title;
    raise.problem = before.problem;
    raise.proposer = before.proposer;
    raise.raised_on = before.raised_on;
    raise.suggested_path = before.suggested_path;
    raise.impacts = before.impacts;
    raise.effective_on = entry.effective_on;
    raise.split_from = origin_of(before, state, entry);
    found.push_back(
        {command_to("modifications", "", raise, sender_of<Raise>(entry.by)), "/parts/" + std::to_string(i)});
  }
  return found;
}

namespace {
// The letters that are next under its number, one for each part, in whatever order.
void check_names(const Split& command, const engine::Setting& setting, engine::body::Reading& reading) {
  if (!is_known(setting, letters.size())) return;
  const auto& whole = setting.named[letters.size()].reference;
  std::vector<std::string> next;
  for (std::size_t i = 0; i < letters.size() && next.size() < command.parts.size(); ++i)
    if (!is_known(setting, i)) next.push_back(with_letter(whole, letters[i]));
  auto left = next;
  for (std::size_t i = 0; i < command.parts.size(); ++i) {
    if (!command.parts[i].ref) continue;
    const auto found = std::find(left.begin(), left.end(), canonical_reference(*command.parts[i].ref));
    if (found != left.end()) left.erase(found);
    else
      reading.fault(fmt::format("/parts/{}/ref", i),
                    fmt::format("its parts take the next letters that are free under the number of {}, each once: {}; "
                                "leave it out, it follows",
                                whole, fmt::join(next, ", ")));
  }
}
}  // namespace

void check(const Split& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_names(command, setting, reading);
  if (command.parts.size() < parts_min)
    reading.fault("/parts", fmt::format("names one part: a split makes at least {} of the modification", parts_min));
  const auto free = free_letters(command, setting);
  if (without_name(command) > free.size())
    reading.fault("/parts",
                  fmt::format("{} parts need a letter, and {} are free under this number: split it into fewer",
                              without_name(command), free.size()));
}

}  // namespace sec
