// Puts the parts together as the program does, with a clock that stands still.
#include "tests/system/still_house.hpp"

#include <algorithm>
#include <stdexcept>

#include "workflows/all.hpp"

namespace outside {
namespace {
std::unique_ptr<store::DataFolder> made(const std::filesystem::path& data, engine::Time now) {
  store::DataFolder::create(data, now);
  return std::make_unique<store::DataFolder>(data, store::Access::Write);
}
}  // namespace

StillHouse::StillHouse(const std::string& now, std::vector<engine::Actor> people)
    : people(std::move(people)),
      at_(folder_in_memory()),
      folder_(made(at_.data(), engine::read_time(now).value())),
      documents_(std::make_unique<store::Documents>(folder_->path(), [this] { return clock.now(); })),
      journal_(std::make_unique<store::SqliteJournal>(*folder_)),
      reader(std::make_unique<store::SqliteReader>(*folder_)),
      clock(engine::read_time(now).value(), false),
      faults([](engine::FaultIn, std::string_view, std::uint64_t) {}),
      processor(
          workflows, *journal_, [this] { return clock.now(); }, faults,
          [this](const std::vector<engine::Accepted>& accepted) {
            alarm.committed(accepted);
            feed.committed(accepted);
          },
          {}, {}, {}, documents_.get()),
      alarm(processor, *reader, clock, faults, [](const engine::DueDeadline&, const engine::Reply&) {}) {
  for (auto& command : workflows::founding())
    if (!std::holds_alternative<engine::Accepted>(processor.ask(command))) throw std::logic_error("not founded");
  api::Parts parts{workflows,
                   processor,
                   *reader,
                   clock,
                   workflows::calendar(),
                   feed,
                   faults,
                   &alarm,
                   [this](std::string_view token) -> std::optional<engine::Actor> {
                     for (const auto& one : this->people)
                       if (one.id == token) return one;
                     return {};
                   },
                   [this](const engine::Actor& actor) { return workflows.assignees(actor); },
                   {}};
  parts.documents = documents_.get();
  parts.uploaders = workflows::uploaders();
  parts.owes = workflows::owes();
  parts.event_words = workflows::event_words();
  parts.case_choices = workflows::case_choices();
  parts.categories = workflows::categories();
  parts.choices = workflows::choices();
  parts.lists = workflows::lists();
  parts.answers = workflows::answers(workflows);
  parts.finding = workflows::finding();
  parts.pages = workflows::pages(workflows);
  sign_ins_ = std::make_unique<test::SignIns>(parts.identify);
  parts.sessions = sign_ins_.get();
  server_ = std::make_unique<api::Server>(std::move(parts), "127.0.0.1", std::uint16_t{0});
  thread_ = std::thread([this] { server_->run(); });
}

StillHouse::~StillHouse() {
  clients_.clear();
  server_->stop();
  thread_.join();
}

Client& StillHouse::as(const std::string& id) {
  auto& client = clients_[id];
  if (!client) client = std::make_unique<Client>(server_->port(), id == "public" ? "" : id);
  return *client;
}

Answer StillHouse::ask(const std::string& id, const std::string& method, const std::string& target,
                       const std::string& body, const Headers& headers) {
  Answer answer = as(id).ask(method, target, body, headers);
  if (answer.status != 0 && answer.header("connection") != "close") return answer;
  clients_.erase(id);
  return answer.status != 0 ? answer : as(id).ask(method, target, body, headers);
}

Answer StillHouse::done(const std::string& id, const std::string& target, const Json& body) {
  Headers headers;
  if (const auto commands = target.find("/commands/"); commands != std::string::npos)
    headers.emplace_back("If-Match", as(id).get(target.substr(0, commands)).etag());
  Answer answer = as(id).post(target, body, headers);
  if (answer.status / 100 != 2) throw std::runtime_error(target + " by " + id + ": " + answer.body);
  return answer;
}

void StillHouse::the_time_is(const std::string& instant) { alarm.advance(engine::read_time(instant).value()); }

}  // namespace outside
