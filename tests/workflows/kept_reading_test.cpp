// Reports that carry on what earlier ones have read, against reports that read all of it: step by step of random walks.
#include "api/report/build.hpp"
#include "api/report/json.hpp"
#include "tests/workflows/walk.hpp"

using namespace story;

namespace {

// As a server keeps it, from one report to the next.
struct Kept {
  api::report::KeptAnswers answers;
  api::report::KeptReading reading;
};

std::string reported(Story& s, std::string_view name, Kept* kept) {
  const auto& workflow = *rules().first_of("modifications");
  api::report::ReportSources sources{rules(), s.journal(), s.today(), false, workflow.clearance(manager)};
  if (kept != nullptr) {
    sources.answers = &kept->answers;
    sources.reading = &kept->reading;
    sources.now.emplace(api::from_events(rules(), s.journal(), {}));
  }
  return api::report::json(api::report::build(sources, workflow, {std::string(name), {}, {}, {}}));
}

void tell_the_same(Story& s, Kept& kept) {
  for (const auto& report : rules().first_of("modifications")->reports()) {
    INFO(report.name);
    REQUIRE(reported(s, report.name, &kept) == reported(s, report.name, nullptr));
  }
}

struct Read {
  std::vector<std::pair<std::string, std::string>> listed;  // case and summary
  std::vector<std::int64_t> steps;
};
Read read_of(const std::vector<engine::Listed>& list, const std::vector<engine::Entry>& steps) {
  Read read;
  for (const auto& one : list) read.listed.emplace_back(one.case_id + " " + std::to_string(one.seq), one.summary);
  for (const auto& one : steps) read.steps.push_back(one.seq);
  return read;
}

}  // namespace

TEST_CASE("A report that carries on what others have read says what one says that reads it all") {
  int reports = 0;
  for (unsigned seed = 20190315; seed < 20190315 + 4; ++seed) {
    CAPTURE(seed);
    walk::Walk walk(lives::eras[seed % std::size(lives::eras)], seed);
    Kept kept;
    for (int i = 0; i < 6; ++i) {
      walk.opens_a_case();
      for (int step = 0; step < 12; ++step) {
        walk.goes_on();
        if (walk.dice.chance(60)) continue;  // several steps between two reports
        tell_the_same(walk.story, kept);
        ++reports;
      }
    }
  }
  CHECK(reports > 50);
}

TEST_CASE("What was read is carried on for each collection and day, and read anew after many steps") {
  Story s("2019-03-04");
  s.given_a_change_board();
  api::report::KeptReading kept;
  const auto now = api::from_events(rules(), s.journal(), {});
  const auto is_the_same = [&](std::string_view since) {
    const auto day = date(since);
    const auto carried = read_of(kept.summaries(now, "modifications"), kept.effective_after(now, "modifications", day));
    const auto read =
        read_of(s.journal().summaries("modifications", {}), s.journal().effective_between("modifications", day, {}));
    CHECK(carried.listed == read.listed);
    CHECK(carried.steps == read.steps);
  };
  is_the_same("2019-03-01");
  const auto first = s.given("MP070", "refinement", "self-governance");
  is_the_same("2019-03-01");
  s.given("MP060", "refinement", "self-governance");  // stands before the other one
  is_the_same("2019-03-01");
  is_the_same("2019-03-04");  // a later day is kept from now on
  is_the_same("2019-03-01");
  const auto impacts_set = [&](int number) {
    return s.ask_only({"modifications",
                       first,
                       "set-impacts",
                       Dom{{"dcc_systems", number % 2 == 0 ? "system" : "none"}}.dump(),
                       secas,
                       "",
                       "",
                       {},
                       {}});
  };
  REQUIRE(std::holds_alternative<engine::Accepted>(impacts_set(0)));
  is_the_same("2019-03-04");
  for (int i = 0; i < 300; ++i) impacts_set(i);
  is_the_same("2019-03-04");
}
