// Finds out who is who among respondents, and which of their responses stands.
#include "workflows/sec/modification/responses.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/folded.hpp"

namespace sec {

namespace {
std::vector<std::string> names_in(const Naming& naming) {
  std::vector<std::string> names;
  for (const auto& text : {naming.id, naming.text, naming.name})
    if (auto name = engine::appearance(text);
        !name.empty() && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  return names;
}
bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const auto& name) { return std::find(b.begin(), b.end(), name) != b.end(); });
}
}  // namespace

// Those that are this one for certain: of the same token, or called so and of no other token. A text that fits two
// tokens is neither's.
std::vector<std::size_t> Respondents::fitting(const std::string& id, const std::vector<std::string>& names) const {
  std::vector<std::size_t> with_token, without;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const auto& one = all_[i];
    if (one.same_as != i) continue;
    if (!one.id.empty() && !id.empty()) {
      if (one.id == id) with_token.push_back(i);
    } else if (share_one(one.names, names)) {
      (one.id.empty() ? without : with_token).push_back(i);
    }
  }
  if (with_token.size() > 1) with_token.clear();
  with_token.insert(with_token.end(), without.begin(), without.end());
  return with_token;
}

std::size_t Respondents::place_of(const Naming& naming) {
  const auto names = names_in(naming);
  const auto found = fitting(naming.id, names);
  const auto place = found.empty() ? all_.size() : found.front();
  if (found.empty()) all_.push_back({"", {}, place});
  auto& one = all_[place];
  if (!naming.id.empty()) one.id = naming.id;
  const auto add = [&](const auto& more) {
    for (const auto& name : more)
      if (std::find(one.names.begin(), one.names.end(), name) == one.names.end()) one.names.push_back(name);
  };
  add(names);
  for (std::size_t i = 1; i < found.size(); ++i) {
    all_[found[i]].same_as = place;
    add(all_[found[i]].names);
  }
  return place;
}

std::size_t Respondents::same_as(std::size_t place) const {
  while (all_[place].same_as != place) place = all_[place].same_as;
  return place;
}

bool Respondents::is(std::size_t place, const engine::Actor& party) const {
  const auto& one = all_[same_as(place)];
  return one.id.empty() ? share_one(one.names, names_in({party.id, "", party.name})) : one.id == party.id;
}

std::string_view subject_of(const Response& response) {
  return response.subject ? std::string_view(*response.subject) : proposed_subject;
}

namespace {
// The places of the responses of one Party on one subject of one consultation.
using Theirs = std::map<std::tuple<int, std::size_t, std::string_view>, std::vector<std::size_t>>;
Theirs by_party(const engine::Many<Response>& responses, const Respondents& respondents) {
  Theirs theirs;
  for (std::size_t i = 0; i < responses.size(); ++i) {
    const auto& one = responses[i];
    theirs[{one.consultation, respondents.same_as(one.respondent), subject_of(one)}].push_back(i);
  }
  return theirs;
}
}  // namespace

std::vector<Standing> standings(const engine::Many<Response>& responses, const Respondents& respondents) {
  std::vector<Standing> all(responses.size());
  for (auto& [key, places] : by_party(responses, respondents)) {
    auto strictest = Confidentiality::open;
    for (const auto place : places) strictest = std::max(strictest, responses[place].confidentiality);
    for (const auto place : places) all[place].strictest = strictest;
    std::erase_if(places, [&](const auto place) { return !responses[place].valid; });
    // A form may be recorded after what came later.
    std::stable_sort(places.begin(), places.end(),
                     [&](auto a, auto b) { return responses[a].came_on < responses[b].came_on; });
    for (std::size_t i = 0; i + 1 < places.size(); ++i) all[places[i]].replaced_by = responses[places[i + 1]].number;
    if (!places.empty()) all[places.back()].counts = true;
  }
  return all;
}

int counted(const engine::Many<Response>& responses, const Respondents& respondents, int consultation) {
  std::set<std::pair<std::size_t, std::string_view>> counting;
  responses.for_each([&](const Response& one) {
    if (one.consultation == consultation && one.valid)
      counting.emplace(respondents.same_as(one.respondent), subject_of(one));
  });
  return static_cast<int>(counting.size());
}

}  // namespace sec
