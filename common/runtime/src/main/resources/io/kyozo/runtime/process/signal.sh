#!/bin/sh
# Sends a signal that Java has no call for: signal.sh NAME PID…
name=$1
shift
kill -"$name" "$@"
