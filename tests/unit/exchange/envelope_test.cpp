// Envelopes and bundles: what is signed is what is read, and every alteration is seen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "exchange/bundle.h"

namespace gongshu::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

const auto kKey = crypto::Sm2PrivateKey::generate();
const std::string kTo(64, 'a');

Envelope envelope(std::int64_t sequence = 1) {
  return {kVersion,
          "m-" + std::to_string(sequence),
          "status",
          sequence,
          1'772'000'000'000,
          kKey.public_key().fingerprint(),
          kTo,
          {{"record", "scenario/scn-1"}, {"status", "approved"}, {"标题", "养老"}}};
}
Signed message(std::int64_t sequence = 1) { return *sign(envelope(sequence), kKey); }

TEST(Envelope, IsReadAsItWasSigned) {
  const auto line = line_of(message());
  ASSERT_TRUE(line);
  const auto again = read_message(*line);
  ASSERT_TRUE(again) << describe(again.error());
  EXPECT_EQ(again->text, message().text);
  EXPECT_EQ(again->envelope.payload, envelope().payload);
  EXPECT_TRUE(verify(*again, kKey.public_key()));
}

TEST(Envelope, TheOrderOfMembersAndWhiteSpaceDoNotMatter) {
  const auto m = message();
  const auto& e = m.envelope;
  const auto spaced = "{ \"signature\" : \"" + m.signature + "\", \"envelope\": { \"payload\": " + json::serialize(e.payload) +
                      ", \"to\":\"" + e.to + "\", \"from\":\"" + e.from + "\", \"time\":" + std::to_string(e.time) +
                      ", \"sequence\": 1, \"kind\":\"status\", \"id\":\"m-1\", \"v\":1 } }";
  const auto again = read_message(spaced);
  ASSERT_TRUE(again) << describe(again.error());
  EXPECT_TRUE(verify(*again, kKey.public_key()));
}

TEST(Envelope, EveryAlterationBreaksTheSignature) {
  const std::pair<std::string, std::string> changes[] = {{"approved", "refused"},
                                                         {"m-1", "m-2"},
                                                         {"\"sequence\":1", "\"sequence\":2"},
                                                         {"\"kind\":\"status\"", "\"kind\":\"result\""},
                                                         {kTo, std::string(64, 'b')},
                                                         {"1772000000000", "1772000000001"}};
  const auto line = *line_of(message());
  for (const auto& [from, to] : changes) {
    auto altered = line;
    const auto at = altered.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    altered.replace(at, from.size(), to);
    const auto read = read_message(altered);
    ASSERT_TRUE(read) << altered;
    const auto status = verify(*read, kKey.public_key());
    ASSERT_FALSE(status) << from;
    EXPECT_EQ(status.error().code, ErrorCode::auth_bad_signature);
  }
  EXPECT_FALSE(verify(message(), crypto::Sm2PrivateKey::generate().public_key()));
  auto unsigned_ = message();
  for (const char* signature : {"", "AAAA", "not base64!"}) {
    unsigned_.signature = signature;
    EXPECT_FALSE(verify(unsigned_, kKey.public_key())) << signature;
  }
}

TEST(Envelope, WhatIsMalformedIsToldWithItsPlace) {
  struct Fault {
    std::function<void(json::object&)> spoil;
    ErrorCode code;
    const char* at;
  };
  const Fault faults[] = {
      {[](json::object& e) { e["v"] = 2; }, ErrorCode::input_out_of_range, "/envelope/v"},
      {[](json::object& e) { e["id"] = ""; }, ErrorCode::input_bad_format, "/envelope/id"},
      {[](json::object& e) { e["id"] = "a/b"; }, ErrorCode::input_bad_format, "/envelope/id"},
      {[](json::object& e) { e["id"] = std::string(65, 'a'); }, ErrorCode::input_bad_format, "/envelope/id"},
      {[](json::object& e) { e["kind"] = "Status"; }, ErrorCode::input_bad_format, "/envelope/kind"},
      {[](json::object& e) { e["sequence"] = 0; }, ErrorCode::input_out_of_range, "/envelope/sequence"},
      {[](json::object& e) { e["sequence"] = -1; }, ErrorCode::input_out_of_range, "/envelope/sequence"},
      {[](json::object& e) { e["kind"] = "ack"; }, ErrorCode::input_out_of_range, "/envelope/sequence"},
      {[](json::object& e) { e["from"] = "me"; }, ErrorCode::input_bad_format, "/envelope/from"},
      {[](json::object& e) { e["to"] = std::string(64, 'A'); }, ErrorCode::input_bad_format, "/envelope/to"},
      {[](json::object& e) { e["more"] = 1; }, ErrorCode::input_unknown_field, "/envelope/more"},
      {[](json::object& e) { e.erase("payload"); }, ErrorCode::input_missing_field, "/envelope/payload"},
      {[](json::object& e) { e["payload"].as_object()["x"] = 1.5; }, ErrorCode::input_float_not_allowed, ""},
  };
  for (const auto& fault : faults) {
    auto value = write(envelope()).as_object();
    fault.spoil(value);
    const auto read = read_message(json::value(json::object{{"envelope", value}, {"signature", "AA"}}));
    ASSERT_FALSE(read) << fault.at;
    EXPECT_EQ(read.error().code, fault.code) << fault.at << describe(read.error());
    EXPECT_THAT(read.error().at, StartsWith(fault.at));
  }
  EXPECT_EQ(read_message(std::string(kMaxEnvelope + 1, ' ')).error().code, ErrorCode::input_too_large);
  EXPECT_FALSE(read_message(std::string_view("[]")));
}

TEST(Bundle, HandsOverWhatStandsBeforeACut) {
  auto text = *to_lines({message(1), message(2), message(3)});
  EXPECT_EQ(read_lines(text)->messages.size(), 3u);
  EXPECT_FALSE(read_lines(text)->fault);
  text.resize(text.size() - 10);
  const auto cut = read_lines(text);
  EXPECT_EQ(cut->messages.size(), 2u);
  ASSERT_TRUE(cut->fault);
  EXPECT_EQ(cut->fault->at, "/messages/2");
  EXPECT_TRUE(read_lines("")->messages.empty());
}

TEST(Bundle, HasALimit) {
  std::string text;
  for (std::size_t i = 0; i <= kMaxMessages; ++i) text += *line_of(message()) + "\n";
  const auto read = read_lines(text);
  EXPECT_EQ(read->messages.size(), kMaxMessages);
  ASSERT_TRUE(read->fault);
  EXPECT_EQ(read->fault->code, ErrorCode::input_too_large);
  EXPECT_FALSE(read_lines(std::string(kMaxBundle + 1, '\n')));
}

TEST(Bundle, IsTheSameAsLinesAndAsAList) {
  const auto list = to_list({message(1), message(2)});
  ASSERT_TRUE(list);
  const auto read = read_list(*list);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->messages.size(), 2u);
  EXPECT_TRUE(verify(read->messages[1], kKey.public_key()));
}

}  // namespace
}  // namespace gongshu::exchange
