#include "store/connection.h"
#include "store/sqlite_error.h"

namespace gongshu::store {

Statement::Lease::~Lease() {
  if (!compiled) return;
  if (own) {
    sqlite3_finalize(own->handle);
    return;
  }
  sqlite3_reset(compiled->handle);
  sqlite3_clear_bindings(compiled->handle);
  compiled->lent = false;
}

Statement::Statement(std::unique_ptr<Lease> lease) : lease_(std::move(lease)) {}
Statement::~Statement() = default;
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;

void Statement::note(int code) {
  if (code != SQLITE_OK && bound_) bound_ = fail(sqlite_error(lease_->connection->handle, code));
}

Statement& Statement::too_large() {
  if (bound_) bound_ = fail(ErrorCode::store_failed, {}, "整数超出 int64 / the integer exceeds int64");
  return *this;
}

Statement& Statement::bind(int index, std::int64_t value) {
  note(sqlite3_bind_int64(lease_->handle(), index, value));
  return *this;
}
Statement& Statement::bind(int index, double value) {
  note(sqlite3_bind_double(lease_->handle(), index, value));
  return *this;
}
Statement& Statement::bind(int index, std::string_view text) {
  // A null pointer would bind NULL where empty text is meant.
  note(sqlite3_bind_text64(lease_->handle(), index, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}
Statement& Statement::bind(int index, Blob blob) {
  if (blob.bytes.empty())
    note(sqlite3_bind_zeroblob(lease_->handle(), index, 0));
  else
    note(sqlite3_bind_blob64(lease_->handle(), index, blob.bytes.data(), blob.bytes.size(), SQLITE_TRANSIENT));
  return *this;
}
Statement& Statement::bind(int index, std::nullptr_t) {
  note(sqlite3_bind_null(lease_->handle(), index));
  return *this;
}

Result<bool> Statement::step() {
  if (!bound_) {
    const auto error = bound_.error();
    bound_ = {};
    return fail(error);
  }
  const int code = sqlite3_step(lease_->handle());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(lease_->handle());
    return false;
  }
  const auto error = sqlite_error(lease_->connection->handle, code);
  sqlite3_reset(lease_->handle());
  return fail(error);
}

Status Statement::run() {
  for (;;) {
    GS_TRY(row, step());
    if (!row) return {};
  }
}

void Statement::reset() { sqlite3_reset(lease_->handle()); }

std::int64_t Statement::column_int64(int column) const { return sqlite3_column_int64(lease_->handle(), column); }
double Statement::column_double(int column) const { return sqlite3_column_double(lease_->handle(), column); }
std::string_view Statement::column_text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(lease_->handle(), column));
  return {text ? text : "", static_cast<std::size_t>(sqlite3_column_bytes(lease_->handle(), column))};
}
std::string_view Statement::column_blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(lease_->handle(), column));
  return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(lease_->handle(), column))};
}
bool Statement::column_null(int column) const { return sqlite3_column_type(lease_->handle(), column) == SQLITE_NULL; }
int Statement::columns() const { return sqlite3_column_count(lease_->handle()); }
std::string_view Statement::column_name(int column) const {
  const char* name = sqlite3_column_name(lease_->handle(), column);
  return name ? name : "";
}

template <class T>
Result<T> Statement::column(int index) const {
  static constexpr int kClass = std::is_same_v<T, std::int64_t> ? SQLITE_INTEGER
                                : std::is_same_v<T, double>     ? SQLITE_FLOAT
                                : std::is_same_v<T, Blob>       ? SQLITE_BLOB
                                                                : SQLITE_TEXT;
  if (index >= columns() || sqlite3_column_type(lease_->handle(), index) != kClass)
    return fail(ErrorCode::store_failed, std::string(column_name(index)), "存储类型不符 / the stored value has another type");
  if constexpr (std::is_same_v<T, std::int64_t>)
    return column_int64(index);
  else if constexpr (std::is_same_v<T, double>)
    return column_double(index);
  else if constexpr (std::is_same_v<T, Blob>)
    return Blob{column_blob(index)};
  else
    return std::string(column_text(index));
}

template Result<std::int64_t> Statement::column<std::int64_t>(int) const;
template Result<double> Statement::column<double>(int) const;
template Result<std::string> Statement::column<std::string>(int) const;
template Result<Blob> Statement::column<Blob>(int) const;

}  // namespace gongshu::store
