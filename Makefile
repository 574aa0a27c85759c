# Two commands matter: `make run` and `make test`. Both bring what they need (.ci/toolchain,
# .ci/browser, .ci/readers, .ci/database), so they work on a new machine too.

# Passed on to `plenary serve`, as in: make run ARGS="--listen 127.0.0.1:4000"
ARGS =

wasm = --lib --no-default-features --target wasm32-unknown-unknown \
	--profile wasm --target-dir target/wasm-front/cargo \
	--config 'target.wasm32-unknown-unknown.rustflags=["--cfg","erase_components"]' --features

# Where the recipes and the tests look for the binary, whatever the user's own setting.
export CARGO_TARGET_DIR = target

# How long the tests of kills, power cuts, simulations and fuzzing run when they are called by themselves.
KILLS = 200
PHONES = 1000
CLUSTER_SECONDS = 60
POWER_SEEDS = 2000
SEEDS = 10000
FUZZ_SECONDS = 600

.PHONY: run build test check browser screenshots toolchain
# What `make bench` measures: all, or some of fanout crowd traffic pages durable core program.
MEASURE =

.PHONY: kill-loop cluster power-loss simulation matrix fuzz deny bench

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
	cargo clippy $(wasm) hydrate -- --deny warnings
	cargo clippy $(wasm) projector -- --deny warnings
	cargo clippy $(wasm) console -- --deny warnings
	cargo clippy $(wasm) desk -- --deny warnings

# The browser tests alone. Those that mostly wait, for a rehearsal of an hour or for a network that
# loses much, run beside the others.
browser: toolchain
	cargo build
	@export PLENARY_CHROMIUM="$$(.ci/browser)"; \
	node --test --test-concurrency=1 tests/browser/beside/*.test.mjs & beside=$$!; \
	node --test --test-concurrency=1 tests/browser/*.test.mjs; others=$$?; \
	wait $$beside && exit $$others

# What `make test` runs for seconds, for as long as it takes to believe it; see docs/security.md.

# Kills the server at random moments while phones submit.
kill-loop: toolchain
	PLENARY_KILLS=$(KILLS) cargo test --test faults kill_loop -- --nocapture

# Kills one of several servers of one database every 5 seconds while phones submit.
cluster: build
	PLENARY_PROGRAM=$(CURDIR)/target/release/plenary PLENARY_PHONES=$(PHONES) \
		PLENARY_CLUSTER_SECONDS=$(CLUSTER_SECONDS) \
		cargo test --test stores cluster -- --nocapture --test-threads=1

# Cuts the power in the middle of writing.
power-loss: toolchain
	PLENARY_POWER_SEEDS=$(POWER_SEEDS) cargo test --test faults power_loss -- --nocapture

# Whole sessions in a simulated world, for each night. PLENARY_SEED=N replays one.
simulation: toolchain
	PLENARY_SEEDS=$(SEEDS) cargo test --test faults simulation -- --nocapture

# Who may use which route.
matrix: toolchain
	cargo test --test http matrix -- --nocapture

# Each fuzz target for so many seconds, one after the other. What libFuzzer finds worth keeping goes to
# target/fuzz; what breaks something, to tests/fuzz/artifacts.
fuzz:
	@cargo +nightly fuzz --version >/dev/null 2>&1 || cargo +nightly install cargo-fuzz --locked
	@for name in training_parser forms event_log calendar tables; do \
		mkdir -p target/fuzz/$$name && \
		PLENARY_SKIP_FRONT=1 cargo +nightly fuzz run --fuzz-dir tests/fuzz --target-dir target/fuzz/build \
			$$name target/fuzz/$$name tests/fuzz/corpus/$$name -- -max_total_time=$(FUZZ_SECONDS) || exit 1; \
	done

# Licences, sources, bans; advisories where their database can be had.
deny:
	.ci/deny

# Measures the optimised program beside its peers, on this machine (Linux): target/bench/table.md.
bench: toolchain
	cargo bench --bench core
	env $$(.ci/peers) PLENARY_CHROMIUM="$$(.ci/browser)" cargo bench --bench measure -- $(MEASURE)

# The pictures of README, and those of every slide and state in three sizes and all themes for
# people who look: tests/browser/output.
screenshots: toolchain
	cargo build
	PLENARY_CHROMIUM="$$(.ci/browser)" node tests/browser/screenshots.mjs

toolchain:
	@.ci/toolchain
