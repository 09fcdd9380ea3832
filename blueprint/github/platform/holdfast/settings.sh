#!/usr/bin/env bash
# What holdfast.yaml says of the environment, as outputs of the step.
set -euo pipefail

settings="$(holdfast environments "${ENVIRONMENT:?}" --format env)"
if grep -q '^plan_role=$' <<<"$settings"; then
  echo "holdfast.yaml has no github section, so that there are no roles for workflows" >&2
  exit 2
fi
printf '%s\n' "$settings" >>"${GITHUB_OUTPUT:?the workflow runs this}"
