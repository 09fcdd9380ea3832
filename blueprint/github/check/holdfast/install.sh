#!/usr/bin/env bash
# Puts `holdfast` on the PATH of the job: the release in this folder, if it has the digest that stands beside it. With
# BASE, a change is judged by the release that was there before it.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
to="${RUNNER_TEMP:?the workflow runs this}/holdfast"
mkdir -p "$to/bin" "$to/release"

for file in holdfast.tgz holdfast.tgz.sha256; do
  if [ -n "${BASE:-}" ] && git -C "$here" cat-file -e "$BASE:./$file" 2>/dev/null; then
    git -C "$here" show "$BASE:./$file" >"$to/$file"
  else
    cp "$here/$file" "$to/$file"
  fi
done

(cd "$to" && sha256sum --check --strict --status holdfast.tgz.sha256) || {
  echo "holdfast.tgz is not the release that holdfast.tgz.sha256 names: nothing was installed" >&2
  exit 1
}
tar -xzf "$to/holdfast.tgz" -C "$to/release" --no-same-owner
printf '#!/bin/sh\nexec node "%s" "$@"\n' "$to/release/dist/cli/main.js" >"$to/bin/holdfast"
chmod +x "$to/bin/holdfast"
"$to/bin/holdfast" --version
echo "$to/bin" >>"${GITHUB_PATH:?the workflow runs this}"
