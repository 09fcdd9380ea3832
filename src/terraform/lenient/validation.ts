import type { Project, Scratch } from '../source/types.ts';
import { type Candidate, leftOut } from './candidate.ts';
import type { Files } from './files.ts';
import { surroundingsOf } from './surroundings.ts';

/** The rule that refuses a value: Terraform names its place within the text, from the root module. */
export function validationCandidates(
  project: Project,
  scratch: Scratch,
  files: Files,
  detail: string,
): Candidate[] {
  const [, name = '', line = ''] = /validation rule at ([^,\s]+):(\d+)/.exec(detail) ?? [];
  const path = normalised(project.rootDir === '' ? name : `${project.rootDir}/${name}`);
  const spot = files.atLine(path, scratch.originalLine(name, Number(line)) ?? Number(line));
  const indent = spot && /^[ \t]*/.exec(spot.file.text.slice(spot.start))?.[0].length;
  const around = spot && surroundingsOf(spot.file, spot.start + (indent ?? 0));
  const block = around?.blocks.findLast((one) => one.firstNamedChild?.text === 'validation');
  if (!spot || !block) return [];
  const span = { start: block.startIndex, end: block.endIndex };
  return [leftOut(spot.file, 'left-out-block', 'the validation is left out', span)];
}

function normalised(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
