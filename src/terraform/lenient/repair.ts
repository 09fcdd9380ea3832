import type { Issue } from '../../base/issue.ts';
import type { Diagnostic } from '../engine/diagnostics.ts';
import type { Edit, Project, Scratch } from '../source/types.ts';

export interface Repairs {
  /** Files left out, from the project's folder. */
  without: ReadonlySet<string>;
  edits: Edit[];
  /** Values assumed for variables of the root module that have none. */
  variables: Record<string, unknown>;
  notes: Issue[];
}

export const noRepairs: Repairs = { without: new Set(), edits: [], variables: {}, notes: [] };

/** The next repairs, all of `before` among them; undefined when nothing more can be done. */
export async function repair(_input: {
  project: Project;
  scratch: Scratch;
  diagnostics: Diagnostic[];
  withheld: string[];
  before: Repairs;
}): Promise<Repairs | undefined> {
  return undefined;
}
