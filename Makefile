# Waymark. `make help` lists the targets; each installs what it needs first.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup build test test-long demo bench install install-operator install-cli control-plane images e2e-kind format crds clean

PREFIX ?= /usr/local
HOME_DIR := $(CURDIR)/target/waymark
JAVA_HOME = $(shell .make/java-home)
MVN = JAVA_HOME="$(JAVA_HOME)" mvn -B -ntp $(MVN_FLAGS)
E2E = "$(JAVA_HOME)/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	-Dwaymark.home="$(HOME_DIR)" -cp "e2e/target/classes:e2e/target/lib/*"

help: ## list the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "%-22s %s\n", $$1, $$2}'

setup: ## install what the build needs and this machine lacks
	@.make/setup

build: setup ## compile everything, without tests
	@$(MVN) -q package -DskipTests

# Without a control plane the tests on a real API server are skipped, each with a loud line; in CI they fail.
WITH_CONTROL_PLANE = .make/control-plane >/dev/null || test "$${CI:-}" != true

test: setup ## run the tests (packet and lab tests need root)
	@$(WITH_CONTROL_PLANE)
	@$(MVN) verify

test-long: setup ## run the slow suites, and only them: under an hour on two cores
	@find . -mindepth 3 -path '*/target/test-long.txt' -delete
	@$(MVN) verify -fae -Dtests.excluded= -Dtests.included=long || failed=$$?; mkdir -p target; \
	find . -mindepth 3 -path '*/target/test-long.txt' -exec cat {} + | tee target/test-long.txt; exit $${failed:-0}

demo: ## show the main job on this machine, in network namespaces of its own
	@$(MAKE) -s build
	@$(MAKE) -s install PREFIX="$(HOME_DIR)" QUIET=1
	@$(E2E) dev.waymark.e2e.demo.Demo

bench: ## measure against LPM_TRIE and the kernel's FIB, as ratios of one run
	@$(MAKE) -s build
	@$(MAKE) -s install PREFIX="$(HOME_DIR)" QUIET=1
	@$(E2E) dev.waymark.e2e.bench.Bench "$$(.make/bench-data)" $(SECTIONS)

install: ## PREFIX=DIR: leave DIR/bin/waymark-node and all it needs
	@test -d node-daemon/daemon/target/lib || $(MAKE) -s build
	@JAVA_HOME="$(JAVA_HOME)" .make/install-node "$(PREFIX)"
	@test -n "$(QUIET)" || echo "installed $(PREFIX)/bin/waymark-node"

install-operator: ## PREFIX=DIR: leave DIR/bin/waymark-operator and all it needs
	@test -d operator/controller/target/lib || $(MAKE) -s build
	@JAVA_HOME="$(JAVA_HOME)" .make/install-operator "$(PREFIX)"
	@test -n "$(QUIET)" || echo "installed $(PREFIX)/bin/waymark-operator"

install-cli: ## PREFIX=DIR: leave DIR/bin/kubectl-waymark, the plugin for kubectl
	@test -d operator/cli/target/lib || $(MAKE) -s build
	@JAVA_HOME="$(JAVA_HOME)" .make/install-cli "$(PREFIX)"
	@test -n "$(QUIET)" || echo "installed $(PREFIX)/bin/kubectl-waymark"

control-plane: ## bring etcd, kube-apiserver and kubectl, to try manifests/crds on a real API server
	@.make/control-plane

images: ## leave the images of operator and node daemon in target/images
	@test -d node-daemon/daemon/target/lib -a -d operator/controller/target/lib || $(MAKE) -s build
	@JAVA_HOME="$(JAVA_HOME)" MVN_FLAGS="$(MVN_FLAGS)" .make/images target/images waymark-node waymark-operator

e2e-kind: setup ## install the images on real kind clusters, of one node and of three, and send packets
	@.make/kind >/dev/null
	@$(MAKE) -s build
	@$(MAKE) -s images
	@.make/e2e-kind $(MVN) verify -pl e2e -am -Dtests.excluded= -Dtests.included=kind -Dsurefire.failIfNoSpecifiedTests=false

format: setup ## rewrite the sources as google-java-format wants them
	@$(MVN) -q spotless:apply

crds: setup ## rewrite manifests/crds from the API types
	@$(MVN) -q -pl crds process-test-classes -Dcrds.update=true

clean: ## remove what was built
	@$(MVN) -q clean && rm -rf target
