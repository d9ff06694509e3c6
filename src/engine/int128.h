// 128-bit integers, as DuckDB's HUGEINT and DECIMAL(38) hold them.
#pragma once

namespace gongshu::engine {
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;
}  // namespace gongshu::engine
