// Reads the parameters of papers, and answers with a kept file or with one made now.
#include "api/routes/papers.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <stdexcept>

#include "api/http/conditions.hpp"
#include "api/http/policy.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/report/csv.hpp"

namespace api {
namespace {

using report::File;
using report::Form;
using FilePtr = std::shared_ptr<const File>;

Response respond(const FilePtr& file) {
  Response response{200, {{"Content-Type", file->content_type}, {"ETag", file->etag}}, "", false, nullptr};
  response.kept = std::shared_ptr<const std::string>(file, &file->bytes);
  if (!file->policy.empty()) response.with("Content-Security-Policy", file->policy);
  if (!file->name.empty()) response.with("Content-Disposition", fmt::format("inline; filename=\"{}\"", file->name));
  return response;
}

Problem unavailable(const report::Unavailable& why, Form form) {
  spdlog::warn("the form {} could not be made: {} ({})", report::describe(form).name, why.sentence, why.detail);
  Problem problem("form-unavailable", why.sentence);
  if (why.why == report::Unavailable::Why::missing) return problem;  // nobody installs it by asking again
  return problem.header("Retry-After", "30");
}

FilePtr made(report::FinishedFiles& files, const engine::Report& model, Form form, bool marked) {
  const auto& described = report::describe(form);
  File file;
  file.content_type = described.content_type;
  if (form != Form::json && form != Form::text) file.name = report::file_name(model, form);
  std::string content;
  if (described.slow) {
    content = "content|" + report::fingerprint(model, form);
    if (auto known = files.find(content)) return known;
  }
  auto rendered = report::render(model, form);
  if (const auto* why = std::get_if<report::Unavailable>(&rendered)) throw unavailable(*why, form);
  file.bytes = std::move(std::get<std::string>(rendered));
  if (!marked && file.bytes.starts_with(report::byte_order_mark)) file.bytes.erase(0, report::byte_order_mark.size());
  if (form == Form::html) file.policy = paper_policy(file.bytes);
  file.etag = content_tag(described.slow ? content : file.bytes);
  auto kept = std::make_shared<const File>(std::move(file));
  if (described.slow) files.keep(content, {}, kept);
  return kept;
}

}  // namespace

std::vector<std::string> paper_media() { return report::media_types(); }

std::vector<ParameterDescription> paper_parameters(const engine::Workflow& rules) {
  const auto one_of = [](const auto& all) {
    std::string names;
    for (const auto& one : all) names += fmt::format("{}\"{}\"", names.empty() ? "" : ",", one.name);
    return fmt::format(R"({{"enum":[{}]}})", names);
  };
  std::vector<ParameterDescription> all = {
      {"format", "Instead of Accept.", one_of(report::forms)},
      {"section", "Of a CSV file: which of its tables; default: the main one.", R"({"type":"string"})"},
      {"bom", "Of a CSV file: whether it begins with a byte order mark, which spreadsheets need; default: true.",
       R"({"type":"boolean"})"}};
  if (const auto audiences = rules.audiences(); !audiences.empty())
    all.push_back({"audience",
                   "The copy for readers of this class, as far as the caller may see; default: the caller's.",
                   one_of(audiences)});
  return all;
}

Form read_form(Call& call) {
  const auto format = call.query.text("format");
  if (!format) return report::forms[choose_or_refuse(call.request.header("accept"), report::media_types())].form;
  if (const auto* form = report::form_called(*format)) return form->form;
  throw wrong_parameter("format",
                        fmt::format("{} is not made; these are: {}", in_quotes(*format), report::form_names()));
}

std::optional<engine::Clearance> read_audience(Call& call, const engine::Workflow& rules) {
  const auto wanted = call.query.text("audience");
  if (!wanted) return {};
  std::string names;
  for (const auto& one : rules.audiences()) {
    if (one.name == *wanted) return one.sees;
    names += (names.empty() ? "" : ", ") + std::string(one.name);
  }
  throw wrong_parameter("audience",
                        fmt::format("there are no copies for {}; these are: {}", in_quotes(*wanted), names));
}

CsvChoice read_csv_choice(Call& call, Form form) {
  CsvChoice choice{call.query.text("section")};
  if (choice.section && form != Form::csv)
    throw wrong_parameter("section", "goes with format=csv: the other forms have all tables of a paper");
  const auto marked = call.query.text("bom");
  if (marked && form != Form::csv) throw wrong_parameter("bom", "goes with format=csv: no other form has such a mark");
  if (marked && *marked != "true" && *marked != "false") throw wrong_parameter("bom", "is true or false");
  choice.marked = marked != "false";
  return choice;
}

bool asks_for_slow_form(const Call& call) {
  Query query = call.query;  // looked at, not used up
  if (const auto format = query.text("format")) {
    const auto* form = report::form_called(*format);
    return form != nullptr && form->slow;
  }
  const auto chosen = choose(call.request.header("accept"), report::media_types());
  return chosen && report::forms[*chosen].slow;
}

Response paper_response(const Read& read, report::FinishedFiles& files, const engine::Actor& by, const Paper& paper,
                        Form form) {
  const std::string key = fmt::format("{}|{}|{}|{}", report::describe(form).name, paper.csv.section.value_or(""),
                                      paper.csv.marked, paper.key);
  const auto seen = [&](const engine::Entry& entry) { return read.seen_head.sees(by, entry); };
  if (const auto file = files.find(key, read.parts.reader, seen)) return respond(file);
  const auto seq = read.parts.reader.last_seq();  // before anything is read: what comes later may be in it or not
  auto model = paper.make();
  try {
    if (paper.csv.section) report::choose_table(model, *paper.csv.section);
  } catch (const std::invalid_argument& wrong) {
    throw wrong_parameter("section", wrong.what());
  }
  const FilePtr file = made(files, model, form, paper.csv.marked);
  files.keep(key, {seq, paper.as_at}, file);
  return respond(file);
}

}  // namespace api
