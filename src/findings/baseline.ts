import { InputError } from '../base/errors.ts';
import type { Finding } from './types.ts';

/** What a team accepted when it started: findings by fingerprint, with what a reader needs. */
export interface Baseline {
  schemaVersion: 1;
  findings: { fingerprint: string; check: string; name: string }[];
}

export function baselineOf(findings: readonly Finding[]): Baseline {
  const entries = findings
    .filter(({ waived, outcome }) => !waived && outcome !== 'error')
    .map(({ fingerprint, check, name }) => ({ fingerprint, check, name }));
  const byFingerprint = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const sorted = [...byFingerprint.values()].sort(
    (left, right) => compare(left.check, right.check) || compare(left.name, right.name),
  );
  return { schemaVersion: 1, findings: sorted };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** @throws InputError for a text that is no baseline */
export function parseBaseline(text: string, file: string): Baseline {
  const refuse = (message: string): never => {
    throw new InputError({
      code: 'baseline',
      message: `${file}: ${message}`,
      fix: 'make it anew with holdfast check --write-baseline',
    });
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('it is no JSON');
  }
  return isBaseline(value) ? value : refuse('it is no baseline of this version');
}

function isBaseline(value: unknown): value is Baseline {
  if (typeof value !== 'object' || value === null) return false;
  const { schemaVersion, findings } = value as { schemaVersion?: unknown; findings?: unknown };
  return schemaVersion === 1 && Array.isArray(findings) && findings.every(hasFingerprint);
}

function hasFingerprint(entry: unknown): boolean {
  const { fingerprint, check, name } = (entry ?? {}) as Record<string, unknown>;
  return [fingerprint, check, name].every((one) => typeof one === 'string');
}

/** Marks what the baseline has; `gone` are its entries that nothing has any more. */
export function applyBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
): { findings: Finding[]; gone: Baseline['findings'] } {
  const known = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  const present = new Set(findings.map(({ fingerprint }) => fingerprint));
  return {
    findings: findings.map((finding) =>
      known.has(finding.fingerprint) ? { ...finding, known: true } : finding,
    ),
    gone: baseline.findings.filter(({ fingerprint }) => !present.has(fingerprint)),
  };
}
