// Documents with bytes: who may attach which, what takes whose place, who sees what, and what a vote freezes of them.
#include "tests/support/uploads.hpp"
#include "tests/workflows/lights.hpp"
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"

using namespace meetings;

namespace {
const std::string bytes(64, 'a'), other_bytes(64, 'b'), nobodys(64, 'c');

struct WithUploads {
  Uploads uploads;
  Story s{"2019-03-18", &uploads};
  std::string ref = lives::submitted(s, lives::eras[1]);
  WithUploads() {
    uploads.given(secas, bytes, 1200, "application/pdf");
    uploads.given(authority, other_bytes, 77, "text/plain");
  }
};

Dom report(const std::string& version, const std::string& classification = "white") {
  return {
      {"kind", "modification-report"}, {"title", "Report"}, {"version", version}, {"classification", classification}};
}
Dom with_bytes(Dom body, const std::string& hash) { return lives::with(std::move(body), {{"sha256", hash}}); }

std::vector<Dom> documents(Story& s, const std::string& ref, const Actor& by) {
  const auto now = s.now(ref);
  std::vector<Dom> all;
  for (const auto& one : rules().get(now.workflow).part(now, "documents", by)) all.push_back(Dom::parse(one));
  return all;
}
std::size_t files(Story& s, const std::string& ref, const Actor& by) {
  const auto now = s.now(ref);
  return rules().get(now.workflow).item_bytes(now, "documents", by).size();
}
}  // namespace

STORY("Who attaches bytes has uploaded them, or may read a document that has them; else they say where they are") {
  WithUploads given;
  auto& s = given.s;
  s.but(secas, given.ref, "attach-document", with_bytes(report("1.0"), nobodys))
      .is_malformed_at("/sha256")
      .says("not uploaded");
  s.but(authority, given.ref, "attach-document", with_bytes(report("1.0"), bytes)).is_malformed_at("/sha256");
  s.when(secas, given.ref, "attach-document", with_bytes(report("1.0"), std::string(64, 'A')));
  s.when(authority, given.ref, "attach-document", with_bytes(report("2.0"), bytes));  // it may read that one
  s.when(secas, given.ref, "attach-document",
         lives::with(with_bytes(report("3.0"), nobodys), {{"held_elsewhere", "https://example.org/report.pdf"}}));
  const auto all = documents(s, given.ref, visitor);
  REQUIRE(all.size() == 3);
  CHECK(all[0].at("size") == 1200);
  CHECK(all[0].at("sha256") == bytes);  // as it is written everywhere
  CHECK(all[0].at("bytes") == true);
  CHECK(all[1].at("media_type") == "application/pdf");
  CHECK(all[2].at("bytes") == false);
  CHECK(all[2].at("held_elsewhere") == "https://example.org/report.pdf");
  CHECK(files(s, given.ref, visitor) == 2);
}

STORY("What one may not read one may not name either, and does not learn that it is there") {
  WithUploads given;
  auto& s = given.s;
  s.when(secas, given.ref, "attach-document", with_bytes(report("1.0", "red"), bytes));
  const auto ref = lives::submitted(s, lives::eras[1]);
  s.when(authority, ref, "attach-document", with_bytes(report("1.0"), bytes));  // it may read Red
  const auto consulting = lives::in_consultation(s, lives::eras[1], "authority-determined");
  s.but(party("acme"), consulting, "record-response",
        {{"party", "acme"}, {"category", "large-suppliers"}, {"position", "approve"}, {"sha256", nobodys}})
      .is_malformed_at("/sha256");
}

STORY("A newer version of the same kind and title takes the place of the one before, for those whom it shows to") {
  WithUploads given;
  auto& s = given.s;
  s.when(secas, given.ref, "attach-document", with_bytes(report("1.0"), bytes));
  s.when(secas, given.ref, "attach-document", report("2.0", "red"));
  CHECK(documents(s, given.ref, secas)[0].at("superseded_by") == 2);
  CHECK(documents(s, given.ref, visitor)[0].at("superseded_by") == nullptr);
  s.when(secas, given.ref, "attach-document", report("3.0"));
  const auto seen = documents(s, given.ref, visitor);
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].at("superseded_by") == 3);
  CHECK(seen[1].at("number") == 3);
}

STORY("A document that is withdrawn stays listed with the reason, and SECAS alone opens it") {
  WithUploads given;
  auto& s = given.s;
  s.when(secas, given.ref, "attach-document", report("1.0"));
  s.when(secas, given.ref, "attach-document", with_bytes(report("2.0"), bytes));
  s.but(secas, given.ref, "withdraw-document", {{"number", 3}, {"reason", "none"}}).is_malformed_at("/number");
  s.when(panel, given.ref, "withdraw-document", {{"number", 2}, {"reason", "the wrong file"}});
  s.but(secas, given.ref, "withdraw-document", {{"number", 2}, {"reason", "again"}}).is_refused_for("NotWithdrawnYet");
  const auto seen = documents(s, given.ref, visitor);
  CHECK(seen[0].at("superseded_by") == nullptr);  // in force again
  CHECK(seen[1].at("withdrawn").at("reason") == "the wrong file");
  CHECK(seen[1].at("bytes") == false);
  CHECK(files(s, given.ref, visitor) == 0);
  CHECK(files(s, given.ref, secas) == 1);
}

STORY("Under every pack a document is withdrawn once") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::submitted(s, era);
    s.when(secas, ref, "attach-document", report("1.0"));
    s.when(secas, ref, "withdraw-document", {{"number", 1}, {"reason", "the wrong file"}});
    s.but(secas, ref, "withdraw-document", {{"number", 1}, {"reason", "again"}}).is_refused_for("NotWithdrawnYet");
    CHECK(lights::told_of(s, "modifications/" + ref, secas).find("Report (withdrawn on ") != std::string::npos);
  }
}

STORY("The name of a file is a name: no folder, nothing that nobody sees, nothing that turns the letters round") {
  WithUploads given;
  auto& s = given.s;
  for (const std::string bad : {"a/b.pdf", "a\\b.pdf", "..", "a\tb", "report\xE2\x80\xAEgpj.exe", "a\xE2\x80\x8B.pdf"})
    s.but(secas, given.ref, "attach-document", lives::with(report("1.0"), {{"file_name", bad}}))
        .is_malformed_at("/file_name");
  for (const std::string bad : {"javascript:alert(1)", "https://", "ftp://a", "https://a b"})
    s.but(secas, given.ref, "attach-document", lives::with(report("1.0"), {{"held_elsewhere", bad}}))
        .is_malformed_at("/held_elsewhere");
  const auto named = lives::with(report("1.0"), {{"file_name", "R\xC3\xA9sum\xC3\xA9 1.pdf"}});
  s.when(secas, given.ref, "attach-document", named);
}

STORY("A vote freezes the hashes of the documents in force, not of those withdrawn, or says that there are none") {
  WithUploads given;
  auto& s = given.s;
  s.given_a_change_board();
  const auto ballot = [&](const std::string& ref) {
    const auto now = s.now(ref);
    return Dom::parse(rules().get(now.workflow).part(now, "ballots", visitor).at(0));
  };
  const auto without = s.given("MP501", "change-board-vote", "self-governance");
  s.when(secas, without, "open-vote", {{"purpose", "final"}, {"mode", "correspondence"}});
  CHECK(ballot(without).at("papers") == "none on the register");
  const auto with = s.given("MP502", "change-board-vote", "self-governance");
  s.when(secas, with, "attach-document", with_bytes(report("1.0"), bytes));
  s.when(secas, with, "attach-document", report("2.0"));
  s.when(secas, with, "withdraw-document", {{"number", 2}, {"reason", "not final"}});
  s.when(secas, with, "open-vote", {{"purpose", "final"}, {"mode", "correspondence"}});
  CHECK_FALSE(ballot(with).contains("papers"));
  REQUIRE(ballot(with).at("documents").size() == 1);
  CHECK(ballot(with).at("documents")[0].at("sha256") == bytes);
}

STORY("A response may come with a file, for those alone who may know whose it is") {
  Uploads uploads;
  Story s("2019-03-18", &uploads);
  uploads.given(party("acme"), bytes, 10, "application/pdf");
  const auto ref = lives::in_consultation(s, lives::eras[1], "authority-determined");
  const Dom response{{"party", "acme"},       {"category", "large-suppliers"},
                     {"position", "approve"}, {"confidentiality", "confidential"},
                     {"sha256", bytes},       {"file_name", "answer.pdf"}};
  s.but(party("acme"), ref, "record-response", lives::with(response, {{"sha256", nobodys}})).is_malformed_at("/sha256");
  s.when(party("acme"), ref, "record-response", response);
  const auto now = s.now(ref);
  const auto& workflow = rules().get(now.workflow);
  CHECK(workflow.item_bytes(now, "responses", party("acme")).size() == 1);
  CHECK(workflow.item_bytes(now, "responses", secas).size() == 1);
  CHECK(workflow.item_bytes(now, "responses", visitor).empty());
}

STORY("Papers of a meeting are as confidential as their items, and wait until they are issued") {
  Uploads uploads;
  Story s("2019-03-08", &uploads);
  uploads.given(panel, bytes, 1200, "application/pdf");
  given_the_meeting(s);
  given_an_item(s, 11, "Change Status Report - March 2019");
  const auto files = [&](const Actor& by) {
    const auto now = current(s, panel_66);
    return rules().get(now.workflow).item_bytes(now, "documents", by).size();
  };
  const Dom paper = lives::with(report("1.0"), {{"item", 11}, {"sha256", bytes}, {"file_name", "paper.pdf"}});
  not_done(s, panel, panel_66, "attach-document", lives::with(paper, {{"item", 12}})).is_malformed_at("/item");
  not_done(s, panel, panel_66, "attach-document", lives::with(paper, {{"sha256", nobodys}})).is_malformed_at("/sha256");
  done(s, panel, panel_66, "attach-document", paper);
  CHECK(files(panel) == 1);
  CHECK(files(visitor) == 0);
  done(s, panel, panel_66, "issue-papers");
  CHECK(files(visitor) == 1);
  done(s, panel, panel_66, "amend-item", {{"item", 11}, {"classification", "amber"}, {"reason", "it names a Party"}});
  CHECK(files(visitor) == 0);
  CHECK(files(dcc) == 1);
  done(s, panel, panel_66, "withdraw-document", {{"number", 1}, {"reason", "the wrong one"}});
  CHECK(files(dcc) == 0);
  const auto now = current(s, panel_66);
  CHECK(rules().get(now.workflow).part(now, "documents", dcc).size() == 1);  // it was issued: it stays listed
  not_done(s, panel, panel_66, "withdraw-document", {{"number", 1}, {"reason", "again"}})
      .is_refused_for("NotWithdrawnYet");
}

STORY("That a document was withdrawn, and why, is as confidential as the document") {
  WithUploads given;
  auto& s = given.s;
  const auto reason_for = [&](const std::string& ref, const Actor& by, const engine::Entry& entry) {
    const auto now = s.now(ref);
    const auto seen = rules().get(now.workflow).seen_body(now, entry, by);
    return seen && seen->find("the wrong file") != std::string::npos;
  };
  const Dom withdrawal{{"number", 1}, {"reason", "the wrong file"}};
  s.when(secas, given.ref, "attach-document",
         lives::with(report("1.0", "red"), {{"held_elsewhere", "https://example.org/quagga"}}));
  CHECK(lights::told_of(s, "modifications/" + given.ref, visitor).find("quagga") == std::string::npos);
  const auto withdrawn = s.when(secas, given.ref, "withdraw-document", withdrawal);
  CHECK_FALSE(reason_for(given.ref, visitor, withdrawn.entry));
  CHECK(reason_for(given.ref, secas, withdrawn.entry));
}

STORY("A paper that was withdrawn before the papers were issued has never been one, for those outside") {
  Uploads uploads;
  Story s("2019-03-08", &uploads);
  given_the_meeting(s);
  given_an_item(s, 11, "Change Status Report - March 2019");
  const auto seen_by = [&](const Actor& by) {
    const auto now = current(s, panel_66);
    std::string all;
    for (const auto& one : rules().get(now.workflow).part(now, "documents", by)) all += one;
    for (const auto& entry : s.journal().entries(now.id, {}))
      all += rules().get(now.workflow).seen_body(now, entry, by).value_or("");
    return all;
  };
  done(s, panel, panel_66, "attach-document", lives::with(report("1.0"), {{"item", 11}, {"title", "Too early"}}));
  done(s, panel, panel_66, "withdraw-document", {{"number", 1}, {"reason", "not for this meeting"}});
  done(s, panel, panel_66, "issue-papers");
  CHECK(seen_by(visitor).find("Too early") == std::string::npos);
  CHECK(seen_by(visitor).find("not for this meeting") == std::string::npos);
  CHECK(seen_by(panel).find("Too early") != std::string::npos);
}
