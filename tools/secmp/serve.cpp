// `secmp serve`: the REST API on one data folder until a signal ends it; its log.
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <iostream>
#include <utility>

#include <fmt/ranges.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/spdlog.h>

#include "api/http/address.hpp"
#include "api/report/private_folder.hpp"
#include "api/server.hpp"
#include "engine/json_text.hpp"
#include "engine/thread_name.hpp"
#include "tools/secmp/commands.hpp"
#include "tools/secmp/house.hpp"
#include "tools/secmp/indexer.hpp"
#include "tools/secmp/sign_ins.hpp"
#include "tools/secmp/site_address.hpp"
#include "workflows/all.hpp"

namespace secmp {

namespace {
struct Address {
  std::string host;
  std::uint16_t port = 0;
};

Address address_of(const std::string& listen) {
  const auto colon = listen.rfind(':');
  int port = -1;
  if (colon != std::string::npos && listen.find_first_not_of("0123456789", colon + 1) == std::string::npos &&
      listen.size() - colon <= 6 && listen.size() > colon + 1)
    port = std::stoi(listen.substr(colon + 1));
  if (port < 0 || port > 65535)
    throw UsageError("--listen must be an address and a port, like 127.0.0.1:8080, not '" + listen + "'");
  auto host = listen.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);  // [::1]:8080
  return {std::move(host), static_cast<std::uint16_t>(port)};
}

// What was logged, as a text of JSON.
class Quoted final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
    std::string text;
    engine::append_quoted(text, std::string_view(message.payload.data(), message.payload.size()));
    out.append(text.data(), text.data() + text.size());
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<Quoted>(); }
};

void set_up_log(bool as_json) {
  if (!as_json) return;
  auto pattern = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
  pattern->add_flag<Quoted>('*').set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","text":%*})");
  spdlog::set_formatter(std::move(pattern));
}

// SIGTERM, SIGINT and SIGHUP (its terminal is gone) end the server in good order. On the way the machine's clock is
// looked at every second; a simulated one, and how far the journal has come, are written down now and then.
class Watch {
 public:
  Watch(api::Server& server, House& house, SignIns* sign_ins)
      : server_(server), house_(house), sign_ins_(sign_ins), thread_([this] { run(); }) {}
  ~Watch() {
    done_ = true;
    pthread_kill(thread_.native_handle(), SIGTERM);
    thread_.join();
  }
  static void block() {
    const auto signals = mask();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }

 private:
  static sigset_t mask() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    return signals;
  }
  void run() {
    engine::name_this_thread("watch");
    const auto signals = mask();
    const timespec second{1, 0};
    for (int seconds = 1; sigtimedwait(&signals, nullptr, &second) < 0; ++seconds) {
      say_if_broken();
      undisturbed(said_of_clock_, "when the machine's clock was believed", [this] { house_.watch_clock(); });
      if (seconds % writes_every_s == 0 && !house_.processor.broken()) keep();
    }
    say_if_broken();
    if (!done_) spdlog::info("stopping");
    server_.stop();
  }
  // Every command is answered 503 from then on; why stands here alone.
  void say_if_broken() {
    if (!house_.processor.broken() || std::exchange(said_broken_, true)) return;
    const auto why = house_.journal.broken();
    spdlog::error("nothing more is recorded until the program is started again: {}",
                  why.empty() ? "a command could not be worked out" : why);
  }
  void keep() {
    undisturbed(said_of_simulated_, "the simulated clock", [this] { house_.keep_clock(); });
    if (sign_ins_) undisturbed(said_of_sessions_, "who is signed in", [this] { sign_ins_->keep(); });
    undisturbed(said_of_head_, "how far the journal has come", [this] { house_.keep_head(); });
  }
  // `said`: that it cannot be written down; until it can.
  template <class Write>
  static void undisturbed(bool& said, std::string_view what, Write write) {
    try {
      write();
      said = false;
    } catch (const std::exception& error) {
      if (!std::exchange(said, true)) spdlog::error("{} cannot be written down: {}", what, error.what());
    }
  }

  static constexpr int writes_every_s = 5;

  api::Server& server_;
  House& house_;
  SignIns* const sign_ins_;
  std::atomic<bool> done_{false};
  bool said_of_clock_ = false, said_of_simulated_ = false, said_of_head_ = false, said_broken_ = false;
  bool said_of_sessions_ = false;
  std::thread thread_;
};
}  // namespace

namespace {
// Once, for whoever looks into the log: which cases take their next steps ahead of the clock.
void say_what_lies_ahead(House& house) {
  constexpr int named_max = 10;
  const auto now = house.clock.now();
  const auto ahead = house.reader.recorded_after(now, named_max + 1);
  if (ahead.empty()) return;
  std::vector<std::string> names;
  for (const auto& one : ahead)
    names.push_back(std::ssize(names) < named_max ? fmt::format("{} ({})", one.case_id, engine::to_text(one.at))
                                                  : "...");
  spdlog::warn(
      "the clock stands at {}, and the journal has entries from later: the clock that wrote them was ahead. Until ours "
      "has caught up, what happens to these cases is recorded at the times of those entries, and all else at the "
      "clock's: {}",
      engine::to_text(now), fmt::join(names, ", "));
}
}  // namespace

namespace {
// Files beside those of the connections: the database for each thread, papers, what is sent to other programs.
constexpr std::size_t files_kept = 128;

// As many as the system lets us have, which is more than it gives at first.
std::size_t files_open_max() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return files_kept * 2;
  const rlimit raised{limit.rlim_max, limit.rlim_max};
  if (limit.rlim_cur < limit.rlim_max && ::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  return static_cast<std::size_t>(limit.rlim_cur);
}

std::size_t connections_with(std::size_t files) {
  const std::size_t left = files > 2 * files_kept ? files - files_kept : files / 2;
  return left > 2 * api::turned_away_max ? left - api::turned_away_max : left / 2;
}

std::vector<std::string> trusted(const std::vector<std::string>& proxies) {
  std::vector<std::string> all;
  for (const auto& one : proxies) {
    const auto address = api::read_address(one);
    if (!address) throw UsageError("--trusted-proxy must be an IP address, like 127.0.0.1, not '" + one + "'");
    all.push_back(*address);
  }
  return all;
}

// Whether somebody has acted here who must have had a token, or a script of the operator's.
bool is_in_use(const engine::Reader& reader) {
  constexpr int looked_at = 64;
  const auto first = reader.journal(0, looked_at);
  return std::any_of(first.begin(), first.end(),
                     [](const auto& entry) { return !entry.request_id.starts_with("founding "); });
}

// A list that was lost looks like one that was never made.
std::optional<api::Trouble> tokens_lost(const House& house, std::chrono::steady_clock::time_point started) {
  if (!house.tokens.holders(house.clock.believed())->empty()) return std::nullopt;
  return api::Trouble{std::chrono::floor<std::chrono::seconds>(std::chrono::steady_clock::now() - started),
                      "nobody has a valid token, although people have acted here: if the list of tokens was lost, "
                      "bring a backup back, or issue new ones"};
}

// Why stands in the log alone.
std::optional<api::Trouble> tokens_trouble(const store::Tokens& tokens) {
  const auto unread = tokens.unread();
  if (!unread) return std::nullopt;
  const auto ago = std::chrono::floor<std::chrono::seconds>(std::chrono::steady_clock::now() - unread->since);
  spdlog::warn("for {} s the list of tokens could not be read: {}", ago.count(), unread->why);
  return api::Trouble{
      ago, fmt::format("for {} s the list of tokens could not be read: those that were read before hold on, and "
                       "what was issued or revoked since then does not count yet; the log says why",
                       ago.count())};
}
}  // namespace

namespace {
// Who cannot sign in on pages can still read them, and programs need no session.
std::unique_ptr<SignIns> opened_sign_ins(const House& house) {
  try {
    return std::make_unique<SignIns>(house.folder.sessions(), house.tokens, house.clock);
  } catch (const store::Refusal& why) {
    spdlog::error("nobody can sign in on pages until this is mended and the server started again: {}", why.what());
    return nullptr;
  }
}
}  // namespace

int serve(const ServeOptions& options) {
  set_up_log(options.log_json);
  const auto address = address_of(options.listen);
  const auto public_url = site_address("--public-url", options.public_url);
  Watch::block();
  House house(options.data);
  const auto started = std::chrono::steady_clock::now();
  const bool in_use = is_in_use(house.reader);
  if (const auto lost = in_use ? tokens_lost(house, started) : std::nullopt) spdlog::warn("{}", lost->sentence);
  api::Parts parts{house.workflows,
                   house.processor,
                   house.reader,
                   house.clock,
                   workflows::calendar(),
                   house.feed,
                   house.faults,
                   &house.alarm,
                   [&](std::string_view token) { return house.tokens.find(token, house.clock.believed()); },
                   [&](const engine::Actor& actor) { return house.workflows.assignees(actor); },
                   roles(),
                   [&] {
                     auto trouble = tokens_trouble(house.tokens);
                     return trouble || !in_use ? trouble : tokens_lost(house, started);
                   },
                   trusted(options.trusted_proxies),
                   workflows::keepers(),
                   SECMP_VERSION,
                   {}};
  parts.limits.query_threads = options.threads;
  parts.limits.document_bytes_max = options.max_document;
  parts.documents = &house.documents;
  parts.uploaders = workflows::uploaders();
  parts.limits.connections_max = std::min(parts.limits.connections_max, connections_with(files_open_max()));
  parts.last_day = [&](std::string_view token) { return house.tokens.last_day(token); };
  parts.owes = workflows::owes();
  parts.event_words = workflows::event_words();
  parts.case_choices = workflows::case_choices();
  parts.categories = workflows::categories();
  parts.choices = workflows::choices();
  parts.lists = workflows::lists();
  parts.finding = house.finding;
  parts.search_index = &house.search_index;
  parts.pages = workflows::pages(house.workflows);
  parts.answers = workflows::answers(house.workflows);
  parts.keep_clock = [&] { house.keep_clock(); };
  const auto sign_ins = opened_sign_ins(house);
  parts.sessions = sign_ins.get();
  parts.public_url = public_url;
  parts.head_missing = house.head_missing.has_value();
  api::Server server(std::move(parts), address.host, address.port);
  if (!house.founded.empty()) spdlog::info("founded in {}: {}", options.data, fmt::join(house.founded, ", "));
  if (const int left = api::report::PrivateFolder::take_away_left(); left > 0)
    spdlog::info("took away {} temporary folders that killed processes had left", left);
  const auto head = store::head_of(house.folder.database());
  spdlog::info("the journal has {} entries, head {}", head.seq, head.hash);
  say_what_lies_ahead(house);
  house.alarm.start();
  const auto shown = address.host.find(':') == std::string::npos ? address.host : "[" + address.host + "]";
  spdlog::info("serving {} on http://{}:{}{}", options.data, shown, server.port(),
               house.folder.simulated() ? ", with a simulated clock" : "");
  {
    const Indexer indexer(house.search_index, house.documents, house.reader);
    Watch watch(server, house, sign_ins.get());
    server.run();
  }
  spdlog::info("stopped");
  return 0;
}

}  // namespace secmp
