// Whether an entry can have come out of the table that it names: asked afterwards, of a journal that was read again.
#pragma once

#include <map>
#include <optional>
#include <set>
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

  // A sentence if no version of these tables can have made it: it does not begin where the case stood, or goes by other
  // rules than the case does, or to a state that there is not, or its role is nobody's who sends anything.
  std::optional<std::string> why_never(const Case& before, const Entry& entry) const;

  // A sentence if no row of today's leads by its event from where the case stood to where the entry says, or if nobody
  // of its role may send, or record for others, what such a row answers to. An older version may have had one. Guards
  // are not asked: they looked at what the journal does not keep, other cases among it.
  std::optional<std::string> why_none(const Case& before, const Entry& entry) const;

 private:
  struct Row {
    std::vector<std::string_view> from;
    std::string_view to;                    // as in RowDescription
    std::vector<std::string_view> senders;  // roles
    bool leads(std::string_view here, std::string_view there) const;
  };
  struct Table {
    explicit Table(const Workflow& workflow);
    std::multimap<std::string, Row, std::less<>> rows;  // by event
    std::set<std::string, std::less<>> states, senders;
  };

  std::map<std::string, Table, std::less<>> all_;  // by the name of a workflow
};

}  // namespace engine
