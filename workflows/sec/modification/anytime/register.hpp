// The register of a modification: its texts, documents and links.
#pragma once

#include "workflows/sec/modification/acts.hpp"
#include "workflows/sec/terms/naming.hpp"

namespace sec {

// What can be asked.

struct Consolidate : Common {
  SEC_COMMAND("consolidate", (by::a_body), "The modification is handled jointly with others (T48, D3.6(g)).");
  OneOrMore<std::string> with;
  Text reason;
  std::optional<bool> external;  // true: this register need not have them
};
BOOST_DESCRIBE_STRUCT(Consolidate, (Common), (with, reason, external))

struct Amend : Common {
  SEC_COMMAND("amend", (by::any(by::secas, by::proposer)),
              "Title, problem statement or solution of the proposal are amended, until its report is approved (T54).");
  std::optional<std::string> title;
  std::optional<Text> problem;
  std::optional<Text> solution;
};
BOOST_DESCRIBE_STRUCT(Amend, (Common), (title, problem, solution))

struct SetImpacts : Common {
  SEC_COMMAND("set-impacts", (by::secas), "What the modification touches: DCC Systems, Parties, documents (T54).");
  std::optional<DccImpact> dcc_systems;
  std::optional<std::vector<Category>> parties;
  std::optional<std::vector<std::string>> documents;
};
BOOST_DESCRIBE_STRUCT(SetImpacts, (Common), (dcc_systems, parties, documents))

struct AttachDocument : Common, AboutDocument {
  SEC_COMMAND("attach-document", (by::any(by::secas, by::authority)),
              "A document joins the register, with its bytes if they were uploaded (T54).");
};
BOOST_DESCRIBE_STRUCT(AttachDocument, (Common, AboutDocument), ())

struct WithdrawDocument : Common {
  SEC_COMMAND("withdraw-document", (by::any(by::secas, by::List<1>{"panel-secretary"})),
              "A document is not in force: it stays listed, with the reason, and SECAS alone opens it.");
  static constexpr bool while_held = true;  // what was a mistake is taken back at once
  int number = 0;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawDocument, (Common), (number, reason))

struct Reclassify : Common {
  SEC_COMMAND("reclassify", (by::any(by::secas, by::List<1>{"panel-secretary"})),
              "A document of the register gets another traffic light.");
  static constexpr bool while_held = true;  // what slipped out is taken back at once
  int document = 0;                         // 1 is the first that joined the register
  Classification classification{};
  std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(Reclassify, (Common), (document, classification, reason))

struct Link : Common {
  SEC_COMMAND("link", (by::secas), "The modification is linked with another one (T54).");
  std::string relation;
  std::string ref;
  std::optional<bool> external;  // true: this register need not have it
};
BOOST_DESCRIBE_STRUCT(Link, (Common), (relation, ref, external))

struct CorrectTitle : Common {
  SEC_COMMAND("correct-title", (by::manager),
              "The title was wrong: what it is, also after the report is approved; the history keeps both.");
  static constexpr bool while_held = true;
  std::string title;
  Text reason;
};
BOOST_DESCRIBE_STRUCT(CorrectTitle, (Common), (title, reason))

// What can have happened. What only adds to the register lasts when the step before it is undone (T54).

inline constexpr std::string_view joint_relation = "consolidated-with";

// Both name the others as they were called then, and say of each whether it is external.
struct Consolidated : Adds<Consolidate, "consolidated"> {
  std::vector<std::string> unknown;  // of `with`: those that this register does not have
  static Consolidated from(const Look& look, const Consolidate& command);
};
BOOST_DESCRIBE_STRUCT(Consolidated, (Consolidate), (unknown))
struct Amended : Keeps<Amended, Amend, "amended"> {
  static constexpr bool lasting = true;
};
struct JoinedByAnother : Keeps<JoinedByAnother, RecordJoint, "joined-by-another"> {};
struct ImpactsSet : Keeps<ImpactsSet, SetImpacts, "impacts-set"> {
  static constexpr bool lasting = true;
};
struct DocumentAttached : Adds<AttachDocument, "document-attached"> {
  static constexpr bool lasting = true;
  // Of the bytes, if they are here; not in older events.
  std::optional<std::int64_t> size;
  std::optional<std::string> media_type;
  static DocumentAttached from(const Look& look, const AttachDocument& command);
};
BOOST_DESCRIBE_STRUCT(DocumentAttached, (AttachDocument), (size, media_type))
struct DocumentWithdrawn : Keeps<DocumentWithdrawn, WithdrawDocument, "document-withdrawn"> {
  static constexpr bool lasting = true;
};
struct DocumentReclassified : Keeps<DocumentReclassified, Reclassify, "document-reclassified"> {
  static constexpr bool lasting = true;
};
struct Linked : Adds<Link, "linked"> {
  static constexpr bool lasting = true;
  static Linked from(const Look& look, const Link& command);
};
BOOST_DESCRIBE_STRUCT(Linked, (Link), ())
struct TitleCorrected : Adds<CorrectTitle, "title-corrected"> {
  static constexpr bool lasting = true;
  std::optional<std::string> was;
  static TitleCorrected from(const Look& look, const CorrectTitle& command);
};
BOOST_DESCRIBE_STRUCT(TitleCorrected, (CorrectTitle), (was))

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(Consolidated);
SEC_APPLY(Amended);
SEC_APPLY(JoinedByAnother);
SEC_APPLY(OtherRenamed);
SEC_APPLY(ImpactsSet);
SEC_APPLY(DocumentAttached);
SEC_APPLY(DocumentReclassified);
SEC_APPLY(DocumentWithdrawn);
SEC_APPLY(Linked);
SEC_APPLY(TitleCorrected);

// Those that name it hear of its new name.
std::vector<engine::Circular> renamed(const Facts& before, const Facts& after, const engine::Entry& entry);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

SEC_GUARD(OthersAreNamedOnce, "panel-secretary", Consolidate);
SEC_GUARD(JoinedForTheFirstTime, "panel-secretary", Consolidate);
SEC_GUARD(LinksAnother, "secas", Link);
SEC_GUARD(LinkedForTheFirstTime, "secas", Link);
SEC_GUARD(AmendsSomething, "secas", Amend);
SEC_GUARD(ProblemNotFinal, "panel-secretary", Amend);  // T08
SEC_GUARD(ClassificationDiffers, "secas", Reclassify);
SEC_GUARD(LoweredForAReason, "secas-manager", Reclassify);  // section 9
SEC_GUARD(NotWithdrawnYet, "secas", WithdrawDocument);
SEC_GUARD(TitleDiffers, "secas-manager", CorrectTitle);

// What they name is on the register, or they say that it need not be.
void check(const Link& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const Consolidate& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const AttachDocument& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const WithdrawDocument& command, const engine::Setting& setting, engine::body::Reading& reading);
void check(const Reclassify& command, const engine::Setting& setting, engine::body::Reading& reading);
// The others are linked with it as it is with them, those that the register has and that are live.
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const Consolidated& event,
                                        const engine::Entry& entry);

// What it adds to the table.

using RegisterCommands = engine::mp11::mp_list<Consolidate, Amend, SetImpacts, AttachDocument, Reclassify, Link,
                                               RecordJoint, RecordRenamed, CorrectTitle, WithdrawDocument>;
using RegisterEvents = engine::mp11::mp_list<Consolidated, Amended, ImpactsSet, DocumentAttached, DocumentReclassified,
                                             Linked, JoinedByAnother, OtherRenamed, TitleCorrected, DocumentWithdrawn>;

}  // namespace sec
