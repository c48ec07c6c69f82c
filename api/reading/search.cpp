// Puts what the index finds and what the newest entries hold in one order, and looks at each case as at the time asked.
#include "api/reading/search.hpp"

#include <algorithm>

#include "engine/text.hpp"

namespace api {

using engine::Hit;

namespace {
// More than the index lacks for long, except while it is made.
constexpr int looked_through_max = 20'000;
// Of cases that may not have had the words yet, on one page.
constexpr int looked_back_at_max = 1'000;
constexpr int called_so = -1;  // the rank of what is called as was asked: before all others
}  // namespace

// One page being filled, in order.
class Search::Pick {
 public:
  Pick(const Search& search, const Sought& sought, std::vector<Hit> direct)
      : search_(search), sought_(sought), direct_(std::move(direct)) {
    std::sort(direct_.begin(), direct_.end(), [](const Hit& a, const Hit& b) { return a.place.before(b.place); });
    for (const auto& hit : direct_) skipped_.insert(hit.case_id);
  }

  void skip(const std::set<std::string>& ids) { skipped_.insert(ids.begin(), ids.end()); }
  // Whether there is room for more.
  bool indexed(Hit hit) { return skipped_.contains(hit.case_id) || (direct_before(&hit) && take(std::move(hit))); }
  Page done() {
    direct_before(nullptr);
    return std::move(page_);
  }

 private:
  bool direct_before(const Hit* hit) {
    while (!full_ && next_ < direct_.size() && (hit == nullptr || direct_[next_].place.before(hit->place)))
      take(std::move(direct_[next_++]));
    return !full_;
  }

  bool take(Hit hit) {
    const auto& asked = sought_.asked;
    if (asked.after && !asked.after->before(hit.place)) return true;
    if (!asked.collection.empty() && hit.collection != asked.collection) return true;
    if (std::ssize(page_.hits) == asked.limit || looked_back_at_ == looked_back_at_max) {
      page_.next = last_;
      full_ = true;
      return false;
    }
    last_ = hit.place;
    if (auto seen = as_asked(std::move(hit))) page_.hits.push_back(*std::move(seen));
    return true;
  }

  std::optional<Hit> as_asked(Hit hit) {
    if (sought_.asked.as_at.now()) return hit;
    ++looked_back_at_;
    auto then = search_.looked_through(hit.case_id, sought_.asked.as_at, sought_);
    if (then) then->place = hit.place;
    if (then || hit.place.rank != called_so) return then;
    const auto current = search_.cases_.as_at(hit.case_id, sought_.asked.as_at);
    if (!current || current->id != hit.case_id) return std::nullopt;
    hit.summary = search_.cases_.rules_of(*current).listing(*current).summary;
    return hit;
  }

  const Search& search_;
  const Sought& sought_;
  std::vector<Hit> direct_;
  std::size_t next_ = 0;
  std::set<std::string> skipped_;
  Page page_;
  Hit::Place last_;
  int looked_back_at_ = 0;
  bool full_ = false;
};

std::optional<std::set<std::string>> Search::not_in_index(std::optional<std::int64_t> up_to) const {
  if (!up_to && reader_.last_seq() > looked_through_max) return std::nullopt;
  const auto entries = reader_.journal(up_to.value_or(0), looked_through_max + 1);
  if (std::ssize(entries) > looked_through_max) return std::nullopt;
  std::set<std::string> ids;
  for (const auto& entry : entries) ids.insert(entry.case_id);
  return ids;
}

std::optional<Hit> Search::looked_through(const std::string& case_id, const engine::AsAt& as_at,
                                          const Sought& sought) const {
  const auto current = cases_.as_at(case_id, as_at);
  if (!current || current->id != case_id) return std::nullopt;  // a part of a whole, before it was split
  auto entries = reader_.entries(case_id, as_at);
  std::erase_if(entries, [&](const auto& entry) { return entry.version > current->version; });
  const auto& rules = cases_.rules_of(*current);
  auto hit = engine::hit_among(engine::passages(finding_, rules, *current, entries, engine::the_reader(sought.reader)),
                               sought.words, sought.reader);
  if (!hit) return hit;
  hit->case_id = case_id;
  hit->collection = rules.collection();
  hit->summary = rules.listing(*current).summary;
  return hit;
}

// What has all that was asked as a reference, or had it once.
std::vector<Hit> Search::called(const Sought& sought) const {
  const std::string reference(engine::trimmed(sought.asked.text));
  std::vector<Hit> found;
  std::set<std::string> collections;
  for (const auto& rules : workflows_.all()) collections.insert(std::string(rules->collection()));
  for (const auto& collection : collections) {
    const auto id = cases_.id_of({collection, reference});
    const auto current = id ? cases_.current(*id) : std::nullopt;
    if (!current) continue;
    Hit hit{*id, collection, cases_.rules_of(*current).listing(*current).summary, {called_so, 0}, {}};
    const auto opening = reader_.entries(*id, {}, 0, 1);
    hit.place.seq = opening.empty() ? 0 : opening.front().seq;
    hit.passages.push_back(
        {engine::Passage::reference, 0, 0, "/ref", "Reference", "", {}, cases_.reference_of(*current)});
    found.push_back(std::move(hit));
  }
  return found;
}

std::optional<Search::Page> Search::find(const Asked& asked) const {
  const auto reader = engine::reader_for(finding_, workflows_, asked.by);
  if (!reader) return Page{};
  const Sought sought{asked, engine::words_in(asked.text), *reader};
  const auto up_to = index_ == nullptr ? std::optional<std::int64_t>() : index_->up_to();
  const auto newest = not_in_index(up_to);
  if (!newest) return std::nullopt;
  auto direct = called(sought);
  for (const auto& id : *newest)
    if (std::none_of(direct.begin(), direct.end(), [&](const Hit& hit) { return hit.case_id == id; }))
      if (auto hit = looked_through(id, {}, sought)) direct.push_back(*std::move(hit));
  Pick pick(*this, sought, std::move(direct));
  pick.skip(*newest);
  // A place before all texts is none of the index's.
  const auto after = asked.after && asked.after->rank == called_so ? std::nullopt : asked.after;
  if (up_to)
    index_->walk(sought.words, *reader, after, [&](Hit hit) { return pick.indexed(std::move(hit)); });
  return pick.done();
}

std::optional<std::vector<std::string>> Search::cases_with(std::string_view text, const std::string& collection,
                                                           const engine::Actor& by) const {
  const auto words = engine::words_in(text);
  const auto reader = engine::reader_for(finding_, workflows_, by);
  if (index_ == nullptr || !reader || !engine::can_be_looked_up(words)) return std::nullopt;
  const auto up_to = index_->up_to();
  const auto newest = not_in_index(up_to);
  if (!newest) return std::nullopt;
  std::vector<std::string> found;
  if (up_to) found = index_->cases_with(words, *reader, collection);
  std::erase_if(found, [&](const auto& id) { return newest->contains(id); });
  for (const auto& id : *newest) {
    const auto current = cases_.current(id);
    if (!current || cases_.rules_of(*current).collection() != collection) continue;
    const auto all = engine::passages(finding_, cases_.rules_of(*current), *current, reader_.entries(id, {}),
                                      engine::the_reader(*reader));
    if (std::any_of(all.begin(), all.end(), [&](const auto& one) { return engine::holds_all(one.text, words); }))
      found.push_back(id);
  }
  return found;
}

}  // namespace api
