# Entry points. `make help` lists them. Debian 12; missing packages are installed (scripts/install.sh).
SHELL := bash
JOBS ?= 2
# without it ccache refuses files that use the precompiled header
export CCACHE_SLOPPINESS := pch_defines,time_macros,include_file_mtime,include_file_ctime
# $(call CONFIGURE,PRESET): quiet unless it fails
define CONFIGURE
@mkdir -p build && (cmake --preset $(1) >build/cmake-$(1).log 2>&1 || (cat build/cmake-$(1).log; false))
endef
NINJA = ninja -j$(JOBS) --quiet
.DEFAULT_GOAL := help
.PHONY: help run build test asan tsan fuzz bench images format clean install

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 18

install: ## what is missing: Debian packages, DuckDB and the division codes from npm
	@scripts/install.sh

run: build ## build, play the demo, stay up on http://127.0.0.1:8600
	build/release/gongshu demo --pack henan --data var/demo

build: install ## build/release/gongshu
	$(call CONFIGURE,release)
	@$(NINJA) -C build/release gongshu

test: install ## build everything and run every test
	$(call CONFIGURE,release)
	@$(NINJA) -C build/release
	@tests/run.py --build build/release -j $(JOBS)

asan: install ## the tests under AddressSanitizer and UBSan
	$(call CONFIGURE,asan)
	@$(NINJA) -C build/asan
	@tests/run.py --build build/asan -j $(JOBS) --only unit,http,stories

tsan: install ## the unit tests under ThreadSanitizer
	$(call CONFIGURE,tsan)
	@$(NINJA) -C build/tsan
	@tests/run.py --build build/tsan -j $(JOBS) --only unit

fuzz: ## libFuzzer targets, FUZZ_SECONDS each (clang)
	@scripts/install.sh fuzz
	@fuzz/run.sh

bench: ## the figures: a table, and bench/results.json
	@scripts/install.sh bench
	$(call CONFIGURE,release)
	@$(NINJA) -C build/release gongshu benches
	@bench/run.sh build/release

images: build ## pictures of the main screens: docs/images/*.png
	@cd web && GONGSHU_EMBEDDED=1 GONGSHU_IMAGES=$(CURDIR)/docs/images node node_modules/@playwright/test/cli.js test e2e/images.spec.ts

format: ## clang-format over the C++ sources
	@scripts/install.sh dev
	@git ls-files 'src/*.h' 'src/*.cpp' 'tests/*.h' 'tests/*.cpp' 'bench/*.cpp' | grep -v '\.gen\.' | xargs -r clang-format -i

clean: ## removes build/ (the downloads in build/third_party as well)
	rm -rf build
