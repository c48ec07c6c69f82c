// The traffic lights of the Panel Information Policy: who sees what, and who changes a light.
#include "tests/workflows/lives.hpp"

using namespace story;

namespace {
const Actor analyst = secas;
Dom red(const std::string& text) { return {{"classification", "red"}, {"text", text}}; }
const Dom hidden = {{"classification", "red"}, {"text", nullptr}};
Dom form(const std::string& classification) {
  return {{"kind", "form"}, {"title", "Proposal form"}, {"version", "1.0"}, {"classification", classification}};
}
}  // namespace

STORY("A Red reason leaves its label to those below the Panel, and the decision itself to everybody") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::submitted(s, era, {{"problem", red("Small Supplier 'B' cannot pay")}});
    s.then(ref, visitor).has("/problem", hidden);
    s.then(ref, panel).has("/problem", red("Small Supplier 'B' cannot pay"));
    s.when(panel, ref, "hold", {{"reason", red("Other User 'L' asked for it")}});
    s.then(ref, party("acme")).has("/status", "on-hold").has("/pause/reason", hidden);
    s.then(ref, authority).has("/pause/reason/text", "Other User 'L' asked for it");
    // Refusals are kept and read again: they quote nothing that is classified, to nobody.
    s.but(manager, ref, "accept").is_refused_for("IsActive").says("recorded in the Confidential Minutes");
  }
}

STORY("A White text is written as it always was, whichever way it is given") {
  Story s("2019-03-18");
  const auto ref = lives::submitted(s, lives::eras[1]);
  s.when(panel, ref, "hold", {{"reason", {{"classification", "white"}, {"text", "SCR"}}}});
  s.then(ref, visitor).has("/pause/reason", "SCR");
  CHECK(s.history(ref).back().event.body == R"({"reason":"SCR"})");
  s.when(panel, ref, "resume", {{"reason", {{"text", "over"}}}});
  CHECK(Dom::parse(s.history(ref).back().event.body).at("reason") == "over");
  s.but(panel, ref, "hold", {{"reason", {{"classification", "purple"}, {"text", "x"}}}})
      .is_malformed_at("/reason/classification");
  s.but(panel, ref, "hold", {{"reason", {{"classification", "red"}}}}).is_malformed_at("/reason/text");
}

STORY("SECAS raises the light of a document; a manager or the secretary lowers it, for a reason") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::submitted(s, era);
    s.when(secas, ref, "attach-document", form("green"));
    s.then(ref, visitor).has("/documents_total", 0);
    s.then(ref, party("acme")).has("/documents/0/title", "Proposal form");

    s.when(secas, ref, "reclassify", {{"document", 1}, {"classification", "red"}});
    s.then(ref, party("acme")).has("/documents", Dom::array()).has("/documents_total", 0);
    s.then(ref, panel).has("/documents/0/classification", "red");

    s.but(secas, ref, "reclassify", {{"document", 1}, {"classification", "white"}, {"reason", "published"}})
        .is_refused_for("LoweredForAReason");
    s.but(manager, ref, "reclassify", {{"document", 1}, {"classification", "white"}})
        .is_refused_for("LoweredForAReason");
    s.but(manager, ref, "reclassify", {{"document", 1}, {"classification", "red"}})
        .is_refused_for("ClassificationDiffers");
    for (const int none : {0, 2})
      s.but(secas, ref, "reclassify", {{"document", none}, {"classification", "red"}})
          .is_malformed_at("/document")
          .says("it has number 1 alone");
    s.but(authority, ref, "reclassify", {{"document", 1}, {"classification", "white"}}).is_forbidden();

    s.when(panel, ref, "reclassify", {{"document", 1}, {"classification", "white"}, {"reason", "it is published"}});
    s.then(ref, visitor).has("/documents_total", 1).has("/documents/0/classification", "white");
  }
}

STORY("The history shows that a document joined to those alone who may see it now") {
  Story s("2019-03-18");
  const auto ref = lives::submitted(s, lives::eras[1]);
  const auto joined = s.when(secas, ref, "attach-document", form("white")).entry;
  const auto seen = [&](const Actor& by) {
    const auto now = s.now(ref);
    const auto& workflow = rules().get(now.workflow);
    return workflow.seen_body(now, joined, by);
  };
  CHECK(seen(visitor) == joined.event.body);
  s.when(secas, ref, "reclassify", {{"document", 1}, {"classification", "amber"}});
  CHECK_FALSE(seen(visitor).has_value());
  CHECK(Dom::parse(seen(dcc).value()).at("classification") == "amber");
  s.when(manager, ref, "reclassify", {{"document", 1}, {"classification", "white"}, {"reason", "published"}});
  CHECK(seen(visitor) == joined.event.body);
}
