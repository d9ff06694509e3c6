#include <fstream>
#include <thread>

#include "world.h"

namespace gongshu::gateway {
namespace {

namespace fs = std::filesystem;

struct ShelfTest : testing::Test {
  TemporaryDirectory dir;
  ShelfFile build(int rows, ShelfInfo info = {.product = "prd-1", .version = 2, .columns = {"v"}}) {
    auto builder = ShelfBuilder::create(dir.path(), info, kShelfKey).value();
    for (int i = rows; i-- > 0;) EXPECT_TRUE(builder.add("k" + std::to_string(i), R"({"v":)" + std::to_string(i) + "}"));
    return builder.finish().value();
  }
  std::string content(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void overwrite(const fs::path& path, const std::string& bytes) {
    fs::permissions(path, fs::perms::owner_all);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  }
};

TEST_F(ShelfTest, gives_back_what_was_put_in_under_its_key_alone) {
  const auto file = build(500);
  EXPECT_EQ(file.rows, 500);
  EXPECT_EQ(file.path.filename().string(), crypto::to_hex(crypto::view(file.hash)) + ".shelf");
  const auto shelf = Shelf::open(file.path, file.hash, kShelfKey);
  ASSERT_TRUE(shelf) << describe(shelf.error());
  EXPECT_EQ((*shelf)->info().rows, 500);
  EXPECT_EQ((*shelf)->info().product, "prd-1");
  EXPECT_EQ((*shelf)->info().version, 2);
  for (const int i : {0, 17, 499})
    EXPECT_EQ((*shelf)->lookup("k" + std::to_string(i)).value(), R"({"v":)" + std::to_string(i) + "}");
  EXPECT_EQ((*shelf)->lookup("k500").value(), std::nullopt);
  EXPECT_EQ((*shelf)->lookup("").value(), std::nullopt);
  EXPECT_EQ((*shelf)->lookup("k%").value(), std::nullopt);
}

TEST_F(ShelfTest, is_named_by_its_content_and_leaves_no_other_file) {
  const auto file = build(10);
  int files = 0;
  for (const auto& entry : fs::directory_iterator(dir.path())) {
    ++files;
    EXPECT_EQ(entry.path(), file.path);
  }
  EXPECT_EQ(files, 1);
  EXPECT_EQ(file.bytes % 4096, 0u);
}

TEST_F(ShelfTest, abandoned_builders_leave_nothing) {
  { (void)ShelfBuilder::create(dir.path(), {.product = "p"}, kShelfKey).value().add("k", "{}"); }
  EXPECT_TRUE(fs::is_empty(dir.path()));
  std::ofstream(dir.path() / ".building-999999999-aa") << "left by a crash";
  build(1);
  EXPECT_FALSE(fs::exists(dir.path() / ".building-999999999-aa"));
}

TEST_F(ShelfTest, does_not_show_plain_values) {
  const auto file = build(50, {.product = "prd-1", .version = 1, .columns = {"v"}});
  EXPECT_EQ(content(file.path).find(R"({"v":)"), std::string::npos);
}

TEST_F(ShelfTest, refuses_a_second_row_for_an_entity_and_bad_keys) {
  auto builder = ShelfBuilder::create(dir.path(), {.product = "p"}, kShelfKey).value();
  EXPECT_TRUE(builder.add("k", "{}"));
  const auto twice = builder.add("k", "{}");
  EXPECT_REFUSED(twice, ErrorCode::state_already_exists);
  EXPECT_EQ(twice.error().at, "row 2");
  EXPECT_REFUSED(builder.add("", "{}"), ErrorCode::input_out_of_range);
  EXPECT_REFUSED(builder.add(std::string(257, 'k'), "{}"), ErrorCode::input_out_of_range);
  EXPECT_REFUSED(ShelfBuilder::create(dir.path(), {.product = "p"}, "short"), ErrorCode::crypto_bad_key);
  EXPECT_EQ(builder.finish().value().rows, 1);
}

TEST_F(ShelfTest, any_changed_byte_is_found_when_it_is_opened) {
  const auto file = build(20);
  const auto bytes = content(file.path);
  for (std::size_t at = 0; at < bytes.size(); at += 97) {
    auto changed = bytes;
    changed[at] ^= 1;
    overwrite(file.path, changed);
    const auto shelf = Shelf::open(file.path, file.hash, kShelfKey);
    EXPECT_REFUSED(shelf, ErrorCode::ledger_corrupt);
    EXPECT_EQ(shelf.error().at, file.path.filename().string());
  }
  overwrite(file.path, bytes.substr(0, bytes.size() - 4096));
  EXPECT_REFUSED(Shelf::open(file.path, file.hash, kShelfKey), ErrorCode::ledger_corrupt);
  EXPECT_REFUSED(Shelf::open(dir.path() / "none.shelf", file.hash, kShelfKey), ErrorCode::store_failed);
}

TEST_F(ShelfTest, a_value_moved_to_another_row_or_opened_with_another_key_is_damage) {
  const auto file = build(2);
  auto bytes = content(file.path);
  {  // swap the sealed values of the two rows, and hash the result anew: only the binding to the row key is left to notice
    const auto a = bytes.find("k0"), b = bytes.find("k1");
    ASSERT_NE(a, std::string::npos);
    ASSERT_NE(b, std::string::npos);
    std::swap_ranges(bytes.begin() + static_cast<long>(a) + 2, bytes.begin() + static_cast<long>(a) + 2 + 35,
                     bytes.begin() + static_cast<long>(b) + 2);
    overwrite(file.path, bytes);
  }
  const auto moved = Shelf::open(file.path, crypto::sm3(bytes), kShelfKey);
  ASSERT_TRUE(moved) << describe(moved.error());
  EXPECT_REFUSED((*moved)->lookup("k0"), ErrorCode::ledger_corrupt);
  const auto other = build(3);
  const auto wrong = Shelf::open(other.path, other.hash, "another key here").value();
  EXPECT_REFUSED(wrong->lookup("k0"), ErrorCode::ledger_corrupt);
}

TEST_F(ShelfTest, damage_after_opening_is_never_an_answer) {
  const auto file = build(2000);
  const auto shelf = Shelf::open(file.path, file.hash, kShelfKey).value();
  auto bytes = content(file.path);
  for (std::size_t at = 4096; at < bytes.size(); at += 13) bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
  {
    fs::permissions(file.path, fs::perms::owner_all);
    std::fstream out(file.path, std::ios::binary | std::ios::in | std::ios::out);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  for (int i = 0; i < 2000; ++i) {
    const auto found = shelf->lookup("k" + std::to_string(i));
    if (!found)
      EXPECT_EQ(found.error().code, ErrorCode::ledger_corrupt);
    else
      EXPECT_EQ(*found, std::nullopt);
  }
}

TEST_F(ShelfTest, answers_many_threads) {
  const auto file = build(1000);
  const auto shelf = Shelf::open(file.path, file.hash, kShelfKey).value();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i) EXPECT_EQ(shelf->lookup("k7").value(), R"({"v":7})");
    });
  for (auto& thread : threads) thread.join();
}

TEST_F(ShelfTest, the_cache_shares_open_shelves_and_lets_them_go) {
  const auto file = build(5);
  ShelfCache cache;
  auto first = cache.get(file.path, file.hash, kShelfKey).value();
  EXPECT_EQ(cache.get(file.path, file.hash, kShelfKey).value(), first);
  const std::weak_ptr<const Shelf> watch = first;
  first.reset();
  EXPECT_TRUE(watch.expired());
  EXPECT_TRUE(cache.get(file.path, file.hash, kShelfKey));
}

}  // namespace
}  // namespace gongshu::gateway
