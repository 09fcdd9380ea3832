import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './workshop.ts';

/** Mutants that nothing notices, and why: by file and what is done, without the line. */
const known: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'known.json'), 'utf8'),
);

/** `network/main.tf:81: aws_x.y is left out` without its line. */
export function withoutLine(name: string): string {
  return name.replace(/^([^:]+):\d+:/, '$1:');
}

/** What is not as it is known to be: a mutant that survives and should not, or that is noticed by now. */
export function surprise(name: string, outcome: Outcome): string | undefined {
  const isKnown = Object.hasOwn(known, withoutLine(name));
  switch (outcome) {
    case 'noticed':
      return isKnown ? `${name}: it is noticed by now, and known.json says that it is not` : undefined;
    case 'survives':
      return isKnown ? undefined : `${name}: nothing notices it`;
    case 'invalid':
      return `${name}: it cannot be evaluated, so that it says nothing`;
  }
}
