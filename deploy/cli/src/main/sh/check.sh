# Sourced by the wrapper script: 'kyozo check', the quality gates without the slow tests. Formatter, Error Prone and
# NullAway, unit tests (ArchUnit rules among them), generated documents. 'kyozo check --fix' formats instead of complaining.

run_check() {
    find_java
    find_maven
    cd "$KYOZO_REPOSITORY"
    case ${1:-} in
        --fix) step "format" mvn -q -B spotless:apply ;;
        "") step "format" mvn -q -B spotless:check ;;
        *)
            say "check takes --fix or nothing"
            exit 2
            ;;
    esac
    step "compile with all checks, unit tests" mvn -q -B test
    for generated in docs/generate docs/*/generate; do
        if [ -x "$generated" ]; then
            step "generated documents are current ($generated)" "$generated" --check
        fi
    done
    say "all checks passed"
}

# Runs one gate and says how long it took; the first that fails ends the run.
step() {
    name=$1
    shift
    began=$(date +%s)
    say "$name"
    if ! "$@"; then
        say "failed: $name"
        exit 1
    fi
    say "  $(($(date +%s) - began)) s"
}
