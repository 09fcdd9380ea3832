#!/usr/bin/env bash
# What changed without a change: each part is told, and any of them fails the run.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/terraform.sh"

failed=0
# Within a part, bash does not stop at the first command that fails: each says itself what follows then.
part() {
  local title=$1
  shift
  echo "== $title"
  "$@" || {
    failed=1
    echo "::error title=$ENVIRONMENT::$title: see the log"
  }
}

# 0: nothing to do, 1: an error, 2: something differs.
drift() { in_root plan -input=false -lock=false -detailed-exitcode -out="$work/plan"; }

state() {
  in_root show -json >"$work/state.json" &&
    holdfast check "$work/state.json" --env "$ENVIRONMENT" &&
    holdfast access "$work/state.json" --env "$ENVIRONMENT" --intent
}

# https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ListFindingsV2.html
analyzers() {
  local arns open=0 found
  arns="$(aws accessanalyzer list-analyzers --query 'analyzers[].arn' --output text)" || return
  if [ -z "$arns" ]; then
    echo "there is no analyzer, so that nobody knows which rights are unused" >&2
    return 1
  fi
  for arn in $arns; do
    found="$(aws accessanalyzer list-findings-v2 --analyzer-arn "$arn" --filter '{"status":{"eq":["ACTIVE"]}}' \
      --query 'findings[].[findingType,resource]' --output text)" || return
    if [ -n "$found" ]; then
      echo "$found"
      open=1
    fi
  done
  return "$open"
}

start
part 'drift from the configuration' drift
part 'findings in the state' state
part 'unused rights, and access from outside' analyzers
part 'waivers and workflows' holdfast check .
exit "$failed"
