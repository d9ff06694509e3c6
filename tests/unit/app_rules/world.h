// Packs that may be changed: a copy of those that ship, in a directory of its own.
#pragma once
#include "../app/fixture.h"
#include "app/pack_life.h"
#include "app/pack_seal.h"
#include "app/rule_counts.h"
#include "store/files.h"

namespace gongshu::app::test {

namespace fs = std::filesystem;

class Packs {
 public:
  Packs() { fs::copy(GONGSHU_SOURCE_DIR "/rulepacks", folder(), fs::copy_options::recursive); }
  fs::path folder() const { return dir_ / "rulepacks"; }
  fs::path data() const { return dir_ / "node"; }
  fs::path operator/(const std::string& name) const { return dir_ / name; }

  std::string text(const std::string& file) const {
    auto found = store::read_file(folder() / file);
    if (!found) throw std::runtime_error(describe(found.error()));
    return *found;
  }
  void replace(const std::string& file, const std::string& from, const std::string& to) {
    auto all = text(file);
    const auto at = all.find(from);
    if (at == all.npos) throw std::runtime_error(file + " does not hold: " + from);
    put(file, all.replace(at, from.size(), to));
  }
  void put(const std::string& file, const std::string& content) {
    fs::create_directories((folder() / file).parent_path());
    if (auto done = store::write_file_atomic(folder() / file, content, 0644); !done)
      throw std::runtime_error(describe(done.error()));
  }
  void trust(const std::string& name, const crypto::Sm2PrivateKey& key) {
    fs::create_directories(data() / "pack_keys");
    if (auto done = store::write_file_atomic(data() / "pack_keys" / (name + ".pem"), key.public_key().to_pem()); !done)
      throw std::runtime_error(describe(done.error()));
  }
  Result<std::unique_ptr<Node>> open(std::shared_ptr<Clock> clock = std::make_shared<ManualClock>(kNow),
                                     const std::string& overlay = {}, const std::string& pack = "henan") {
    NodeOptions o{data(), pack, folder(), std::move(clock), false};
    if (!overlay.empty()) {
      if (!fs::exists(data() / "node.json")) GS_CHECK(Node::open(o).map([](const auto&) {}));
      GS_CHECK(set_overlay(data(), overlay));
    }
    return Node::open(std::move(o));
  }

 private:
  TempDir dir_;
};

}  // namespace gongshu::app::test
