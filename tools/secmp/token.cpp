// `secmp token`: issues, lists and revokes tokens.
#include "store/tokens.hpp"

#include <csignal>
#include <iostream>

#include <fmt/format.h>

#include "api/routes/identity.hpp"
#include "engine/body.hpp"
#include "engine/calendar.hpp"
#include "engine/text.hpp"
#include "store/folder.hpp"
#include "store/small_file.hpp"
#include "tools/secmp/commands.hpp"
#include "tools/secmp/output.hpp"
#include "tools/secmp/sign_ins.hpp"
#include "tools/secmp/site_address.hpp"

namespace secmp {

const std::vector<std::string>& roles() {
  static const std::vector<std::string> names{
      "secas-analyst", "secas-manager", "panel-secretary", "change-board-member", "proposer",
      "party",         "dcc",           "authority",       "consumer-body",       "public",
      "operator"};
  return names;
}

namespace {
// It stands in one line of lists and logs.
void check_word(const std::string& option, const std::string& text) {
  if (text.empty()) return;
  if (!engine::is_utf8(text)) throw UsageError(option + " must be text in UTF-8");
  const bool broken = text.find_first_of("\n\r\t") != std::string::npos;
  if (const auto fault = engine::body::text_fault(text); fault || broken)
    throw UsageError(option + " " + fault.value_or("must not contain control characters"));
}

std::string link_for(const store::DataFolder& folder, const std::string& token, const std::string& address) {
  const auto ends = machine_time() + store::SessionPolicy().once_link;
  return address + "/sign-in/once/" + store::Sessions::add_once(folder.sessions(), store::hash_of_secret(token), ends);
}
}  // namespace

int token_issue(const TokenOptions& options) {
  std::optional<engine::Date> expires;
  if (!options.expires.empty()) {
    expires = engine::read_date(options.expires);
    if (!expires) throw store::Refusal("--expires must be " + std::string(engine::written_day));
  }
  for (const auto& [option, text] : {std::pair{"--id", options.id}, {"--name", options.name}, {"--seat", options.seat}})
    check_word(option, text);
  if (options.id.empty()) throw UsageError("--id must not be empty");
  if (options.id == "secmp" || options.id == "clock")
    throw UsageError("--id '" + options.id + "' is whom the program itself records its own steps by: choose another");
  const auto address = site_address("--link", options.link);
  const store::DataFolder folder(options.data, store::Access::Read);
  store::Tokens tokens(folder.tokens());
  if (!options.link.empty() && (options.feed || !folder.simulated()))
    throw UsageError(
        "--link is for signing in to a rehearsal: the folder has to have a simulated clock, and the token "
        "must not be one for feeds");
  const std::string role = (options.feed ? std::string(api::feed_role_prefix) : "") + options.role;
  std::signal(SIGPIPE, SIG_IGN);  // who does not read it is a fault of printing, not our end before it is revoked
  const auto token = tokens.issue({options.id, role, options.name, options.seat, options.category}, expires);
  std::cout << token << '\n';
  try {
    if (!options.link.empty()) std::cout << link_for(folder, token, address) << '\n';
    finish_standard_output();
  } catch (const std::exception&) {
    tokens.revoke(token);  // nobody has it
    throw;
  }
  return 0;
}

int token_list(const TokenOptions& options) {
  const store::DataFolder folder(options.data, store::Access::Read);
  const store::Tokens tokens(folder.tokens());
  for (const auto& one : tokens.list())
    std::cout << fmt::format("{}  {:20} {:20} {}{}{}\n", one.handle, one.actor.role, one.actor.id,
                             one.actor.seat.empty() ? "" : "seat " + one.actor.seat + " ",
                             one.expires ? "until " + engine::to_text(*one.expires) + " " : "",
                             one.revoked ? "revoked" : "");
  return 0;
}

int token_revoke(const TokenOptions& options) {
  if (options.id.empty() && !options.all) throw UsageError("say which: an id, a handle, a token, or --all");
  const store::DataFolder folder(options.data, store::Access::Read);
  store::Tokens tokens(folder.tokens());
  const int revoked = options.all ? tokens.revoke_all() : tokens.revoke(options.id);
  if (revoked == 0 && !options.all) throw store::Refusal("there is no valid token '" + options.id + "'");
  std::cout << "revoked " << revoked << '\n';
  return 0;
}

}  // namespace secmp
