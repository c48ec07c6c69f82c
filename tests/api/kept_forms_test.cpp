// What was typed after a session had ended: whose it is, for how long, and how much of it.
#include "api/routes/kept_forms.hpp"

#include <doctest/doctest.h>

#include <vector>

using api::KeptForms;

namespace {
struct Kept {
  std::chrono::steady_clock::time_point now{};
  KeptForms forms{[this] { return now; }};
  const engine::Actor analyst{"a", "secas-analyst", "", "", ""}, member{"a", "change-board-member", "", "LS-1", ""};
};
}  // namespace

TEST_CASE_FIXTURE(Kept, "it is found by its secret, by who typed it, where they did, and for an hour") {
  const auto secret = forms.keep(analyst, "/a", "x=1");
  CHECK(secret.size() == 32);
  CHECK(forms.find(secret, analyst, "/a") == "x=1");
  CHECK_FALSE(forms.find(secret, member, "/a"));
  CHECK_FALSE(forms.find(secret, {"somebody-else", analyst.role, "", analyst.seat, ""}, "/a"));
  CHECK_FALSE(forms.find(secret, {analyst.id, analyst.role, "", "LS-1", ""}, "/a"));
  CHECK_FALSE(forms.find(secret, analyst, "/b"));
  CHECK_FALSE(forms.find("", analyst, "/a"));
  CHECK_FALSE(forms.find(secret + "0", analyst, "/a"));
  CHECK(KeptForms::lasts == std::chrono::hours(1));  // as the documents say
  now += KeptForms::lasts - std::chrono::seconds(1);
  CHECK(forms.has(secret));
  now += std::chrono::seconds(1);
  CHECK_FALSE(forms.has(secret));
  CHECK_FALSE(forms.find(secret, analyst, "/a"));
}

TEST_CASE_FIXTURE(Kept, "the same page keeps what was typed last, and what was sent is forgotten") {
  const auto first = forms.keep(analyst, "/a", "x=1"), second = forms.keep(analyst, "/a", "x=2");
  CHECK_FALSE(forms.has(first));
  CHECK(forms.find(second, analyst, "/a") == "x=2");
  forms.forget(second);
  CHECK_FALSE(forms.has(second));
}

TEST_CASE_FIXTURE(Kept, "it is bounded for each, for everybody and for all of them") {
  CHECK(forms.keep(analyst, "/a", std::string(KeptForms::each_max + 1, 'x')).empty());
  std::vector<std::string> mine;
  for (std::size_t i = 0; i <= KeptForms::of_one_person_max; ++i)
    mine.push_back(forms.keep(analyst, "/" + std::to_string(i), "x"));
  CHECK_FALSE(forms.has(mine.front()));
  CHECK(forms.has(mine.back()));
  constexpr auto others = KeptForms::all_max / KeptForms::each_max;
  for (std::size_t i = 0; i < others; ++i)
    forms.keep({std::to_string(i), "party", "", "", ""}, "/a", std::string(KeptForms::each_max, 'x'));
  CHECK_FALSE(forms.has(mine.back()));
}
