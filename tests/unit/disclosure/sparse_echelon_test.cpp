// Sparse and dense elimination give the same form; groups that do not overlap are quick however many there are.
#include "disclosure/sparse_echelon.h"

#include <gtest/gtest.h>

#include "disclosure/mod_matrix.h"

namespace gongshu::disclosure {
namespace {
constexpr std::uint64_t kPrime = 1152921504606846883ULL;

ModMatrix random_sparse(std::size_t rows, std::size_t columns, std::size_t entries, std::uint64_t seed) {
  ModMatrix out(rows, columns, kPrime);
  for (std::size_t i = 0; i < entries; ++i) {
    const auto r = mix64(seed + 3 * i) % rows, c = mix64(seed + 3 * i + 1) % columns;
    out.at(r, c) = mix64(seed + 3 * i + 2) % 3 == 0 ? mix64(seed ^ i) % kPrime : 1;
  }
  return out;
}

std::vector<SparseRow> rows_of(const ModMatrix& m) {
  std::vector<SparseRow> out(m.rows());
  for (std::size_t i = 0; i < m.rows(); ++i)
    for (std::size_t j = 0; j < m.columns(); ++j)
      if (m.at(i, j) != 0) out[i].push_back({static_cast<std::uint32_t>(j), m.at(i, j)});
  return out;
}

/// FLINT's own dense reduction.
std::vector<SparseRow> dense_form(const ModMatrix& m) {
  nmod_mat_t copy;
  nmod_mat_init_set(copy, m.raw());
  const auto rank = nmod_mat_rref(copy);
  ModMatrix out(static_cast<std::size_t>(rank), m.columns(), kPrime);
  for (slong i = 0; i < rank; ++i)
    for (std::size_t j = 0; j < m.columns(); ++j)
      out.at(static_cast<std::size_t>(i), j) = nmod_mat_entry(copy, i, static_cast<slong>(j));
  nmod_mat_clear(copy);
  return rows_of(out);
}

void expect_equal(const std::vector<SparseRow>& a, const std::vector<SparseRow>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    ASSERT_EQ(a[i].size(), b[i].size()) << i;
    for (std::size_t j = 0; j < a[i].size(); ++j) {
      EXPECT_EQ(a[i][j].column, b[i][j].column);
      EXPECT_EQ(a[i][j].value, b[i][j].value);
    }
  }
}

TEST(SparseEchelon, IsTheFormThatDenseEliminationGives) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const auto rows = 1 + mix64(seed) % 30, columns = 1 + mix64(seed + 1000) % 30;
    const auto m = random_sparse(rows, columns, mix64(seed + 2000) % (3 * (rows + columns)), seed * 7919);
    const auto form = sparse_echelon(rows_of(m), columns, kPrime, SIZE_MAX);
    ASSERT_TRUE(form);
    expect_equal(*form, dense_form(m));
  }
}

TEST(SparseEchelon, GivesUpPastItsLimit) {
  const auto m = random_sparse(30, 30, 200, 5);
  EXPECT_FALSE(sparse_echelon(rows_of(m), 30, kPrime, 40));
}

TEST(SparseEchelon, InvertsWhatCanBeInvertedAndSaysWhatCannot) {
  int singular = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const std::size_t n = 1 + mix64(seed) % 12;
    auto m = random_sparse(n, n, n, seed * 104729);
    for (std::size_t i = 0; i < n; ++i)
      if (mix64(seed + i) % 8 != 0) m.at(i, i) = 1 + mix64(seed * 31 + i) % 100;
    ModMatrix inverse(n, n, kPrime);
    if (!m.invert(inverse)) {
      ++singular;
      EXPECT_LT(dense_form(m).size(), n);
      continue;
    }
    const auto unit = m * inverse;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) EXPECT_EQ(unit.at(i, j), i == j ? 1u : 0u);
  }
  EXPECT_GT(singular, 10);
}

}  // namespace
}  // namespace gongshu::disclosure
