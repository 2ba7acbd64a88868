#!/bin/sh
# Runs one command of a build, in a session of its own, behind all that serves: build.sh PROGRAM [ARGUMENT…]
# Most kernels share the processors out by session first, where the priority of a process says nothing of other sessions.
{ echo 10 >/proc/self/autogroup; } 2>/dev/null || true
! command -v nice >/dev/null || set -- nice -n 10 "$@"
exec "$@"
