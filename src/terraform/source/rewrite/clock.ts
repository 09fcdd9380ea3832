import { createHash } from 'node:crypto';
import type { Node } from 'web-tree-sitter';
import type { ParseHcl } from '../parser.ts';
import type { SourceFile } from '../source-file.ts';
import { lineEndsOf, type TextEdit } from '../text.ts';
import { visitExpressions } from './expressions.ts';
import { hclLiteral } from './literal.ts';
import { change, nothing, type Rewrite } from './rewritten.ts';

/**
 * The functions whose result changes from call to call.
 * https://developer.hashicorp.com/terraform/language/functions/timestamp (plantimestamp, uuid, bcrypt)
 */
const fixed: Record<string, (seed: string) => string> = {
  timestamp: () => '2000-01-01T00:00:00Z',
  plantimestamp: () => '2000-01-01T00:00:00Z',
  uuid: uuidOf,
  bcrypt: bcryptOf,
};

const interesting = /timestamp|uuid|bcrypt/;

/** Puts a fixed text in the place of each call that would differ between two runs. */
export function fixClocks(file: SourceFile, parse: ParseHcl): Rewrite {
  const rewrite = nothing();
  visitExpressions(file, parse, interesting, ({ root, inFile, offset }) => {
    const edits: TextEdit[] = [];
    for (const call of root.descendantsOfType('function_call')) {
      // Built-in functions also go by a name with a prefix: `core::uuid()`.
      const name = call.firstNamedChild?.text.replace(/^core::/, '') ?? '';
      const value = Object.hasOwn(fixed, name) ? fixed[name] : undefined;
      if (value === undefined) continue;
      const literal = hclLiteral(value(`${file.path}:${offset(call.startIndex)}:${call.startIndex}`));
      edits.push({ start: call.startIndex, end: call.endIndex, text: withLineEnds(literal, call) });
      const start = offset(call.startIndex);
      rewrite.changes.push(
        change(file, 'clock-function', { start, end: start }, `${name}() is taken as ${literal}`),
      );
    }
    rewrite.edits.push(...inFile(edits));
  });
  return rewrite;
}

/** Within parentheses line ends mean nothing, so that the lines after the call keep their numbers. */
function withLineEnds(literal: string, call: Node): string {
  const ends = lineEndsOf(call.text);
  return ends === '' ? literal : `(${literal}${ends})`;
}

function hexOf(seed: string): string {
  return createHash('sha256').update(seed).digest('hex');
}

/** The form of a version 4 UUID. https://www.rfc-editor.org/rfc/rfc9562#section-5.4 */
export function uuidOf(seed: string): string {
  const hex = hexOf(seed);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** The form of a bcrypt hash of cost 10: 22 characters of salt and 31 of hash. */
function bcryptOf(seed: string): string {
  return `$2a$10$${hexOf(seed).slice(0, 53)}`;
}
