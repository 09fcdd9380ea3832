#!/usr/bin/env bash
# Applies the plan of the digest that was approved by those whom holdfast.yaml names, and checks what came of it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/terraform.sh"

# Whoever wrote the change, or started the run, does not approve it. Each answer stands in a variable, so that one that
# fails ends the script.
api="repos/${GITHUB_REPOSITORY:?}"
gh api "$api/actions/runs/${GITHUB_RUN_ID:?}/approvals" >"$work/approvals.json"
logins="$(gh api "$api/commits/${GITHUB_SHA:?}" --jq '.author.login, .committer.login | strings')"
numbers="$(gh api "$api/commits/$GITHUB_SHA/pulls" --jq '.[].number')"
for number in $numbers; do
  opened="$(gh api "$api/pulls/$number" --jq '.user.login')"
  written="$(gh api --paginate "$api/pulls/$number/commits" --jq '.[] | .author.login, .committer.login | strings')"
  logins+=$'\n'"$opened"$'\n'"$written"
done
authors=(--author "${GITHUB_ACTOR:?}" --author "${GITHUB_TRIGGERING_ACTOR:?}")
for login in $logins; do authors+=(--author "$login"); done

start
plan
holdfast compare "$root" "$work/real.json" --digest "${DIGEST:?the digest of the plan job}"
holdfast approvals "$ENVIRONMENT" "$work/approvals.json" --digest "$DIGEST" --plan "$work/real.json" "${authors[@]}"

in_root apply -input=false "$work/plan"

in_root show -json >"$work/state.json"
holdfast check "$work/state.json" --env "$ENVIRONMENT"
holdfast access "$work/state.json" --env "$ENVIRONMENT" --intent
