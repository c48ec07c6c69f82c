// A workflow that follows a table: it reads commands, tries rows, refuses, offers options and evolves, for any facts.
// What a family of tables adds to it comes with its types in typed_workflow.hpp.
#pragma once

#include "engine/typed_code.hpp"

namespace engine {

// One pack of a family: the packs of a collection share everything except the rows.
struct Pack {
  std::string_view name;  // "sec-2019"
  std::string_view title;
  RowSet rows;
  bool (*opens)(const Json& body, Date today);  // whether a case opened by this body follows it
};

inline constexpr std::size_t revocable_steps_max = 8;

// What is remembered of a case: the facts and its last steps.
struct Remembered final : Facts {
  std::shared_ptr<const void> facts;  // shared with the versions before and after it that did not change it
  const void* type = nullptr;         // of the facts: type_mark<F>
  Steps earlier;                      // the last revocable_steps_max steps
};

// An address for each type of facts, so that nobody takes the facts of one family for another's.
template <class F>
inline constexpr char type_mark = 0;

// Throws std::logic_error if the case has facts of another type.
const void* facts_behind(const Case& current, const void* type);

// What the workflow remembers of a case, by the type of its facts.
template <class F>
const F& facts_of(const Case& current) {
  return *static_cast<const F*>(facts_behind(current, &type_mark<F>));
}

// The type of a family's facts, type-erased.
struct FactsType {
  const void* mark = nullptr;
  std::size_t size = 0;  // bytes
  std::shared_ptr<void> (*fresh)() = nullptr;
  std::shared_ptr<void> (*copy)(const void* facts) = nullptr;

  template <class F>
  static FactsType of() {
    return {
        &type_mark<F>, sizeof(F), []() -> std::shared_ptr<void> { return std::make_shared<F>(); },
        [](const void* facts) -> std::shared_ptr<void> { return std::make_shared<F>(*static_cast<const F*>(facts)); }};
  }
};

// What a family is made of: its states, and what each of its rows, commands and events does.
struct FamilyCode {
  FactsType facts;
  std::string_view initial;  // state
  std::vector<StateDescription> states;
  std::vector<RowCode> rows;
  std::vector<CommandCode> commands;
  std::vector<EventCode> events;
  Decide decide;  // Machine<...>::decide, or the_open_row
};

template <class States>
std::vector<StateDescription> states_of() {
  std::vector<StateDescription> found;
  for_each_type<States>([&]<class S>() { found.push_back({S::name, S::display, S::stage, S::terminal}); });
  return found;
}

// Tries the rows one after the other, without Boost.MSM: for the small families, whose tables need no machine.
std::optional<Event> the_open_row(const AnyLook& look, const std::vector<RowCode>& code, const RowSet& rows,
                                  const Asked& asked);

// The rows of a pack from where a case stands, with what stands in the way: Workflow::options() without a workflow.
std::vector<Option> options_by(const FamilyCode& code, const Pack& pack, const Case& current, const Setting& setting);

class TableWorkflow : public Workflow {
 public:
  std::string_view name() const override { return pack_.name; }
  std::string_view title() const override { return pack_.title; }
  std::vector<RowDescription> table() const override;
  std::vector<StateDescription> states() const override { return code_.states; }
  std::vector<CommandDescription> commands() const override;

  bool opens(const Command& command, Date today) const override { return pack_.opens(command.body, today); }
  Case blank(std::string case_id) const override;
  Decision decide(const Case& current, const Command& command, const Setting& setting) const override;
  Case evolve(const Case& current, const Entry& entry) const override;
  std::vector<Option> options(const Case& current, const Setting& setting) const override {
    return options_by(code_, pack_, current, setting);
  }
  std::vector<Consequence> consequences(const Case& before, const Case& after, const Entry& entry) const override;

  const FamilyCode& code() const { return code_; }  // for who reads and writes bodies without a case

 protected:
  // `code` must outlive the workflow.
  TableWorkflow(const FamilyCode& code, Pack pack) : code_(code), pack_(std::move(pack)) {}

  const Pack& pack() const { return pack_; }
  virtual void begin(void* facts, const std::string& case_id) const = 0;
  virtual std::string workflow_of(const void* facts) const = 0;   // the pack that the case follows now
  virtual std::size_t bytes_behind(const void* facts) const = 0;  // beside their size: an estimate for caches

 private:
  void undo(Remembered& after, const Remembered& before, int kept) const;
  std::shared_ptr<const void> grown_from(std::vector<Entry> past, int version) const;  // facts
  std::size_t bytes_of(const Remembered& remembered) const;
  std::optional<std::size_t> place_of(std::string_view command) const;
  // Every row of the command from here, in the order of the table, with what stands in its way.
  std::vector<Option> try_rows(const AnyLook& look, std::string_view command, const void* body) const;
  bool has_row(std::string_view command) const;
  std::vector<std::string> possible(const Case& current) const;
  bool by_clock(std::string_view command) const;
  template <class Visit>
  void for_each_row(Visit visit) const {
    for (std::size_t i = 0; i < code_.rows.size(); ++i)
      if (pack_.rows.test(i)) visit(code_.rows[i]);
  }

  const FamilyCode& code_;
  const Pack pack_;
};

}  // namespace engine
