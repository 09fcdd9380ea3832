import { fitsGlob } from '../base/glob.ts';
import type { Waiver } from '../spec/platform.ts';
import { fingerprintOf } from './judge.ts';
import type { Finding } from './types.ts';

/**
 * Marks the findings that a waiver covers today. A waiver that has expired covers nothing and is a finding of its own,
 * as is one that covers nothing though its check was made.
 * @param today `2027-03-31`
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: Readonly<Record<string, Waiver>>,
  today: string,
): Finding[] {
  const entries = Object.entries(waivers).map(([name, waiver]) => ({ name, waiver }));
  const used = new Set<string>();
  const marked = findings.map((finding) => {
    const all = entries.filter(({ waiver }) => covers(waiver, finding) && waiver.expires >= today);
    for (const { name } of all) used.add(name);
    const [found] = all;
    if (!found) return finding;
    const { owner, reason, expires } = found.waiver;
    return { ...finding, waived: { waiver: found.name, owner, reason, expires } };
  });
  const own = entries.flatMap(({ name, waiver }) => {
    if (waiver.expires < today) return [expired(name, waiver)];
    return used.has(name) ? [] : [unused(name, waiver)];
  });
  return [...marked, ...own];
}

function covers({ check, where, environments }: Waiver, finding: Finding): boolean {
  if (finding.outcome === 'error' || check !== finding.check || !fitsGlob(where, finding.name)) return false;
  // Of a resource nobody knows which environment it is in: a waiver for some does not cover it.
  if (finding.environment === undefined) return finding.address === undefined;
  return environments.includes(finding.environment);
}

const common = {
  outcome: 'fail',
  controls: [],
  evidence: [],
  confidence: 'certain',
  assumptions: [],
} as const;

function expired(name: string, { expires, owner, check }: Waiver): Finding {
  return {
    ...common,
    check: 'waivers/expired',
    title: 'Waivers are renewed or removed when they expire',
    severity: 'high',
    message: `the waiver ${name} of ${check} expired on ${expires}; ${owner} answers for it`,
    why: 'What it covered is not covered any more, and nobody decided so',
    fix: 'Mend what it covered and remove it, or have it renewed with a reason',
    name,
    fingerprint: fingerprintOf(['waivers/expired', name, expires]),
  };
}

function unused(name: string, { check, where }: Waiver): Finding {
  return {
    ...common,
    check: 'waivers/unused',
    title: 'Waivers cover something',
    severity: 'low',
    message: `the waiver ${name} covers nothing: ${check} has no finding at ${where}`,
    why: 'It would hide the same thing when it comes back',
    fix: 'Remove it, or mend its `check`, `where` and `environments`',
    name,
    fingerprint: fingerprintOf(['waivers/unused', name]),
  };
}
