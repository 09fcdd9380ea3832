import type { ActionFile, Workflow } from '../types.ts';

/** A path as scripts write it. Those of a folder are found by what lies in it. */
const word = /[\w./-]+/g;
const scriptForm = /\.(?:py|sh|bash|js|mjs|cjs|ts)$/;
const testForm = /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/;

/** The scripts of the repository itself that steps run by name, and the tests below a folder that they hand to pytest. */
export function calledScripts(
  { workflows, actions }: { workflows: readonly Workflow[]; actions: readonly ActionFile[] },
  paths: readonly string[],
): string[] {
  const steps = [
    ...workflows.flatMap(({ jobs }) => jobs.flatMap((job) => job.steps)),
    ...actions.flatMap((action) => action.steps),
  ];
  const scripts = paths.filter((path) => scriptForm.test(path));
  return [...new Set(steps.flatMap(({ run }) => (run ? scriptsNamed(run.value, scripts) : [])))].sort();
}

/** Which of the paths a script names: from the root, or from the folder that it works in. */
export function scriptsNamed(run: string, paths: readonly string[]): string[] {
  const words = (run.slice(0, 200_000).match(word) ?? []).map(plain).filter((one) => one !== '');
  const named = new Set(words.filter((one) => scriptForm.test(one)));
  const found = paths.filter((path) => named.has(path) || [...named].some((one) => path.endsWith(`/${one}`)));
  if (!/\bpytest\b/.test(run)) return found;
  const folders = words.filter((one) => !scriptForm.test(one));
  const tests = paths.filter(
    (path) => testForm.test(path) && folders.some((folder) => path.startsWith(`${folder}/`)),
  );
  return [...found, ...tests];
}

/** `./tests/` is `tests`. */
function plain(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
}
