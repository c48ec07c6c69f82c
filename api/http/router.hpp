// Which route a path takes. Routes are a plain list, so that the OpenAPI document can be made from the same one.
#pragma once

#include <functional>
#include <map>

#include "api/http/message.hpp"
#include "api/http/target.hpp"
#include "engine/types.hpp"

namespace api {

// A request whose route is known: what a handler gets to see.
struct Call {
  Request request;
  std::string path;                    // as asked, without the query
  std::vector<std::string> arguments;  // what stands in the place of each {name} of the pattern, in order
  Query query;
  engine::Actor by;          // "public" without a token
  bool known = false;        // a token was shown, and it holds; on pages: they have signed in
  std::string session = {};  // on pages: its handle
  bool gave_keys = false;    // its answer has keys for what is sent from there: nobody is given the same again
};

// One parameter of a query, or a header, for the OpenAPI document.
struct ParameterDescription {
  std::string name;
  std::string description;
  std::string schema;  // JSON Schema
  std::string in = "query";
  bool required = false;
};

struct Route {
  enum class Runs { at_once, on_query_thread, on_clock_thread, on_writer };
  // unasked: the token is not even looked at; known: 401 without one. Pages go by the session's cookie and look at no
  // token: visitor is anybody, member somebody who has signed in; others are sent to do so.
  enum class Caller { unasked, anyone, known, visitor, member };

  std::string method;   // "GET"; HEAD and OPTIONS follow from the others
  std::string pattern;  // "/v1/loans/{ref}/history"
  std::string name;     // the class of the metrics: "case history"
  std::string summary;  // one sentence
  Runs runs = Runs::on_query_thread;
  Caller caller = Caller::anyone;
  // Of the answer to the document's reader; statuses beyond those that every route may give.
  std::vector<int> statuses = {200};
  std::vector<std::string> media = {"application/json"};
  std::vector<ParameterDescription> parameters = {};
  std::string collection = {};   // of a command's route: whose commands the document lists
  std::string body_schema = {};  // of another POST
  bool takes_any_bytes = false;  // or its body is whatever its Content-Type says
  // Which shapes its JSON has, by status; one that none is said for is any object.
  std::map<int, std::string> gives = {};

  // The one that fits `runs`: the answer, or (writer) a call of `respond` on the I/O thread later on. Both may throw
  // Problem; `send` leaves `respond` to its caller then.
  std::function<Response(Call&)> answer = {};
  std::function<void(Call, Respond&)> send = {};
  // Of a POST: whether this caller may send a body at all. If not, `respond` has been taken, and the body is not read.
  std::function<bool(const Call&, Respond&)> turned_down = {};
  // Of a POST whose body goes to disk while it arrives: where to. Asked when it is known that they may send it, on a
  // thread that may wait for the disk; may throw Problem. The handler finds it in the request.
  std::function<std::shared_ptr<Intake>(const Call&)> intake = {};
  // Of those on a query thread: whether this call takes so long that others must not wait for it.
  std::function<bool(const Call&)> slow = {};

  // Of a page: who has not signed in sees what everybody does, and that follows from the register and the clock alone.
  bool kept = false;

  bool is_page() const { return caller == Caller::visitor || caller == Caller::member; }
};

class Router {
 public:
  void add(Route route);
  const std::vector<Route>& routes() const { return routes_; }
  std::vector<std::string> methods() const;  // all that any route works with, with HEAD and OPTIONS

  struct Match {
    const Route* route = nullptr;  // nullptr: nothing is at this path, or not for this method
    std::vector<std::string> arguments;
    std::vector<std::string> allowed;  // the methods that work at this path, with HEAD and OPTIONS; empty: no path
  };
  // HEAD finds the route of GET. Words before {names}: of two patterns that fit, the one with fewer names is taken.
  Match find(std::string_view method, const std::vector<std::string>& segments) const;

 private:
  std::vector<Route> routes_;
  std::vector<std::vector<std::string>> patterns_;  // segments of each route, in the same order
};

}  // namespace api
