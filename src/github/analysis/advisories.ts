/** Versions of actions with a published hole: from `since`, before `fixed`. From https://github.com/advisories?query=type%3Areviewed+ecosystem%3Aactions */
interface Advisory {
  since?: string;
  fixed: string;
  id: string;
}

const advisories: Readonly<Record<string, Advisory>> = {
  'actions/download-artifact': { since: '4.0.0', fixed: '4.1.3', id: 'GHSA-cxww-7g56-2vh6' },
  'atlassian/gajira-create': { fixed: '2.0.1', id: 'GHSA-4xqx-pqpj-9fqw' },
  'azure/setup-kubectl': { fixed: '3', id: 'GHSA-p756-rfxh-x63h' },
  'check-spelling/check-spelling': { fixed: '0.0.19', id: 'GHSA-g86g-chm8-7r2p' },
  'dawidd6/action-download-artifact': { fixed: '6', id: 'GHSA-5xr6-xhww-33m4' },
  'gradle/gradle-build-action': { fixed: '2.4.2', id: 'GHSA-h3qr-39j9-4r5v' },
  'hashicorp/vault-action': { fixed: '2.2.0', id: 'GHSA-4mgv-m5cm-f9h7' },
  'rlespinasse/github-slug-action': { since: '4.0.0', fixed: '4.4.1', id: 'GHSA-6q4m-7476-932w' },
  'tj-actions/branch-names': { fixed: '9.0.0', id: 'CVE-2025-54416' },
  'tj-actions/changed-files': { fixed: '46.0.1', id: 'CVE-2025-30066' },
};

/** The advisory that a version of an action falls under. `v4` is the newest 4 that there is. */
export function advisoryOf(action: string, version: string): Advisory | undefined {
  if (!Object.hasOwn(advisories, action)) return undefined;
  const found = advisories[action];
  const given = /^v?(\d+(?:\.\d+){0,3})/.exec(version)?.[1];
  if (!found || given === undefined) return undefined;
  const isAffected = compare(given, found.fixed) < 0 && (!found.since || compare(given, found.since) >= 0);
  return isAffected ? found : undefined;
}

/** Parts that are missing on the left are the highest, on the right the lowest. */
function compare(left: string, right: string): number {
  const [a, b] = [left.split('.').map(Number), right.split('.').map(Number)];
  for (let at = 0; at < 4; at += 1) {
    const difference = (a[at] ?? Number.MAX_SAFE_INTEGER) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
