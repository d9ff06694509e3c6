// What every benchmark needs: time of a piece of work, the value of a result that must be there, a median, a figure as a line.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <type_traits>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace gongshu::bench {

inline double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Ends the program with the error's text where there is no value.
template <class T>
T must(Result<T> result) {
  if (result) {
    if constexpr (std::is_void_v<T>)
      return;
    else
      return std::move(*result);
  }
  std::fprintf(stderr, "%s\n", describe(result.error()).c_str());
  std::exit(1);
}

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// One JSON object a line on standard output, at once.
inline void print(const json::object& figure) {
  std::printf("%s\n", json::serialize(figure).c_str());
  std::fflush(stdout);
}

}  // namespace gongshu::bench
