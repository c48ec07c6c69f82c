// How a proposal is refused: on grounds that the Code knows (sec-rules 2.6), and no others; and how that is overruled.
#include <algorithm>

#include <fmt/format.h>

#include "engine/table_workflow.hpp"
#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/stages/raising.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/naming.hpp"
#include "workflows/sec/terms/periods.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec {

namespace {
template <class Event>
Event refused(const auto& command) {
  Event event;
  keep_common(command, event);
  event.ground.text = engine::body::wire_name(command.ground);
  event.reason = command.reason;
  return event;
}
}  // namespace

RefusedAsInvalid RefusedAsInvalid::from(const Look&, const RefuseInvalid& command) {
  return refused<RefusedAsInvalid>(command);
}
ProposalRefused ProposalRefused::from(const Look& look, const Refuse& command) {
  auto event = refused<ProposalRefused>(command);
  event.same_as = name_in_use(look.setting, 0, command.same_as);
  return event;
}
namespace {
struct Ground {
  std::string_view word, sentence;
};
constexpr Ground grounds[] = {
    {"not-entitled", "its Proposer is not entitled to propose it (D3.1)"},
    {"form-incomplete", "its form lacks what it has to say (D3.1)"},
    {"form-incorrect", "what its form says is not correct (D3.1)"},
    {"same-effect-as-live", "it has substantively the same effect as an earlier proposal that is still live (D3.8)"},
    {"same-effect-as-refused",
     "it has substantively the same effect as one that was refused or rejected in the two months before (D3.8)"},
};

// As papers print it: the sentence of the Code, and what was said besides, as secret as that is.
Text why_refused(const Text& ground, const std::optional<Text>& reason) {
  const auto* known =
      std::find_if(std::begin(grounds), std::end(grounds), [&](const auto& one) { return one.word == ground.text; });
  Text why = ground;
  if (known != std::end(grounds)) why.text = known->sentence;
  if (!reason) return why;
  why.text += ": " + reason->text;
  why.classification = std::max(why.classification, reason->classification);
  return why;
}
}  // namespace

void apply(Facts& facts, const RefusedAsInvalid& event, const engine::Entry& entry) {
  facts.refused_by = "secas";
  facts.refusal_notice_on = entry.effective_on;
  note_decision(facts, entry, event, "secas", "refused", why_refused(event.ground, event.reason));
}
void apply(Facts& facts, const ProposalRefused& event, const engine::Entry& entry) {
  facts.refused_by = "panel";
  facts.refusal_notice_on = entry.effective_on;
  if (event.same_as) facts.links.push_back({"same-effect-as", canonical_reference(*event.same_as)});
  note_decision(facts, entry, event, "panel", "refused", why_refused(event.ground, event.reason));
}

Reason MayOverrule::unmet(const Look& look, const OverruleRefusal& command) {
  if (!acts_for_authority(look, command))
    return unless(look.facts.refused_by != "panel",
                  "the Panel refused it: only the Authority overrules that, on a referral");
  const auto& referral = look.facts.proposer_referral;
  return unless(referral && referral->subject == ReferralSubject::refusal,
                "the Proposer has not referred the refusal to the Authority");
}

RefusalOverruled RefusalOverruled::from(const Look& look, const OverruleRefusal& command) {
  return of_either<RefusalOverruled>(look, command);
}

void apply(Facts& facts, const RefusalOverruled& event, const engine::Entry& entry) {
  // What the Panel refused the Authority alone takes in, and for good.
  if (facts.refused_by == "panel") facts.refusal_overruled = true;
  facts.refused_by.clear();
  facts.proposer_referral.reset();
  note_decision(facts, entry, event, panel_or_authority(event, entry), "overruled", {});
}

// D3.8: a live one, or one that was refused or rejected not longer ago than that.
void check(const Refuse& command, const engine::Setting& setting, engine::body::Reading& reading) {
  if (!named_reference(command.same_as))
    return reading.fault("/same_as", "is no reference: they look like SECMP0025, DP083, MP083 or MP128A");
  if (!is_known(setting, 0) || setting.named.front().current == nullptr)
    return reading.fault("/same_as", "there is no modification " + canonical_reference(command.same_as) +
                                         " on this register: the ground is the effect of one that it has");
  const auto& other = *setting.named.front().current;
  const auto& name = setting.named.front().reference;
  if (is_known(setting, 1) && setting.named[1].case_id == setting.named.front().case_id)
    return reading.fault("/same_as", name + " is the proposal itself: name the other one that has its effect");
  if (command.ground == SameEffect::same_effect_as_live) {
    if (ends(other.state))
      reading.fault("/same_as", name + " has ended: what was refused or rejected lately is 'same-effect-as-refused'");
    return;
  }
  const auto ended = engine::facts_of<Facts>(other).state_since;
  if (other.state != Refused::name && other.state != Rejected::name)
    return reading.fault("/same_as", name + " was neither refused nor rejected");
  if (ended < months_before(setting.on, periods.same_effect_months))
    reading.fault("/same_as", fmt::format("{} ended on {}, more than {} months before", name, date_text(ended),
                                          periods.same_effect_months));
}

}  // namespace sec
