// What answers consist of: named shapes, said by the types that their writers write. The OpenAPI document shows them,
// and tests hold every answer against them.
#pragma once

#include <map>
#include <utility>

#include "engine/body.hpp"

namespace engine {

// JSON Schema of a value as body::write() writes it: what holds nothing is null, or is left out.
Json written_as(const body::Kind& kind, body::Nulls nulls);
template <class T>
Json written(body::Nulls nulls = body::Nulls::keep) {
  return written_as(body::kind_of<T>(), nulls);
}

// And of what is put together by hand.
Json shaped(std::string_view shape);  // a shape of that name
Json list_of(const Json& item);
Json or_null(const Json& schema);
Json map_of(const Json& value);  // an object whose names are not known beforehand
Json any_object();               // that somebody else describes
Json word_among(const std::vector<std::string>& words);
Json text_like(std::string_view pattern);
Json sha256_text();  // in hex

// An object with a name: its members, in the order in which they are written.
class Shape {
 public:
  explicit Shape(std::string name) : name_(std::move(name)) {}

  Shape& has(std::string_view member, Json schema);  // always
  Shape& may_have(std::string_view member, Json schema);
  template <class T>
  Shape& has(std::string_view member) {
    return has(member, written<T>());
  }
  template <class T>
  Shape& may_have(std::string_view member) {
    return may_have(member, written<T>());
  }
  // As the member of a struct that it shows.
  template <class T, class C>
  Shape& has(std::string_view member, T C::*) {
    return has<T>(member);
  }
  template <class T, class C>
  Shape& may_have(std::string_view member, T C::*) {
    return may_have<T>(member);
  }
  // Every member of a described struct.
  template <class T>
  Shape& has_all_of(body::Nulls nulls = body::Nulls::keep) {
    return members_of(body::kind_of<T>(), nulls);
  }
  Shape& all_others(Json schema);  // members whose names are not known beforehand

  const std::string& name() const { return name_; }
  Json schema() const;

 private:
  struct Member {
    std::string name;
    Json schema;
    bool always = true;
  };
  Shape& members_of(const body::Kind& kind, body::Nulls nulls);

  std::string name_;
  std::vector<Member> members_;
  Json others_;  // empty: there are none
};

// One page of a list.
Shape page_of(std::string name, std::string_view item);

// The shapes of all that workflows answer with.
struct Answers {
  std::vector<Shape> shapes;
  // Which shape: of a case ("modifications"), its summary in lists ("modifications/summary"), an item of a part
  // ("modifications/ballots"), a document of one ("modifications/ballots/bundle"), an answer to a question
  // ("modifications?timetable").
  std::map<std::string, std::string, std::less<>> of;

  const std::string* find(std::string_view what) const;  // nullptr: nobody has said
};

}  // namespace engine
