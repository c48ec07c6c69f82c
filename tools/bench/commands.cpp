// Writes the bodies of commands that the benches send.
#include "tools/bench/commands.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "engine/calendar.hpp"

namespace bench {

std::string block_of(int seat) {
  if (seat < 13) return "large-suppliers";
  if (seat < 16) return "small-suppliers";
  if (seat < 19) return "networks";
  if (seat < 22) return "other-sec-parties";
  return seat == 22 ? "consumers" : block_of(seat % 23);  // larger than any real Change Board
}

std::string seat_name(int seat) { return fmt::format("SEAT-{}", seat + 1); }

std::string raise(const std::string& ref, const std::string& state) {
  const std::string taken =
      state.empty()
          ? ""
          : fmt::format(
                R"(, "ref": "{}", "position": {{"state": "{}", "path": "authority-determined", "as_of": "2022-03-18", "source": "an older register"}})",
                ref, state);
  return R"({"title": "Access to load switching information for network parties", "problem": "Network parties cannot see )"
         R"(when load is switched, and plan their networks without it.", "proposer": {"type": "party", "id": "party-7", )"
         R"("name": "A network party", "category": "electricity-networks"})" +
         taken + "}";
}

std::string add_seat(int seat) {
  return fmt::format(R"({{"seat": "{}", "block": "{}"}})", seat_name(seat), block_of(seat));
}

std::string appoint(int seat) {
  return fmt::format(R"({{"seat": "{0}", "holder": "holder-of-{0}", "name": "Holder of {0}"}})", seat_name(seat));
}

std::string attach_document(int number) {
  return fmt::format(
      R"({{"kind": "consultation-response", "title": "Response {0} to the consultation on load switching", )"
      R"("version": "1.{1}", "classification": "white", "sha256": "{0:064x}", )"
      R"("held_elsewhere": "https://example.org/{0}.pdf"}})",
      number, number % 10);
}

std::string set_impacts(int number) {
  return fmt::format(R"({{"dcc_systems": "{}", "parties": ["large-suppliers", "electricity-networks"], )"
                     R"("documents": ["Section D", "Appendix AD", "Appendix {}"]}})",
                     number % 2 == 0 ? "system" : "none", static_cast<char>('A' + number % 26));
}

namespace {
std::string milestone(int number, bool with_reason) {
  using namespace std::chrono_literals;
  const engine::Date on = std::chrono::sys_days(2027y / 1 / 6) + std::chrono::weeks(number % 50);  // Wednesdays
  return fmt::format(
      R"({{"code": "WG_{}", "on": "{}"{}}})", number + 1, engine::to_text(on),
      with_reason ? R"(, "reason_code": "WG_REWORK", "reason": "The working group asked for one more round")" : "");
}

std::string milestone_list(int first, int count, bool with_reason) {
  std::string list;
  for (int i = 0; i < count; ++i) list += (i > 0 ? ", " : "") + milestone((first + i) % milestones, with_reason);
  return "{\"milestones\": [" + list + "]}";
}
}  // namespace

std::string forecast(int first, int count) { return milestone_list(first, count, true); }
std::string agree_timetable() { return milestone_list(0, milestones, false); }

std::string open_vote(const std::string& purpose, const std::string& mode) {
  return fmt::format(R"({{"purpose": "{}", "mode": "{}"}})", purpose, mode);
}

std::string cast_vote(int seat) {
  return fmt::format(
      R"({{"seat": "{}", "choice": "{}", "reason": "It better facilitates the objectives for {} reasons.", )"
      R"("objectives": [{{"objective": "a", "view": "better"}}, {{"objective": "g", "view": "neutral"}}], )"
      R"("recorded_from": {{"kind": "form"}}}})",
      seat_name(seat), seat % 3 == 2 ? "reject" : "approve", seat);
}

std::string body_of(const std::string& command, int number) {
  if (command == "attach-document") return attach_document(number);
  if (command == "set-impacts") return set_impacts(number);
  if (command == "forecast") return forecast(number, 3);
  if (command == "cast-vote") return cast_vote(number % seats);
  throw std::runtime_error("the bench has no body for " + command);
}

}  // namespace bench
