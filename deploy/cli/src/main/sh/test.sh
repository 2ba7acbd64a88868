# Sourced by the wrapper script: 'kyozo test', everything on a fresh machine: unit tests, service tests on embedded
# PostgreSQL and Kafka, contract tests on a real container engine, end to end through the command line. What this machine
# can't run is left out, and the summary says why. Arguments go to Maven.

run_test() {
    began=$(date +%s)
    find_java
    find_maven
    cd "$KYOZO_REPOSITORY"
    skipped=
    started_engine=
    trap stop_engine EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    has_node || leave_out "Node services as local processes" "Node.js 20 or later is not on the PATH"
    need_python_venv
    need_promtool
    need_engine
    # The reaper of Testcontainers is an image from a registry; our tests clean up after themselves.
    export TESTCONTAINERS_RYUK_DISABLED=true
    # The end-to-end tests call the wrapper after Maven has packaged everything: it need not build again.
    export KYOZO_BUILT=yes
    say "running all tests (the log is target/kyozo-test.log)"
    mkdir -p target
    find . -path '*/target/*-reports/TEST-*.xml' -not -path './node_modules/*' -exec rm -f {} +
    code=0
    { mvn -B -Dstyle.color=never --fail-at-end ${excluded:+"-Dkyozo.test.excludedGroups=$excluded"} verify "$@" 2>&1 \
        || echo "exit code $?"; } | tee target/kyozo-test.log | show_progress
    if tail -n 1 target/kyozo-test.log | grep -q 'exit code'; then
        code=1
        grep -E '^\[ERROR\]' target/kyozo-test.log | head -n 40 >&2 || true
    fi
    summary
    exit "$code"
}

# Keeps a reason for the summary.
leave_out() {
    skipped="$skipped
  not run: $1 ($2)"
}

need_python_venv() {
    if ! command -v python3 >/dev/null 2>&1; then
        install_package python3-venv || leave_out "Python services as local processes" "python3 is not installed"
    elif ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
        install_package python3-venv || leave_out "Python services as local processes" "python3-venv is not installed"
    fi
}

# Prometheus' own check of the alert rules and dashboards.
need_promtool() {
    if KYOZO_PROMTOOL=$(deploy/observability/promtool.sh "$KYOZO_REPOSITORY/target/promtool" 2>/dev/null); then
        export KYOZO_PROMTOOL
    else
        leave_out "Prometheus' check of alert rules and dashboards" "promtool is not installed, and could not be fetched"
    fi
}

install_package() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    say "installing $1"
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$1"; } \
        >/dev/null 2>&1 </dev/null
}

# Uses the engine that answers; else starts a private one. Tests make the base images that they need.
need_engine() {
    excluded=
    if command -v docker >/dev/null 2>&1 && timeout 10 docker version >/dev/null 2>&1; then
        say "using the container engine at ${DOCKER_HOST:-its default socket}"
    elif [ "$(id -u)" = 0 ]; then
        engine_dir=${KYOZO_TEST_ENGINE:-${XDG_CACHE_HOME:-$HOME/.cache}/kyozo/engine}
        say "no container engine answers; starting a private one in $engine_dir"
        if DOCKER_HOST=$(deploy/edge/engine.sh start "$engine_dir"); then
            export DOCKER_HOST
            started_engine=yes
        else
            unset DOCKER_HOST
            no_engine "none answers, and a private one did not start (see above)"
            return
        fi
    else
        no_engine "none answers; run as root to have a private one started, or set DOCKER_HOST"
        return
    fi
}

no_engine() {
    excluded=engine
    leave_out "tests on a container engine" "$1"
}

stop_engine() {
    if [ -n "$started_engine" ]; then
        started_engine=
        deploy/edge/engine.sh stop "$engine_dir" || true
    fi
}

# A line per module and per test class that failed.
show_progress() {
    sed -n -u \
        -e 's/^\[INFO\] Building Kyozo :: \(.*[^ ]\) [^ ][^ ]*  *\(\[[0-9]*\/[0-9]*\]\)$/kyozo:   \2 \1/p' \
        -e '/<<< \(FAILURE\|ERROR\)!/p' >&2
}

# Adds up the reports of all modules; attributes of <testsuite> are on its first line.
summary() {
    totals=$(find . -path '*/target/*-reports/TEST-*.xml' -exec cat {} + 2>/dev/null | awk '
        /<testsuite /{ in_head = 1 }
        in_head {
            if (match($0, / tests="[0-9]+"/)) tests += substr($0, RSTART + 8, RLENGTH - 9)
            if (match($0, / errors="[0-9]+"/)) failed += substr($0, RSTART + 9, RLENGTH - 10)
            if (match($0, / failures="[0-9]+"/)) failed += substr($0, RSTART + 11, RLENGTH - 12)
            if (match($0, / skipped="[0-9]+"/)) skips += substr($0, RSTART + 10, RLENGTH - 11)
            if (/>/) in_head = 0
        }
        END { printf "%d passed, %d failed, %d skipped", tests - skips - failed, failed, skips }')
    reasons=$(find . -path '*/target/*-reports/TEST-*.xml' -exec sed -n \
        's/.*<skipped message="\([^"]*\)".*/  skipped: \1/p' {} + 2>/dev/null | sort | uniq -c | sed 's/^ *\([0-9]*\) /\1 ×/')
    took=$(($(date +%s) - began))
    say "all of it took $((took / 60)) min $((took % 60)) s$skipped"
    [ -z "$reasons" ] || printf '%s\n' "$reasons" >&2
    printf 'kyozo: %s\n' "$totals"
}
