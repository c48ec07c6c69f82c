// The server in the process of the test, over a folder on disk, with a clock that moves when the test says so: two
// answers differ by what happened in between and by nothing else.
#pragma once

#include <memory>
#include <thread>

#include "api/reading/feed.hpp"
#include "api/server.hpp"
#include "engine/alarm.hpp"
#include "store/documents.hpp"
#include "store/journal.hpp"
#include "store/reader.hpp"
#include "tests/support/sign_ins.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/system/client.hpp"
#include "workflows/all.hpp"

namespace outside {

class StillHouse {
 public:
  // `people`: who may come in; the token of each is their id.
  StillHouse(const std::string& now, std::vector<engine::Actor> people);
  ~StillHouse();

  Client& as(const std::string& id);  // "public": nobody
  // Over a new connection, if the last one was closed after its answer.
  Answer ask(const std::string& id, const std::string& method, const std::string& target, const std::string& body,
             const Headers& headers);
  // Has to be done.
  Answer done(const std::string& id, const std::string& target, const Json& body);
  void the_time_is(const std::string& instant);

  const engine::Workflows workflows = workflows::all();
  const std::vector<engine::Actor> people;

 private:
  ::TempFolder at_;
  std::unique_ptr<store::DataFolder> folder_;
  std::unique_ptr<store::Documents> documents_;
  std::unique_ptr<store::SqliteJournal> journal_;

 public:
  std::unique_ptr<store::SqliteReader> reader;
  engine::WallClock clock;
  api::Feed feed{workflows};
  engine::Faults faults;
  engine::Processor processor;
  engine::Alarm alarm;

 private:
  std::unique_ptr<test::SignIns> sign_ins_;
  std::unique_ptr<api::Server> server_;
  std::thread thread_;
  std::map<std::string, std::unique_ptr<Client>> clients_;
};

}  // namespace outside
