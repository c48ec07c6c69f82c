// Every counter and level by its Prometheus name; prometheus-cpp is included here alone.
#include "api/http/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <mutex>

namespace api {

struct Metrics::Inside {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                          .Name("http_requests_total")
                                                          .Help("Requests by class of route and status")
                                                          .Register(registry);
  // Counted on every read from memory, so they are looked up once.
  prometheus::Counter& fresh = requests.Add({{"route", "case"}, {"status", "200"}});
  prometheus::Counter& same = requests.Add({{"route", "case"}, {"status", "304"}});
  prometheus::Histogram& commands = prometheus::BuildHistogram()
                                        .Name("command_duration_seconds")
                                        .Help("Commands from their arrival to their answer")
                                        .Register(registry)
                                        .Add({}, prometheus::Histogram::BucketBoundaries{
                                                     0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5});
  prometheus::Gauge& connections = level("http_connections", "Connections that are open");
  prometheus::Gauge& commands_queued = level("processor_queue_length", "Commands that wait for the writer thread");
  prometheus::Gauge& queries_waiting = level("queries_waiting", "Reads that wait for a query thread");
  prometheus::Gauge& rendered_bytes = level("rendered_cache_bytes", "Bytes of answers kept ready");
  prometheus::Gauge& batches = level("journal_batches", "Commits since the start");
  prometheus::Gauge& last_seq = level("journal_last_seq", "Number of the last entry of the journal");
  prometheus::Gauge& not_indexed =
      level("journal_entries_not_indexed", "Entries that searches look through, as the search index lacks them yet");
  prometheus::Gauge& broken = level("processor_broken", "1 when the journal takes no more writes until a restart");
  prometheus::Gauge& clock_held =
      level("secmp_clock_held", "1 while what the clock brings about is held back: it is doubted, or stands still");

  prometheus::Family<prometheus::Counter>& faults =
      prometheus::BuildCounter()
          .Name("secmp_faults_total")
          .Help("Faults that stopped nothing: of the alarm, of who hears of commits, of who waits for an answer")
          .Register(registry);
  std::mutex faults_mutex;  // two readers must not both add what is new

  void count_faults(const Levels& levels) {
    const std::lock_guard lock(faults_mutex);
    for (const auto where : engine::fault_places) {
      auto& counter = faults.Add({{"where", std::string(engine::to_text(where))}});
      const auto so_far = static_cast<double>(levels.faults.at(static_cast<std::size_t>(where)));
      counter.Increment(std::max(0.0, so_far - counter.Value()));
    }
  }

  prometheus::Gauge& level(const std::string& name, const std::string& help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
  }
};

Metrics::Metrics() : inside_(std::make_unique<Inside>()) {}
Metrics::~Metrics() = default;

void Metrics::answered(const std::string& route, int status) {
  inside_->requests.Add({{"route", route}, {"status", std::to_string(status)}}).Increment();
}

void Metrics::answered_from_memory(bool same) { (same ? inside_->same : inside_->fresh).Increment(); }
void Metrics::command_took(std::chrono::duration<double> time) { inside_->commands.Observe(time.count()); }
void Metrics::connections(int change) { inside_->connections.Increment(change); }

namespace {

bool tells_of_commands(const prometheus::ClientMetric& metric) {
  return std::any_of(metric.label.begin(), metric.label.end(), [](const auto& label) {
    return label.name == "route" && (label.value == "command" || label.value == "open");
  });
}

void leave_out_commands(std::vector<prometheus::MetricFamily>& families) {
  std::erase_if(families, [](const prometheus::MetricFamily& family) {
    return family.name.starts_with("journal_") || family.name == "command_duration_seconds" ||
           family.name == "rendered_cache_bytes";
  });
  for (auto& family : families) std::erase_if(family.metric, tells_of_commands);
}

}  // namespace

std::string Metrics::text(const Levels& levels, Audience audience) const {
  inside_->commands_queued.Set(static_cast<double>(levels.commands_queued));
  inside_->queries_waiting.Set(static_cast<double>(levels.queries_waiting));
  inside_->rendered_bytes.Set(static_cast<double>(levels.rendered_bytes));
  inside_->batches.Set(static_cast<double>(levels.batches));
  inside_->last_seq.Set(static_cast<double>(levels.last_seq));
  inside_->not_indexed.Set(static_cast<double>(levels.not_indexed));
  inside_->broken.Set(levels.broken ? 1 : 0);
  inside_->clock_held.Set(levels.clock_held ? 1 : 0);
  inside_->count_faults(levels);
  auto families = inside_->registry.Collect();
  if (audience == Audience::anybody) leave_out_commands(families);
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace api
