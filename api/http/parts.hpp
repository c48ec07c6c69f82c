// What a server needs to be given: the engine's parts, what only main knows how to make, and every limit.
#pragma once

#include <functional>

#include "engine/alarm.hpp"
#include "engine/answer.hpp"
#include "engine/calendar.hpp"
#include "engine/choices.hpp"
#include "engine/clock.hpp"
#include "engine/faults.hpp"
#include "engine/finding.hpp"
#include "engine/pages.hpp"
#include "engine/processor.hpp"

namespace api {

class Feed;
class Sessions;

// Every bound of the outside. Times in seconds, sizes in bytes.
struct Limits {
  std::size_t header_bytes_max = 16 * 1024;           // request line and headers; beyond it 431
  std::size_t body_bytes_max = 1024 * 1024;           // beyond it 413
  std::size_t document_bytes_max = 50 * 1024 * 1024;  // of one document; beyond it 413
  std::size_t drain_bytes_max = 64 * 1024 * 1024;     // read and thrown away after a refusal, so that it can be read
  // Of each of these a quarter is kept for those with a token; beyond it 503. `of_address`: those of one address
  // without a token. If there is no room for a connection, one leaves that has waited longest without a token.
  std::size_t connections_max = 1024;
  std::size_t connections_of_address_max = 256;
  std::size_t connections_of_token_max = 512;
  std::size_t streams_max = 128;  // event streams among them
  std::size_t streams_of_address_max = 16;
  std::size_t streams_of_token_max = 32;
  std::size_t body_bytes_all_max = 64 * 1024 * 1024;  // bodies of requests that are not answered yet
  std::size_t body_bytes_of_address_max = 8 * 1024 * 1024;
  std::size_t body_bytes_of_token_max = 32 * 1024 * 1024;
  // Answers of more than 64 KiB, in memory until they are sent; not those that many share.
  std::size_t answer_bytes_all_max = 64 * 1024 * 1024;
  std::size_t answer_bytes_of_address_max = 8 * 1024 * 1024;
  std::size_t answer_bytes_of_token_max = 32 * 1024 * 1024;
  std::size_t queries_waiting_max = 1024;  // reads queued for the query threads
  std::size_t queries_of_address_max = 256;
  std::size_t queries_of_token_max = 512;
  std::size_t papers_waiting_max = 16;  // PDF and Word documents queued for the two threads that wait for them
  std::size_t papers_of_address_max = 4;
  std::size_t papers_of_token_max = 8;
  int query_threads = 2;     // and one more that those with a token have for themselves
  int read_timeout_s = 20;   // for a header, and again for a body that is worth reading; beyond it 408
  int idle_timeout_s = 75;   // between two requests of a connection
  int write_timeout_s = 20;  // for one response, or one portion of an event stream
  int linger_timeout_s = 5;  // for what the client still sends after a refusal
  int stop_timeout_s = 15;   // from stop() until connections that do not end are cut
  int heartbeat_s = 15;      // between two signs of life in a quiet event stream
  int alarm_late_s = 60;     // since the alarm last saw what is due; beyond it /readyz warns (it looks every 10)
};

// Connections beyond the limits that hear, at one time, that there is no room; the others are just closed.
inline constexpr std::size_t turned_away_max = 64;

// That something has not been well for a while, in a sentence that anybody may read.
struct Trouble {
  std::chrono::seconds ago{};
  std::string sentence;
};

// All references must outlive the server.
struct Parts {
  const engine::Workflows& workflows;
  engine::Processor& processor;
  const engine::Reader& reader;
  const engine::WallClock& clock;  // every answer says of a simulated one: `Clock: simulated`; those to commands say
                                   // of one that is doubted what it shows
  const engine::Calendar& calendar;
  Feed& feed;                      // the one that the processor reports its commits to
  const engine::Faults& faults;    // that the processor and the alarm have met
  engine::Alarm* alarm = nullptr;  // moves a simulated clock; without it the clock cannot be moved from outside

  // Who holds this token; nothing when it is unknown, expired or revoked. Called on the I/O thread for every request
  // that carries one, so it has to be quick; and on query threads for every portion of an event stream.
  std::function<std::optional<engine::Actor>(std::string_view token)> identify;
  // The names that tasks are assigned to the caller under. Empty: the role, "seat:SEAT" and "party:ID".
  std::function<std::vector<std::string>(const engine::Actor&)> assignees = {};

  // The roles that a token may carry. Empty: any.
  std::vector<std::string> roles = {};

  // What stands in the way of reading the list of tokens, if anything does: those that were read before hold on.
  std::function<std::optional<Trouble>()> tokens_trouble = {};
  // Proxies in front of this server: who comes through one of them is who it says in X-Forwarded-For.
  std::vector<std::string> trusted_proxies = {};

  // The roles that look after the register: what they are answered says how far its journal has come.
  std::vector<std::string> keepers = {};

  std::string program_version = "0";
  Limits limits = {};

  // Puts on disk where a simulated clock stands; before the answer that says that it was moved. May throw.
  std::function<void()> keep_clock = {};
  bool head_missing = false;  // the journal lacks entries that it has had; /readyz warns

  // The last day of a token that somebody holds; nothing: it has none. Empty: it is not known.
  std::function<std::optional<engine::Date>(std::string_view token)> last_day = {};

  // What the workflows answer with, for the OpenAPI document.
  engine::Answers answers = {};
  engine::OwesOf owes = {};                  // empty: what several are asked is asked of each of them until it is gone
  engine::EventWordsOf event_words = {};     // empty: a step is called as its event
  engine::CaseChoicesOf case_choices = {};   // empty: no field takes references
  std::vector<std::string> categories = {};  // of Parties, that a token may carry; empty: any
  // What may stand in the fields of a command for one case. Empty: nobody knows.
  engine::ChoicesOf choices = {};
  engine::ListsOf lists = {};  // and for every case
  // What pages for people say beside what schemas say.

  // What is searched, and who has made ready for that; nullptr: everything is looked through.
  engine::Finding finding = {};
  const engine::SearchIndex* search_index = nullptr;

  engine::Pages pages = {};  // what pages say of the workflows

  // Bytes that documents have; nullptr: nobody keeps them. And the roles that may upload some.
  engine::Documents* documents = nullptr;
  std::vector<std::string> uploaders = {};

  // Who has signed in on pages; nullptr: nobody can.
  Sessions* sessions = nullptr;
  // The address of this site, like https://register.example.org; empty: what each request calls it.
  std::string public_url = {};
};

}  // namespace api
