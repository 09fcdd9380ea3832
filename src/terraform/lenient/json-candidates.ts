import type { Body } from '../source/body.ts';
import type { SourceFile } from '../source/source-file.ts';
import { type Candidate, candidate } from './candidate.ts';

const topBlocks: [type: string, labels: number][] = [
  ['resource', 2],
  ['data', 2],
  ['ephemeral', 2],
  ['module', 1],
  ['provider', 1],
  ['variable', 1],
  ['output', 1],
  ['locals', 0],
  ['terraform', 0],
];

/** In JSON syntax the argument of a block that a place is within can be left out. */
export function jsonCandidates(file: SourceFile, start: number): Candidate[] {
  const bodies: Body[] = topBlocks.flatMap(([type, labels]) =>
    file.body
      .blocks(type, labels)
      .filter((block) => block.start <= start && start < block.end)
      .map((block) => block.body),
  );
  return bodies.flatMap((body) =>
    body
      .attributes()
      .filter((attribute) => attribute.start <= start && start < attribute.end)
      .map(({ name, removal }) =>
        candidate(file, 'left-out-argument', `the argument ${name} is left out`, removal),
      ),
  );
}
