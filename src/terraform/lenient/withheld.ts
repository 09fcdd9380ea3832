import type { Project } from '../source/types.ts';
import { type Candidate, fileLeftOut } from './candidate.ts';
import { blockLeftOut } from './candidates.ts';
import type { Files } from './files.ts';
import { surroundingsOf } from './surroundings.ts';

/** Ways for what kept Terraform from being run: `modules/a/main.tf:12: the module x is not in the copy`. */
export function withheldCandidates(_project: Project, files: Files, text: string): Candidate[] {
  const match = /^(.+?):(\d+): (.*)$/s.exec(text);
  const spot = match?.[1] === undefined ? undefined : files.atLine(match[1], Number(match[2]));
  if (!spot) return [];
  const { file, start } = spot;
  const indent = /^\s*/.exec(file.text.slice(start))?.[0].length ?? 0;
  const top = surroundingsOf(file, start + indent)?.blocks[0];
  // What is not proven harmless does not come back by halves.
  const isModule = /^the module /.test(match?.[3] ?? '');
  return [...(top && isModule ? [blockLeftOut(file, top)] : []), fileLeftOut(file)];
}
