// Counts responses by category and position, and finds the categories whose numbers would say who said what.
#include "workflows/sec/modification/response_counts.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace sec {

int Positions::all() const { return std::accumulate(of.begin(), of.end(), 0); }

namespace {
template <class Visit>
void for_each_that_counts(const Facts& facts, int consultation, Visit visit) {
  const auto all = standings(facts.responses, *facts.respondents);
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].counts && facts.responses[i].consultation == consultation) visit(facts.responses[i]);
}

void count_parties(ResponseCounts& counts, const Facts& facts, int consultation, std::set<Category>& telling) {
  std::map<Category, std::set<std::size_t>> parties;
  for_each_that_counts(facts, consultation, [&](const Response& one) {
    parties[one.category].insert(facts.respondents->same_as(one.respondent));
    if (one.confidentiality != Confidentiality::open) telling.insert(one.category);
  });
  for (const auto& [category, theirs] : parties) counts.categories[category].parties = static_cast<int>(theirs.size());
}

void hide(ResponseCounts& counts, const std::set<Category>& telling) {
  int hidden = 0;
  for (auto& [category, count] : counts.categories) {
    if (!telling.contains(category) || count.parties >= parties_to_hide_among) continue;
    count.shown = false;
    ++hidden;
  }
  if (hidden == 0) return;
  CategoryCount* smallest = nullptr;
  for (auto& [category, count] : counts.categories) {
    if (!count.shown) continue;
    if (count.parties == 0) {
      count.shown = false;
      ++hidden;
    } else if (smallest == nullptr || count.parties < smallest->parties) {
      smallest = &count;
    }
  }
  if (hidden == 1 && smallest != nullptr) smallest->shown = false;
}
}  // namespace

ResponseCounts count_responses(const Facts& facts, int consultation, const std::optional<std::string>& subject,
                               bool seen_by_all) {
  ResponseCounts counts;
  for (const auto& known : engine::body::wire_names<Category>())
    if (known.first != Category::dcc) counts.categories[known.first];
  std::set<Category> telling;
  count_parties(counts, facts, consultation, telling);
  if (seen_by_all) hide(counts, telling);
  for_each_that_counts(facts, consultation, [&](const Response& one) {
    if (subject && subject_of(one) != *subject) return;
    const auto position = static_cast<std::size_t>(one.position);
    ++counts.positions.of[position];
    ++counts.categories[one.category].positions.of[position];
  });
  return counts;
}

std::vector<std::string> subjects_responded_to(const Facts& facts, int consultation) {
  std::vector<std::string> found;
  for_each_that_counts(facts, consultation, [&](const Response& one) { found.emplace_back(subject_of(one)); });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::stable_partition(found.begin(), found.end(), [](const auto& one) { return one == proposed_subject; });
  return found;
}

}  // namespace sec
