// Any bytes as what comes on a connection: a request is the same however its bytes are split, it ends where RFC 9112
// says that it ends, and whatever is refused is refused with a problem of the list and a sentence.
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "api/arriving.hpp"
#include "api/http/address.hpp"
#include "api/http/framing.hpp"
#include "api/http/problem.hpp"
#include "api/http/quick.hpp"
#include "api/http/target.hpp"
#include "engine/text.hpp"
#include "tests/fuzz/holds.hpp"

namespace {
using namespace api;
using fuzz::holds;

constexpr std::size_t buffer_bytes_max = 8 * 1024;

// Small, so that inputs of a few kilobytes come to them.
Limits small_limits() {
  Limits limits;
  limits.header_bytes_max = 1024;
  limits.body_bytes_max = 2048;
  return limits;
}

struct Read {
  std::string refused;  // name of a problem
  std::string detail;
  bool by_its_size = false;
  bool whole = false;
  int version = 0;
  Request request;
  std::size_t bytes = 0;  // of the request
};

// What a session does with a socket, done with bytes that come in portions of that size.
class Reader {
 public:
  Reader(std::string_view bytes, std::size_t portion) : bytes_(bytes), portion_(portion) {}

  Read run() {
    const Limits limits = small_limits();
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes_max));
    parser.body_limit(limits.body_bytes_max);
    while (!parser.is_header_done()) {
      if (refuse(take_in_header(parser, came_, limits)) || (!parser.is_header_done() && !fill())) return read_;
    }
    read_.request = head_of(parser);
    read_.version = static_cast<int>(parser.get().version());
    if (refuse(header_fault(read_.version, read_.request.headers))) return read_;
    parser.eager(true);
    while (!parser.is_done()) {
      if (came_.size() > 0 && refuse(take_in(parser, came_, limits))) return read_;
      if (parser.is_done()) break;
      if (came_.size() > limits.header_bytes_max) {
        refuse(HeaderFault{"headers-too-large", "too much before a chunk"});
        return read_;
      }
      if (!fill()) return read_;
    }
    read_.whole = true;
    read_.bytes = given_ - came_.size();
    read_.request.body = parser.get().body();
    return read_;
  }

 private:
  bool refuse(const std::optional<HeaderFault>& wrong) {
    if (!wrong) return false;
    read_.refused = wrong->problem;
    read_.detail = wrong->detail;
    read_.by_its_size = wrong->problem == "headers-too-large";
    return true;
  }
  bool fill() {
    const std::size_t next = std::min(portion_, bytes_.size() - given_);
    if (next == 0 || came_.size() + next > buffer_bytes_max) return false;
    const auto room = came_.prepare(next);
    bytes_.copy(static_cast<char*>(room.data()), next, given_);
    came_.commit(next);
    given_ += next;
    return true;
  }

  std::string_view bytes_;
  const std::size_t portion_;
  std::size_t given_ = 0;
  boost::beast::flat_buffer came_;
  Read read_;
};

void same(const Read& a, const Read& b) {
  if (a.by_its_size || b.by_its_size) return;  // how much has to wait for its line's end follows from the portions
  const auto waits = [](const Read& one) { return one.refused.empty() && !one.whole; };
  if ((waits(a) && !b.whole) || (waits(b) && !a.whole)) return;  // what is wrong with it may show with the next portion
  holds(a.refused.empty() == b.refused.empty(), "it is refused however it comes", a.refused + " / " + b.refused);
  if (!a.refused.empty()) return;
  holds(a.whole == b.whole && a.bytes == b.bytes, "a request ends in the same place however it comes");
  holds(a.request.method == b.request.method && a.request.target == b.request.target &&
            a.request.headers == b.request.headers && a.request.body == b.request.body,
        "a request is the same however it comes");
}

// Chunks by the grammar of RFC 9112, 7.1; nothing: these bytes are none. `end`: after them.
std::optional<std::string> dechunked(std::string_view bytes, std::size_t& end) {
  std::string body;
  const auto line = [&]() -> std::optional<std::string_view> {
    const std::size_t stop = bytes.find("\r\n", end);
    if (stop == std::string_view::npos) return std::nullopt;
    const auto found = bytes.substr(end, stop - end);
    end = stop + 2;
    return found;
  };
  while (true) {
    const auto head = line();
    if (!head) return std::nullopt;
    std::size_t size = 0, digits = 0;
    for (; digits < head->size() && digits < 12 && engine::hex_digit((*head)[digits]) >= 0; ++digits)
      size = size * 16 + static_cast<std::size_t>(engine::hex_digit((*head)[digits]));
    if (digits == 0 ||
        (digits < head->size() && std::string_view("; \t").find((*head)[digits]) == std::string_view::npos))
      return std::nullopt;
    if (size == 0) break;
    if (size > bytes.size() - end || bytes.substr(end + size, 2) != "\r\n") return std::nullopt;
    body += bytes.substr(end, size);
    end += size + 2;
  }
  for (auto trailer = line(); trailer; trailer = line())
    if (trailer->empty()) return body;
  return std::nullopt;
}

// Where RFC 9112, 6.3 has the body end.
void ends_where_it_says(std::string_view bytes, const Read& read) {
  std::size_t end = bytes.find("\r\n\r\n") + 4;
  std::string body;
  if (read.request.header("transfer-encoding")) {
    const auto chunks = dechunked(bytes, end);
    holds(chunks.has_value(), "what is taken for chunks is written as chunks are");
    body = *chunks;
  } else if (const auto* length = read.request.header("content-length")) {
    const auto size = static_cast<std::size_t>(std::stoull(*length));
    body = bytes.substr(end, size);
    end += size;
  }
  holds(read.bytes == end, "the request ends where it says", fmt::format("{}, not {}", read.bytes, end));
  holds(read.request.body == (read.request.method == "POST" ? body : ""), "its body is what it says");
}

void agrees_with_the_quick_reader(std::string_view bytes, const Read& read) {
  const auto quick = read_quick(bytes);
  if (!quick || quick->bytes > small_limits().header_bytes_max) return;
  holds(read.whole, "what the quick reader takes, the other takes too", read.refused + ": " + read.detail);
  const auto value = [&](std::string_view name) {
    const auto* found = read.request.header(name);
    return found == nullptr ? std::string() : *found;
  };
  holds(quick->bytes == read.bytes && quick->target == read.request.target && read.request.method == "GET" &&
            quick->authorization == value("authorization") && quick->accept == value("accept") &&
            quick->if_none_match == value("if-none-match"),
        "both readers read the same");
}

void is_an_answer(const Problem& problem, std::string_view instance) {
  const auto body = nlohmann::json::parse(problem.response(instance).body, nullptr, false);
  holds(body.is_object() && body.value("detail", "").size() > 5, "a refusal is JSON and has a sentence");
  holds(problem.status() >= 400 && problem.status() != 500, "what a stranger sends is never a fault of ours");
}

void target_comes_back(const Request& request) {
  try {
    const auto target = read_target(origin_form(request.method, request.target));
    std::string again;
    for (const auto& segment : target.segments) again += "/" + encoded(segment);
    for (char before = '?'; const auto& [name, value] : target.query.all())
      again += std::exchange(before, '&') + encoded(name) + "=" + encoded(value);
    if (again.size() > 8000) return;
    const auto other = read_target(again);
    holds(other.segments == target.segments && other.query.all() == target.query.all(),
          "an address that is written again is the same address", again);
  } catch (const Problem& problem) {
    is_an_answer(problem, request.target);
  }
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Bytes input(data, size);
  const std::size_t portion = 1 + input.byte();
  std::string_view bytes = input.rest();
  for (int requests = 0; requests < 8 && !bytes.empty(); ++requests) {
    const Read read = Reader(bytes, buffer_bytes_max).run();
    same(read, Reader(bytes, portion).run());
    agrees_with_the_quick_reader(bytes, read);
    if (!read.refused.empty()) is_an_answer(Problem(read.refused, read.detail), "/");
    if (!read.whole) break;
    ends_where_it_says(bytes, read);
    target_comes_back(read.request);
    static_cast<void>(joined_lists(read.request.headers));
    static_cast<void>(client_address("127.0.0.1", read.request.headers, {"127.0.0.1"}));
    bytes.remove_prefix(read.bytes);
  }
  return 0;
}
