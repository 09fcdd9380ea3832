import type { Issue } from '../../base/issue.ts';
import type { Diagnostic } from '../engine/diagnostics.ts';
import { placeOf } from '../source/places.ts';
import type { Edit, Project, Scratch } from '../source/types.ts';
import { assumedVariable } from './assumed-variable.ts';
import { type Candidate, fileLeftOut, isNoteOf, noteOf } from './candidate.ts';
import { candidatesAt, candidatesOfBlock } from './candidates.ts';
import { cycleCandidates } from './cycle.ts';
import { Files } from './files.ts';
import { validationCandidates } from './validation.ts';
import { withheldCandidates } from './withheld.ts';

export interface Repairs {
  /** Files left out, from the project's folder. */
  without: ReadonlySet<string>;
  edits: Edit[];
  /** Values assumed for variables of the root module that have none. */
  variables: Record<string, unknown>;
  /** What was changed and why, with the place in the user's file. */
  notes: Issue[];
}

export const noRepairs: Repairs = { without: new Set(), edits: [], variables: {}, notes: [] };

export interface RepairInput {
  project: Project;
  /** The copy that the problems are about; its files need not be there any more. */
  scratch: Scratch;
  diagnostics: Diagnostic[];
  /** Why Terraform was not run at all. */
  withheld: string[];
  before: Repairs;
}

/** More problems than this of one round wait for the next. */
const problemsMax = 2000;

/**
 * The next repairs of a configuration that Terraform refuses, all of `before` among them: for each problem the smallest
 * change of the copy that was not tried yet. The project itself is only read.
 * @returns undefined when nothing more can be done; otherwise strictly more notes
 */
export async function repair(input: RepairInput): Promise<Repairs | undefined> {
  const { before } = input;
  using files = await Files.of(input.project);
  const round = new Round(before);
  for (const { candidates, reason } of problemsOf(input, files)) round.solve(candidates, reason);
  return round.progress ? round.repairs() : undefined;
}

interface Problem {
  /** The smallest change first. */
  candidates: Candidate[];
  reason: string;
}

function problemsOf(input: RepairInput, files: Files): Problem[] {
  const { project, diagnostics, withheld } = input;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').slice(0, problemsMax);
  return [
    ...withheld.slice(0, problemsMax).map((text) => ({
      candidates: withheldCandidates(project, files, text),
      reason: text,
    })),
    ...errors.map((one) => ({
      candidates: candidatesOf(input, files, one),
      reason: [one.summary, ...one.detail.split('\n')].join(' ').replace(/\s+/g, ' ').slice(0, 300).trim(),
    })),
  ];
}

function candidatesOf({ project, scratch }: RepairInput, files: Files, one: Diagnostic): Candidate[] {
  const { summary, detail, range, address } = one;
  if (/Cycle: /.test(summary + detail)) return cycleCandidates(project, files, `${summary}\n${detail}`);
  const missing =
    summary === 'No value for required variable' ? variableCandidates(project, files, detail) : [];
  if (missing.length > 0) return missing;
  const rule = validationCandidates(project, scratch, files, detail);
  if (rule.length > 0) return rule;
  const spot = range && files.spot(scratch, range);
  if (spot) return candidatesAt(project, files, spot, one);
  return addressed(project, files, address ?? addressIn(detail), summary);
}

/** Of a problem that is told by an address alone, or whose place is in a file that only the copy has. */
function addressed(
  project: Project,
  files: Files,
  address: string | undefined,
  summary: string,
): Candidate[] {
  const place = address === undefined ? undefined : placeOf(project, address);
  const file = files.get(place?.file ?? '');
  if (!place || !file) return [];
  return [
    ...candidatesOfBlock(file, file.lines.startOf(place.line) + place.column - 1, summary),
    fileLeftOut(file),
  ];
}

function addressIn(text: string): string | undefined {
  return /\b((?:module\.[\w-]+(?:\[[^\]]*\])?\.)*(?:data\.)?[a-z]\w*_\w+\.[\w-]+)\b/.exec(text)?.[1];
}

function variableCandidates(project: Project, files: Files, detail: string): Candidate[] {
  const name = /variable "([^"]+)"/.exec(detail)?.[1];
  const variable = project.modules.get(project.rootDir)?.variables.find((one) => one.name === name);
  const declared = files
    .get(variable?.place.file ?? '')
    ?.body.blocks('variable', 1)
    .find((block) => block.labels[0] === name);
  if (!variable || !declared) return [];
  const value = assumedVariable(variable.name, declared);
  const { file, line, column } = variable.place;
  return [
    {
      edits: [],
      variables: { [variable.name]: value },
      what: `the variable ${variable.name} is taken to be ${JSON.stringify(value)}`,
      code: 'assumed-variable',
      place: { file, line, column },
    },
  ];
}

/** The repairs of one round, on top of those before it. */
class Round {
  readonly #before: Repairs;
  readonly #without: Set<string>;
  readonly #variables: Record<string, unknown>;
  readonly #notes: Issue[] = [];
  #edits: Edit[];
  /** The edits of this round alone. */
  #fresh: Edit[] = [];

  constructor(before: Repairs) {
    this.#before = before;
    this.#without = new Set(before.without);
    this.#variables = { ...before.variables };
    this.#edits = [...before.edits];
  }

  get progress(): boolean {
    return this.#notes.length > 0;
  }

  solve(candidates: Candidate[], reason: string): void {
    // Beyond the last that was tried, for those before it did not help.
    const tried = candidates.findLastIndex((one) => this.#before.notes.some((note) => isNoteOf(note, one)));
    const next = candidates.slice(tried + 1).find((one) => !this.#isVoid(one));
    if (!next || this.#isSolved(next)) return;
    for (const edit of next.edits) this.#edits = this.#edits.filter((other) => !contains(edit, other));
    this.#edits.push(...next.edits);
    this.#fresh.push(...next.edits);
    if (next.without !== undefined) this.#without.add(next.without);
    Object.assign(this.#variables, next.variables);
    this.#notes.push(noteOf(next, reason));
  }

  /** Whether it lies within what an earlier round took out or replaced. */
  #isVoid({ edits }: Candidate): boolean {
    return (
      edits.length > 0 && edits.every((edit) => this.#before.edits.some((other) => isWider(other, edit)))
    );
  }

  /** Whether another problem of this round led to the same or a wider change already. */
  #isSolved(one: Candidate): boolean {
    if (this.#notes.some((note) => isNoteOf(note, one))) return true;
    return (
      one.edits.length > 0 && one.edits.every((edit) => this.#fresh.some((other) => overlaps(other, edit)))
    );
  }

  repairs(): Repairs {
    const edits = this.#edits.filter(({ file }) => !this.#without.has(file));
    return {
      without: this.#without,
      edits,
      variables: this.#variables,
      notes: [...this.#before.notes, ...this.#notes],
    };
  }
}

function contains(outer: Edit, inner: Edit): boolean {
  const isInsertion = inner.startByte === inner.endByte;
  return (
    outer.file === inner.file &&
    outer.startByte <= inner.startByte &&
    inner.endByte <= outer.endByte &&
    (!isInsertion || outer.startByte < inner.startByte)
  );
}

function isWider(outer: Edit, inner: Edit): boolean {
  return contains(outer, inner) && (outer.startByte < inner.startByte || inner.endByte < outer.endByte);
}

function overlaps(a: Edit, b: Edit): boolean {
  if (a.file !== b.file) return false;
  const same = a.startByte === b.startByte && a.endByte === b.endByte;
  return same || (a.startByte < b.endByte && b.startByte < a.endByte);
}
