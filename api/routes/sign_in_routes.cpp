// Signing in by a token, or by a link that works once; the sessions that somebody has; signing out.
#include <fmt/format.h>

#include <algorithm>

#include "api/http/origin.hpp"
#include "api/http/sessions.hpp"
#include "api/http/text.hpp"
#include "api/pages/files.hpp"
#include "api/routes/identity.hpp"
#include "api/routes/page.hpp"
#include "engine/spoken.hpp"

namespace api {
namespace {

using kainjow::mustache::data;

constexpr std::size_t token_bytes_max = 200;  // ours are shorter

class SignIn {
 public:
  explicit SignIn(Context& context)
      : read_(context.read),
        kept_forms_(context.kept.forms),
        wrong_tokens_(context.wrong_tokens),
        sessions_(context.parts.sessions) {}

  Response form(Call& call) const {
    const auto next = local_path(call.query.text("next").value_or("/tasks"));
    call.query.only_known();
    return form(call, next, false);
  }

  // A wrong token, one that has expired and one that was revoked are answered alike, and none is written anywhere.
  Response by_token(Call& call) const {
    call.query.text("next");
    call.query.only_known();
    const SentForm sent = read_sent_form(call.request.body);
    const auto next = local_path(sent.text("next"));
    const auto token = sent.text("token");
    auto secret = sessions_ && token.size() <= token_bytes_max ? sessions_->begin(token) : std::nullopt;
    if (!secret) {
      wrong_tokens_.shown(call.request.from);
      return form(call, next, true);
    }
    return signed_in(call, *secret, next);
  }

  Response link(Call& call) const {
    call.query.only_known();
    refuse_elsewhere(call);
    return page(read_, call, frame_of(read_, call, "Sign in"), pages::files::once_html, data{});
  }

  Response by_link(Call& call) const {
    call.query.only_known();
    refuse_elsewhere(call);
    const auto secret = sessions_->begin_by_link(call.arguments.at(0));
    if (!secret)
      throw Problem("not-found", "this link has signed somebody in already, or its hour is over: ask for another one");
    return signed_in(call, *secret, "/tasks");
  }

  Response sign_out(Call& call) const {
    call.query.only_known();
    if (call.known) sessions_->end(call.session);
    return see_other(call, "/").with("Set-Cookie", cookie_line(session_cookie, "", "; Max-Age=0"));
  }

  Response me(Call& call) const {
    call.query.only_known();
    data values, list{data::type::list};
    for (const auto& one : sessions_->of(call.by)) {
      data item;
      item["handle"] = one.handle;
      item["begun"] = engine::spoken(one.begun);
      item["used"] = engine::spoken(one.used);
      item["ends"] = engine::spoken(one.ends);
      item["this"] = data{one.handle == call.session};
      list.push_back(item);
    }
    values["sessions"] = std::move(list);
    values["id"] = call.by.id;
    values["role"] = called(read_.parts, call.by.role);
    if (!call.by.name.empty()) values["name"] = call.by.name;
    if (!call.by.seat.empty()) values["seat"] = call.by.seat;
    if (!call.by.category.empty()) values["category"] = in_words(call.by.category);
    return page(read_, call, frame_of(read_, call, "You, and where you have signed in"), pages::files::me_html, values);
  }

  // One of the caller's own sessions, or all but this.
  Response end(Call& call) const {
    call.query.only_known();
    const auto which = read_sent_form(call.request.body).text("session");
    for (const auto& one : sessions_->of(call.by))
      if (one.handle == which || (which == "others" && one.handle != call.session)) sessions_->end(one.handle);
    return see_other(call, which == call.session ? "/" : "/me");
  }

 private:
  Response form(const Call& call, const std::string& next, bool wrong) const {
    data values;
    values["next"] = next;
    values["wrong"] = data{wrong};
    values["kept"] = data{kept_forms_.has(kept_form_secret(call.request))};
    auto frame = frame_of(read_, call, "Sign in");
    frame.error = wrong;
    return page(read_, call, frame, pages::files::sign_in_html, values, wrong ? 422 : 200);
  }

  // The browser keeps no session of before: what others know of it is of no use to them.
  Response signed_in(const Call& call, const std::string& secret, const std::string& next) const {
    if (call.known) sessions_->end(call.session);
    return see_other(call, next).with("Set-Cookie", cookie_line(session_cookie, secret));
  }

  void refuse_elsewhere(const Call& call) const {
    if (!sessions_ || !read_.parts.clock.simulated() || !is_from_this_machine(call.request))
      throw Problem("not-found", "links that sign in once work on the machine of a rehearsal alone");
  }

  const Read& read_;
  const KeptForms& kept_forms_;
  WrongTokens& wrong_tokens_;
  Sessions* const sessions_;
};

}  // namespace

void add_sign_in_routes(Router& router, Context& context) {
  const auto here = std::make_shared<const SignIn>(context);
  const auto add = [&](Route route, std::vector<int> statuses) {
    route.statuses = std::move(statuses);
    router.add(std::move(route));
  };
  add(page_route("/sign-in", "Where people sign in by a token.", [here](Call& call) { return here->form(call); }),
      {200, 304, 422});
  add(form_route("/sign-in", "Signs in by `token`, and goes on to `next`, a path of this site.",
                 [here](Call& call) { return here->by_token(call); }),
      {303, 422});
  add(page_route("/sign-in/once/{secret}", "Asks whether to use up a link that signs in once.",
                 [here](Call& call) { return here->link(call); }),
      {200, 304});
  add(form_route("/sign-in/once/{secret}", "Uses a link up, and signs in by it.",
                 [here](Call& call) { return here->by_link(call); }),
      {303});
  add(form_route("/sign-out", "Ends the session.", [here](Call& call) { return here->sign_out(call); }), {303});
  add(page_route(
          "/me", "Who has signed in, and where else.", [here](Call& call) { return here->me(call); }, true),
      {200, 303});
  add(form_route(
          "/me", "Ends one of one's own sessions, `session`, or all `others`.",
          [here](Call& call) { return here->end(call); }, true),
      {303});
}

}  // namespace api
