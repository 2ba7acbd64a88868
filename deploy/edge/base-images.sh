#!/usr/bin/env bash
# Builds base images from Debian's packages, for places where no image registry answers.
#
#   base-images.sh list                       the images that it can build
#   base-images.sh build [--rebuild] IMAGE…   build these where they are missing or their recipe changed
#   base-images.sh all [--rebuild]            build all of them
#
# Recipes: base/*.Dockerfile, each saying its image in its first line. All share one layer, Debian's smallest system.
# Environment: DOCKER_HOST (the engine), KYOZO_CA_BUNDLE (PEM file of authorities that builds must trust; default: those
# that this host's operator added in /usr/local/share/ca-certificates), KYOZO_CACHE (default ~/.cache/kyozo).
# Exit codes: 0 done, 2 wrong call or unknown image, 4 something that is needed is missing, 5 a build failed.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
readonly here
readonly suite=bookworm base=kyozo-base/debian
readonly cache="${KYOZO_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/kyozo}/base-images"
# Debian's security updates reach new builds after this many days.
readonly CACHE_DAYS=14
readonly LOCK_TIMEOUT_SECONDS=1800
# The client's own builder, not a plug-in that may be missing.
export DOCKER_BUILDKIT=0

say() { printf 'base-images: %s\n' "$*" >&2; }
fail() { local code=$1; shift; say "$*"; exit "$code"; }
usage() { sed -n '4,6s/^#   //p' "$0" >&2; exit 2; }

recipe_of() { grep -lxF "# image: $1" "$here"/base/*.Dockerfile | head -n 1; }
list() { sed -sn '1s/^# image: //p' "$here"/base/*.Dockerfile; }

require_engine() {
  command -v docker >/dev/null 2>&1 || fail 4 "the docker command is missing; install Debian's docker.io"
  timeout 15 docker version >/dev/null 2>&1 || fail 4 "no container engine answers at ${DOCKER_HOST:-its default socket}"
}

require_mmdebstrap() {
  command -v mmdebstrap >/dev/null 2>&1 && return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    fail 4 "mmdebstrap is missing; install it (apt-get install mmdebstrap), or run this as root on Debian"
  fi
  say "installing mmdebstrap from the distribution's packages"
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends mmdebstrap; } \
    >"$work/install.log" 2>&1 </dev/null || { tail -n 15 "$work/install.log" >&2; fail 4 "installing mmdebstrap failed (above)"; }
}

# What this host says of its package mirrors' proxy and age, so that builds reach them as it does.
apt_settings() {
  command -v apt-config >/dev/null 2>&1 || return 0
  apt-config dump | { grep -E '^Acquire::(http|https)::Proxy |^Acquire::Check-(Valid-Until|Date) ' || true; }
}

# This host's own mirrors where it runs the same suite; else none, which means mmdebstrap's default.
apt_sources() {
  command -v apt-get >/dev/null 2>&1 || return 0
  # The names in $(…) are apt's.
  # shellcheck disable=SC2016
  { apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Created-By: Packages' 'Origin: Debian' 2>/dev/null || true; } | { grep -E " $suite(-security|-updates)? " || true; } | sort -u
}

# One file per certificate: Java's store takes the first of a file only.
split_bundle() {
  awk -v to="$2" '/-----BEGIN CERTIFICATE-----/ {n++; file = sprintf("%s/kyozo-%04d.crt", to, n)} file {print > file}
    /-----END CERTIFICATE-----/ {close(file); file = ""}' "$1"
}

collect_authorities() {
  mkdir -p "$1"
  if [ -n "${KYOZO_CA_BUNDLE:-}" ]; then
    [ -r "$KYOZO_CA_BUNDLE" ] || fail 4 "KYOZO_CA_BUNDLE names $KYOZO_CA_BUNDLE, which cannot be read"
    cat "$KYOZO_CA_BUNDLE" >"$work/bundle.pem"
  else
    find /usr/local/share/ca-certificates -name '*.crt' -type f 2>/dev/null | sort |
      while read -r file; do cat "$file"; echo; done >"$work/bundle.pem"
  fi
  split_bundle "$work/bundle.pem" "$1"
  drop_usual_authorities "$1"
  cat "$1"/*.crt >"$work/bundle.pem" 2>/dev/null || : >"$work/bundle.pem"
}

# A bundle is often the host's whole trust store; what Debian brings anyway need not be added to it.
drop_usual_authorities() {
  local usual=/usr/share/ca-certificates file
  [ -d "$usual" ] || return 0
  find "$usual" -name '*.crt' -exec cat {} + >"$work/usual.pem"
  for file in "$1"/*.crt; do
    # One line of a certificate's text tells it from all others.
    if [ -f "$file" ] && grep -qxF -- "$(sed -n 4p "$file")" "$work/usual.pem"; then rm "$file"; fi
  done
  # Names by content, so that the same authorities make the same images.
  for file in "$1"/*.crt; do
    [ ! -f "$file" ] || mv "$file" "$1/kyozo-ca-$(sha256sum <"$file" | cut -c1-12).crt"
  done
}

minimal_system() {
  local arch tar mirrors=()
  arch=$(dpkg --print-architecture 2>/dev/null || uname -m)
  tar="$cache/$suite-$arch-$(cat "$work/settings" "$work/sources" | sha256sum | cut -c1-12).tar"
  if [ -z "$(find "$tar" -mtime "-$CACHE_DAYS" 2>/dev/null)" ]; then
    require_mmdebstrap
    say "making Debian's smallest system"
    [ ! -s "$work/sources" ] || mirrors=("$work/sources")
    local args=() line
    while read -r line; do args+=("--aptopt=$line"); done <"$work/settings"
    mmdebstrap --quiet --format=tar --variant=minbase --include=ca-certificates,netbase \
      --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
      --dpkgopt='path-exclude=/usr/share/man/*/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
      ${args[@]+"${args[@]}"} "$suite" "$tar.part" ${mirrors[@]+"${mirrors[@]}"} >"$work/mmdebstrap.log" 2>&1 </dev/null ||
      { tail -n 15 "$work/mmdebstrap.log" >&2; rm -f "$tar.part"; fail 5 "mmdebstrap failed (above)"; }
    mv "$tar.part" "$tar"
  fi
  docker import "$tar" "$base:raw" >/dev/null
}

label_of() { docker image inspect --format "{{index .Config.Labels \"$2\"}}" "$1" 2>/dev/null || true; }

docker_build() {
  local image=$1 dockerfile=$2 context=$3 recipe=$4 arg args=()
  [ -z "$rebuild" ] || args+=(--no-cache)
  for arg in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
    [ -z "${!arg:-}" ] || args+=(--build-arg "$arg")
  done
  # The host's network: our own recipes only, and it works where the engine's bridge has no way out.
  docker build --network host --force-rm ${args[@]+"${args[@]}"} --label io.kyozo.base=true \
    --label "io.kyozo.base.recipe=$recipe" -t "$image" -f "$dockerfile" "$context" >"$work/build.log" 2>&1 </dev/null ||
    { tail -n 25 "$work/build.log" >&2; fail 5 "building $image failed (above)"; }
}

write_base_recipe() {
  # What apt would leave in every image that is made with it.
  cat >"$work/small" <<'SMALL'
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb || true"; };
Acquire::Languages "none";
SMALL
  cat >"$work/Dockerfile" <<'RECIPE'
FROM kyozo-base/debian:raw
COPY authorities /usr/local/share/ca-certificates/kyozo
COPY settings /etc/apt/apt.conf.d/90kyozo
COPY small /etc/apt/apt.conf.d/91kyozo-small
# No fsync per file: a build that is cut short is thrown away whole.
RUN echo force-unsafe-io >/etc/dpkg/dpkg.cfg.d/kyozo-fast
RUN update-ca-certificates 2>/dev/null && mkdir -p /usr/share/man/man1 /usr/share/man/man7
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive
CMD ["bash"]
RECIPE
}

# Debian's smallest system with this host's authorities and package settings: what all recipes start from.
ensure_base() {
  [ "$(label_of "$base:latest" io.kyozo.base.recipe)" != "$base_recipe" ] || [ -n "$rebuild" ] || return 0
  docker image inspect "$base:raw" >/dev/null 2>&1 && [ -z "$rebuild" ] || minimal_system
  docker_build "$base:latest" "$work/Dockerfile" "$work" "$base_recipe"
  # Once for all images of this run.
  rebuilt_base=yes
}

build_one() {
  local image=$1 present began dockerfile recipe
  dockerfile=$(recipe_of "$image")
  # What images copy in counts for all of them: it is little, and seldom changes.
  recipe=$({ printf '%s' "$base_recipe"; cat "$dockerfile"; find "$here/base" -type f ! -name '*.Dockerfile' -print0 | sort -z | xargs -0 cat; } |
    sha256sum | cut -c1-16)
  present=$(docker image inspect --format '{{.Id}}' "$image" 2>/dev/null || true)
  if [ -n "$present" ] && [ -z "$rebuild" ]; then
    if [ "$(label_of "$image" io.kyozo.base)" != true ]; then say "$image is there, and not of our making: kept"; return 0; fi
    [ "$(label_of "$image" io.kyozo.base.recipe)" != "$recipe" ] || return 0
  fi
  began=$SECONDS
  [ -n "$rebuilt_base" ] || ensure_base
  say "building $image"
  docker_build "$image" "$dockerfile" "$here/base" "$recipe"
  say "built $image in $((SECONDS - began)) s"
}

build() {
  local image known
  [ $# -gt 0 ] || usage
  for image in "$@"; do
    [ -n "$(recipe_of "$image")" ] && continue
    known=$(list | tr '\n' ' ')
    fail 2 "no recipe for $image; there are recipes for: ${known% }"
  done
  require_engine
  mkdir -p "$cache"
  exec 9>"$cache/lock-$(printf '%s' "${DOCKER_HOST:-}" | sha256sum | cut -c1-12)"
  flock -w "$LOCK_TIMEOUT_SECONDS" 9 || fail 5 "another run holds the lock for more than $LOCK_TIMEOUT_SECONDS s"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  apt_settings >"$work/settings"
  apt_sources >"$work/sources"
  collect_authorities "$work/authorities"
  write_base_recipe
  base_recipe=$(cat "$work/Dockerfile" "$work/small" "$work/sources" "$work/settings" "$work/bundle.pem" | sha256sum | cut -c1-16)
  for image in "$@"; do build_one "$image"; done
}

rebuild=
rebuilt_base=
verb=${1:-}
[ $# = 0 ] || shift
if [ "${1:-}" = --rebuild ]; then rebuild=yes; shift; fi
case "$verb" in
  list) [ $# = 0 ] || usage; list ;;
  build) build "$@" ;;
  all) [ $# = 0 ] || usage; mapfile -t all < <(list); build "${all[@]}" ;;
  *) usage ;;
esac
