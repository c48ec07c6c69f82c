// Tables of words: what papers say for events, milestones of older registers, people, reasons and verbs.
#include "workflows/sec/modification/phrases.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/milestones.hpp"

namespace sec::paper {

namespace {
struct Phrase {
  std::string_view name, words;
};

// What the plain name does not say well; any other event is said as it is called.
constexpr Phrase events[] = {
    {"raised", "Raised"},
    {"taken-over", "Taken over from the register before"},
    {"part-opened", "Split off as a part of another modification"},
    {"accepted", "Found valid by SECAS"},
    {"fast-track-accepted", "Found valid as a Fast-Track Modification"},
    {"objected-to", "A Party objected to the Fast-Track way"},
    {"assigned", "Owner or lead analyst named"},
    {"refused-as-invalid", "Refused as not validly made"},
    {"csc-discussed", "Discussed by the Change Sub-Committee"},
    {"conversion-recommended", "Conversion recommended by the Change Sub-Committee"},
    {"proposal-refused", "Refused by the Panel"},
    {"sent-to-refinement", "Sent to the Refinement Process"},
    {"sent-to-report", "Sent straight to the Report Phase"},
    {"fast-track-approved", "Approved as a Fast-Track Modification"},
    {"preliminary-assessment-requested", "Preliminary Assessment requested from the DCC"},
    {"preliminary-assessment-returned", "Preliminary Assessment returned by the DCC"},
    {"refinement-consultation-opened", "Refinement Consultation issued"},
    {"refinement-consultation-closed", "Refinement Consultation closed"},
    {"ia-cost-decided", "Cost of the Impact Assessment decided"},
    {"ia-cost-voted", "Cost of the Impact Assessment voted on"},
    {"impact-assessment-requested", "Impact Assessment requested from the DCC"},
    {"impact-assessment-returned", "Impact Assessment returned by the DCC"},
    {"report-submitted", "Modification Report put before the Panel"},
    {"report-returned", "Modification Report returned for more work"},
    {"report-approved", "Modification Report approved, consultation opened"},
    {"response-recorded", "Consultation response received"},
    {"consultation-extended", "Consultation extended"},
    {"consultation-closed", "Modification Report Consultation closed"},
    {"vote-opened", "Change Board vote opened"},
    {"vote-deferred", "Change Board vote put off"},
    {"vote-decided", "Decided by the Change Board under Self-Governance"},
    {"sent-to-authority", "Change Board voted: sent to the Authority"},
    {"legal-text-voted", "Legal text voted on"},
    {"vote-inquorate", "Change Board vote was not quorate"},
    {"vote-extended", "Change Board vote extended"},
    {"ballot-recounted", "Change Board vote counted again: a form that came in time"},
    {"vote-reopened", "Sent back to the Change Board for a new vote"},
    {"authority-approved", "Approved by the Authority"},
    {"authority-rejected", "Rejected by the Authority"},
    {"sent-back", "Sent back by the Authority"},
    {"question-answered", "A question of the Authority answered"},
    {"sent-back-routed", "Way forward agreed after the send-back"},
    {"referred-to-panel", "Decision referred to the Panel"},
    {"referred-to-authority", "Decision referred to the Authority"},
    {"referral-decided", "Referral decided by the Panel"},
    {"decision-stood", "Referral window over: the decision stands"},
    {"revised-date-requested", "Revised implementation date requested from the Authority"},
    {"revised-date-set", "Implementation date moved within the Panel's discretion"},
    {"date-directed", "Implementation date directed by the Authority"},
    {"phases-agreed", "Phases of the implementation agreed by the Panel"},
    {"part-implemented", "Implemented"},
    {"approval-reversed", "Approval overturned on appeal"},
    {"withdrawal-noticed", "Withdrawn by the Proposer: may be adopted"},
    {"adopted", "Adopted by another"},
    {"withdrawal-took-effect", "Withdrawal took effect"},
    {"path-set", "Modification path changed"},
    {"urgency-requested", "Urgency requested"},
    {"urgency-decided", "Urgency decided by the Authority"},
    {"timetable-agreed", "Timetable agreed"},
    {"forecasted", "Milestones forecast by SECAS"},
    {"proposer-referred", "Referred to the Authority by the Proposer"},
    {"referral-dismissed", "Left as it is by the Authority, on the Proposer's referral"},
    {"deadlines-moved", "Closing moved: the holidays changed"},
    {"release-recorded", "Release recorded"},
    {"rules-changed", "Follows the new rules from now on"},
    {"split-up", "Split into parts"},
    {"ended-as-split", "Ended: its parts go on"},
    {"consolidated", "Handled jointly with others"},
    {"amended", "Proposal amended"},
    {"joined-by-another", "Handled jointly with another"},
    {"other-renamed", "Another modification was renamed"},
    {"impacts-set", "Impacts recorded"},
    {"document-attached", "Document added"},
    {"window-reopened", "Window opened again: something had come in time"},
    {"title-corrected", "Title corrected"},
    {"light-followed", "Another traffic light, as the item it came out of"},
    {"discussed-at", "Discussed"},
    {"step-revoked", "Last step revoked: recorded by mistake"},
    {"milestone-recorded", "Brought in from an older register"},
};

// What was decided, by the step and its outcome.
struct Outcome {
  std::string_view step, outcome, words;
};
constexpr Outcome outcomes[] = {
    {"vote-decided", "approve", "The Change Board voted to approve it under Self-Governance"},
    {"vote-decided", "reject", "The Change Board voted to reject it under Self-Governance"},
    {"sent-to-authority", "approve", "The Change Board voted to recommend its approval: sent to the Authority"},
    {"sent-to-authority", "reject", "The Change Board voted to recommend its rejection: sent to the Authority"},
    {"ballot-recounted", "approve", "Change Board vote counted again, with a form that came in time: to approve"},
    {"ballot-recounted", "reject", "Change Board vote counted again, with a form that came in time: to reject"},
    {"legal-text-voted", "approve", "The Change Board voted to approve the legal text"},
    {"legal-text-voted", "reject", "The Change Board voted to reject the legal text"},
    {"ia-cost-voted", "incur", "The Change Board voted to incur the cost of the Impact Assessment"},
    {"ia-cost-voted", "not-incur", "The Change Board voted not to incur the cost of the Impact Assessment"},
    {"ia-cost-voted", "defer", "The Change Board put off the vote on the cost of the Impact Assessment"},
    {"ia-cost-decided", "incur", "Agreed to incur the cost of the Impact Assessment"},
    {"ia-cost-decided", "not-incur", "Agreed not to incur the cost of the Impact Assessment"},
    {"ia-cost-decided", "defer", "Put off the decision on the cost of the Impact Assessment"},
    {"urgency-decided", "urgent", "The Authority granted urgency"},
    {"urgency-decided", "declined", "The Authority declined urgency"},
    {"referral-decided", "uphold", "The Panel upheld the decision that was referred to it"},
    {"referral-decided", "reverse", "The Panel reversed the decision that was referred to it"},
    {"sent-back-routed", "refinement", "Sent back: to the Refinement Process again"},
    {"sent-back-routed", "report-update", "Sent back: the Modification Report is to be updated"},
    {"sent-back-routed", ReportConsultation::name,
     "Sent back: the updated Modification Report goes out for consultation"},
    {"sent-back-routed", "change-board",
     "Sent back: the updated Modification Report goes to the Change Board for vote"},
    {"conversion-recommended", "refinement",
     "The Change Sub-Committee recommended conversion, into the Refinement Process"},
    {"conversion-recommended", "report",
     "The Change Sub-Committee recommended conversion, straight to the Report Phase"},
    {"path-set", "authority-led", "Path changed to Authority-Led"},
    {"path-set", "authority-determined", "Path changed to Authority-Determined"},
    {"path-set", "self-governance", "Path changed to Self-Governance"},
    {"path-set", "fast-track", "Path changed to Fast-Track"},
};

// Milestones that an older register told of: as the event of ours that it is like, or in words of their own.
constexpr Phrase milestones[] = {
    {"RAISED", "raised"},
    {"CSC_INITIAL", "csc-discussed"},
    {"CSC_DISCUSSED", "csc-discussed"},
    {"CSC_DECISION", "Change Sub-Committee decision"},
    {"PANEL_INITIAL", "Considered by the Panel"},
    {"PANEL_CONVERSION", "Taken to the Panel for conversion to a Modification Proposal"},
    {"CONVERTED", "Converted to a Modification Proposal"},
    {"TO_REFINEMENT", "sent-to-refinement"},
    {"REFUSED", "proposal-refused"},
    {"WG", "Working Group meeting"},
    {"SUBCOMMITTEE_VIEW", "Considered by a Sub-Committee"},
    {"REQUIREMENTS", "Business requirements"},
    {"RFI", "Request for information"},
    {"PA_REQUESTED", "preliminary-assessment-requested"},
    {"PA_RETURNED", "preliminary-assessment-returned"},
    {"REFINEMENT_CONSULTATION_ISSUED", "refinement-consultation-opened"},
    {"REFINEMENT_CONSULTATION_CLOSED", "refinement-consultation-closed"},
    {"CB_IA_COST", "ia-cost-voted"},
    {"PANEL_IA_COST", "ia-cost-decided"},
    {"IA_REQUESTED", "impact-assessment-requested"},
    {"IA_RETURNED", "impact-assessment-returned"},
    {"PANEL_MR", "Modification Report presented to the Panel"},
    {"MR_APPROVED", "Modification Report approved"},
    {"MR_TO_CHANGE_BOARD", "Modification Report issued to the Change Board"},
    {"MRC_ISSUED", "Modification Report Consultation issued"},
    {"MRC_CLOSED", "consultation-closed"},
    {"CB_VISIT", "Presented to the Change Board"},
    {"CB_VOTE", "Change Board vote"},
    {"SENT_TO_AUTHORITY", "Sent to the Authority"},
    {"AUTHORITY_APPROVED", "authority-approved"},
    {"AUTHORITY_REJECTED", "authority-rejected"},
    {"SENT_BACK", "sent-back"},
    {"SG_WINDOW_END", "Referral window over"},
    {"DATE_REQUESTED", "revised-date-requested"},
    {"DATE_AGREED", "Implementation date agreed by the Authority"},
    {"DATE_SET", "revised-date-set"},
    {"PHASES_AGREED", "Phases of the implementation agreed by the Panel"},
    {"RELEASE_SCOPE", "Scope of its release agreed"},
    {"PART_IMPLEMENTED", "A part implemented"},
    {"IMPLEMENTATION", "part-implemented"},
    {"WITHDRAWN", "Withdrawn"},
    {"REJECTED", "Rejected"},
    {"HOLD", "Put on hold"},
    {"RESUMED", "Work resumed"},
    {"URGENCY_REQUESTED", "urgency-requested"},
    {"URGENCY_DECIDED", "urgency-decided"},
    {"SPLIT", "split-up"},
    {"DOCUMENT", "document-attached"},
    {"REGISTER", "taken-over"},
    {"NOTE", "Noted"},
};

constexpr Phrase people[] = {
    {"secas", "SECAS"},
    {"panel", "Panel"},
    {"csc", "Change Sub-Committee"},
    {"change-board", "Change Board"},
    {"authority", "Authority"},
    {"dcc", "DCC"},
    {"parties", "Parties"},
    {"working-group", "Working Group"},
    {"smki-pma", "SMKI PMA"},
    {"tabasc", "TABASC"},
    {"ssc", "SSC"},
    {"tag", "TAG"},
    {"opsg", "OPSG"},
    {"clock", "Automatic"},
    {"party", "Party"},
    {"proposer", "Proposer"},
    {"consumer-body", "Consumer body"},
    {"panel-secretary", "Panel"},
    {"secas-analyst", "SECAS"},
    {"secas-manager", "SECAS"},
    {"change-board-member", "Change Board"},
    {"calendar", "SECAS"},
    {"release", "Panel"},
    {"split", "Panel"},
    {"modification", "Panel"},
    {"meeting", "Panel"},
    {"large-suppliers", "Large Suppliers"},
    {"small-suppliers", "Small Suppliers"},
    {"electricity-networks", "Electricity Networks"},
    {"gas-networks", "Gas Networks"},
    {"other-sec-parties", "Other SEC Parties"},
};

// Why a date moved: the codes of sec-rules 8.4.
constexpr Phrase reasons[] = {
    {"DCC_ASSESSMENT", "DCC assessment"},
    {"WG_REWORK", "Working Group rework"},
    {"CONSULTATION", "Consultation"},
    {"LEGAL_TEXT", "Legal text"},
    {"AUTHORITY_SEND_BACK", "Sent back by the Authority"},
    {"PROPOSER_REQUEST", "Proposer's request"},
    {"PANEL_DECISION", "Panel decision"},
    {"RELEASE_MOVE", "Release moved"},
    {"RESOURCE", "Resources"},
    {"OTHER", "Other"},
};

static_assert(std::equal(std::begin(reasons), std::end(reasons), std::begin(causes_of_movement),
                         std::end(causes_of_movement),
                         [](const auto& one, std::string_view cause) { return one.name == cause; }));

constexpr Phrase imperatives[] = {
    {"NOTED", "NOTE"},     {"AGREED", "AGREE"},     {"APPROVED", "APPROVE"}, {"CONFIRMED", "CONFIRM"},
    {"DEFERRED", "DEFER"}, {"ENDORSED", "ENDORSE"}, {"REJECTED", "REJECT"},
};

constexpr Phrase cut_offs[] = {
    {"scope_freeze", "Scope closed"},
    {"ia_cutoff", "Impact Assessments returned"},
    {"decision_cutoff_system", "Decisions on what touches DCC Systems"},
    {"decision_cutoff_document", "Decisions on documents"},
};

template <std::size_t N>
std::string_view among(const Phrase (&phrases)[N], std::string_view name) {
  const auto found =
      std::find_if(std::begin(phrases), std::end(phrases), [&](const auto& one) { return one.name == name; });
  return found == std::end(phrases) ? std::string_view() : found->words;
}

std::string with_capital(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 32);
  return words;
}

std::string grouped(std::int64_t amount) {
  auto digits = std::to_string(amount);
  for (auto at = std::ssize(digits) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}
}  // namespace

std::string plain(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '-', ' ');
  return with_capital(std::move(words));
}

std::string words_of_event(std::string_view event) {
  const auto words = among(events, event);
  return words.empty() ? plain(event) : std::string(words);
}

std::string words_of_step(std::string_view event, const std::optional<std::string>& outcome) {
  const auto found = std::find_if(std::begin(outcomes), std::end(outcomes), [&](const Outcome& one) {
    return one.step == event && outcome && one.outcome == *outcome;
  });
  return found == std::end(outcomes) ? words_of_event(event) : std::string(found->words);
}

std::string words_of_last_event(std::string_view event, std::string_view state) {
  const bool parts_remain = event == "part-implemented" && !ends(state);
  return parts_remain ? words_of_milestone("PART_IMPLEMENTED") : words_of_event(event);
}

std::string words_of_milestone(std::string_view code) {
  const auto said = among(milestones, code), ours = among(events, said);
  return std::string(ours.empty() ? said : ours);
}

std::string words_of_state(std::string_view state) {
  std::string words;
  engine::for_each_type<States>([&]<class S>() {
    if (S::name == state) words = S::display;
  });
  return words;
}

std::string words_of(const std::optional<Path>& path) { return path ? std::string(display(*path)) : ""; }
std::string words_of(const std::optional<Category>& category) {
  return category ? who_in_words(engine::body::wire_name(*category)) : "";
}
std::string words_of(const std::optional<Verdict>& verdict) {
  return !verdict ? "" : *verdict == Verdict::approve ? "Approve" : "Reject";
}
std::string who_in_words(std::string_view who) {
  const auto words = among(people, who);
  return words.empty() ? plain(who) : std::string(words);
}

std::string person_in_words(std::string_view who) {
  constexpr std::string_view party = "party:";
  if (who.starts_with(party)) return std::string(who.substr(party.size()));
  const auto words = among(people, who);
  return std::string(words.empty() ? who : words);
}

std::string title_of(const Facts& facts) { return facts.ref + (facts.title ? " '" + *facts.title + "'" : ""); }

std::string proposer_of(const Facts& facts) {
  if (!facts.proposer) return "";
  return facts.proposer->name.value_or(who_in_words(engine::body::wire_name(facts.proposer->type)));
}

std::string words_of_reason(std::string_view code) {
  const auto words = among(reasons, code);
  return std::string(words.empty() ? code : words);
}

std::string words_of_cut_off(std::string_view name) { return std::string(among(cut_offs, name)); }

std::string asked(Verb verb) { return std::string(among(imperatives, engine::body::wire_name(verb))); }

std::string working_days_text(int number) { return fmt::format("{} Working Day{}", number, number == 1 ? "" : "s"); }

std::string sentence(std::string text) {
  if (!text.empty() && std::string_view(".?!").find(text.back()) == std::string_view::npos) text += '.';
  return with_capital(std::move(text));
}

std::string pounds(std::optional<std::int64_t> low, std::optional<std::int64_t> high) {
  if (!low && !high) return "";
  if (!low || !high || *low == *high) return "\u00A3" + grouped(high.value_or(low.value_or(0)));
  return "\u00A3" + grouped(*low) + " to \u00A3" + grouped(*high);
}

}  // namespace sec::paper
