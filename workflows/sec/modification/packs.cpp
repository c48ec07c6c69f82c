// Each pack is a list of groups of rows.
#include "workflows/sec/modification/packs.hpp"

#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/opening.hpp"
#include "workflows/sec/modification/table.hpp"
#include "workflows/sec/terms/cited_items.hpp"
#include "workflows/sec/terms/naming.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

namespace {
using engine::mp11::mp_push_back;
using Sec2018 = mp_push_back<Shared, ByThePanel, HandingOver>;
using Sec2019 = mp_push_back<Shared, Developing, ByThePanel, HandingOver>;
using Sec2021 = mp_push_back<Shared, Developing, ByTheCsc>;

template <class PackGroups>
engine::Pack pack(const PackRules& rules, bool (*opens)(const engine::Json&, Date)) {
  return {rules.name, rules.title, engine::row_set<Groups, PackGroups>(), opens};
}

// In the order of Rows.
std::vector<engine::RowCode> all_rows() {
  return engine::joined_code(raising_rows(), initial_view_rows(), refining_rows(), reporting_rows(), balloting_rows(),
                             determining_rows(), referring_rows(), implementing_rows(), anytime_rows(),
                             developing_rows(), by_the_panel_rows(), by_the_csc_rows(), handing_over_rows());
}

// Each command of the table has its code in a slice, and nothing else has.
using SlicesCommands =
    engine::mp11::mp_append<RaisingCommands, RefinementCommands, ReportCommands, QuestionCommands, CastingCommands,
                            CountingCommands, DecisionCommands, ImplementationCommands, HoldCommands, PathCommands,
                            RegisterCommands, SplitCommands, DiscussionCommands, OwnersCommands, LightCommands,
                            UndoingCommands, PastCommands>;
using SlicesEvents = engine::mp11::mp_append<RaisingEvents, RefinementEvents, ReportEvents, QuestionEvents,
                                             CastingEvents, LateFormEvents, CountingEvents, DecisionEvents,
                                             ImplementationEvents, HoldEvents, PathEvents, RegisterEvents, SplitEvents,
                                             DiscussionEvents, OwnersEvents, LightEvents, UndoingEvents, PastEvents>;
template <class Some, class All>
constexpr bool are_among =
    engine::mp11::mp_all_of_q<Some, engine::mp11::mp_bind_front<engine::mp11::mp_contains, All>>::value;
static_assert(are_among<engine::CommandsOf<Rows>, SlicesCommands>, "a command of the table is on the list of no slice");
static_assert(are_among<SlicesCommands, engine::CommandsOf<Rows>>, "a command of a slice is in no row of the table");
static_assert(are_among<engine::EventsOf<Rows>, SlicesEvents>, "an event of the table is on the list of no slice");
static_assert(are_among<SlicesEvents, engine::EventsOf<Rows>>, "an event of a slice is in no row of the table");

// In the order of the table, as the documentation lists them.
std::vector<engine::CommandCode> all_commands() {
  auto made = engine::joined_code(raising_commands(), refinement_commands(), report_commands(), vote_commands(),
                                  decision_commands(), implementation_commands(), hold_commands(), path_commands(),
                                  register_commands(), split_commands(), discussion_commands(), owners_commands(),
                                  light_commands(), undoing_commands(), past_commands());
  std::vector<engine::CommandCode> ordered;
  engine::for_each_type<engine::CommandsOf<Rows>>([&]<class C>() {
    ordered.push_back(
        *std::find_if(made.begin(), made.end(), [](const auto& one) { return one.description.name == C::name; }));
  });
  return ordered;
}
std::vector<engine::EventCode> all_events() {
  return engine::joined_code(raising_events(), refinement_events(), report_events(), vote_events(), decision_events(),
                             implementation_events(), hold_events(), path_events(), register_events(), split_events(),
                             discussion_events(), owners_events(), light_events(), undoing_events(), past_events());
}
}  // namespace

const engine::FamilyCode& modification_code() {
  static const engine::FamilyCode code{engine::FactsType::of<Facts>(),
                                       New::name,
                                       engine::states_of<States>(),
                                       all_rows(),
                                       all_commands(),
                                       all_events(),
                                       decide_by_machine};
  return code;
}

const std::vector<engine::Pack>& modification_packs() {
  static const std::vector<engine::Pack> packs{
      pack<Sec2018>(pack_rules[0],
                    [](const engine::Json& body, Date today) { return follows(pack_rules[0].name, body, today); }),
      pack<Sec2019>(pack_rules[1],
                    [](const engine::Json& body, Date today) { return follows(pack_rules[1].name, body, today); }),
      pack<Sec2021>(pack_rules[2],
                    [](const engine::Json& body, Date today) { return follows(pack_rules[2].name, body, today); })};
  return packs;
}

bool is_modification(const engine::Case& one) {
  const auto& packs = modification_packs();
  return std::any_of(packs.begin(), packs.end(), [&](const auto& pack) { return pack.name == one.workflow; });
}

std::vector<engine::Option> options_of(const engine::Case& modification, const engine::Setting& setting) {
  for (const auto& pack : modification_packs())
    if (pack.name == modification.workflow) return engine::options_by(modification_code(), pack, modification, setting);
  throw std::logic_error("no such pack: " + modification.workflow);
}

const Facts& facts_of(const engine::Case& modification) { return engine::facts_of<Facts>(modification); }

namespace {
// What its body must say follows from what is known of the modification: a fault of the body has a pointer.
bool looks_at_itself(std::string_view command) {
  for (const std::string_view one :
       {Determine::name, SendToRefinement::name, ReturnReport::name, DecideUrgency::name, AgreeTimetable::name,
        Forecast::name, RecordDiscussionAt::name, Reclassify::name, AnswerQuestion::name, ImplementPart::name,
        DirectDate::name, RequestRevisedDate::name, WithdrawDocument::name})
    if (one == command) return true;
  return false;
}
bool looks_at_its_releases(std::string_view command) {
  for (const std::string_view one : {ImplementPart::name, DirectDate::name, Determine::name, AgreePhases::name,
                                     ApproveReport::name, ApproveFastTrack::name, RequestRevisedDate::name})
    if (one == command) return true;
  return false;
}
}  // namespace

std::vector<std::string> related(const Facts& facts, std::string_view command) {
  if (command == RevokeLast::name) return joined_ids(facts);
  std::vector<std::string> found;
  if (looks_at_itself(command)) found.push_back(facts.former_refs.empty() ? facts.ref : facts.former_refs.front());
  if (command.empty() || command == OpenVote::name) found = {"change-board", "panel"};
  if (!command.empty() && !looks_at_its_releases(command)) return found;
  for (const auto& part : facts.parts)
    if (part.release) found.push_back(*part.release);
  return found;
}

std::vector<std::string> related_by_body(const engine::Command& command) {
  auto found = meetings_cited(command);
  for (const std::string_view naming :
       {ApproveReport::name, Determine::name, ApproveFastTrack::name, AgreePhases::name, Raise::name})
    if (command.name == naming)
      for (auto& release : releases_in(command)) found.push_back(std::move(release));
  return found;
}

std::optional<std::string> goes_on_from(const engine::Command& command) {
  if (command.name != Raise::name) return {};
  engine::body::Reading reading{engine::body::Unknown::pass_over, {}};
  const auto raise = engine::body::read_command<Raise>(command.body, reading);
  return raise.split_from && reading.errors.empty() ? raise.split_from->id : std::nullopt;
}

std::optional<engine::CaseName> was_before(const engine::Entry& opening) {
  if (opening.event.type != PartOpened::name) return {};
  const auto& from = engine::body::read_event<PartOpened>(opening.event.body).split_from;
  return from ? std::optional(engine::CaseName{"modifications", from->ref}) : std::nullopt;
}

std::vector<engine::CaseName> names(const engine::Command& command) {
  if (command.name == Link::name) return modifications_named(command.body, "ref");
  if (command.name == Consolidate::name) return modifications_named(command.body, "with");
  if (command.name == Split::name) return letters_of(command);
  if (command.name == Refuse::name) {
    auto found = modifications_named(command.body, "same_as");
    found.push_back({"modifications", command.reference});  // itself
    return found;
  }
  if (command.name == Reclassify::name || command.name == WithdrawDocument::name)
    return {{"modifications", command.reference}};  // itself
  return {};
}

}  // namespace sec
