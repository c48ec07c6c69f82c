// Whether an entry can have come out of the table that it names: asked afterwards, of a journal that was read again.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/workflow.hpp"

namespace engine {

// The rows of all workflows by the events that they record, and who sends what they answer to.
class RowsBehind {
 public:
  // `workflows` must outlive it.
  explicit RowsBehind(const Workflows& workflows);

  // A sentence if no row of the entry's workflow leads by its event from where the case stood to where the entry says,
  // or if nobody of its role may send, or record for others, what such a row answers to. Guards are not asked: they
  // looked at what the journal does not keep, other cases among it.
  std::optional<std::string> why_none(const Case& before, const Entry& entry) const;

 private:
  struct Row {
    std::vector<std::string_view> from;
    std::string_view to;                    // as in RowDescription
    std::vector<std::string_view> senders;  // roles
    bool leads(std::string_view here, std::string_view there) const;
  };
  using Rows = std::multimap<std::string, Row, std::less<>>;  // by event
  static Rows rows_of(const Workflow& workflow);

  std::map<std::string, Rows, std::less<>> all_;  // by the name of a workflow
};

}  // namespace engine
