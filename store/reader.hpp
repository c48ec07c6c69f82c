// Snapshots of what is on disk: lists, reports, histories, deadlines. A few read-only connections, any thread.
#pragma once

#include <memory>

#include "engine/ports.hpp"
#include "store/folder.hpp"

namespace store {

class ReadPool;

// Each call is one read transaction. It never waits for the writer, only for another reader when all connections are
// out. A damaged file throws Refusal.
class SqliteReader : public engine::Reader {
 public:
  // Throws Refusal when the folder is not up to date.
  explicit SqliteReader(const DataFolder& folder, std::size_t connections_max = 4);
  ~SqliteReader() override;

  std::optional<std::string> case_of(std::string_view collection, std::string_view reference) const override;
  std::vector<std::string> cases_alike(std::string_view collection, std::string_view likeness) const override;
  std::vector<std::vector<std::string>> all_alike() const;  // references of cases that share a likeness, group by group
  std::optional<std::string> collection_of(std::string_view case_id) const override;
  std::vector<engine::Entry> entries(std::string_view case_id, const engine::AsAt& as_at, int after = 0,
                                     int limit = 0) const override;
  std::vector<engine::Entry> journal(std::int64_t after, int limit) const override;
  std::int64_t last_seq() const override;
  std::vector<engine::Link> recorded_by(engine::Time instant, std::int64_t before, int limit) const override;
  // Order: numbers before text, nothing first. A cursor belongs to its list, filter and date.
  engine::Page list(std::string_view collection, const engine::Filter& filter, const engine::AsAt& as_at, int limit,
                    std::string_view cursor) const override;
  std::vector<engine::Listed> summaries(std::string_view collection, const engine::AsAt& as_at) const override;
  // These two by effective date, then as recorded.
  std::vector<engine::Entry> effective_between(std::string_view collection, engine::Date after,
                                               const engine::AsAt& until) const override;
  std::vector<engine::Entry> moves_between(std::string_view collection, engine::Date after,
                                           const engine::AsAt& until) const override;
  std::vector<engine::OpenTask> tasks(const std::vector<std::string>& assignees) const override;
  std::vector<engine::DueDeadline> due(engine::Time until, int limit) const override;
  std::optional<engine::Time> next_due() const override;
  std::vector<std::string> cases_mentioning(std::string_view reference) const override;
  std::vector<engine::Recorded> recorded_after(engine::Time instant, int limit) const override;

 private:
  std::vector<engine::Entry> between(const std::string& sql, std::string_view collection, engine::Date after,
                                     const engine::AsAt& until) const;

  std::unique_ptr<ReadPool> pool_;
};

}  // namespace store
