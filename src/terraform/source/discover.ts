import { stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { Issue, Place } from '../../base/issue.ts';
import { describeCalls } from './describe.ts';
import { limits } from './limits.ts';
import { readFolder, type SourceFile } from './source-file.ts';
import type { ModuleCall } from './types.ts';
import type { Vendored } from './vendored.ts';

/** A module's folder as it was found; all paths are absolute. */
export interface FoundModule {
  dir: string;
  files: SourceFile[];
  /** The folders that its calls lead to, by the call's name. */
  callDirs: Map<string, string>;
}

export interface Found {
  modules: Map<string, FoundModule>;
  issues: Issue[];
}

interface Visit {
  dir: string;
  /** The names of the calls that led here. */
  path: string[];
}

export interface Bounds {
  /** Further folders of modules, that no module calls. */
  further: string[];
  tofu: boolean;
  vendored: Vendored;
  /** Whether a path, as written or real, belongs to the project. */
  inside(path: string): boolean;
}

/** Reads a root module and all modules that it reaches. */
export async function discover(rootDir: string, bounds: Bounds): Promise<Found> {
  const found: Found = { modules: new Map(), issues: [] };
  const seen = new Set<string>();
  const waiting: Visit[] = [
    { dir: rootDir, path: [] },
    ...bounds.further.map((dir, index) => ({ dir, path: [`holdfast-test-${index}`] })),
  ];
  for (let visit = waiting.shift(); visit; visit = waiting.shift()) {
    const { dir, path } = visit;
    // A second way to a folder matters only where vendored modules lie below it: they go by the way.
    const key = bounds.vendored.reaches(path) ? `${dir}\n${path.join('.')}` : dir;
    if (seen.has(key)) continue;
    seen.add(key);
    const module = found.modules.get(dir) ?? (await readModule(found, dir, bounds));
    waiting.push(...(await callsOf(found, module, path, bounds)));
    if (found.modules.size > limits.modules) {
      const message = `there are more than ${limits.modules} modules; the others are not read`;
      found.issues.push({ code: 'too-many-modules', message });
      break;
    }
  }
  return found;
}

async function readModule(found: Found, dir: string, { tofu, inside }: Bounds): Promise<FoundModule> {
  const { files, issues } = await readFolder(dir, tofu, (name) => join(dir, name), inside);
  const module: FoundModule = { dir, files, callDirs: new Map() };
  found.modules.set(dir, module);
  found.issues.push(...issues);
  for (const file of files)
    if (file.error) {
      const place = { file: file.path, ...file.lines.at(file.error.offset) };
      found.issues.push({ code: 'syntax-error', message: file.error.message, place });
    }
  return module;
}

async function callsOf(found: Found, module: FoundModule, path: string[], bounds: Bounds): Promise<Visit[]> {
  const calls = describeCalls(module.files);
  const visits: Visit[] = [];
  for (const call of calls) {
    const visit = { dir: '', path: [...path, call.name] };
    const target = targetOf(call, module.dir, visit.path, bounds);
    const problem = typeof target === 'string' ? await problemWith(target, call, visit.path, bounds) : target;
    if (problem || typeof target !== 'string') {
      if (problem && !found.issues.some((issue) => sameIssue(issue, problem))) found.issues.push(problem);
      continue;
    }
    if (!module.callDirs.has(call.name)) module.callDirs.set(call.name, target);
    visits.push({ ...visit, dir: target });
  }
  return visits;
}

function sameIssue(a: Issue, b: Issue): boolean {
  return a.code === b.code && a.place?.file === b.place?.file && a.place?.line === b.place?.line;
}

function placeOfCall(call: ModuleCall): Place {
  return { file: call.place.file, line: call.place.line, column: call.place.column };
}

/** Whether a source is that of a local module. https://developer.hashicorp.com/terraform/language/modules/sources#local-paths */
export function isLocalSource(source: string): boolean {
  return /^\.\.?(?:\/|$)/.test(source);
}

function targetOf(call: ModuleCall, dir: string, path: string[], { vendored }: Bounds): string | Issue {
  const place = placeOfCall(call);
  if (call.source === undefined)
    return {
      code: 'module-source-not-literal',
      message: `the source of the module "${call.name}" is missing or not a plain text`,
      fix: 'write the source as a plain text, without templates',
      place,
    };
  if (isLocalSource(call.source)) return resolve(dir, call.source);
  return (
    vendored.dirOf(path) ?? {
      code: 'module-not-vendored',
      message: `the module "${call.name}" comes from ${call.source} and is not on this machine`,
      fix: 'run `terraform get` in the root module where the source can be reached; it puts the module into .terraform/modules',
      place,
    }
  );
}

async function problemWith(
  target: string,
  call: ModuleCall,
  path: string[],
  { inside }: Bounds,
): Promise<Issue | undefined> {
  const place = placeOfCall(call);
  if (!inside(target))
    return {
      code: 'module-outside-project',
      message: `the module "${call.name}" lies outside of the project: ${call.source}`,
      fix: 'move the module into the project, or check from a folder that holds both',
      place,
    };
  if (path.length > limits.moduleDepth) {
    const message = `modules stand in one another more than ${limits.moduleDepth} deep`;
    return { code: 'module-too-deep', message, place };
  }
  const folder = await stat(target).catch(() => undefined);
  if (folder?.isDirectory()) return undefined;
  const message = `the module "${call.name}" has no folder: ${call.source}`;
  return { code: 'module-not-found', message, fix: 'correct the source, or add the folder', place };
}

/** Whether a path is a folder or lies below it. */
export function within(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
