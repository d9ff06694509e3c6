#include "ledger/envelope.h"
#include "ledger/merkle.h"

#include <gtest/gtest.h>

namespace gongshu::ledger {
namespace {

Entry sample() {
  Entry entry;
  entry.actor = "per-1";
  entry.org = "org-1";
  entry.stream = "agreement/agr-1";
  entry.type = "agreement.signed";
  entry.rules = {"HA-12", "第\"十\"条\n"};
  entry.epoch = 3;
  entry.seq = 9;
  entry.time = 1767225600000;
  return entry;
}

Digest filled(unsigned char byte) {
  Digest digest;
  digest.fill(byte);
  return digest;
}

std::string text() { return *write_envelope(sample(), filled(0xAB), filled(0xCD)); }

TEST(Envelope, IsWrittenInCanonicalForm) {
  const auto ab = crypto::to_hex(crypto::view(filled(0xAB))), cd = crypto::to_hex(crypto::view(filled(0xCD)));
  const auto expected = R"({"actor":"per-1","data":")" + ab + R"(","epoch":3,"org":"org-1","personal":")" + cd +
                        R"(","rules":["HA-12","第\"十\"条\n"],"seq":9,"stream":"agreement/agr-1","time":1767225600000,)" +
                        R"("type":"agreement.signed","v":1})";
  EXPECT_EQ(text(), expected);
  EXPECT_EQ(*canonical(*parse_json(text())), text());
}

TEST(Envelope, ReadsBackWhatWasWritten) {
  const auto back = parse_envelope(text());
  ASSERT_TRUE(back);
  EXPECT_EQ(back->seq, 9u);
  EXPECT_EQ(back->epoch, 3u);
  EXPECT_EQ(back->time, 1767225600000);
  EXPECT_EQ(back->rules, sample().rules);
  EXPECT_EQ(back->stream, "agreement/agr-1");
  EXPECT_EQ(back->data, filled(0xAB));
  EXPECT_EQ(back->personal, filled(0xCD));
  EXPECT_FALSE(parse_envelope(*write_envelope(sample(), filled(1), {}))->personal);
}

TEST(Envelope, EveryChangedBitIsRefusedOrChangesTheMeaning) {
  const auto good = text();
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      auto bent = good;
      bent[i] = static_cast<char>(bent[i] ^ (1 << bit));
      const auto read = parse_envelope(bent);
      EXPECT_TRUE(read || read.error().code == ErrorCode::ledger_corrupt);
      EXPECT_NE(leaf_hash(bent), leaf_hash(good));
    }
  }
}

TEST(Envelope, OtherSpellingsOfTheSameContentAreRefused) {
  const auto good = text();
  const auto replaced = [&](std::string_view from, std::string_view to) {
    auto out = good;
    return out.replace(out.find(from), from.size(), to);
  };
  for (const auto& bent :
       {" " + good, good + "\n", replaced(",\"seq\":9", ", \"seq\":9"), replaced("per-1", "per\\u002d1"),
        replaced("\"seq\":9", "\"seq\":9.0"), replaced("\"v\":1", "\"v\":01"), replaced("abab", "ABab"),
        replaced("\"epoch\":3,\"org\":\"org-1\"", "\"org\":\"org-1\",\"epoch\":3"), replaced("\"v\":1", "\"v\":0"),
        replaced("\"epoch\":3", "\"epoch\":10"), replaced("\"epoch\":3", "\"epoch\":-1"), replaced("\"v\":1", "\"v\":1,\"w\":2"),
        replaced("\"org\":\"org-1\",", ""), replaced("abab", "ab"), replaced("\"personal\":\"", "\"personal\":null,\"x\":\""),
        std::string("[]"), std::string()}) {
    const auto read = parse_envelope(bent);
    ASSERT_FALSE(read) << bent;
    EXPECT_EQ(read.error().code, ErrorCode::ledger_corrupt) << bent;
  }
}

TEST(Envelope, RefusesWhatItMustNotHold) {
  auto entry = sample();
  entry.actor = "\xff";
  EXPECT_EQ(write_envelope(entry, {}, {}).error().code, ErrorCode::input_bad_utf8);
  entry = sample();
  entry.v = 0;
  EXPECT_EQ(write_envelope(entry, {}, {}).error().code, ErrorCode::input_out_of_range);
  entry = sample();
  entry.epoch = 10;
  EXPECT_EQ(write_envelope(entry, {}, {}).error().code, ErrorCode::input_out_of_range);
  entry = sample();
  entry.rules.assign(2000, "HA-12345");
  EXPECT_EQ(write_envelope(entry, {}, {}).error().code, ErrorCode::ledger_entry_too_large);
}

TEST(Envelope, SixteenKibibytesPassAndOneByteMoreDoesNot) {
  auto entry = sample();
  entry.actor.clear();
  const auto empty = write_envelope(entry, {}, {})->size();
  entry.actor.assign(kMaxEnvelope - empty, 'a');
  EXPECT_EQ(write_envelope(entry, {}, {})->size(), kMaxEnvelope);
  entry.actor += 'a';
  EXPECT_FALSE(write_envelope(entry, {}, {}));
}

TEST(Payload, IsCanonicalOrNothing) {
  EXPECT_EQ(Payload::of({{"b", 1}, {"a", "é"}})->text(), R"({"a":"é","b":1})");
  EXPECT_EQ(Payload::of({{"a", 1.5}}).error().code, ErrorCode::input_float_not_allowed);
  EXPECT_EQ(Payload::of({{"a", std::string(kMaxPayload, 'x')}}).error().code, ErrorCode::ledger_entry_too_large);
  EXPECT_TRUE(Payload::parse(R"({"a":1})"));
  EXPECT_FALSE(Payload::parse(R"({"a": 1})"));
  EXPECT_FALSE(Payload::parse("[]"));
  EXPECT_FALSE(Payload::parse(""));
}

TEST(Commitment, DependsOnSaltAndPayloadAndCannotBeALeafOrANode) {
  const std::string salt(32, 's');
  EXPECT_EQ(commitment(salt, "{}"), crypto::sm3("\x02" + salt + "{}"));
  EXPECT_NE(commitment(salt, "{}"), commitment(std::string(32, 't'), "{}"));
  EXPECT_NE(commitment(salt, "{}"), commitment(salt, "{ }"));
}

}  // namespace
}  // namespace gongshu::ledger
