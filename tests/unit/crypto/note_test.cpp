#include "crypto/note.h"

#include <gtest/gtest.h>

#include "crypto/hash.h"

namespace gongshu::crypto {
namespace {

constexpr std::string_view kName = "ledger.example/henan";
const std::string kText = "ledger.example/henan\n42\n" + to_base64(std::string(32, 'r')) + "\n";

const Sm2PrivateKey& key() {
  static const auto made = Sm2PrivateKey::generate();
  return made;
}

Error refusal(std::string_view note, std::string_view name = kName) {
  const auto text = verify_note(note, name, key().public_key());
  EXPECT_FALSE(text) << note;
  return text ? Error{} : text.error();
}

TEST(Note, ASignedCheckpointGivesItsTextBack) {
  const auto note = make_note(kText, kName, key());
  ASSERT_TRUE(note) << describe(note.error());
  EXPECT_TRUE(note->starts_with(kText + "\n\xe2\x80\x94 ledger.example/henan ")) << *note;
  EXPECT_EQ(*verify_note(*note, kName, key().public_key()), kText);
}

TEST(Note, TheKeyIdIsTheOneTheHeaderDescribes) {
  const auto note = *make_note(kText, kName, key());
  const auto line = note.substr(kText.size() + 1);
  const auto encoded = line.substr(line.rfind(' ') + 1);
  const auto bytes = *from_base64(encoded.substr(0, encoded.size() - 1));
  const auto id = Sm3().update(kName).update("\n\xff").update("gongshu/sm2-with-sm3").update(key().public_key().point()).finish();
  EXPECT_EQ(bytes.substr(0, 4), view(id).substr(0, 4));
  EXPECT_TRUE(key().public_key().verify(kText, bytes.substr(4)));
  std::string expected(kName);
  expected.append("+").append(to_hex(view(id).substr(0, 4))).append("+");
  expected.append(to_base64(std::string("\xff").append("gongshu/sm2-with-sm3").append(key().public_key().point())));
  EXPECT_EQ(note_verifier_key(kName, key().public_key()), expected);
}

TEST(Note, ManyWitnessesSignOneText) {
  const auto witness = Sm2PrivateKey::generate();
  auto note = *make_note(kText, kName, key());
  note = *cosign_note(note, "witness.example", witness);
  EXPECT_EQ(*verify_note(note, kName, key().public_key()), kText);
  EXPECT_EQ(*verify_note(note, "witness.example", witness.public_key()), kText);
  EXPECT_FALSE(verify_note(note, "witness.example", key().public_key()));
}

TEST(Note, LinesOfUnknownKeysAreSkipped) {
  const auto note = *make_note(kText, kName, key());
  const auto stranger = "\xe2\x80\x94 example.com/other " + to_base64("abcdsignature of some other kind") + "\n";
  const auto mixed = kText + "\n" + stranger + note.substr(kText.size() + 1);
  EXPECT_EQ(*verify_note(mixed, kName, key().public_key()), kText);
  EXPECT_EQ(refusal(kText + "\n" + stranger).code, ErrorCode::crypto_bad_signature);
}

TEST(Note, EveryChangedBitIsFound) {
  const auto note = *make_note(kText, kName, key());
  for (std::size_t i = 0; i < note.size() * 8; ++i) {
    auto changed = note;
    changed[i / 8] = static_cast<char>(changed[i / 8] ^ (1 << (i % 8)));
    EXPECT_FALSE(verify_note(changed, kName, key().public_key())) << "bit " << i;
  }
}

TEST(Note, AKnownKeyWithABadSignatureSpoilsTheNote) {
  const auto good = *make_note(kText, kName, key());
  const auto other = *make_note("another text\n", kName, key());
  const auto both = good + other.substr(std::string("another text\n\n").size());
  EXPECT_EQ(refusal(both).code, ErrorCode::crypto_bad_signature);
}

TEST(Note, MalformedNotesAreRefused) {
  const auto note = *make_note(kText, kName, key());
  for (std::size_t size = 0; size < note.size(); ++size)
    EXPECT_FALSE(verify_note(note.substr(0, size), kName, key().public_key())) << size;
  const auto line = note.substr(kText.size() + 1);
  for (const auto& bad :
       {std::string(), std::string("\n\n"), kText, kText + "\n", kText + line, kText + "\n" + "- name AAAA\n",
        kText + "\n\xe2\x80\x94 name\n", kText + "\n\xe2\x80\x94 name AAAA\n", kText + "\n\xe2\x80\x94 name !!!!!!!!\n",
        kText + "\n\xe2\x80\x94  AAAAAAAAAAA=\n", "a\tb" + note, "\xff" + note})
    EXPECT_EQ(refusal(bad).code, ErrorCode::input_bad_format) << bad;
  EXPECT_EQ(refusal(std::string(2 << 20, 'a')).code, ErrorCode::input_too_large);
}

TEST(Note, TextsMayHoldEmptyLines) {
  const std::string text = "one\n\ntwo\n\n";
  const auto note = *make_note(text, kName, key());
  EXPECT_EQ(*verify_note(note, kName, key().public_key()), text);
}

TEST(Note, BadTextsAndNamesAreNotSigned) {
  for (const auto* text : {"", "no newline", "tab\t\n", "\xc3\x28\n"})
    EXPECT_EQ(make_note(text, kName, key()).error().code, ErrorCode::input_bad_format) << text;
  for (const auto* name : {"", "a b", "a+b", "a\nb",
                           "a\xe3\x80\x80"
                           "b",
                           "a\xe2\x80\x83"
                           "b",
                           "a\xc2\xa0"
                           "b",
                           "\xff"})
    EXPECT_EQ(make_note(kText, name, key()).error().code, ErrorCode::input_bad_format) << name;
  EXPECT_TRUE(make_note(kText, "公数.example", key()));
  EXPECT_FALSE(cosign_note("not a note", "witness", key()));
}

TEST(Note, AnotherNameForTheSameKeyIsAnotherKey) {
  const auto note = *make_note(kText, kName, key());
  EXPECT_EQ(refusal(note, "ledger.example/weifang").code, ErrorCode::crypto_bad_signature);
}

}  // namespace
}  // namespace gongshu::crypto
