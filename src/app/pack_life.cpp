#include "app/pack_life.h"

#include <algorithm>

#include "app/node.h"
#include "app/pack_seal.h"
#include "app/tx.h"
#include "domain/node/decide.h"
#include "domain/node/points.h"
#include "rules/pack_dates.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

using domain::node::NodeSubject;
using domain::node::PackInForce;

Result<PackInForce> described(const std::filesystem::path& rulepacks, const rules::Pack& pack, const TrustedKeys& keys) {
  GS_TRY(seal, check_seal(rulepacks, pack.id, keys));
  PackInForce out{pack.id, std::string(name_of(pack.status)), std::move(seal.digest), std::move(seal.signer), {}, {}};
  if (out.signer) out.trusted = seal.trusted;
  if (const auto last = rules::last_day(pack)) out.expires = to_text(*last);
  return out;
}

int days_left(const PackInForce& pack, Instant now) {
  return static_cast<int>((std::chrono::sys_days(*parse_date(*pack.expires)) - std::chrono::sys_days(local_date(now))).count());
}

}  // namespace

const std::vector<std::string>& safe_after_expiry() {
  // What protects people or data, and what leads to the authority itself. Signing in and reading decide nothing and never come
  // here.
  static const std::vector<std::string> kSafe = {
      "depositDocument", "enterOutsideDecision", "confirmOutsideDecision", "rejectOutsideDecision", "continueAfterExpiry",
      "stopScope",       "reportStop",           "withdrawConsent",        "changePassword",         "makeBackup"};
  return kSafe;
}

Result<std::unique_ptr<PackLife>> PackLife::load(const std::filesystem::path& rulepacks, const std::string& pack,
                                                 const std::string& overlay, const std::filesystem::path& key_folder) {
  GS_TRY(calendar, rules::Calendar::load(rulepacks / "calendar"));
  GS_TRY(local, rules::load_pack(rulepacks, pack));
  GS_TRY(keys, trusted_keys(key_folder));
  std::unique_ptr<PackLife> out(new PackLife());
  auto stack = local;
  if (!overlay.empty()) {
    GS_TRY(above, rules::load_pack(rulepacks, overlay));
    GS_TRY(notes, rules::read_notes(rulepacks, pack));
    GS_TRY(notes_above, rules::read_notes(rulepacks, overlay));
    GS_TRY(stacked, rules::with_overlay(local, above, notes_above));
    stack = std::move(stacked);
    out->clashes_ = rules::clashes({local, std::move(notes)}, {above, std::move(notes_above)});
    out->in_force_.overlay = overlay;
  }
  for (const auto* one : rules::stack_of(*stack)) {
    GS_TRY(described_pack, described(rulepacks, *one, keys));
    out->in_force_.packs.push_back(std::move(described_pack));
    out->titles_.emplace(one->id, one->title);
  }
  GS_TRY(digest, pack_digest(rulepacks, "calendar"));
  out->in_force_.calendar = std::move(digest);
  for (const int year : calendar.years()) out->in_force_.years.push_back(year);
  out->rulebook_ = rules::Rulebook(std::move(stack), std::move(calendar));
  return out;
}

std::optional<rules::Clash> PackLife::clash(const std::string& topic) const {
  const auto found = std::find_if(clashes_.begin(), clashes_.end(), [&](const auto& c) { return c.topic == topic; });
  return found == clashes_.end() ? std::nullopt : std::optional(*found);
}

const PackInForce* PackLife::find(const std::string& pack) const {
  const auto found = std::find_if(in_force_.packs.begin(), in_force_.packs.end(), [&](const auto& p) { return p.id == pack; });
  return found == in_force_.packs.end() ? nullptr : &*found;
}

void PackLife::learn(const domain::node::NodeRules& recorded) {
  std::lock_guard lock(mutex_);
  recorded_ = recorded;
}

bool PackLife::expired(const PackInForce& pack, Instant now) const { return pack.expires && days_left(pack, now) < 0; }

Status PackLife::may_decide(const std::string& operation, const domain::Actor& actor, Instant now) const {
  if (actor.person == "node") return {};
  for (const auto& pack : in_force_.packs) {
    if (!expired(pack, now)) continue;
    const auto& safe = safe_after_expiry();
    if (std::find(safe.begin(), safe.end(), operation) != safe.end()) return {};
    std::lock_guard lock(mutex_);
    if (domain::node::authority(recorded_, pack)) continue;
    return fail(rulebook_.on(local_date(now))
                    .at(domain::node::kPackExpiry)
                    .refusal(ErrorCode::rule_out_of_term, {},
                             "规则包 " + pack.id + " 已于 " + *pack.expires +
                                 " 到期，先录入继续办理的依据 (continueAfterExpiry) / the pack expired on " + *pack.expires +
                                 "; record the authority to go on first"));
  }
  return {};
}

std::vector<std::string> PackLife::authorities(Instant now) const {
  std::vector<std::string> out;
  for (const auto& pack : in_force_.packs) {
    if (!expired(pack, now)) continue;
    std::lock_guard lock(mutex_);
    if (const auto* found = domain::node::authority(recorded_, pack)) out.push_back("authority:" + found->decision);
  }
  return out;
}

std::vector<rules::Words> PackLife::warnings(Instant now) const {
  std::vector<rules::Words> out;
  std::lock_guard lock(mutex_);
  for (const auto& pack : in_force_.packs) {
    if (pack.status == "draft")
      out.push_back(
          {"规则包 " + pack.id + " 是征求意见稿，尚未生效", "the pack " + pack.id + " is a draft for comment, not law in force"});
    if (!pack.expires) continue;
    const int left = days_left(pack, now);
    if (left >= 0 && left <= kWarnDays)
      out.push_back({"规则包 " + pack.id + " 将于 " + *pack.expires + " 到期，还有 " + std::to_string(left) + " 天",
                     "the pack " + pack.id + " expires on " + *pack.expires + ", in " + std::to_string(left) + " days"});
    if (left < 0) {
      const auto* found = domain::node::authority(recorded_, pack);
      out.push_back(
          found
              ? rules::Words{"规则包 " + pack.id + " 已于 " + *pack.expires + " 到期，依据 " + found->number + " 继续办理",
                             "the pack " + pack.id + " expired on " + *pack.expires + "; decisions go on under " + found->number}
              : rules::Words{"规则包 " + pack.id + " 已于 " + *pack.expires + " 到期，没有继续办理的依据",
                             "the pack " + pack.id + " expired on " + *pack.expires + "; no authority to go on is recorded"});
    }
  }
  for (const auto& clash : clashes_) {
    const auto* settled = domain::node::settlement(recorded_, {clash.topic, clash.local, clash.overlay});
    if (!settled)
      out.push_back({"本级与上级规则在“" + clash.title.zh + "”上不一致，尚未决定",
                     "the local pack and the overlay clash over " + clash.topic + "; not settled yet"});
    else if (domain::node::waits_for_pack(*settled))
      out.push_back({"“" + clash.title.zh + "”已决定以上级为准（" + settled->number + "），本级规则包尚未照改",
                     "by " + settled->number + " the overlay prevails over " + clash.topic + "; the local pack does not say so yet"});
  }
  return out;
}

json::array PackLife::packs_json(Instant now) const {
  json::array out;
  for (const auto& pack : in_force_.packs) {
    auto row = write(pack).as_object();
    const auto& title = titles_.at(pack.id);
    row["title"] = {{"zh", title.zh}, {"en", title.en}};
    row["draft"] = pack.status == "draft";
    if (pack.expires) {
      row["days_left"] = days_left(pack, now);
      row["expired"] = expired(pack, now);
    }
    out.push_back(std::move(row));
  }
  return out;
}

Status record_rules(Node& node) {
  return node.execute(Node::system_actor(), "loadRules", [&](Tx& tx) -> Status {
    GS_TRY(found, tx.find<NodeSubject>(domain::node::kRecord));
    return tx.emit<NodeSubject>(domain::node::kRecord,
                                domain::node::load(found.value_or(domain::node::NodeRules{}), node.part<PackLife>().in_force()));
  });
}

Status set_overlay(const std::filesystem::path& data, const std::string& overlay) {
  GS_TRY(lock, store::DataLock::acquire(data));
  GS_TRY(text, store::read_file(data / "node.json", 1 << 20));
  GS_TRY(config, parse_json(text));
  if (!config.is_object()) return fail(ErrorCode::config_invalid, (data / "node.json").string(), "damaged; restore it from a backup");
  auto& object = config.get_object();
  object.erase("overlay");
  if (overlay != "none") object["overlay"] = overlay;
  GS_TRY(changed, canonical(config));
  return store::write_file_atomic(data / "node.json", changed);
}

}  // namespace gongshu::app
