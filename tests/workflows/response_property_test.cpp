// Random responses: by Parties and by SECAS, corrected, late, with every wish, over three consultations. One Party has
// one response that counts, and no reader is given at any moment what they may not see.
#include <fmt/format.h>

#include <random>

#include "engine/text.hpp"
#include "tests/workflows/lives.hpp"

using namespace story;
using lives::with;

namespace {
constexpr int lives_told = 12, days_a_consultation = 6;
const std::vector<std::string> categories{"large-suppliers", "small-suppliers", "consumers"};
const std::vector<std::string> positions{"approve", "reject", "abstain", "no-interest"};
const std::vector<std::string> wishes{"open", "open", "anonymous", "confidential"};

// What this test knows of a response, by itself.
struct Given {
  int party = 0;
  int consultation = 0;
  std::string subject, position, wish, reason;
  engine::Date came{};
  bool valid = true;
};

class Life {
 public:
  explicit Life(unsigned seed) : dice_(seed), s_("2019-01-07") {
    for (int i = 0; i < 6; ++i)
      parties_.push_back({fmt::format("canary-id-{}-", i), "party", fmt::format("Canary Name {}.", i), "",
                          categories[static_cast<std::size_t>(i) % categories.size()]});
    s_.given_a_change_board();
    s_.given_tokens(parties_);
  }

  void tell() {
    ref_ = lives::in_refinement(s_, lives::eras[1], "authority-determined");
    s_.when(secas, ref_, "add-alternative", {{"name", "cheaper"}, {"by", "working-group"}, {"summary", "s"}});
    s_.when(secas, ref_, "open-refinement-consultation");
    responds_for_a_while(1);
    s_.when(secas, ref_, "submit-report", {{"legal_text", true}});
    s_.when(panel, ref_, "approve-report", lives::approval_of_the_report(lives::eras[1], "authority-determined"));
    responds_for_a_while(2);
    comes_late(2);
    lives::opens_a_vote(s_, ref_, "final", "meeting");
    for (const std::string seat : {"LS-1", "SS-1", "NET-1", "OTH-1", "CON-1"})
      for (const std::string subject : {"proposed", "cheaper"})
        s_.when(member(seat), ref_, "cast-vote", with(lives::vote(seat, "approve"), {{"subject", subject}}));
    s_.when(secas, ref_, "close-vote");
    looks();
    s_.when(authority, ref_, "send-back", {{"questions", {"why?"}}});
    lives::answer_the_authority(s_, ref_);
    s_.when(panel, ref_, "route-sent-back",
            {{"route", "report-consultation"},
             {"report_approved", true},
             {"implementation_approach_confirmed", true},
             {"path_confirmed", true}});
    responds_for_a_while(3);
    comes_late(3);
    looks();
  }

 private:
  int roll(int below) { return static_cast<int>(dice_() % static_cast<unsigned>(below)); }
  template <class Many>
  auto any(const Many& many) {
    return many[static_cast<std::size_t>(roll(static_cast<int>(many.size())))];
  }

  // A Party calls itself by its id or its name, SECAS calls it as people do.
  std::string called(const Actor& party) {
    const std::string spaced = fmt::format("  {} ", party.name);
    return any(std::vector<std::string>{party.id, party.name, spaced, engine::upper(party.name)});
  }

  void responds(int consultation, bool late) {
    Given given;
    given.party = roll(static_cast<int>(parties_.size()));
    given.consultation = consultation;
    given.subject = any(std::vector<std::string>{"proposed", "cheaper"});
    given.position = any(positions);
    given.wish = any(wishes);
    given.reason = fmt::format("canary-reason-{}-", given_.size());
    const auto& party = parties_[static_cast<std::size_t>(given.party)];
    Dom body = {{"party", called(party)},
                {"position", given.position},
                {"confidentiality", given.wish},
                {"rationale", given.reason},
                {"note", given.reason}};
    if (given.subject != "proposed" || roll(2) == 0) body["subject"] = given.subject;
    if (roll(2) == 0) body["category"] = party.category;
    given.came = s_.today();
    const bool by_form = late || roll(3) == 0;
    if (by_form) {
      const bool in_time = !late || roll(2) == 0;
      given.valid = in_time;
      given.came = in_time ? date(opened_on_) : s_.today();
      body["recorded_from"] = {{"kind", "form"}, {"ref", "of " + party.id}, {"on", engine::to_text(given.came)}};
    }
    s_.when(by_form || roll(3) == 0 ? secas : party, ref_, "record-response", body);
    given_.push_back(given);
  }

  void responds_for_a_while(int consultation) {
    opened_on_ = s_.today_text();
    for (int day = 0; day < days_a_consultation; ++day) {
      responds(consultation, false);
      if (roll(2) == 0) s_.working_days_pass(1);
      if (roll(3) == 0) looks();
    }
    looks();
    s_.working_days_pass(16);
    closed_ = consultation;
    looks();
  }
  void comes_late(int consultation) {
    for (int i = 0; i < 3; ++i) responds(consultation, true);
    looks();
  }

  // The one that counts of the same Party on the same subject.
  const Given* counting(const Given& one) const {
    const Given* found = nullptr;
    for (const auto& other : given_)
      if (other.valid && other.party == one.party && other.consultation == one.consultation &&
          other.subject == one.subject && (found == nullptr || found->came <= other.came))
        found = &other;
    return found;
  }
  bool all_are_open(const Given& one) const {
    return std::all_of(given_.begin(), given_.end(), [&](const auto& other) {
      return other.party != one.party || other.consultation != one.consultation || other.subject != one.subject ||
             other.wish == "open";
    });
  }
  bool is_own(const Given& one, const Actor& by) const {
    return by.id == parties_[static_cast<std::size_t>(one.party)].id;
  }
  bool may_know_the_name(const Given& one, const Actor& by) const {
    if (by.role == "secas-manager" || is_own(one, by)) return true;
    if (one.consultation > closed_) return false;
    if (one.valid && counting(one) != &one) return all_are_open(one);
    return one.wish == "open" || (one.wish == "confidential" && by.role == "authority");
  }
  bool may_know_the_reason(const Given& one, const Actor& by) const {
    if (may_know_the_name(one, by)) return true;
    const bool stands = !one.valid || counting(one) == &one;
    return one.consultation <= closed_ && stands && one.wish == "anonymous";
  }

  std::string everything(const engine::Case& now, const Actor& by) {
    const auto& workflow = rules().get(now.workflow);
    auto text = workflow.view(now, workflow.clearance(by)) + workflow.project(now).summary;
    for (const auto& entry : s_.history(ref_)) {
      if (const auto body = workflow.seen_body(now, entry, by)) text += *body;
      if (workflow.tells_who(now, entry, by)) text += entry.by.id;
    }
    for (const auto name : workflow.parts())
      for (const auto& item : workflow.part(now, name, by)) text += item;
    for (const auto& option : s_.options(ref_, by))
      for (const auto& unmet : option.unmet) text += unmet.reason;
    for (const char* paper : {"conclusions", "page"}) {
      engine::Question asked;
      asked.name = paper;
      asked.today = s_.today();
      asked.by = by;
      const std::vector<const engine::Case*> about{&now};
      const std::vector<const engine::Case*> others(workflow.question_called(paper).needs(asked, about).size());
      const auto answered = workflow.answer(asked, about, others);
      if (const auto* answer = std::get_if<engine::Answer>(&answered); answer != nullptr && answer->paper)
        for (const auto& section : answer->paper->sections)
          for (const auto& row : section.rows)
            for (const auto& cell : row) text += engine::text_of(cell) + " ";
    }
    return text;
  }

  void looks() {
    const auto now = s_.now(ref_);
    std::vector<Actor> readers{visitor, proposer("acme"), dcc, member("LS-1"), panel, authority, consumers, manager};
    readers.insert(readers.end(), parties_.begin(), parties_.begin() + 2);
    for (const auto& by : readers) {
      CAPTURE(by.role);
      CAPTURE(by.id);
      sees_no_more_than_allowed(everything(now, by), by);
      sees_numbers(now, by);
    }
    one_party_has_one_response(now);
  }

  void sees_no_more_than_allowed(const std::string& text, const Actor& by) {
    const auto folded = engine::lower(text);
    for (int i = 0; i < static_cast<int>(parties_.size()); ++i) {
      const bool known = std::any_of(given_.begin(), given_.end(),
                                     [&](const auto& one) { return one.party == i && may_know_the_name(one, by); });
      const auto& party = parties_[static_cast<std::size_t>(i)];
      for (const auto& name : {party.id, party.name})
        CHECK_MESSAGE((known || folded.find(engine::lower(name)) == std::string::npos), name << " is in what they see");
    }
    for (const auto& one : given_) CHECK((text.find(one.reason) != std::string::npos) == may_know_the_reason(one, by));
  }

  void sees_numbers(const engine::Case& now, const Actor& by) {
    const auto& workflow = rules().get(now.workflow);
    for (const auto& item : workflow.part(now, "responses", by)) {
      const auto one = Dom::parse(item);
      const auto& given = given_.at(one.at("number").get<std::size_t>() - 1);
      CHECK(one.at("party").is_null() != may_know_the_name(given, by));
      CHECK(one.at("position") == (may_know_the_reason(given, by) ? Dom(given.position) : Dom()));
      CHECK(one.at("mine") == is_own(given, by));
    }
    const bool sees_all = by.role == "secas-manager";
    for (const auto& item : workflow.part(now, "consultations", by)) {
      const auto one = Dom::parse(item);
      const bool open = one.at("number").get<int>() > closed_;
      if (open && !sees_all) {
        CHECK(one.at("counts").is_null());
        continue;
      }
      int not_shown = 0;
      for (const auto& [category, count] : one.at("counts").items()) not_shown += count == "not shown" ? 1 : 0;
      CHECK(not_shown != 1);
      CHECK((not_shown == 0 || !sees_all));
      for (const auto& position : positions)
        CHECK(one.at("positions").at(position) == count(one.at("number"), position));
    }
  }
  int count(int consultation, const std::string& position) const {
    return static_cast<int>(std::count_if(given_.begin(), given_.end(), [&](const auto& one) {
      return one.consultation == consultation && one.position == position && one.valid && counting(one) == &one;
    }));
  }

  void one_party_has_one_response(const engine::Case& now) {
    std::set<std::tuple<int, int, std::string>> found;
    const auto items = rules().get(now.workflow).part(now, "responses", manager);
    REQUIRE(items.size() == given_.size());
    for (const auto& item : items) {
      const auto one = Dom::parse(item);
      const auto& given = given_.at(one.at("number").get<std::size_t>() - 1);
      CHECK(one.at("counts") == (given.valid && counting(given) == &given));
      if (one.at("counts") == true) CHECK(found.emplace(given.consultation, given.party, given.subject).second);
    }
  }

  std::mt19937 dice_;
  Story s_;
  std::vector<Actor> parties_;
  std::vector<Given> given_;
  std::string ref_, opened_on_;
  int closed_ = 0;  // the last consultation that is over
};
}  // namespace

TEST_CASE("Random responses: one Party counts once, and nobody is ever given what its author keeps from them") {
  for (unsigned seed = 1; seed <= lives_told; ++seed) {
    CAPTURE(seed);
    Life(seed).tell();
  }
}
