import { createHash } from 'node:crypto';
import {
  type Check,
  type Estate,
  type Subject,
  severities,
  type Told,
  type Verdict,
} from '../checks/check.ts';
import type { Path, Resource } from '../terraform/plan/plan.ts';
import type { CheckSummary, Finding, FindingOutcome, Judged } from './types.ts';

/** An estate, and where it is. */
export interface Located {
  estate: Estate;
  /** The folder of the root module, from the repository's; absent for the repository itself, and for a plan. */
  root?: string;
  /** The path of a file of the plan from the folder that is judged; absent: as the plan has it. */
  pathOf?: (file: string) => string;
}

/** What a crash of a check may say. */
const crashMaxChars = 300;

/** Runs every check on every estate. A check that crashes is a finding of its own: what it would say is not known. */
export function judge(estates: readonly Located[], checks: readonly Check[]): Judged {
  const findings = new Map<string, Finding>();
  const passed: Judged['passed'] = [];
  for (const located of estates)
    for (const check of checks)
      for (const verdict of verdictsOf(check, located.estate)) {
        const name = nameOf(verdict.subject);
        if (verdict.outcome === 'pass')
          passed.push({ check: check.id, name, ...(located.root !== undefined && { root: located.root }) });
        else {
          const finding = findingOf(check, verdict, located);
          findings.set(`${finding.fingerprint} ${finding.message}`, finding);
        }
      }
  return { findings: [...findings.values()].sort(inOrder), passed, checks: checks.map(summaryOf) };
}

type Bad = { subject: Subject; outcome: FindingOutcome } & Told;

function verdictsOf(check: Check, estate: Estate): (Verdict | Bad)[] {
  try {
    return [...check.judge(estate)];
  } catch (error) {
    const message = `the check failed: ${String(error).slice(0, crashMaxChars)}`;
    return [{ subject: { name: check.id }, outcome: 'error', message }];
  }
}

function findingOf(check: Check, verdict: Extract<Verdict, Told> | Bad, located: Located): Finding {
  const { subject, outcome, message, path, evidence = [], change } = verdict;
  const { estate, root } = located;
  const resource = isResource(subject) ? subject : undefined;
  const place = placeOf(verdict, located);
  const assumptions = resource ? assumptionsOf(resource, path) : [];
  const attribute = path === undefined ? undefined : textOf(path);
  const { examples: _examples, judge: _judge, id, isChangeSafe, ...facts } = check;
  return {
    check: id,
    ...facts,
    outcome,
    message,
    name: nameOf(subject),
    ...(resource && { address: resource.address }),
    ...(root !== undefined && { root }),
    ...(estate.environment && { environment: estate.environment.name }),
    ...place,
    ...(attribute !== undefined && { attribute }),
    evidence,
    confidence: assumptions.length > 0 ? 'assumed' : 'certain',
    assumptions,
    fingerprint: fingerprintOf([id, root ?? '', nameOf(subject), namesOf(path), outcome, ...evidence]),
    ...(change && { change, isChangeSafe: isChangeSafe === true }),
  };
}

/** Of the first 128 bits of a SHA-256. */
export function fingerprintOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}

function isResource(subject: Subject): subject is Resource {
  return 'address' in subject;
}

function nameOf(subject: Subject): string {
  return isResource(subject) ? subject.address : subject.name;
}

function placeOf({ subject, place }: Pick<Bad, 'subject' | 'place'>, { pathOf, estate }: Located) {
  const own = subject.place;
  const found = place ?? own;
  if (!found) return {};
  const endLine = place === undefined && own && 'endLine' in own ? own.endLine : undefined;
  return {
    place: estate.github || !pathOf ? found : { ...found, file: pathOf(found.file) },
    ...(endLine !== undefined && { endLine }),
  };
}

function assumptionsOf(resource: Resource, path: Path | undefined): string[] {
  if (path === undefined) return [];
  const found = resource.assumptions(path).filter(({ kind }) => kind === 'assumed');
  return [
    ...new Set(found.map(({ address, what }) => (address === undefined ? what : `${address}: ${what}`))),
  ];
}

/** Without the numbers of blocks: one before them moves them. */
function namesOf(path: Path | undefined): string {
  const steps = typeof path === 'string' ? path.split('.') : (path ?? []);
  return steps.filter((step) => !/^\d+$/.test(String(step))).join('.');
}

function textOf(path: Path): string {
  return typeof path === 'string' ? path : path.join('.');
}

function summaryOf({ examples: _examples, judge: _judge, ...facts }: Check): CheckSummary {
  return facts;
}

/** Worst first, then by file and line, then by name. */
export function inOrder(left: Finding, right: Finding): number {
  return (
    severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
    byText(left.place?.file ?? '', right.place?.file ?? '') ||
    (left.place?.line ?? 0) - (right.place?.line ?? 0) ||
    byText(left.name, right.name) ||
    byText(left.check, right.check)
  );
}

function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
