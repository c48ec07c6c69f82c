// What is searched: the texts of a case that a reader may see, and where each of them stands.
#pragma once

#include <functional>

#include "engine/ports.hpp"

namespace engine {

// A member of views and events that holds words of people.
struct Findable {
  std::string_view member;  // "problem"; "documents/title": of whatever stands in `documents`
  std::string_view words;   // what people call it: "Problem"
  bool heads = false;       // as a member of the case itself it stands before the rest
};

// What a set of workflows says of searching.
struct Finding {
  std::vector<Findable> members = {};
  // Somebody of each class, the lowest first, of whom nothing else is known; each sees all that those before see. What
  // is found for a caller is what the highest of these sees that may see no more than the caller. At most 31.
  std::vector<Actor> readers = {};
};

// One for each of Finding::readers.
using Readers = std::uint32_t;
constexpr Readers the_reader(std::size_t place) { return Readers{1} << place; }
inline Readers everybody(const Finding& finding) {
  return static_cast<Readers>((std::uint64_t{1} << finding.readers.size()) - 1);
}

// A text of a case, once, wherever else it stands too.
struct Passage {
  enum Rank { reference, heading, words, listed };  // listed: in lists alone
  Rank rank = words;
  std::int64_t seq = 0;  // of the entry that said it first, as far as one shows
  Readers readers = 0;   // who sees it
  std::string member;    // pointer into the case, or into the body of an event
  std::string called;    // Findable::words
  std::string event;     // the type of the event that says it; empty: the case does, as it stands
  Date on{};             // when that event took effect
  std::string text;
};

// The place of the highest reader who sees no more than this caller in any collection; nothing: there is none.
std::optional<std::size_t> reader_for(const Finding& finding, const Workflows& workflows, const Actor& by);

// All that these readers see of a case in its view, its references and its history. `entries`: all of it, oldest first,
// as far as it has been grown.
std::vector<Passage> passages(const Finding& finding, const Workflow& rules, const Case& current,
                              const std::vector<Entry>& entries, Readers readers);

// What somebody looks for: each of these is in one text. Folded as searchable() does.
using Words = std::vector<std::string>;
Words words_in(std::string_view asked);
bool holds_all(std::string_view text, const Words& words);
// Whether there is a word that is long enough to be looked up: of three letters. Whatever is short is in every text.
inline constexpr std::size_t letters_looked_up = 3;
std::size_t letters_in(std::string_view word);
bool can_be_looked_up(const Words& words);

// A case that was found. Those are first whose best passage ranks first; of those, the ones where it was said last.
struct Hit {
  struct Place {
    int rank = 0;
    std::int64_t seq = 0;  // an entry is of one case, so no two hits have the same place
    bool before(const Place& other) const { return rank != other.rank ? rank < other.rank : seq > other.seq; }
  };
  std::string case_id;
  std::string collection;
  Json summary;  // Listing::summary
  Place place;
  std::vector<Passage> passages;  // that hold all words, the best first
};
// Of what one reader sees, without what stands in lists alone; nothing: it holds no such words.
std::optional<Hit> hit_among(std::vector<Passage> passages, const Words& words, std::size_t reader);

// Who has made ready for searching what the journal says up to some entry. Any thread; may throw.
class SearchIndex {
 public:
  virtual ~SearchIndex() = default;
  // The newest entry that it knows; nothing: it is being made.
  virtual std::optional<std::int64_t> up_to() const = 0;
  // How many entries it does not know yet. To ask is no search: it may go on resting.
  virtual std::int64_t behind() const = 0;
  // The hits after a place, or all, in order, until `visit` has had enough.
  virtual void walk(const Words& words, std::size_t reader, const std::optional<Hit::Place>& after,
                    const std::function<bool(Hit hit)>& visit) const = 0;
  // The cases of a collection in which they stand somewhere, in lists too.
  virtual std::vector<std::string> cases_with(const Words& words, std::size_t reader,
                                              std::string_view collection) const = 0;
};

}  // namespace engine
