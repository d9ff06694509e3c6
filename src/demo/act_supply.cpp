// Act: the source side masks in its own domain and pushes signed batches; raw rows never leave it.
#include <fstream>
#include <sstream>

#include "demo/world.h"
#include "source/census.h"
#include "source/register.h"
#include "source/source.h"

namespace gongshu::demo {
namespace {

/// The platform's end of a push, over its public API.
class ApiSink final : public source::PushSink {
 public:
  ApiSink(People& people, std::string account) : people_(people), account_(std::move(account)) {}

  Result<std::vector<std::int64_t>> begin(const privacy::SignedDocument& manifest) override {
    GS_TRY(batch, people_.call(account_, "POST", "/api/v1/batches", json::object{{"document", manifest.document}, {"signature", manifest.signature}}));
    id_ = text_of(batch, "id");
    std::vector<std::int64_t> missing;
    if (const auto* list = batch.if_contains("missing"))
      for (const auto& index : list->as_array()) missing.push_back(index.as_int64());
    total_ = static_cast<std::int64_t>(missing.size());
    return missing;
  }
  Status chunk(std::int64_t index, std::string_view bytes) override {
    const auto path = "/api/v1/batches/" + id_ + "/chunks/" + std::to_string(index);
    GS_TRY(reply, people_.raw(account_, "PUT", path, {{"content-type", "application/octet-stream"}}, std::string(bytes)));
    if (reply.status >= 300) return fail(ErrorCode::internal, path, reply.body.substr(0, 400));
    people_.tell().progress("推送 push", ++sent_, total_);
    return {};
  }
  Status finish() override {
    GS_TRY(done, people_.call(account_, "POST", "/api/v1/batches/" + id_ + "/finish"));
    status_ = text_of(done, "status");
    return {};
  }
  const std::string& id() const { return id_; }
  const std::string& status() const { return status_; }

 private:
  People& people_;
  std::string account_, id_, status_;
  std::int64_t total_ = 0, sent_ = 0;
};

/// The synthetic register, on the provider's disk; picks the resident of the verification scene.
Status write_register(People& people, World& w, const std::filesystem::path& file) {
  GS_TRY(census, source::load_census(w.figures));
  GS_TRY(register_, source::Register::make(census, w.residents, 20260302));
  std::ofstream out(file, std::ios::binary);
  std::int64_t bytes = 0;
  const std::int64_t expected = register_.size() * 88;
  GS_CHECK(register_.write([&](std::string_view piece) -> Status {
    out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    bytes += static_cast<std::int64_t>(piece.size());
    people.tell().progress("合成居民登记 draw the register", std::min(bytes, expected - 1), expected);
    return {};
  }));
  people.tell().progress("合成居民登记 draw the register", 1, 1);
  out.close();
  if (!out) return fail(ErrorCode::store_failed, file.string(), "the register could not be written");
  std::string row;
  register_.append_row(row, register_.size() / 2);
  w.resident_id = row.substr(0, row.find(','));
  w.resident_county = w.resident_id.substr(0, 6);
  people.tell().step("居民登记已在数源侧生成（合成，无真实个人）", std::to_string(register_.size()) + " 行 rows");
  return {};
}

/// The source of a provider: made once, its key registered, the platform's key pinned.
Result<source::Source> open_source(People& people, World& w, const std::string& account, const std::string& folder, Line& line) {
  const auto dir = w.data / folder;
  GS_TRY(opened, source::Source::init(dir, folder, *w.clock));
  GS_TRY(key, people.call(account, "POST", "/api/v1/source-keys", json::object{{"name", folder}, {"public_key_pem", opened.public_key().to_pem()}}));
  line.source_key = text_of(key, "id");
  people.tell().step(folder + "：自有目录、自有密钥；公钥已登记", text_of(key, "fingerprint").substr(0, 16) + "…");
  return opened;
}

/// Order → mask → push for one scenario.
Status supply(People& people, source::Source& source, const std::string& provider, Line& line, const std::filesystem::path& csv,
              const std::string& label) {
  GS_TRY(order, people.call("agency.zhao", "POST", "/api/v1/masking-orders",
                            json::object{{"scenario", line.scenario}, {"resource", line.entry}, {"reference_date", "2020-11-01"}}));
  line.order = text_of(order, "id");
  GS_CHECK(source.trust(text_of(order, "node_public_key")));
  GS_TRY(accepted, source.accept({text_of(order, "document"), text_of(order, "signature")}));
  std::ifstream in(csv, std::ios::binary);
  std::error_code ec;
  const auto size = static_cast<std::int64_t>(std::filesystem::file_size(csv, ec));
  GS_TRY(batch, source.mask(accepted.order_id, in, {label, [&](const source::MaskProgress& p) { people.tell().progress("数源侧脱敏 mask", p.bytes, size); }}));
  ApiSink sink(people, provider);
  GS_TRY(pushed, source.push(batch.manifest.batch_id, sink));
  line.batch = sink.id();
  if (sink.status() != "accepted") return fail(ErrorCode::internal, "batch " + sink.id(), "status " + sink.status());
  people.tell().step("脱敏批次：签名清单与分片核验通过，加密入库", std::to_string(batch.manifest.rows) + " 行 · " + std::to_string(pushed.sent) + " 片 · " + sink.id());
  return {};
}

}  // namespace

Status act_supply(People& people, World& w) {
  people.tell().act("数源侧脱敏与供给", "Masked at the source, then supplied");
  const auto residents_csv = w.data / std::string(source::kRegisterFile);
  GS_CHECK(write_register(people, w, residents_csv));
  GS_TRY(residents, open_source(people, w, "residents.wu", "source-residents", w.elderly));
  GS_CHECK(supply(people, residents, "residents.wu", w.elderly, residents_csv, std::string(source::kSyntheticLabel)));
  GS_CHECK(supply(people, residents, "residents.wu", w.residence, residents_csv, std::string(source::kSyntheticLabel)));
  people.tell().note("同一公民在两个场景中的假名不同，跨场景不可关联 · one person has unlinkable pseudonyms in the two scenarios");
  GS_TRY(divisions, open_source(people, w, "civil.zhou", "source-divisions", w.divisions_line));
  return supply(people, divisions, "civil.zhou", w.divisions_line, w.divisions, "");
}

}  // namespace gongshu::demo
