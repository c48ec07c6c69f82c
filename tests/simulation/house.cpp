// Puts the program together as its main function does, without its threads' freedom: nothing runs but what was asked.
#include "tests/simulation/house.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "tests/support/story.hpp"
#include "tests/support/temp_folder.hpp"
#include "workflows/all.hpp"

namespace simulation {

namespace fs = std::filesystem;

const std::vector<engine::Actor>& people() {
  static const auto all = [] {
    std::vector<engine::Actor> found{story::secas,
                                     story::manager,
                                     story::panel,
                                     story::authority,
                                     story::dcc,
                                     story::consumers,
                                     story::party("acme"),
                                     story::proposer("the-proposer"),
                                     {"operator-1", "operator", "", "", ""}};
    for (const auto* seat : {"LS-1", "SS-1", "NET-1", "OTH-1", "CON-1"}) found.push_back(story::member(seat));
    return found;
  }();
  return all;
}

const engine::Actor& person(std::string_view id) {
  return *std::find_if(people().begin(), people().end(), [&](const auto& one) { return one.id == id; });
}

namespace {
std::optional<engine::Actor> holder(std::string_view token) {
  for (const auto& one : people())
    if (one.id == token) return one;
  return std::nullopt;
}

// The processor never rests by itself: when the journal has its time is the scheduler's to say.
constexpr engine::ProcessorLimits one_at_a_time{std::chrono::hours{24}};
}  // namespace

House::House(const fs::path& path)
    : folder(path, store::Access::Write),
      journal(folder),
      reader(folder),
      clock(folder.clock(), false),
      faults([](engine::FaultIn, std::string_view, std::uint64_t) {}),
      processor(
          story::rules(), journal, [this] { return clock.now(); }, faults,
          [this](const std::vector<engine::Accepted>& accepted) { feed.committed(accepted); }, one_at_a_time,
          [] {
            static const auto all = std::make_shared<const std::vector<engine::Actor>>(people());
            return all;
          }),
      alarm(processor, reader, clock, faults,
            [this](const engine::DueDeadline& one, const engine::Reply& reply) {
              refused_deadlines.push_back(one.case_id + " " + one.deadline.name + ": " + story::in_words(reply));
            }),
      application_(std::make_unique<api::Application>(parts(), [this](engine::Once<void()> work) {
        const std::scoped_lock hold(mutex_);
        posted_.push_back(std::move(work));
        more_.notify_one();
      })) {}

House::~House() = default;

api::Parts House::parts() {
  api::Parts parts{story::rules(), processor, reader, clock, workflows::calendar(), feed, faults, &alarm, holder};
  parts.assignees = [](const engine::Actor& actor) { return story::rules().assignees(actor); };
  parts.owes = workflows::owes();
  parts.keep_clock = [this] { folder.set_clock(clock.now()); };
  parts.limits.query_threads = 1;
  return parts;
}

api::Response House::ask(std::string_view who, api::Request request) {
  if (!who.empty()) request.headers.emplace_back("authorization", fmt::format("Bearer {}", who));
  if (request.method == "POST") request.headers.emplace_back("content-type", "application/json");
  request.from = "127.0.0.1";
  std::optional<api::Response> answer;
  application_->handle(std::move(request), [&](api::Response given) { answer = std::move(given); });
  while (!answer) {
    std::unique_lock hold(mutex_);
    more_.wait(hold, [this] { return !posted_.empty(); });
    auto work = std::move(posted_.front());
    posted_.pop_front();
    hold.unlock();
    work();
  }
  return *std::move(answer);
}

void House::rest() { journal.idle(clock.now()); }

const std::string& founded(const std::string& first_day) {
  static std::map<std::string, std::string> made;
  auto& bytes = made[first_day];
  if (!bytes.empty()) return bytes;
  const TempFolder temporary(folder_in_memory());
  store::DataFolder::create(temporary.data(), engine::london_time(story::date(first_day), std::chrono::hours{9}));
  {
    store::DataFolder folder(temporary.data(), store::Access::Write);
    store::SqliteJournal journal(folder);
    const store::SqliteReader reader(folder);
    story::Story story(first_day, journal, reader);
    story.given_a_change_board();
    story.given_a_panel();
  }
  std::ifstream file(temporary.data() / "secmp.db", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return bytes = text.str();
}

namespace {
fs::path fresh_folder() {
  std::string name = (folder_in_memory() / "simulated-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder for the simulation");
  return name;
}
}  // namespace

// Who opens a folder looks for a file that is not empty; what is in it is asked of SQLite alone.
Site::Site() : folder(fresh_folder()) { std::ofstream(folder / "secmp.db") << "on the simulated disk\n"; }

Site::~Site() {
  std::error_code ignored;
  fs::remove_all(folder, ignored);
}

}  // namespace simulation
