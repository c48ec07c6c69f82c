// Puts the program together, and writes into its log what nobody else would hear of.
#include "tools/secmp/house.hpp"

#include <spdlog/spdlog.h>

#include "engine/text.hpp"
#include "store/connection.hpp"
#include "store/verify.hpp"
#include "tools/secmp/replies.hpp"
#include "tools/secmp/up_to_date.hpp"

namespace secmp {

namespace {
engine::WallClock clock_of(const store::DataFolder& folder) {
  return folder.simulated() ? engine::WallClock(folder.clock()) : engine::WallClock();
}

// Makes the folder when there is none; then its head must hold.
const std::string& prepared(const std::string& folder) {
  if (store::DataFolder::exists(folder)) return folder;
  store::DataFolder::refuse_cut_short(folder);
  if (store::DataFolder::is_of_others(folder))
    throw store::Refusal(folder +
                         " holds files but no database of secmp: name another folder, or make it one with "
                         "'secmp init --data " +
                         folder + "'");
  found(folder, {});
  return folder;
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
      journal(up_to_date(folder, workflows)),
      reader(folder),
      clock(clock_of(folder)),
      faults(write_down),
      processor(
          workflows, journal, [this] { return clock.now(); }, faults,
          [this](const std::vector<engine::Accepted>& accepted) {
            alarm.committed(accepted);  // first: if the feed throws, it has seen to itself
            feed.committed(accepted);
          },
          {}, [this] { return holders_or_nobody(tokens, clock.now()); }),
      alarm(processor, reader, clock, faults, lost) {
  if (const auto fault = store::verify_head(folder.database()))
    throw store::Refusal("the journal in " + name + " does not hold: " + *fault +
                         "; look with 'secmp journal verify', and " + store::how_to_restore(name));
  for (const auto& group : reader.all_alike())
    spdlog::warn("{} have the same number: they stay as they are, and no other modification gets it",
                 engine::joined(group, " and "));
}

House::~House() { keep_clock(); }

void House::keep_clock() {
  if (folder.simulated()) folder.set_clock(clock.now());
}

void found(const std::string& name, std::optional<engine::Time> simulated_start) {
  store::DataFolder::create(name, simulated_start);
  House house(name);
  for (auto& command : workflows::founding()) {
    const auto reply = house.processor.ask(command);
    if (!std::holds_alternative<engine::Accepted>(reply))
      throw std::logic_error("cannot found the folder: " + sentence(reply));
  }
}

}  // namespace secmp
