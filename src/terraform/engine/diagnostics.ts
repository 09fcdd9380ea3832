import type { Issue, Place } from '../../base/issue.ts';
import type { Scratch } from '../source/types.ts';

/**
 * A problem in Terraform's own words.
 * https://developer.hashicorp.com/terraform/internals/machine-readable-ui#diagnostic
 */
export interface Diagnostic {
  severity: 'error' | 'warning';
  summary: string;
  detail: string;
  address?: string;
  range?: { filename: string; start: Position; end: Position };
}

interface Position {
  line: number;
  column: number;
  byte: number;
}

/** The diagnostics among the lines of `plan -json` and `apply -json`. */
export function streamedDiagnostics(stdout: string): Diagnostic[] {
  return stdout.split('\n').flatMap((line) => {
    const message = line.includes('"diagnostic"') ? jsonOf(line) : undefined;
    return diagnosticOf(message?.diagnostic);
  });
}

/** The diagnostics of `validate -json`. */
export function validationDiagnostics(stdout: string): Diagnostic[] {
  const { diagnostics } = jsonOf(stdout) ?? {};
  return Array.isArray(diagnostics) ? diagnostics.flatMap(diagnosticOf) : [];
}

/** What a command says for people, where it has no other form: each `Error: …` with the lines below it. */
export function printedDiagnostics(stderr: string): Diagnostic[] {
  const plain = stderr.replace(/^[╷│╵ ]? ?/gm, '');
  return plain.split(/^(?=Error: )/m).flatMap((part) => {
    const match = /^Error: (.+)\n([\s\S]*)$/.exec(part);
    if (!match) return [];
    return [{ severity: 'error' as const, summary: match[1] ?? '', detail: (match[2] ?? '').trim() }];
  });
}

function jsonOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function diagnosticOf(value: unknown): Diagnostic[] {
  if (value === null || typeof value !== 'object') return [];
  const { severity, summary, detail, address, range } = value as Partial<Diagnostic>;
  return [
    {
      severity: severity === 'warning' ? 'warning' : 'error',
      summary: String(summary ?? ''),
      detail: String(detail ?? ''),
      ...(address !== undefined && { address }),
      ...(range && { range }),
    },
  ];
}

/** A diagnostic with the place in the user's own files. */
export function issueOf({ severity, summary, detail, range, address }: Diagnostic, scratch: Scratch): Issue {
  const place = range && placeOf(range, scratch);
  const about = address === undefined || place ? '' : `${address}: `;
  const text = inOrder(detail === '' ? summary : `${summary}: ${detail}`);
  return {
    code: severity === 'error' ? 'terraform-error' : 'terraform-warning',
    message: about + text.replaceAll(`${scratch.rootDir}/`, '').replaceAll(scratch.dir, '.').trim(),
    ...(place && { place }),
  };
}

/** The members of a cycle come in changing order. */
function inOrder(text: string): string {
  const members = /^Cycle: (.+)$/.exec(text)?.[1];
  return members === undefined ? text : `Cycle: ${members.split(', ').sort().join(', ')}`;
}

function placeOf(range: NonNullable<Diagnostic['range']>, scratch: Scratch): Place | undefined {
  const file = scratch.original(range.filename);
  if (file === undefined) return undefined;
  const line = scratch.originalLine(range.filename, range.start.line) ?? range.start.line;
  return { file, line, column: range.start.column };
}
