// Opens a register, gives its people tokens, and sends their commands.
#include "tests/system/register.hpp"

#include <stdexcept>

namespace outside {

Register::Register(const std::string& clock_start) {
  if (clock_start.empty()) ran_well({"init", "--data", data()});
  else ran_well({"init", "--data", data(), "--clock-start", clock_start});
}

const std::string& Register::token(const std::string& role) {
  auto& token = tokens_[role];
  if (!token.empty()) return token;
  std::vector<std::string> more{"--category", "large-suppliers"};
  if (role == "change-board-member") more.insert(more.end(), {"--seat", "LS-1"});
  token = issue_token(data(), role, role + "-1", more);
  return token;
}

Server& Register::serve(const std::vector<std::string>& more, const std::vector<std::string>& environment) {
  clients_.clear();
  server_.reset();
  server_ = std::make_unique<Server>(data(), more, environment);
  return *server_;
}

Client& Register::as(const std::string& role) {
  auto& client = clients_[role];
  if (!client) client = std::make_unique<Client>(server_->port(), role == "public" ? "" : token(role));
  return *client;
}

void Register::verify() const { ran_well({"journal", "verify", "--data", data()}); }

void Register::clock(const std::string& instant) {
  const Answer answer = as("operator").post("/v1/clock", {{"to", instant}});
  if (answer.status != 200) throw std::runtime_error("the clock did not move: " + answer.body);
}

void Register::seat_the_change_board() {
  const std::string board = "/v1/bodies/change-board";
  std::string etag = as("secas-manager").get(board).etag();
  const std::pair<std::string, std::string> seats[] = {
      {"LS-1", "large-suppliers"}, {"SS-1", "small-suppliers"}, {"NET-1", "networks"}, {"CON-1", "consumers"}};
  for (const auto& [seat, block] : seats) {
    etag = command("secas-manager", board, "add-seat", {{"seat", seat}, {"block", block}}, etag).etag();
    etag = command("secas-manager", board, "appoint", {{"seat", seat}, {"holder", "holder-of-" + seat}}, etag).etag();
  }
}

std::string Register::raise(const std::string& title, const Json& more) {
  Json body{
      {"title", title},
      {"problem", "Something in the Code does not work."},
      {"proposer", {{"type", "party"}, {"id", "proposer-1"}, {"name", "A Party"}, {"category", "large-suppliers"}}}};
  body.update(more);
  const Answer answer = as("secas-manager").post("/v1/modifications", body);
  if (answer.status != 201) throw std::runtime_error("not raised: " + answer.body);
  return answer.header("location");
}

Answer Register::command(const std::string& role, const std::string& target, const std::string& name, const Json& body,
                         const std::string& etag) {
  Answer answer = as(role).post(target + "/commands/" + name, body, {{"If-Match", etag}});
  if (answer.status != 200)
    throw std::runtime_error(name + " of " + target + " answered " + std::to_string(answer.status) + ": " +
                             answer.body);
  return answer;
}

}  // namespace outside
