// What a workflow made from a table does of itself, on the smallest table that shows it: a parcel that is weighed. Its
// rows for parcels of 6 to 9 kg overlap, which no table should.
#include <doctest/doctest.h>

#include "engine/machine.hpp"
#include "engine/typed_workflow.hpp"

namespace {
namespace parcel {
using engine::Date;
using engine::Row;
using engine::When;

struct Facts {
  int handled = 0;
};
using Look = engine::Look<Facts>;

struct Basics {
  std::optional<Date> effective_on;
  std::optional<std::string> recorded_from;
};
BOOST_DESCRIBE_STRUCT(Basics, (), (effective_on, recorded_from))

constexpr std::array<std::string_view, 1> clerks{"clerk"};
struct Hand : Basics {
  static constexpr std::string_view name = "hand-in", summary = "A parcel is handed in.";
  static constexpr auto roles = clerks;
  static constexpr bool opens = true;
  std::optional<Date> found_on;  // takes effect then
};
BOOST_DESCRIBE_STRUCT(Hand, (Basics), (found_on))
struct Send : Basics {
  static constexpr std::string_view name = "send", summary = "It goes on its way.";
  static constexpr auto roles = clerks;
  int weight = 0;
};
BOOST_DESCRIBE_STRUCT(Send, (Basics), (weight))
struct Keep : Basics {
  static constexpr std::string_view name = "keep", summary = "It is kept over a holiday.";
  static constexpr auto roles = clerks;
};
BOOST_DESCRIBE_STRUCT(Keep, (Basics), ())

template <class Self, class C, engine::Text Name>
struct Keeps : C {
  using DescribedAs = C;
  static constexpr std::string_view name = Name.view();
  static Self from(const Look&, const C&) { return {}; }
};
struct HandedIn : Keeps<HandedIn, Hand, "handed-in"> {};
struct SentByPost : Keeps<SentByPost, Send, "sent-by-post"> {};
struct SentByRail : Keeps<SentByRail, Send, "sent-by-rail"> {};
struct Kept : Keeps<Kept, Keep, "kept"> {};
void step(Facts& facts, const engine::Entry&) { ++facts.handled; }
void apply(Facts&, const auto&, const engine::Entry&) {}

struct IsLight {
  static engine::Reason unmet(const Look&, const Send& command) {
    return engine::unless(command.weight < 10, "it is heavy");
  }
};
struct IsHeavy {
  static engine::Reason unmet(const Look&, const Send& command) {
    return engine::unless(command.weight > 5, "it is light");
  }
};
struct ThereIsAHoliday {
  static engine::Reason unmet(const Look&) { throw engine::OutsideCalendar("nobody knows the holidays of 2101"); }
};

struct New : engine::State<"", "Not here yet", ""> {};
struct Waiting : engine::State<"waiting", "Waiting", "Here"> {};
struct Gone : engine::State<"gone", "Gone", "Gone", true> {};
using Table = engine::Table<Row<New, Hand, Waiting, HandedIn>, Row<Waiting, Send, Gone, SentByPost, When<IsLight>>,
                            Row<Waiting, Send, Gone, SentByRail, When<IsHeavy>>,
                            Row<Waiting, Keep, engine::Stay, Kept, When<ThereIsAHoliday>, "9.1">>;

// What bodies say beyond their types, and the day that follows from another field: found beside the command.
void check(const Basics&, const engine::Setting&, engine::body::Reading&) {}
std::optional<engine::NamedDay> takes_effect(const Basics&) { return {}; }
std::optional<engine::NamedDay> takes_effect(const Hand& command) {
  if (command.found_on) return engine::NamedDay{*command.found_on, "/found_on"};
  return {};
}

struct Rules {
  using Initial = New;
  using States = engine::mp11::mp_list<New, Waiting, Gone>;
  using Rows = parcel::Table;
};

struct Family : engine::FamilyDefaults<parcel::Facts>, Rules {
  using Groups = engine::mp11::mp_list<Rows>;
  using Preconditions = When<>;
  static constexpr std::string_view collection = "parcels", noun = "parcel", clock_role = "clock";

  static engine::FamilyCode code_run_by(engine::Decide decide) {
    return {engine::FactsType::of<parcel::Facts>(),
            New::name,
            engine::states_of<States>(),
            engine::code_of_rows<Family, Rows>(),
            engine::code_of_commands<Family, engine::CommandsOf<Rows>>(),
            engine::code_of_events<parcel::Facts, engine::EventsOf<Rows>>(),
            decide};
  }
  static const engine::FamilyCode& code() {
    static const auto code = code_run_by(engine::Machine<Rules>::decide);
    return code;
  }
  template <class C>
  static constexpr bool is_exempt = true;
  static bool is_exempt_here(std::string_view, std::string_view) { return true; }
  template <class C>
  static std::vector<std::string_view> recorders() {
    return {};
  }
  static void check_body(const auto& command, const engine::Setting& setting, engine::body::Reading& reading) {
    check(command, setting, reading);
  }
  static void carry_over(const auto&, auto&) {}

  static std::string workflow_of(const parcel::Facts&) { return "parcel"; }
  static std::variant<engine::Identity, engine::Malformed> identify(std::string_view, const engine::Command&,
                                                                    const engine::Numbers&) {
    return engine::Identity{"P1"};
  }
  static std::size_t bytes_behind(const parcel::Facts&) { return 0; }
  static engine::Listing listing(const parcel::Facts&, const engine::Case&) { return {}; }
  static engine::Projection project(const parcel::Facts&, const engine::Case&) { return {}; }
  static engine::Clearance clearance(const engine::Actor&) { return 0; }
  static std::vector<engine::Audience> audiences() { return {}; }
  static engine::Json gated(engine::Json text, engine::Clearance) { return text; }
  static engine::Json view(const parcel::Facts&, const engine::Case&, engine::Clearance) { return "{}"; }
  static int seen_version(const parcel::Facts&, int version, engine::Clearance) { return version; }
  static bool may_hide_steps(const parcel::Facts&, engine::Clearance) { return false; }
  static std::optional<engine::Json> seen_body(const parcel::Facts&, const engine::Entry& entry, const engine::Actor&) {
    return entry.event.body;
  }
  static bool tells_who(const parcel::Facts&, const engine::Entry&, const engine::Actor&) { return true; }
};
}  // namespace parcel

class Counter {
 public:
  engine::Decision decide(const std::string& command, const std::string& body) const {
    return workflow_.decide(current_, {"parcels", "P1", command, body, setting_.by, "", "", {}, {}}, setting_);
  }
  void take_in() {
    const auto decided = std::get<engine::Decided>(decide("hand-in", "{}"));
    engine::Entry entry{1, "P1", "parcel", 1, decided.event, decided.effective_on, setting_.now, setting_.by, ""};
    current_ = workflow_.evolve(current_, entry);
  }
  // Whether somebody is shown that version of a case, by what is known of this one.
  bool shows(const std::string& case_id, int version) const {
    const engine::Entry entry{7, case_id, "parcel", version, {"kept", "{}", "waiting", "waiting"}, {}, {}, {}, ""};
    const bool shown = workflow_.seen_body(current_, entry, {}).has_value();
    CHECK(workflow_.tells_who(current_, entry, {}) == shown);
    return shown;
  }
  int seen_version(int version) const { return workflow_.seen_version(current_, version, 0); }
  std::vector<engine::Option> options() const { return workflow_.options(current_, setting_); }

 private:
  static engine::Setting on_a_day() {
    engine::Setting setting;
    setting.now = engine::read_time("2019-03-15T12:00:00Z").value();
    setting.today = setting.on = engine::london_date(setting.now);
    setting.by.role = "clerk";
    return setting;
  }
  const engine::TypedWorkflow<parcel::Family> workflow_{
      engine::Pack{"parcel", "Parcels", engine::row_set<parcel::Family::Groups, parcel::Family::Groups>(),
                   [](const engine::Json&, engine::Date) { return true; }}};
  engine::Setting setting_ = on_a_day();
  engine::Case current_ = workflow_.blank("P1");
};

std::string event_of(const engine::Decision& decision) { return std::get<engine::Decided>(decision).event.type; }
engine::FieldError error_of(const engine::Decision& decision) {
  return std::get<engine::Malformed>(decision).errors.at(0);
}
}  // namespace

TEST_CASE("Where one row holds it is taken, whichever stands first in the table") {
  Counter counter;
  counter.take_in();
  CHECK(event_of(counter.decide("send", R"({"weight":5})")) == "sent-by-post");
  CHECK(event_of(counter.decide("send", R"({"weight":10})")) == "sent-by-rail");
}

TEST_CASE("Two rows that hold at once are a fault, and not a choice of the first") {
  Counter counter;
  counter.take_in();
  for (const auto body : {R"({"weight":6})", R"({"weight":9})"})
    CHECK_THROWS_AS(counter.decide("send", body), std::logic_error);
}

TEST_CASE("A day that follows from another field than effective_on is pointed at where it stands") {
  const Counter counter;
  CHECK(error_of(counter.decide("hand-in", R"({"found_on":"2019-03-16"})")).pointer == "/found_on");
  CHECK(error_of(counter.decide("hand-in", R"({"effective_on":"2019-03-16"})")).pointer == "/effective_on");
  const auto decision = counter.decide("hand-in", R"({"found_on":"2019-03-14"})");
  CHECK(std::get<engine::Decided>(decision).effective_on == engine::read_date("2019-03-14"));
}

TEST_CASE("What a case does not know of yet it shows to nobody: it may be what it would hide") {
  Counter counter;
  counter.take_in();
  CHECK(counter.shows("P1", 1));
  CHECK_FALSE(counter.shows("P1", 2));
  CHECK(counter.shows("P2", 2));  // another's
  CHECK(counter.seen_version(1) == 1);
  CHECK(counter.seen_version(2) == 1);
}

TEST_CASE("A condition that asks about years outside the calendar stands in the way, and harms no other option") {
  Counter counter;
  counter.take_in();
  const auto options = counter.options();
  REQUIRE(options.size() == 3);
  CHECK(options[0].unmet.empty());
  CHECK(options[1].unmet.empty());
  CHECK(options[2].unmet ==
        std::vector<engine::Unmet>{{"WithinTheCalendar", "nobody knows the holidays of 2101", "9.1", ""}});
  CHECK(error_of(counter.decide("keep", "{}")) == engine::FieldError{"", "nobody knows the holidays of 2101"});
}

TEST_CASE("Boost.MSM takes the row that trying one after the other takes, and none where none holds") {
  using parcel::Family;
  const auto& code = Family::code();
  const auto all = engine::row_set<Family::Groups, Family::Groups>();
  const parcel::Facts facts;
  const engine::Setting setting;
  const engine::Steps no_steps;
  for (const std::string_view state : {"", "waiting", "gone"}) {
    const engine::AnyLook look{&facts, setting, state, no_steps};
    for (const int weight : {5, 7, 10}) {
      parcel::Send send;
      send.weight = weight;
      const engine::Asked asked{"send", &send};
      if (state == "waiting" && weight == 7) continue;  // two rows hold: a fault that decide() finds before
      const auto by_machine = engine::Machine<parcel::Rules>::decide(look, code.rows, all, asked);
      const auto by_rows = engine::the_open_row(look, code.rows, all, asked);
      REQUIRE(by_machine.has_value() == by_rows.has_value());
      CHECK(by_machine.has_value() == (state == "waiting"));
      if (by_machine) CHECK(by_machine->type == by_rows->type);
    }
  }
}
