// What the parts of the bench program share: their names, a clock, percentiles, and one JSON line as the result.
#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace bench {

using Instant = std::chrono::steady_clock::time_point;

inline Instant now() { return std::chrono::steady_clock::now(); }
inline double seconds_since(Instant then) { return std::chrono::duration<double>(now() - then).count(); }

// The value below which this share of the samples lies; sorts them.
inline double percentile(std::vector<double>& samples, double share) {
  if (samples.empty()) return 0;
  std::sort(samples.begin(), samples.end());
  const auto index = static_cast<std::size_t>(share * static_cast<double>(samples.size()));
  return samples[std::min(index, samples.size() - 1)];
}

struct DiskOptions {
  std::string folder;
  double seconds = 3;
};
void disk(const DiskOptions& options);  // 4 KB appended and synchronised, one after the other

struct FillOptions {
  std::string data;
  std::string refs;            // a file for the references that were made, one a line
  int realistic = 0;           // modifications with 3 ballots of 23 votes, 40 documents, 25 milestones
  int thin = 0;                // modifications with one event
  std::vector<int> long_ones;  // one modification with this many events each
  int daily = 0;               // modifications in Refinement that take 50 steps, one a day
  int closed = 0;              // modifications with one event, implemented long ago
  int board = 0;               // a Change Board of so many seats, and votes of it to take 10,000 in, and nothing else
  int in_release = 0;          // modifications in Refinement that are in the scope of one release
  int due = 0;                 // modifications that are withdrawn: all their windows end at one instant
  bool cheap = false;          // without waiting for the disk: to make large databases
};
void fill(const FillOptions& options);

struct LoadOptions {
  std::string address = "127.0.0.1";
  int port = 0;
  std::string token;
  std::string refs;  // the modifications to work on, one a line
  int connections = 64;
  double seconds = 5;
  std::string mix = "attach-document,set-impacts,forecast,cast-vote";
};
void load(const LoadOptions& options);  // commands over keep-alive connections, each with modifications of its own

struct VotesOptions {
  LoadOptions load;  // the modifications, and so many connections
  int seats = 0;     // of the board
  int votes = 0;     // one a seat, ballot by ballot
};
void votes(const VotesOptions& options);  // each as soon as a connection has the answer to its last

struct CountOptions {
  int seats = 10'000;
  int times = 50;
};
void count(const CountOptions& options);  // a ballot, in process

// Working Day sums and forecasts, without a server.
void reckon();

// Reads each of them once.
void read_once(const LoadOptions& options);

}  // namespace bench
