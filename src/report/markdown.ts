import type { AccessDiff } from '../access/diff.ts';
import { isEmptyDiff } from '../access/diff.ts';
import { formatPlace } from '../base/issue.ts';
import { severities } from '../checks/check.ts';
import type { Finding } from '../findings/types.ts';
import { adminLine, changedText, grantLine, grantText } from './access-text.ts';
import type { Report } from './findings-json.ts';

/** By which the comment is found again when there is a newer one. */
export const commentMark = '<!-- holdfast -->';

/** GitHub's limit of a comment is 65,536 characters. */
const commentMaxChars = 60_000;
const rowsMax = 50;

/** One comment of a pull request: what fails, what access it adds and removes, the rest folded. */
export function markdownOf(report: Report, diff: Readonly<Record<string, AccessDiff>> = {}): string {
  const text = [
    commentMark,
    headline(report),
    ...accessSection(diff),
    ...failingSection(report),
    ...otherSection(report),
    ...assumptionSection(report),
  ].join('\n');
  return text.length <= commentMaxChars
    ? text
    : `${text.slice(0, commentMaxChars)}\n\n… cut: the whole is in the job's output\n`;
}

function headline({ failing, findings, passed }: Report): string {
  const open = findings.filter(({ waived, known }) => !waived && !known);
  const counts = severities
    .map((severity) => [open.filter((one) => one.severity === severity).length, severity] as const)
    .filter(([number]) => number > 0)
    .map(([number, severity]) => `${number} ${severity}`);
  const verdict =
    failing.length === 0 ? '✅ Holdfast: nothing fails' : `❌ Holdfast: ${failing.length} fail the build`;
  return `## ${verdict}\n\n${counts.length > 0 ? counts.join(', ') : 'no findings'}; ${passed.length} passed\n`;
}

function accessSection(diff: Readonly<Record<string, AccessDiff>>): string[] {
  const changed = Object.entries(diff).filter(([, one]) => !isEmptyDiff(one));
  if (changed.length === 0) return Object.keys(diff).length === 0 ? [] : ['**Access does not change.**\n'];
  return changed.flatMap(([name, one]) => [
    `### Access in ${escaped(name)}\n`,
    '```diff',
    ...diffLines(one),
    '```',
    '',
  ]);
}

function diffLines({ added, removed, changed, newAdmins, formerAdmins }: AccessDiff): string[] {
  const lines = [
    ...newAdmins.map((holder) => `+ ADMINISTRATOR ${adminLine(holder)}`),
    ...added.map((grant) => `+ ${grantLine(grant)}`),
    ...changed.map((one) => `! ${changedText(one)}`),
    ...removed.map((grant) => `- ${grantText(grant)}`),
    ...formerAdmins.map(
      ({ id, admin }) => `- ${id} is less of an administrator than before (${admin.answer})`,
    ),
  ];
  const shown = lines
    .slice(0, rowsMax)
    .map((line) => line.replaceAll('```', "'''").replaceAll(/\p{Cc}/gu, ' '));
  return lines.length > rowsMax ? [...shown, `  and ${lines.length - rowsMax} more`] : shown;
}

function failingSection({ failing }: Report): string[] {
  if (failing.length === 0) return [];
  return ['### What fails\n', ...tableOf(failing.map(({ finding }) => finding)), ''];
}

function otherSection({ findings, failing }: Report): string[] {
  const failed = new Set(failing.map(({ finding }) => finding));
  const rest = findings.filter((finding) => !failed.has(finding) && !finding.waived && !finding.known);
  if (rest.length === 0) return [];
  return [
    `<details><summary>${rest.length} that do not fail the build</summary>\n`,
    ...tableOf(rest),
    '</details>\n',
  ];
}

function tableOf(findings: readonly Finding[]): string[] {
  const rows = findings.slice(0, rowsMax).map(({ severity, place, name, message, check, fix, outcome }) => {
    const where = place ? `\`${code(formatPlace(place))}\` ` : '';
    const what = outcome === 'cannot-tell' ? `cannot tell: ${message}` : message;
    return `| ${severity} | ${where}\`${code(name)}\` | ${escaped(what)} | ${escaped(fix)} | \`${code(check)}\` |`;
  });
  const more = findings.length > rowsMax ? [`\nand ${findings.length - rowsMax} more\n`] : [];
  return ['| severity | where | what | fix | check |', '|---|---|---|---|---|', ...rows, ...more];
}

function assumptionSection({ assumptions }: Report): string[] {
  if (assumptions.length === 0) return [];
  return [
    '<details><summary>assumed</summary>\n',
    ...assumptions.map((line) => `- ${escaped(line)}`),
    '</details>',
  ];
}

/** Names and messages come from outside: nothing in them may become markup, a mention or a row of the table. */
function escaped(text: string): string {
  const parts = text.split('`');
  // An odd number of ticks opens a span that nothing closes: then none is one.
  if (parts.length % 2 === 0) return plain(text);
  return parts.map((part, index) => (index % 2 === 0 ? plain(part) : `\`${code(part)}\``)).join('');
}

function plain(text: string): string {
  return text
    .replaceAll('`', "'")
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\|*_~[\]()#!]/g, '\\$&')
    .replaceAll('@', '@\u200b');
}

function code(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll('`', "'")
    .replaceAll('|', '\\|');
}
