// A library loan as a workflow, written by hand: small enough to know by heart, and with one of everything that the
// engine, the store and the API have to carry. Tests that need a fault derive from it and override what shall go wrong.
#pragma once

#include "engine/workflow.hpp"

namespace toy {

// The life of a loan, with the body of each command ("?" may be left out; every body may name its day as "on"):
//   request {title, reader?, ref?, with?}  opens it as "L0001" (or as `ref`) in state requested
//   hand-out {days}                        requested -> on-loan; the loan named by `with` must be on loan before
//   renew {days}                           on-loan stays; not when reserved, and twice at most
//   reserve {}                             on-loan, overdue stay
//   note {text, private?}                  requested, on-loan, overdue stay; private ones show from clearance 1 only
//   rename {ref}                           any open state stays; the new reference is in use first, the old ones remain
//   follow {rules}                         any open state stays; the case follows another workflow of the collection
//   deadline-passed {name}                 "return-by": on-loan -> overdue; then "lost-after": overdue -> lost
//   give-back {}                           on-loan, overdue -> returned
struct Loan : engine::Facts {
  std::vector<std::string> references;  // the one in use first
  std::string title;
  std::string reader;
  std::string with;
  int renewals = 0;
  bool reserved = false;
  std::optional<engine::Date> due;
  std::vector<std::string> notes;
  std::vector<bool> note_private;
  std::vector<int> hidden_versions;  // of private notes
};

inline constexpr engine::Date earliest{std::chrono::year(1900), std::chrono::January, std::chrono::day(1)};
inline constexpr engine::Date latest{std::chrono::year(2199), std::chrono::December, std::chrono::day(31)};

const Loan& loan(const engine::Case& current);

class LoanWorkflow : public engine::Workflow {
 public:
  // In force for loans requested from `first` up to and with `last`.
  explicit LoanWorkflow(std::string name = "loan-2018", engine::Date first = earliest, engine::Date last = latest)
      : name_(std::move(name)), first_(first), last_(last) {}

  std::string_view name() const override { return name_; }
  std::string_view title() const override { return "Rules of the lending library"; }
  std::string_view collection() const override { return "loans"; }
  std::string_view noun() const override { return "loan"; }
  std::vector<engine::RowDescription> table() const override;
  std::vector<engine::StateDescription> states() const override;
  std::vector<engine::CommandDescription> commands() const override;

  bool opens(const engine::Command& command, engine::Date today) const override;
  std::string_view series() const override { return "L"; }
  std::variant<engine::Identity, engine::Malformed> identify(const engine::Command& command,
                                                             const engine::Numbers& numbers) const override;
  std::string likeness(std::string_view reference) const override;
  engine::Case blank(std::string case_id) const override;

  std::vector<std::string> related(const engine::Case& current, std::string_view command) const override;
  engine::Decision decide(const engine::Case& current, const engine::Command& command,
                          const engine::Setting& setting) const override;
  engine::Case evolve(const engine::Case& current, const engine::Entry& entry) const override;
  std::vector<engine::Option> options(const engine::Case& current, const engine::Setting& setting) const override;
  std::optional<std::string> broken_invariant(const engine::Case& before, const engine::Case& after,
                                              const engine::Entry& entry) const override;
  engine::Listing listing(const engine::Case& current) const override;
  engine::Projection project(const engine::Case& current) const override;

  engine::Clearance clearance(const engine::Actor& actor) const override { return actor.role == "reader" ? 0 : 1; }
  engine::Json view(const engine::Case& current, engine::Clearance clearance) const override;
  bool may_hide_steps(const engine::Case& current, engine::Clearance clearance) const override;
  int seen_version(const engine::Case& current, int version, engine::Clearance clearance) const override;
  std::optional<engine::Json> seen_body(const engine::Case& current, const engine::Entry& entry,
                                        const engine::Actor& seen_by) const override;
  bool tells_who(const engine::Case&, const engine::Entry&, const engine::Actor&) const override { return true; }
  std::vector<std::string_view> parts() const override { return {"notes"}; }
  std::vector<engine::Json> part(const engine::Case& current, std::string_view name,
                                 const engine::Actor& seen_by) const override;
  const std::vector<engine::ReportCode>& reports() const override;
  engine::Json gated(engine::Json text, engine::Clearance) const override { return text; }  // nothing is confidential

 private:
  std::string name_;
  engine::Date first_;
  engine::Date last_;
};

// "loan-2018" for loans requested before 1 July 2019, "loan-2019" for those from that day on.
engine::Workflows loan_workflows();
// A collection of one workflow: the one given.
engine::Workflows only(std::unique_ptr<engine::Workflow> workflow);

inline const engine::Actor librarian{"lib-1", "librarian", "Ada Shelf", "", ""};
inline const engine::Actor reader{"reader-7", "reader", "Rea Dar", "", ""};

// Commands as a client would send them: `reference` empty for "request".
engine::Command command(std::string name, std::string reference, engine::Json body = "{}",
                        engine::Actor by = librarian);

}  // namespace toy
