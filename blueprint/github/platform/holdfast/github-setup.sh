#!/usr/bin/env bash
# Makes what files cannot hold: the environments of the repository with their reviewers, and its rulesets. By an
# administrator of the repository who is signed in to `gh`; may be run again.
#   REPOSITORY=acme/ml-platform .github/holdfast/github-setup.sh dev staging prod
set -euo pipefail

: "${REPOSITORY:?OWNER/NAME}"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
owner="${REPOSITORY%%/*}"
branch="$(gh api "repos/$REPOSITORY" --jq .default_branch)"

# An environment that only the branch may use. https://docs.github.com/en/rest/deployments/environments
environment() {
  local name=$1 reviewers=$2
  gh api --method PUT "repos/$REPOSITORY/environments/$name" --input - >/dev/null <<JSON
{
  "reviewers": $reviewers,
  "prevent_self_review": true,
  "can_admins_bypass": false,
  "deployment_branch_policy": { "protected_branches": false, "custom_branch_policies": true }
}
JSON
  local policies
  policies="$(gh api "repos/$REPOSITORY/environments/$name/deployment-branch-policies" --jq '.branch_policies[].name')"
  if ! grep -qxF "$branch" <<<"$policies"; then
    gh api --method POST "repos/$REPOSITORY/environments/$name/deployment-branch-policies" -f "name=$branch" >/dev/null
  fi
  echo "environment $name"
}

# The ids of teams, as GitHub wants them.
reviewers_of() {
  local list='' id
  for team in $1; do
    id="$(gh api "orgs/$owner/teams/$team" --jq .id)"
    list+="${list:+, }{\"type\": \"Team\", \"id\": $id}"
  done
  echo "[$list]"
}

for name in "$@"; do
  declare -A setting=()
  settings="$(holdfast environments "$name" --format env)"
  while IFS='=' read -r key value; do setting[$key]=$value; done <<<"$settings"
  reviewers="$(reviewers_of "${setting[approvers]}")"
  environment "$name-plan" '[]'
  environment "$name-apply" "$reviewers"
  for number in $(tr -d '[]' <<<"${setting[further_approvals]}" | tr ',' ' '); do
    environment "$name-approval-$number" "$reviewers"
  done
done

known="$(gh api "repos/$REPOSITORY/rulesets" --jq '.[].name')"
for file in "$here"/../rulesets/*.json; do
  name="$(basename "$file" .json)"
  if grep -qxF "$name" <<<"$known"; then
    echo "ruleset $name is there already, and was left as it is"
  else
    gh api --method POST "repos/$REPOSITORY/rulesets" --input "$file" >/dev/null
    echo "ruleset $name"
  fi
done
