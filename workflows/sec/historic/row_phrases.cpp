// The table of phrases, and how a row is found in it: clause by clause, each with all of its words.
#include "workflows/sec/historic/row_phrases.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "workflows/sec/historic/row_words.hpp"
#include "workflows/sec/historic/texts.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec::historic {

namespace {
struct Line {
  std::string_view pattern;  // row_words.hpp; all of the words of a clause
  Reading means;
};

constexpr Reading just(std::string_view code, std::string_view end_code = "") { return {code, end_code, {}, {}}; }
constexpr Reading voted(Verdict outcome) { return {"CB_VOTE", "", outcome, {}}; }
constexpr Reading determined(std::string_view code, Verdict outcome) { return {code, "", outcome, {}}; }
constexpr Reading if_it_stands_so(std::string_view code) { return {code, "", {}, {}, Says::if_it_stands_so}; }
constexpr Reading no_more_than(std::string_view code) { return {code, "", {}, {}, Says::no_more}; }
constexpr Reading two_ends(std::string_view code, std::string_view end_code) {
  Reading one{code, end_code, {}, {}};
  one.may_end = true;
  return one;
}
constexpr Reading to_come(std::string_view code) {
  Reading one{code, "", {}, {}};
  one.to_come = true;
  return one;
}
constexpr Reading urgency(std::string_view code, bool urgent) {
  Reading one{code, "", {}, {}};
  one.urgent = urgent;
  return one;
}
constexpr Reading paused() { return {"HOLD", "RESUMED", {}, Status::on_hold}; }
constexpr Reading resumed() { return {"RESUMED", "", {}, Status::active}; }

// "it" in these is what the page is of: a row names it in one of these ways, or not at all.
#define SEC_IT "modification/proposal/dp/<ref>/it/change?"
#define SEC_IT_NAMED "modification/proposal/dp/<ref>/it"
// How a vote went, and why or how long something is held: any other word after these says something else of it.
#define SEC_HOW "under/as/by/with/at/unanimously *"
#define SEC_WHY "for/pending/awaiting/due/because/as/while/whilst/following/since/owing **"

// The first that fits counts.
constexpr Line lines[] = {
    // raising and development
    {"dp/modification/proposal/<ref> raised/submitted", just("RAISED")},
    {"raised", just("RAISED")},
    {"raised by *", just("RAISED")},
    {"dp/modification/proposal/<ref> raised by *", just("RAISED")},
    {"presented/taken to csc for initial discussed/consideration", just("CSC_INITIAL")},
    {"csc initial discussed/consideration", just("CSC_INITIAL")},
    {"initial discussed/consideration at/by csc", just("CSC_INITIAL")},
    {SEC_IT " presented/taken to csc for decision", just("CSC_DECISION")},
    {"csc decision", just("CSC_DECISION")},
    {"csc recommended *", just("CSC_DECISION")},
    {SEC_IT " discussed/considered at/by/with csc", just("CSC_DISCUSSED")},
    {"csc discussed/considered " SEC_IT, just("CSC_DISCUSSED")},
    {"csc meeting", just("CSC_DISCUSSED")},
    {SEC_IT " presented/taken to csc", just("CSC_DISCUSSED")},
    // conversion
    {SEC_IT " presented/taken to panel for conversion *", just("PANEL_CONVERSION")},
    {"panel considered conversion *", just("PANEL_CONVERSION")},
    {"panel/csc converted " SEC_IT " to? modification/<ref>? and? sent/progressed " SEC_IT " to refinement",
     just("TO_REFINEMENT")},
    {SEC_IT " converted to modification/<ref>? and? sent/progressed " SEC_IT " to refinement", just("TO_REFINEMENT")},
    {"panel/csc agreed? to? sent/progressed " SEC_IT " to/into refinement", just("TO_REFINEMENT")},
    {SEC_IT " sent/progressed/entered/moved to/into? refinement", just("TO_REFINEMENT")},
    {"refinement started", just("TO_REFINEMENT")},
    {SEC_IT " converted to? modification/<ref>? by? panel/csc?", just("CONVERTED")},
    {"panel/csc agreed? to? converted " SEC_IT " to? modification/<ref>?", just("CONVERTED")},
    {"panel/csc agreed/approved conversion to? modification/<ref>?", just("CONVERTED")},
    {"conversion to modification", just("CONVERTED")},
    {"panel considered imr", just("PANEL_INITIAL")},
    {"imr presented/taken to panel", just("PANEL_INITIAL")},
    {"panel refused " SEC_IT_NAMED, just("REFUSED")},
    {SEC_IT_NAMED " refused by panel", just("REFUSED")},
    // the dates of what is approved
    {"panel agreed? to? request/requested revised implementation date *", just("DATE_REQUESTED")},
    {"panel? wrote to authority to request *", if_it_stands_so("DATE_REQUESTED")},
    {"panel asked authority to defer/move/change *", if_it_stands_so("DATE_REQUESTED")},
    {"authority approved/agreed request", if_it_stands_so("DATE_AGREED")},
    {"authority approved/agreed revised implementation date *", just("DATE_AGREED")},
    {"authority directed revised? implementation date *", just("DATE_AGREED")},
    {"panel used discretion to move/set *", if_it_stands_so("DATE_SET")},
    {"panel agreed phased/phases implementation approach *", if_it_stands_so("PHASES_AGREED")},
    {"panel agreed implementation phases *", if_it_stands_so("PHASES_AGREED")},
    {"phases agreed by panel", if_it_stands_so("PHASES_AGREED")},
    // the Modification Report
    {"updated? mr? issued directly? to cb", just("MR_TO_CHANGE_BOARD")},
    {"updated? mr? issued directly? to cb for new? voted/decision by? correspondence/meeting?",
     just("MR_TO_CHANGE_BOARD")},
    {"panel progressed " SEC_IT " to report-phase approved mr *", {"MR_APPROVED", "", {}, {}}},
    {"panel progressed " SEC_IT " to report-phase *", no_more_than("MR_APPROVED")},
    {SEC_IT " progressed to report-phase *", no_more_than("MR_APPROVED")},
    {"updated? mr approved by panel *", if_it_stands_so("MR_APPROVED")},
    {"panel? approved updated? mr *", if_it_stands_so("MR_APPROVED")},
    {"mr presented/submitted/taken to panel", just("PANEL_MR")},
    {"panel considered mr", just("PANEL_MR")},
    {SEC_IT " presented/taken to panel", just("PANEL_MR")},
    {"panel returned mr *", no_more_than("PANEL_MR")},
    {"panel returned/sent " SEC_IT " back? to refinement", just("TO_REFINEMENT")},
    {SEC_IT " returned to refinement", just("TO_REFINEMENT")},
    // assessments
    {"pa requested/started", just("PA_REQUESTED")},
    {"requested pa", just("PA_REQUESTED")},
    {"pa returned/received/completed/closed", just("PA_RETURNED")},
    {"pa", two_ends("PA_REQUESTED", "PA_RETURNED")},
    {"ia requested/started", just("IA_REQUESTED")},
    {"requested ia", just("IA_REQUESTED")},
    {"ia returned/received/completed/closed", just("IA_RETURNED")},
    {"ia", two_ends("IA_REQUESTED", "IA_RETURNED")},
    {"panel agreed to? incurred ia cost", just("PANEL_IA_COST")},
    {"panel agreed to? incurred ia cost before consultation completed/closed", just("PANEL_IA_COST")},
    {"panel approved ia cost", just("PANEL_IA_COST")},
    // consultations
    {"rc closed", just("REFINEMENT_CONSULTATION_CLOSED")},
    {"rc responses? due", just("REFINEMENT_CONSULTATION_CLOSED")},
    {"rc issued/opened/published/started", just("REFINEMENT_CONSULTATION_ISSUED")},
    {"issued for rc", just("REFINEMENT_CONSULTATION_ISSUED")},
    {"rc", two_ends("REFINEMENT_CONSULTATION_ISSUED", "REFINEMENT_CONSULTATION_CLOSED")},
    {"mrc closed", just("MRC_CLOSED")},
    {"mrc responses? due", just("MRC_CLOSED")},
    {"mrc issued/opened/published/started", just("MRC_ISSUED")},
    {"modification/mr/proposal/<ref>? submitted/issued for mrc", two_ends("MRC_ISSUED", "MRC_CLOSED")},
    {"mrc", two_ends("MRC_ISSUED", "MRC_CLOSED")},
    {"consultation closed", just("CONSULTATION_CLOSED")},
    // the Change Board
    {"cb approved/agreed/voted on? ia cost", just("CB_IA_COST")},
    {"ia cost approved/agreed by cb", just("CB_IA_COST")},
    {SEC_IT " presented/taken to cb for ia cost approval/approved/decision?", just("CB_IA_COST")},
    {"cb voted to approved " SEC_IT " <ref>?", voted(Verdict::approve)},
    {"cb voted to approved " SEC_IT " <ref>? " SEC_HOW, voted(Verdict::approve)},
    {"cb approved " SEC_IT_NAMED " <ref>?", voted(Verdict::approve)},
    {"cb approved " SEC_IT_NAMED " " SEC_HOW, voted(Verdict::approve)},
    {SEC_IT " approved by cb", voted(Verdict::approve)},
    {SEC_IT " approved by cb " SEC_HOW, voted(Verdict::approve)},
    {"cb voted to rejected " SEC_IT " <ref>?", voted(Verdict::reject)},
    {"cb voted to rejected " SEC_IT " <ref>? " SEC_HOW, voted(Verdict::reject)},
    {"cb rejected " SEC_IT_NAMED " <ref>?", voted(Verdict::reject)},
    {"cb rejected " SEC_IT_NAMED " " SEC_HOW, voted(Verdict::reject)},
    {SEC_IT " rejected by cb", voted(Verdict::reject)},
    {SEC_IT " rejected by cb " SEC_HOW, voted(Verdict::reject)},
    {"cb recommended approval of? " SEC_IT " to? authority?", voted(Verdict::approve)},
    {"cb recommended rejection of? " SEC_IT " to? authority?", voted(Verdict::reject)},
    {"cb final? voted", just("CB_VOTE")},
    {"final voted at/by cb", just("CB_VOTE")},
    {SEC_IT " presented/taken to cb for final? voted/decision", just("CB_VOTE")},
    {SEC_IT " presented/taken to cb", just("CB_VISIT")},
    {"cb meeting?", just("CB_VISIT")},
    // the Authority
    {"authority approved " SEC_IT, determined("AUTHORITY_APPROVED", Verdict::approve)},
    {"authority decided to approved " SEC_IT, determined("AUTHORITY_APPROVED", Verdict::approve)},
    {"authority determined to approved " SEC_IT, determined("AUTHORITY_APPROVED", Verdict::approve)},
    {SEC_IT " approved by authority", determined("AUTHORITY_APPROVED", Verdict::approve)},
    {"authority decision to? approved", determined("AUTHORITY_APPROVED", Verdict::approve)},
    {"authority rejected " SEC_IT, determined("AUTHORITY_REJECTED", Verdict::reject)},
    {"authority decided to rejected " SEC_IT, determined("AUTHORITY_REJECTED", Verdict::reject)},
    {"authority determined to rejected " SEC_IT, determined("AUTHORITY_REJECTED", Verdict::reject)},
    {SEC_IT " rejected by authority", determined("AUTHORITY_REJECTED", Verdict::reject)},
    {"authority decision to? rejected", determined("AUTHORITY_REJECTED", Verdict::reject)},
    {"authority sent/returned " SEC_IT " back", just("SENT_BACK")},
    {"authority sent/returned mr back?", just("SENT_BACK")},
    {"authority sent back " SEC_IT, just("SENT_BACK")},
    {"authority sent back mr", just("SENT_BACK")},
    {SEC_IT " sent back by authority", just("SENT_BACK")},
    {"mr sent back by authority", just("SENT_BACK")},
    {SEC_IT " submitted/sent/issued to authority for? decision/authority-determined?", just("SENT_TO_AUTHORITY")},
    {"mr submitted/sent/issued to authority for? decision/authority-determined?", just("SENT_TO_AUTHORITY")},
    // after it
    {"referral/appeal window closed", just("SG_WINDOW_END")},
    {"<n> working day/days referral/appeal window closed", just("SG_WINDOW_END")},
    {"<n>? working? day/days? referral/appeal window closed no/without appeals/referrals/objections",
     just("SG_WINDOW_END")},
    {"release scope agreed/baselined/approved/frozen by? panel?", just("RELEASE_SCOPE")},
    {"part <n> of? <ref>? implemented", just("PART_IMPLEMENTED")},
    {"legal text implemented early", just("PART_IMPLEMENTED")},
    {"* elements implemented", just("PART_IMPLEMENTED")},
    {SEC_IT " implemented", just("IMPLEMENTATION")},
    {SEC_IT " implemented in/with/by/as? part? of? january/february/march/april/may/june/july/august/september/"
            "october/november/december <n> sec? release",
     just("IMPLEMENTATION")},
    {SEC_IT " implemented in sec? <version>", just("IMPLEMENTATION")},
    {SEC_IT " implementation", to_come("IMPLEMENTATION")},
    {"implementation date", to_come("IMPLEMENTATION")},
    // at any time
    {SEC_IT " withdrawn", just("WITHDRAWN")},
    {SEC_IT " withdrawn by proposer", just("WITHDRAWN")},
    {"proposer withdrawn " SEC_IT, just("WITHDRAWN")},
    {SEC_IT " resumed", resumed()},
    {"work resumed", resumed()},
    {SEC_IT " taken off hold", resumed()},
    {SEC_IT " hold lifted/removed/closed", resumed()},
    {SEC_IT " placed/put? on hold by? panel/csc/authority?", paused()},
    {SEC_IT " placed/put? on hold by? panel/csc/authority? " SEC_WHY, paused()},
    {"panel/csc agreed? to? placed/put/place " SEC_IT " on hold", paused()},
    {"panel/csc agreed? to? placed/put/place " SEC_IT " on hold " SEC_WHY, paused()},
    {"urgency requested", just("URGENCY_REQUESTED")},
    {"urgency requested by *", just("URGENCY_REQUESTED")},
    {"panel/csc/proposer agreed? to? request/requested urgency", just("URGENCY_REQUESTED")},
    {"urgency granted/approved/agreed by? authority?", urgency("URGENCY_DECIDED", true)},
    {"authority granted/approved/agreed urgency", urgency("URGENCY_DECIDED", true)},
    {"urgency declined/rejected", urgency("URGENCY_DECIDED", false)},
    {"authority declined/rejected urgency", urgency("URGENCY_DECIDED", false)},
    {SEC_IT_NAMED " split into <ref> and <ref>", just("SPLIT")},
    {SEC_IT_NAMED " split into <n> part/modifications/modification", just("SPLIT")},
    {"panel agreed? to? split " SEC_IT_NAMED " into <ref> and <ref>", just("SPLIT")},
    {"wg meeting/review/workshop/decisions/discussed?", just("WG")},
    {"wg discussed/considered/reviewed " SEC_IT, just("WG")},
    {SEC_IT " discussed/presented/considered at/by/with/to wg", just("WG")},
    {SEC_IT " discussed/presented/considered at/by/with/to tabasc/ssc/pma/opsg/tag", just("SUBCOMMITTEE_VIEW")},
    {"tabasc/ssc/pma/opsg/tag meeting/discussed/considered? " SEC_IT, just("SUBCOMMITTEE_VIEW")},
    {"business? requirements agreed/amended/developed/drafted/finalised/workshop/meeting?", just("REQUIREMENTS")},
    {"business? requirements then amended", just("REQUIREMENTS")},
    {"rfi issued/opened/closed/published/responses? due?", just("RFI")},
    {"wg meeting? summary published", just("DOCUMENT")},
    {"ia/pa response/report? published", just("DOCUMENT")},
    {"rc responses published", just("DOCUMENT")},
    {"business requirements published", just("DOCUMENT")},
    {"mrc responses? and? conclusions? report? published", no_more_than("DOCUMENT")},
    {"conclusions report published", no_more_than("DOCUMENT")},
};
#undef SEC_IT
#undef SEC_IT_NAMED
#undef SEC_HOW
#undef SEC_WHY

// Clauses beside one that says where it goes: they neither move anything nor take it back.
constexpr std::string_view beside[] = {
    "panel? noted authority sent back",
    "panel? confirmed authority-determined/self-governance path?",
    "panel? confirmed implementation approach",
    "no appeals/objections",
};

const Line* line_of(const std::vector<std::string>& clause) {
  const auto* found =
      std::find_if(std::begin(lines), std::end(lines), [&](const auto& one) { return fits(one.pattern, clause); });
  return found == std::end(lines) ? nullptr : found;
}

// The end of what has two, as a row of its own has it.
std::optional<Reading> at_its_end(Reading one) {
  if (one.end_code.empty()) return {};
  one.code = one.end_code;
  one.end_code = {};
  one.may_end = false;
  one.outcome.reset();
  if (one.code == "RESUMED") one.status = Status::active;
  return one;
}
}  // namespace

bool moves_nothing(std::string_view code) {
  constexpr std::string_view quiet[] = {"WG", "SUBCOMMITTEE_VIEW", "REQUIREMENTS", "RFI", "DOCUMENT"};
  return std::find(std::begin(quiet), std::end(quiet), code) != std::end(quiet);
}

std::optional<Reading> read_text(std::string_view text) {
  const auto row = words_of_row(text);
  if (row.aside.unread || (row.aside.start && row.aside.end)) return {};
  std::optional<Reading> read;
  for (const auto& clause : row.clauses) {
    const bool aside = std::any_of(std::begin(beside), std::end(beside), [&](auto one) { return fits(one, clause); });
    if (aside) continue;
    const auto* line = line_of(clause);
    if (line == nullptr) return {};
    if (!read || !moves_nothing(line->means.code)) read = line->means;
  }
  if (!read) return {};
  read->month_only = row.aside.month_only;
  if (row.aside.end) return at_its_end(*read);
  if (!row.aside.start) return read;
  if (read->end_code.empty() && read->code != "TO_REFINEMENT") return {};
  read->may_end = false;
  return read;
}

bool names_a_month_only(std::string_view text) { return words_of_row(text).aside.month_only; }

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

bool tells_of_another(const Reading& reading, std::string_view text, std::string_view reference) {
  const auto own = read_reference(reference);
  if (!own || reading.code == "HOLD" || reading.code == "RESUMED" || reading.code == "SPLIT") return false;
  std::string word;
  for (const char c : std::string(text) + " ") {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      word += c;
      continue;
    }
    const auto named = read_reference(std::exchange(word, {}));
    const bool is_its =
        !named || (named->number == own->number && (named->suffix.empty() || named->suffix == own->suffix));
    if (!is_its) return true;
  }
  return false;
}

bool tells_of_a_split_of(std::string_view text, std::string_view reference) {
  const auto read = read_reference(reference);
  if (!read || !read->suffix.empty()) return false;
  // Which one is split stands first, if the row names any.
  const auto told = plain_words(text);
  for (std::string_view rest = told; !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    if (read_reference(rest.substr(0, end))) return same_reference(rest.substr(0, end), reference);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return true;
}

}  // namespace sec::historic
