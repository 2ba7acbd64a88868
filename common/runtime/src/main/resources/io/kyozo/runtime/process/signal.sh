#!/bin/sh
# Sends a signal that Java has no call for: signal.sh NAME PID
kill -"$1" "$2"
