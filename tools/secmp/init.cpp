// `secmp init`: makes a data folder, with a simulated clock if it is given a start; or ends what an init that was
// killed, or had no room, has begun.
#include <algorithm>
#include <iostream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/body_field.hpp"
#include "engine/calendar.hpp"
#include "store/up_to_date.hpp"
#include "tools/secmp/commands.hpp"
#include "tools/secmp/house.hpp"

namespace secmp {

namespace {
// Nothing is recorded in it but what it was founded with: who made it, and did not hear so, asks again.
bool is_just_made(const store::DataFolder& folder) {
  const store::SqliteReader reader(folder);
  return missing_in(reader).empty() && reader.last_seq() == std::ssize(workflows::founding());
}

// What is there already has been used, or has the other clock.
void refuse_what_is_there(const std::string& data, std::optional<engine::Time> start) {
  const store::DataFolder folder(data, store::Access::Read);
  const auto refuse = [&](const std::string& why) {
    throw store::Refusal("the data folder " + data + " has a database already" + why);
  };
  const bool whole = !store::behind(folder) && missing_in(store::SqliteReader(folder)).empty();
  if (whole && (!is_just_made(folder) || (!start && folder.simulated()))) refuse("");
  if (start && !folder.simulated()) refuse(", which goes by the machine's clock: name another folder");
  // It has run on since it was made, for minutes if at all.
  if (start && engine::london_date(folder.clock()) != engine::london_date(*start))
    refuse(", whose simulated clock stands at " + engine::to_text(folder.clock()) +
           ": without --clock-start it is founded with that, or name another folder");
}

// The day from which all is there that a register begins with.
engine::Date first_day() {
  engine::Date first{};
  for (const auto& command : workflows::founding())
    if (const auto day = engine::read_date(engine::body::text_in(command.body, "effective_on").value_or("")))
      first = std::max(first, *day);
  return first;
}

engine::Time start_of(const std::string& written) {
  const auto start = engine::read_time(written);
  if (!start) throw store::Refusal("--clock-start must be " + std::string(engine::written_instant));
  if (const auto first = first_day(); engine::london_date(*start) < first)
    throw store::Refusal(
        "--clock-start must be " + engine::to_text(first) +
        " or later: a register begins with the bodies of the Code, and they are there from that day on");
  return *start;
}
}  // namespace

int init(const InitOptions& options) {
  std::optional<engine::Time> start;
  if (options.clock_start) start = start_of(*options.clock_start);
  const bool goes_on = store::DataFolder::exists(options.data);
  if (goes_on) refuse_what_is_there(options.data, start);
  else store::DataFolder::create(options.data, start);
  const House house(options.data);
  const auto stands = goes_on || !start ? house.clock.now() : *start;
  const auto clock = house.folder.simulated() ? ", with a simulated clock at " + engine::to_text(stands) : "";
  if (goes_on && house.founded.empty())
    std::cout << options.data << " is there already" << clock << ", as it was made: nothing is recorded in it\n";
  else if (goes_on)
    std::cout << fmt::format("founded what was missing in {}{}: {}\n", options.data, clock,
                             fmt::join(house.founded, ", "));
  else std::cout << "made " << options.data << clock << '\n';
  return 0;
}

}  // namespace secmp
