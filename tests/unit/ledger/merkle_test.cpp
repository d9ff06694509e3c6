#include "ledger/merkle.h"

#include <gtest/gtest.h>

namespace gongshu::ledger {
namespace {

std::uint64_t below(std::uint64_t n) {
  std::uint64_t k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/// The definitions of RFC 9162 section 2.1, word by word: recursion over lists.
struct Naive {
  std::vector<std::string> leaves;

  Digest mth(std::uint64_t begin, std::uint64_t end) const {
    if (begin == end) return crypto::sm3("");
    if (end - begin == 1) return crypto::sm3(std::string(1, '\0') + leaves[begin]);
    const auto k = below(end - begin);
    const auto l = mth(begin, begin + k), r = mth(begin + k, end);
    return crypto::sm3(std::string(1, '\1') + std::string(l.begin(), l.end()) + std::string(r.begin(), r.end()));
  }
  Proof path(std::uint64_t m, std::uint64_t begin, std::uint64_t end) const {
    if (end - begin == 1) return {};
    const auto k = below(end - begin);
    auto proof = m < k ? path(m, begin, begin + k) : path(m - k, begin + k, end);
    proof.push_back(m < k ? mth(begin + k, end) : mth(begin, begin + k));
    return proof;
  }
  Proof subproof(std::uint64_t m, std::uint64_t begin, std::uint64_t end, bool whole) const {
    const auto n = end - begin;
    if (m == n) return whole ? Proof{} : Proof{mth(begin, end)};
    const auto k = below(n);
    auto proof = m <= k ? subproof(m, begin, begin + k, whole) : subproof(m - k, begin + k, end, false);
    proof.push_back(m <= k ? mth(begin + k, end) : mth(begin, begin + k));
    return proof;
  }
};

class Tree : public ::testing::Test {
 protected:
  static constexpr std::uint64_t kSize = 300;
  void SetUp() override {
    for (std::uint64_t i = 0; i < kSize; ++i) naive.leaves.push_back("leaf " + std::to_string(i * 7919));
  }
  NodeReader node = [this](unsigned level, std::uint64_t index) -> Result<Digest> {
    return naive.mth(index << level, (index + 1) << level);
  };
  Naive naive;
};

TEST_F(Tree, EmptyTreeIsTheHashOfNothing) {
  EXPECT_EQ(crypto::to_hex(crypto::view(empty_root())), "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
  EXPECT_EQ(CompactRange().root(), empty_root());
}

TEST_F(Tree, CompactRangeAgreesWithTheDefinitionAtEverySize) {
  CompactRange range;
  std::map<std::pair<unsigned, std::uint64_t>, Digest> nodes;
  for (std::uint64_t n = 0; n <= kSize; ++n) {
    ASSERT_EQ(range.size(), n);
    ASSERT_EQ(range.root(), naive.mth(0, n)) << n;
    if (n < kSize)
      range.append(leaf_hash(naive.leaves[n]), [&](unsigned l, std::uint64_t i, const Digest& d) { nodes[{l, i}] = d; });
  }
  for (unsigned level = 1; level <= 8; ++level)
    for (std::uint64_t i = 0; (i + 1) << level <= kSize; ++i)
      ASSERT_EQ((nodes.at({level, i})), naive.mth(i << level, (i + 1) << level)) << level << " " << i;
}

TEST_F(Tree, InclusionProofsAgreeWithTheDefinitionAndVerify) {
  for (std::uint64_t n = 1; n <= kSize; n += n < 40 ? 1 : 13) {
    const auto root = naive.mth(0, n);
    for (std::uint64_t m = 0; m < n; ++m) {
      const auto proof = inclusion_proof(m, n, node);
      ASSERT_TRUE(proof);
      ASSERT_EQ(*proof, naive.path(m, 0, n)) << m << " in " << n;
      ASSERT_TRUE(verify_inclusion(leaf_hash(naive.leaves[m]), m, n, *proof, root));
    }
  }
}

TEST_F(Tree, ConsistencyProofsAgreeWithTheDefinitionAndVerify) {
  for (std::uint64_t n = 1; n <= kSize; n += n < 40 ? 1 : 17) {
    for (std::uint64_t m = 1; m <= n; ++m) {
      const auto proof = consistency_proof(m, n, node);
      ASSERT_TRUE(proof);
      ASSERT_EQ(*proof, naive.subproof(m, 0, n, true)) << m << " to " << n;
      ASSERT_TRUE(verify_consistency(m, n, *proof, naive.mth(0, m), naive.mth(0, n)));
    }
  }
}

TEST_F(Tree, AChangedInclusionProofIsRefused) {
  const auto leaf = leaf_hash(naive.leaves[70]);
  const auto root = naive.mth(0, 200);
  const auto proof = *inclusion_proof(70, 200, node);
  for (std::size_t i = 0; i < proof.size(); ++i) {
    auto bent = proof;
    bent[i][i] ^= 1;
    EXPECT_FALSE(verify_inclusion(leaf, 70, 200, bent, root));
    auto shorter = proof;
    shorter.erase(shorter.begin() + i);
    EXPECT_FALSE(verify_inclusion(leaf, 70, 200, shorter, root));
  }
  auto longer = proof;
  longer.push_back(root);
  EXPECT_FALSE(verify_inclusion(leaf, 70, 200, longer, root));
  for (std::uint64_t other = 0; other < 200; ++other) EXPECT_EQ(verify_inclusion(leaf, other, 200, proof, root), other == 70);
  EXPECT_FALSE(verify_inclusion(leaf, 70, 70, proof, root));
  EXPECT_FALSE(verify_inclusion(leaf, 70, 0, proof, root));
}

TEST_F(Tree, AChangedConsistencyProofIsRefused) {
  const auto old_root = naive.mth(0, 130), new_root = naive.mth(0, 299);
  const auto proof = *consistency_proof(130, 299, node);
  ASSERT_TRUE(verify_consistency(130, 299, proof, old_root, new_root));
  for (std::size_t i = 0; i < proof.size(); ++i) {
    auto bent = proof;
    bent[i][31] ^= 128;
    EXPECT_FALSE(verify_consistency(130, 299, bent, old_root, new_root));
    auto shorter = proof;
    shorter.erase(shorter.begin() + i);
    EXPECT_FALSE(verify_consistency(130, 299, shorter, old_root, new_root));
  }
  EXPECT_FALSE(verify_consistency(131, 299, proof, old_root, new_root));
  EXPECT_FALSE(verify_consistency(130, 600, proof, old_root, new_root));
  EXPECT_FALSE(verify_consistency(130, 299, proof, new_root, old_root));
  EXPECT_FALSE(verify_consistency(299, 130, proof, new_root, old_root));
}

TEST_F(Tree, AnEmptyOldTreeIsConsistentWithEverythingAndNothingElse) {
  EXPECT_TRUE(verify_consistency(0, 9, {}, empty_root(), naive.mth(0, 9)));
  EXPECT_FALSE(verify_consistency(0, 9, {}, naive.mth(0, 1), naive.mth(0, 9)));
  EXPECT_FALSE(verify_consistency(0, 9, {empty_root()}, empty_root(), naive.mth(0, 9)));
  EXPECT_TRUE(verify_consistency(9, 9, {}, naive.mth(0, 9), naive.mth(0, 9)));
}

TEST_F(Tree, ProofsOutsideTheTreeAreRefused) {
  EXPECT_EQ(inclusion_proof(5, 5, node).error().code, ErrorCode::input_out_of_range);
  EXPECT_EQ(inclusion_proof(0, 0, node).error().code, ErrorCode::input_out_of_range);
  EXPECT_EQ(consistency_proof(6, 5, node).error().code, ErrorCode::input_out_of_range);
}

}  // namespace
}  // namespace gongshu::ledger
