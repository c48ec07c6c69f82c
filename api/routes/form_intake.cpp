// Takes a form apart into what was typed and the file, and keeps the file.
#include "api/routes/form_intake.hpp"

#include <fmt/format.h>

#include "api/http/multipart.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/document_bytes.hpp"

namespace api {
namespace {

void add_field(std::string& fields, std::string_view name, std::string_view value) {
  if (!fields.empty()) fields += '&';
  fields += encoded(name) + "=" + encoded(value);
}

Problem too_large(std::size_t bytes_max) {
  return Problem("body-too-large", fmt::format("what was typed has more than {} bytes", bytes_max));
}

// As forms without a file are sent.
class PlainForm final : public Intake {
 public:
  explicit PlainForm(std::size_t bytes_max) : bytes_max_(bytes_max) {}
  void take(std::string_view bytes) override {
    fields += bytes;
    if (fields.size() > bytes_max_) throw too_large(bytes_max_);
  }

 private:
  const std::size_t bytes_max_;
};

class FormWithFile final : public Intake, private Multipart {
 public:
  // Of whose session has ended what was typed is kept, and no file: they choose it again.
  FormWithFile(const Read& read, const std::string& boundary, const Call& call)
      : Multipart(boundary), read_(read), by_(call.by), takes_files_(call.known) {}

  void take(std::string_view bytes) override { Multipart::take(bytes); }
  void end() override {
    Multipart::end();
    finish_field();
    if (file && file->size() > 0) keep();
    add_field(fields, hash_field, hash_);
    add_field(fields, file_name_field, name_);
  }

 private:
  void begin_part(const PartHead& head) override {
    finish_field();
    part_ = head;
    is_file_ = head.file_name.has_value();
    if (!takes_files_ || !is_file_ || head.file_name->empty() || head.name != file_field) return;
    if (!contains(read_.parts.uploaders, by_.role)) throw no_uploader(read_.parts, by_);
    file = read_.parts.documents->begin();
    file_head_ = head;
  }

  void add_to_part(std::string_view bytes) override {
    if (is_file_) return add_to_file(bytes);
    value_ += bytes;
    expect_room();
  }

  void expect_room() const {
    const auto most = read_.parts.limits.body_bytes_max;
    if (value_.size() + fields.size() > most) throw too_large(most);
  }

  void add_to_file(std::string_view bytes) {
    if (!file || part_.name != file_field) return;
    const auto most = read_.parts.limits.document_bytes_max;
    if (static_cast<std::size_t>(file->size()) + bytes.size() > most)
      throw Problem("body-too-large", fmt::format("the file has more than {} bytes", most));
    file->take(bytes);
  }

  // What the file says is said once.
  void finish_field() {
    if (part_.name == hash_field) hash_ = value_;
    else if (part_.name == file_name_field) name_ = value_;
    else if (!part_.name.empty() && !is_file_) add_field(fields, part_.name, value_);
    part_ = {};
    value_.clear();
    expect_room();  // parts without a value have names, too
  }

  void keep() {
    Request head;
    if (!file_head_.media_type.empty()) head.headers = {{"content-type", file_head_.media_type}};
    const bool another = !hash_.empty();  // a file came with this form before: the name there is that one's
    hash_ = file->sha256();
    read_.parts.documents->keep(*file, media_type_of(head), by_);
    const auto& name = *file_head_.file_name;
    if (name_.empty() || another) name_ = name.substr(name.find_last_of("/\\") + 1);  // some send the folder, too
  }

  const Read& read_;
  const engine::Actor by_;
  const bool takes_files_;
  PartHead part_, file_head_;
  bool is_file_ = false;
  std::string value_, hash_, name_;
};

}  // namespace

std::shared_ptr<Intake> form_intake(const Read& read, const Call& call) {
  const std::string* type = call.request.header("content-type");
  if (const auto boundary = type ? boundary_in(*type) : std::nullopt)
    return std::make_shared<FormWithFile>(read, *boundary, call);
  return std::make_shared<PlainForm>(read.parts.limits.body_bytes_max);
}

const std::string& form_of(const Call& call) {
  return call.request.intake ? call.request.intake->fields : call.request.body;
}

}  // namespace api
