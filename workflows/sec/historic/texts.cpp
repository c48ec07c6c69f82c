// The tables of words, and how a text is matched with them: in lower case, one blank between words.
#include "workflows/sec/historic/texts.hpp"

#include <algorithm>
#include <cctype>

#include "engine/blanks.hpp"
#include "engine/text.hpp"
#include "workflows/sec/modification/states.hpp"

namespace sec::historic {

namespace {
struct Line {
  std::string_view
      pattern;  // pieces that stand in this order, "*" between them; "=" before: nothing beside; "$": at the end
  std::string_view code;
  std::string_view end_code = {};
  std::optional<Verdict> outcome = {};
  std::optional<Status> status = {};
};
// The first that fits counts.
constexpr Line lines[] = {
    {"revised implementation date", "DATE_REQUESTED"},
    {"wrote to the authority to request", "DATE_REQUESTED"},
    {"asked the authority to", "DATE_REQUESTED"},
    {"authority approved the request", "DATE_AGREED"},
    {"used its discretion", "DATE_SET"},
    {"issued directly to change board", "MR_TO_CHANGE_BOARD"},
    {"progressed to report phase", "MR_APPROVED"},
    {"modification report approved", "MR_APPROVED"},
    {"agreed to incur*impact assessment", "PANEL_IA_COST"},
    {"change board voted to approve", "CB_VOTE", "", Verdict::approve},
    {"change board voted to reject", "CB_VOTE", "", Verdict::reject},
    {"present*to change board", "CB_VOTE"},
    {"change board vote", "CB_VOTE"},
    {"authority approved", "AUTHORITY_APPROVED", "", Verdict::approve},
    {"authority rejected", "AUTHORITY_REJECTED", "", Verdict::reject},
    {"authority*sent*back", "SENT_BACK"},
    {"sent back", "SENT_BACK"},
    {"submitted to the authority", "SENT_TO_AUTHORITY"},
    {"sent to the authority", "SENT_TO_AUTHORITY"},
    {"modification report consultation published", "MRC_ISSUED"},
    {"published", "DOCUMENT"},
    {"part *implemented$", "PART_IMPLEMENTED"},
    {"implemented$", "IMPLEMENTATION"},
    {"=implementation", "IMPLEMENTATION"},
    {"draft proposal raised", "RAISED"},
    {"modification proposal raised", "RAISED"},
    {"=proposal raised", "RAISED"},
    {"=raised", "RAISED"},
    {"change sub committee*initial", "CSC_INITIAL"},
    {"change sub committee*decision", "CSC_DECISION"},
    {"change sub committee recommended", "CSC_DECISION"},
    {"panel for conversion", "PANEL_CONVERSION"},
    {"converted to modification proposal", "CONVERTED"},
    {"panel considers initial modification report", "PANEL_INITIAL"},
    {"present*to*panel", "PANEL_MR"},
    {"preliminary assessment*start", "PA_REQUESTED"},
    {"preliminary assessment requested", "PA_REQUESTED"},
    {"preliminary assessment*end", "PA_RETURNED"},
    {"preliminary assessment returned", "PA_RETURNED"},
    {"=dcc preliminary assessment", "PA_REQUESTED", "PA_RETURNED"},
    {"=preliminary assessment", "PA_REQUESTED", "PA_RETURNED"},
    {"impact assessment requested", "IA_REQUESTED"},
    {"impact assessment returned", "IA_RETURNED"},
    {"=impact assessment", "IA_REQUESTED", "IA_RETURNED"},
    {"refinement consultation*close", "REFINEMENT_CONSULTATION_CLOSED"},
    {"refinement consultation*due", "REFINEMENT_CONSULTATION_CLOSED"},
    {"refinement consultation", "REFINEMENT_CONSULTATION_ISSUED", "REFINEMENT_CONSULTATION_CLOSED"},
    {"modification report consultation*close", "MRC_CLOSED"},
    {"modification report consultation", "MRC_ISSUED", "MRC_CLOSED"},
    {"submitted for mrc", "MRC_ISSUED", "MRC_CLOSED"},
    {"working group", "WG"},
    {"workgroup", "WG"},
    {"requirements", "REQUIREMENTS"},
    {"request for information", "RFI"},
    {"tabasc", "SUBCOMMITTEE_VIEW"},
    {"with ssc", "SUBCOMMITTEE_VIEW"},
    {"smki pma", "SUBCOMMITTEE_VIEW"},
    {"sub committee", "SUBCOMMITTEE_VIEW"},
    {"resumed", "RESUMED", "", {}, Status::active},
    {"taken off hold", "RESUMED", "", {}, Status::active},
    {"on hold", "HOLD", "RESUMED", {}, Status::on_hold},
    {"=modification withdrawn", "WITHDRAWN"},
    {"=proposal withdrawn", "WITHDRAWN"},
    {"=withdrawn", "WITHDRAWN"},
    {"release scope", "RELEASE_SCOPE"},
    {"referral window closed", "SG_WINDOW_END"},
    {"appeal window closed", "SG_WINDOW_END"},
    {"urgency requested", "URGENCY_REQUESTED"},
};

bool fits(std::string_view pattern, std::string_view text) {
  if (pattern.starts_with('=')) return text == pattern.substr(1);
  const bool to_the_end = pattern.ends_with('$');
  if (to_the_end) pattern.remove_suffix(1);
  while (!pattern.empty()) {
    const auto star = pattern.find('*');
    const auto piece = pattern.substr(0, star);
    const auto last = star == std::string_view::npos;
    const auto at = last && to_the_end ? text.rfind(piece) : text.find(piece);
    if (at == std::string_view::npos) return false;
    text.remove_prefix(at + piece.size());
    pattern.remove_prefix(last ? pattern.size() : star + 1);
  }
  return !to_the_end || text.empty();
}

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

std::optional<Reading> read_text(std::string_view text) {
  const auto wanted = plain_words(text);
  const auto* line =
      std::find_if(std::begin(lines), std::end(lines), [&](const auto& one) { return fits(one.pattern, wanted); });
  if (line == std::end(lines)) return {};
  return Reading{line->code, line->end_code, line->outcome, line->status};
}

std::optional<Path> path_told_in(std::string_view text) {
  const auto told = plain_words(text);
  const bool self = told.find("self governance") != std::string::npos;
  const bool authority = told.find("authority determined") != std::string::npos;
  if (self == authority) return {};
  return self ? Path::self_governance : Path::authority_determined;
}

std::optional<int> part_told_in(std::string_view text) {
  const auto told = plain_words(text);
  const auto at = told.find("part ");
  if (at == std::string::npos || at + 5 >= told.size()) return {};
  const char digit = told[at + 5];
  return digit >= '1' && digit <= '9' ? std::optional(digit - '0') : std::nullopt;
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

std::vector<std::string> named_parties(std::string_view text) {
  std::vector<std::string> found;
  if (!read_parties(text).empty()) return {std::string(text)};
  while (!text.empty()) {
    auto end = text.size(), next = text.size();
    for (const std::string_view between : {",", ";", "/", "&", " and "})
      if (const auto at = text.find(between); at < end) {
        end = at;
        next = at + between.size();
      }
    if (const auto one = engine::without_blanks(text.substr(0, end)); !one.empty()) found.emplace_back(one);
    text.remove_prefix(next);
    if (const auto rest = engine::without_blanks(text); rest.starts_with("and ")) text = rest.substr(4);  // "A, and B"
  }
  return found;
}

}  // namespace sec::historic
