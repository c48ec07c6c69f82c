// What the body of each command may be: whatever its schema does not take is refused with a pointer to it.
#include <fmt/format.h>

#include "tests/workflows/golden.hpp"
#include "tests/workflows/lives.hpp"

using namespace story;

namespace {
Actor sender(const engine::CommandDescription& command) {
  return {"acme", std::string(command.roles.empty() ? command.sent_by : command.roles[0]), "", "", ""};
}

std::set<std::string> pointers(const engine::Reply& reply) {
  std::set<std::string> found;
  if (const auto* malformed = std::get_if<engine::Malformed>(&reply))
    for (const auto& error : malformed->errors) found.insert(error.pointer);
  return found;
}

// Each command of each pack with the least body that its schema takes, on a case that was just raised.
template <class Check>
void with_each_command(Check check) {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::submitted(s, era);
    for (const auto& command : rules().get(era.pack).commands()) {
      CAPTURE(command.name);
      const auto send = [&](const Dom& body) {
        const auto reference = command.opens ? "" : ref;
        return s.ask_only(
            {"modifications", reference, std::string(command.name), body.dump(), sender(command), "", "", {}, {}});
      };
      check(Dom::parse(command.schema), Dom::parse(golden::least_body(command.schema)), send);
    }
  }
}

std::string type_of(const Dom& schema) {
  if (schema.contains("anyOf")) return type_of(schema["anyOf"][0]);  // a text, or one with its classification
  return schema.at("type").is_array() ? schema["type"][0] : schema["type"];
}
Dom of_a_wrong_type(const Dom& schema) {
  const auto type = type_of(schema);
  if (type == "object") return Dom::array();
  if (type == "array") return Dom::object();
  return type == "string" ? Dom(7) : Dom("a text");
}
bool is_text(const Dom& schema) {
  return type_of(schema) == "string" && !schema.contains("enum") && !schema.contains("format");
}
}  // namespace

TEST_CASE("A field that a body does not have is pointed at, and so is each one that it must have") {
  with_each_command([](const Dom& schema, const Dom& least, const auto& send) {
    CHECK(pointers(send(lives::with(least, {{"no/such~field", 1}}))).contains("/no~1such~0field"));
    for (const auto& name : schema.value("required", Dom::array())) {
      auto body = least;
      body.erase(name.template get<std::string>());
      CHECK(pointers(send(body)) == std::set<std::string>{"/" + name.template get<std::string>()});
    }
    for (const Dom& whole : {Dom::array(), Dom(7), Dom("text"), Dom()})
      CHECK(pointers(send(whole)) == std::set<std::string>{""});
  });
}

TEST_CASE("A value of the wrong type, or outside its words, is pointed at") {
  with_each_command([](const Dom& schema, const Dom& least, const auto& send) {
    for (const auto& one : schema.at("properties").items()) {
      const auto& name = one.key();
      const Dom& field = one.value();
      CAPTURE(name);
      const auto at = std::set<std::string>{"/" + name};
      CHECK(pointers(send(lives::with(least, {{name, of_a_wrong_type(field)}}))) == at);
      if (field.contains("enum")) CHECK(pointers(send(lives::with(least, {{name, "no such word"}}))) == at);
    }
  });
}

TEST_CASE("A classified text that is wrong is pointed at, down to its classification") {
  with_each_command([](const Dom& schema, const Dom& least, const auto& send) {
    for (const auto& one : schema.at("properties").items()) {
      const auto& name = one.key();
      const Dom& field = one.value();
      if (!field.contains("anyOf")) continue;
      CAPTURE(name);
      const auto said = [&](const Dom& text) { return pointers(send(lives::with(least, {{name, text}}))); };
      CHECK(said(Dom::object()) == std::set<std::string>{"/" + name + "/text"});
      CHECK(said({{"text", ""}}) == std::set<std::string>{"/" + name + "/text"});
      CHECK(said({{"text", "x"}, {"classification", "RED"}}) == std::set<std::string>{"/" + name + "/classification"});
      CHECK(said({{"text", "x"}, {"class", "red"}}) == std::set<std::string>{"/" + name + "/class"});
      CHECK_FALSE(said({{"text", "x"}, {"classification", "red"}}).contains("/" + name));
    }
  });
}

TEST_CASE("Days and instants that do not exist are pointed at") {
  with_each_command([](const Dom& schema, const Dom& least, const auto& send) {
    for (const auto& one : schema.at("properties").items()) {
      const auto& name = one.key();
      const Dom& field = one.value();
      CAPTURE(name);
      const auto at = std::set<std::string>{"/" + name};
      const auto format = field.value("format", "");
      if (format == "date")
        for (const auto day :
             {"2019-02-29", "2019-13-01", "2019-2-1", "01.02.2019", "0000-00-00", "2019-03-15T00:00:00Z", ""})
          CHECK(pointers(send(lives::with(least, {{name, day}}))) == at);
      if (format == "date-time")
        for (const auto time : {"2019-03-15", "2019-03-15T17:00:00", "2019-03-15T25:00:00Z", "2019-02-30T17:00:00Z"})
          CHECK(pointers(send(lives::with(least, {{name, time}}))) == at);
    }
  });
}

TEST_CASE("A whole number is one however it is written, and one with a fraction is none") {
  int fields = 0;
  with_each_command([&](const Dom& schema, const Dom& least, const auto& send) {
    for (const auto& one : schema.at("properties").items()) {
      const auto& name = one.key();
      if (type_of(one.value()) != "integer") continue;
      CAPTURE(name);
      ++fields;
      const auto said = [&](const Dom& number) { return pointers(send(lives::with(least, {{name, number}}))); };
      const auto pointer = "/" + name;
      for (const Dom& same : {Dom(2.0), Dom::parse("2e0"), Dom::parse("0.2E1")})
        CHECK(said(same).contains(pointer) == said(2).contains(pointer));
      for (const Dom& wrong : {Dom(3.5), Dom(-1.0), Dom(1e15), Dom(-1e300), Dom(1e300)})
        CHECK(said(wrong).contains(pointer));
    }
  });
  CHECK(fields > 0);
}

TEST_CASE("A text is neither empty nor blank nor too long, and has no NUL and no control characters") {
  with_each_command([](const Dom& schema, const Dom& least, const auto& send) {
    for (const auto& one : schema.at("properties").items()) {
      const auto& name = one.key();
      const Dom& field = one.value();
      if (!is_text(field)) continue;
      CAPTURE(name);
      for (const std::string& text : {std::string(), std::string("  "), std::string("a\0b", 3), std::string("a\x01"),
                                      std::string("\x7f"), std::string(20'001, 'x')})
        CHECK(pointers(send(lives::with(least, {{name, text}}))).contains("/" + name));
      static const std::set<std::string> no_free_text{"ref",   "same_as", "workflow", "code",
                                                      "state", "sha256",  "subject",  "file_name",
                                                      "held_elsewhere"};
      if (no_free_text.contains(name)) continue;
      CHECK_FALSE(pointers(send(lives::with(least, {{name, "two\nlines\tand \xc3\xa9"}}))).contains("/" + name));
    }
  });
}

TEST_CASE(
    "A list has at most 1,000 items, at least one where it must not be empty, and each is pointed at by its number") {
  with_each_command([](const Dom& schema, const Dom& least, const auto& send) {
    for (const auto& one : schema.at("properties").items()) {
      const auto& name = one.key();
      const Dom& field = one.value();
      if (type_of(field) != "array") continue;
      CAPTURE(name);
      Dom long_list = Dom::array();
      for (int i = 0; i < 1'001; ++i) long_list.push_back("x");
      CHECK(pointers(send(lives::with(least, {{name, long_list}}))) == std::set<std::string>{"/" + name});
      if (field.value("minItems", 0) > 0)
        CHECK(pointers(send(lives::with(least, {{name, Dom::array()}}))) == std::set<std::string>{"/" + name});
      const auto wrong = Dom::array({of_a_wrong_type(field.at("items"))});
      CHECK(pointers(send(lives::with(least, {{name, wrong}}))) == std::set<std::string>{"/" + name + "/0"});
    }
  });
}

TEST_CASE("What the schema of a command takes is read: its least body, and null for each field that may be left out") {
  with_each_command([](const Dom& schema, const Dom& least, const auto& send) {
    // The least body is the first of several that it may be.
    const Dom& least_of = schema.contains("anyOf") ? schema["anyOf"].front() : schema;
    const auto required = least_of.value("required", Dom::array());
    std::set<std::string> own;  // what the type takes and the command does not: dates before the last step and the like
    send(least);                // what it brings about once (the parts of a split) it cannot bring about again
    for (const auto& pointer : pointers(send(least))) own.insert(pointer);
    for (const auto& one : schema.at("properties").items()) {
      const auto& name = one.key();
      const Dom& field = one.value();
      CAPTURE(name);
      const bool needed = std::find(required.begin(), required.end(), name) != required.end();
      if (needed || (!field.contains("anyOf") && !field.at("type").is_array())) continue;
      CHECK(pointers(send(lives::with(least, {{name, nullptr}}))) == own);
    }
  });
}

STORY("A day in the future is pointed at where it stands") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto tomorrow = engine::to_text(engine::Date{std::chrono::sys_days{s.today()} + std::chrono::days{1}});
    const auto body = lives::proposal(era);
    const auto taken = [&](const Dom& more) {
      Dom position = {{"state", "refinement"}, {"as_of", tomorrow}, {"source", "minutes"}};
      return s.but_raised(manager,
                          lives::with(body, lives::with({{"ref", "SECMP0061"}, {"position", position}}, more)));
    };
    s.but_raised(secas, lives::with(body, {{"raised_on", tomorrow}}))
        .is_malformed_at("/raised_on")
        .says(s.today_text());
    s.but_raised(secas, lives::with(body, {{"raised_on", tomorrow}, {"effective_on", s.today_text()}}))
        .is_malformed_at("/raised_on");
    s.but_raised(secas, lives::with(body, {{"effective_on", tomorrow}})).is_malformed_at("/effective_on");
    taken(Dom::object()).is_malformed_at("/position/as_of");
    taken({{"effective_on", s.today_text()}}).is_malformed_at("/position/as_of");
  }
}

STORY("A step that needs the Working Days of a year that is not published yet goes by the rule for its holidays") {
  Story s("2027-12-13");
  const auto ref = lives::fast_track(s, lives::eras[2]);
  for (const auto& option : s.options(ref))
    for (const auto& unmet : option.unmet) CHECK(unmet.guard != "WithinTheCalendar");
  s.the_day_is("2028-01-05");
  s.but(panel, ref, "approve-fast-track", {{"unanimous", true}})
      .is_refused_for("NoticePeriodHasRun")
      .says("6 January 2028");
  s.the_day_is("2028-01-06");
  s.when(panel, ref, "approve-fast-track", {{"unanimous", true}});
}

STORY("A day of effect lies neither before the last step nor in the future") {
  Story s("2019-03-15");
  const auto ref = lives::submitted(s, lives::eras[1]);
  s.working_days_pass(3);
  s.but(secas, ref, "accept", {{"effective_on", "2019-03-14"}}).is_malformed_at("/effective_on").says("2019-03-15");
  s.but(secas, ref, "accept", {{"effective_on", "2019-03-21"}}).is_malformed_at("/effective_on").says("2019-03-20");
  s.when(secas, ref, "accept", {{"effective_on", "2019-03-18"}});
  s.but(secas, ref, "record-csc-discussion", {{"outcome", "o"}, {"effective_on", "2019-03-15"}})
      .is_malformed_at("/effective_on");
  CHECK(s.history(ref).back().effective_on == date("2019-03-18"));
  CHECK(engine::london_date(s.history(ref).back().at) == date("2019-03-20"));
}
