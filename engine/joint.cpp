// Each command sees what those before it did, as it would if they had been sent one by one.
#include "engine/joint.hpp"

#include <algorithm>

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

JointReply answer_all(Round& round, const Joint& joint) {
  JointReply replies;
  replies.reserve(joint.commands.size());
  for (const auto& [asked, same_case_as] : joint.commands) {
    auto command = asked;
    if (same_case_as) command.reference = std::get<Accepted>(replies.at(*same_case_as)).after.id;
    replies.push_back(joint.commits ? round.answer(command) : round.try_out(command));
    if (!std::holds_alternative<Accepted>(replies.back())) return replies;
  }
  if (!joint.commits)
    for (auto& reply : replies) say_not_done(reply);
  return replies;
}

}  // namespace engine
