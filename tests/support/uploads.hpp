// Documents that were uploaded, in memory: who has uploaded which, for stories that say so.
#pragma once

#include <map>

#include "engine/documents.hpp"

namespace story {

class Uploads final : public engine::Documents {
 public:
  void given(const engine::Actor& by, const std::string& sha256, std::int64_t size, const std::string& media_type) {
    all_[{by.id, sha256}] = {size, media_type};
  }
  std::optional<engine::KeptBytes> uploaded(const std::string& sha256, const engine::Actor& by) const override {
    const auto found = all_.find({by.id, sha256});
    return found == all_.end() ? std::nullopt : std::optional(found->second);
  }
  std::unique_ptr<engine::Arriving> begin() override { return nullptr; }
  void keep(engine::Arriving&, const std::string&, const engine::Actor&) override {}
  std::shared_ptr<const engine::Stored> open(const std::string&) const override { return nullptr; }

 private:
  std::map<std::pair<std::string, std::string>, engine::KeptBytes> all_;
};

}  // namespace story
