// Responses to consultations: one Party, one response a subject; whose category counts; who sees what of each, and
// when.
#include <algorithm>

#include "tests/workflows/lives.hpp"
#include "workflows/all.hpp"
#include "workflows/sec/terms/calendar.hpp"

using namespace story;
using lives::with;

namespace {
const Actor acme{"acme", "party", "Acme Energy", "", "small-suppliers"};
const Actor beta{"beta", "party", "Beta Power", "", "large-suppliers"};
const Actor twin{"twin", "party", "Beta  Power ", "", "large-suppliers"};

Dom says(const std::string& party, const std::string& position, const Dom& more = Dom::object()) {
  return with({{"party", party}, {"position", position}}, more);
}
Dom of(const std::string& category) { return {{"category", category}}; }
Dom wishing(const std::string& confidentiality) { return {{"confidentiality", confidentiality}}; }
Dom by_form(const std::string& on) { return {{"recorded_from", {{"kind", "form"}, {"on", on}}}}; }

std::vector<Dom> part(Story& s, const std::string& ref, const char* name, const Actor& by) {
  const auto now = s.now(ref);
  std::vector<Dom> items;
  for (const auto& item : rules().get(now.workflow).part(now, name, by)) items.push_back(Dom::parse(item));
  return items;
}
std::vector<Dom> responses(Story& s, const std::string& ref, const Actor& by) { return part(s, ref, "responses", by); }
Dom consultation(Story& s, const std::string& ref, const Actor& by) { return part(s, ref, "consultations", by).back(); }

// What the history tells of the responses, with who sent them.
std::string history(Story& s, const std::string& ref, const Actor& by) {
  const auto now = s.now(ref);
  const auto& workflow = rules().get(now.workflow);
  std::string all;
  for (const auto& entry : s.history(ref)) {
    if (entry.event.type != "response-recorded") continue;
    all += workflow.seen_body(now, entry, by).value_or("") + "\n";
    if (workflow.tells_who(now, entry, by)) all += "by " + entry.by.id + "\n";
  }
  return all;
}
std::string conclusions(Story& s, const std::string& ref) {
  const auto now = s.now(ref);
  engine::Question asked;
  asked.name = "conclusions";
  asked.today = s.today();
  const auto answered = rules().get(now.workflow).answer(asked, {&now}, {});
  std::string text;
  for (const auto& section : std::get<engine::Answer>(answered).paper->sections) {
    if (section.name != "responses") continue;
    for (const auto& row : section.rows) {
      for (const auto& cell : row) text += engine::text_of(cell) + "|";
      text += "\n";
    }
  }
  return text;
}
void is_voted_on(Story& s, const std::string& ref) {
  lives::opens_a_vote(s, ref, "final", "meeting");
  lives::everybody_votes(s, ref, "approve");
  s.when(secas, ref, "close-vote");
}
}  // namespace

STORY("A Party that responds again is counted once, with its last position, by whatever name it is called") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    s.given_tokens({acme, beta});
    const auto ref = lives::in_consultation(s, era, "self-governance");
    s.when(acme, ref, "record-response", says("acme", "approve"));
    s.when(acme, ref, "record-response", says("Acme Energy", "approve"));
    s.then(ref).has("/consultations/1/responses", 1);
    s.when(secas, ref, "record-response", says(" ACME \xC2\xA0 energy ", "reject"));
    s.then(ref).has("/consultations/1/responses", 1);
    // Nobody has a token for this one: what it is called has to be enough.
    s.when(secas, ref, "record-response", says("Caf\xC3\xA9 Ltd", "approve", of("other-sec-parties")));
    s.when(secas, ref, "record-response", says("CAFE\xCC\x81  ltd", "abstain", of("other-sec-parties")));
    s.then(ref).has("/consultations/1/responses", 2);
    const auto all = responses(s, ref, manager);
    REQUIRE(all.size() == 5);
    CHECK(all[0].at("replaced_by") == 2);
    CHECK(all[1].at("replaced_by") == 3);
    CHECK(all[2].at("replaced_by").is_null());
    CHECK(all[2].at("category") == "small-suppliers");
    CHECK(all[3].at("replaced_by") == 5);
    s.working_days_pass(16);
    const auto counts = consultation(s, ref, visitor);
    CHECK(counts.at("counts").at("small-suppliers") ==
          Dom({{"approve", 0}, {"reject", 1}, {"abstain", 0}, {"no-interest", 0}}));
    CHECK(counts.at("positions") == Dom({{"approve", 0}, {"reject", 1}, {"abstain", 1}, {"no-interest", 0}}));
    is_voted_on(s, ref);
    CHECK(conclusions(s, ref) == "Small Suppliers|0|1|0|\nOther SEC Parties|0|0|1|\n");
  }
}

STORY("A Party that responds itself is the one that SECAS had written down before") {
  Story s("2019-01-07");
  const auto ref = lives::in_consultation(s, lives::eras[1], "self-governance");
  s.when(secas, ref, "record-response", says("acme energy", "approve", of("small-suppliers")));
  s.when(secas, ref, "record-response", says("ACME", "approve", of("small-suppliers")));
  s.then(ref).has("/consultations/1/responses", 2);  // nobody can know yet
  s.when(acme, ref, "record-response", says("acme", "reject"));
  s.then(ref).has("/consultations/1/responses", 1);
  const auto mine = responses(s, ref, acme);
  REQUIRE(mine.size() == 3);
  for (const auto& one : mine) CHECK(one.at("mine") == true);
  CHECK(mine[2].at("replaced_by").is_null());
}

STORY("The category of a Party's token binds, and may be left out: in responses, adoptions and referrals") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    s.given_tokens({acme, beta, twin});
    const auto ref = lives::in_consultation(s, era, "self-governance");
    s.but(acme, ref, "record-response", says("acme", "approve", of("electricity-networks")))
        .is_malformed_at("/category");
    s.but(secas, ref, "record-response", says("acme", "approve", of("gas-networks"))).is_malformed_at("/category");
    s.but(secas, ref, "record-response", says("unknown", "approve")).is_malformed_at("/category");
    s.but(secas, ref, "record-response", says("beta power", "approve")).is_malformed_at("/party");
    s.when(secas, ref, "record-response", says("twin", "approve"));
    s.when(beta, ref, "record-response", says("BETA POWER", "reject"));
    s.then(ref).has("/consultations/1/responses", 2);

    const auto decided = lives::in_the_appeal_window(s, era);
    const Dom why = {{"party", "acme"}, {"reason", "costs"}};
    s.but(acme, decided, "refer", with(why, of("gas-networks"))).is_malformed_at("/category");
    s.when(acme, decided, "refer", with(why, of("small-suppliers")));

    const auto withdrawn = lives::in_refinement(s, era, "self-governance");
    s.when(proposer("acme"), withdrawn, "withdraw");
    s.but(beta, withdrawn, "adopt", with({{"party", "beta"}}, of("small-suppliers"))).is_malformed_at("/category");
    s.but(secas, withdrawn, "adopt", {{"party", "beta power"}, {"recorded_from", {{"kind", "letter"}}}})
        .is_malformed_at("/party");
    s.when(secas, withdrawn, "adopt", {{"party", "Acme Energy"}, {"recorded_from", {{"kind", "letter"}}}});
    s.then(withdrawn).has("/proposer/id", "acme").has("/proposer/category", "small-suppliers");
  }
}

STORY("The last response that came in time counts, whenever it is recorded; a late one replaces nothing") {
  Story s("2019-01-07");
  const auto ref = lives::in_consultation(s, lives::eras[1], "self-governance");
  const auto first = s.today_text();
  s.working_days_pass(3);
  s.when(acme, ref, "record-response", says("acme", "reject"));
  s.working_days_pass(14);
  s.then(ref).in("change-board-vote");
  s.when(secas, ref, "record-response", with(says("acme", "approve", of("small-suppliers")), by_form(first)));
  s.when(secas, ref, "record-response", with(says("acme", "abstain", of("small-suppliers")), by_form(s.today_text())));
  s.then(ref).has("/consultations/1/responses", 1);
  const auto all = responses(s, ref, visitor);
  REQUIRE(all.size() == 3);
  CHECK(all[0].at("counts") == true);
  CHECK(all[1].at("replaced_by") == 1);
  CHECK(all[2].at("counts") == false);
  CHECK(all[2].at("replaced_by").is_null());
  CHECK(consultation(s, ref, visitor).at("positions").at("reject") == 1);
}

STORY("Until a consultation has closed others than SECAS see how many have responded, and Parties their own") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_consultation(s, era, "self-governance");
    s.when(acme, ref, "record-response", says("acme", "reject", {{"rationale", "it is dear"}}));
    s.when(secas, ref, "record-response",
           says("Gamma Gas", "approve", {{"category", "gas-networks"}, {"confidentiality", "confidential"}}));
    for (const auto& by : {visitor, beta, proposer("beta"), dcc, member("LS-1"), panel, authority}) {
      CAPTURE(by.role);
      s.then(ref, by).has("/consultations/1/responses", 2);
      CHECK(responses(s, ref, by).empty());
      CHECK(consultation(s, ref, by).at("counts").is_null());
      CHECK(consultation(s, ref, by).at("responses") == 2);
      CHECK(history(s, ref, by) == "null\nnull\n");
    }
    REQUIRE(responses(s, ref, acme).size() == 1);
    CHECK(responses(s, ref, acme)[0].at("rationale") == "it is dear");
    CHECK(responses(s, ref, manager).size() == 2);
    CHECK(history(s, ref, acme).find("by acme") != std::string::npos);
    s.working_days_pass(16);
    const auto open = responses(s, ref, visitor).front();
    CHECK(open.at("party") == "acme");
    CHECK(open.at("position") == "reject");
    CHECK(open.at("mine") == false);
    CHECK(history(s, ref, visitor).find("by acme") != std::string::npos);
  }
}

STORY("An anonymous response is shown without its name, a confidential one to SECAS, the Authority and its author") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::in_consultation(s, era, "self-governance");
    s.when(acme, ref, "record-response", says("acme", "reject", with(wishing("anonymous"), {{"rationale", "dear"}})));
    s.when(beta, ref, "record-response",
           says("beta", "reject", with(wishing("confidential"), {{"rationale", "ours"}})));
    s.when(secas, ref, "record-response", says("Gamma Gas", "approve", of("gas-networks")));
    s.working_days_pass(16);
    for (const auto& by : {visitor, party("other"), dcc, member("LS-1"), panel, authority}) {
      CAPTURE(by.role);
      const auto all = responses(s, ref, by);
      REQUIRE(all.size() == 3);
      CHECK(all[0].at("rationale") == "dear");
      CHECK(all[0].at("position") == "reject");
      CHECK(all[0].at("party").is_null());
      CHECK(all[0].at("category").is_null());
      const bool to_the_authority = by.role == "authority";
      CHECK(all[1].at("rationale").is_null() != to_the_authority);
      CHECK(all[1].at("position").is_null() != to_the_authority);
      CHECK(all[2].at("party") == "Gamma Gas");
      const auto told = history(s, ref, by);
      CHECK(told.find("dear") != std::string::npos);
      CHECK(told.find("acme") == std::string::npos);
      CHECK((told.find("ours") != std::string::npos) == to_the_authority);
      CHECK((told.find("beta") != std::string::npos) == to_the_authority);
    }
    CHECK(responses(s, ref, acme)[0].at("party") == "acme");
    CHECK(responses(s, ref, beta)[1].at("rationale") == "ours");
    CHECK(history(s, ref, beta).find("by beta") != std::string::npos);
    const auto counts = consultation(s, ref, visitor);
    CHECK(counts.at("positions").at("reject") == 2);
    CHECK(counts.at("counts").at("gas-networks").at("approve") == 1);
    for (const auto* category : {"small-suppliers", "large-suppliers"})
      CHECK(counts.at("counts").at(category) == "not shown");
    CHECK(consultation(s, ref, manager).at("counts").at("small-suppliers").at("reject") == 1);
    is_voted_on(s, ref);
    CHECK(conclusions(s, ref).find("Small Suppliers|Not shown|") != std::string::npos);
    CHECK(conclusions(s, ref).find("All|1|2|0|") != std::string::npos);
  }
}

STORY("No category is alone in not being shown: the others could be taken from the whole") {
  Story s("2019-01-07");
  const auto ref = lives::in_consultation(s, lives::eras[1], "self-governance");
  for (const std::string category : {"large-suppliers", "electricity-networks", "gas-networks", "consumers"})
    s.when(secas, ref, "record-response", says("one of " + category, "approve", of(category)));
  for (const std::string name : {"a", "b"})
    s.when(secas, ref, "record-response", says(name, "reject", of("consumers")));
  s.when(secas, ref, "record-response", says("d", "reject", with(of("small-suppliers"), wishing("confidential"))));
  s.working_days_pass(16);
  auto counts = consultation(s, ref, visitor).at("counts");
  CHECK(counts.at("small-suppliers") == "not shown");
  CHECK(counts.at("other-sec-parties") == "not shown");  // nobody of it responded
  CHECK(counts.at("consumers").at("reject") == 2);

  const auto last = lives::in_consultation(s, lives::eras[1], "self-governance");
  for (const std::string category :
       {"large-suppliers", "electricity-networks", "gas-networks", "consumers", "other-sec-parties"})
    for (const std::string name : {"first", "second"})
      if (category != "gas-networks" || name == "first")
        s.when(secas, last, "record-response", says(name + " of " + category, "approve", of(category)));
  s.when(secas, last, "record-response", says("d", "reject", with(of("small-suppliers"), wishing("anonymous"))));
  s.working_days_pass(16);
  counts = consultation(s, last, visitor).at("counts");
  CHECK(counts.at("small-suppliers") == "not shown");
  CHECK(counts.at("gas-networks") == "not shown");  // the smallest of the others
  CHECK(counts.at("consumers").at("approve") == 2);
}

STORY("Three of a category may be known to be of it") {
  Story s("2019-01-07");
  const auto ref = lives::in_consultation(s, lives::eras[1], "self-governance");
  for (const std::string name : {"a", "b", "c"})
    s.when(secas, ref, "record-response", says(name, "reject", with(of("consumers"), wishing("anonymous"))));
  s.working_days_pass(16);
  CHECK(consultation(s, ref, visitor).at("counts").at("consumers").at("reject") == 3);
  for (const auto& one : responses(s, ref, visitor)) CHECK(one.at("category") == "consumers");
  CHECK(history(s, ref, visitor).find("consumers") != std::string::npos);
}

STORY("A response that was replaced keeps to the strictest wish of its Party") {
  Story s("2019-01-07");
  const auto ref = lives::in_consultation(s, lives::eras[1], "self-governance");
  s.when(acme, ref, "record-response", says("acme", "approve"));
  s.when(acme, ref, "record-response", says("acme", "reject", wishing("confidential")));
  s.when(beta, ref, "record-response", says("beta", "reject", wishing("anonymous")));
  s.when(beta, ref, "record-response", says("beta", "approve"));
  s.working_days_pass(16);
  const auto all = responses(s, ref, visitor);
  REQUIRE(all.size() == 2);
  CHECK(all[0].at("number") == 2);
  CHECK(all[0].at("party").is_null());
  CHECK(all[1].at("number") == 4);
  CHECK(all[1].at("party") == "beta");
  CHECK(history(s, ref, visitor).find("acme") == std::string::npos);
}

STORY("Older events that lack members, or whose category disagrees with the token, stand as they were recorded") {
  Story s("2019-01-07");
  const auto ref = lives::in_consultation(s, lives::eras[1], "self-governance");
  auto current = s.now(ref);
  const auto& workflow = rules().get(current.workflow);
  const auto old = [&](const Actor& by, const std::string& body) {
    engine::Entry entry;
    entry.case_id = current.id;
    entry.workflow = current.workflow;
    entry.version = current.version + 1;
    entry.seq = current.seq + 1;
    entry.event = {"response-recorded", body, current.state, current.state};
    entry.effective_on = current.effective_on;
    entry.at = current.at;
    entry.by = {by.id, by.role, "", "", ""};  // as the journal has it
    current = workflow.evolve(current, entry);
  };
  old(acme, R"({"party":"Acme Energy","category":"small-suppliers","position":"approve"})");
  old(acme, R"({"party":"acme","category":"electricity-networks","position":"reject"})");
  old(secas, R"({"party":"ACME ","category":"small-suppliers","position":"abstain"})");
  old(secas, R"({"party":"other","category":"consumers","position":"approve"})");
  CHECK(Dom::parse(workflow.view(current, 0)).at("consultations").at(1).at("responses") == 2);
  const auto items = workflow.part(current, "responses", manager);
  REQUIRE(items.size() == 4);
  CHECK(Dom::parse(items[0]).at("replaced_by") == 2);
  CHECK(Dom::parse(items[1]).at("category") == "electricity-networks");
  CHECK(Dom::parse(items[2]).at("counts") == true);
}

STORY("What Parties are asked waits for each of them until it has responded, and for nobody once it is closed") {
  Story s("2019-01-07");
  const auto& era = lives::eras[1];
  const auto ref = lives::in_refinement(s, era, "self-governance");
  const auto owed = [&](const Actor& by) {
    std::vector<std::string> names;
    for (const auto& one : s.journal().tasks(rules().assignees(by)))
      if (workflows::owes()(s.now(ref), one.task, by, s.today())) names.push_back(one.task.name);
    return names;
  };
  CHECK(owed(acme).empty());
  s.when(secas, ref, "open-refinement-consultation");
  s.when(secas, ref, "request-preliminary-assessment");  // what it waits for first is another thing
  const std::vector<std::string> respond{"respond to the Refinement Consultation"};
  CHECK(owed(acme) == respond);
  CHECK(owed(beta) == respond);
  CHECK(owed({"citizens", "consumer-body", "", "", ""}).empty());
  CHECK(owed(member("LS-1")).empty());
  s.when(acme, ref, "record-response", says("acme", "approve"));
  CHECK(owed(acme).empty());
  CHECK(owed(beta) == respond);
  s.when(secas, ref, "close-refinement-consultation");
  CHECK(owed(beta).empty());
}

STORY("A consultation that opens later waits for nobody before that day; an appeal window waits for every Party") {
  Story s("2019-01-07");
  s.given_a_change_board();
  const auto& era = lives::eras[1];
  const auto ref = lives::before_the_panel(s, era, "self-governance");
  const auto day = engine::to_text(sec::calendar().add(s.today(), 3));
  s.when(panel, ref, "approve-report",
         with(lives::approval_of_the_report(era, "self-governance"), {{"consultation_opens_on", day}}));
  const auto owed = [&](const Actor& by) {
    return std::ranges::any_of(s.journal().tasks(rules().assignees(by)),
                               [&](const auto& one) { return workflows::owes()(s.now(ref), one.task, by, s.today()); });
  };
  CHECK(!owed(acme));
  s.working_days_pass(3);
  CHECK(owed(acme));
  const auto decided = lives::in_the_appeal_window(s, era);
  CHECK(rules().get(s.now(decided).workflow).project(s.now(decided)).tasks.at(0).assignee == "parties");
}
