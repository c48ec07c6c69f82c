// Counts a ballot again from its public record, with none of the program's code: whose vote counts, the tally of each
// block, the quorum and the outcome.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "tests/simulation/promises.hpp"

namespace simulation {
namespace {

using Seats = std::map<std::string, Dom>;  // by name

bool may_vote(const Dom& seat, const Dom& vote, const std::string& day) {
  const auto& who = vote["voter"]["id"];
  if (vote["in_capacity"] == "holder") return !seat["holder"].is_null() && seat["holder"]["id"] == who;
  const auto& other = seat["alternate"];
  if (other.is_null() || other["id"] != who) return false;
  return (other["from"].is_null() || other["from"] <= Dom(day)) &&
         (other["until"].is_null() || Dom(day) <= other["until"]);
}

// The roll at the end, as corrected.
Seats roll_of(const Dom& ballot) {
  Seats seats;
  for (const auto& one : ballot["frozen"]["roll"]) seats[one["seat"]] = one;
  for (const auto& one : ballot["corrections"])
    for (const char* part : {"holder", "alternate"})
      if (!one[part].is_null()) seats.at(one["seat"])[part] = one[part];
  return seats;
}

std::string day_of(const Dom& ballot, std::size_t number) {
  const auto& vote = ballot["votes"][number]["vote"];
  const bool late = number >= ballot["votes"].size() - ballot["recounts"].size();
  return late ? vote["recorded_from"]["on"].get<std::string>() : vote["at"].get<std::string>().substr(0, 10);
}

// Of each seat the holder's last vote, else the alternate's; by seat and subject.
std::map<std::pair<std::string, std::string>, Dom> that_count(const Dom& ballot, const Seats& seats) {
  std::map<std::pair<std::string, std::string>, Dom> chosen;
  for (std::size_t i = 0; i < ballot["votes"].size(); ++i) {
    const auto& vote = ballot["votes"][i]["vote"];
    const std::pair<std::string, std::string> key{vote["seat"], vote["subject"]};
    if (!may_vote(seats.at(key.first), vote, day_of(ballot, i))) continue;
    const bool holder_has = chosen.contains(key) && chosen[key]["in_capacity"] == "holder";
    if (vote["in_capacity"] == "holder" || !holder_has) chosen[key] = vote;
  }
  return chosen;
}

struct Sums {
  int approve = 0, reject = 0, abstain = 0;
};

bool carried(const Dom& frozen, const std::map<std::string, Sums>& blocks, const Dom& casting) {
  int for_it = 0, against = 0, approve = 0, reject = 0;
  for (const auto& [name, sums] : blocks) {
    for_it += sums.approve > sums.reject;
    against += sums.reject > sums.approve;
    approve += sums.approve;
    reject += sums.reject;
  }
  if (frozen["policy"] == "category-majority") return for_it > against;
  if (frozen["policy"] == "member-majority") return approve > reject;
  return approve > reject || (approve == reject && casting == "approve");  // the Panel's
}

bool is_known(const Dom& policy) {
  return policy == "category-majority" || policy == "member-majority" || policy == "panel-majority-casting";
}

}  // namespace

void counts_again(const Dom& bundle) {
  const auto& ballot = bundle.at("ballot");
  const auto& frozen = ballot["frozen"];
  const auto seats = roll_of(ballot);
  const auto chosen = that_count(ballot, seats);
  const auto shown = fmt::format("ballot {} of {}: ", frozen["ballot"].dump(), frozen["case"].dump());
  if (!is_known(frozen["policy"])) return;
  bool any = false;
  for (const auto& subject : frozen["subjects"]) {
    std::map<std::string, Sums> blocks;
    Dom casting;
    for (const auto& [key, vote] : chosen) {
      if (key.second != subject) continue;
      auto& sums = blocks[seats.at(key.first)["block"]];
      (vote["choice"] == "approve" ? sums.approve : vote["choice"] == "reject" ? sums.reject : sums.abstain) += 1;
      if (frozen["chair"] == key.first) casting = vote["choice"];
    }
    const auto& tally = ballot["tally"][subject.get<std::string>()];
    for (const auto& row : tally["blocks"]) {
      const auto sums = blocks[row["block"]];
      must(row["approve"] == sums.approve && row["reject"] == sums.reject && row["abstain"] == sums.abstain,
           shown + "another tally than " + row.dump());
    }
    const bool is_carried = carried(frozen, blocks, casting);
    any = any || is_carried;
    must(tally["outcome"] == (is_carried ? "approve" : "reject"), shown + "another outcome than " + tally.dump());
  }
  must(ballot["outcome"] == (any ? "approve" : "reject"), shown + "another outcome in all");
  std::map<std::string, int> voted;
  for (const auto& one : chosen) ++voted[one.first.first];
  must(ballot["quorum"]["votes"] == voted.size(), shown + "another quorum than " + ballot["quorum"].dump());
}

}  // namespace simulation
