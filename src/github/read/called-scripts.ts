import type { ActionFile, Workflow } from '../types.ts';

/** Paths by the last part of them. */
export type ByName = ReadonlyMap<string, readonly string[]>;

/** A path as scripts write it. */
const word = /[\w./-]+/g;
const scriptForm = /\.(?:py|sh|bash|js|mjs|cjs|ts)$/;
const testForm = /^(?:test_.*|.*_test)\.py$/;
/** Of one script: more are left out. */
const wordsMax = 200;

export function byName(paths: readonly string[]): ByName {
  return Map.groupBy(paths, nameOf);
}

/** The scripts of the repository itself that steps run by name, and the tests below a folder that they hand to pytest. */
export function calledScripts(
  { workflows, actions }: { workflows: readonly Workflow[]; actions: readonly ActionFile[] },
  paths: readonly string[],
): string[] {
  const steps = [
    ...workflows.flatMap(({ jobs }) => jobs.flatMap((job) => job.steps)),
    ...actions.flatMap((action) => action.steps),
  ];
  const scripts = byName(paths.filter((path) => scriptForm.test(path)));
  return [...new Set(steps.flatMap(({ run }) => (run ? scriptsNamed(run.value, scripts) : [])))].sort();
}

/** Which of the paths a script names: from the root, or from the folder that it works in. */
export function scriptsNamed(run: string, paths: ByName): string[] {
  const words = new Set((run.slice(0, 200_000).match(word) ?? []).map(plain));
  const named = [...words].filter((one) => scriptForm.test(one)).slice(0, wordsMax);
  const found = named.flatMap((one) =>
    (paths.get(nameOf(one)) ?? []).filter((path) => path === one || path.endsWith(`/${one}`)),
  );
  const folders = /\bpytest\b/.test(run)
    ? [...words].filter((one) => one !== '' && !scriptForm.test(one)).slice(0, wordsMax)
    : [];
  return [...new Set([...found, ...testsBelow(folders, paths)])];
}

function testsBelow(folders: readonly string[], paths: ByName): string[] {
  if (folders.length === 0) return [];
  const tests = [...paths].filter(([name]) => testForm.test(name)).flatMap(([, found]) => found);
  return tests.filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `./tests/` is `tests`. */
function plain(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
}
