// How callers see a meeting: the representation, the summary of lists, and what its secretary still has to do.
#include <algorithm>

#include <fmt/format.h>

#include "engine/body_field.hpp"
#include "engine/calendar.hpp"
#include "workflows/sec/meeting/documents.hpp"
#include "workflows/sec/meeting/drafts_seen.hpp"
#include "workflows/sec/meeting/meeting.hpp"
#include "workflows/sec/meeting/states.hpp"
#include "workflows/sec/terms/readers_copy.hpp"

namespace sec::meeting {

using engine::JsonObject;
using engine::body::value;

std::string marked_line(Classification classification, std::string_view what) {
  if (classification == Classification::white) return "";
  const auto name = paper::capitals(engine::body::wire_name(classification));
  if (classification == Classification::red)
    return fmt::format("The {} was marked as {} and therefore recorded in the Confidential Minutes.", what, name);
  const auto whom = neutral_line(classification);  // "Green: for SEC Parties and smart metering stakeholders"
  return fmt::format("The {} was marked as {} and therefore recorded {}.", what, name,
                     whom.substr(whom.find(": ") + 2));
}

namespace {
// The event of a line's step: of which case, and which version of it.
void write_event(JsonObject& out, const Facts& facts, const Line& line, engine::Clearance clearance) {
  const auto step = std::find_if(facts.steps.begin(), facts.steps.end(), [&](const StepTaken& one) {
    return std::find(one.lines.begin(), one.lines.end(), line.line) != one.lines.end();
  });
  if (step == facts.steps.end()) return out.null("event");
  JsonObject event(out.key("event"));
  event.text("collection", step->collection);
  event.text("ref", step->ref);
  event.text("command", step->command);
  const auto version = step->version_for(clearance);
  value(event, "version", version);
  const auto history = fmt::format("/v1/{}/{}/history", step->collection, step->ref);
  event.text("href", version ? fmt::format("{}?cursor={}&limit=1", history, *version - 1) : history);
}

void write_line(std::string& text, const Facts& facts, const Line& line, engine::Clearance clearance) {
  JsonObject out(text);
  out.number("line", line.line);
  value(out, "state", line.state);
  value(out, "verb", line.verb);
  value(out, "text", line.text);
  value(out, "modification", line.modification);
  value(out, "modifications", line.modifications);
  value(out, "release", line.release);
  value(out, "actions", line.actions);
  value(out, "command", line.command);
  value(out, "body", line.body);
  value(out, "on", line.on);
  value(out, "reason", line.reason);
  value(out, "opening", opening_for(line, clearance));
  write_event(out, facts, line, clearance);
}

void write_quorum(JsonObject& out, const Facts& facts) {
  if (!facts.quorum) return out.null("quorum");
  JsonObject quorum(out.key("quorum"));
  quorum.number("present", facts.quorum->present);
  quorum.number("needed", facts.quorum->needed);
  quorum.number("filled", facts.quorum->filled);
  quorum.boolean("reached", facts.quorum->reached());
}

void write_item(std::string& text, const Facts& facts, const Item& whole, engine::Clearance clearance) {
  const auto item = seen_item(facts, whole, clearance);
  JsonObject out(text);
  out.number("item", item.item);
  out.text("title", item.title);
  value(out, "classification", item.classification);
  out.text_or_null("neutral_line", shows(item.classification, clearance) ? "" : marked_line(item.classification));
  value(out, "paper", item.paper);
  value(out, "recommendation", item.recommendation);
  value(out, "modifications", item.modifications);
  value(out, "text", item.text);
  value(out, "confidential_text", item.confidential_text);
  value(out, "public_until", item.public_until);
  value(out, "discussion", item.confidential_text ? item.confidential_text : item.text);  // its older name
  std::vector<const Line*> lines;
  for (const auto& line : facts.lines)
    if (line.item == item.item && sees_line(facts, line, clearance)) lines.push_back(&line);
  engine::append_list(out.key("lines"), lines,
                      [&](std::string& list, const Line* line) { write_line(list, facts, *line, clearance); });
}
}  // namespace

engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance clearance) {
  engine::Json text;
  {
    JsonObject out(text);
    out.text("ref", facts.ref);
    out.number("version", current.version);
    out.text("state", current.state);
    value(out, "title", facts.title);
    value(out, "body", facts.body);
    out.number("number", facts.number);
    value(out, "date", facts.date);
    out.number("year", static_cast<int>(facts.date.year()));  // which the reference does not say
    value(out, "place", facts.place);
    value(out, "starts_at", facts.starts_at);
    value(out, "ends_at", facts.ends_at);
    value(out, "papers_due", facts.papers_due);
    if (const auto from = papers_provisional_from(facts)) out.text("provisional_from", engine::to_text(*from));
    value(out, "papers_issued_on", facts.papers_issued_on);
    value(out, "attendance", facts.attendance);
    value(out, "apologies", facts.apologies);
    write_quorum(out, facts);
    value(out, "earlier_minutes", facts.earlier_minutes);
    engine::append_list(out.key("items"), facts.items,
                        [&](std::string& list, const Item& item) { write_item(list, facts, item, clearance); });
    value(out, "minutes", facts.minutes);
    value(out, "published", facts.published);
    if (const auto files = documents_seen(facts, clearance); !files.empty())
      engine::append_list(out.key("documents"), files, [](std::string& list, const engine::Json& one) { list += one; });
  }
  return text;
}

void write_summary(std::string& text, const Facts& facts, const engine::Case& current) {
  JsonObject out(text);
  out.text("ref", current.id);
  value(out, "title", facts.title);
  out.text("state", current.state);
  value(out, "body", facts.body);
  out.number("number", facts.number);
  out.text_or_null("date", facts.ref.empty() ? "" : engine::to_text(facts.date));
  value(out, "papers_issued_on", facts.papers_issued_on);
  out.number("items", static_cast<long long>(facts.items.size()));
  std::vector<const Item*> papers;
  for (const auto& item : facts.items)
    if (item.paper) papers.push_back(&item);
  engine::append_list(out.key("papers"), papers, [](std::string& list, const Item* item) {
    JsonObject paper(list);
    paper.text("paper", *item->paper);
    paper.text("title", item->title);
  });
}

std::vector<engine::Task> tasks(const Facts& facts, std::string_view state) {
  const std::string secretary = "panel-secretary";
  std::vector<engine::Task> owed;
  if (state == ScheduledState::name)
    owed.push_back({"issue the papers of " + facts.ref, secretary,
                    facts.papers_due ? std::optional(engine::close_of_business(*facts.papers_due)) : std::nullopt});
  if (state == HeldState::name) owed.push_back({"draft the minutes of " + facts.ref, secretary, {}});
  if (state == MinutesDraftState::name)
    owed.push_back({"have the minutes of " + facts.ref + " approved", secretary, {}});
  const auto drafts = std::count_if(facts.lines.begin(), facts.lines.end(),
                                    [](const Line& line) { return line.state == LineState::draft; });
  if (drafts > 0 && (state == HeldState::name || state == MinutesDraftState::name))
    owed.push_back(
        {fmt::format("confirm, reject or defer {} draft line{}", drafts, drafts == 1 ? "" : "s"), secretary, {}});
  std::sort(owed.begin(), owed.end());
  return owed;
}

}  // namespace sec::meeting
