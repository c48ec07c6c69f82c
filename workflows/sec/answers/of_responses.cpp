// Consultations and responses as modification/response_view.cpp writes them.
#include "workflows/sec/answers/answers.hpp"
#include "workflows/sec/modification/facts.hpp"

namespace sec::answering {

// Of these names other files of this folder have some too.
namespace responses {
namespace {
using engine::list_of;
using engine::or_null;
using engine::Shape;
using engine::shaped;

Shape response() {
  return Shape("Response")
      .has("number", &Response::number)
      .has("consultation", &Response::consultation)
      .has<std::optional<std::string>>("party")
      .has<std::optional<Category>>("category")
      .has<std::optional<Position>>("position")
      .has("rationale", &Response::rationale)
      .has("subject", &Response::subject)
      .has("on", &Response::on)
      .has("confidentiality", &Response::confidentiality)
      .has("recorded_from", &Response::recorded_from)
      .has("sha256", &Response::sha256)
      .has("size", &Response::size)
      .has("media_type", &Response::media_type)
      .has("file_name", &Response::file_name)
      .has<bool>("bytes")
      .has<bool>("mine")
      .has<std::optional<int>>("replaced_by")
      .has<bool>("counts");
}

Shape positions() {
  Shape out("Positions");
  for (const auto& [_, name] : engine::body::wire_names<Position>()) out.has<int>(name);
  return out;
}

// By category; those that would tell who is meant are not shown.
Shape categories() {
  const auto one = R"({"anyOf":[)" + shaped("Positions") + "," + engine::word_among({"not shown"}) + "]}";
  Shape out("CategoryCounts");
  for (const auto& [_, name] : engine::body::wire_names<Category>()) out.may_have(name, one);
  return out;
}

Shape about_a_subject() {
  return Shape("SubjectCounts")
      .has<std::string>("subject")
      .has("positions", shaped("Positions"))
      .has("counts", shaped("CategoryCounts"));
}

Shape consultation() {
  return Shape("Consultation")
      .has("number", &Consultation::number)
      .has("kind", &Consultation::kind)
      .has("round", &Consultation::round)
      .has("opens_on", &Consultation::opens_on)
      .has("closes_at", &Consultation::closes_at)
      .has("closed_on", &Consultation::closed_on)
      .has("counted", &Consultation::counted)
      .has("responses", &Consultation::responses)
      .has("positions", or_null(shaped("Positions")))
      .has("counts", or_null(shaped("CategoryCounts")))
      .has("subjects", list_of(shaped("SubjectCounts")));
}
}  // namespace

void add(engine::Answers& to) {
  for (auto& one : {response(), positions(), categories(), about_a_subject(), consultation()}) to.shapes.push_back(one);
  to.of["modifications/responses"] = "Response";
  to.of["modifications/consultations"] = "Consultation";
}
}  // namespace responses

void add_responses(engine::Answers& to) { responses::add(to); }

}  // namespace sec::answering
