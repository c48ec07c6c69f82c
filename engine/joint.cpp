// Each command sees what those before it did, as it would if they had been sent one by one.
#include "engine/joint.hpp"

#include <algorithm>
#include <map>

namespace engine {
namespace {

void say_not_done(Reply& reply) {
  auto& accepted = std::get<Accepted>(reply);
  accepted.dry_run = true;
  for (auto& one : accepted.brought) one.dry_run = true;
}

}  // namespace

bool all_accepted(const JointReply& replies) {
  return std::all_of(replies.begin(), replies.end(),
                     [](const Reply& reply) { return std::holds_alternative<Accepted>(reply); });
}

namespace {

// Of the cases of a joint, the command without a dry run that was done on each.
class Secrets {
 public:
  explicit Secrets(Round& round) : round_(round) {}

  // Why this command may not follow; nothing: it may.
  std::optional<Malformed> in_the_way_of(const Command& command) const {
    const auto id = round_.case_of(command);
    const auto found = id ? done_.find(command.collection + "/" + *id) : done_.end();
    if (found == done_.end() || found->second == command.name) return std::nullopt;
    return Malformed{{{"", "what " + found->second +
                               " brings about is a secret until it is done: send what follows it "
                               "on the same case afterwards, by itself"}}};
  }
  void note(const Command& command, const Accepted& accepted) {
    const auto [known, fresh] = has_dry_run_.try_emplace(command.collection + "/" + command.name);
    if (fresh) known->second = round_.has_dry_run(command);
    if (!known->second) done_[command.collection + "/" + accepted.after.id] = command.name;
  }

 private:
  Round& round_;
  std::map<std::string, bool> has_dry_run_;  // by command
  std::map<std::string, std::string> done_;  // by case
};

}  // namespace

JointReply answer_all(Round& round, const Joint& joint) {
  JointReply replies;
  replies.reserve(joint.commands.size());
  Secrets secrets(round);
  for (const auto& [asked, same_case_as] : joint.commands) {
    auto command = asked;
    if (same_case_as) command.reference = std::get<Accepted>(replies.at(*same_case_as)).after.id;
    if (auto why_not = secrets.in_the_way_of(command)) {
      replies.push_back(*std::move(why_not));
      return replies;
    }
    replies.push_back(joint.purpose == Joint::Purpose::told ? round.try_out(command) : round.answer(command));
    const auto* accepted = std::get_if<Accepted>(&replies.back());
    if (accepted == nullptr) return replies;
    secrets.note(command, *accepted);
  }
  if (joint.purpose == Joint::Purpose::told)
    for (auto& reply : replies) say_not_done(reply);
  return replies;
}

}  // namespace engine
