// Tells now and then how far it has come.
#include "store/chain_beside.hpp"

#include "engine/thread_name.hpp"
#include "store/chain_walk.hpp"
#include "store/compare.hpp"
#include "store/connection.hpp"
#include "store/days.hpp"

namespace store {
namespace {
constexpr std::int64_t told_every = 64, ended = -1;
}

// Who waits hears that there will be no more, whatever is thrown.
class ChainBeside::EndsAnyhow {
 public:
  explicit EndsAnyhow(ChainBeside& of) : chain_(of) {}
  EndsAnyhow(const EndsAnyhow&) = delete;
  EndsAnyhow& operator=(const EndsAnyhow&) = delete;
  ~EndsAnyhow() { at(chain_.passed_); }
  void at(std::int64_t seq) const {
    chain_.passed_ = seq;
    chain_.holds_ = ended;
    chain_.holds_.notify_all();
  }

 private:
  ChainBeside& chain_;
};

ChainBeside::ChainBeside(const std::filesystem::path& database, std::int64_t up_to, Then then)
    : found_(std::async(std::launch::async, [this, database, up_to, then] {
        engine::name_this_thread("chain");
        return look(database, up_to, then);
      })) {}

bool ChainBeside::holds(std::int64_t seq) const {
  if (seq < 1) return false;  // no entry has such a number
  auto known = holds_.load();
  for (; known >= 0 && known < seq; known = holds_.load()) holds_.wait(known);
  return known >= seq || (known < 0 && seq <= passed_);
}

ChainFound ChainBeside::look(const std::filesystem::path& database, std::int64_t up_to, Then then) {
  const EndsAnyhow ends(*this);
  Connection connection(database, Access::Read);
  connection.exec(room_for_the_whole);  // indexes are compared with their tables in another order than the rows have
  connection.exec("BEGIN");
  ChainFound found;
  found.chain = follow_chain(connection, up_to, [this](const engine::Entry& entry) { tell(entry.seq); });
  if (found.chain.fault) return found;
  ends.at(up_to);
  then(connection, found);
  return found;
}

void ChainBeside::tell(std::int64_t seq) {
  passed_ = seq;
  if (seq % told_every != 0) return;
  holds_ = seq;
  holds_.notify_all();
}

void look_at_pages_and_days(Connection& connection, ChainFound& found) {
  found.pages = fault_of_file(connection);
  found.days = wrong_days(connection);
}

void look_beside(Connection& connection, ChainFound& found) {
  found.requests = wrong_request(connection, found.chain.remembered_from);
  look_at_pages_and_days(connection, found);
}

}  // namespace store
