#!/usr/bin/env bash
# Builds the fuzz programs with clang and runs each for FUZZ_SECONDS (default 60): fuzz/run.sh [NAME…]
# What crashed lies in build/fuzz/<name>-crash-*; the corpus in build/fuzz/corpus/<name> is kept.
set -euo pipefail
cd "$(dirname "$0")/.."
names=("$@"); [ ${#names[@]} -gt 0 ] || names=(json request engine_parse egress exchange bundle)
cmake -G Ninja -B build/fuzz -DGONGSHU_FUZZ=ON -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++-16 -DCMAKE_C_COMPILER=clang-16 \
  -DCMAKE_CXX_COMPILER_LAUNCHER=ccache --log-level=WARNING
ninja -C build/fuzz -j2 --quiet "${names[@]/%/_fuzz}"
for name in "${names[@]}"; do
  corpus=build/fuzz/corpus/$name
  mkdir -p "$corpus"
  [ ! -d "fuzz/${name}_seeds" ] || cp -n "fuzz/${name}_seeds"/* "$corpus"
  options=()
  if [ "$name" = engine_parse ]; then
    fuzz/engine_seeds.py "$corpus"
    options=(-dict=fuzz/engine.dict)
  fi
  echo "fuzz: $name, ${FUZZ_SECONDS:-60} s" >&2
  "build/fuzz/fuzz/${name}_fuzz" -max_total_time="${FUZZ_SECONDS:-60}" -max_len=8192 -timeout=5 -verbosity=0 -print_final_stats=1 "${options[@]}" \
    -artifact_prefix="build/fuzz/$name-" "$corpus"
done
