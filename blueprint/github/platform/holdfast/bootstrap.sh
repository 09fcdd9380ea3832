#!/usr/bin/env bash
# Sets an environment up for the first time, by an administrator of the account who is signed in: applies with a state on this
# machine, then moves the state into the bucket that this made. After that, workflows apply.
#   ENVIRONMENT=dev .github/holdfast/bootstrap.sh
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/terraform.sh"

account="$(aws sts get-caller-identity --query Account --output text)"
if [ "$account" != "${setting[account]}" ]; then
  echo "you are signed in to $account, and holdfast.yaml says that $ENVIRONMENT is ${setting[account]}" >&2
  exit 2
fi
holdfast check .

# Overrides the backend of the root: https://developer.hashicorp.com/terraform/language/files/override
override="$root/backend_override.tf"
trap 'rm -rf "$work" "$override"' EXIT
printf 'terraform {\n  backend "local" {}\n}\n' >"$override"
in_root init -input=false -reconfigure
plan
holdfast compare "$root" "$work/real.json"
read -r -p "Apply this to the account $account? Only yes will do: " answer
if [ "$answer" != yes ]; then
  echo 'nothing was applied' >&2
  exit 1
fi
in_root apply -input=false "$work/plan"

rm "$override"
in_root init -input=false -migrate-state -force-copy \
  -backend-config="bucket=${setting[state_bucket]}" -backend-config="key=${setting[state_key]}" \
  -backend-config="region=${setting[region]}"
in_root state list >/dev/null
rm -f "$root/terraform.tfstate" "$root/terraform.tfstate.backup"
echo "the state of $ENVIRONMENT is in ${setting[state_bucket]}; from now on the workflow applies"
