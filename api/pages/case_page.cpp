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
  return list_of(all, [](data& item, const std::string& text) { item["text"] = shown(text); });
}

data way_list(const std::vector<engine::PageStep>& steps) {
  using Kind = engine::PageStep::Kind;
  return list_of(steps, [](data& item, const engine::PageStep& step) {
    item["words"] = shown(step.words);
    item["past"] = data{step.kind == Kind::past};
    item["here"] = data{step.kind == Kind::here};
    if (!step.when.empty()) item["when"] = shown(step.when);
  });
}

data history_list(const std::vector<Happened>& history) {
  return list_of(history, [](data& item, const Happened& one) {
    item["on"] = one.on;
    item["recorded"] = one.recorded;
    item["what"] = shown(one.what);
    item["who"] = shown(one.who);
  });
}

std::string_view tone_class(engine::CasePage::Tone tone) {
  using Tone = engine::CasePage::Tone;
  return tone == Tone::waits ? " wait" : tone == Tone::late ? " late" : tone == Tone::done ? " done" : "";
}

data row_list(const std::vector<engine::PageRow>& rows, const std::string& collection,
              const std::vector<std::string>& columns) {
  return list_of(rows, [&](data& one, const engine::PageRow& row) {
    one["href"] = page_of_case(collection, row.reference);
    one["ref"] = shown(row.reference);
    if (row.title.empty()) one["title"] = data{false};  // else the title of what is around it would be found
    else one["title"] = shown(row.title);
    one["say"] = shown(row.say);
    one["late"] = data{row.late};
    auto text = row.cells.begin();
    one["cells"] = list_of(columns, [&](data& cell, const std::string& label) {
      cell["label"] = label;
      cell["text"] = text == row.cells.end() ? "" : shown(*text++);
    });
  });
}

data filter_list(const ListShown& shown_list) {
  return list_of(shown_list.filters, [](data& item, const auto& one) {
    const auto& [filter, wanted] = one;
    item["name"] = filter.name;
    item["label"] = filter.label;
    item["wanted"] = shown(wanted);
    item["choices"] = list_of(filter.among, [&](data& choice, const engine::Choice& value) {
      choice["value"] = value.value;
      choice["words"] = value.title.empty() ? value.value : value.title;
      choice["chosen"] = data{value.value == one.second};
    });
    item["listed"] = data{!filter.among.empty()};
    item["free"] = data{filter.among.empty()};
  });
}

data column_list(const std::vector<std::string>& columns) {
  return list_of(columns, [](data& item, const std::string& words) { item["words"] = words; });
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
  values["collection"] = of.pages.collection;
  values["back"] = of.pages.title;
  values["ref"] = shown(page.reference);
  values["title"] = page.title.empty() ? shown(page.reference) : shown(page.title);
  values["tone"] = std::string(tone_class(page.tone));
  if (!page.say.empty()) values["say"] = shown(page.say);
  values["more"] = texts(page.more);
  values["way"] = way_list(page.way);
  values["has_way"] = data{!page.way.empty()};
  values["facts"] = facts_list(page.facts);
  values["has_facts"] = data{!page.facts.empty()};
  values["parts_heading"] = page.parts_heading.empty() ? data{false} : data{page.parts_heading};
  values["parts"] = part_list(page.parts, of.doing);
  values["no_parts"] = page.parts.empty() && !page.no_parts.empty() ? data{page.no_parts} : data{false};
  values["sections"] = section_list(page.sections, of.pages.leads_to, "s");
  values["tables"] = section_list(page.tables, of.pages.leads_to, "t");
  if (!of.picture.empty()) values["picture"] = of.picture;
  if (page.flow && !of.flow.empty()) {
    values["flow"] = of.flow;
    values["flow_title"] = shown(page.flow->title);
    values["flow_words"] = flow_words(*page.flow);
  }
  values["papers"] = link_list(of.papers);
  values["has_papers"] = data{!of.papers.empty()};
  values["history"] = history_list(of.history);
  values["has_history"] = data{!of.history.empty()};
  values["as_at"] = of.as_at;
  if (!of.past.empty()) values["past"] = of.past;
  values["here"] = "/" + of.pages.collection + "/" + encoded(page.reference);
  const bool at_its_place =
      std::any_of(page.parts.begin(), page.parts.end(), [&](const auto& part) { return part.id == of.doing.done_at; });
  values["done"] = of.done.empty() || at_its_place ? data{false} : data{of.done};
  values["acts"] = link_list(of.acts);
  auto filled_in = act_list(page.filled, "", of.doing);
  values["has_acts"] = data{!of.acts.empty() || !of.anytime.empty() || !filled_in.is_empty_list()};
  values["filled"] = std::move(filled_in);
  values["anytime"] = link_list(of.anytime);
  values["has_anytime"] = data{!of.anytime.empty()};
  return filled(files::case_html, values);
}

std::string list_main(const ListShown& list) {
  data values;
  const auto hidden = hidden_by(list);
  values["collection"] = list.pages.collection;
  values["title"] = list.pages.title;
  values["lead"] = list.pages.lead;
  values["q"] = shown(list.q);
  values["filters"] = filter_list(list);
  values["rows"] = row_list(list.rows, list.pages.collection, list.pages.columns);
  values["columns"] = column_list(list.pages.columns);
  values["some"] = data{!list.rows.empty()};
  values["none"] = data{list.rows.empty()};
  if (!hidden.empty()) values["hidden"] = shown(hidden);
  if (!list.next.empty()) values["next"] = list.next;
  values["continues"] = data{list.continues};
  values["opening"] = link_list(list.opening);
  return filled(files::list_html, values);
}

std::string home_main(const HomeShown& home) {
  data values;
  int number = 0;
  values["lists"] = list_of(home.lists, [&](data& one, const HomeShown::List& list) {
    one["id"] = "l" + std::to_string(++number);
    one["heading"] = list.heading;
    one["rows"] = row_list(list.rows, list.collection, {});
    one["empty"] = data{list.rows.empty()};
    one["when_empty"] = list.when_empty;
    if (!list.more.empty()) one["more"] = list.more;
  });
  values["site"] = home.site;
  values["lead"] = home.lead;
  if (!home.search.empty()) values["search"] = home.search;
  values["collections"] = named_list(home.collections);
  values["reports"] = named_list(home.reports);
  return filled(files::home_html, values);
}

}  // namespace api::pages
