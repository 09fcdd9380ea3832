import { createHash } from 'node:crypto';
import type { IntentReport, Missing } from '../access/intent.ts';
import type { EnvironmentAccess, Grant } from '../access/types.ts';
import { formatPlace } from '../base/issue.ts';
import { severities } from '../checks/check.ts';
import type { Finding } from '../findings/types.ts';
import { grantLine } from './access-text.ts';
import type { Report } from './findings-json.ts';
import { changedLines } from './findings-text.ts';

const style = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1a1a1a; }
table { border-collapse: collapse; }
.scroll { overflow-x: auto; }
th, td { border: 1px solid #ccc; padding: .25rem .5rem; text-align: left; vertical-align: top; }
th { background: #f4f4f4; font-weight: 600; }
code { font-size: .9em; overflow-wrap: anywhere; }
details { border-left: .3rem solid #bbb; margin: .5rem 0; padding: .25rem .75rem; }
.critical, .high { border-color: #b00020; }
.medium { border-color: #b26a00; }
.verb { border-radius: .2rem; display: inline-block; margin: .1rem; padding: 0 .3rem; }
.allowed { background: #fde2e1; }
.conditional, .cannot-tell { background: #fff3cd; }
.through { outline: 1px dashed #555; }
.legend { color: #555; }
.filter label { margin-right: 1rem; }
pre { background: #f4f4f4; overflow-x: auto; padding: .5rem; }
${severities.map((one) => `body:has(#show-${one}:not(:checked)) details.${one} { display: none; }`).join('\n')}
`;

/** A page by itself: it loads nothing, and runs nothing. */
export function htmlOf(
  report: Report,
  access: Readonly<Record<string, EnvironmentAccess>>,
  intent: Readonly<Record<string, IntentReport>> = {},
): string {
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const open = report.findings.filter(({ waived, known }) => !waived && !known);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Holdfast</title>
<style>${style}</style>
</head>
<body>
<h1>Holdfast</h1>
<p>${open.length} findings, ${report.failing.length} fail the build, ${report.passed.length} passed.</p>
${Object.entries(access)
  .map(([name, one]) => matrixHtml(name, one, intent[name]))
  .join('\n')}
<h2>Findings</h2>
${filterHtml(open)}
${open.map(findingHtml).join('\n')}
${waivedHtml(report.findings)}
<h2>Assumed</h2>
<ul>${report.assumptions.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>
</body>
</html>
`;
}

/** Rows are principals, columns what they have access to. */
function matrixHtml(name: string, { grants }: EnvironmentAccess, intent?: IntentReport): string {
  const columns = [...new Set(grants.map(nounOf))].sort();
  const rows = [...Map.groupBy(grants, ({ principal }) => principal)].sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('');
  const body = rows.map(([principal, own]) => {
    const cells = columns.map(
      (column) =>
        `<td>${own
          .filter((grant) => nounOf(grant) === column)
          .map((grant) => verbHtml(grant, intent?.excess.includes(grant) === true))
          .join('')}</td>`,
    );
    return `<tr><th scope="row">${escaped(principal)}</th>${cells.join('')}</tr>`;
  });
  return `<h2>Access in ${escaped(name)}</h2>
<p class="legend">red: allowed; yellow: hangs on a condition, or cannot be told; dashed: as someone whom it can become${intent ? '; ▲: nobody intends it' : ''}</p>
<div class="scroll"><table><thead><tr><th></th>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>${intent ? missingHtml(intent.missing) : ''}`;
}

function nounOf({ noun }: Grant): string {
  return `${noun.kind} ${noun.name}`;
}

function verbHtml(grant: Grant, isExcess: boolean): string {
  const kinds = ['verb', grant.answer, ...(grant.through === undefined ? [] : ['through'])].join(' ');
  return `<span class="${kinds}" title="${escaped(grantLine(grant))}">${isExcess ? '▲ ' : ''}${escaped(grant.verb)}</span>`;
}

function missingHtml(missing: readonly Missing[]): string {
  if (missing.length === 0) return '';
  const lines = missing.map(({ who, verb, kind, name, because, closed = [] }) => {
    const why =
      closed.length === 0 ? because : `${because}; no way from ${closed.map(({ from }) => from).join(', ')}`;
    return `<li>${escaped(`${who} cannot ${verb} ${kind} ${name} (${why})`)}</li>`;
  });
  return `<p>Intended, and not so:</p><ul>${lines.join('')}</ul>`;
}

/** Boxes that hide findings by their severity, without a script: the style does it. */
function filterHtml(findings: readonly Finding[]): string {
  const boxes = severities.map((severity) => {
    const count = findings.filter((one) => one.severity === severity).length;
    return `<label><input type="checkbox" id="show-${severity}" checked> ${count} ${severity}</label>`;
  });
  return `<p class="filter">Show ${boxes.join(' ')}</p>`;
}

function waivedHtml(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ waived, name, message, check }) =>
    waived
      ? [
          `<li><code>${escaped(name)}</code>: ${escaped(message)} <code>${escaped(check)}</code>: ${escaped(
            `${waived.waiver}, until ${waived.expires}, ${waived.owner}: ${waived.reason}`,
          )}</li>`,
        ]
      : [],
  );
  return lines.length === 0 ? '' : `<h2>Waived</h2><ul>${lines.join('')}</ul>`;
}

function findingHtml(finding: Finding): string {
  const { severity, name, message, check, why, fix, evidence, place, outcome, controls } = finding;
  const where = place ? ` <code>${escaped(formatPlace(place))}</code>` : '';
  const what = outcome === 'cannot-tell' ? `cannot tell: ${message}` : message;
  const proof =
    evidence.length === 0 ? '' : `<ul>${evidence.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
  return `<details class="${severity}"><summary><b>${severity}</b> <code>${escaped(name)}</code>: ${escaped(what)}</summary>
<p>${where} <code>${escaped(check)}</code></p>${proof}
<p>${escaped(why)}.</p><p>Fix: ${escaped(fix)}.</p>${patchHtml(finding)}<p>${escaped(controls.join(', '))}</p></details>`;
}

function patchHtml(finding: Finding): string {
  const lines = changedLines(finding);
  return lines.length === 0 ? '' : `<pre>${lines.map(escaped).join('\n')}</pre>`;
}

/** https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll(/\p{Cc}/gu, ' ');
}
