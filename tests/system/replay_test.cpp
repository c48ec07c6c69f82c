// A key that is sent again gets the reply that it got: of every command that there is, at once, some steps later, and
// after a restart.
#include <doctest/doctest.h>

#include <random>

#include "tests/system/every_command.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

class Twice {
 public:
  explicit Twice(unsigned seed) : random_(seed) { at_.serve(); }

  Answer ask(const std::string& role, const std::string& method, const std::string& target, const Json& body,
             const std::string& if_match) {
    Headers headers;
    if (!if_match.empty()) headers.emplace_back("If-Match", if_match);
    return at_.as(role).ask(method, target, method == "POST" ? body.dump() : "", headers);
  }

  // Sends it, sends it again, and some of those before it.
  Answer send(const EveryCommand::Sent& sent) {
    const bool opens = sent.command.empty();
    Post post{sent.role, sent.target + (opens ? "" : "/commands/" + sent.command), sent.body.dump(), {}, {}};
    post.headers = {{"Idempotency-Key", "key-" + std::to_string(posts_.size())}};
    if (!opens) post.headers.emplace_back("If-Match", at_.as(sent.role).get(sent.target).etag());
    post.answer = once(post);
    CHECK(post.answer.header("idempotency-replayed").empty());
    if (post.answer.status == 200 && post.answer.json().contains("brought")) bringing_.insert(sent.command);
    posts_.push_back(post);
    if (std::uniform_int_distribution(0, 60)(random_) == 0) at_.serve();
    again(posts_.back());
    for (int i = 0; i < 2; ++i)
      again(posts_[std::uniform_int_distribution<std::size_t>(0, posts_.size() - 1)(random_)]);
    return post.answer;
  }

  // What is refused is remembered, too.
  void refused(const std::string& target, const std::string& command) {
    const Answer answer = send({"secas-analyst", target, command, {{"legal_text", true}}});
    CHECK(answer.status == 409);
  }

  void all_again() {
    at_.serve();
    for (const auto& post : posts_) again(post);
  }

  // What steps on other cases follow from, beside what EveryCommand does.
  void what_brings_more() {
    const auto one = in_refinement("SECMP0025"), other = in_refinement("SECMP0026");
    done({panel, "/v1/modifications/" + one, "consolidate", {{"with", {other}}, {"reason", "they belong together"}}});
    const std::string meeting = "/v1/meetings/SECP_69_1504";
    const Json line = {{"item", 1},           {"verb", "AGREED"},  {"text", "to put it on hold"},
                       {"modification", one}, {"command", "hold"}, {"body", {{"reason", "it waits"}}}};
    done({panel,
          "/v1/meetings",
          "",
          {{"ref", "SECP_69_1504"}, {"body", "panel"}, {"date", "2019-04-15"}, {"title", "Panel 69"}}});
    done({panel, meeting, "add-item", {{"item", 1}, {"title", "a"}, {"modifications", {one}}}});
    done({panel, meeting, "issue-papers", Json::object()});
    done({panel, meeting, "hold", {{"attendance", Json::array()}}});
    done({panel, meeting, "propose-decision", line});
    done({panel, meeting, "confirm-line", {{"line", 1}}});
    done({panel, meeting, "withdraw-line", {{"line", 1}, {"reason", "it was not agreed"}}});
    done({panel, meeting, "propose-decision", line});
    done({panel, meeting, "confirm-lines", {{"lines", {2}}}});
  }

  std::string raised() { return at_.raise("Another title"); }
  const std::set<std::string>& bringing() const { return bringing_; }

 private:
  const std::string panel = "panel-secretary";

  std::string in_refinement(const std::string& ref) {
    at_.raise(
        "To be consolidated",
        {{"ref", ref},
         {"workflow", "sec-2019"},
         {"position",
          {{"state", "refinement"}, {"path", "self-governance"}, {"as_of", "2019-03-18"}, {"source", "a test"}}}});
    return ref;
  }

  void done(const EveryCommand::Sent& sent) {
    const auto answer = send(sent);
    CAPTURE(sent.command);
    CAPTURE(answer.body);
    CHECK(answer.status / 100 == 2);
  }

  struct Post {
    std::string role, path, body;
    Headers headers;
    Answer answer;
  };

  Answer once(const Post& post) { return at_.as(post.role).ask("POST", post.path, post.body, post.headers); }

  // The first reply, byte for byte; what says when it was sent is another one.
  void again(const Post& post) {
    CAPTURE(post.path);
    auto replayed = once(post);
    auto first = post.answer;
    if (first.status / 100 != 2 && first.status != 409) return;  // it was never tried, and may be done now
    CHECK(replayed.header("idempotency-replayed") == "true");
    replayed.headers.erase("idempotency-replayed");
    for (auto* one : {&replayed, &first})
      for (const char* of_the_moment : {"date", "journal-head"}) one->headers.erase(of_the_moment);
    CHECK(replayed.status == first.status);
    CHECK(replayed.headers == first.headers);
    CHECK(replayed.body == first.body);
  }

  std::mt19937 random_;
  Register at_;
  std::vector<Post> posts_;
  std::set<std::string> bringing_;
};

}  // namespace

TEST_CASE("Every command that there is gets the same reply when it is sent again, then or later, and after a restart") {
  const auto seed = std::random_device{}();
  MESSAGE("seed ", seed);
  Twice server(seed);
  EveryCommand all([&](const auto& sent) { return server.send(sent); },
                   [&](const auto& role, const auto& method, const auto& target, const auto& body,
                       const auto& if_match) { return server.ask(role, method, target, body, if_match); });
  all.run();
  for (const auto& path : all.missing()) FAIL_CHECK("nobody says how it is sent: " << path);
  server.what_brings_more();
  server.refused(server.raised(), "submit-report");
  server.all_again();
  for (const std::string command : {"include", "add-by-exception", "remove", "set-date", "request-date", "direct-date",
                                    "confirm-line", "confirm-lines", "withdraw-line", "split", "consolidate"}) {
    CAPTURE(command);
    CHECK(server.bringing().contains(command));
  }
}
