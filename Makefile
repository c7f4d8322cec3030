# Thin: each line calls one tool. JOBS bounds what a build may take of the machine.
JOBS ?= 2
PREFIX ?= /usr/local
# With Swift's own libraries inside: it runs where there is no Swift, and a run takes 4 % less CPU time.
RELEASE = swift build --jobs $(JOBS) --configuration release --static-swift-stdlib --product

.PHONY: demo test torture build release lint format bench bench-check install uninstall bootstrap

demo: release ## The whole pipeline over the sample newsroom on loopback; its digest on stdout
	.build/release/tidings demo --keep .build/demo

# One test at a time: many of them measure how soon a slow server is given up, or run the program itself.
test: bootstrap ## Every test
	swift test --jobs $(JOBS) --disable-xctest --no-parallel

torture: release ## Kills, full disks, damage, clocks and the rest, as often as docs/reliability.md says; goes on where it was
	swift build --jobs $(JOBS) --build-tests
	Scripts/torture

build: bootstrap
	swift build --jobs $(JOBS)

release: bootstrap
	$(RELEASE) tidings

lint: ## Formatting and style, as CI sees them
	swift format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks

format:
	swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks

bench: release ## Benchmarks beside their peers; see Benchmarks/README.md
	$(RELEASE) tidings-bench
	Benchmarks/run

bench-check: release ## Whether a stage takes more instructions than the table says; wants valgrind
	Benchmarks/check

install: ## Program, man pages and completions into PREFIX (default /usr/local), below DESTDIR
	$(RELEASE) tidings
	Scripts/install "$(DESTDIR)$(PREFIX)"

uninstall: ## What install has put there
	Scripts/install --remove "$(DESTDIR)$(PREFIX)"

bootstrap:
	Scripts/bootstrap
