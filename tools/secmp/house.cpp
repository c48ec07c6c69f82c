// Puts the program together, and writes into its log what nobody else would hear of.
#include "tools/secmp/house.hpp"

#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

#include "engine/text.hpp"
#include "store/connection.hpp"
#include "store/verify.hpp"
#include "tools/secmp/replies.hpp"
#include "tools/secmp/sign_ins.hpp"
#include "tools/secmp/up_to_date.hpp"

namespace secmp {

namespace {
// Makes the folder when there is none.
const std::string& prepared(const std::string& folder) {
  if (store::DataFolder::exists(folder)) return folder;
  store::DataFolder::refuse_cut_short(folder);
  store::DataFolder::create(folder, store::DataFolder::wished_start(folder));  // of an init that was killed
  return folder;
}

// The case that a founding command opens.
std::string name_in(const engine::Command& founding) {
  return nlohmann::json::parse(founding.body).at("id").get<std::string>();
}

void lost(const engine::DueDeadline& due, const engine::Reply& reply) {
  spdlog::error("deadline {} of {} was not accepted: {}", due.deadline.name, due.case_id, sentence(reply));
}

// A file of tokens that is damaged lets nobody in; what is recorded meanwhile goes by the names alone.
std::shared_ptr<const std::vector<engine::Actor>> holders_or_nobody(const store::Tokens& tokens, engine::Time now) {
  try {
    return tokens.holders(now);
  } catch (const std::exception& fault) {
    spdlog::error("who holds a token is not known: {}", fault.what());
    return nullptr;
  }
}

void write_down(engine::FaultIn where, std::string_view why, std::uint64_t so_far) {
  spdlog::error("a fault of the {} (number {} since the start; at most one line a minute): {}", engine::to_text(where),
                so_far, why);
}
}  // namespace

House::House(const std::string& name)
    : workflows(workflows::all()),
      folder(prepared(name), store::Access::Write),
      tokens(folder.tokens()),
      documents(folder.path(), machine_time),
      journal(up_to_date(folder, workflows)),
      reader(folder),
      search_index(folder, workflows, finding, reader, [this](const auto& case_id) { return feed.current(case_id); }),
      clock(clock_of(folder, reader)),
      faults(write_down),
      processor(
          workflows, journal, [this] { return clock.now(); }, faults,
          [this](const std::vector<engine::Accepted>& accepted) {
            alarm.committed(accepted);  // first: if the feed throws, it has seen to itself
            feed.committed(accepted);
          },
          {}, [this] { return holders_or_nobody(tokens, clock.believed()); }, [this] { return clock.believed(); },
          &documents),
      alarm(processor, reader, clock, faults, lost),
      keeper_(folder, reader, clock),
      head_file_(folder.path()) {
  if (const auto fault = store::verify_head(folder.database()))
    throw store::Refusal("the journal in " + name + " does not hold: " + *fault +
                         "; look with 'secmp journal verify', and " + store::how_to_restore(name));
  if (const auto garbled = head_file_.unreadable()) spdlog::error("{}", *garbled);
  head_missing = head_file_.missing_in(folder.database());
  if (head_missing) spdlog::error("{}", *head_missing);
  if (const auto altered = store::fault_of_folder(folder.database()))
    spdlog::error("{} was changed by somebody: {}; see 'secmp journal verify'", name, *altered);
  const auto head = store::head_of(folder.database());
  feed.open_at(head.seq, head.hash);
  undisturbed(&House::watch_clock, "when the machine's clock was believed");
  found_what_is_missing();
  for (const auto& group : reader.all_alike())
    spdlog::warn("{} have the same number: they stay as they are, and no other modification gets it",
                 engine::joined(group, " and "));
}

House::~House() {
  undisturbed(&House::stand_still, "where the clock stands");
  undisturbed(&House::keep_head, "how far the journal has come");
}

void House::undisturbed(void (House::*keep)(), std::string_view what) {
  try {
    (this->*keep)();
  } catch (const std::exception& fault) {
    spdlog::error("{} cannot be written down: {}", what, fault.what());
  }
}

// While entries are missing, the file stays as it is: it is all that tells of them.
void House::keep_head() {
  if (head_missing) return;
  const auto head = store::head_of(folder.database());
  if (head == kept_head_) return;
  head_file_.write(head);
  kept_head_ = head;
}

void House::keep_clock() {
  if (folder.simulated()) folder.set_clock(clock.now());
}

void House::stand_still() {
  keep_clock();
  keeper_.write_down();
}

std::vector<engine::Command> missing_in(const engine::Reader& reader) {
  std::vector<engine::Command> missing;
  for (auto& command : workflows::founding())
    if (!reader.case_of(command.collection, name_in(command))) missing.push_back(std::move(command));
  return missing;
}

// A start that was killed or had no room may have left the folder without some of them.
// Not in a register that was founded once, and has lost that: something else would grow in its place.
void House::found_what_is_missing() {
  if (head_missing && !missing_in(reader).empty()) throw store::Refusal(*head_missing);
  for (auto& command : missing_in(reader)) {
    const auto name = command.collection + "/" + name_in(command);
    command.request_id = "founding " + name + " " + std::string(store::clock_words(folder.simulated()));
    const auto reply = processor.ask(command);
    if (!std::holds_alternative<engine::Accepted>(reply))
      throw store::Refusal("the data folder " + folder.path().string() + " has no " + name +
                           ", and it cannot be founded: " + sentence(reply));
    founded.push_back(name);
  }
}

}  // namespace secmp
