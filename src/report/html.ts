import { createHash } from 'node:crypto';
import type { EnvironmentAccess, Grant } from '../access/types.ts';
import { formatPlace } from '../base/issue.ts';
import type { Finding } from '../findings/types.ts';
import { grantLine } from './access-text.ts';
import type { Report } from './findings-json.ts';

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
`;

/** A page by itself: it loads nothing, and runs nothing. */
export function htmlOf(report: Report, access: Readonly<Record<string, EnvironmentAccess>>): string {
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
  .map(([name, one]) => matrixHtml(name, one))
  .join('\n')}
<h2>Findings</h2>
${open.map(findingHtml).join('\n')}
<h2>Assumed</h2>
<ul>${report.assumptions.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>
</body>
</html>
`;
}

/** Rows are principals, columns what they have access to. */
function matrixHtml(name: string, { grants }: EnvironmentAccess): string {
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
          .map(verbHtml)
          .join('')}</td>`,
    );
    return `<tr><th scope="row">${escaped(principal)}</th>${cells.join('')}</tr>`;
  });
  return `<h2>Access in ${escaped(name)}</h2>
<p class="legend">red: allowed; yellow: hangs on a condition, or cannot be told; dashed: as someone whom it can become</p>
<div class="scroll"><table><thead><tr><th></th>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

function nounOf({ noun }: Grant): string {
  return `${noun.kind} ${noun.name}`;
}

function verbHtml(grant: Grant): string {
  const kinds = ['verb', grant.answer, ...(grant.through === undefined ? [] : ['through'])].join(' ');
  return `<span class="${kinds}" title="${escaped(grantLine(grant))}">${escaped(grant.verb)}</span>`;
}

function findingHtml(finding: Finding): string {
  const { severity, name, message, check, why, fix, evidence, place, outcome, controls } = finding;
  const where = place ? ` <code>${escaped(formatPlace(place))}</code>` : '';
  const what = outcome === 'cannot-tell' ? `cannot tell: ${message}` : message;
  const proof =
    evidence.length === 0 ? '' : `<ul>${evidence.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
  return `<details class="${severity}"><summary><b>${severity}</b> <code>${escaped(name)}</code>: ${escaped(what)}</summary>
<p>${where} <code>${escaped(check)}</code></p>${proof}
<p>${escaped(why)}.</p><p>Fix: ${escaped(fix)}.</p><p>${escaped(controls.join(', '))}</p></details>`;
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
