import { formatIssue, formatPlace } from '../base/issue.ts';
import { type Severity, severities } from '../checks/check.ts';
import type { Finding } from '../findings/types.ts';
import type { Report } from './findings-json.ts';

export type Paint = (style: 'bold' | 'dim' | 'red' | 'green' | 'yellow', text: string) => string;

const shownProblems = 20;

/** Findings for people: the worst first, then what could not be told, then what is waived in numbers only. */
export function findingsText(report: Report, paint: Paint): string {
  const open = report.findings.filter(({ waived, known }) => !waived && !known);
  const failed = open.filter(({ outcome }) => outcome !== 'cannot-tell');
  const unclear = open.filter(({ outcome }) => outcome === 'cannot-tell');
  return [
    ...problemLines(report),
    ...failed.flatMap((finding) => findingLines(finding, paint)),
    ...unclearLines(unclear, paint),
    ...summaryLines(report, failed, unclear, paint),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function problemLines({ roots, issues }: Report): string[] {
  const all = [...issues, ...roots.flatMap(({ problems }) => problems)];
  const lines = all.slice(0, shownProblems).map(formatIssue);
  if (all.length > shownProblems) lines.push(`and ${all.length - shownProblems} more problems`);
  return lines.length === 0 ? [] : [...lines.flatMap((line) => line.split('\n').map(clean)), ''];
}

function findingLines(finding: Finding, paint: Paint): string[] {
  const where = finding.place ? `${clean(formatPlace(finding.place))}: ` : '';
  const confidence = finding.confidence === 'assumed' ? paint('dim', ' (rests on an assumption)') : '';
  return [
    `${paint(styleOf(finding.severity), finding.severity)} ${where}${paint('bold', clean(finding.name))}${confidence}`,
    `  ${clean(finding.message)} ${paint('dim', clean(`(${finding.check})`))}`,
    ...finding.evidence.map((line) => `    ${clean(line)}`),
    `  ${paint('dim', 'why:')} ${clean(finding.why)}`,
    `  ${paint('dim', 'fix:')} ${clean(finding.fix)}`,
    ...changedLines(finding).map(
      (line) => `    ${paint(line.startsWith('+') ? 'green' : 'red', clean(line))}`,
    ),
    '',
  ];
}

/** The lines of the patch that differ. */
export function changedLines({ patch }: Finding): string[] {
  const hunk = patch?.diff.split('\n').slice(3) ?? [];
  return hunk.filter((line) => /^[+-]/.test(line));
}

function unclearLines(findings: readonly Finding[], paint: Paint): string[] {
  if (findings.length === 0) return [];
  const lines = findings.map(({ check, name, message, severity }) =>
    clean(`  ${name}: ${message} (${check}, ${severity})`),
  );
  return [paint('yellow', 'cannot tell:'), ...lines, ''];
}

function summaryLines(
  { passed, failing, roots, findings }: Report,
  failed: readonly Finding[],
  unclear: readonly Finding[],
  paint: Paint,
): string[] {
  const counts = severities
    .map((severity) => [failed.filter((one) => one.severity === severity).length, severity] as const)
    .filter(([number]) => number > 0)
    .map(([number, severity]) => `${number} ${severity}`);
  const waived = findings.filter((one) => one.waived).length;
  const known = findings.filter((one) => one.known).length;
  const evaluated = roots.map(({ root, resources, origin, mode }) =>
    clean(`${root}: ${resources} resources (${mode ?? origin})`),
  );
  return [
    ...evaluated,
    [
      `${failed.length} findings${counts.length > 0 ? ` (${counts.join(', ')})` : ''}`,
      `${unclear.length} not told`,
      `${passed.length} passed`,
      ...(waived > 0 ? [`${waived} waived`] : []),
      ...(known > 0 ? [`${known} in the baseline`] : []),
    ].join(', '),
    failing.length === 0
      ? paint('green', '✓ nothing fails the build')
      : paint('red', `✗ ${failing.length} fail the build: ${reasons(failing.map(({ because }) => because))}`),
  ];
}

function reasons(all: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of all) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, number]) => `${number} of ${reason}`).join(', ');
}

function styleOf(severity: Severity): 'red' | 'yellow' | 'dim' {
  switch (severity) {
    case 'critical':
    case 'high':
      return 'red';
    case 'medium':
      return 'yellow';
    case 'low':
      return 'dim';
  }
}

/** Names come from outside: a control character could repaint the terminal. */
function clean(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '\uFFFD');
}
