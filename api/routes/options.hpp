// The options of a case: the rows from its state as one caller sees them, with what may stand in the fields of each
// command.
#pragma once

#include <map>

#include "api/routes/moment.hpp"

namespace api {

// Each command may look at other cases, so each is asked with its own at hand.
class Options {
 public:
  Options(const Read& read, const Moment& moment);  // both have to outlive it

  // For the API, each with these members alone; none named: all.
  std::vector<std::string> items(const std::vector<std::string>& fields);
  // The rows of one command that a caller may send at all; empty: it has none from here.
  std::vector<engine::Option> of(std::string_view command);
  // What may be done by the setting's caller, each command once.
  std::vector<const engine::CommandDescription*> open();
  // Of its body, with what may stand in the fields here.
  engine::Json schema_of(const engine::CommandDescription& command);
  const engine::CommandDescription* described(std::string_view command) const;  // nullptr: nobody sends it to a case

 private:
  engine::Option as_it_stands(const engine::Option& option);
  const std::vector<engine::Option>& options_with(const std::vector<std::string>& related);
  const engine::Option& with_related(const engine::Option& option, const std::vector<std::string>& related);
  const engine::Case* other(const std::string& id);
  const std::vector<engine::Choice>& cases_of(const engine::CaseChoices& one);
  std::string item(const engine::CommandDescription& command, const engine::Option& option,
                   const std::vector<std::string>& fields);

  const Read& read_;
  const engine::Workflow& rules_;
  const engine::Case& current_;
  const engine::AsAt as_at_;
  const engine::Setting setting_;
  std::map<std::vector<std::string>, std::vector<engine::Option>> answers_;  // by the other cases at hand
  std::map<std::string, std::optional<engine::Case>> others_;
  std::map<std::pair<std::string, std::vector<std::string>>, std::vector<engine::Choice>> listed_;  // by CaseChoices
};

}  // namespace api
