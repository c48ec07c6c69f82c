// What happens between a request and its answer. Knows no sockets: the session brings requests and takes answers away.
#pragma once

#include "api/http/files.hpp"
#include "api/routes/event_stream.hpp"

namespace api {

class Problem;

class Application {
 public:
  // `post` has to run its work on the I/O thread, also after the session that waits for it has gone.
  Application(const Parts& parts, Post post);

  // As much of a GET as it takes to answer it from memory.
  struct Glance {
    std::string_view target;
    std::string_view authorization;  // empty: none
    std::string_view accept;         // empty: none
    std::string_view cookie;         // empty: none
  };
  struct Ready {
    std::shared_ptr<const Rendered> rendered;  // nullptr: there is none, and handle() has to make it
    std::string known_as = {};                 // the id of the token that was shown
    std::string more = {};                     // a line that is for this caller alone, with its end
  };
  // The answer kept ready for this caller. I/O thread.
  Ready ready(const Glance& glance);

  // I/O thread, where `respond` is called with the answer, later.
  void handle(Request request, Respond respond);

  // Whether the body of this request is worth reading, before it is.
  struct Admission {
    std::optional<Response> refusal = {};  // it is not, and this is the answer
    Sharer who = {};                       // on whose account it is read
    std::shared_ptr<Intake> intake = {};   // where it goes, if not into memory
  };
  // How many bytes the body of this request may have, and whether it goes to disk while it arrives. `request` is
  // without its body.
  struct BodyRoom {
    std::size_t bytes_max = 0;
    bool to_disk = false;
  };
  BodyRoom body_room(const Request& request) const;
  // I/O thread, where `admit` is called, later. `request` is without its body.
  void admit(Request request, engine::Once<void(Admission)> admit);

  // A portion of a body that goes to disk; `done` is called on the I/O thread, later: why it does not, if so.
  using Taken = engine::Once<void(std::optional<Response>)>;
  void take(const Request& request, std::string bytes, bool last, const Sharer& who, Taken done);
  // A portion of a file that is sent; nothing: it cannot be read.
  using HasRead = engine::Once<void(std::optional<std::string>)>;
  void read(const std::shared_ptr<const FileBody>& body, std::int64_t from, const Sharer& who, HasRead done);

  // The answer to something that never became a request.
  Response failure(std::string_view problem, std::string detail, std::string_view target);

  // `done` is called with the next portion of a stream on the I/O thread, later; an empty one when too much is waiting.
  void portion(const std::shared_ptr<EventStream>& stream, engine::Once<void(Portion)> done);

  // Nobody waits for papers any longer: they take longer than a stop may. I/O thread.
  void give_up_papers();

  Metrics& metrics() { return context_.metrics; }
  const Router& router() const { return router_; }

 private:
  // How far the journal has come, if it is for this caller to know: others would see the votes of others in it.
  std::string head_for(const engine::Actor& by) const;

  struct Collected {
    std::string prefix;  // "/v1/loans/"
    const engine::Workflow* rules;
    engine::Clearance of_public;
  };

  // A request whose path leads somewhere. It throws Problem for one that leads nowhere, whose caller nobody is, or
  // whose body is not what the path takes.
  struct Found {
    const Route* route = nullptr;
    Call call;
    std::optional<Response> instead = {};  // the answer follows from method and path: there is no route then
    bool nobody = false;                   // the page is for who has signed in, and nobody has
  };
  Found look_up(Request& request, bool with_body);
  void open_intake(Found found, engine::Once<void(Admission)> tell);
  void look_at_token(const Route& route, const Request& request, bool with_body, Call& call);
  void look_at_visitor(const Request& request, Call& call) const;
  // To sign in, which loses nothing of what was typed.
  Response to_sign_in_first(const Found& found);
  static bool may_be_kept(const Found& found);
  Response refusal(const Request& request, const Problem& problem) const;
  const Route* page_at(const Request& request) const;  // nullptr: something else is there, or nothing
  // `respond` is taken over when nothing is thrown.
  void dispatch(Request& request, Respond& respond);
  void run(const Route& route, Call call, Respond& respond);
  void run_on_writer(const Route& route, Call call, Respond& respond);
  QueryPool& pool_of(const Route& route, const Call& call);
  void answer(Respond& respond, Response response);
  // The two look at requests with an Idempotency-Key that are no commands.
  std::optional<Response> earlier_answer(const Route& route, const Call& call);
  void remember(const Route& route, const Call& call, const Response& response);
  Response guarded(const Route& route, Call& call);
  Response finished(const Route& route, const Request& request, Response response);

  std::vector<Collected> collected_;
  Router router_;
  Context context_;  // last: its threads use the routes
};

}  // namespace api
