import type { Issue, Result } from '../../base/issue.ts';
import type {
  ActionFile,
  Codeowners,
  Dependabot,
  GithubFacts,
  Manifest,
  Ruleset,
  Script,
  Workflow,
} from '../types.ts';
import { readAction } from './action.ts';
import { calledScripts } from './called-scripts.ts';
import { readCodeowners } from './codeowners.ts';
import { readDependabot } from './dependabot.ts';
import { type Listing, listFiles, readBounded } from './files.ts';
import { limits } from './limits.ts';
import { manifestOf } from './manifests.ts';
import { readRuleset } from './ruleset.ts';
import { readWorkflow } from './workflow.ts';

/** In the order in which GitHub looks: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-file-location */
const codeownersPaths = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];
const dependabotPaths = ['.github/dependabot.yml', '.github/dependabot.yaml'];
const workflowForm = /^\.github\/workflows\/[^/]+\.ya?ml$/;
const rulesetForm = /^\.github\/rulesets\/(?:.*\/)?[^/]+\.json$/;
const actionForm = /^(?:.*\/)?action\.ya?ml$/;

/**
 * What a repository says to GitHub. Follows no links and reads bounded files only; what cannot be read is an issue.
 * Throws what the file system throws when `dir` itself cannot be listed.
 */
export async function readGithub(dir: string): Promise<GithubFacts> {
  const listing = await listFiles(dir);
  return factsOf(listing, async (path) => readBounded(dir, path));
}

/** The same from files that are in memory: paths to texts. */
export async function readGithubFiles(files: Readonly<Record<string, string>>): Promise<GithubFacts> {
  const listing = { paths: Object.keys(files).sort(), issues: [] };
  return factsOf(listing, async (path) => ({ value: files[path] ?? '', issues: [] }));
}

type Read = (path: string) => Promise<Result<string>>;

async function factsOf(listing: Listing, read: Read): Promise<GithubFacts> {
  const issues: Issue[] = [...listing.issues];
  const all = async <T>(
    paths: readonly string[],
    most: number,
    parse: (text: string, file: string) => Result<T>,
  ): Promise<T[]> => {
    if (paths.length > most) issues.push(tooMany(paths[most] ?? '', most));
    const values: T[] = [];
    for (const path of paths.slice(0, most)) {
      const text = await read(path);
      const found = text.value === undefined ? { issues: [] } : parse(text.value, path);
      issues.push(...text.issues, ...found.issues);
      if (found.value) values.push(found.value);
    }
    return values;
  };
  const { paths } = listing;
  const first = (wanted: readonly string[]) => wanted.filter((path) => paths.includes(path)).slice(0, 1);
  const workflows = await all<Workflow>(
    paths.filter((path) => workflowForm.test(path)),
    limits.workflows,
    readWorkflow,
  );
  const actions = await all<ActionFile>(
    paths.filter((path) => actionForm.test(path)),
    limits.actions,
    readAction,
  );
  const scripts = await all<Script>(
    calledScripts({ workflows, actions }, paths),
    limits.scripts,
    (text, file) => ({ value: { file, text }, issues: [] }),
  );
  const rulesets = await all<Ruleset>(
    paths.filter((path) => rulesetForm.test(path)),
    limits.actions,
    readRuleset,
  );
  const [dependabot] = await all<Dependabot>(first(dependabotPaths), 1, readDependabot);
  const [codeowners] = await all<Codeowners>(first(codeownersPaths), 1, (text, file) => ({
    value: readCodeowners(text, file),
    issues: [],
  }));
  const manifests: Manifest[] = paths.map(manifestOf).filter((found) => found !== undefined);
  return {
    workflows,
    actions,
    scripts,
    rulesets,
    manifests,
    issues,
    isRepository: true,
    ...(dependabot && { dependabot }),
    ...(codeowners && { codeowners }),
  };
}

function tooMany(file: string, most: number): Issue {
  return {
    code: 'github-too-many-files',
    message: `more than ${most} files of this kind; ${file} and what follows was not read`,
    place: { file, line: 1, column: 1 },
  };
}
