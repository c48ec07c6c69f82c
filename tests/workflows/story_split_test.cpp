// A split: each part goes on with the whole's past, the whole ends, and what an older program split says what it lacks.
#include <fmt/format.h>

#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"
#include "tests/workflows/older_entries.hpp"
#include "tests/workflows/walk.hpp"

using namespace story;

namespace {
const Dom in_two = {{"parts", {{{"title", "gas"}}, {{"title", "electricity"}}}}, {"reason", "they differ in time"}};

const engine::Workflow& rules_of(const engine::Case& current) { return rules().get(current.workflow); }
std::string called(Story& s, const std::string& ref) { return s.then(ref).view().at("ref").get<std::string>(); }

// All that a caller sees of it that does not say which of the two it is.
Dom seen(const engine::Case& current, const Actor& by) {
  const auto& rules = rules_of(current);
  auto view = Dom::parse(rules.view(current, rules.clearance(by)));
  for (const auto* own : {"ref", "former_refs", "version", "title", "links", "split_from", "continued_as"})
    view.erase(own);
  for (const auto part : rules.parts())
    for (const auto& item : rules.part(current, part, by))
      view["part " + std::string(part)].push_back(Dom::parse(item));
  return view;
}
// Which commands there are from here, where they lead, and what stands in the way of each.
std::set<std::string> ways(Story& s, const engine::Case& current, const Actor& by) {
  std::set<std::string> found;
  for (const auto& option : rules_of(current).options(current, s.setting(current, by))) {
    if (option.command == "revoke-last" || option.command == "record-milestone") continue;  // of its own steps alone
    std::string unmet;
    for (const auto& one : option.unmet) unmet += " " + one.guard;
    found.insert(fmt::format("{} -> {}:{}", option.command, option.to, unmet));
  }
  return found;
}
const std::vector<Actor> readers{visitor, party("acme"), party("somebody"), secas, manager, panel, authority, dcc};

// Refined with all that Refinement has, some of it confidential.
std::string rich(Story& s, const lives::Era& era) {
  const auto ref = lives::with_a_price(s, era, "authority-determined");
  s.when(secas, ref, "add-alternative", {{"name", "e-mail"}, {"by", "proposer"}, {"summary", "by e-mail"}});
  for (const std::string classification : {"white", "red"})
    s.when(secas, ref, "attach-document",
           {{"kind", "report"}, {"title", classification}, {"version", "1"}, {"classification", classification}});
  s.when(secas, ref, "open-refinement-consultation");
  for (const std::string wish : {"open", "confidential"})
    s.when(party(wish), ref, "record-response",
           {{"party", wish},
            {"category", "large-suppliers"},
            {"position", "reject"},
            {"rationale", wish + " reason"},
            {"confidentiality", wish}});
  s.working_days_pass(1);
  s.when(secas, ref, "close-refinement-consultation");
  s.when(panel, ref, "agree-timetable", {{"milestones", {{{"code", "PANEL_MR"}, {"on", s.day_in(30)}}}}});
  return ref;
}
}  // namespace

STORY("A part is what its whole was, to everybody, and goes on from there; the whole ends as split") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = rich(s, era);
    const auto before = s.now(ref);
    const auto name = called(s, ref);
    s.working_days_pass(1);
    s.when(panel, ref, "split", in_two);
    s.then(ref).in("split").has("/stage", "Closed").has("/continued_as", {name + "A", name + "B"});
    s.then(ref).has("/waiting_for", Dom()).has("/deadlines", Dom::array());
    s.but(panel, ref, "split", in_two).has_no_row();
    s.but(secas, ref, "submit-report", {{"legal_text", true}}).has_no_row();
    s.but(proposer("acme"), ref, "withdraw", {{"reason", "r"}}).has_no_row();
    s.but(panel, ref, "end-as-split", {{"reason", "r"}}).has_no_row();
    for (const auto& part : {name + "A", name + "B"}) {
      for (const auto& reader : readers) {
        CAPTURE(reader.role);
        CHECK(seen(s.now(part), reader) == seen(before, reader));
        CHECK(ways(s, s.now(part), reader) == ways(s, before, reader));
      }
      s.then(part).has("/split_from/ref", name).has("/split_from/past_carried", true).has("/former_refs", Dom::array());
      s.when(secas, part, "submit-report", {{"legal_text", true}});
    }
    s.then(name + "A").in("panel-report-review").has("/title", "gas");
    s.but(manager, name + "A", "revoke-last", {{"reason", "r"}, {"version", 1}}).is_refused_for("IsThatStep");
  }
}

STORY("Nobody reads in the history of a part what it carries of its whole") {
  Story s(lives::eras[1].first_day);
  const auto ref = rich(s, lives::eras[1]);
  const auto name = called(s, ref);
  s.when(panel, ref, "split", in_two);
  const auto part = s.now(name + "B");
  const auto entries = s.history(name + "B");
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].event.body.find("confidential reason") != std::string::npos);  // the journal has it
  for (const auto& reader : readers) {
    const auto body = Dom::parse(rules_of(part).seen_body(part, entries[0], reader).value());
    CHECK_FALSE(body.contains("past"));
    CHECK(body.at("split_from").at("ref") == name);
    CHECK(body.at("split_from").at("version") == s.now(ref).version - 1);
  }
}

STORY("A part of a part carries all of it, and parts take the next letters that are free under the number") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = rich(s, era);
    const auto name = called(s, ref);
    s.when(panel, ref, "split", in_two);
    s.when(secas, name + "A", "open-refinement-consultation");
    s.working_days_pass(1);
    s.when(secas, name + "A", "close-refinement-consultation");
    const auto before = s.now(name + "A");
    s.when(panel, name + "A", "split", in_two);
    s.then(name + "A").in("split").has("/continued_as", {name + "C", name + "D"});
    s.then(name + "B").in("refinement");
    for (const auto& reader : readers) CHECK(seen(s.now(name + "D"), reader) == seen(before, reader));
    s.then(name + "D").has("/split_from/ref", name + "A").has("/consultations/1/number", 2);
    const Dom named = {{"parts", {{{"title", "a"}, {"ref", name + "F"}}, {{"title", "b"}}, {{"title", "c"}}}},
                       {"reason", "r"}};
    s.when(panel, name + "D", "split", named);
    s.then(name + "D").has("/continued_as", {name + "F", name + "E", name + "G"});
    for (const auto& other : {std::string("MP555"), name + "J", name, std::string("MP004A")}) {
      const Dom wrong = {{"parts", {{{"title", "a"}, {"ref", other}}, {{"title", "b"}}}}, {"reason", "r"}};
      s.but(panel, name + "B", "split", wrong).is_malformed_at("/parts/0/ref").says(name + "H");
    }
    Dom many = Dom::array();
    for (int i = 0; i < 20; ++i) many.push_back({{"title", "one of many"}});
    s.but(panel, name + "B", "split", {{"parts", many}, {"reason", "r"}}).is_malformed_at("/parts");
    many.erase(many.begin());
    s.when(panel, name + "B", "split", {{"parts", many}, {"reason", "r"}});
    s.then(name + "Z").in("refinement").has("/consultations/0/number", 1);
    s.but(panel, name + "C", "split", {{"parts", {{{"title", "one"}}}}, {"reason", "r"}}).is_malformed_at("/parts");
  }
}

STORY("What an older program split says what it lacks, and its whole is ended by hand") {
  toy::MemoryJournal journal;
  {
    Story s("2019-03-04", journal, journal);
    s.given("MP900", "development", "", {{"workflow", "sec-2019"}});
  }
  const auto& pack = rules().get("sec-2019");
  const Dom parts = {{{"title", "one"}}};
  older::recorded(journal, pack,
                  {"MP900", "split-up", {{"parts", parts}, {"reason", "r"}, {"references", {"MP900A"}}}, "development"},
                  "2019-03-05");
  const Dom origin = {{"ref", "MP900"}, {"state", "development"}, {"round", 1}};
  older::recorded(journal, pack,
                  {"MP900A",
                   "part-opened",
                   {{"title", "one"}, {"reference", "MP900A"}, {"pack", "sec-2019"}, {"split_from", origin}},
                   "development"},
                  "2019-03-05");
  Story s("2019-03-06", journal, journal);
  const auto remark = [&](const std::string& ref) { return s.then(ref).view().value("remark", ""); };
  s.then("MP900").in("development").has("/continued_as", {"MP900A"});
  CHECK(remark("MP900").find("'end-as-split'") != std::string::npos);
  s.then("MP900A").has("/split_from/past_carried", false);
  CHECK(remark("MP900A").find("history of MP900") != std::string::npos);
  s.but(panel, "MP900A", "recommend-conversion", {{"route", "refinement"}}).is_refused_for("ProblemStated");
  s.when(secas, "MP900A", "amend", {{"problem", "The meter cannot be read"}});
  s.when(panel, "MP900A", "recommend-conversion", {{"route", "refinement"}});
  s.but(secas, "MP900A", "amend", {{"problem", "r"}}).is_refused_for("ProblemNotFinal");
  s.but(panel, "MP900A", "end-as-split", {{"reason", "r"}}).is_refused_for("WasSplitBefore");
  s.when(panel, "MP900", "hold", {{"reason", "what of it?"}});
  s.but(secas, "MP900", "end-as-split", {{"reason", "r"}}).is_forbidden();
  s.when(panel, "MP900", "end-as-split", {{"reason", "it was split on 5 March"}});
  s.then("MP900").in("split").has("/stage", "Closed").has("/status", "active");
  CHECK(remark("MP900").empty());
  s.but(manager, "MP900", "revoke-last", {{"reason", "r"}}).is_refused_for("StepCanBeRevoked");
}

STORY("A proposal is split before it is refined, too, and a part without its problem is not converted") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    toy::MemoryJournal journal;
    {
      Story s(era.first_day, journal, journal);
      const auto ref = lives::submitted(s, era);
      s.when(panel, ref, "split", in_two);
      s.then(ref).in("split");
    }
    if (!era.development) continue;
    const Dom origin = {{"ref", "MP900"}, {"state", "development"}, {"round", 1}};
    older::recorded(journal, rules().get(era.pack),
                    {"MP900A",
                     "part-opened",
                     {{"title", "one"}, {"reference", "MP900A"}, {"pack", era.pack}, {"split_from", origin}},
                     "development"},
                    era.first_day);
    Story later(era.first_day, journal, journal);
    later.but(panel, "MP900A", "recommend-conversion", {{"route", "refinement"}}).is_refused_for("ProblemStated");
  }
}

STORY("What was split in another register is ended by its links, under every pack") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given("MP900", "refinement", "", {{"workflow", era.pack}});
    s.but(panel, "MP900", "end-as-split", {{"reason", "r"}}).is_refused_for("WasSplitBefore");
    for (const std::string part : {"MP900A", "MP900B"}) {
      s.given(part, "refinement");
      s.when(secas, "MP900", "link", {{"relation", "split-into"}, {"ref", part}});
    }
    s.when(panel, "MP900", "end-as-split", {{"reason", "it was split in 2018"}});
    s.then("MP900").in("split").has("/continued_as", {"MP900A", "MP900B"});
  }
}

STORY("A confirmed line of minutes that splits a modification opens its parts") {
  using namespace meetings;
  Story s("2019-03-08");
  s.given("MP900", "refinement", "self-governance");
  given_the_meeting(s);
  given_an_item(s, 11, "MP900 and its parts");
  s.the_day_is("2019-03-15");
  when_it_was_held(s);
  given_a_line(s, 11, "AGREED", "to split it", {{"modification", "MP900"}, {"command", "split"}, {"body", in_two}});
  done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  s.then("MP900").in("split").has("/continued_as", {"MP900A", "MP900B"});
  s.then("MP900B").in("refinement").has("/path", "self-governance");
}

TEST_CASE("In random lives each part of a split is what its whole was, to everybody, and may do what that could") {
  constexpr unsigned first_seed = 9001;
  constexpr int walks_a_pack = 3, commands_a_walk = 120;
  int splits = 0, again = 0;
  for (const auto& era : lives::eras)
    for (unsigned seed = first_seed; seed < first_seed + walks_a_pack; ++seed) {
      CAPTURE(era.pack);
      CAPTURE(seed);
      walk::Walk walk(era, seed);
      for (int i = 0; i < commands_a_walk; ++i) {
        if (i % 15 == 0) walk.opens_a_case();
        walk.goes_on();
        if (!walk.dice.chance(25)) continue;
        const auto before = walk.story.now(walk.ref);
        auto reply = walk.story.ask_only({"modifications", walk.ref, "split", in_two.dump(), panel, "", "", {}, {}});
        REQUIRE_FALSE(std::holds_alternative<engine::Failed>(reply));
        const auto* split = std::get_if<engine::Accepted>(&reply);
        if (split == nullptr) continue;
        ++splits;
        again += Dom::parse(rules_of(before).view(before, 9)).contains("split_from") ? 1 : 0;
        REQUIRE(split->brought.size() >= 2);
        CHECK(split->after.state == "split");
        for (std::size_t place : {0U, 1U}) {
          const auto part = walk.story.now(split->brought[place].after.id);
          CHECK(part.state == before.state);
          for (const auto& reader : readers) {
            CAPTURE(reader.role);
            CHECK(seen(part, reader) == seen(before, reader));
            auto may = ways(walk.story, before, reader);
            // The split acts on the last count: forms of that vote are too late from then on.
            if (may.erase("cast-vote -> refinement:") > 0) may.insert("cast-vote -> refinement: NobodyActedOnTheCount");
            CHECK(ways(walk.story, part, reader) == may);
          }
        }
        walk.ref = split->brought[1].after.id;
      }
    }
  MESSAGE(splits << " splits, " << again << " of them of parts");
  CHECK(splits > 20);
  CHECK(again > 3);
}
