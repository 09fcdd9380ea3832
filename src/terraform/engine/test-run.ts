import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../base/errors.ts';
import { unsafeLeftovers } from '../source/leftovers.ts';
import { moduleTests } from '../source/module-tests.ts';
import { readProject } from '../source/project.ts';
import { writeScratch } from '../source/scratch.ts';
import type { Project, Scratch } from '../source/types.ts';
import { keysTaken } from '../source/usage.ts';
import { attachProviders } from './attach.ts';
import { scrubbedEnvironment } from './environment.ts';
import { Journal } from './journal.ts';
import { defaultAccount, defaultRegion, type PlanRequest } from './plan.ts';
import { looksLikeTofu, type Outcome, runTerraform, terraformPath } from './terraform.ts';

export interface TestRun {
  passed: boolean;
  /** What Terraform prints of the tests, with the user's own paths. */
  output: string;
}

/**
 * Runs a module's own tests (`*.tftest.hcl`) against the providers of Holdfast: without credentials, and with nothing
 * that a test applies being there.
 * @throws InputError without tests, and for a configuration that Terraform refuses
 */
export async function runModuleTests(request: PlanRequest): Promise<TestRun> {
  const terraform = await terraformPath(request.environment);
  const project = await readProject(request.dir, { tofu: looksLikeTofu(terraform), tests: true });
  const rootDir = join(project.projectDir, project.rootDir);
  if ((await moduleTests(rootDir, () => true)).files.length === 0)
    throw new InputError({
      code: 'no-tests',
      message: `${request.dir} has no tests (*.tftest.hcl)`,
      fix: 'https://developer.hashicorp.com/terraform/language/tests tells how to write one',
    });
  const workDir = await realpath(await mkdtemp(join(tmpdir(), 'holdfast-')));
  try {
    return await runIn(workDir, terraform, project, request);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

async function runIn(
  workDir: string,
  terraform: string,
  project: Project,
  request: PlanRequest,
): Promise<TestRun> {
  const runDir = join(workDir, 'run');
  await mkdir(runDir, { mode: 0o700 });
  await writeFile(join(runDir, 'terraform.rc'), '');
  const given = request.given ?? {};
  const scratch = await writeScratch(project, join(workDir, 'copy'), {
    tests: true,
    asWritten: true,
    remoteState: given,
  });
  refuse('not-safe-to-run', await unsafeLeftovers(scratch.dir));
  const journal = new Journal();
  const attached = await attachProviders({
    project,
    defaults: {
      account: request.account ?? defaultAccount,
      region: request.region ?? defaultRegion,
      projectDir: project.projectDir,
      rootDir: join(project.projectDir, project.rootDir),
      copyDir: scratch.dir,
    },
    lenient: false,
    given: () => undefined,
    keys: await keysTaken(project, ['external', 'aws_secretsmanager_secret_version']),
    journal,
    socketDir: runDir,
  });
  try {
    const env = { ...scrubbedEnvironment(runDir), ...attached.env };
    const run = (args: string[]) => runTerraform(terraform, args, { ...request, cwd: scratch.rootDir, env });
    const init = await run(['init', '-input=false', '-no-color']);
    if (init.code !== 0) refuse('terraform-error', [textOf(init, scratch, project)]);
    const tests = await run(['test', '-no-color', ...variablesOf(request)]);
    if (journal.bugs.length > 0) throw journal.bugs[0];
    return { passed: tests.code === 0, output: textOf(tests, scratch, project) };
  } finally {
    await attached.close();
  }
}

function variablesOf({ varFiles, variables }: PlanRequest): string[] {
  return [...varFiles.map((file) => `-var-file=${file}`), ...variables.map((one) => `-var=${one}`)];
}

function textOf({ stdout, stderr }: Outcome, scratch: Scratch, project: Project): string {
  return `${stdout}${stderr}`.replaceAll(scratch.dir, project.projectDir);
}

function refuse(code: string, messages: string[]): void {
  if (messages.length > 0)
    throw new InputError(...messages.map((message) => ({ code, message: message.trim() })));
}
