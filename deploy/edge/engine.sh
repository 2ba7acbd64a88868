#!/usr/bin/env bash
# A private Docker Engine: its own data, socket and bridge, apart from any other engine on this host.
#
#   engine.sh start DIR           start it (installing docker.io from Debian where it is missing); prints its DOCKER_HOST
#   engine.sh status DIR          prints its DOCKER_HOST and exits 0 where it answers, else exits 3
#   engine.sh stop DIR [--purge]  stop it and undo its mounts, bridge and sockets; --purge deletes its images and volumes too
#
# Everything but the DOCKER_HOST goes to standard error. Exit codes: 0 done, 2 wrong call, 3 not running, 4 cannot run here.
set -euo pipefail

readonly START_TIMEOUT_SECONDS="${KYOZO_ENGINE_START_TIMEOUT:-60}"
readonly STOP_TIMEOUT_SECONDS=30
# A Unix socket's path holds 107 characters; longer ones are moved below /run.
readonly SOCKET_PATH_MAX=100

say() { printf 'engine: %s\n' "$*" >&2; }
fail() { local code=$1; shift; say "$*"; exit "$code"; }

usage() { sed -n '4,6s/^#   //p' "$0" >&2; exit 2; }

# Sets the names that follow from DIR; two folders never share one.
locate() {
  mkdir -p "$1"
  dir=$(cd "$1" && pwd -P)
  id=$(printf '%s' "$dir" | sha256sum | cut -c1-8)
  run="/run/kyozo-engine-$id"
  data="$dir/data"
  log="$dir/engine.log"
  pid_file="$dir/engine.pid"
  bridge="kyz$id"
  socket="$dir/docker.sock"
  [ "${#socket}" -le "$SOCKET_PATH_MAX" ] || socket="$run/docker.sock"
  host="unix://$socket"
}

# The engine's process id, where it lives and is ours: process ids are used again.
engine_pid() {
  local pid
  pid=$(cat "$pid_file" 2>/dev/null) || return 1
  [ -n "$pid" ] && [ -r "/proc/$pid/cmdline" ] || return 1
  tr '\0' '\n' <"/proc/$pid/cmdline" | grep -qxF -- "--data-root=$data" || return 1
  printf '%s' "$pid"
}

answers() { [ -S "$socket" ] && timeout 5 docker -H "$host" version --format '{{.Server.Version}}' >/dev/null 2>&1; }

require_root() {
  [ "$(id -u)" = 0 ] || fail 4 "a private engine needs root. Run as root, or set DOCKER_HOST to an engine that you may use."
}

install_missing() {
  local missing=() tool
  for tool in dockerd:docker.io docker:docker.io containerd:containerd runc:runc iptables:iptables ip:iproute2; do
    command -v "${tool%%:*}" >/dev/null 2>&1 || missing+=("${tool##*:}")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  command -v apt-get >/dev/null 2>&1 ||
    fail 4 "missing: ${missing[*]}. This host has no apt-get to install them with; install Docker Engine and set DOCKER_HOST."
  say "installing ${missing[*]} from the distribution's packages"
  # The package must not start a system-wide engine beside ours.
  local policy=/usr/sbin/policy-rc.d made=no
  if [ ! -e "$policy" ]; then printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod +x "$policy"; made=yes; fi
  local outcome=0
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}"; } \
    >"$dir/install.log" 2>&1 </dev/null || outcome=$?
  [ "$made" = no ] || rm -f "$policy"
  if [ "$outcome" != 0 ]; then tail -n 15 "$dir/install.log" >&2; fail 4 "installing ${missing[*]} failed (above)"; fi
}

# A third octet pair that no route of this host uses, beginning at one that follows from DIR.
free_subnet() {
  local start=$((16#$id % 200)) i second
  for i in $(seq 0 199); do
    second=$(((start + i) % 200 + 50))
    if [ -z "$(ip -4 route show to match "10.$second.0.1" | grep -v '^default' || true)" ] &&
      [ -z "$(ip -4 route show to root "10.$second.0.0/16")" ]; then
      printf '10.%s' "$second"
      return 0
    fi
  done
  fail 4 "no free 10.x.0.0/16 network on this host"
}

make_bridge() {
  ip link show "$bridge" >/dev/null 2>&1 || ip link add name "$bridge" type bridge
  ip -4 addr show dev "$bridge" | grep -q inet || ip addr add "$1.0.1/24" dev "$bridge"
  ip link set "$bridge" up
}

launch() {
  local subnet
  if ip -4 addr show dev "$bridge" 2>/dev/null | grep -q inet; then
    subnet=$(ip -4 -o addr show dev "$bridge" | awk '{split($4, a, "."); print a[1] "." a[2]; exit}')
  else
    subnet=$(free_subnet)
  fi
  make_bridge "$subnet"
  mkdir -p "$data" "$run"
  rm -f "$socket" "$pid_file"
  # Names of its own also inside a containerd that the host may share with us.
  setsid dockerd \
    --data-root="$data" --exec-root="$run/exec" --pidfile="$pid_file" -H "$host" \
    --bridge="$bridge" --default-address-pool "base=$subnet.128.0/17,size=24" \
    --containerd-namespace "kyozo-$id" --containerd-plugins-namespace "kyozo-plugins-$id" \
    --log-level warn --shutdown-timeout 10 \
    >"$log" 2>&1 </dev/null 9>&- &
  local child=$! waited=0
  while ! answers; do
    if ! kill -0 "$child" 2>/dev/null; then
      tail -n 15 "$log" >&2
      clean_up
      fail 4 "the engine ended at once; its log is above and in $log"
    fi
    if [ "$waited" -ge $((START_TIMEOUT_SECONDS * 5)) ]; then
      tail -n 15 "$log" >&2
      kill "$child" 2>/dev/null || true
      clean_up
      fail 4 "the engine did not answer within $START_TIMEOUT_SECONDS s; its log is above and in $log"
    fi
    sleep 0.2
    waited=$((waited + 1))
  done
  disown "$child" 2>/dev/null || true
}

clean_up() {
  local mount
  # Deepest first, so that nothing is busy because of what lies below it.
  while read -r mount; do umount -l "$mount" 2>/dev/null || true; done < <(
    awk '{print $5}' /proc/self/mountinfo | sed 's/\\040/ /g' |
      { grep -E "^($(printf '%s' "$data" | sed 's/[][\.*^$+?(){}|]/\\&/g')|$run)(/|\$)" || true; } | sort -r)
  if command -v ip >/dev/null 2>&1; then remove_networks; remove_isolation; fi
  rm -rf "$run"
  rm -f "$socket" "$pid_file"
}

# Bridges of networks that users left on this engine carry addresses of its pool.
remove_networks() {
  local subnet link
  subnet=$({ ip -4 -o addr show dev "$bridge" 2>/dev/null || true; } | awk '{split($4, a, "."); print a[1] "." a[2]; exit}')
  if [ -n "$subnet" ]; then
    for link in $(ip -4 -o addr show | awk -v p="$subnet." 'index($4, p) == 1 && $2 ~ /^(br-|kyw)/ {print $2}'); do
      remove_rules "$link"
      ip link delete "$link" 2>/dev/null || true
    done
  fi
  remove_rules "$bridge" ${subnet:+"$subnet."}
  ip link delete "$bridge" 2>/dev/null || true
}

# What keeps our containers from the host, made once for all engines: it goes with the last of our networks.
remove_isolation() {
  [ -z "$(ip -o link show | grep -o ' kyw[0-9a-f]*' || true)" ] || return 0
  remove_rules KYOZO-INPUT KYOZO-FORWARD
  local chain
  for chain in KYOZO-INPUT KYOZO-FORWARD; do
    iptables -F "$chain" 2>/dev/null || true
    iptables -X "$chain" 2>/dev/null || true
  done
}

# Firewall rules name the bridge, its subnet or a chain; other engines' rules stay.
remove_rules() {
  local table rule word
  for table in nat filter; do
    for word in "$@"; do
      while read -r rule; do
        # Word splitting is meant: a rule as iptables itself prints it, without quotes in it.
        # shellcheck disable=SC2086
        iptables -t "$table" -D ${rule#-A } 2>/dev/null || true
      done < <(iptables -t "$table" -S 2>/dev/null | grep '^-A' | grep -E " (-[iosj]|-d) ${word//./\\.}" || true)
    done
  done
}

# The containerd of an engine that was killed ends with it; the next engine would wait for it as long as it can be seen at all.
await_containerd() {
  local pid waited=0
  pid=$(cat "$run/exec/containerd/containerd.pid" 2>/dev/null) || return 0
  while [ -e "/proc/$pid" ] && [ "$waited" -lt 50 ]; do
    sleep 0.1
    waited=$((waited + 1))
  done
}

start() {
  if answers; then say "already running"; printf '%s\n' "$host"; return 0; fi
  require_root
  install_missing
  local pid
  if pid=$(engine_pid); then stop_process "$pid"; fi
  await_containerd
  launch
  say "running: $(docker -H "$host" version --format '{{.Server.Version}}'), data in $data"
  printf '%s\n' "$host"
}

stop_process() {
  local pid=$1 waited=0
  kill -TERM "$pid" 2>/dev/null || return 0
  while kill -0 "$pid" 2>/dev/null; do
    if [ "$waited" -ge $((STOP_TIMEOUT_SECONDS * 5)) ]; then
      say "it does not end within $STOP_TIMEOUT_SECONDS s, killing it"
      kill -KILL "$pid" 2>/dev/null || true
      break
    fi
    sleep 0.2
    waited=$((waited + 1))
  done
}

# Whatever the engine started and left behind names its exec-root in its arguments.
stop_leftovers() {
  local proc
  for proc in /proc/[0-9]*; do
    if tr '\0' '\n' <"$proc/cmdline" 2>/dev/null | grep -qE "^(--exec-root=|-address$|)$run/|^kyozo-$id\$"; then
      kill -KILL "${proc#/proc/}" 2>/dev/null || true
    fi
  done
}

stop() {
  require_root
  local pid
  if pid=$(engine_pid); then stop_process "$pid"; else say "not running"; fi
  stop_leftovers
  clean_up
  if [ "${1:-}" = --purge ]; then rm -rf "$data" "$log" "$dir/install.log"; fi
}

[ $# -ge 2 ] || usage
verb=$1
locate "$2"
shift 2
exec 9>"$dir/lock"
command -v flock >/dev/null 2>&1 && { flock -w 120 9 || fail 4 "another engine.sh works on $dir"; }
case "$verb" in
  start) [ $# = 0 ] || usage; start ;;
  status) [ $# = 0 ] || usage; answers || fail 3 "not running"; printf '%s\n' "$host" ;;
  stop) [ $# = 0 ] || [ "$*" = --purge ] || usage; stop "$@" ;;
  *) usage ;;
esac
