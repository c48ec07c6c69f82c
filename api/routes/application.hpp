// What happens between a request and its answer. Knows no sockets: the session brings requests and takes answers away.
#pragma once

#include "api/routes/event_stream.hpp"

namespace api {

class Application {
 public:
  // `post` has to run its work on the I/O thread, also after the session that waits for it has gone.
  Application(const Parts& parts, Post post);

  // As much of a GET as it takes to answer it from memory.
  struct Glance {
    std::string_view target;
    std::string_view authorization;  // empty: none
    std::string_view accept;         // empty: none
  };
  // The answer kept ready for this caller; nothing when there is none and handle() has to make it. I/O thread.
  std::shared_ptr<const Rendered> ready(const Glance& glance);

  // I/O thread. The answer at once, or nothing: then `respond` is called with it on the I/O thread, later.
  std::optional<Response> handle(Request request, Respond respond);

  // The answer to something that never became a request.
  Response failure(std::string_view problem, std::string detail, std::string_view target);

  // The next portion of a stream, on the I/O thread, later. False: too much is waiting.
  bool portion(const std::shared_ptr<EventStream>& stream, std::function<void(std::string)> done);

  Metrics& metrics() { return shared_.metrics; }
  const Router& router() const { return router_; }
  const Shared& shared() const { return shared_; }

 private:
  struct Collected {
    std::string prefix;  // "/v1/loans/"
    const engine::Workflow* rules;
    engine::Clearance of_public;
  };

  std::optional<Response> dispatch(Request& request, const Respond& respond);
  std::optional<Response> run(const Route& route, Call call, const Respond& respond);
  // Of requests with an Idempotency-Key that no command stands behind.
  std::optional<Response> earlier_answer(const Route& route, const Call& call);
  void remember(const Route& route, const Call& call, const Response& response);
  Response guarded(const Route& route, Call& call);
  Response finished(const Route& route, const Request& request, Response response);

  std::vector<Collected> collected_;
  Router router_;
  Shared shared_;  // last: its threads use the routes
};

}  // namespace api
