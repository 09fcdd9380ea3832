import { InputError } from '../base/errors.ts';
import type { Place } from '../base/issue.ts';
import type { Severity } from '../checks/check.ts';
import { fingerprintOf } from './judge.ts';
import type { Finding } from './types.ts';

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
type Members = { [key: string]: unknown };

const resultsMax = 25_000;
const textMaxChars = 2000;

/**
 * The findings of another tool: Checkov, Trivy, zizmor and the like. What is no result is passed over.
 * @throws InputError for a text that is no SARIF log
 */
export function findingsOfSarif(text: string, file: string): Finding[] {
  const log = parsed(text);
  const runs = Array.isArray(log?.runs) ? log.runs.filter(isMembers) : undefined;
  if (!runs)
    throw new InputError({
      code: 'sarif',
      message: `${file} is no SARIF log`,
      fix: 'give a file in SARIF 2.1.0, as Checkov, Trivy and zizmor write it',
    });
  return runs.flatMap((run) => ofRun(run)).slice(0, resultsMax);
}

function parsed(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isMembers(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function ofRun(run: Members): Finding[] {
  const driver = memberOf(memberOf(run, 'tool'), 'driver');
  const tool = textOf(driver?.name) ?? 'another tool';
  const rules = list(driver?.rules);
  const byId = new Map(rules.map((rule) => [textOf(rule.id), rule]));
  return list(run.results).flatMap((result) => {
    const index = typeof result.ruleIndex === 'number' ? rules[result.ruleIndex] : undefined;
    const id = textOf(result.ruleId) ?? textOf(index?.id);
    if (id === undefined || isSettled(result)) return [];
    return [findingOf(tool, id, result, index ?? byId.get(id))];
  });
}

/** What the other tool passed, or somebody accepted there. */
function isSettled({ kind, suppressions }: Members): boolean {
  const isNoFailure = typeof kind === 'string' && kind !== 'fail';
  const accepted = list(suppressions).some(({ status }) => status === undefined || status === 'accepted');
  return isNoFailure || accepted;
}

function findingOf(tool: string, id: string, result: Members, rule: Members | undefined): Finding {
  const message = textOf(memberOf(result, 'message')?.text) ?? id;
  const place = placeOf(result);
  const title = textOf(memberOf(rule, 'shortDescription')?.text) ?? textOf(rule?.name) ?? id;
  const own = Object.values(memberOf(result, 'partialFingerprints') ?? {}).filter(
    (one) => typeof one === 'string',
  );
  return {
    check: `${slugOf(tool)}:${id}`,
    title,
    severity: severityOf(result, rule),
    outcome: 'fail',
    message,
    why: textOf(memberOf(rule, 'fullDescription')?.text) ?? title,
    fix: textOf(memberOf(rule, 'help')?.text) ?? textOf(rule?.helpUri) ?? '',
    controls: [id],
    name: place?.file ?? tool,
    ...(place && { place }),
    evidence: [],
    confidence: 'certain',
    assumptions: [],
    fingerprint: fingerprintOf([
      tool,
      id,
      place?.file ?? '',
      ...(own.length > 0 ? own : [message]),
    ] as string[]),
    tool,
  };
}

function placeOf(result: Members): Place | undefined {
  const [location] = list(result.locations);
  const physical = memberOf(location, 'physicalLocation');
  const uri = textOf(memberOf(physical, 'artifactLocation')?.uri);
  if (uri === undefined) return undefined;
  const file = pathOf(uri);
  if (file === undefined) return undefined;
  const region = memberOf(physical, 'region');
  return {
    file,
    line: numberOf(region?.startLine),
    column: numberOf(region?.startColumn),
  };
}

/** As waivers name the tool: `checkov:CKV_AWS_20`. */
function slugOf(tool: string): string {
  return tool
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
}

/** From the root of the repository; what leads out of it has no place. */
function pathOf(uri: string): string | undefined {
  try {
    const path = decodeURIComponent(uri.replace(/^file:\/+/, ''));
    return path.split(/[\\/]/).includes('..') || path.startsWith('/') ? undefined : path;
  } catch {
    return undefined;
  }
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && value >= 1 && Number.isSafeInteger(value) ? value : 1;
}

/** GitHub's `security-severity` is a CVSS score; else the level counts. */
function severityOf(result: Members, rule: Members | undefined): Severity {
  const said = memberOf(rule, 'properties')?.['security-severity'];
  const score = typeof said === 'string' || typeof said === 'number' ? Number(said) : 0;
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  if (score > 0) return 'low';
  const level = textOf(result.level) ?? textOf(memberOf(rule, 'defaultConfiguration')?.level) ?? 'warning';
  return level === 'error' ? 'high' : level === 'warning' ? 'medium' : 'low';
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function memberOf(value: Members | undefined, name: string): Members | undefined {
  const member = value?.[name];
  return isMembers(member) ? member : undefined;
}

function list(value: unknown): Members[] {
  return Array.isArray(value) ? value.filter(isMembers) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, textMaxChars) : undefined;
}
