import { join } from 'node:path/posix';
import type { Severity } from '../checks/check.ts';
import type { CheckSummary, Finding } from '../findings/types.ts';
import type { Report } from './findings-json.ts';

// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** GitHub takes that many results of a run, and shows the first 5,000. */
const resultsMax = 25_000;
const textMaxChars = 4000;
const tagsMax = 10;

const levels: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** In the middle of the ranges that GitHub makes of CVSS scores. */
const scores: Record<Severity, string> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' };

export interface SarifOptions {
  version: string;
  /** The folder that was judged, from the repository's root: what places are relative to. */
  prefix: string;
}

/** Findings for code scanning. What nobody can point to in a file stands at the file that is most likely meant. */
export function sarifOf({ findings, checks }: Report, { version, prefix }: SarifOptions) {
  // GitHub shows what is suppressed as if it were not: what somebody accepted is left out.
  const shown = findings.filter(({ waived, known }) => !waived && !known).slice(0, resultsMax);
  const ids = [...new Set(shown.map(({ check }) => check))].sort();
  const facts = new Map(checks.map((check) => [check.id, check]));
  const rules = ids.map((id) => ruleOf(id, facts.get(id), shown));
  const indices = new Map(ids.map((id, index) => [id, index]));
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Holdfast',
            semanticVersion: version,
            informationUri: 'https://www.npmjs.com/package/holdfast',
            rules,
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the repository' } } },
        results: shown.map((finding) => resultOf(finding, indices.get(finding.check) ?? 0, prefix)),
      },
    ],
  };
}

function ruleOf(id: string, check: CheckSummary | undefined, findings: readonly Finding[]) {
  const like = check ?? findings.find((finding) => finding.check === id);
  const { title = id, why = '', fix = '', severity = 'medium', controls = [] } = like ?? {};
  return {
    id,
    name: id.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? ''),
    shortDescription: { text: short(title) },
    fullDescription: { text: short(why) },
    help: {
      text: short(`${why}. ${fix}.`),
      markdown: short(`${why}.\n\n**Fix:** ${fix}.\n\n${controls.join(', ')}`),
    },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      // Each once, and no more than GitHub takes.
      tags: [...new Set(['security', ...controls])].slice(0, tagsMax),
      precision: 'high',
      'security-severity': scores[severity],
      'problem.severity': levels[severity] === 'note' ? 'recommendation' : levels[severity],
    },
  };
}

function resultOf(finding: Finding, ruleIndex: number, prefix: string) {
  const { check, severity, outcome, message, name, fingerprint, evidence } = finding;
  const text = [`${name}: ${message}`, ...evidence].join('\n');
  return {
    ruleId: check,
    ruleIndex,
    kind: outcome === 'cannot-tell' ? 'open' : 'fail',
    level: outcome === 'cannot-tell' ? 'none' : levels[severity],
    message: { text: short(outcome === 'cannot-tell' ? `cannot tell: ${text}` : text) },
    locations: [locationOf(finding, prefix)],
    partialFingerprints: { 'holdfast/v1': fingerprint },
    ...fixesOf(finding, prefix),
    properties: { confidence: finding.confidence, ...(finding.root !== undefined && { root: finding.root }) },
  };
}

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html, section 3.55 */
function fixesOf({ patch, place, fix }: Finding, prefix: string) {
  if (!patch || !place) return {};
  const replacements = [{ deletedRegion: patch.region, insertedContent: { text: patch.text } }];
  const artifactLocation = { uri: uriOf(join(prefix, place.file)), uriBaseId: 'SRCROOT' };
  return {
    fixes: [{ description: { text: short(fix) }, artifactChanges: [{ artifactLocation, replacements }] }],
  };
}

function locationOf({ place, endLine, root, name, address, tool }: Finding, prefix: string) {
  const file = place?.file ?? join(root ?? '.', address === undefined ? 'holdfast.yaml' : 'main.tf');
  const [startLine, startColumn] = [place?.line ?? 1, place?.column ?? 1];
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(tool === undefined ? join(prefix, file) : file), uriBaseId: 'SRCROOT' },
      region: { startLine, startColumn, ...(endLine !== undefined && endLine >= startLine && { endLine }) },
    },
    logicalLocations: [{ fullyQualifiedName: name, kind: address === undefined ? 'module' : 'resource' }],
  };
}

/** Percent-encoded, as RFC 3986 wants it: a file may be called anything. */
function uriOf(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}

function short(text: string): string {
  return text.length <= textMaxChars ? text : `${text.slice(0, textMaxChars)} …`;
}
