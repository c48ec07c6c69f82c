// render_sample SAMPLE FOLDER [FORM...]: writes a sample report in the forms named (none: all) as
// FOLDER/SAMPLE.EXTENSION, and how long each took, in microseconds, to its output.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "api/report/forms.hpp"
#include "tests/forms/samples.hpp"

namespace {

bool write(const engine::Report& report, const std::filesystem::path& file, api::report::Form form) {
  const auto start = std::chrono::steady_clock::now();
  const auto made = api::report::render(report, form);
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  if (const auto* not_made = std::get_if<api::report::Unavailable>(&made)) {
    std::cerr << not_made->sentence << '\n' << not_made->detail << '\n';
    return false;
  }
  std::cout << api::report::describe(form).name << ' ' << took.count() << '\n';
  std::ofstream(file, std::ios::binary) << std::get<std::string>(made);
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> given(arguments + 1, arguments + count);
  const auto* report = given.size() < 2 ? nullptr : samples::find(given[0]);
  if (report == nullptr) {
    std::cerr << "render_sample SAMPLE FOLDER [FORM...]\n";
    return 2;
  }
  bool all_made = true;
  for (const auto& form : api::report::forms) {
    const bool wanted = given.size() == 2 || std::find(given.begin() + 2, given.end(), form.name) != given.end();
    const auto file = std::filesystem::path(given[1]) / (given[0] + "." + std::string(form.extension));
    if (wanted) all_made = write(*report, file, form.form) && all_made;
  }
  return all_made ? 0 : 1;
}
