import { placeOf } from '../source/places.ts';
import type { Project } from '../source/types.ts';
import { type Candidate, candidate } from './candidate.ts';
import type { Files } from './files.ts';
import { placeholderFor } from './placeholder.ts';
import { referenceAt, surroundingsOf } from './surroundings.ts';

/** Cuts a cycle where its first block refers to another: `Cycle: aws_a.x, aws_b.y`. */
export function cycleCandidates(project: Project, files: Files, text: string): Candidate[] {
  const addresses = (/Cycle: ([^\n]+)/.exec(text)?.[1] ?? '')
    .split(', ')
    .map((address) => address.replace(/ \(.*\)$/, '').trim())
    .sort();
  return addresses.slice(0, 100).flatMap((address) => {
    const place = placeOf(project, address);
    const file = files.get(place?.file ?? '');
    const start = place && file ? file.lines.startOf(place.line) : 0;
    const block = file && surroundingsOf(file, start)?.blocks[0];
    if (!file || !block) return [];
    const own = addresses.filter((one) => one !== address).map((one) => one.replace(/^module\.[^.]+\./, ''));
    const edits = block.descendantsOfType('variable_expr').flatMap((variable) => {
      const term = referenceAt(file, variable.startIndex);
      if (!term || !own.some((one) => term.text === one || term.text.startsWith(`${one}.`))) return [];
      return [{ start: term.start, end: term.end, text: placeholderFor(term.text, 'element', false) }];
    });
    return edits.length === 0
      ? []
      : [candidate(file, 'assumed-reference', `what ${address} takes from the cycle is assumed`, edits)];
  });
}
