#!/usr/bin/env bash
# The gate of every change: the form of the Terraform, then Holdfast with the findings of the second opinion.
set -euo pipefail

unformatted="$(terraform fmt -check -recursive . || true)"
if [ -n "$unformatted" ]; then
  printf 'not formatted; run `terraform fmt -recursive`:\n%s\n' "$unformatted" >&2
  exit 1
fi

more=()
if [ -f "${RUNNER_TEMP:?the workflow runs this}/checkov.sarif" ]; then
  more+=(--merge-sarif "$RUNNER_TEMP/checkov.sarif")
fi
exec holdfast action . --sarif holdfast.sarif "${more[@]}"
