// Every way of saying where a request ends, with what it gets: a table of bytes, read from a file.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "tests/api/loopback.hpp"

using namespace test;

namespace {

const std::string hidden = "POST /v1/loans HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n" + librarian +
                           "Content-Length: 17\r\n\r\n{\"title\": \"Emma\"}";
const std::string post =
    "POST /v1/loans/L0001/commands/note?dry_run=true HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
    "If-Match: *\r\n" +
    librarian;

const std::map<std::string, std::string>& words() {
  static const std::map<std::string, std::string> all = {{"{post}", post},
                                                         {"{chunked}", post + "Transfer-Encoding: chunked\r\n\r\n"},
                                                         {"{hidden}", hidden},
                                                         {"{much}", std::string(4'000, 'y')},
                                                         {"{long}", std::string(20'000, 'y')},
                                                         {"{path}", std::string(9'000, 'y')}};
  return all;
}

std::string bytes_of(std::string text) {
  for (const auto& [word, meaning] : words())
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + meaning.size()))
      text.replace(at, word.size(), meaning);
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    if (text[i] != '\\' || std::string_view("rntx").find(next) == std::string_view::npos) {
      bytes += text[i];
      continue;
    }
    ++i;
    if (next == 'x') bytes += static_cast<char>(std::stoi(text.substr(std::exchange(i, i + 2) + 1, 2), nullptr, 16));
    else bytes += next == 'r' ? '\r' : next == 'n' ? '\n' : '\t';
  }
  return bytes;
}

struct Case {
  int line = 0;
  std::string expected;
  std::string bytes;
};

std::vector<Case> cases() {
  std::ifstream file(SECMP_SOURCE_DIR "/tests/api/framing_cases.txt");
  std::vector<Case> all;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    const auto bar = line.find('|');
    if (line.starts_with('#') || bar == std::string::npos) continue;
    std::string expected = line.substr(0, bar);
    while (!expected.empty() && expected.back() == ' ') expected.pop_back();
    all.push_back({number, expected, bytes_of(line.substr(bar + 2))});
  }
  return all;
}

// The statuses in a row, and what becomes of the connection: a last request shows that it is where it should be.
std::string outcome(Loopback& house, const std::string& bytes) {
  static const std::string last = "GET /v1/loans/L0404 HTTP/1.1\r\nHost: here\r\n\r\n";
  Connection connection(house.port());
  connection.send(bytes);
  connection.send(last);
  std::string told;
  for (bool end = false; !end;) {
    const Answer answer = connection.read_answer();
    if (answer.status == 0) return told + "close";
    end = answer.status == 404;
    told += end ? "keep" : std::to_string(answer.status) + " ";
  }
  return told;
}

}  // namespace

TEST_CASE("each way of saying where a request ends gets what the table says, and does nothing that hides in another") {
  Loopback house;
  house.opened();
  const auto all = cases();
  CHECK(all.size() >= 200);
  for (const Case& one : all) {
    CAPTURE(one.line);
    CHECK(outcome(house, one.bytes) == one.expected);
    REQUIRE(house.journal.last_seq() == 1);  // nothing was done
  }
}
