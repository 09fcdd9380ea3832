import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Issue } from '../../base/issue.ts';
import type { PlanRequest } from '../engine/request.ts';
import { defaultsOf } from '../engine/request.ts';
import { within } from '../source/discover.ts';
import { hclParser } from '../source/parser.ts';
import { readProject } from '../source/project.ts';
import { dispose, parseSource, type SourceFile } from '../source/source-file.ts';
import type { Project } from '../source/types.ts';
import { type Declarations, declarationsOf } from './declarations.ts';
import { StaticPlanner } from './planner.ts';
import { Providers } from './providers.ts';
import { givenVariables } from './variables.ts';

/** What the text of a configuration tells, in the form of a plan. */
export interface StaticPlan {
  plan: Record<string, unknown>;
  problems: Issue[];
  projectDir: string;
}

const fileMaxBytes = 4 * 2 ** 20;

/**
 * Evaluates a root module without Terraform: literals, variables, locals, local modules, functions, and what is known
 * of the providers. What hangs on anything else is unknown in the plan.
 * @throws InputError for a folder that holds no module
 */
export async function planStatically(request: PlanRequest): Promise<StaticPlan> {
  const project = await readProject(request.dir);
  const files = await readModules(project);
  try {
    const modules = new Map([...files].map(([dir, own]) => [dir, declarationsOf(own)]));
    const rootDir = join(project.projectDir, project.rootDir);
    const [providers, given] = await Promise.all([
      Providers.load(project, defaultsOf(request, project)),
      givenVariables(rootDir, modules.get(project.rootDir) ?? nothing, request),
    ]);
    const planner = new StaticPlanner({
      project,
      modules,
      providers,
      given,
      read: (path) => readInside(project.projectDir, rootDir, path),
      userData: request.given ?? {},
    });
    const plan = planner.plan();
    return { plan, problems: [...jsonIssues(files), ...planner.problems], projectDir: project.projectDir };
  } finally {
    dispose([...files.values()].flat());
  }
}

const nothing: Declarations = {
  resources: new Map(),
  variables: new Map(),
  outputs: new Map(),
  calls: new Map(),
  providers: [],
  locals: new Map(),
  backends: [],
};

async function readModules({ projectDir, modules }: Project): Promise<Map<string, SourceFile[]>> {
  const parse = await hclParser();
  const found = new Map<string, SourceFile[]>();
  for (const [dir, { files }] of modules)
    found.set(
      dir,
      files.map((file) => parseSource(file, readFileSync(join(projectDir, file), 'utf8'), parse)),
    );
  return found;
}

function jsonIssues(files: ReadonlyMap<string, SourceFile[]>): Issue[] {
  return [...files.values()].flat().flatMap(({ path, tree }) =>
    tree
      ? []
      : [
          {
            code: 'static-json',
            message: `${path} is in JSON syntax, which is only read with Terraform: it was left out`,
            fix: 'install Terraform or OpenTofu',
            place: { file: path, line: 1, column: 1 },
          },
        ],
  );
}

/** A file of the project only, also when a link leads out of it. */
function readInside(projectDir: string, dir: string, path: string): string | undefined {
  try {
    const real = realpathSync(join(dir, path));
    if (!within(real, projectDir) || relative(projectDir, real).split(sep).includes('.git')) return undefined;
    const found = statSync(real);
    return found.isFile() && found.size <= fileMaxBytes ? readFileSync(real, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
