# Sourced by the wrapper script: 'kyozo bench NAME' runs deploy/bench/NAME (a script, or a folder with a
# script named run) with the rest
# of the arguments. A benchmark says its figures on its output and the command that makes them.

bench_root=$KYOZO_REPOSITORY/deploy/bench

benchmarks() {
    for found in "$bench_root"/* "$bench_root"/*/run; do
        if [ -f "$found" ] && [ -x "$found" ]; then
            name=${found#"$bench_root"/}
            printf '%s\n' "${name%/run}"
        fi
    done
}

run_bench() {
    if [ $# -eq 0 ]; then
        say "name a benchmark: $(benchmarks | tr '\n' ' ')"
        exit 2
    fi
    name=$1
    shift
    find_java
    case $name in
        */* | .*) ;;
        *)
            for found in "$bench_root/$name" "$bench_root/$name/run"; do
                if [ -f "$found" ] && [ -x "$found" ]; then
                    cd "$KYOZO_REPOSITORY"
                    exec "$found" "$@"
                fi
            done
            ;;
    esac
    say "there is no benchmark '$name'; there are: $(benchmarks | tr '\n' ' ')"
    exit 2
}
