#!/usr/bin/env bash
# What action.yml runs: its inputs come as variables, never as text of a script.
set -euo pipefail
here="$(cd "$(dirname "$0")/.." && pwd)"
arguments=(action "${HOLDFAST_PATH:-.}")
if [ -n "${HOLDFAST_SARIF:-}" ]; then arguments+=(--sarif "$HOLDFAST_SARIF"); fi
if [ "${HOLDFAST_COMMENT:-true}" != true ]; then arguments+=(--no-comment); fi
exec node "$here/dist/cli/main.js" "${arguments[@]}"
