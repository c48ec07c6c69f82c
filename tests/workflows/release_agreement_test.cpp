// Whatever is done to releases and to modifications, in whatever order: they say the same of each other afterwards.
#include "api/reading/gathering.hpp"
#include "tests/support/dice.hpp"
#include "tests/workflows/lives.hpp"

using namespace story;

namespace {
const std::vector<std::string> releases{"one", "two", "three"}, references{"MP901", "MP902", "MP903"};
const std::set<std::string> over{"withdrawn", "refused", "rejected", "reversed", "split"};  // and came to nothing

class Life {
 public:
  explicit Life(unsigned seed) : dice_(seed), story_("2020-03-02") {
    story_.given("MP901", "panel-report-review", "self-governance");
    story_.given("MP902", "pending-implementation", "self-governance");
    story_.given("MP903", "pending-implementation", "authority-determined");
  }

  void go_on() {
    if (dice_.chance(10)) story_.working_days_pass(1 + dice_.below(20));
    const auto reply = dice_.chance(50) ? on_a_release() : on_a_modification();
    CAPTURE(said_);
    CHECK_FALSE(std::holds_alternative<engine::Failed>(reply));
    accepted_ += std::holds_alternative<engine::Accepted>(reply);
    agree();
  }
  int accepted() const { return accepted_; }

 private:
  engine::Reply send(const std::string& collection, const std::string& reference, const std::string& command,
                     const Actor& by, const Dom& body) {
    said_ = collection + "/" + reference + " " + command + " " + body.dump();
    return story_.ask({collection, reference, command, body.dump(), by, "", "", {}, {}});
  }
  std::string day() { return story_.day_in(1 + dice_.below(200)); }

  engine::Reply on_a_release() {
    const auto& id = dice_.one_of(releases);
    const Dom item = {{"ref", dice_.one_of(references)}, {"part", 1 + dice_.below(2)}};
    switch (dice_.below(11)) {
      case 10:
        return send("releases", id, "go-live", secas, Dom::object());
      case 0:
      case 1:
        return send("releases", "", "propose", secas,
                    {{"id", id}, {"title", id}, {"kind", "ad-hoc"}, {"planned_on", day()}});
      case 2:
      case 3:
        return send("releases", id, "include", secas, {{"modifications", {item}}});
      case 4:
        return send("releases", id, "remove", panel, {{"ref", item["ref"]}, {"part", item["part"]}, {"reason", "r"}});
      case 5:
        return send("releases", id, "agree", panel, Dom::object());
      case 6:
        return send("releases", id, dice_.chance(20) ? "freeze" : "set-cut-offs", panel,
                    dice_.chance(50) ? Dom::object() : Dom{{"cut_offs", Dom::object()}});
      case 7:
        return send("releases", id, "add-by-exception", panel, {{"modifications", {item}}, {"reason", "r"}});
      case 8:
        return send("releases", id, "direct-date", authority, {{"on", day()}});
      default:
        return send("releases", id, dice_.chance(30) ? "cancel" : "set-date", panel,
                    dice_.chance(30) ? Dom{{"reason", "r"}} : Dom{{"to", day()}, {"reason", "r"}});
    }
  }

  engine::Reply on_a_modification() {
    const auto& ref = dice_.one_of(references);
    Dom part = {{"part", 1 + dice_.below(2)}};
    if (dice_.chance(80)) part["release"] = dice_.one_of(releases);
    switch (dice_.below(9)) {
      case 6:
        return send("modifications", ref, "direct-date", authority, {{"part", part["part"]}, {"on", day()}});
      case 7:
        return send("modifications", ref, dice_.chance(50) ? "withdraw" : "resume", dice_.chance(50) ? secas : panel,
                    dice_.chance(50) ? Dom::object() : Dom{{"recorded_from", {{"kind", "letter"}}}});
      case 8:
        if (dice_.chance(80)) return send("modifications", ref, "reverse", panel, {{"reason", "r"}});
        return send("modifications", ref, "split", panel,
                    {{"parts", {{{"title", "A"}}, {{"title", "B"}}}}, {"reason", "r"}});
      case 0:
        return send("modifications", ref, "approve-report", panel,
                    lives::with(lives::approval_of_the_report(lives::eras[1], "self-governance"),
                                {{"implementation", {part}}}));
      case 1:
        return send("modifications", ref, "revoke-last", panel, {{"reason", "r"}});
      case 2:
        return send("modifications", ref, "implement-part", secas, {{"part", part["part"]}});
      case 3:
        return send("modifications", ref, "hold", panel, {{"reason", "r"}, {"until", day()}});
      default:
        part["planned_on"] = day();
        return send("modifications", ref, "agree-phases", panel, {{"parts", {part}}});
    }
  }

  Dom view(const std::string& collection, const std::string& id, std::string& state) {
    const auto found = api::from_events(rules(), story_.journal(), {}).find(id);
    if (!found) return {};
    state = found->state;
    return Dom::parse(rules().first_of(collection)->view(*found, 0));
  }

  // Looked at from outside, by what callers see.
  void agree() {
    std::set<std::tuple<std::string, std::string, int>> by_releases, by_modifications;
    std::set<std::string> dead;
    for (const auto& ref : references) {
      std::string state;
      const auto seen = view("modifications", ref, state);
      if (over.contains(state)) dead.insert(ref);
      for (const auto& part : seen.at("implementation"))
        if (part.value("release_known", false) && part.at("actual_on").is_null() && !dead.contains(ref))
          by_modifications.emplace(part.at("release"), ref, part.at("part"));
    }
    for (const auto& id : releases) {
      std::string state;
      const auto seen = view("releases", id, state);
      if (seen.is_null() || state == "cancelled") continue;
      for (const auto& item : seen.at("scope")) by_releases.emplace(id, item.at("ref"), item.at("part"));
    }
    CAPTURE(said_);
    for (const auto& one : by_modifications) CHECK(by_releases.contains(one));
    for (const auto& [id, ref, number] : by_releases) {
      std::string state;
      bool done = false;
      const auto its = view("modifications", ref, state);
      for (const auto& part : its.at("implementation"))
        done = done || (part.at("part") == number && !part.at("actual_on").is_null());
      if (std::find(references.begin(), references.end(), ref) == references.end()) {
        CHECK_FALSE(over.contains(state));  // a part of one that was split
        continue;
      }
      CHECK((done || by_modifications.contains({id, ref, number})));
    }
  }

  walk::Dice dice_;
  Story story_;
  std::string said_;
  int accepted_ = 0;
};
}  // namespace

TEST_CASE("The scope of releases and the parts of modifications never disagree, whatever happens to either") {
  int accepted = 0;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Life life(seed);
    for (int step = 0; step < 40; ++step) life.go_on();
    accepted += life.accepted();
  }
  CHECK(accepted > 150);
}
