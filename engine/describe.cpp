// The workflow as a document for people (Markdown) and as data for programs (JSON).
#include "engine/describe.hpp"

#include <algorithm>
#include <array>

#include "engine/diagram.hpp"
#include "engine/json_text.hpp"
#include "engine/text.hpp"

namespace engine {
namespace {

std::string cell(std::string_view text) {
  std::string out = " ";
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + " |";
}

std::string line(const std::vector<std::string_view>& cells) {
  std::string text = "|";
  for (const auto one : cells) text += cell(one);
  return text + '\n';
}

std::string head(const std::vector<std::string_view>& cells) {
  std::string text = line(cells) + '|';
  for (std::size_t i = 0; i < cells.size(); ++i) text += "---|";
  return text + '\n';
}

std::string target(const RowDescription& row) {
  if (row.to.empty()) return "(stays)";
  return std::string(in_words(row.to) ? row.to.substr(1, row.to.size() - 2) : row.to);
}

std::string states_table(const Workflow& workflow) {
  std::string text = "## States\n\n" + head({"state", "shown as", "stage", "end"});
  for (const auto& one : workflow.states()) text += line({one.name, one.display, one.stage, one.terminal ? "yes" : ""});
  return text;
}

std::string commands_table(const Workflow& workflow) {
  std::string text =
      "\n## Commands\n\n" + head({"command", "what it does", "who may send it", "who may record it for them"});
  for (const auto& one : workflow.commands())
    text += line({one.name, one.summary, one.roles.empty() ? "the " + std::string(one.sent_by) : joined(one.roles),
                  joined(one.recorders)});
  return text;
}

// Rows of one state stand under it; those of several states stand once, after all.
std::string rows_of_states(const Workflow& workflow, const std::vector<RowDescription>& rows) {
  std::string text = "\n## Rows\n";
  for (const auto& state : workflow.states()) {
    std::string lines;
    for (const auto& row : rows)
      if (row.from.size() == 1 && row.from.front() == state.name)
        lines += line({row.command, target(row), row.event, joined(row.guards), row.clause});
    if (lines.empty()) continue;
    text +=
        "\n### " + std::string(state.display) + "\n\n" + head({"command", "to", "records", "when", "clause"}) + lines;
  }
  return text;
}

std::string rows_of_several(const std::vector<RowDescription>& rows) {
  std::string lines;
  for (const auto& row : rows)
    if (row.from.size() > 1)
      lines += line({joined(row.from), row.command, target(row), row.event, joined(row.guards), row.clause});
  if (lines.empty()) return "";
  return "\n### In several states\n\n" + head({"from", "command", "to", "records", "when", "clause"}) + lines;
}

void append_words(std::string& out, const std::vector<std::string_view>& words) {
  append_list(out, words, [](std::string& list, std::string_view word) { append_quoted(list, word); });
}

void append_state(std::string& out, const StateDescription& state) {
  JsonObject object(out);
  object.text("name", state.name);
  object.text("display", state.display);
  object.text("stage", state.stage);
  object.boolean("terminal", state.terminal);
}

void append_command(std::string& out, const CommandDescription& command) {
  JsonObject object(out);
  object.text("name", command.name);
  object.text("summary", command.summary);
  append_words(object.key("roles"), command.roles);
  append_words(object.key("recorders"), command.recorders);
  object.boolean("any_version", command.any_version);
  object.boolean("previews", command.previews);
  object.boolean("opens", command.opens);
  if (command.schema.empty()) object.null("schema");
  else object.raw("schema", command.schema);
}

void append_row(std::string& out, const RowDescription& row) {
  JsonObject object(out);
  append_words(object.key("from"), row.from);
  object.text("command", row.command);
  object.text_or_null("to", row.to);
  object.text("event", row.event);
  append_words(object.key("guards"), row.guards);
  object.text("clause", row.clause);
}

struct Form {
  std::string_view name;
  std::string (*write)(const Workflow&);
};
constexpr std::array<Form, 5> all_forms{
    {{"mermaid", as_mermaid}, {"dot", as_dot}, {"markdown", as_markdown}, {"json", as_json}, {"scxml", as_scxml}}};
constexpr std::array<std::string_view, 5> names{"mermaid", "dot", "markdown", "json", "scxml"};

}  // namespace

std::string as_markdown(const Workflow& workflow) {
  const auto rows = workflow.table();
  return "# " + std::string(workflow.title()) + " (" + std::string(workflow.name()) + ")\n\n" + states_table(workflow) +
         commands_table(workflow) + rows_of_states(workflow, rows) + rows_of_several(rows);
}

Json as_json(const Workflow& workflow) {
  std::string out;
  {
    JsonObject object(out);
    object.text("name", workflow.name());
    object.text("title", workflow.title());
    object.text("collection", workflow.collection());
    object.text("noun", workflow.noun());
    append_list(object.key("states"), workflow.states(), append_state);
    append_list(object.key("commands"), workflow.commands(), append_command);
    append_list(object.key("rows"), workflow.table(), append_row);
  }
  return out;
}

std::span<const std::string_view> forms() { return names; }

std::optional<std::string> in_form(const Workflow& workflow, std::string_view form) {
  const auto found =
      std::find_if(all_forms.begin(), all_forms.end(), [&](const auto& one) { return one.name == form; });
  if (found == all_forms.end()) return std::nullopt;
  return found->write(workflow);
}

}  // namespace engine
