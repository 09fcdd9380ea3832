# For the other scripts: the environment's settings, Terraform ready to work, and plans. Sourced, not run.
set -euo pipefail

declare -A setting
while IFS='=' read -r name value; do setting[$name]=$value; done < <(holdfast environments "${ENVIRONMENT:?}" --format env)
root="${setting[root]:?holdfast.yaml has no environment $ENVIRONMENT}"

# Plans and states may hold secrets: they stay in a folder that only this job reads, and go when it ends.
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

in_root() { terraform -chdir="$root" "$@"; }

# The providers are those of the lock file, and no others.
start() {
  if [ ! -f "$root/.terraform.lock.hcl" ]; then
    echo "$root has no .terraform.lock.hcl: run 'terraform -chdir=$root init -backend=false', then 'terraform -chdir=$root providers lock -platform=linux_amd64 -platform=linux_arm64 -platform=darwin_arm64', and commit it" >&2
    exit 2
  fi
  in_root init -input=false -lockfile=readonly -reconfigure \
    -backend-config="bucket=${setting[state_bucket]}" -backend-config="key=${setting[state_key]}" \
    -backend-config="region=${setting[region]}"
  in_root validate
}

# Leaves the plan in $work/plan, and its JSON in $work/real.json.
plan() {
  in_root plan -input=false -out="$work/plan" "$@"
  in_root show -json "$work/plan" >"$work/real.json"
}
