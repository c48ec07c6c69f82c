// Gathers texts out of views and events for one reader after the other, and keeps each text once.
#include "engine/finding.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "engine/folded.hpp"
#include "engine/json_node.hpp"
#include "engine/text.hpp"

namespace engine {

namespace {

// Findables by the last name of their member: each member of each view is asked for.
class Findables {
 public:
  explicit Findables(const Finding& finding) {
    for (const auto& one : finding.members) by_name_[last_name(one.member)].push_back(&one);
  }

  // `parent`: the nearest name above. "items/text" is meant before "text".
  const Findable* find(std::string_view parent, std::string_view name) const {
    const auto named = by_name_.find(name);
    if (named == by_name_.end()) return nullptr;
    const Findable* anywhere = nullptr;
    for (const auto* one : named->second) {
      const auto within = one->member.substr(0, one->member.size() - name.size());
      if (within.empty()) anywhere = one;
      else if (within.substr(0, within.size() - 1) == parent) return one;
    }
    return anywhere;
  }

 private:
  static std::string_view last_name(std::string_view member) { return member.substr(member.rfind('/') + 1); }

  std::unordered_map<std::string_view, std::vector<const Findable*>> by_name_;
};

// What one reader sees of one case.
class Gathered {
 public:
  Gathered(const Findables& findables, std::int64_t first) : findables_(findables), first_(first) {}

  void history(const Entry& entry, const Json& body) {
    event_ = &entry;
    walk(body);
    event_ = nullptr;
  }
  // After the history: what stands in both is shown where the case has it, and is as old as in the history.
  void view(const Json& view) { walk(view); }

  const std::vector<Passage>& all() const { return all_; }

 private:
  void walk(const Json& json) {
    JsonNode root;
    if (JsonNode::read(json, root)) look_into(root, "", "", nullptr);
  }

  // `parent`: the nearest name above; `of`: what a text in here is, if its own name does not say it.
  void look_into(const JsonNode& node, const std::string& pointer, std::string_view parent, const Findable* of) {
    if (node.kind() == JsonNode::Kind::text && of != nullptr) keep(pointer, *of, node.text());
    if (node.kind() == JsonNode::Kind::list) {
      int place = 0;
      node.each_item(
          [&](const JsonNode& item) { look_into(item, pointer + "/" + std::to_string(place++), parent, of); });
    }
    if (node.kind() != JsonNode::Kind::object) return;
    node.each_field([&](std::string_view name, const JsonNode& value) {
      const auto* its = findables_.find(parent, name);
      if (name == "text" && of != nullptr) its = of;  // a text with its class
      if (value.kind() == JsonNode::Kind::text && its == nullptr) return;
      look_into(value, pointer + "/" + std::string(name), name, its);
    });
  }

  void keep(const std::string& pointer, const Findable& findable, std::string_view text) {
    if (text.empty()) return;
    const auto [known, fresh] = places_.try_emplace(std::string(text), all_.size());
    if (!fresh && (event_ != nullptr || all_[known->second].event.empty())) return;
    if (fresh) all_.push_back({Passage::words, event_ ? event_->seq : first_, 0, "", "", "", {}, std::string(text)});
    auto& passage = all_[known->second];
    passage.member = pointer;
    passage.called = findable.words;
    passage.event = event_ ? event_->event.type : "";
    passage.on = event_ ? event_->effective_on : Date{};
    if (findable.heads && event_ == nullptr && pointer.find('/', 1) == std::string::npos)
      passage.rank = Passage::heading;
  }

  const Findables& findables_;
  const std::int64_t first_;
  const Entry* event_ = nullptr;
  std::vector<Passage> all_;
  std::unordered_map<std::string, std::size_t> places_;
};

// What one reader is shown, as text: most readers are shown the same.
using Shown = std::vector<std::optional<Json>>;
Shown shown_to(const Actor& reader, const Workflow& rules, const Case& current, const std::vector<Entry>& entries) {
  Shown shown;
  for (const auto& entry : entries) shown.push_back(rules.seen_body(current, entry, reader));
  shown.push_back(rules.view(current, rules.clearance(reader)));
  return shown;
}

std::vector<Passage> gathered(const Findables& findables, const Shown& shown, const std::vector<Entry>& entries) {
  Gathered all(findables, entries.front().seq);
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (shown[i]) all.history(entries[i], *shown[i]);
  all.view(*shown.back());
  return all.all();
}

void add_listed(std::vector<Passage>& to, const Workflow& rules, const Case& current, std::int64_t first,
                Readers readers) {
  const auto listing = rules.listing(current);
  for (std::size_t i = 0; i < listing.references.size(); ++i)
    to.push_back({Passage::reference,
                  first,
                  readers,
                  "/ref",
                  i == 0 ? "Reference" : "Former reference",
                  "",
                  {},
                  listing.references[i]});
  std::string values;
  JsonNode root;
  if (JsonNode::read(listing.summary, root))
    root.each_field([&](std::string_view, const JsonNode& value) {
      if (value.kind() == JsonNode::Kind::text) values.append(value.text()).append("\x1f");
    });
  to.push_back({Passage::listed, first, readers, "", "", "", {}, values});
}

using Key = std::tuple<int, std::int64_t, std::string, std::string, std::string>;
Key key_of(const Passage& one) { return {one.rank, one.seq, one.member, one.event, one.text}; }

}  // namespace

std::optional<std::size_t> reader_for(const Finding& finding, const Workflows& workflows, const Actor& by) {
  for (auto place = finding.readers.size(); place-- > 0;) {
    const auto sees_no_more = [&](const auto& rules) {
      return rules->clearance(finding.readers[place]) <= rules->clearance(by);
    };
    if (std::all_of(workflows.all().begin(), workflows.all().end(), sees_no_more)) return place;
  }
  return std::nullopt;
}

std::vector<Passage> passages(const Finding& finding, const Workflow& rules, const Case& current,
                              const std::vector<Entry>& entries, Readers readers) {
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < finding.readers.size(); ++place)
    if ((readers & the_reader(place)) != 0) places.push_back(place);
  std::vector<Passage> all;
  if (entries.empty() || places.empty()) return all;
  const auto shown_at = [&](std::size_t place) { return shown_to(finding.readers[place], rules, current, entries); };
  const auto highest = shown_at(places.back());
  const Findables findables(finding);
  Shown shown;
  std::vector<Passage> last;
  std::map<Key, std::size_t> known;
  for (const auto place : places) {
    // Who stands between two who are shown the same is shown no less than the one and no more than the other.
    auto now_shown = shown == highest ? shown : place == places.back() ? highest : shown_at(place);
    if (shown.empty() || now_shown != shown) last = gathered(findables, now_shown, entries);
    shown = std::move(now_shown);
    for (const auto& one : last) {
      const auto [at, fresh] = known.try_emplace(key_of(one), all.size());
      if (fresh) all.push_back(one);
      all[at->second].readers |= the_reader(place);
    }
  }
  add_listed(all, rules, current, entries.front().seq, readers);
  return all;
}

Words words_in(std::string_view asked) {
  Words words;
  const auto folded = searchable(asked);
  for (std::size_t at = 0; at < folded.size();) {
    const auto end = std::min(folded.find(' ', at), folded.size());
    if (end > at) words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool holds_all(std::string_view text, const Words& words) {
  const auto folded = searchable(text);
  return std::all_of(words.begin(), words.end(),
                     [&](const auto& word) { return folded.find(word) != std::string::npos; });
}

std::size_t letters_in(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), starts_character));
}

bool can_be_looked_up(const Words& words) {
  return std::any_of(words.begin(), words.end(),
                     [](const auto& word) { return letters_in(word) >= letters_looked_up; });
}

std::optional<Hit> hit_among(std::vector<Passage> passages, const Words& words, std::size_t reader) {
  std::erase_if(passages, [&](const Passage& one) {
    return one.rank == Passage::listed || (one.readers & the_reader(reader)) == 0 || !holds_all(one.text, words);
  });
  if (passages.empty()) return std::nullopt;
  std::stable_sort(passages.begin(), passages.end(), [](const Passage& a, const Passage& b) {
    return std::tuple(a.rank, -a.seq, a.event, a.member) < std::tuple(b.rank, -b.seq, b.event, b.member);
  });
  Hit hit;
  hit.place = {passages.front().rank, passages.front().seq};
  hit.passages = std::move(passages);
  return hit;
}

}  // namespace engine
