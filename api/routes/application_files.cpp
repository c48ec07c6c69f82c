// Bodies that go to disk, and files that are sent: portion by portion, on threads that may wait for the disk.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "api/http/problem.hpp"
#include "api/routes/application.hpp"
#include "api/routes/representation.hpp"

namespace api {
namespace {

constexpr std::int64_t portion_bytes = 256 * 1024;  // of a file that is sent

Problem problem_of(const std::exception& fault) {
  if (const auto* full = dynamic_cast<const engine::NoRoom*>(&fault)) {
    spdlog::error("a document was not taken: {}", full->what());
    return Problem("no-room", "the disk has no room for it; nothing was kept");
  }
  spdlog::error("a document could not be taken: {}", fault.what());
  return Problem("fault", "the document could not be written");
}

// Why `work` came to no end; nothing: it did.
template <class Work>
std::optional<Problem> problem_in(Work work) {
  try {
    work();
    return std::nullopt;
  } catch (const Problem& problem) {
    return problem;
  } catch (const std::exception& fault) {
    return problem_of(fault);
  }
}

}  // namespace

Application::BodyRoom Application::body_room(const Request& request) const {
  const auto& limits = context_.parts.limits;
  const BodyRoom usual{limits.body_bytes_max, false};
  try {
    const auto* route = router_.find(request.method, read_target(request.target).segments).route;
    if (route == nullptr || !route->intake) return usual;
    return {limits.document_bytes_max + (route->is_page() ? limits.body_bytes_max : 0), true};  // and what is typed
  } catch (const Problem&) {
    return usual;  // no path at all: it hears that later
  }
}

// The first that touches the disk for it.
void Application::open_intake(Found found, engine::Once<void(Admission)> tell) {
  const Sharer who = sharer_of(found.call);
  context_.pools.files.submit(who, [this, route = found.route, call = std::move(found.call), who,
                                    tell = std::move(tell)](bool there_is_room) mutable {
    Admission admission{{}, who, nullptr};
    const auto problem = problem_in([&] {
      if (!there_is_room) throw too_many_reads();
      admission.intake = route->intake(call);
    });
    if (problem) admission.refusal = finished(*route, call.request, refusal(call.request, *problem));
    tell(std::move(admission));
  });
}

// What stopped it is the answer: nothing has become of the request yet.
void Application::take(const Request& request, std::string bytes, bool last, const Sharer& who, Taken done) {
  Request asked{request.method, request.target, request.headers, "", request.from};
  context_.pools.files.submit(who, [this, intake = request.intake, asked = std::move(asked), bytes = std::move(bytes),
                                    last, done = std::move(done)](bool there_is_room) mutable {
    const auto problem = problem_in([&] {
      if (!there_is_room) throw too_many_reads();
      if (!bytes.empty()) intake->take(bytes);
      if (last) intake->end();
    });
    std::optional<Response> refused;
    if (problem) {
      refused = refusal(asked, *problem);
      add_common_headers(context_.parts, *refused);
      context_.metrics.answered("none", refused->status);
    }
    context_.post([done = std::move(done), refused = std::move(refused)]() mutable { done(std::move(refused)); });
  });
}

void Application::read(const std::shared_ptr<const FileBody>& body, std::int64_t from, const Sharer& who,
                       HasRead done) {
  context_.pools.files.submit(who, [this, body, from, done = std::move(done)](bool there_is_room) mutable {
    std::optional<std::string> bytes;
    try {
      const auto left = body->from + body->length - from;
      if (there_is_room) bytes = body->file->read(from, static_cast<std::size_t>(std::min(left, portion_bytes)));
    } catch (const std::exception& fault) {
      spdlog::error("{}", fault.what());
    }
    context_.post([done = std::move(done), bytes = std::move(bytes)]() mutable { done(std::move(bytes)); });
  });
}

}  // namespace api
