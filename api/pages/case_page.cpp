// Makes the values of the templates for one case, for a list of them, and for the first page.
#include "api/pages/case_page.hpp"

#include <algorithm>

#include "api/http/target.hpp"
#include "api/pages/files.hpp"
#include "api/pages/tables.hpp"
#include "api/pictures/flow.hpp"

namespace api::pages {
namespace {

using kainjow::mustache::data;

data texts(const std::vector<std::string>& all) {
  return list_of(all, [](data& item, const std::string& text) { item.set("text", shown(text)); });
}

data way_list(const std::vector<engine::PageStep>& steps) {
  using Kind = engine::PageStep::Kind;
  return list_of(steps, [](data& item, const engine::PageStep& step) {
    item.set("words", shown(step.words));
    item.set("past", data{step.kind == Kind::past});
    item.set("here", data{step.kind == Kind::here});
    if (!step.when.empty()) item.set("when", shown(step.when));
  });
}

data history_list(const std::vector<Happened>& history) {
  return list_of(history, [](data& item, const Happened& one) {
    item.set("on", one.on);
    item.set("recorded", one.recorded);
    item.set("what", shown(one.what));
    item.set("who", shown(one.who));
  });
}

std::string_view tone_class(engine::CasePage::Tone tone) {
  using Tone = engine::CasePage::Tone;
  return tone == Tone::waits ? " wait" : tone == Tone::late ? " late" : tone == Tone::done ? " done" : "";
}

data row_list(const std::vector<engine::PageRow>& rows, const std::string& collection,
              const std::vector<std::string>& columns) {
  data list{data::type::list};
  for (const auto& row : rows) {
    data one, cells{data::type::list};
    one.set("href", page_of_case(collection, row.reference));
    one.set("ref", shown(row.reference));
    if (row.title.empty()) one.set("title", data{false});  // else the title of what is around it would be found
    else one.set("title", shown(row.title));
    one.set("say", shown(row.say));
    one.set("late", data{row.late});
    for (std::size_t i = 0; i < columns.size(); ++i) {
      data cell;
      cell.set("label", columns[i]);
      cell.set("text", i < row.cells.size() ? shown(row.cells[i]) : "");
      cells.push_back(cell);
    }
    one.set("cells", cells);
    list.push_back(one);
  }
  return list;
}

data filter_list(const ListShown& shown_list) {
  return list_of(shown_list.filters, [](data& item, const auto& one) {
    const auto& [filter, wanted] = one;
    item.set("name", filter.name);
    item.set("label", filter.label);
    item.set("wanted", shown(wanted));
    item.set("choices", list_of(filter.among, [&](data& choice, const engine::Choice& value) {
               choice.set("value", value.value);
               choice.set("words", value.title.empty() ? value.value : value.title);
               choice.set("chosen", data{value.value == one.second});
             }));
    item.set("listed", data{!filter.among.empty()});
    item.set("free", data{filter.among.empty()});
  });
}

data column_list(const std::vector<std::string>& columns) {
  return list_of(columns, [](data& item, const std::string& words) { item.set("words", words); });
}

}  // namespace

std::string hidden_by(const ListShown& list) {
  std::string said;
  const auto add = [&](const std::string& label, const std::string& value) {
    said += (said.empty() ? "" : "; ") + label + ": " + value;
  };
  if (!list.q.empty()) add("with the words", list.q);
  for (const auto& [filter, wanted] : list.filters) {
    if (wanted.empty()) continue;
    std::string words = wanted;
    for (const auto& choice : filter.among)
      if (choice.value == wanted && !choice.title.empty()) words = choice.title;
    add(filter.label, words);
  }
  return said;
}

std::string case_main(const CaseShown& of) {
  const auto& page = of.page;
  data values;
  values.set("collection", of.pages.collection);
  values.set("back", of.pages.title);
  values.set("ref", shown(page.reference));
  values.set("title", page.title.empty() ? shown(page.reference) : shown(page.title));
  values.set("tone", std::string(tone_class(page.tone)));
  if (!page.say.empty()) values.set("say", shown(page.say));
  values.set("more", texts(page.more));
  values.set("way", way_list(page.way));
  values.set("has_way", data{!page.way.empty()});
  values.set("facts", facts_list(page.facts));
  values.set("has_facts", data{!page.facts.empty()});
  values.set("parts_heading", page.parts_heading.empty() ? data{false} : data{page.parts_heading});
  values.set("parts", part_list(page.parts, of.doing));
  values.set("no_parts", page.parts.empty() && !page.no_parts.empty() ? data{page.no_parts} : data{false});
  values.set("sections", section_list(page.sections, of.pages.leads_to, "s"));
  values.set("tables", section_list(page.tables, of.pages.leads_to, "t"));
  if (!of.picture.empty()) values.set("picture", of.picture);
  if (page.flow && !of.flow.empty()) {
    values.set("flow", of.flow);
    values.set("flow_title", shown(page.flow->title));
    values.set("flow_words", flow_words(*page.flow));
  }
  values.set("papers", link_list(of.papers));
  values.set("has_papers", data{!of.papers.empty()});
  values.set("history", history_list(of.history));
  values.set("has_history", data{!of.history.empty()});
  values.set("as_at", of.as_at);
  if (!of.past.empty()) values.set("past", of.past);
  values.set("here", "/" + of.pages.collection + "/" + encoded(page.reference));
  const bool at_its_place =
      std::any_of(page.parts.begin(), page.parts.end(), [&](const auto& part) { return part.id == of.doing.done_at; });
  values.set("done", of.done.empty() || at_its_place ? data{false} : data{of.done});
  values.set("acts", link_list(of.acts));
  values.set("has_acts", data{!of.acts.empty()});
  return filled(files::case_html, values);
}

std::string list_main(const ListShown& list) {
  data values;
  const auto hidden = hidden_by(list);
  values.set("collection", list.pages.collection);
  values.set("title", list.pages.title);
  values.set("lead", list.pages.lead);
  values.set("q", shown(list.q));
  values.set("filters", filter_list(list));
  values.set("rows", row_list(list.rows, list.pages.collection, list.pages.columns));
  values.set("columns", column_list(list.pages.columns));
  values.set("some", data{!list.rows.empty()});
  values.set("none", data{list.rows.empty()});
  if (!hidden.empty()) values.set("hidden", shown(hidden));
  if (!list.next.empty()) values.set("next", list.next);
  values.set("continues", data{list.continues});
  return filled(files::list_html, values);
}

std::string home_main(const HomeShown& home) {
  data values, lists{data::type::list};
  int number = 0;
  for (const auto& list : home.lists) {
    data one;
    one.set("id", "l" + std::to_string(++number));
    one.set("heading", list.heading);
    one.set("rows", row_list(list.rows, list.collection, {}));
    one.set("empty", data{list.rows.empty()});
    one.set("when_empty", list.when_empty);
    if (!list.more.empty()) one.set("more", list.more);
    lists.push_back(one);
  }
  values.set("site", home.site);
  values.set("lead", home.lead);
  values.set("lists", lists);
  if (!home.search.empty()) values.set("search", home.search);
  values.set("collections", named_list(home.collections));
  values.set("reports", named_list(home.reports));
  return filled(files::home_html, values);
}

}  // namespace api::pages
