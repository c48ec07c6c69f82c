// Random meetings: items, texts and actions in every light, said or not; items whose light is raised or that go, texts
// that are replaced, publication at any moment. Nobody is given a word above their class, nor one of a draft.
#include <fmt/format.h>

#include "tests/support/dice.hpp"
#include "tests/workflows/meeting_told.hpp"

using namespace meetings;

namespace {
constexpr int lives_told = 16, steps_a_life = 60, held_at = 20, published_from = 30, items_max = 6;
const std::vector<std::string> lights{"white", "green", "amber", "red"};
constexpr int red = 3;

// What this test knows of a word, by itself.
struct Word {
  int item = 0;  // 0: that has gone
  int light = 0;
  bool of_an_action = false;  // which goes with no item
};
struct Reader {
  Actor who;
  int sees = 0;
};
const Reader readers[] = {{visitor, 0}, {party("p"), 1}, {dcc, 2}, {member("LS-1"), 2}, {panel, red}};

class Life {
 public:
  explicit Life(unsigned seed) : dice_(seed), seed_(seed), s_("2019-03-15") {}

  void tell() {
    given_the_meeting(s_);
    for (int step = 0; step < steps_a_life; ++step) {
      if (step == held_at) when_it_was_held(s_);
      if (!published_ && step >= published_from && dice_.chance(15)) {
        done(s_, panel, panel_66, "publish-minutes", {{"draft", true}});
        published_ = true;
      }
      take_a_step(step);
      if (step % 6 == 5) look_at_everything();
    }
  }

 private:
  void take_a_step(int step) {
    const int item = 1 + dice_.below(items_max), what = dice_.below(10);
    if (!items_.contains(item)) add_an_item(item);
    else if (what < 4 && step > held_at) discuss(item);
    else if (what < 6) raise_the_light(item);
    else if (what < 8) raise_an_action(item);
    else if (what < 9 && !actions_.empty()) update_an_action();
    else if (what == 9 && items_.size() > 1) remove_the_item(item);
  }

  std::string word(int item, int light, bool of_an_action = false) {
    auto name = fmt::format("q{}z{}q", seed_, words_.size());
    words_.emplace(name, Word{item, light, of_an_action});
    return name;
  }
  int any_light() { return dice_.below(static_cast<int>(lights.size())); }
  // In a light that is said, or in none: then `unsaid` is what it has by the rules.
  Dom some_text(int item, int unsaid, int least) {
    if (dice_.chance(50)) return word(item, unsaid);
    const int light = any_light();
    return {{"text", word(item, light == 0 ? 0 : std::max(light, least))}, {"classification", lights.at(light)}};
  }
  static std::string name_of(const Dom& text) { return text.is_string() ? text : text.at("text"); }
  bool is_done(const Actor& by, const std::string& to, const std::string& command, const Dom& body) {
    return std::holds_alternative<engine::Accepted>(told(s_, by, to, command, body));
  }

  void add_an_item(int item) {
    const int light = any_light();
    Dom body = {{"item", item}, {"title", "t"}, {"classification", lights.at(light)}};
    body["text"] = some_text(item, light, light);
    body["recommendation"] = word(item, light);
    REQUIRE(is_done(secas, panel_66, "add-item", body));
    items_[item] = light;
    stands(item, name_of(body["text"]));
  }
  // It takes the place of what stood in that light: open, or not.
  void stands(int item, const std::string& name) {
    auto& was = (words_.at(name).light == 0 ? open_ : closed_)[item];
    if (!was.empty()) words_.at(was).light = red;
    was = name;
  }
  void discuss(int item) {
    const int light = items_.at(item);
    Dom body = {{"item", item}, {"text", some_text(item, light, light)}};
    const auto name = name_of(body["text"]);
    if (is_done(secas, panel_66, "record-discussion", body)) stands(item, name);
    else words_.at(name).light = red;
  }
  void raise_the_light(int item) {
    const int light = any_light();
    if (light <= items_.at(item)) return;
    REQUIRE(is_done(secas, panel_66, "amend-item",
                    {{"item", item}, {"classification", lights.at(light)}, {"reason", word(item, light)}}));
    items_[item] = light;
    for (auto& [_, one] : words_)
      if (one.item == item) one.light = std::max(one.light, light);
    open_[item].clear();
  }
  void remove_the_item(int item) {
    REQUIRE(is_done(secas, panel_66, "remove-item", {{"item", item}, {"reason", "r"}}));
    for (auto* standing : {&open_, &closed_}) {
      if (auto& was = (*standing)[item]; !was.empty()) words_.at(was).light = red;
      (*standing)[item].clear();
    }
    for (auto& [_, one] : words_)
      if (one.item == item && !one.of_an_action) one.item = 0;
    items_.erase(item);
  }
  void raise_an_action(int item) {
    const int light = items_.at(item);
    const auto name = word(item, light, true);
    const auto ref = fmt::format("SECP66-{:02}", actions_.size() + 1);
    Dom body = {{"item", item}, {"text", name}, {"owner", "secas"}, {"ref", ref}};
    if (dice_.chance(50)) body["meeting"] = "SECP_66_1503";
    REQUIRE(is_done(panel, "actions", "raise", body));
    actions_.emplace_back(ref, name);
  }
  void update_an_action() {
    const auto& [ref, name] = dice_.one_of(actions_);
    const auto of = words_.at(name);
    REQUIRE(is_done(secas, "actions/" + ref, "update", {{"text", word(of.item, of.light, true)}}));
  }

  void look_at_everything() {
    for (const auto& reader : readers) {
      const auto all = all_told(s_, reader.who);
      for (const auto& [name, one] : words_) {
        const bool secret = one.light > reader.sees;
        if (!secret || all.find(name) == std::string::npos) continue;
        FAIL_CHECK(reader.who.role << " is given " << name << " of item " << one.item << ", " << lights.at(one.light)
                                   << " (seed " << seed_ << ")");
      }
      if (published_ || reader.sees == red) continue;
      for (const auto& [_, name] : actions_) CHECK(all.find(name) == std::string::npos);
      for (const auto* standing : {&open_, &closed_})
        for (const auto& [_, name] : *standing) CHECK((name.empty() || all.find(name) == std::string::npos));
    }
  }

  walk::Dice dice_;
  unsigned seed_;
  Story s_;
  bool published_ = false;
  std::map<int, int> items_;  // the light of each
  std::map<int, std::string> open_, closed_;
  std::map<std::string, Word> words_;
  std::vector<std::pair<std::string, std::string>> actions_;  // and the word that each says
};
}  // namespace

TEST_CASE("In random meetings nobody is given a word above their class, or one of a draft") {
  for (unsigned seed = 1; seed <= lives_told; ++seed) Life(seed).tell();
}
