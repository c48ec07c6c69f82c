// A ballot from the paper to the receipt. Only its last button sends anything; what it sends is the command of a
// program.
#include <fmt/format.h>

#include <algorithm>

#include "api/pages/files.hpp"
#include "api/routes/ballot_page.hpp"
#include "api/routes/identity.hpp"
#include "api/routes/later.hpp"
#include "api/routes/receipts.hpp"

namespace api {
namespace {

using pages::FormJson;

class BallotRoutes {
 public:
  BallotRoutes(const Router& router, Context& context)
      : context_(context),
        read_(context.read),
        names_(context.parts.pages.ballots),
        forms_(*context.forms),
        sender_(router) {}

  Response show(Call& call) const {
    call.query.only_known();  // it is the one of now
    const FoundBallot found = find_ballot(read_, forms_, call);
    return paper_page(read_, call, found, {});
  }

  // The paper, or (?done=) what has become of it.
  Response show_form(Call& call) const {
    const bool asks_for_done = call.query.text("done").has_value();
    call.query.only_known();
    const FoundBallot found = find_ballot(read_, forms_, call);
    const bool done = asks_for_done && !found.paper.mine.empty();
    if (done) return sent_page(read_, call, found);
    Attempt attempt;
    if (auto kept = kept_for(context_.kept.forms, call)) attempt.typed = *std::move(kept), attempt.kept = true;
    return paper_page(read_, call, found, attempt);
  }

  // I/O thread.
  void send(Call call, Respond& respond) {
    const SentForm form = read_sent_form(call.request.body);
    const bool cast = form.has("cast");
    Attempt attempt;
    attempt.typed = typed_of(form);
    attempt.standing = form.text("standing");
    attempt.version = form.text("if_match");
    std::erase(attempt.version, '"');
    attempt.key = form.text("idempotency_key");
    if (!cast)
      return later(context_, std::move(call), respond,
                   [this, attempt = std::move(attempt), check = form.has("continue")](const Call& asked) {
                     return looked_at(asked, attempt, check);
                   });
    auto sending = std::make_shared<Sending>();  // shared by the answers that it waits for, one after the other
    sending->bodies = bodies_of(names_, forms_.of(names_.collection, names_.command), attempt.typed);
    sending->call = std::move(call);
    sending->attempt = std::move(attempt);
    sending->version = sending->attempt.version;
    sending->respond = std::move(respond);
    send_if_it_stands(sending);
  }

 private:
  struct Sending {
    Call call;
    Attempt attempt;
    std::string version;
    std::vector<FormJson> bodies;
    std::size_t next = 0;
    Respond respond;
  };

  Response looked_at(const Call& call, Attempt attempt, bool check) const {
    const FoundBallot found = find_ballot(read_, forms_, call);
    if (!found.may_return) throw Problem("not-allowed", "this paper is for the seats of its roll");
    const auto missing = check ? missing_in(names_, found, attempt.typed) : std::vector<engine::FieldError>{};
    if (check && missing.empty()) return check_page(read_, call, found, attempt);
    if (!missing.empty()) {
      attempt.status = 422;
      attempt.answer = wrong_fields(missing).response(call.path).body;
    }
    return paper_page(read_, call, found, attempt);
  }

  // No version moves when a secret is returned, so the paper says itself what its seat had returned when it was opened.
  void send_if_it_stands(const std::shared_ptr<Sending>& sending) {
    context_.pools.queries.submit(sharer_of(sending->call), [this, sending](bool there_is_room) {
      const auto look = [&](const Call& call) {
        const FoundBallot found = find_ballot(read_, forms_, call);
        const std::string& standing = sending->attempt.standing;
        const bool holds = standing.empty() || standing == standing_of(found) || was_returned_by_it(*sending, found);
        if (!holds) sending->attempt.status = 412;
        return holds ? Response{} : paper_page(read_, call, found, sending->attempt);
      };
      Response response = made_page(read_, sending->call, look, there_is_room);
      context_.post([this, sending, response = std::move(response)]() mutable {
        response.body.empty() ? send_next(sending) : sending->respond(std::move(response));
      });
    });
  }

  // This very paper before, as it is now or filled in otherwise: who has gone back to it knows what was returned by it.
  // Sent again as it was sent last, it gets the answer of then, whatever others have returned since.
  bool was_returned_by_it(Sending& sending, const FoundBallot& found) const {
    const auto case_id = read_.cases.id_of({names_.collection, sending.call.arguments.at(0)});
    if (!case_id || sending.attempt.key.empty()) return false;
    std::vector<std::string> keys;
    std::string said;
    for (const engine::Entry& entry : read_.parts.reader.entries(*case_id, {}))
      if (entry.by.id == sending.call.by.id && entry.request_id.starts_with(sending.attempt.key)) {
        keys.push_back(entry.request_id);
        said += entry.event.body;
      }
    const std::string now = request_key(post_of(sending, 0)), what = now.substr(now.rfind('-'));
    const bool ever = !keys.empty() && keys.size() >= sending.bodies.size();
    const std::string last = ever ? keys[keys.size() - sending.bodies.size()] : "";
    if (last.ends_with(what)) {
      sending.attempt.key = last.substr(0, last.size() - what.size());
      return true;
    }
    // As it was before the last one: that is another act, too.
    if (std::find(keys.begin(), keys.end(), now) != keys.end()) sending.attempt.key += fmt::format("-{}", keys.size());
    return !found.paper.mine.empty() &&
           std::all_of(found.paper.mine.begin(), found.paper.mine.end(),
                       [&](const engine::OwnReturn& one) { return said.find(one.receipt) != std::string::npos; });
  }

  // One for each subject. The key of each is its own; what was sent before is what the next one has seen.
  PagePost post_of(const Sending& sending, std::size_t place) const {
    const std::string& key = sending.attempt.key;
    return {names_.collection, sending.call.arguments.at(0),
            names_.command,    sending.bodies.at(place).dump(),
            sending.version,   place == 0 ? key : fmt::format("{}-{}", key, place)};
  }
  void send_next(const std::shared_ptr<Sending>& sending) {
    const PagePost post = post_of(*sending, sending->next++);
    sender_.send(sending->call, post, [this, sending](Response response) { answered(sending, response); });
  }

  void answered(const std::shared_ptr<Sending>& sending, const Response& response) {
    const bool done = response.status == 200;
    if (done && sending->next < sending->bodies.size()) {
      if (const std::string* tag = response.header("ETag")) sending->version = *tag;
      std::erase(sending->version, '"');
      return send_next(sending);
    }
    std::string where;
    if (done) context_.kept.forms.forget(kept_form_secret(sending->call.request));
    if (done)
      where = fmt::format("{}?done={}", sending->call.path, FormJson::parse(response.body)["event"]["seq"].get<long>());
    sending->attempt.status = response.status;
    sending->attempt.answer = response.body;
    later(context_, std::move(sending->call), sending->respond,
          [this, where, attempt = std::move(sending->attempt)](const Call& asked) {
            if (!where.empty()) return see_other(asked, where);
            expect_form_again(attempt.status, attempt.answer);
            return paper_page(read_, asked, find_ballot(read_, forms_, asked), attempt);
          });
  }

  Context& context_;
  const Read& read_;
  const engine::Ballots& names_;
  const Forms& forms_;
  PageSender sender_;
};

Response receipt_page(const Read& read, Receipts& receipts, Call& call) {
  const engine::Ballots& names = read.parts.pages.ballots;
  const std::string& receipt = call.arguments.at(0);
  const auto case_id = receipts.case_of(receipt);
  const auto current = case_id ? read.cases.current(*case_id) : std::nullopt;
  const auto found = current ? names.receipt(*current, receipt, call.by) : std::nullopt;
  if (!found) throw Problem("not-found", "there is no such receipt, or it is not to be known yet whether there is");
  kainjow::mustache::data values, told{kainjow::mustache::data::type::list};
  for (const std::string& line : found->told) {
    kainjow::mustache::data item;
    item["line"] = line;
    told.push_back(item);
  }
  values["receipt"] = receipt;
  values["told"] = std::move(told);
  values["ballot"] = path_of_ballot(names, read.cases.reference_of(*current), found->number);
  return page(read, call, frame_of(read, call, "A receipt"), pages::files::receipt_html, values);
}

}  // namespace

void add_ballot_routes(Router& router, Context& context) {
  const engine::Ballots& names = context.parts.pages.ballots;
  if (!names.paper) return;
  const auto ballots = std::make_shared<BallotRoutes>(router, context);  // shared by the routes, which live as long
  const std::string pattern = fmt::format("/{}/{{ref}}/{}/{{n}}", names.collection, names.part);
  router.add(page_route(pattern, "A ballot: its paper, and what came of it.",
                        [ballots](Call& call) { return ballots->show(call); }));
  router.add(page_route(
      pattern + "/" + names.fill_in_at, "The paper of a ballot, to fill in.",
      [ballots](Call& call) { return ballots->show_form(call); }, true));
  Route route = form_route(pattern + "/" + names.fill_in_at, "What was filled in: looked at again, or sent.", {}, true);
  route.runs = Route::Runs::on_writer;
  route.statuses = {200, 303, 409, 412, 422};
  route.send = [ballots](Call call, Respond& respond) { ballots->send(std::move(call), respond); };
  router.add(std::move(route));
  const auto receipts = std::make_shared<Receipts>(context.parts.reader);
  router.add(page_route("/receipts/{hash}", "What became of what a receipt was given for.",
                        [&read = context.read, receipts](Call& call) { return receipt_page(read, *receipts, call); }));
}

}  // namespace api
