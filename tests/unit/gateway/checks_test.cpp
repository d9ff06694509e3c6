// The order of the checks as a truth table: each fault refuses, and of two faults the one that is checked first is answered.
#include "world.h"

namespace gongshu::gateway {
namespace {

std::string body(std::string purpose, std::string consent, std::string claims, std::string key) {
  auto out = R"({"subscription":"sub-residence","purpose":")" + purpose + R"(","key":")" + key + R"(","claims":{")" + claims +
             R"(":"410105"})";
  if (!consent.empty()) out += R"(,"consent":")" + consent + "\"";
  return out + "}";
}
/// The parts of the body that faults spoil one by one.
struct Parts {
  std::string purpose = "rental", consent = "con-1", claims = "county", key = "person-a";
  bool broken = false;
};

struct Spoiled {
  World world;
  Parts parts;
  CallSpec spec{.product = "prd-residence"};
  void build() { spec.body = parts.broken ? "[1]" : body(parts.purpose, parts.consent, parts.claims, parts.key); }
};

struct Row {
  Check check;
  ErrorCode code;
  std::function<void(Spoiled&)> spoil;
};

const std::vector<Row>& table() {
  static const std::vector<Row> rows = {
      {Check::signature, ErrorCode::auth_bad_signature, [](Spoiled& s) { s.spec.secret = "a wrong secret of no application"; }},
      {Check::body, ErrorCode::input_wrong_type, [](Spoiled& s) { s.parts.broken = true; }},
      {Check::agreement, ErrorCode::rule_out_of_term,
       [](Spoiled& s) { s.world.snapshot.subscriptions["sub-residence"].agreement_in_force = false; }},
      {Check::stopped, ErrorCode::state_stopped, [](Spoiled& s) { s.world.snapshot.products["prd-residence"].stopped = true; }},
      {Check::purpose, ErrorCode::rule_out_of_scope, [](Spoiled& s) { s.parts.purpose = "marketing"; }},
      {Check::scope, ErrorCode::rule_out_of_scope, [](Spoiled& s) { s.parts.claims = "income"; }},
      {Check::term, ErrorCode::rule_out_of_term,
       [](Spoiled& s) { s.world.snapshot.subscriptions["sub-residence"].valid_until = kNow; }},
      {Check::consent, ErrorCode::rule_consent_missing, [](Spoiled& s) { s.parts.consent = ""; }},
      {Check::limits, ErrorCode::gateway_quota,
       [](Spoiled& s) { s.world.snapshot.subscriptions["sub-residence"].quota_total = 1; }},
      {Check::lookup, ErrorCode::state_not_found, [](Spoiled& s) { s.world.snapshot.products["prd-residence"].shelf = nullptr; }},
  };
  return rows;
}

/// Opens the world, uses up a quota of one when asked, applies the faults, and asks.
Result<Answer> ask_spoiled(const std::vector<const Row*>& faults) {
  Spoiled s;
  s.world.open();
  s.build();
  EXPECT_TRUE(s.world.ask(s.spec));
  for (const auto* fault : faults) fault->spoil(s);
  s.world.publish();
  s.build();
  return s.world.ask(s.spec);
}

TEST(Checks, a_call_without_fault_is_answered) {
  const auto answer = ask_spoiled({});
  ASSERT_TRUE(answer) << describe(answer.error());
  EXPECT_EQ(answer->body, R"({"match":true,"usage":{"segment":0,"seq":1}})");
}

TEST(Checks, each_fault_refuses_with_its_step_and_rule) {
  for (const auto& row : table()) {
    const auto answer = ask_spoiled({&row});
    EXPECT_REFUSED(answer, row.code);
    EXPECT_EQ(answer.error().detail.at("check").as_string(), name_of(row.check));
    EXPECT_EQ(answer.error().rule, "R-" + std::to_string(static_cast<int>(row.check)));
    EXPECT_FALSE(answer.error().article.empty());
  }
}

TEST(Checks, a_gate_in_the_snapshot_refuses_with_its_own_rule_and_only_this_subscription) {
  Spoiled s;
  s.world.open();
  s.build();
  s.world.snapshot.subscriptions["sub-residence"].gate =
      std::make_shared<const Error>(Error{ErrorCode::rule_order, {}, "first: an undertaking", "XX-07", "第七条", {}});
  s.world.publish();
  const auto answer = s.world.ask(s.spec);
  EXPECT_REFUSED(answer, ErrorCode::rule_order);
  EXPECT_EQ(answer.error().rule, "XX-07");
  EXPECT_EQ(answer.error().article, "第七条");
  EXPECT_EQ(answer.error().detail.at("check").as_string(), name_of(Check::stopped));
  s.world.snapshot.subscriptions["sub-residence"].gate = nullptr;
  s.world.publish();
  EXPECT_TRUE(s.world.ask(s.spec));
}

TEST(Checks, of_two_faults_the_earlier_step_answers) {
  const auto& rows = table();
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = i + 1; j < rows.size(); ++j) {
      const auto answer = ask_spoiled({&rows[i], &rows[j]});
      EXPECT_REFUSED(answer, rows[i].code);
      EXPECT_EQ(answer.error().detail.at("check").as_string(), name_of(rows[i].check))
          << name_of(rows[i].check) << " before " << name_of(rows[j].check);
    }
}

TEST(Checks, every_step_of_the_enumeration_has_a_row) {
  for (std::size_t i = 1; i < kChecks; ++i) {
    const auto named =
        std::count_if(table().begin(), table().end(), [&](const Row& r) { return r.check == static_cast<Check>(i); });
    EXPECT_EQ(named, 1) << name_of(static_cast<Check>(i));
  }
}

TEST(Checks, each_stop_scope_stops_what_it_names_and_nothing_else) {
  const std::vector<std::pair<std::string, std::function<void(Snapshot&)>>> stops = {
      {"node", [](Snapshot& s) { s.stopped = true; }},
      {"developer", [](Snapshot& s) { s.applications["key-1"].stopped = true; }},
      {"product", [](Snapshot& s) { s.products["prd-division"].stopped = true; }},
      {"subscription", [](Snapshot& s) { s.subscriptions["sub-division"].stopped = true; }}};
  for (const auto& [scope, stop] : stops) {
    World world;
    world.open();
    stop(world.snapshot);
    world.publish();
    const auto answer = world.ask();
    EXPECT_REFUSED(answer, ErrorCode::state_stopped);
    EXPECT_EQ(info(answer.error().code).status, 403);
    EXPECT_EQ(answer.error().detail.at("scope").as_string(), scope);
    const bool other = world.verify("person-a", "con-1", "410105").has_value();
    EXPECT_EQ(other, scope == "product" || scope == "subscription") << scope;
  }
}

TEST(Checks, what_an_exit_has_ended_is_gone_whatever_else_is_wrong_with_it) {
  for (const std::string rule : {"R-exit", ""}) {
    World world;
    world.open();
    auto& right = world.snapshot.subscriptions["sub-division"];
    right.exited = true;
    right.agreement_in_force = false;
    world.snapshot.products["prd-division"].stopped = true;
    world.snapshot.exited.rule = rule;
    world.publish();
    const auto answer = world.ask();
    EXPECT_REFUSED(answer, ErrorCode::state_exited);
    EXPECT_EQ(info(answer.error().code).status, 410);
    EXPECT_EQ(answer.error().detail.at("check").as_string(), "agreement");
    EXPECT_EQ(answer.error().rule, rule) << "never the rule of another check";
    EXPECT_TRUE(world.verify("person-a", "con-1", "410105")) << "other subscriptions go on";
    EXPECT_REFUSED(world.ask({.key_id = "key-2", .secret = "another application's secret...."}), ErrorCode::auth_forbidden);
  }
}

struct Refusals : testing::Test {
  Refusals() { world.open(); }
  World world;
};

TEST_F(Refusals, a_subscription_of_another_developer_reads_like_none) {
  const auto foreign = world.ask({.key_id = "key-2", .secret = "another application's secret...."});
  EXPECT_REFUSED(foreign, ErrorCode::auth_forbidden);
  const auto none = world.ask({.body = R"({"subscription":"sub-none","purpose":"logistics","key":"410105001001"})"});
  EXPECT_REFUSED(none, ErrorCode::auth_forbidden);
  EXPECT_EQ(foreign.error().hint, none.error().hint);
}

TEST_F(Refusals, lists_wildcards_and_unknown_members_have_no_place) {
  const std::vector<std::pair<std::string, ErrorCode>> bodies = {
      {R"({"subscription":"sub-division","purpose":"logistics","key":["410105001001","410105001002"]})",
       ErrorCode::input_wrong_type},
      {R"({"subscription":"sub-division","purpose":"logistics","key":"4101050010*"})", ErrorCode::input_bad_format},
      {R"({"subscription":"sub-division","purpose":"logistics","key":"41%"})", ErrorCode::input_bad_format},
      {R"({"subscription":"sub-division","purpose":"logistics","key":"41010500100?"})", ErrorCode::input_bad_format},
      {R"({"subscription":"sub-division","purpose":"logistics","key":""})", ErrorCode::input_too_short},
      {R"({"subscription":"sub-division","purpose":"logistics","keys":["1"],"key":"1"})", ErrorCode::input_unknown_field},
      {R"({"subscription":"sub-division","purpose":"logistics"})", ErrorCode::input_missing_field},
      {R"({"subscription":"sub-division","purpose":"logistics","key":"410105001001","key":"2"})", ErrorCode::input_duplicate_key},
      {R"({"subscription":"sub-division","purpose":"logistics","key":"410105001001","claims":{"name":"x"}})",
       ErrorCode::input_unknown_field},
      {"", ErrorCode::input_bad_json},
      {"{", ErrorCode::input_bad_json},
      {"\xff", ErrorCode::input_bad_utf8},
      {R"({"key":[[[[[[[[1]]]]]]]]})", ErrorCode::input_too_deep},
      {"\"" + std::string(20'000, 'x') + "\"", ErrorCode::input_too_large}};
  for (const auto& [text, code] : bodies) EXPECT_REFUSED(world.ask({.body = text}), code);
}

TEST_F(Refusals, keys_outside_the_subscribed_range_are_out_of_scope) {
  EXPECT_REFUSED(world.ask_division("370702"), ErrorCode::rule_out_of_scope);
}

TEST_F(Refusals, another_product_than_the_subscribed_one_is_out_of_scope) {
  EXPECT_REFUSED(world.ask({.product = "prd-residence"}), ErrorCode::rule_out_of_scope);
  EXPECT_REFUSED(world.ask({.product = "prd-none"}), ErrorCode::rule_out_of_scope);
}

TEST_F(Refusals, packages_are_not_called) {
  world.snapshot.products["prd-division"].kind = ProductKind::package;
  world.publish();
  EXPECT_REFUSED(world.ask(), ErrorCode::state_not_allowed);
}

TEST_F(Refusals, an_unknown_entity_of_an_api_product_is_free_and_recorded) {
  const auto answer = world.ask_division("410105009999");
  EXPECT_REFUSED(answer, ErrorCode::gateway_no_answer);
  EXPECT_TRUE(answer.error().rule.empty());
  const auto records = world.records();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].verdict, Verdict::no_record);
  EXPECT_EQ(records[0].price.fen, 0);
}

TEST_F(Refusals, fields_outside_the_subscription_are_left_out) {
  world.snapshot.subscriptions["sub-division"].fields = {"name"};
  world.publish();
  EXPECT_THAT(world.ask().value().body, testing::StartsWith(R"({"answer":{"name":"One"},)"));
  world.snapshot.subscriptions["sub-division"].fields = {};
  world.publish();
  EXPECT_THAT(world.ask().value().body, testing::StartsWith(R"({"answer":{"level":"village","name":"One"},)"));
}

TEST_F(Refusals, verification_answers_no_more_than_yes_or_no) {
  const auto text = [](const Result<Answer>& answer) { return answer.value().body.substr(0, answer.value().body.find(',')); };
  EXPECT_EQ(text(world.verify("person-a", "con-1", "410105")), R"({"match":true)");
  EXPECT_EQ(text(world.verify("person-a", "con-1", "410106")), R"({"match":false)");
  world.consents.put("con-b", {.subject = crypto::to_hex(crypto::view(token_of("person-b"))),
                               .product = "prd-residence",
                               .purpose = "rental",
                               .valid_until = kNow + 1});
  EXPECT_EQ(text(world.verify("person-b", "con-b", "410105")), R"({"match":false)") << "unknown reads like not matching";
  const auto body =
      R"({"subscription":"sub-residence","purpose":"rental","key":"person-a","consent":"con-1","claims":{"adult":"true","county":"410105"}})";
  EXPECT_EQ(text(world.ask({.product = "prd-residence", .body = body})), R"({"match":true)");
}

TEST_F(Refusals, consent_must_be_for_this_subject_product_purpose_developer_and_time) {
  const Consent good = *world.consents.find("con-1");
  const std::vector<std::function<void(Consent&)>> faults = {
      [](Consent& c) { c.subject = crypto::to_hex(crypto::view(token_of("person-b"))); },
      [](Consent& c) { c.subject = "zz"; },
      [](Consent& c) { c.product = "prd-other"; },
      [](Consent& c) { c.purpose = "marketing"; },
      [](Consent& c) { c.developer = "dev-2"; },
      [](Consent& c) { c.valid_until = kNow; },
      [](Consent& c) { c.withdrawn = true; }};
  for (const auto& spoil : faults) {
    auto consent = good;
    spoil(consent);
    world.consents.put("con-1", consent);
    EXPECT_REFUSED(world.verify("person-a", "con-1", "410105"), ErrorCode::rule_consent_missing);
  }
  EXPECT_REFUSED(world.verify("person-a", "con-unknown", "410105"), ErrorCode::rule_consent_missing);
  world.consents.put("con-1", good);
  EXPECT_TRUE(world.verify("person-a", "con-1", "410105"));
  EXPECT_TRUE(world.consents.withdraw("con-1"));
  EXPECT_REFUSED(world.verify("person-a", "con-1", "410105"), ErrorCode::rule_consent_missing);
}

TEST_F(Refusals, no_identifier_becomes_a_token_before_its_consent_stands) {
  (void)world.verify("person-a", "", "410105");
  (void)world.verify("person-a", "con-unknown", "410105");
  world.consents.withdraw("con-1");
  (void)world.verify("person-a", "con-1", "410105");
  EXPECT_EQ(world.tokenised, 0);
}

TEST_F(Refusals, a_withheld_key_is_the_answer) {
  world.gateway.reset();
  world.options.tokenise = [](std::string_view, std::string_view) -> Result<crypto::Digest> {
    return fail(ErrorCode::crypto_key_withheld);
  };
  world.open();
  EXPECT_REFUSED(world.verify("person-a", "con-1", "410105"), ErrorCode::crypto_key_withheld);
}

TEST_F(Refusals, of_authenticated_callers_are_recorded_free_and_counted) {
  (void)world.ask({.secret = "wrong"});
  (void)world.ask_division("370702");
  (void)world.verify("person-a", "", "410105");
  const auto records = world.records();
  ASSERT_EQ(records.size(), 2u) << "nobody's call leaves no record";
  EXPECT_EQ(records[0].check, Check::scope);
  EXPECT_EQ(records[1].check, Check::consent);
  EXPECT_EQ(records[0].price.fen, 0);
  const auto stats = world.gateway->stats();
  EXPECT_EQ(stats.refused[static_cast<std::size_t>(Check::signature)], 1u);
  EXPECT_EQ(stats.refused[static_cast<std::size_t>(Check::scope)], 1u);
  EXPECT_EQ(stats.refused[static_cast<std::size_t>(Check::consent)], 1u);
}

TEST_F(Refusals, beyond_their_limit_are_not_processed) {
  world.gateway.reset();
  world.options.refusals_per_second = 3;
  world.open();
  for (int i = 0; i < 3; ++i) EXPECT_REFUSED(world.ask_division("370702"), ErrorCode::rule_out_of_scope);
  const auto call = world.make({});
  EXPECT_REFUSED(world.send(call), ErrorCode::gateway_rate);
  EXPECT_EQ(world.records().size(), 3u);
  world.clock.set(kNow + 1000);
  EXPECT_TRUE(world.send(call)) << "its nonce was not spent";
}

}  // namespace
}  // namespace gongshu::gateway
