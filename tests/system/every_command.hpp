// Sends every command that the document on the API knows, each until it is done once: those that need something before
// them by a script, all others to a modification that is taken over in a state where they can be. A command that is
// added later is tried as well, and is missing in the end if nobody says here how it is sent.
#pragma once

#include <functional>
#include <set>

#include "tests/system/client.hpp"

namespace outside {

class EveryCommand {
 public:
  // How a command is sent to `target`, with an empty name: how a case is opened there. It has to be done.
  struct Sent {
    std::string role, target, command;
    Json body;
  };
  using Send = std::function<Answer(const Sent&)>;
  // What somebody would read; and what a preview says.
  using Ask = std::function<Answer(const std::string& role, const std::string& method, const std::string& target,
                                   const Json& body, const std::string& if_match)>;

  EveryCommand(Send send, Ask ask);
  void run();
  std::set<std::string> missing() const;  // paths of commands that were not done

 private:
  struct Step {
    std::string role, command;
    Json body;
  };
  std::string goes(const std::string& target, const std::vector<Step>& steps);
  std::string opens(const std::string& role, const std::string& collection, const Json& body);
  std::string taken_over(const std::string& state, const std::string& path);
  std::string does(const std::string& target, const Step& step);
  void modifications_by_script();
  void votes_by_script();
  void window_by_script();
  void others_by_script();
  void meeting_by_script();
  void by_position(const std::string& path);

  const Send send_;
  const Ask ask_;
  const Json document_;
  std::set<std::string> done_;
  int number_ = 3000;
};

}  // namespace outside
