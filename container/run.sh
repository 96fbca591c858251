#!/bin/sh
# Runs the function that FUNCTION_TARGET names, on PORT, as Cloud Run asks; without one, `segue` with the given words.
set -eu
if [ -n "${FUNCTION_TARGET:-}" ]; then
    export FUNCTION_SOURCE="functions/$FUNCTION_TARGET/main.py"
    exec functions-framework
fi
exec segue "$@"
