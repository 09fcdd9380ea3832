#!/usr/bin/env bash
# Plans with the role that only reads, holds the plan against the proven one, and gives the digest that people approve.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/terraform.sh"

start
plan -lock=false # a lock would have to be written
{
  echo "### $ENVIRONMENT"
  holdfast compare "$root" "$work/real.json" --format markdown || failed=$?
  echo "To approve, review the job with a comment that has at least the first twelve digits of the digest."
} >>"${GITHUB_STEP_SUMMARY:?the workflow runs this}"
if [ -n "${failed:-}" ]; then
  holdfast compare "$root" "$work/real.json" || true
  exit "$failed"
fi
holdfast compare "$root" "$work/real.json" --format env >>"${GITHUB_OUTPUT:?the workflow runs this}"
