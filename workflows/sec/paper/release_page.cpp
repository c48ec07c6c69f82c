// A release's page: sec-rules 8.6.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/paper/ballot_words.hpp"
#include "workflows/sec/paper/pages.hpp"
#include "workflows/sec/paper/provisional.hpp"
#include "workflows/sec/paper/tables.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/readers_copy.hpp"

namespace sec::paper {

namespace {
using Kind = engine::Report::Column::Kind;
using engine::cell;
using engine::Cell;

Section scope(const release::Facts& facts, const std::vector<Included>& modifications) {
  auto section = table("scope", "Modifications in this release",
                       {{"ref", "Reference"},
                        {"part", "Part", Kind::number},
                        {"title", "Title"},
                        {"status", "Status"},
                        {"since", "In scope since", Kind::date},
                        {"exception", "By exception"}},
                       facts.cancelled_on ? "What was in it is in no release." : "Nothing is in its scope yet.");
  for (const auto& item : facts.scope) {
    const Included* found = nullptr;
    for (const auto& one : modifications)
      if (one.facts.ref == item.ref) found = &one;
    const auto solution = found ? solution_named(found->facts) : std::string();
    const auto title = found ? found->facts.title.value_or("") : std::string();
    section.rows.push_back({item.ref, std::int64_t{item.part},
                            cell(solution.empty() ? title : fmt::format("{} (solution: {})", title, solution)),
                            cell(found ? words_of_state(found->state) : ""), item.since,
                            cell(item.by_exception ? "yes" : "")});
  }
  return section;
}

std::string what_became_of(release::Stage stage) {
  return stage == release::Stage::set         ? "Another date was set"
         : stage == release::Stage::requested ? "Another date was asked of the Authority"
                                              : "The date was directed";
}

Section history(const release::Facts& facts) {
  auto section = table("dates", "How its date has moved",
                       {{"on", "Decided", Kind::date},
                        {"by", "By"},
                        {"what", "What"},
                        {"to", "To", Kind::date},
                        {"until", "Discretion until", Kind::date}},
                       "It stands as it was first planned.");
  for (const auto& one : facts.revisions)
    section.rows.push_back({one.on, who_in_words(one.by), what_became_of(one.stage), one.to, cell(one.until)});
  return section;
}

Section cut_offs(const release::Facts& facts, const engine::Calendar& calendar) {
  auto section = table("cut-offs", "Cut-offs", {{"cut_off", "Cut-off"}, {"on", "Day", Kind::date}},
                       "No date is planned, so there are none yet.");
  if (!facts.planned_on) return section;
  const auto found = release::cut_offs_of(facts, calendar);
  for (const auto& [name, cut_off] : {std::pair{"scope_freeze", &release::CutOffs::scope_freeze},
                                      {"ia_cutoff", &release::CutOffs::ia_cutoff},
                                      {"decision_cutoff_system", &release::CutOffs::decision_cutoff_system},
                                      {"decision_cutoff_document", &release::CutOffs::decision_cutoff_document}})
    section.rows.push_back(
        {words_of_cut_off(name), reckoned(found.*cut_off, release::provisional_from(facts, cut_off, calendar))});
  return section;
}

Section specifications(const release::Facts& facts) {
  auto section =
      table("specifications", "Technical specifications",
            {{"specification", "Specification"}, {"version", "Version"}, {"mandatory_for", "Mandatory for"}}, "None.");
  for (const auto& one : facts.specifications) {
    std::string whom;
    for (const auto category : one.mandatory_for)
      whom += (whom.empty() ? "" : ", ") + words_of(std::optional(category));
    section.rows.push_back({one.specification, one.version, cell(whom)});
  }
  return section;
}
}  // namespace

namespace {
std::string whether_live(const release::Facts& facts) {
  if (facts.cancelled_on) return "was cancelled on " + date_text(*facts.cancelled_on);
  if (facts.actual_on) return "went live on " + date_text(*facts.actual_on);
  return facts.planned_on ? "is to go live on " + date_text(*facts.planned_on) : "has no date yet";
}
}  // namespace

engine::Report release_page(const release::Facts& facts, const std::string& state,
                            const std::vector<Included>& modifications, const engine::Calendar& calendar,
                            Section programme) {
  engine::Report page;
  page.name = facts.id;
  page.title = facts.title;
  page.header = {{"Release", fmt::format("{} {}.", facts.title, whether_live(facts))}, {"Step", plain(state)}};
  if (facts.sec_version) page.header.push_back({"SEC version", *facts.sec_version});
  if (facts.tag_assurance)
    page.header.push_back(
        {"Assured by the TAG",
         date_text(facts.tag_assurance->on) + (facts.tag_assurance->ref ? ", " + *facts.tag_assurance->ref : "")});
  if (!facts.went_live_without.empty())
    page.header.push_back(
        {"Went live without", fmt::format("{}, not approved by then", fmt::join(facts.went_live_without, ", "))});
  if (facts.agreed_on) page.header.push_back({"Scope agreed", date_text(*facts.agreed_on)});
  page.sections = {scope(facts, modifications), std::move(programme), cut_offs(facts, calendar), history(facts),
                   specifications(facts)};
  page.main_table = "scope";
  explain_marks(page);
  ReadersCopy(for_everybody).stamp(page);
  return page;
}

}  // namespace sec::paper
