// A fresh data folder in the temporary files, and loans written into it entry by entry, without the processor.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "engine/calendar.hpp"
#include "engine/change.hpp"
#include "store/journal.hpp"
#include "store/reader.hpp"
#include "store/verify.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/toy_workflow.hpp"

namespace fs = std::filesystem;

inline engine::Date day(std::string_view text) { return engine::read_date(text).value(); }
inline engine::Time instant(std::string_view text) { return engine::read_time(text).value(); }

// One event of a loan, before it is written.
struct Step {
  std::string id;
  std::string type;
  engine::Json body = "{}";
  std::string to = "requested";
  std::string on = "2019-03-15";
  std::string at = "2019-03-15T12:00:00Z";
  std::string request_id = "";
};

inline Step request(const std::string& id, const std::string& title = "Emma", const std::string& on = "2019-03-01",
                    const std::string& at = "2019-03-01T12:00:00Z") {
  return {id, "loan-requested", R"({"ref":")" + id + R"(","title":")" + title + R"(","reader":"r1"})", "requested", on,
          at};
}
inline Step note(const std::string& id, const std::string& text = "n") {
  return {id, "noted", R"({"text":")" + text + R"("})"};
}
inline Step hand_out(const std::string& id, const std::string& due) {
  return {id, "handed-out", R"({"due":")" + due + R"("})", "on-loan"};
}

// What the processor does, without its rules: evolve, project, compare, append.
class Loans {
 public:
  const engine::Workflows workflows = toy::loan_workflows();

  engine::Change change(const Step& step) {
    const auto& rules = workflows.get("loan-2018");
    const auto known = cases_.find(step.id);
    const engine::Case before = known == cases_.end() ? rules.blank(step.id) : known->second;
    engine::Change change;
    auto& entry = change.entry;
    entry.case_id = step.id;
    entry.workflow = before.workflow;
    entry.version = before.version + 1;
    entry.event = {step.type, step.body, before.state, step.to};
    entry.effective_on = day(step.on);
    entry.at = instant(step.at);
    entry.by = toy::librarian;
    entry.request_id = step.request_id;
    change.collection = "loans";
    const auto after = rules.evolve(before, entry);
    change.workflow_after = after.workflow;
    change.after = rules.project(after);
    engine::compare(change, before.version == 0 ? engine::Projection{} : rules.project(before), before.version == 0);
    cases_[step.id] = after;
    return change;
  }

  engine::Entry append(engine::Batch& batch, const Step& step) {
    auto made = change(step);
    batch.append(made, "fingerprint of " + step.request_id);
    cases_[step.id].seq = made.entry.seq;
    return made.entry;
  }

  void write(engine::Journal& journal, const std::vector<Step>& steps) {
    const auto batch = journal.begin();
    for (const auto& step : steps) append(*batch, step);
    batch->commit();
  }

  void forget() { cases_.clear(); }

 private:
  std::map<std::string, engine::Case> cases_;
};

// A data folder with some loans in it, closed again.
inline void make_library(const fs::path& folder, int loans = 20, int notes = 3) {
  store::DataFolder::create(folder);
  store::DataFolder open(folder, store::Access::Write);
  store::SqliteJournal journal(open);
  Loans library;
  for (int i = 1; i <= loans; ++i) {
    const std::string id = "L" + std::to_string(1000 + i);
    std::vector<Step> steps{request(id, "Book " + std::to_string(i)), hand_out(id, "2019-04-15")};
    for (int n = 0; n < notes; ++n) steps.push_back({id, "noted", R"({"text":"note"})", "on-loan"});
    steps.back().request_id = "request " + id;
    library.write(journal, steps);
  }
}

// Such a folder, and what is done to it.
struct LibraryOnDisk {
  explicit LibraryOnDisk(int loans = 20, int notes = 3) { make_library(temp.data(), loans, notes); }
  fs::path database() const { return temp.data() / "secmp.db"; }
  store::Verified verified() const { return store::verify(database(), workflows); }
  // As somebody with the file and a tool would.
  void tamper(const std::string& sql) const {
    SQLite::Database hand(database(), SQLite::OPEN_READWRITE);
    if (sql.find("journal") != std::string::npos)
      hand.exec("DROP TRIGGER IF EXISTS journal_is_never_changed; DROP TRIGGER IF EXISTS journal_is_never_shortened");
    hand.exec(sql);
  }

  TempFolder temp;
  const engine::Workflows workflows = toy::loan_workflows();
};

// The sentence that a refusal says; empty when nothing was refused.
template <class Work>
std::string refusal(Work work) {
  try {
    work();
  } catch (const store::Refusal& why) {
    return why.what();
  }
  return "";
}

inline std::string bytes_of_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
inline void write_file(const fs::path& file, std::string_view bytes) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}
inline bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }
