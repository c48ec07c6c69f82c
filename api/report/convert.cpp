// The command lines, folders and fixed times for WeasyPrint, pandoc and rsvg-convert, and the sentences for when they
// fail.
#include "api/report/convert.hpp"

#include <semaphore>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "api/report/files.hpp"
#include "api/report/html.hpp"
#include "api/report/paper_text.hpp"
#include "api/report/private_folder.hpp"
#include "api/report/sections.hpp"
#include "api/report/zip.hpp"

namespace api::report {
namespace {

std::counting_semaphore<conversions_max> turns(conversions_max);

struct Turn {
  explicit Turn(std::chrono::milliseconds limit) : taken(turns.try_acquire_for(limit)) {}
  ~Turn() {
    if (taken) turns.release();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  const bool taken;
};

// One conversion: what is said of it, and how it is done.
struct Conversion {
  std::string_view what;     // "A PDF"
  std::string_view package;  // of Debian, and the program's name
  std::vector<std::string> command;
  std::vector<std::string> environment;
  std::string made;  // the file that comes out
};

Unavailable unavailable(const Conversion& conversion, Ended::How how, std::string detail, const Programs& programs) {
  const auto& [what, package, command, environment, made] = conversion;
  constexpr std::string_view meanwhile = "Other forms (html, xlsx, json) are made without it.";
  switch (how) {
    case Ended::How::missing:
      return {
          Unavailable::Why::missing,
          fmt::format("{} is made by the program {}, which is not installed here: install the Debian package {}. {}",
                      what, command[0], package, meanwhile),
          std::move(detail)};
    case Ended::How::late:
      return {Unavailable::Why::late,
              fmt::format("{} was not finished within {} seconds. Ask for less, or again when there is less to do. {}",
                          what, programs.limit.count() / 1000, meanwhile),
              std::move(detail)};
    case Ended::How::well:
    case Ended::How::failed:
      break;
  }
  return {Unavailable::Why::failed,
          fmt::format("{} could not be made: the program {} failed; the log says how. {}", what, command[0], meanwhile),
          std::move(detail)};
}

// The time that goes into the file instead of now: the report's day; 1 January 2000 for what is of no day.
std::string epoch(const engine::Report& report) {
  const auto day =
      report.as_at ? std::chrono::sys_days(*report.as_at) : std::chrono::sys_days(std::chrono::days{10957});
  return "SOURCE_DATE_EPOCH=" + std::to_string(std::chrono::sys_seconds(day).time_since_epoch().count());
}

// One after the other; what the last of them makes is what was wanted.
Converted convert(const std::vector<Conversion>& steps, const PrivateFolder& folder, const Programs& programs) {
  const Turn turn(programs.limit);
  if (!turn.taken)
    return Unavailable{Unavailable::Why::busy,
                       "Too many documents are being made at the moment; ask again in a minute.", ""};
  std::string bytes;
  for (const auto& step : steps) {
    auto ended = run({step.command, folder.path(), step.environment}, programs);
    if (ended.how != Ended::How::well) return unavailable(step, ended.how, std::move(ended.said), programs);
    bytes = folder.read(step.made);
    if (bytes.empty()) return unavailable(step, Ended::How::failed, std::move(ended.said), programs);
  }
  return bytes;
}

// Word shows pictures of points: two for each of a picture's own, so that its letters are sharp on paper.
std::vector<Conversion> drawing(const engine::Report& report, const PrivateFolder& folder) {
  std::vector<Conversion> steps;
  for (const auto* picture : pictures_of(report)) {
    const auto made = picture_file(steps.size()), from = made + ".svg";
    folder.write(from, drawn(*picture, is_landscape(report)));
    steps.push_back({"A Word document with pictures",
                     "librsvg2-bin",
                     {"rsvg-convert", "--zoom", "2", "--output", made, from},
                     {},
                     made});
  }
  return steps;
}

// A Word document whose styles, page, header and footer pandoc takes over.
std::string looks(const engine::Report& report) {
  const bool wide = is_landscape(report);
  kainjow::mustache::data page;
  page["landscape"] = wide;
  page["right"] = wide ? "15024" : "10092";  // twentieths of a point: the page without its margins
  page["title"] = xml_text(running_title(report));
  page["classification"] = xml_text(report.classification);
  page["simulated"] = report.simulated;
  const auto filled = [&](const char* text) { return kainjow::mustache::mustache(text).render(page); };
  return zip({{"[Content_Types].xml", files::document_types},
              {"_rels/.rels", files::document_relations},
              {"word/document.xml", filled(files::document_body)},
              {"word/_rels/document.xml.rels", files::document_body_relations},
              {"word/styles.xml", files::document_styles},
              {"word/settings.xml", files::document_settings},
              {"word/header1.xml", filled(files::document_header)},
              {"word/footer1.xml", filled(files::document_footer)}});
}

}  // namespace

Converted pdf(const engine::Report& report, const std::string& html, const Programs& programs) {
  const PrivateFolder folder;
  folder.write("paper.html", html);
  folder.write("sitecustomize.py", files::sitecustomize_py);
  const Conversion conversion{
      "A PDF",
      "weasyprint",
      {"weasyprint", "--quiet", "--encoding", "utf-8", "--pdf-variant", "pdf/ua-1", "paper.html", "paper.pdf"},
      {epoch(report), "PYTHONPATH=" + folder.path().string(), "PYTHONDONTWRITEBYTECODE=1", "PYTHONHASHSEED=0"},
      "paper.pdf"};
  return convert({conversion}, folder, programs);
}

Converted docx(const engine::Report& report, const std::string& html, const Programs& programs) {
  const PrivateFolder folder;
  folder.write("paper.html", html);
  folder.write("looks.docx", looks(report));
  folder.write("paper.lua", files::paper_lua);
  auto steps = drawing(report, folder);
  steps.push_back({"A Word document",
                   "pandoc",
                   {"pandoc", "--quiet", "--from", "html", "--to", "docx", "--reference-doc", "looks.docx",
                    "--lua-filter", "paper.lua", "--output", "paper.docx", "paper.html"},
                   {epoch(report)},
                   "paper.docx"});
  return convert(steps, folder, programs);
}

}  // namespace api::report
