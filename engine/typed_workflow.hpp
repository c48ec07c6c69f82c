// Makes the workflows of a typed family: its lists of code, its facts, and what callers see of them. A family is the
// packs of one collection: they share everything except the rows.
#pragma once

#include "engine/table_workflow.hpp"
#include "engine/text.hpp"

namespace engine {

// What most families do not need. A family derives from it and hides what it does differently.
template <class FactsOf>
struct FamilyDefaults {
  using Facts = FactsOf;
  static constexpr std::string_view series = "";

  static void begin(FactsOf&, const std::string&, std::string_view) {}
  static std::vector<std::string> related(const FactsOf&, std::string_view) { return {}; }
  static std::vector<std::string> related_by_body(const Command&) { return {}; }
  static std::string place(std::string_view reference) { return natural_place(reference); }
  static std::string likeness(std::string_view) { return {}; }
  static std::vector<CaseName> names(const Command&) { return {}; }
  static std::optional<std::string> goes_on_from(const Command&) { return {}; }
  static std::optional<CaseName> was_before(const Entry&) { return {}; }
  static std::optional<std::string> broken_invariant(const FactsOf&, std::string_view, const FactsOf&, std::string_view,
                                                     const Entry&) {
    return {};
  }
  static std::vector<Circular> circulars(const FactsOf&, const FactsOf&, const Entry&) { return {}; }
  static std::optional<std::string> disagreement(const FactsOf&, const FactsOf&, const Case&, const FindCase&) {
    return {};
  }
  static std::optional<Date> provisional_from(const FactsOf&, const Case&, Time) { return {}; }
  static bool foretold(const FactsOf&, const std::string&, const Actor&) { return true; }
  static std::optional<CaseName> calendar_case() { return {}; }
  static const Calendar* calendar(const FactsOf&) { return nullptr; }
  static std::vector<std::string> assignees(const Actor&) { return {}; }
  static std::vector<std::string> summary_fields() { return {}; }  // none: those of a blank case's summary
  static std::vector<std::string_view> parts() { return {}; }
  static std::vector<Json> part(const FactsOf&, std::string_view, const Actor&) { return {}; }
  static std::vector<std::string_view> part_documents(std::string_view) { return {}; }
  static PartDocument part_document(const FactsOf&, std::string_view, std::size_t, std::string_view) {
    return {"", "there is no such document"};
  }
  static std::vector<std::string_view> parts_with_bytes() { return {}; }
  static std::vector<ItemBytes> item_bytes(const FactsOf&, std::string_view, const Actor&) { return {}; }
  static const std::vector<ReportCode>& reports() { return no_reports(); }
  static const std::vector<QuestionCode>& questions() { return no_questions(); }
};

// All that a family says. What decides who may read what (`clearance`, `gated`, `seen_version`,
// `may_hide_steps`, `seen_body`, `tells_who`) has no default anywhere: a family that forgets it or misspells it does
// not compile.
template <class F>
concept FamilyOf = requires(const typename F::Facts& facts, typename F::Facts& fresh, const std::string& text,
                            std::string_view name, const Case& current, const Entry& entry, const Actor& actor,
                            const Command& command, const Numbers& numbers, Json json, Clearance clearance) {
  { F::collection } -> std::convertible_to<std::string_view>;
  { F::noun } -> std::convertible_to<std::string_view>;
  { F::series } -> std::convertible_to<std::string_view>;
  { F::code() } -> std::same_as<const FamilyCode&>;
  { F::identify(name, command, numbers) } -> std::same_as<std::variant<Identity, Malformed>>;
  { F::workflow_of(facts) } -> std::convertible_to<std::string>;
  { F::bytes_behind(facts) } -> std::same_as<std::size_t>;
  { F::listing(facts, current) } -> std::same_as<Listing>;
  { F::project(facts, current) } -> std::same_as<Projection>;
  { F::view(facts, current, clearance) } -> std::same_as<Json>;
  { F::clearance(actor) } -> std::same_as<Clearance>;
  { F::audiences() } -> std::same_as<std::vector<Audience>>;
  { F::gated(json, clearance) } -> std::same_as<Json>;
  { F::seen_version(facts, 1, clearance) } -> std::same_as<int>;
  { F::may_hide_steps(facts, clearance) } -> std::same_as<bool>;
  { F::seen_body(facts, entry, actor) } -> std::same_as<std::optional<Json>>;
  { F::tells_who(facts, entry, actor) } -> std::same_as<bool>;
  F::begin(fresh, text, name);
};

template <FamilyOf Family>
class TypedWorkflow final : public TableWorkflow {
  using F = typename Family::Facts;

 public:
  explicit TypedWorkflow(Pack pack) : TableWorkflow(Family::code(), std::move(pack)) {}

  std::string_view collection() const override { return Family::collection; }
  std::string_view noun() const override { return Family::noun; }
  std::string_view series() const override { return Family::series; }

  std::variant<Identity, Malformed> identify(const Command& command, const Numbers& numbers) const override {
    return Family::identify(pack().name, command, numbers);
  }
  std::string place(std::string_view reference) const override { return Family::place(reference); }
  std::string likeness(std::string_view reference) const override { return Family::likeness(reference); }
  std::vector<CaseName> names(const Command& command) const override { return Family::names(command); }
  std::optional<std::string> goes_on_from(const Command& command) const override {
    return Family::goes_on_from(command);
  }
  std::optional<CaseName> was_before(const Entry& opening) const override { return Family::was_before(opening); }
  std::vector<std::string> related(const Case& current, std::string_view command) const override {
    return Family::related(facts(current), command);
  }
  std::vector<std::string> related_by_body(const Command& command) const override {
    return Family::related_by_body(command);
  }
  std::optional<std::string> broken_invariant(const Case& before, const Case& after,
                                              const Entry& entry) const override {
    return Family::broken_invariant(facts(before), before.state, facts(after), after.state, entry);
  }
  std::optional<Date> provisional_from(const Case& current, Time due) const override {
    return Family::provisional_from(facts(current), current, due);
  }
  bool foretold(const Case& current, const std::string& deadline, const Actor& reader) const override {
    return Family::foretold(facts(current), deadline, reader);
  }
  std::vector<Circular> circulars(const Case& before, const Case& after, const Entry& entry) const override {
    return Family::circulars(facts(before), facts(after), entry);
  }
  std::optional<std::string> disagreement(const Case& before, const Case& after, const FindCase& find) const override {
    return Family::disagreement(facts(before), facts(after), after, find);
  }
  std::optional<CaseName> calendar_case() const override { return Family::calendar_case(); }
  const Calendar* calendar(const Case& current) const override { return Family::calendar(facts(current)); }
  std::vector<std::string> assignees(const Actor& actor) const override { return Family::assignees(actor); }

  // Summaries are the same for everybody.
  Listing listing(const Case& current) const override {
    auto made = Family::listing(facts(current), current);
    complete(made);
    return made;
  }
  std::vector<std::string> summary_fields() const override {
    auto fields = Family::summary_fields();
    return fields.empty() ? Workflow::summary_fields() : fields;
  }
  Projection project(const Case& current) const override {
    auto made = Family::project(facts(current), current);
    complete(made);
    return made;
  }

  Clearance clearance(const Actor& actor) const override { return Family::clearance(actor); }
  std::vector<Audience> audiences() const override { return Family::audiences(); }
  Json gated(Json text, Clearance clearance) const override { return Family::gated(std::move(text), clearance); }
  Json view(const Case& current, Clearance clearance) const override {
    return gated(Family::view(facts(current), current, clearance), clearance);
  }
  int seen_version(const Case& current, int version, Clearance clearance) const override {
    return Family::seen_version(facts(current), std::min(version, current.version), clearance);
  }
  bool may_hide_steps(const Case& current, Clearance clearance) const override {
    return Family::may_hide_steps(facts(current), clearance);
  }
  std::optional<Json> seen_body(const Case& current, const Entry& entry, const Actor& seen_by) const override {
    if (!knows_of(current, entry)) return std::nullopt;
    auto body = Family::seen_body(facts(current), entry, seen_by);
    if (body) body = gated(std::move(*body), clearance(seen_by));
    return body;
  }
  bool tells_who(const Case& current, const Entry& entry, const Actor& seen_by) const override {
    return knows_of(current, entry) && Family::tells_who(facts(current), entry, seen_by);
  }
  std::vector<std::string_view> parts() const override { return Family::parts(); }
  std::vector<Json> part(const Case& current, std::string_view name, const Actor& seen_by) const override {
    auto items = Family::part(facts(current), name, seen_by);
    for (auto& item : items) item = gated(std::move(item), clearance(seen_by));
    return items;
  }
  std::vector<std::string_view> part_documents(std::string_view part) const override {
    return Family::part_documents(part);
  }
  PartDocument part_document(const Case& current, std::string_view part, std::size_t item,
                             std::string_view document) const override {
    return Family::part_document(facts(current), part, item, document);
  }
  std::vector<std::string_view> parts_with_bytes() const override { return Family::parts_with_bytes(); }
  std::vector<ItemBytes> item_bytes(const Case& current, std::string_view part, const Actor& seen_by) const override {
    return Family::item_bytes(facts(current), part, seen_by);
  }

  const std::vector<ReportCode>& reports() const override { return Family::reports(); }
  const std::vector<QuestionCode>& questions() const override { return Family::questions(); }

 private:
  void complete(Listing& made) const {
    made.summary = gated(std::move(made.summary), 0);
    if (!made.references.empty()) made.place = Family::place(made.references.front());
    for (const auto& reference : made.references)
      if (auto likeness = Family::likeness(reference);
          !likeness.empty() &&
          std::find(made.likenesses.begin(), made.likenesses.end(), likeness) == made.likenesses.end())
        made.likenesses.push_back(std::move(likeness));
  }
  static const F& facts(const Case& current) { return facts_of<F>(current); }

  void begin(void* fresh, const std::string& case_id) const override {
    Family::begin(*static_cast<F*>(fresh), case_id, pack().name);
  }
  std::string workflow_of(const void* any) const override { return Family::workflow_of(*static_cast<const F*>(any)); }
  std::size_t bytes_behind(const void* any) const override { return Family::bytes_behind(*static_cast<const F*>(any)); }
};

}  // namespace engine
