// The spellings of words and names, as tables of data, and how a pattern is compared with a row.
#include "workflows/sec/historic/row_words.hpp"

#include <algorithm>
#include <cctype>

#include "workflows/sec/historic/day.hpp"
#include "workflows/sec/historic/texts.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec::historic {

namespace {
using Words = std::vector<std::string>;

struct Spelling {
  std::string_view written, ours;
};
// One form of a word for all; empty: it says nothing.
constexpr Spelling words[] = {
    {"the", ""},
    {"a", ""},
    {"an", ""},
    {"its", ""},
    {"this", ""},
    {"approve", "approved"},
    {"approves", "approved"},
    {"reject", "rejected"},
    {"rejects", "rejected"},
    {"convert", "converted"},
    {"converts", "converted"},
    {"agree", "agreed"},
    {"agrees", "agreed"},
    {"decide", "decided"},
    {"decides", "decided"},
    {"vote", "voted"},
    {"votes", "voted"},
    {"present", "presented"},
    {"presents", "presented"},
    {"send", "sent"},
    {"sends", "sent"},
    {"requests", "requested"},
    {"grants", "granted"},
    {"raises", "raised"},
    {"withdraws", "withdrawn"},
    {"withdrew", "withdrawn"},
    {"returns", "returned"},
    {"refuses", "refused"},
    {"progress", "progressed"},
    {"progresses", "progressed"},
    {"considers", "considered"},
    {"recommends", "recommended"},
    {"discusses", "discussed"},
    {"discussion", "discussed"},
    {"close", "closed"},
    {"closes", "closed"},
    {"ends", "closed"},
    {"ended", "closed"},
    {"opens", "opened"},
    {"starts", "started"},
    {"begins", "started"},
    {"began", "started"},
    {"commences", "started"},
    {"commenced", "started"},
    {"incur", "incurred"},
    {"costs", "cost"},
    {"splits", "split"},
    {"proposals", "proposal"},
    {"parts", "part"},
    {"meetings", "meeting"},
    {"ofgem", "authority"},
    {"mod", "modification"},
    {"workgroup", "wg"},
    {"two", "<n>"},
    {"three", "<n>"},
};
// Names of several words, and what is short for one; the first that fits counts.
constexpr Spelling names[] = {
    {"dcc preliminary assessment", "pa"},
    {"dcc impact assessment", "ia"},
    {"dcc request for information", "rfi"},
    {"dcc pa", "pa"},
    {"dcc ia", "ia"},
    {"dcc rfi", "rfi"},
    {"from dcc", ""},
    {"by dcc", ""},
    {"modification report consultation", "mrc"},
    {"initial modification report", "imr"},
    {"modification report", "mr"},
    {"refinement consultation", "rc"},
    {"refinement process", "refinement"},
    {"preliminary assessment", "pa"},
    {"impact assessment", "ia"},
    {"change sub committee", "csc"},
    {"change board", "cb"},
    {"working group", "wg"},
    {"sec panel", "panel"},
    {"security sub committee", "ssc"},
    {"smki pma", "pma"},
    {"operations group", "opsg"},
    {"testing advisory group", "tag"},
    {"request for information", "rfi"},
    {"draft proposal", "dp"},
    {"modification proposal", "modification"},
    {"self governance modification", "self-governance"},
    {"self governance", "self-governance"},
    {"fast track modification", "fast-track"},
    {"fast track", "fast-track"},
    {"report phase", "report-phase"},
    {"development stage", "development"},
    {"authority determined", "authority-determined"},
    {"authority determination", "authority-determined"},
};
// What takes back what a row seems to say, or tells of something else that has happened.
constexpr std::string_view turns[] = {
    "not",       "no",          "never",     "cannot",    "if",        "whether",    "may",         "might",
    "could",     "should",      "would",     "will",      "unless",    "until",      "expected",    "planned",
    "proposed",  "target",      "postponed", "deferred",  "delayed",   "cancelled",  "canceled",    "provisional",
    "tbc",       "failed",      "instead",   "rather",    "lifted",    "removed",    "resumed",     "rejected",
    "withdrawn", "returned",    "refused",   "quashed",   "reversed",  "overturned", "hold",        "voted",
    "appeal",    "implemented", "closed",    "ia",        "pa",        "mrc",        "rc",          "legal",
    "timetable", "urgency",     "urgent",    "authority", "cb",        "cost",       "converted",   "split",
    "extended",  "sent",        "back",      "and/or",    "but",       "except",     "without",     "declined",
    "denied",    "rescinded",   "revoked",   "abandoned", "unable",    "none",       "nothing",     "neither",
    "nor",       "subject",     "principle", "provided",  "condition", "conditions", "conditional", "amendments",
    "changes",   "minded",      "pending",   "partly",    "partially", "mistake",    "error",       "inquorate",
    "quorum",    "adjourned",   "invalid",   "void",      "withheld",  "refusal",    "deferral",    "withdrawal",
    "extension",
};

// The same of a hold, whose reason may be anything.
constexpr std::string_view turns_of_a_hold[] = {"not",    "no",      "never",    "if",       "whether", "may",
                                                "lifted", "removed", "closed",   "resumed",  "taken",   "off",
                                                "longer", "until",   "proposed", "declined", "denied",  "cancelled"};

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

// "5pm", "17:00", "noon".
bool is_hour(std::string_view text) {
  if (text == "noon" || text == "midday" || text == "pm" || text == "am") return true;
  for (const std::string_view ending : {"pm", "am"})
    if (text.ends_with(ending)) text.remove_suffix(ending.size());
  const auto colon = text.find_first_of(":.");
  return is_number(text.substr(0, colon)) && text.size() <= 5 &&
         (colon == std::string_view::npos || is_number(text.substr(colon + 1)));
}

bool is_version(std::string_view text) {
  return text.size() > 1 && text[0] == 'v' && std::isdigit(static_cast<unsigned char>(text[1])) != 0;
}

Words split(std::string_view text) {
  Words found;
  for (std::string word; !text.empty();) {
    const auto end = std::min(text.find(' '), text.size());
    word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    constexpr std::string_view marks = ",.:'\"!?";
    while (!word.empty() && marks.find(word.back()) != std::string_view::npos) word.pop_back();
    while (!word.empty() && marks.find(word.front()) != std::string_view::npos) word.erase(0, 1);
    for (const std::string_view ending : {"'s", "\u2019s"})
      if (word.ends_with(ending)) word.resize(word.size() - ending.size());
    if (!word.empty()) found.push_back(std::move(word));
  }
  return found;
}

// "7 november 2019" is one word, and so are a reference, a version and a number.
void name_what_varies(Words& all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i + 2 < all.size() && is_number(all[i]) &&
        std::holds_alternative<engine::Date>(read_day(all[i] + " " + all[i + 1] + " " + all[i + 2]))) {
      all[i] = "<day>";
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(i) + 1, all.begin() + static_cast<std::ptrdiff_t>(i) + 3);
    } else if (read_reference(all[i])) {
      all[i] = "<ref>";
    } else if (is_version(all[i])) {
      all[i] = "<version>";
    } else if (is_number(all[i])) {
      all[i] = "<n>";
    }
  }
}

std::size_t stands_at(const Words& all, std::size_t at, const Words& name) {
  if (at + name.size() > all.size()) return 0;
  return std::equal(name.begin(), name.end(), all.begin() + static_cast<std::ptrdiff_t>(at)) ? name.size() : 0;
}

// "modification report" is two words of ours, too: names are looked for before words are spelt alike.
void put_names(Words& all) {
  for (std::size_t i = 0; i < all.size(); ++i)
    for (const auto& one : names) {
      const auto length = stands_at(all, i, split(one.written));
      if (length == 0) continue;
      // "the Authority determined to approve" is what it did, not what is to be done.
      if (one.written == "authority determined" && i + length < all.size() && all[i + length] == "to") continue;
      all[i] = one.ours;
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                all.begin() + static_cast<std::ptrdiff_t>(i + length));
      break;
    }
}

void spell_alike(Words& all) {
  for (auto& word : all)
    for (const auto& one : words)
      if (one.written == word) {
        word = one.ours;
        break;
      }
  std::erase(all, "");
}

Words told_in(std::string_view clause) {
  auto all = split(clause);
  name_what_varies(all);
  put_names(all);
  spell_alike(all);
  return all;
}

// In any order, between commas: what each says.
void read_aside(std::string_view text, Aside& aside) {
  constexpr std::string_view harmless[] = {"<ref>",
                                           "as <ref>",
                                           "formerly <ref>",
                                           "sec <version>",
                                           "<version>",
                                           "self-governance",
                                           "under self-governance",
                                           "authority-determined",
                                           "by correspondence"};
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    const auto all = told_in(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    std::string said;
    for (const auto& word : all) said += (said.empty() ? "" : " ") + word;
    if (said == "start" || said == "started") aside.start = true;
    else if (said == "end" || said == "closed") aside.end = true;
    else if (said == "month only") aside.month_only = true;
    else if (!said.empty() && std::find(std::begin(harmless), std::end(harmless), said) == std::end(harmless)) {
      const auto plain = split(said);
      const bool hour = std::all_of(plain.begin(), plain.end(), [](const auto& one) {
        return is_hour(one) || one == "<n>" || one == "at" || one == "by";
      });
      aside.unread = aside.unread || !(hour || said.ends_with(" release"));
    }
  }
}

bool one_of(std::string_view alternatives, std::string_view word) {
  while (!alternatives.empty()) {
    const auto end = std::min(alternatives.find('/'), alternatives.size());
    if (alternatives.substr(0, end) == word) return true;
    alternatives.remove_prefix(std::min(end + 1, alternatives.size()));
  }
  return false;
}

bool turns_it(std::string_view piece, std::string_view word) {
  if (piece == "*") return std::find(std::begin(turns), std::end(turns), word) != std::end(turns);
  return std::find(std::begin(turns_of_a_hold), std::end(turns_of_a_hold), word) != std::end(turns_of_a_hold);
}

bool fits_from(const Words& pattern, std::size_t p, const Words& all, std::size_t w) {
  if (p == pattern.size()) return w == all.size();
  std::string_view piece = pattern[p];
  if (piece == "*" || piece == "**") {
    if (fits_from(pattern, p + 1, all, w)) return true;
    return w < all.size() && !turns_it(piece, all[w]) && fits_from(pattern, p, all, w + 1);
  }
  const bool may_miss = piece.ends_with('?');
  if (may_miss) piece.remove_suffix(1);
  if (w < all.size() && one_of(piece, all[w]) && fits_from(pattern, p + 1, all, w + 1)) return true;
  return may_miss && fits_from(pattern, p + 1, all, w);
}

Words pieces_of(std::string_view pattern) {
  Words pieces;
  while (!pattern.empty()) {
    const auto end = std::min(pattern.find(' '), pattern.size());
    pieces.emplace_back(pattern.substr(0, end));
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
  }
  return pieces;
}
}  // namespace

RowWords words_of_row(std::string_view written) {
  RowWords row;
  const auto text = plain_words(written);
  std::string outside;
  for (std::size_t at = 0; at < text.size();) {
    const auto open = std::min(text.find('(', at), text.size());
    outside += text.substr(at, open - at);
    if (open == text.size()) break;
    const auto close = std::min(text.find(')', open), text.size());
    read_aside(std::string_view(text).substr(open + 1, close - open - 1), row.aside);
    at = close + (close < text.size() ? 1 : 0);
  }
  for (std::string_view rest = outside; !rest.empty();) {
    const auto end = std::min(rest.find(';'), rest.size());
    if (auto all = told_in(rest.substr(0, end)); !all.empty()) row.clauses.push_back(std::move(all));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return row;
}

bool fits(std::string_view pattern, const std::vector<std::string>& all) {
  return fits_from(pieces_of(pattern), 0, all, 0);
}

}  // namespace sec::historic
