// The scheduler: what happens next, how it is asked, and what must hold afterwards.
#include "tests/simulation/life.hpp"

#include <fmt/format.h>

#include "store/verify.hpp"
#include "tests/support/story.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace simulation {

Counted& Counted::operator+=(const Counted& other) {
  accepted += other.accepted;
  refused += other.refused;
  reads += other.reads;
  power_cuts += other.power_cuts;
  restarts += other.restarts;
  recounts += other.recounts;
  reprints += other.reprints;
  replays += other.replays;
  days += other.days;
  return *this;
}

namespace {
const engine::Time end_of_time = story::instant("2199-01-01T00:00:00Z");

std::size_t hashed(const engine::Entry& entry) {
  return std::hash<std::string>()(fmt::format("{} {} {} {} {} {} {} {} {} {} {} {}", entry.seq, entry.case_id,
                                              entry.version, entry.workflow, entry.event.type, entry.event.body,
                                              entry.event.from, entry.event.to, engine::to_text(entry.effective_on),
                                              engine::to_text(entry.at), entry.by.id, entry.by.role));
}
}  // namespace

Life::Life(unsigned seed)
    : dice_(seed),
      era_(lives::eras[seed % std::size(lives::eras)]),
      disk_(site_.folder),
      bodies_(dice_, {[this](int days) {
                        return engine::to_text(sec::calendar().add(engine::london_date(house_->clock.now()), days));
                      },
                      [this](int days) {
                        return engine::to_text(engine::close_of_business(
                            sec::calendar().add(engine::london_date(house_->clock.now()), days)));
                      }}),
      targets_{{"bodies", "/v1/bodies/change-board"}, {"bodies", "/v1/bodies/panel"}} {
  disk_.insert({{site_.database(), founded(era_.first_day)}});
  start();
  acknowledged();
}

Life::~Life() = default;

void Life::start() {
  house_ = std::make_unique<House>(site_.folder);
  seen_.clear();
}

void Life::remember(std::string_view text) {
  for (const char c : text) trace_ = (trace_ ^ static_cast<unsigned char>(c)) * 1099511628211U;
}

void Life::goes_on(int steps) {
  const auto begun = house_->clock.now();
  for (int i = 0; i < steps; ++i) {
    const int what = dice_.below(100);
    if (std::ssize(targets_) < 4 || what < 6) a_case_is_opened();
    else if (what < 46) somebody_acts();
    else if (what < 64) a_vote_goes_on();
    else if (what < 74) time_goes_by();
    else if (what < 78) the_calendar_changes();
    else if (what < 86) a_stranger_comes();
    else if (what < 89) a_report_is_printed();
    else if (what < 92) a_report_is_printed_again();
    else if (what < 95) a_request_comes_again();
    else something_happens_to_the_disk();
    after_each_step();
  }
  counted_.days += std::chrono::duration_cast<std::chrono::days>(house_->clock.now() - begun).count();
}

void Life::ends() {
  doing_ = "the end: a power cut";
  disk_.switch_off();
  the_power_is_back();
  doing_ = "the end: reports are printed again";
  while (!printed_.empty()) a_report_is_printed_again();
  doing_ = "the end: ballots are counted again";
  everything_counts_again();
}

// Asking.

Life::Answer Life::ask(std::string_view who, api::Request request) {
  doing_ = fmt::format("{} {} by '{}' {}", request.method, request.target, who, request.body);
  remember(doing_);
  auto answer = house_->ask(who, std::move(request));
  if (disk_.off()) {
    the_power_is_back();
    return std::nullopt;
  }
  remember(fmt::format("{} {}", answer.status, answer.body));
  if (answer.status >= 500) {
    must(answer.status == 503 && disk_.has_struck(), fmt::format("{} {}", answer.status, answer.body));
    starts_again();
    return std::nullopt;
  }
  says_why_and_how(answer);
  return answer;
}

Life::Answer Life::get(std::string_view who, const std::string& target) {
  ++counted_.reads;
  auto answer = ask(who, {"GET", target, {}, ""});
  if (answer && answer->status == 200) same_tag_same_bytes(who, target, *answer);
  return answer;
}

Life::Answer Life::post(std::string_view who, const std::string& target, const Dom& body, const std::string& if_match,
                        const std::string& key) {
  api::Request request{"POST", target, {}, body.dump()};
  if (!if_match.empty()) request.headers.emplace_back("if-match", if_match);
  if (!key.empty()) request.headers.emplace_back("idempotency-key", key);
  const auto before = house_->reader.last_seq();
  auto answer = ask(who, request);
  if (!answer) return answer;
  const bool previews = target.find("dry_run") != std::string::npos;
  const bool changed = answer->status / 100 == 2 && !previews;
  if (!changed) nothing_was_written(before, doing_);
  acknowledged();
  ++(changed ? counted_.accepted : counted_.refused);
  if (!key.empty() && !previews && (changed || answer->status == 409))
    sent_.push_back({std::string(who), std::move(request), answer->status, answer->body, house_->clock.now()});
  return answer;
}

// What must hold.

void Life::nothing_was_written(std::int64_t before, const std::string& by) {
  must(house_->reader.last_seq() == before, "what was refused, or only tried, changed something: " + by);
}

// An answer has gone out: what the journal has now is there for ever.
void Life::acknowledged() {
  const auto known = static_cast<std::int64_t>(acknowledged_.size());
  for (const auto& entry : house_->reader.journal(known, 10'000)) acknowledged_.push_back(hashed(entry));
  clock_acknowledged_ = house_->clock.now();
}

void Life::same_as_acknowledged() {
  const auto entries = house_->reader.journal(0, 1'000'000);
  must(entries.size() >= acknowledged_.size(),
       fmt::format("{} entries were acknowledged, {} are there", acknowledged_.size(), entries.size()));
  for (std::size_t i = 0; i < acknowledged_.size(); ++i)
    must(hashed(entries[i]) == acknowledged_[i], fmt::format("entry {} is not what was acknowledged", i + 1));
  must(house_->clock.now() >= clock_acknowledged_, "the clock stands before a time that was acknowledged");
  const auto verified = store::verify(site_.database(), story::rules());
  must(!verified.fault, "what is on disk does not hold: " + verified.fault.value_or(""));
  must(verified.unlike_the_table.entries == 0, "outside the tables: " + verified.unlike_the_table.first);
  acknowledged();
}

// A tag is of these very bytes.
void Life::same_tag_same_bytes(std::string_view who, const std::string& target, const api::Response& answer) {
  const auto* tag = answer.header("ETag");
  if (tag == nullptr) return;
  auto& [known_tag, known_bytes] = seen_[fmt::format("{} {}", who, target)];
  const auto bytes = std::hash<std::string>()(answer.body);
  must(known_tag != *tag || known_bytes == bytes, "the same tag has other bytes: " + answer.body);
  known_tag = *tag;
  known_bytes = bytes;
}

// A deadline moves, or goes, by an event that says who it was.
void Life::deadlines_stay() {
  std::map<std::pair<std::string, std::string>, Due> now;
  std::map<std::string, int> versions;
  for (const auto& one : house_->reader.due(end_of_time, 100'000))
    now[{one.case_id, one.deadline.name}] = {one.deadline.due, one.version};
  for (const auto& [key, was] : deadlines_) {
    const auto found = now.find(key);
    if (found != now.end() && found->second.due == was.due) continue;
    const auto entries = house_->reader.entries(key.first, {}, was.version);
    const bool said = std::any_of(entries.begin(), entries.end(),
                                  [](const auto& one) { return !one.by.id.empty() && !one.by.role.empty(); });
    must(said,
         fmt::format("the deadline {} of {} moved or went, and no event says who moved it", key.second, key.first));
  }
  deadlines_ = std::move(now);
}

void Life::after_each_step() {
  deadlines_stay();
  must(house_->refused_deadlines.empty() || disk_.has_struck(),
       house_->refused_deadlines.empty() ? "" : "the clock was refused: " + house_->refused_deadlines.front());
}

void Life::everything_counts_again() {
  for (const auto& target : targets_) {
    if (target.collection != "modifications") continue;
    for (int number = 1; number < 20; ++number) {
      const auto bundle = get("", fmt::format("{}/ballots/{}/bundle", target.path, number));
      if (!bundle || bundle->status == 308) break;
      if (bundle->status != 200) {
        const auto ballot = get("", fmt::format("{}/ballots/{}", target.path, number));
        if (!ballot || ballot->status != 200) break;
        continue;
      }
      counts_again(Dom::parse(bundle->body));
      ++counted_.recounts;
    }
  }
}

// The disk.

void Life::the_power_is_back() {
  ++counted_.power_cuts;
  auto image = disk_.after_a_power_cut(dice_);
  house_.reset();
  disk_.insert(std::move(image));
  remember("the power is back");
  start();
  same_as_acknowledged();
}

// After a fault of the disk, or as a program that was killed.
void Life::starts_again() {
  ++counted_.restarts;
  auto image = disk_.as_written();
  disk_.switch_off();
  house_.reset();
  disk_.insert(std::move(image));
  remember("started again");
  start();
  same_as_acknowledged();
}

void Life::something_happens_to_the_disk() {
  switch (dice_.below(6)) {
    case 0:
      doing_ = "a power cut";
      disk_.switch_off();
      return the_power_is_back();
    case 1:
      doing_ = "a kill";
      return starts_again();
    case 2:
      doing_ = "the journal rests";
      house_->rest();
      return disk_.off() ? the_power_is_back() : void();
    case 3:
      return disk_.strikes(Disk::Fault::no_room, 1 + dice_.below(30));
    case 4:
      return disk_.strikes(Disk::Fault::broken_write, 1 + dice_.below(30));
    default:
      return disk_.strikes(Disk::Fault::power, 1 + dice_.below(30));
  }
}

}  // namespace simulation
