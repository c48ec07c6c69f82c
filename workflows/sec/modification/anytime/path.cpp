// The path, the urgency and the timetable of a modification, and what its Proposer refers to the Authority.
#include "workflows/sec/modification/anytime/path.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/milestones.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

Reason PathIsOpenToIt::reason(const Look& look, Path path) {
  const auto& decided = look.facts.path;
  if (decided && path != *decided && look.facts.path_by_authority)
    return fmt::format("the Authority decided that its path is {}: that is final and binding", display(*decided));
  if (decided && path != *decided && look.facts.sent_back)
    return fmt::format("its path is {}, and after a send-back only the Authority changes the path", display(*decided));
  if (path == Path::fast_track) return "Fast-Track Modifications know no Refinement, no report and no vote";
  const bool led = authority_led(look.facts);
  if (led && path != Path::authority_led) return "it is Authority-led: the Panel cannot put it on another path";
  return unless(led || path != Path::authority_led, "only what the Authority raised, or had raised, is Authority-led");
}

Reason TimetableLeftToTheAuthority::reason(const Look& look, const std::vector<Milestone>& timetable) {
  return unless(timetable.empty() || look.facts.urgency != Urgency::urgent,
                "it is urgent: its timetable is the Authority's, and none comes with this");
}

Reason PathIsKnown::unmet(const Look& look) {
  return unless(look.facts.path.has_value(), "its path is not known: set it first");
}
Reason NotFastTrack::unmet(const Look& look) {
  return unless(look.facts.path != Path::fast_track && look.facts.suggested_path != Path::fast_track,
                "it is a Fast-Track Modification");
}

Reason PathDiffers::unmet(const Look& look, const SetPath& command) {
  const auto& referral = look.facts.proposer_referral;
  const bool referred = referral && referral->subject == ReferralSubject::path;
  if (referred && acts_for_authority(look, command)) return {};  // then the Authority confirms it
  return unless(look.facts.path != command.path, "it is on that path already");
}
Reason PathMayBeSetByThem::unmet(const Look& look, const SetPath& command) {
  if (command.path == Path::fast_track || look.facts.path == Path::fast_track)
    return "Fast-Track is chosen when a modification is raised, and not later";
  if (command.path == Path::authority_led || look.facts.path == Path::authority_led)
    return "what is Authority-led follows from who raised it";
  if (acts_for_authority(look, command)) return {};
  if (look.facts.path_by_authority) return "the Authority decided its path: that is final and binding";
  return unless(!look.facts.sent_back || !look.facts.path, "after a send-back only the Authority changes the path");
}
Reason ByTheAuthority::unmet(const Look& look, const SetPath& command) {
  return unless(acts_for_authority(look, command), "after a send-back only the Authority changes the path");
}
Reason UrgencyNotRequestedYet::unmet(const Look& look) {
  return unless(
      look.facts.urgency == Urgency::not_urgent || look.facts.urgency == Urgency::declined,
      look.facts.urgency == Urgency::urgent ? "it is urgent already" : "the Authority has been asked already");
}
Reason UrgencyRequestedBefore::unmet(const Look& look) {
  return unless(look.facts.urgency == Urgency::requested, "nobody has asked the Authority for urgency");
}
Reason NotBeingWithdrawn::unmet(const Look& look) {
  return unless(look.state != WithdrawalNotice::name,
                look.facts.ref + " is withdrawn, and no Party has adopted it yet: it has no timetable to agree");
}
Reason TimetableIsTheirs::unmet(const Look& look, const AgreeTimetable& command) {
  const bool by_authority = acts_for_authority(look, command);
  if (look.facts.urgency == Urgency::urgent)
    return unless(by_authority, "it is urgent: its timetable is the Authority's");
  const auto& referral = look.facts.proposer_referral;
  const bool referred = referral && referral->subject == ReferralSubject::timetable;
  return unless(!by_authority || referred || authority_led(look.facts),
                "its timetable is the Panel's while it is not urgent, not Authority-led and not referred");
}

namespace {
// The Proposer cannot refer anything while it is held, so those days are no part of the period.
int held_since(const Look& look, Date notice) {
  int days = 0;
  for (const auto& hold : look.facts.holds)
    if (!hold.by_notice && hold.until > notice)
      days += std::max(0, calendar_of(look.setting).between(std::max(hold.from, notice), hold.until));
  return days;
}
std::optional<Date> notice_of(const Facts& facts, ReferralSubject subject) {
  if (subject == ReferralSubject::refusal) return facts.refusal_notice_on;
  return subject == ReferralSubject::path ? facts.path_notice_on : facts.timetable_notice_on;
}
}  // namespace

Reason ReferralInTime::unmet(const Look& look, const ReferToAuthority& command) {
  const bool refused = look.state == Refused::name;
  if (refused != (command.subject == ReferralSubject::refusal))
    return refused ? "it was refused: the refusal is what can be referred" : "it has not been refused";
  const auto notice = notice_of(look.facts, command.subject);
  if (!notice) return "nothing has been decided yet that could be referred";
  const auto last = calendar_of(look.setting).add(*notice, periods.proposer_referral_wd + held_since(look, *notice));
  return unless(look.setting.on <= last,
                "the " + std::to_string(periods.proposer_referral_wd) + " Working Days ended on " + date_text(last));
}

Reason SomethingIsReferred::unmet(const Look& look) {
  return unless(look.facts.proposer_referral.has_value(), "the Proposer has referred nothing that is not answered");
}

PathSet PathSet::from(const Look& look, const SetPath& command) { return of_either<PathSet>(look, command); }

namespace {
// A movement always has its cause (8.4): the one that SECAS forecast it with, else the send-back for which it has to be
// planned anew (4.2), else the one of whoever moves it.
void give_causes(const Facts& facts, std::vector<Milestone>& milestones, std::string_view usual) {
  const bool anew =
      facts.sent_back_on && !facts.timetables.empty() && facts.timetables.back()->on <= *facts.sent_back_on;
  if (anew) usual = cause_of_send_back;
  for (auto& one : milestones) {
    const auto* agreed = named(*facts.timetable, one.code);
    if (one.reason_code || agreed == nullptr || agreed->on == one.on) continue;
    const auto* forecast = named(*facts.forecast, one.code);
    const bool foreseen =
        forecast != nullptr && forecast->on == one.on && forecast->reason_code && is_cause(*forecast->reason_code);
    one.reason_code = foreseen ? *forecast->reason_code : std::string(usual);
    if (foreseen && !one.reason) one.reason = forecast->reason;
  }
}
}  // namespace

UrgencyDecided UrgencyDecided::from(const Look&, const DecideUrgency& command) {
  UrgencyDecided event;
  static_cast<Common&>(event) = command;
  event.urgent = command.urgent;
  event.timetable = command.timetable;
  for (const auto one : command.deviations) event.deviations.emplace_back(engine::body::wire_name(one));
  return event;
}
TimetableAgreed TimetableAgreed::from(const Look& look, const AgreeTimetable& command) {
  auto event = of_either<TimetableAgreed>(look, command);
  give_causes(look.facts, event.milestones, event.by_authority.value_or(false) ? other_cause : cause_of_agreed);
  return event;
}
Forecasted Forecasted::from(const Look& look, const Forecast& command) {
  auto event = kept<Forecasted>(command);
  give_causes(look.facts, event.milestones, other_cause);
  return event;
}

void apply(Facts& facts, const PathSet& event, const engine::Entry& entry) {
  facts.path = event.path;
  facts.path_by_authority = by_authority(event, entry);
  facts.path_notice_on = entry.effective_on;
  if (by_authority(event, entry)) answer_referral(facts, ReferralSubject::path);
  note_decision(facts, entry, event, panel_or_authority(event, entry), std::string(engine::body::wire_name(event.path)),
                event.reason);
}
void apply(Facts& facts, const UrgencyRequested& event, const engine::Entry& entry) {
  facts.urgency = Urgency::requested;
  note_decision(facts, entry, event, deciding_body(facts), "urgency-requested", event.reason);
}
void apply(Facts& facts, const UrgencyDecided& event, const engine::Entry& entry) {
  facts.urgency = event.urgent ? Urgency::urgent : Urgency::declined;
  facts.deviations = event.deviations;
  if (!event.timetable.empty()) agree(facts, entry, event, "authority", event.timetable);
  note_decision(facts, entry, event, "authority", event.urgent ? "urgent" : "declined", {});
}
void apply(Facts& facts, const TimetableAgreed& event, const engine::Entry& entry) {
  agree(facts, entry, event, panel_or_authority(event, entry), event.milestones);
  facts.timetable_notice_on = entry.effective_on;
  if (by_authority(event, entry)) answer_referral(facts, ReferralSubject::timetable);
  note_decision(facts, entry, event, panel_or_authority(event, entry), "timetable", {});
}
void apply(Facts& facts, const Forecasted& event, const engine::Entry&) {
  facts.forecast.change([&](std::vector<Milestone>& forecast) {
    for (const auto& milestone : event.milestones) {
      const auto known =
          std::find_if(forecast.begin(), forecast.end(), [&](const auto& one) { return one.code == milestone.code; });
      if (known == forecast.end()) forecast.push_back(milestone);
      else *known = milestone;
    }
  });
}
void apply(Facts& facts, const ProposerReferred& event, const engine::Entry& entry) {
  facts.proposer_referral = ProposerReferral{event.subject, event.reason, entry.effective_on};
}
void apply(Facts& facts, const ReferralDismissed& event, const engine::Entry& entry) {
  facts.proposer_referral.reset();
  note_decision(facts, entry, event, "authority", "dismissed", event.reason);
}

void apply(Facts& facts, const TargetPassed& event, const engine::Entry&) { facts.silenced.push_back(event.name_); }

}  // namespace sec
