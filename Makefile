# Two commands matter: `make run` and `make test`. Both bring what they need (.ci/toolchain,
# .ci/browser, .ci/readers), so they work on a new machine too.

# Passed on to `plenary serve`, as in: make run ARGS="--listen 127.0.0.1:4000"
ARGS =

wasm = --lib --no-default-features --features screens --target wasm32-unknown-unknown \
	--profile wasm --target-dir target/wasm-front/cargo

# Where the recipes and the tests look for the binary, whatever the user's own setting.
export CARGO_TARGET_DIR = target

.PHONY: run build test check browser screenshots toolchain

# Builds Plenary and serves at http://localhost:3000.
run: build
	target/release/plenary serve $(ARGS)

# Builds target/release/plenary, which carries its whole site.
build: toolchain
	cargo build --release

# Everything: format, lints, unit, HTTP and browser tests, and other programs that read what we write.
# The browsers look at the binary that `cargo test` has built: the same sources and the same site as the
# optimised one, which takes minutes more.
test: check
	cargo test
	$(MAKE) browser

# Format and lints, of both halves.
check: toolchain
	cargo fmt --check
	cargo clippy --all-targets -- --deny warnings
	cargo clippy $(wasm) -- --deny warnings

# The browser tests alone. Those that mostly wait, for a rehearsal of an hour or for a network that
# loses much, run beside the others.
browser: toolchain
	cargo build
	@export PLENARY_CHROMIUM="$$(.ci/browser)"; \
	node --test --test-concurrency=1 tests/browser/beside/*.test.mjs & beside=$$!; \
	node --test --test-concurrency=1 tests/browser/*.test.mjs; others=$$?; \
	wait $$beside && exit $$others

# The pictures of README, and those of every slide and state in three sizes and all themes for
# people who look: tests/browser/output.
screenshots: toolchain
	cargo build
	PLENARY_CHROMIUM="$$(.ci/browser)" node tests/browser/screenshots.mjs

toolchain:
	@.ci/toolchain
