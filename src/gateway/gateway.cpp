#include "gateway/gateway.h"

#include "gateway/checks.h"
#include "gateway/shelf.h"

namespace gongshu::gateway {
namespace {

/// What one application key has spent.
struct KeyState {
  explicit KeyState(const GatewayOptions& options) : nonces(options.nonce_capacity, options.signature_window) {}
  NonceBook nonces;
  std::mutex mutex;
  TokenBucket refusals;
};

/// What a decision has taken from the meters; given back when the call is not answered after all.
struct Reservation {
  Meter* meter = nullptr;
  ConsentUses* uses = nullptr;
  Id16 consent{};
  Instant at = 0;
  void release() {
    if (meter) meter->release(at);
    if (uses) uses->release(consent);
    meter = nullptr;
    uses = nullptr;
  }
};

struct Decision {
  UsageRecord record;
  Result<std::string> json;  ///< members of the answer, or why not
  Reservation reserved;
  Meter* meter = nullptr;  ///< set when the shelf was asked
  CallBody body;
};

json::object position_json(const UsagePosition& position) { return {{"segment", position.segment}, {"seq", position.seq}}; }

/// Names the step and the rule behind it. Faults inside (5xx) cite no rule; an exit cites its own or none.
Error explain(Error error, Check check, const Snapshot& snapshot) {
  error.detail["check"] = name_of(check);
  const bool own = error.code == ErrorCode::gateway_no_answer || error.code == ErrorCode::state_exited;
  if (error.rule.empty() && info(error.code).status < 500 && !own) {
    error.rule = snapshot.rule(check).rule;
    error.article = snapshot.rule(check).article;
  }
  return error;
}

}  // namespace

struct Gateway::State {
  State(GatewayOptions o, const SnapshotHolder& h, const Clock& c) : options(std::move(o)), holder(h), clock(c) {}
  GatewayOptions options;
  const SnapshotHolder& holder;
  const Clock& clock;
  StateMap<KeyState> keys;
  StateMap<Meter> meters;
  ConsentUses consent_uses;
  std::array<std::atomic<std::uint64_t>, kChecks> refused{};
  std::atomic<std::uint64_t> answered{0}, no_record{0}, matched{0}, not_matched{0}, unprocessed{0}, failed{0};
  std::unique_ptr<UsageLog> log;  // last: its writer uses the rest until it has drained

  KeyState& key(const Id16& id) {
    return keys.get(id, [this] { return std::make_unique<KeyState>(options); });
  }
  Status restore();
  Status admit(const Authenticated& caller, Instant now);
  Decision decide(const Published& published, const Authenticated& caller, const ProductCall& call, Instant now);
  Check decide_steps(CallContext& c, Decision& out);
  Status reserve(const CallContext& c, Decision& out);
  Status look_up(CallContext& c, Decision& out);
  void feed_guard(const Decision& decision, const ProductCall& call, const Published& published);
  void count(const UsageRecord& record);
  void note_refusal(const Id16& application, Instant now);
  void finish(Decision decision, Done done);
};

/// Rebuilds from the usage log what must survive a restart.
Status Gateway::State::restore() {
  const auto oldest = clock.now() - options.signature_window;
  return log->scan({}, [&](const UsageRecord& record) {
    if (record.counts()) {
      meters.get(record.subscription).restore(record.time);
      if (record.counted_consent) consent_uses.restore(record.consent);
    }
    if (record.signed_at >= oldest) (void)key(record.application).nonces.spend(record.nonce, record.signed_at);
    return true;
  });
}

/// The last step at the door: from here on the call is processed, once, and recorded.
Status Gateway::State::admit(const Authenticated& caller, Instant now) {
  auto& state = key(caller.caller->id);
  {
    std::lock_guard lock(state.mutex);
    if (state.refusals.empty(options.refusals_per_second, now))
      return fail(ErrorCode::gateway_rate, std::string(kKeyHeader),
                  "too many refused calls of this key; the call was not processed");
  }
  return state.nonces.spend(caller.nonce, caller.signed_at);
}

Status Gateway::State::reserve(const CallContext& c, Decision& out) {
  const auto& s = c.subscription();
  auto& meter = meters.get(c.right->id);
  GS_CHECK(meter.reserve({s.quota_per_day, s.quota_total, s.rate_per_second}, options.guard, c.now));
  out.reserved.meter = &meter;
  out.reserved.at = c.now;
  return {};
}

Status Gateway::State::look_up(CallContext& c, Decision& out) {
  if (!c.product->shelf) return fail(ErrorCode::state_not_found, c.product->id, "the product has no release on the shelf");
  GS_TRY(row, row_key(c));
  GS_TRY(value, c.product->shelf->lookup(row));
  GS_TRY(finding, evaluate(c, value));
  out.record.verdict = finding.verdict;
  out.meter = out.reserved.meter;
  if (finding.verdict == Verdict::no_record) return fail(ErrorCode::gateway_no_answer, "/key");
  out.record.price = c.subscription().price.value_or(c.product->price);
  out.json = std::move(finding.json);
  return {};
}

/// Runs the steps in order; returns the one that refused, or none.
Check Gateway::State::decide_steps(CallContext& c, Decision& out) {
  const auto step = [&](Check check, Status status) {
    if (!status) out.json = fail(explain(std::move(status).error(), check, c.published.snapshot()));
    return status.has_value();
  };
  for (const auto& [check, run] : decision_steps())
    if (!step(check, run(c))) return check;
  if (c.consent && c.consent->max_uses > 0) {
    const auto id = id16(*c.body.consent);
    if (!consent_uses.reserve(id, c.consent->max_uses)) {
      (void)step(Check::consent,
                 fail(ErrorCode::rule_consent_missing, "/consent", "the consent has been used as often as it allows"));
      return Check::consent;
    }
    out.reserved.uses = &consent_uses;
    out.reserved.consent = id;
    out.record.counted_consent = true;
  }
  if (!step(Check::limits, reserve(c, out))) return Check::limits;
  if (!step(Check::lookup, look_up(c, out)) && out.record.verdict != Verdict::no_record) return Check::lookup;
  return Check::none;
}

Decision Gateway::State::decide(const Published& published, const Authenticated& caller, const ProductCall& call, Instant now) {
  Decision out{{}, std::string(), {}, nullptr, {}};
  auto& record = out.record;
  record.time = now;
  record.signed_at = caller.signed_at;
  record.epoch = published.snapshot().epoch;
  record.application = caller.caller->id;
  record.developer = caller.caller->developer;
  record.nonce = caller.nonce;
  record.request = caller.request;
  auto body = parse_call(call.body);
  if (!body) {
    record.check = Check::body;
    record.product = id16(call.product);
    out.json = fail(explain(std::move(body).error(), Check::body, published.snapshot()));
    return out;
  }
  out.body = std::move(*body);
  CallContext context{published, caller, out.body, call.product, options.consents, options.tokenise, now, {}, {}, {}, {}};
  record.check = decide_steps(context, out);
  const auto* right = context.right;
  record.subscription = right ? right->id : id16(out.body.subscription);
  record.product = right && right->subscription->product == call.product ? right->product : id16(call.product);
  if (out.body.consent) record.consent = id16(*out.body.consent);
  if (record.check != Check::none) {
    out.reserved.release();
    record.verdict = Verdict::refused;
    record.counted_consent = false;
  }
  return out;
}

void Gateway::State::feed_guard(const Decision& decision, const ProductCall& call, const Published& published) {
  if (!decision.meter) return;
  const bool miss = decision.record.verdict == Verdict::no_record || decision.record.verdict == Verdict::not_matched;
  const auto change = decision.meter->note(decision.body.key, miss, options.guard, decision.record.time);
  if (!change.changed || change.state == GuardState::normal || !options.on_event) return;
  const auto* right = published.right(decision.body.subscription);
  options.on_event({decision.body.subscription, call.product, right->subscription->developer, change.state, change.counts});
}

void Gateway::State::count(const UsageRecord& record) {
  switch (record.verdict) {
    case Verdict::answered: ++answered; break;
    case Verdict::no_record: ++no_record; break;
    case Verdict::matched: ++matched; break;
    case Verdict::not_matched: ++not_matched; break;
    case Verdict::refused: ++refused[static_cast<std::size_t>(record.check)]; break;
  }
}

void Gateway::State::note_refusal(const Id16& application, Instant now) {
  auto& state = key(application);
  std::lock_guard lock(state.mutex);
  (void)state.refusals.take(options.refusals_per_second, now);
}

/// Queues the record; the answer (or the refusal) leaves when it is durable.
void Gateway::State::finish(Decision decision, Done done) {
  const auto record = decision.record;
  log->append(record, [this, decision = std::move(decision), done = std::move(done)](Result<UsagePosition> position) mutable {
    if (!position) {
      decision.reserved.release();
      ++failed;
      return done(fail(std::move(position).error()));
    }
    count(decision.record);
    if (!decision.json) {
      auto error = std::move(decision.json).error();
      error.detail["usage"] = position_json(*position);
      return done(fail(std::move(error)));
    }
    Answer answer{"{" + *decision.json + ",\"usage\":" + json::serialize(position_json(*position)) + "}", *position};
    done(std::move(answer));
  });
}

Gateway::Gateway(std::unique_ptr<State> state) : state_(std::move(state)) {}
Gateway::~Gateway() = default;

Result<std::unique_ptr<Gateway>> Gateway::open(GatewayOptions options, const SnapshotHolder& holder, const Clock& clock) {
  auto state = std::make_unique<State>(std::move(options), holder, clock);
  GS_TRY(log, UsageLog::open(state->options.usage_directory, state->options.usage));
  state->log = std::move(log);
  GS_CHECK(state->restore());
  return std::unique_ptr<Gateway>(new Gateway(std::move(state)));
}

void Gateway::call(ProductCall call, Done done) {
  auto& s = *state_;
  const auto now = s.clock.now();
  auto published = s.holder.current();
  auto caller = authenticate(*published, call.headers, call.method, call.target, call.body, now, s.options.signature_window);
  Status admitted;
  if (caller) admitted = s.admit(*caller, now);
  if (!caller || !admitted) {
    auto error = caller ? std::move(admitted).error() : std::move(caller).error();
    ++(error.code == ErrorCode::gateway_rate ? s.unprocessed : s.refused[static_cast<std::size_t>(Check::signature)]);
    return done(fail(explain(std::move(error), Check::signature, published->snapshot())));
  }
  for (int attempt = 0;; ++attempt) {
    auto decision = s.decide(*published, *caller, call, now);
    if (s.holder.version() == published->version()) {
      s.feed_guard(decision, call, *published);
      if (decision.record.verdict == Verdict::refused) s.note_refusal(caller->caller->id, now);
      return s.finish(std::move(decision), std::move(done));
    }
    // Overtaken: what was decided under the old policy is decided again under the new one, from the key on.
    decision.reserved.release();
    published = s.holder.current();
    const auto* present = published->caller(call.headers.key);
    if (attempt >= 8 || !present || !present->application->enabled)
      return done(fail(explain({attempt >= 8 ? ErrorCode::http_overloaded : ErrorCode::auth_bad_signature, {}, {}, {}, {}, {}},
                               Check::signature, published->snapshot())));
    caller->caller = present;
  }
}

void Gateway::clear_guard(std::string_view subscription) { state_->meters.get(id16(subscription)).clear_guard(); }
UsageLog& Gateway::usage() { return *state_->log; }

GatewayStats Gateway::stats() const {
  GatewayStats out;
  for (std::size_t i = 0; i < kChecks; ++i) out.refused[i] = state_->refused[i];
  out.answered = state_->answered;
  out.no_record = state_->no_record;
  out.matched = state_->matched;
  out.not_matched = state_->not_matched;
  out.unprocessed = state_->unprocessed;
  out.failed = state_->failed;
  return out;
}

}  // namespace gongshu::gateway
