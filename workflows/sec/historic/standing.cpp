// What each code says of where a modification stands from its day on, as a table; and what the rows around it add.
#include "workflows/sec/historic/standing.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/calendar.hpp"
#include "workflows/sec/historic/texts.hpp"
#include "workflows/sec/modification/opening.hpp"
#include "workflows/sec/modification/past_codes.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec::historic {

namespace {
constexpr std::string_view nothing;

// From its day on it stands in `puts`, whatever was before; without that it stands where it stood, if that is one of
// `stays_in`, and else nobody knows.
struct Rule {
  std::string_view code;
  std::string_view puts = nothing;
  std::vector<std::string_view> stays_in = {};
  bool is_a_step = false;  // none is taken while it is on hold
};

const std::vector<std::string_view>& beyond_the_form() {
  static const std::vector<std::string_view> states = {
      Development::name,          InitialConsideration::name,   FastTrackNotice::name,
      Refinement::name,           PanelReportReview::name,      ReportConsultation::name,
      ChangeBoardVote::name,      AuthorityDetermination::name, SentBack::name,
      AppealWindow::name,         PanelReferral::name,          AuthorityReferral::name,
      PendingImplementation::name};
  return states;
}

const std::vector<Rule>& rules() {
  constexpr bool step = true;
  static const std::vector<Rule> all = {
      {"RAISED", Submitted::name, {}, step},
      {"CSC_INITIAL", Development::name, {}, step},
      {"CSC_DISCUSSED", nothing, {}},
      {"CSC_DECISION", nothing, {}, step},      // what it decided is not said
      {"PANEL_INITIAL", nothing, {}, step},     // nor here
      {"PANEL_CONVERSION", nothing, {}, step},  // nor here
      {"CONVERTED", nothing, {}, step},         // to Refinement or to the Report Phase: the day says no more
      {"TO_REFINEMENT", Refinement::name, {}, step},
      {"WG", nothing, {Refinement::name}},
      {"SUBCOMMITTEE_VIEW", nothing, {Refinement::name}},
      {"REQUIREMENTS", nothing, {Refinement::name}},
      {"RFI", nothing, {Refinement::name}},
      {"DOCUMENT", nothing, {Refinement::name}},
      {"PA_REQUESTED", Refinement::name, {}, step},
      {"PA_RETURNED", Refinement::name, {}, step},
      {"REFINEMENT_CONSULTATION_ISSUED", Refinement::name, {}, step},
      {"REFINEMENT_CONSULTATION_CLOSED", Refinement::name, {}, step},
      {"CB_IA_COST", Refinement::name, {}, step},
      {"PANEL_IA_COST", Refinement::name, {}, step},
      {"IA_REQUESTED", Refinement::name, {}, step},
      {"IA_RETURNED", Refinement::name, {}, step},
      {"PANEL_MR", nothing, {}, step},  // presented: what the Panel decided is another row
      {"MR_APPROVED", ReportConsultation::name, {}, step},
      {"MR_TO_CHANGE_BOARD", ChangeBoardVote::name, {}, step},
      {"MRC_ISSUED", ReportConsultation::name, {}, step},
      {"MRC_CLOSED", ChangeBoardVote::name, {}, step},
      {"CB_VISIT", nothing, {}},
      {"CB_VOTE", nothing, {}, step},
      {"SENT_TO_AUTHORITY", AuthorityDetermination::name, {}, step},
      {"AUTHORITY_APPROVED", PendingImplementation::name, {}, step},
      {"AUTHORITY_REJECTED", Rejected::name, {}, step},
      {"SENT_BACK", SentBack::name, {}, step},
      {"SG_WINDOW_END", nothing, {}},
      {"DATE_REQUESTED", PendingImplementation::name, {}},
      {"DATE_AGREED", PendingImplementation::name, {}},
      {"DATE_SET", PendingImplementation::name, {}},
      {"PHASES_AGREED", PendingImplementation::name, {}},
      {"RELEASE_SCOPE", nothing, {PendingImplementation::name}},
      {"PART_IMPLEMENTED", nothing, {}, step},
      {"IMPLEMENTATION", Implemented::name, {}, step},
      {"WITHDRAWN", Withdrawn::name, {}, step},
      {"REJECTED", Rejected::name, {}, step},
      {"REFUSED", Refused::name, {}, step},
      {"HOLD", nothing, beyond_the_form()},
      {"RESUMED", nothing, beyond_the_form()},
      {"URGENCY_REQUESTED", nothing, beyond_the_form()},
      {"URGENCY_DECIDED", nothing, beyond_the_form()},
      {"SPLIT", nothing, {}, step},
  };
  return all;
}

const Rule* rule_of(std::string_view code) {
  const auto found = std::find_if(rules().begin(), rules().end(), [&](const auto& one) { return one.code == code; });
  return found == rules().end() ? nullptr : &*found;
}

// A row that is of the Refinement Process alone, and not only of what is discussed in it.
bool is_of_refinement(const ReadRow& row) {
  const auto* rule = rule_of(row.day.code);
  return row.read && row.says == Says::as_its_code && rule != nullptr && rule->puts == Refinement::name;
}
bool stays_where_it_stood(const ReadRow& row) {
  const auto* rule = rule_of(row.day.code);
  return row.read && row.says == Says::as_its_code && rule != nullptr && !rule->stays_in.empty();
}

std::string told(const KnownDay& one) { return engine::to_text(one.on) + " | " + one.text.value_or(one.code); }

class Standing {
 public:
  Standing(std::vector<ReadRow>& rows, const Whose& whose, Doubts& doubts)
      : rows_(rows), whose_(whose), doubts_(doubts) {}

  std::string last() {
    for (at_ = 0; at_ < rows_.size(); ++at_) row();
    return std::string(stands_);
  }

 private:
  void row() {
    auto& one = rows_[at_];
    if (one.to_come) has_it_come(one);
    const auto to = unless_it_goes_on(one, where_to(one));
    if (ends(stands_)) return after_the_end(one, to);
    doubt(one, to);
    hold(one, to);
    const bool before_all = stands_.empty() && one.day.code == "NOTE";  // it stands nowhere yet
    if (!before_all && (to != stands_ || !stays_where_it_stood(one))) one.day.state = std::string(to);
    stands_ = to;
    if (one.read && !stays_where_it_stood(one)) last_code_ = one.day.code;
    if (one.day.code == "CB_VOTE") outcome_ = one.day.outcome;
    if (!one.read) last_code_ = {};
    if (!stays_where_it_stood(one) && !one.lapse) window_ends_.reset();
    if (const auto stay = stay_of(one)) lapse(*stay);
  }

  struct Stay {
    int working_days = 0;
    std::string_view because;
  };
  // For how long the Code lets it stand where the row has put it.
  std::optional<Stay> stay_of(const ReadRow& one) const {
    const auto& code = one.day.code;
    if (code == "CB_VOTE" && stands_ == AppealWindow::name) return Stay{periods.referral_wd, "it may be referred for"};
    if ((code == "MR_APPROVED" || code == "MRC_ISSUED") && stands_ == ReportConsultation::name)
      return Stay{periods.report_consultation_max_wd, "a consultation on the report runs at most for"};
    const bool by_correspondence =
        one.day.text && plain_words(*one.day.text).find("correspondence") != std::string::npos;
    if (by_correspondence && code != "CB_VOTE" && stands_ == ChangeBoardVote::name)
      return Stay{periods.correspondence_vote_max_wd, "a vote by correspondence runs at most for"};
    return {};
  }

  // After so many Working Days nobody knows where it stands, unless a row tells.
  void lapse(const Stay& stay) {
    const auto before = rows_[at_];
    Date last{};
    try {
      last = whose_.calendar.add(before.day.on, stay.working_days);
    } catch (const engine::OutsideCalendar&) {
      return;
    }
    if (stands_ == AppealWindow::name) window_ends_ = last;
    const Date over = std::chrono::sys_days(last) + std::chrono::days(1);
    const auto next = std::find_if(rows_.begin() + static_cast<std::ptrdiff_t>(at_) + 1, rows_.end(),
                                   [](const auto& later) { return !stays_where_it_stood(later); });
    if (over > whose_.read_on || (next != rows_.end() && next->day.on < over)) return;
    if (next == rows_.end() || next->day.code != "SG_WINDOW_END")
      doubts_.add(DoubtKind::not_dated, before.field, told(before.day),
                  fmt::format("{} {} Working Days: what came of that, and when, is not told, and where it stands from "
                              "{} on is not known",
                              stay.because, stay.working_days, engine::to_text(over)));
    ReadRow none;
    none.day.on = over;
    none.day.code = "NOTE";
    none.field = before.field;
    none.says = Says::no_more;
    none.lapse = true;
    rows_.insert(std::find_if(rows_.begin(), rows_.end(), [&](const auto& later) { return later.day.on >= over; }),
                 std::move(none));
  }

  // The state from its day on; not known is one, too.
  std::string_view where_to(ReadRow& one) {
    if (!one.read || one.says == Says::no_more || split_) return NotKnown::name;
    if (const auto special = by_what_is_around(one)) return *special;
    const auto* rule = rule_of(one.day.code);
    if (rule == nullptr) return NotKnown::name;
    if (one.says == Says::if_it_stands_so) return of_the_same(one, *rule);
    if (!rule->puts.empty()) return rule->puts;
    const auto& stays = rule->stays_in;
    return std::find(stays.begin(), stays.end(), stands_) != stays.end() ? stands_ : NotKnown::name;
  }

  // What the row itself could say of several steps is of this one, if the modification stood there.
  std::string_view of_the_same(const ReadRow& one, const Rule& rule) const {
    const bool reports =
        one.day.code == "MR_APPROVED" && (stands_ == Refinement::name || stands_ == PanelReportReview::name);
    return reports || stands_ == rule.puts ? rule.puts : NotKnown::name;
  }

  std::optional<std::string_view> by_what_is_around(ReadRow& one) {
    auto& code = one.day.code;
    if (code == "WG") return at_the_working_group(one);
    if (code == "CSC_DISCUSSED") return at_the_csc(one);
    if (code == "CB_VISIT") return before_the_board(one);
    if (code == "CB_VOTE") return after_a_vote(one.day);
    if (code == "SG_WINDOW_END") return after_the_window(one);
    if (code == "PART_IMPLEMENTED") return with_a_part(one);
    if (code == "CONSULTATION_CLOSED") return after_a_consultation(one);
    if (code == "SPLIT") return after_a_split(one);
    if (code == "MRC_ISSUED" && one.may_end && stands_ == ReportConsultation::name) return NotKnown::name;
    return {};
  }

  // It met on each proposal in Refinement before there were Draft Proposals, and on what was converted since.
  std::optional<std::string_view> at_the_working_group(const ReadRow& one) const {
    const bool drafts = rules_of(newest_pack(one.day.on)).development;
    const bool early = stands_.empty() || stands_ == NotKnown::name || stands_ == Submitted::name;
    if (!drafts && early && (last_code_ == "RAISED" || last_code_ == "PANEL_INITIAL")) return Refinement::name;
    if (last_code_ == "CONVERTED" && stands_ == NotKnown::name) return Refinement::name;
    return {};
  }

  // While it only recommended conversion, what it discussed was in the Development Stage.
  std::optional<std::string_view> at_the_csc(const ReadRow& one) const {
    const auto& pack = rules_of(newest_pack(one.day.on));
    const bool early = stands_ == Submitted::name || stands_ == Development::name;
    return early && pack.development && pack.report_body != "csc" ? Development::name : NotKnown::name;
  }

  // Between rows of Refinement it is about the cost of the Impact Assessment (1.6). Else it may be the final vote.
  std::string_view before_the_board(ReadRow& one) {
    const auto next =
        std::find_if(rows_.begin() + static_cast<std::ptrdiff_t>(at_) + 1, rows_.end(),
                     [](const auto& later) { return !stays_where_it_stood(later) && later.day.code != "CB_VISIT"; });
    if (stands_ != Refinement::name || next == rows_.end() || !is_of_refinement(*next)) return NotKnown::name;
    one.day.code = "CB_IA_COST";
    return Refinement::name;
  }

  // Where a vote leads is for the path to say; that it left the Change Board is certain.
  static std::string_view after_a_vote(const KnownDay& one) {
    if (!one.outcome || !one.path) return NotKnown::name;
    return *one.path == Path::self_governance ? AppealWindow::name : AuthorityDetermination::name;
  }

  std::string_view after_the_window(ReadRow& one) {
    if (!window_ends_ || !outcome_) return NotKnown::name;
    if (one.day.on < *window_ends_) {
      doubts_.add(DoubtKind::contradiction, one.field, told(one.day),
                  fmt::format("is before {}, until which the decision may be referred: kept as text, where it stands "
                              "from then on is not known",
                              engine::to_text(*window_ends_)));
      one.day = as_text(one.day);
      return NotKnown::name;
    }
    return *outcome_ == Verdict::approve ? PendingImplementation::name : Rejected::name;
  }

  // Whether it was the last one, only a later row tells.
  std::string_view with_a_part(const ReadRow& one) const {
    const bool more =
        std::any_of(rows_.begin() + static_cast<std::ptrdiff_t>(at_) + 1, rows_.end(), [&](const auto& later) {
          return later.day.on > one.day.on && !later.to_come &&
                 (later.day.code == "PART_IMPLEMENTED" || later.day.code == "IMPLEMENTATION");
        });
    return more || one.day.part == 1 ? PendingImplementation::name : NotKnown::name;
  }

  // Which consultation closed is said by where the modification stood.
  std::string_view after_a_consultation(ReadRow& one) {
    const bool report = stands_ == ReportConsultation::name, refining = stands_ == Refinement::name;
    one.day.code = report ? "MRC_CLOSED" : refining ? "REFINEMENT_CONSULTATION_CLOSED" : "NOTE";
    if (!report && !refining)
      doubts_.add(
          DoubtKind::unread_text, one.field, one.day.text.value_or(""),
          "does not say which consultation: kept as text on its day, where it stands from then on is not known");
    return report ? ChangeBoardVote::name : refining ? Refinement::name : NotKnown::name;
  }

  // The whole is over with it; a part goes on where the whole stood.
  std::string_view after_a_split(const ReadRow& one) {
    constexpr std::string_view split = "split";
    split_ = tells_of_a_split_of(one.day.text.value_or(""), whose_.ref);
    if (split_) return is_state(split) ? split : NotKnown::name;
    return stands_.empty() ? NotKnown::name : stands_;
  }

  // Whatever goes on after an end that no status confirms takes that away: whether it was over by then nobody knows.
  std::string_view unless_it_goes_on(const ReadRow& one, std::string_view to) {
    const bool over = (to == Withdrawn::name || to == Rejected::name) && to != stands_ && !ends(stands_);
    if (!over || whose_.status == to) return to;
    const auto contrary = std::find_if(rows_.begin() + static_cast<std::ptrdiff_t>(at_) + 1, rows_.end(),
                                       [&](const auto& later) { return goes_on(later, to); });
    if (contrary == rows_.end()) return to;
    doubts_.add(
        DoubtKind::contradiction, one.field, told(one.day),
        fmt::format("its timeline goes on after it ({}), and no status says that it is {}: where it stands from "
                    "then on is not known",
                    told(contrary->day), to));
    return NotKnown::name;
  }
  static bool goes_on(const ReadRow& later, std::string_view over) {
    if (!later.read) return true;
    const auto* rule = rule_of(later.day.code);
    return rule != nullptr && rule->is_a_step && rule->puts != over && later.day.code != "PART_IMPLEMENTED";
  }

  // A day that may have been a plan has come, if the record says so.
  void has_it_come(ReadRow& one) {
    if (whose_.status == Implemented::name) return;
    doubts_.add(
        DoubtKind::contradiction, one.field, told(one.day),
        "may be what was planned, and no status says that it went live: kept as text, where it stands from then "
        "on is not known");
    one.read = false;
    one.day = as_text(one.day);
    quiet_ = true;
  }

  static KnownDay as_text(const KnownDay& one) {
    KnownDay note;
    note.on = one.on;
    note.code = "NOTE";
    note.text = one.text.value_or(one.code);
    return note;
  }

  // What is over stays so.
  void after_the_end(ReadRow& one, std::string_view to) {
    quiet_ = false;
    if (to == stands_ || stays_where_it_stood(one) || one.day.code == "PART_IMPLEMENTED") return;
    const bool may_go_on = (stands_ == Implemented::name || stands_ == Refused::name) && whose_.status != stands_;
    if (to == NotKnown::name) {
      if (!one.read)
        doubts_.add(DoubtKind::unread_text, one.field, one.day.text.value_or(""),
                    may_go_on ? std::string(unread) : "is no milestone that is known here: kept as text on its day");
      if (!may_go_on) return;
      one.day.state = std::string(to);
      stands_ = to;
      return;
    }
    doubts_.add(DoubtKind::contradiction, "milestones", told(one.day),
                fmt::format("the register has it {} before: kept as text", stands_));
    one.day = as_text(one.day);
  }

  void doubt(const ReadRow& one, std::string_view to) {
    if (std::exchange(quiet_, false)) return;
    const auto say = [&](std::string_view done) {
      doubts_.add(DoubtKind::unread_text, one.field, one.day.text.value_or(one.day.code), std::string(done));
    };
    if (!one.read) return say(unread);
    if (to != NotKnown::name) return;
    if (one.day.code == "CB_VISIT") say("does not say what for: where it stands from then on is not known");
    if (one.day.code == "MRC_ISSUED" && one.may_end)
      say("stands there twice, and neither says that it is the end: where it stands from then on is not known");
  }

  // Nothing is decided on what is on hold: a step that is taken says that the hold is over.
  void hold(ReadRow& one, std::string_view to) {
    if (one.day.status) held_ = *one.day.status != Status::active;
    const auto* rule = rule_of(one.day.code);
    if (!held_ || !one.read || one.day.status || rule == nullptr || !rule->is_a_step) return;
    held_ = false;
    one.day.status = Status::active;
    if (!ends(to))
      doubts_.add(DoubtKind::contradiction, one.field, told(one.day),
                  "it is on hold by the rows before, whose end is not told: taken as resumed by then");
  }

  static constexpr std::string_view unread =
      "is no milestone that is known here: kept as text on its day, where it stands from then on is not known";

  std::vector<ReadRow>& rows_;
  const Whose& whose_;
  Doubts& doubts_;
  std::size_t at_ = 0;
  std::string_view stands_;  // empty: nothing is known yet
  std::string last_code_;    // of the last row that was read and said something of where it stands
  std::optional<Verdict> outcome_;
  std::optional<Date> window_ends_;  // of the last row, a decision that may be referred
  bool held_ = false;
  bool split_ = false;  // what its rows tell since then is of its parts
  bool quiet_ = false;  // what there is to say of the row is said
};
}  // namespace

std::string stand(std::vector<ReadRow>& rows, const Whose& whose, Doubts& doubts) {
  return Standing(rows, whose, doubts).last();
}

}  // namespace sec::historic
