// The tables of words, and how a text is matched with them: in lower case, one blank between words.
#include "workflows/sec/historic/texts.hpp"

#include <algorithm>
#include <cctype>

#include "engine/blanks.hpp"
#include "engine/text.hpp"
#include "workflows/sec/modification/states.hpp"

namespace sec::historic {

namespace {
template <class T>
struct Word {
  std::string_view text;
  T value;
};
template <class T, std::size_t N>
std::optional<T> found(const Word<T> (&words)[N], std::string_view text) {
  const auto wanted = plain_words(text);
  for (const auto& word : words)
    if (word.text == wanted) return word.value;
  return {};
}

// Beside the names and the displays of the states themselves.
constexpr Word<StatusReading> statuses[] = {
    {"refinement", {Refinement::name, {}}},
    {"development stage", {Development::name, {}}},
    {"draft proposal", {Development::name, {}}},
    {"modification report consultation", {ReportConsultation::name, {}}},
    {"change board vote", {ChangeBoardVote::name, {}}},
    {"with authority", {AuthorityDetermination::name, {}}},
    {"pending implementation", {PendingImplementation::name, {}}},
    {"awaiting implementation", {PendingImplementation::name, {}}},
    {"approved", {PendingImplementation::name, {}}},
    {"on hold", {"", Status::on_hold}},
    {"suspended", {"", Status::suspended}},
};

constexpr Word<Path> paths[] = {
    {"authority led", Path::authority_led},
    {"path 1", Path::authority_led},
    {"authority", Path::authority_determined},
    {"authority determined", Path::authority_determined},
    {"authority determination", Path::authority_determined},
    {"path 2", Path::authority_determined},
    {"self governance", Path::self_governance},
    {"path 3", Path::self_governance},
    {"fast track", Path::fast_track},
};

constexpr Word<bool> flags[] = {{"yes", true},         {"true", true}, {"1", true},          {"urgent", true},
                                {"y", true},           {"no", false},  {"false", false},     {"0", false},
                                {"not urgent", false}, {"n", false},   {"non urgent", false}};

constexpr Word<ProposerType> bodies[] = {
    {"dcc", ProposerType::dcc},
    {"smart dcc", ProposerType::dcc},
    {"smart dcc ltd", ProposerType::dcc},
    {"data communications company", ProposerType::dcc},
    {"citizens advice", ProposerType::citizens_advice},
    {"citizens advice scotland", ProposerType::citizens_advice_scotland},
    {"ofgem", ProposerType::authority},
    {"the authority", ProposerType::authority},
    {"sec panel", ProposerType::panel},
    {"the panel", ProposerType::panel},
};

struct Parties {
  std::string_view text;
  std::vector<Category> who;
};
const std::vector<Parties>& party_words() {
  using enum Category;
  static const std::vector<Parties> words = {
      {"large suppliers", {large_suppliers}},
      {"large supplier parties", {large_suppliers}},
      {"small suppliers", {small_suppliers}},
      {"small supplier parties", {small_suppliers}},
      {"supplier parties", {large_suppliers, small_suppliers}},
      {"electricity network parties", {electricity_networks}},
      {"electricity networks", {electricity_networks}},
      {"gas network parties", {gas_networks}},
      {"gas networks", {gas_networks}},
      {"network parties", {electricity_networks, gas_networks}},
      {"other sec parties", {other_sec_parties}},
      {"consumers", {consumers}},
      {"dcc", {Category::dcc}},
      {"all sec parties",
       {large_suppliers, small_suppliers, electricity_networks, gas_networks, other_sec_parties, Category::dcc}},
  };
  return words;
}
}  // namespace

namespace {
// What else registers write for Categories: what is meant is plain, and is said to be taken so.
constexpr std::pair<std::string_view, std::string_view> other_party_words[] = {
    {"networks parties", "network parties"},
    {"network operators", "network parties"},
    {"networks", "network parties"},
    {"suppliers", "supplier parties"},
    {"suppliers parties", "supplier parties"},
    {"electricity suppliers", "supplier parties"},
    {"gas suppliers", "supplier parties"},
    {"energy suppliers", "supplier parties"},
    {"large suppliers parties", "large suppliers"},
    {"small suppliers parties", "small suppliers"},
    {"electricity networks parties", "electricity network parties"},
    {"electricity network operators", "electricity network parties"},
    {"gas networks parties", "gas network parties"},
    {"gas network operators", "gas network parties"},
    {"other parties", "other sec parties"},
    {"other sec party", "other sec parties"},
    {"all parties", "all sec parties"},
};
}  // namespace

std::string plain_words(std::string_view text) {
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    char32_t character = 0;
    const auto bytes = std::max<std::size_t>(engine::read_utf8(text.substr(at), character), 1);
    const bool dash = character >= 0x2010 && character <= 0x2015;
    const bool blank = engine::is_unseen(character) || character == '_' || character == '-' || dash;
    const bool no_room = bytes > 1 && blank && !dash && !engine::is_space(character);  // a blank without any width
    if (!blank) {
      for (const char c : text.substr(at, bytes)) made += engine::lower(c);
    } else if (!no_room && !made.empty() && made.back() != ' ') {
      made += ' ';
    }
    at += bytes;
  }
  while (made.ends_with(' ') || made.ends_with('.')) made.pop_back();
  return made;
}

std::optional<StatusReading> read_status(std::string_view text) {
  if (const auto one = found(statuses, text)) return one;
  const auto wanted = plain_words(text);
  std::optional<StatusReading> known;
  engine::for_each_type<States>([&]<class S>() {
    if (S::name.empty() || S::name == NotKnown::name || S::name == WithdrawalNotice::name) return;
    if (plain_words(S::name) == wanted || plain_words(S::display) == wanted) known = StatusReading{S::name, {}};
  });
  return known;
}

std::optional<Path> read_path(std::string_view text) { return found(paths, text); }
std::optional<bool> read_flag(std::string_view text) { return found(flags, text); }
std::optional<ProposerType> read_proposer_type(std::string_view text) {
  auto wire = plain_words(text);
  std::replace(wire.begin(), wire.end(), ' ', '-');
  return engine::body::from_wire<ProposerType>(wire);
}
ProposerType type_of_organisation(std::string_view name) { return found(bodies, name).value_or(ProposerType::party); }

namespace {
// "large supplier" for "large suppliers", "network party" for "network parties".
bool is_singular_of(std::string_view one, std::string_view many) {
  if (many.ends_with("ies") && one.ends_with('y')) {
    many.remove_suffix(3);
    one.remove_suffix(1);
  } else if (many.ends_with('s')) {
    many.remove_suffix(1);
  }
  return one == many;
}
}  // namespace

std::vector<Category> read_parties(std::string_view text) {
  const auto wanted = plain_words(text);
  for (const auto& one : party_words())
    if (one.text == wanted || is_singular_of(wanted, one.text)) return one.who;
  return {};
}

std::vector<Category> read_parties_by_other_words(std::string_view text) {
  const auto open = text.find('(');
  const auto known = read_parties(text.substr(0, open));
  if (open != std::string_view::npos && !known.empty()) return known;
  const auto wanted = plain_words(text.substr(0, open));
  for (const auto& [other, ours] : other_party_words)
    if (other == wanted) return read_parties(ours);
  return {};
}

namespace {
// Where the next name begins and the one before ends: outside of parentheses, whose commas are of one name.
std::pair<std::size_t, std::size_t> between_names(std::string_view text) {
  int inside = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    inside += text[at] == '(' ? 1 : text[at] == ')' && inside > 0 ? -1 : 0;
    if (inside > 0) continue;
    for (const std::string_view between : {",", ";", "/", "&", " and "})
      if (text.substr(at).starts_with(between)) return {at, at + between.size()};
  }
  return {text.size(), text.size()};
}
}  // namespace

std::vector<std::string> named_parties(std::string_view text) {
  std::vector<std::string> found;
  if (!read_parties(text).empty()) return {std::string(text)};
  while (!text.empty()) {
    const auto [end, next] = between_names(text);
    if (const auto one = engine::without_blanks(text.substr(0, end)); !one.empty()) found.emplace_back(one);
    text.remove_prefix(next);
    if (const auto rest = engine::without_blanks(text); rest.starts_with("and ")) text = rest.substr(4);  // "A, and B"
  }
  return found;
}

namespace {
// The month that a word names in full, or nothing.
std::optional<unsigned> month_of(std::string_view word) {
  for (unsigned month = 1; month <= 12; ++month)
    if (engine::lower(engine::month_name(std::chrono::month(month))) == word) return month;
  return {};
}
bool is_year(std::string_view word) {
  return word.size() == 4 && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}
// Its words without commas and the like: "June and November 2019" is june, and, november, 2019.
std::vector<std::string> words_of_releases(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : plain_words(text))
    if (c == ' ' || c == ',' || c == ';' || c == '/' || c == '&' || c == '+' || c == '|') words.emplace_back();
    else words.back() += c;
  std::erase(words, "");
  return words;
}
}  // namespace

std::vector<std::string> read_releases(std::string_view text) {
  constexpr std::string_view beside[] = {"sec", "systems", "release", "releases", "and", "the"};
  std::vector<std::pair<std::string, std::string>> found;  // month and year
  for (const auto& word : words_of_releases(text)) {
    if (month_of(word)) found.emplace_back(word, "");
    else if (is_year(word)) {
      if (found.empty() || !found.back().second.empty()) return {};
      for (auto& [month, year] : found)
        if (year.empty()) year = word;
    } else if (std::find(std::begin(beside), std::end(beside), word) == std::end(beside)) {
      return {};
    }
  }
  std::vector<std::string> names;
  for (const auto& [month, year] : found) {
    if (year.empty()) return {};
    const auto name = month + "-" + year;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

}  // namespace sec::historic
