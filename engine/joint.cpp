// Each command sees what those before it did, as it would if they had been sent one by one.
#include "engine/joint.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/alarm.hpp"

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

namespace {

// What happens between two commands that are sent one by one: what the first made due fires, and whoever sends the next
// sees the versions that the first has left.
class Meanwhile {
 public:
  explicit Meanwhile(Round& round) : round_(round) {}

  void note(const Accepted& accepted) {
    named_.insert(accepted.after.id);
    note_what_came(accepted);
  }

  // Why the next command has to be sent afterwards; nothing: all that was made due has fired.
  std::optional<Malformed> pass_deadlines(const Actor& reader) {
    for (auto due = next_due(); due; due = next_due()) {
      if (!round_.foretold(*due, reader))
        return Malformed{{{"", "what becomes of '" + due->deadline.name +
                                   "', which is due by now, is a secret until it has: send what follows it "
                                   "afterwards, by itself"}}};
      fired_.insert({due->case_id, due->deadline});
      const auto reply = round_.answer(command_for(*due));
      if (const auto* accepted = std::get_if<Accepted>(&reply)) note_what_came(*accepted);
    }
    return std::nullopt;
  }

  // What the commands brought about on a case that none of them names, nobody could know the version of: the one before
  // will do.
  void let_pass(Command& command) {
    const auto id = round_.case_of(command);
    const auto touched = id ? was_.find(*id) : was_.end();
    if (touched == was_.end() || named_.contains(*id) || command.expected_versions.empty()) return;
    const auto seen = round_.seen_versions(command, {touched->second.before, touched->second.now});
    auto& expected = command.expected_versions;
    if (std::find(expected.begin(), expected.end(), seen.at(0)) != expected.end()) expected.push_back(seen.at(1));
  }

 private:
  struct Touched {
    int before = 0, now = 0;
  };

  void note_what_came(const Accepted& accepted) {
    note_one(accepted);
    for (const auto& one : accepted.brought) note_one(one);
  }
  void note_one(const Accepted& accepted) {
    const auto version = accepted.entry.version;
    was_.try_emplace(accepted.after.id, Touched{version - 1, version}).first->second.now = version;
    if (accepted.deadlines_changed) moved_.insert(accepted.after.id);
  }

  std::optional<DueDeadline> next_due() {
    std::optional<DueDeadline> first;
    for (const auto& id : moved_)
      for (auto& one : round_.due_of(id))
        if (!fired_.contains({id, one.deadline}) && (!first || one.deadline.due < first->deadline.due))
          first = std::move(one);
    return first;
  }

  Round& round_;
  std::set<std::string> named_;                       // cases that commands were for
  std::map<std::string, Touched> was_;                // by case
  std::set<std::string> moved_;                       // cases whose deadlines came, went or moved
  std::set<std::pair<std::string, Deadline>> fired_;  // or were tried, and not accepted
};

}  // namespace

JointReply answer_all(Round& round, const Joint& joint) {
  JointReply replies;
  replies.reserve(joint.commands.size());
  Secrets secrets(round);
  Meanwhile meanwhile(round);
  for (const auto& [asked, same_case_as] : joint.commands) {
    auto command = asked;
    if (same_case_as) command.reference = std::get<Accepted>(replies.at(*same_case_as)).after.id;
    auto why_not = secrets.in_the_way_of(command);
    if (!why_not) why_not = meanwhile.pass_deadlines(command.by);
    if (why_not) {
      replies.push_back(*std::move(why_not));
      return replies;
    }
    meanwhile.let_pass(command);
    replies.push_back(joint.purpose == Joint::Purpose::told ? round.try_out(command) : round.answer(command));
    const auto* accepted = std::get_if<Accepted>(&replies.back());
    if (accepted == nullptr) return replies;
    secrets.note(command, *accepted);
    meanwhile.note(*accepted);
  }
  if (joint.purpose == Joint::Purpose::told)
    for (auto& reply : replies) say_not_done(reply);
  return replies;
}

}  // namespace engine
