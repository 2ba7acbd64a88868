#!/bin/sh
# Starts a container's main process and waits for its end: launch.sh STATE-FOLDER PROGRAM [ARGUMENT…]
# Outlives whoever started it, so that the exit code is recorded in any case. KYOZO_GROUPS: control groups to join.
state=$1
shift

for group in $KYOZO_GROUPS; do
    echo $$ >"$group/cgroup.procs" || true
done
unset KYOZO_GROUPS
# Where memory runs out, services go before whoever watches them.
echo 500 2>/dev/null >/proc/self/oom_score_adj || true

"$@" </dev/null >>"$state/stdout" 2>>"$state/stderr" &
main=$!
echo "$main" >"$state/main.new" && mv "$state/main.new" "$state/main"
wait "$main"
echo $? >"$state/exit.new" && mv "$state/exit.new" "$state/exit"

# The main process was the container: nothing outlives it.
kill -KILL 0
