#!/usr/bin/env bash
# Builds the fuzz programs with clang and runs each for FUZZ_SECONDS (default 60): tests/fuzz/run.sh [NAME…]
# What crashed lies in build/fuzz/<name>-crash-*; the corpus in build/fuzz/corpus/<name> is kept.
set -euo pipefail
cd "$(dirname "$0")/../.."
names=("$@"); [ ${#names[@]} -gt 0 ] || names=(json request query)
cmake -G Ninja -B build/fuzz -DGONGSHU_FUZZ=ON -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++-16 -DCMAKE_C_COMPILER=clang-16 \
  -DCMAKE_CXX_COMPILER_LAUNCHER=ccache --log-level=WARNING
ninja -C build/fuzz -j2 --quiet "${names[@]/#/fuzz_}"
for name in "${names[@]}"; do
  mkdir -p "build/fuzz/corpus/$name"
  echo "fuzz: $name, ${FUZZ_SECONDS:-60} s" >&2
  "build/fuzz/tests/fuzz/fuzz_$name" -max_total_time="${FUZZ_SECONDS:-60}" -max_len=8192 -timeout=5 -verbosity=0 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/$name-" "build/fuzz/corpus/$name" "tests/fuzz/seeds/$name"
done
