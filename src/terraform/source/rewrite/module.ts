import { dirname } from 'node:path/posix';
import { parseAddress } from '../address.ts';
import { describeModule } from '../describe.ts';
import type { ParseHcl } from '../parser.ts';
import { placeOf } from '../places.ts';
import { dispose, parseSource, type SourceFile } from '../source-file.ts';
import { composed, EditedText, joined, type TextEdit } from '../text.ts';
import type { Edit, ModuleSource, Project, ScratchChange, ScratchOptions } from '../types.ts';
import { addressOverrides, checkAddresses, isIdentifier, moduleVariableFile } from './addresses.ts';
import { fixClocks } from './clock.ts';
import { neutralise } from './neutralise.ts';
import { modernise } from './old-syntax.ts';
import { usedOutputs } from './outputs.ts';
import {
  assumeRemoteStates,
  type GivenOutputs,
  ownDefaults,
  type RemoteStates,
  remoteStateOverride,
  remoteStateType,
} from './remote-state.ts';
import { together } from './rewritten.ts';

export interface RewrittenModule {
  /** By path from the project's folder. */
  files: Map<string, EditedText>;
  /** Files that only the copy has, by name, all to be written into the module's folder. */
  generated: { stem: string; extension: string; text: string }[];
  changes: ScratchChange[];
}

/**
 * The files of a module as the copy has them: nothing in them runs a program or reaches a backend, and every resource
 * tells its address.
 * @param files those of `module` that the copy is to hold, with paths from the project's folder
 */
export function rewriteModule(
  project: Project,
  module: ModuleSource,
  files: readonly SourceFile[],
  options: ScratchOptions,
  parse: ParseHcl,
): RewrittenModule {
  const states: RemoteStates = {
    own: ownDefaults(files),
    used: usedOutputs(files, parse),
    given: givenOutputs(project, module, options.remoteState ?? {}),
  };
  const edited = new Map<string, EditedText>();
  const changes: ScratchChange[] = [];
  for (const file of files) {
    const rewrite = together([
      neutralise(file),
      assumeRemoteStates(file, states),
      fixClocks(file, parse),
      ...(options.asWritten ? [] : [modernise(file)]),
    ]);
    const own = composed([...rewrite.edits, ...checkAddresses(file)]);
    edited.set(file.path, new EditedText(file.text, joined(own, furtherEdits(file, options.edits ?? []))));
    changes.push(...rewrite.changes);
  }
  // Without some files and after some edits the module declares less than the project does.
  const present = withFolders(describePresent(module, files, edited, options, parse), module);
  return { files: edited, generated: generatedFiles(present, states), changes };
}

/** An override of a block that an edit took out would be refused, so what was edited is read again. */
function describePresent(
  module: ModuleSource,
  files: readonly SourceFile[],
  edited: ReadonlyMap<string, EditedText>,
  options: ScratchOptions,
  parse: ParseHcl,
): ModuleSource {
  const touched = new Set((options.edits ?? []).map(({ file }) => file));
  const again: SourceFile[] = [];
  const present = files.map((file) => {
    const text = edited.get(file.path)?.after;
    if (text === undefined || !touched.has(file.path)) return file;
    const parsed = parseSource(file.path, text, parse);
    again.push(parsed);
    return parsed;
  });
  try {
    return describeModule(module.dir, present);
  } finally {
    dispose(again);
  }
}

function generatedFiles(module: ModuleSource, states: RemoteStates): RewrittenModule['generated'] {
  const remote = module.blocks.filter(
    ({ kind, type, name, inCheck }) =>
      kind === 'data' && type === remoteStateType && inCheck === undefined && isIdentifier(name),
  );
  const overrides = [
    ...addressOverrides(module),
    ...[...new Set(remote.map(({ name }) => name))].map((name) => remoteStateOverride(states, name)),
  ];
  const variable = { stem: 'holdfast_module', extension: '.tf', text: moduleVariableFile() };
  const override = { stem: 'holdfast_address', extension: '_override.tf', text: overrides.join('') };
  return overrides.length > 0 ? [variable, override] : [variable];
}

function withFolders(present: ModuleSource, module: ModuleSource): ModuleSource {
  const folders = new Map(module.calls.map((call) => [call.name, call.dir]));
  const calls = present.calls.map((call) => {
    const dir = folders.get(call.name);
    return dir === undefined ? call : { ...call, dir };
  });
  return { ...present, calls };
}

function givenOutputs(
  project: Project,
  module: ModuleSource,
  given: Record<string, Record<string, unknown>>,
): GivenOutputs {
  const ofModule = Object.entries(given).flatMap(([address, outputs]) => {
    const block = parseAddress(address)?.block;
    const place = placeOf(project, address);
    if (!block || !place || folderOf(place.file) !== module.dir) return [];
    return [[block.name, outputs] as const];
  });
  return new Map(ofModule);
}

function folderOf(file: string): string {
  const folder = dirname(file);
  return folder === '.' ? '' : folder;
}

/** The caller's edits of a file, from bytes to UTF-16 code units. */
function furtherEdits(file: SourceFile, edits: readonly Edit[]): TextEdit[] {
  const own = edits.filter((edit) => edit.file === file.path);
  if (own.length === 0) return [];
  const bytes = Buffer.from(file.text);
  const offset = (byte: number) => bytes.subarray(0, byte).toString().length;
  return own.map((edit) => ({ start: offset(edit.startByte), end: offset(edit.endByte), text: edit.text }));
}
