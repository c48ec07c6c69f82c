// The parts of the bench that have to be quick themselves; tools/bench/run calls them in order and prints the table.
#include <iostream>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include "tools/bench/figures.hpp"

namespace {

void load_options(CLI::App* sub, bench::LoadOptions& options) {
  sub->add_option("--address", options.address)->capture_default_str();
  sub->add_option("--port", options.port)->required();
  sub->add_option("--token", options.token)->required();
  sub->add_option("--refs", options.refs, "A file with one reference a line")->required();
}

}  // namespace

int main(int argc, char** argv) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("bench"));  // figures go to standard output
  CLI::App app{"Parts of the bench of secmp; each prints one line of JSON."};
  app.require_subcommand(1);
  bench::DiskOptions disk;
  auto* disk_sub = app.add_subcommand("disk", "4 KB appended and synchronised, again and again");
  disk_sub->add_option("folder", disk.folder)->required();
  disk_sub->add_option("--seconds", disk.seconds);
  bench::FillOptions fill;
  auto* fill_sub = app.add_subcommand("fill", "Fill a data folder through the engine");
  fill_sub->add_option("data", fill.data)->required();
  fill_sub->add_option("--refs", fill.refs, "Where to note the references")->required();
  fill_sub->add_option("--realistic", fill.realistic, "With 3 ballots of 23 votes, 40 documents, 25 milestones");
  fill_sub->add_option("--thin", fill.thin, "With one event");
  fill_sub->add_option("--long", fill.long_ones, "With this many events; may be given again");
  fill_sub->add_option("--daily", fill.daily, "In Refinement, with 50 events, one a day");
  fill_sub->add_option("--closed", fill.closed, "With one event, implemented long ago");
  fill_sub->add_option("--board", fill.board, "A board of so many seats, and votes of it for 10,000");
  fill_sub->add_option("--in-release", fill.in_release, "In Refinement, and in the scope of the release 'bench'");
  fill_sub->add_option("--due", fill.due, "Withdrawn: all their windows end at one instant");
  fill_sub->add_flag("--cheap", fill.cheap, "Do not wait for the disk");
  bench::LoadOptions load;
  auto* load_sub = app.add_subcommand("load", "Commands over keep-alive connections");
  load_options(load_sub, load);
  load_sub->add_option("--connections", load.connections);
  load_sub->add_option("--seconds", load.seconds);
  load_sub->add_option("--mix", load.mix, "Commands in turn, with commas");
  bench::VotesOptions votes;
  auto* votes_sub = app.add_subcommand("votes", "Votes of many seats on one ballot");
  load_options(votes_sub, votes.load);
  votes_sub->add_option("--connections", votes.load.connections);
  votes_sub->add_option("--seats", votes.seats)->required();
  votes_sub->add_option("--votes", votes.votes)->required();
  bench::CountOptions count;
  auto* count_sub = app.add_subcommand("count", "Count one ballot again and again, in process");
  count_sub->add_option("--seats", count.seats);
  count_sub->add_option("--times", count.times);
  auto* reckon_sub = app.add_subcommand("reckon", "Working Day sums and forecasts, without a server");
  auto* read_sub = app.add_subcommand("read", "Read each modification once");
  load_options(read_sub, load);
  CLI11_PARSE(app, argc, argv);
  try {
    if (*disk_sub) bench::disk(disk);
    else if (*fill_sub) bench::fill(fill);
    else if (*load_sub) bench::load(load);
    else if (*votes_sub) bench::votes(votes);
    else if (*count_sub) bench::count(count);
    else if (*reckon_sub) bench::reckon();
    else bench::read_once(load);
  } catch (const std::exception& error) {
    std::cerr << "bench: " << error.what() << '\n';
    return 1;
  }
}
