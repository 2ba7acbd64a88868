#!/usr/bin/env bash
# A registry of images on this host's loopback interface, behind a login: for tests, and for small sites that have none.
#
#   registry.sh start DIR PORT USER   start it (installing docker-registry from Debian where it is missing) with its images in
#                                     DIR; the password is that in KYOZO_REGISTRY_PASSWORD. Prints its address.
#   registry.sh stop DIR              stop it; its images stay
#
# Everything but the address goes to standard error. Exit codes: 0 done, 2 wrong call, 4 cannot run here.
set -euo pipefail

readonly START_TIMEOUT_SECONDS=30

say() { printf 'registry: %s\n' "$*" >&2; }
fail() { local code=$1; shift; say "$*"; exit "$code"; }
usage() { sed -n '4,6s/^#   //p' "$0" >&2; exit 2; }

install_missing() {
  command -v docker-registry >/dev/null 2>&1 && return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    fail 4 "docker-registry is missing; install it (apt-get install docker-registry), or run this as root on Debian"
  fi
  say "installing docker-registry from the distribution's packages"
  # The package must not start a system-wide registry beside ours.
  local policy=/usr/sbin/policy-rc.d made=no outcome=0
  if [ ! -e "$policy" ]; then printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod +x "$policy"; made=yes; fi
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends docker-registry; } \
    >"$dir/install.log" 2>&1 </dev/null || outcome=$?
  [ "$made" = no ] || rm -f "$policy"
  if [ "$outcome" != 0 ]; then tail -n 15 "$dir/install.log" >&2; fail 4 "installing docker-registry failed (above)"; fi
}

# Its process id, where it lives and is ours: process ids are used again.
registry_pid() {
  local pid
  pid=$(cat "$dir/registry.pid" 2>/dev/null) || return 1
  [ -n "$pid" ] && [ -r "/proc/$pid/cmdline" ] || return 1
  tr '\0' '\n' <"/proc/$pid/cmdline" | grep -qxF -- "$dir/config.yml" || return 1
  printf '%s' "$pid"
}

# A line of an htpasswd file, with bcrypt; Perl comes with every Debian.
login_of() {
  KYOZO_USER=$1 perl -e '
    my $password = $ENV{KYOZO_REGISTRY_PASSWORD} // "";
    open my $random, "<", "/dev/urandom" or die; read $random, my $bytes, 22;
    my @letters = ("a".."z", "A".."Z", "0".."9", ".", "/");
    my $salt = join "", map { $letters[ord($_) % 64] } split //, $bytes;
    my $hash = crypt $password, "\$2y\$10\$$salt";
    die "this system has no bcrypt\n" if !$password || !defined $hash || $hash !~ /^\$2y/;
    print "$ENV{KYOZO_USER}:$hash\n"'
}

configure() {
  umask 077
  login_of "$2" >"$dir/htpasswd.new" || fail 2 "KYOZO_REGISTRY_PASSWORD is not set, or can't be hashed"
  mv "$dir/htpasswd.new" "$dir/htpasswd"
  cat >"$dir/config.yml" <<YAML
version: 0.1
log: {level: warn}
storage:
  filesystem: {rootdirectory: "$dir/images"}
  delete: {enabled: true}
http: {addr: "127.0.0.1:$1"}
auth:
  htpasswd: {realm: kyozo, path: "$dir/htpasswd"}
YAML
}

# 401 is its answer to those who do not log in.
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET /v2/ HTTP/1.0\r\n\r\n' >&3 && head -n 1 <&3 | grep -q ' 401 ') 2>/dev/null; }

start() {
  local port=$1 waited=0 child
  if registry_pid >/dev/null; then fail 2 "it runs already; stop it first"; fi
  install_missing
  configure "$port" "$2"
  setsid docker-registry serve "$dir/config.yml" >"$dir/registry.log" 2>&1 </dev/null &
  child=$!
  printf '%s\n' "$child" >"$dir/registry.pid"
  while ! answers "$port"; do
    if ! kill -0 "$child" 2>/dev/null; then tail -n 15 "$dir/registry.log" >&2; fail 4 "it ended at once; its log is above"; fi
    if [ "$waited" -ge $((START_TIMEOUT_SECONDS * 5)) ]; then
      kill "$child" 2>/dev/null || true
      fail 4 "it did not answer within $START_TIMEOUT_SECONDS s; its log is $dir/registry.log"
    fi
    sleep 0.2
    waited=$((waited + 1))
  done
  disown "$child" 2>/dev/null || true
  printf '127.0.0.1:%s\n' "$port"
}

stop() {
  local pid
  if pid=$(registry_pid); then kill "$pid"; else say "not running"; fi
  rm -f "$dir/registry.pid"
}

[ $# -ge 2 ] || usage
verb=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd -P)
shift 2
case "$verb" in
  start) [ $# = 2 ] || usage; start "$@" ;;
  stop) [ $# = 0 ] || usage; stop ;;
  *) usage ;;
esac
