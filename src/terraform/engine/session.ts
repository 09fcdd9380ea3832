import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ignoredNames } from '../lenient/ignored-names.ts';
import { provisionersInPlan, unsafeLeftovers } from '../source/leftovers.ts';
import { writeScratch } from '../source/scratch.ts';
import type { Project, Scratch, ScratchOptions } from '../source/types.ts';
import { keysTaken } from '../source/usage.ts';
import { type AttachOptions, attachProviders } from './attach.ts';
import {
  type Diagnostic,
  printedDiagnostics,
  streamedDiagnostics,
  validationDiagnostics,
} from './diagnostics.ts';
import { scrubbedEnvironment } from './environment.ts';
import type { NeededProvider } from './needed-providers.ts';
import { startStateServer } from './state-server.ts';
import { type Outcome, runTerraform } from './terraform.ts';

export interface SessionOptions {
  project: Project;
  /** A folder that is empty and our own. */
  workDir: string;
  terraform: string;
  /** `-var`, `-var-file`, as they are for Terraform. */
  variables: string[];
  scratch: ScratchOptions;
  attach: Omit<AttachOptions, 'project' | 'socketDir' | 'keys'>;
  timeoutMs: number;
  signal: AbortSignal;
}

/** What Terraform made of a configuration. */
export interface Session {
  scratch: Scratch;
  /** What Terraform said of the configuration and the plan. */
  diagnostics: Diagnostic[];
  /** Why the simulated apply did not get to its end. */
  applyErrors: Diagnostic[];
  /** As `terraform show -json` writes it; absent when there is no plan. */
  plan?: string;
  /** The state after the simulated apply; absent when it was not made or did not begin. */
  state?: string;
  /** How long each command of Terraform took, by its name. */
  commandsMs: Record<string, number>;
  /** Providers that Holdfast does not know. */
  unknown: NeededProvider[];
  /** What the state keeps with its type, by mode and type. */
  dynamic: ReadonlyMap<string, string[]>;
  /** Why there is no plan or no apply although Terraform would have made it. */
  withheld: string[];
}

/** Evaluates a project once: a plan with unknown values, then a simulated apply of that plan. */
export async function runSession(options: SessionOptions): Promise<Session> {
  const [copyDir, runDir] = [join(options.workDir, 'copy'), join(options.workDir, 'run')];
  await mkdir(runDir, { recursive: true, mode: 0o700 });
  await writeFile(join(runDir, 'terraform.rc'), '');
  const scratch = await writeScratch(options.project, copyDir, options.scratch);
  const session: Session = {
    scratch,
    diagnostics: [],
    applyErrors: [],
    commandsMs: {},
    unknown: [],
    dynamic: new Map(),
    withheld: await unsafeLeftovers(copyDir),
  };
  if (session.withheld.length > 0) return session;
  const attached = await attachProviders({
    ...options.attach,
    defaults: { ...options.attach.defaults, copyDir: scratch.dir, lenient: options.attach.lenient },
    project: options.project,
    keys: await keysTaken(options.project, ['external', 'aws_secretsmanager_secret_version']),
    socketDir: runDir,
  });
  Object.assign(session, { unknown: attached.unknown, dynamic: attached.dynamic });
  const states = await startStateServer();
  try {
    await writeFile(join(scratch.rootDir, 'holdfast_backend_override.tf'), backend(states.url), {
      flag: 'wx',
    });
    const env = { ...scrubbedEnvironment(runDir), ...attached.env };
    const ignored = ignoredNames(options.project, scratch, attached.schemaOf);
    await steps(session, options, ignored, join(runDir, 'plan'), async (args) => {
      const startMs = performance.now();
      const outcome = await runTerraform(options.terraform, args, { ...options, cwd: scratch.rootDir, env });
      session.commandsMs[args[0] ?? ''] = performance.now() - startMs;
      return outcome;
    });
    const state = states.state();
    return state === undefined ? session : { ...session, state };
  } finally {
    await Promise.all([attached.close(), states.close()]);
  }
}

function backend(url: string): string {
  return `terraform {\n  backend "http" {\n    address = "${url}"\n  }\n}\n`;
}

type Run = (args: string[]) => Promise<Outcome>;

async function steps(
  session: Session,
  options: SessionOptions,
  ignored: Promise<Diagnostic[]>,
  planFile: string,
  run: Run,
): Promise<void> {
  const [init, passedOver] = await Promise.all([run(['init', '-input=false', '-no-color']), ignored]);
  session.diagnostics.push(...passedOver);
  if (init.code !== 0) {
    session.diagnostics.push(...(await initDiagnostics(init, run)));
    return;
  }
  const common = ['-input=false', '-lock=false', '-json'];
  const planning = await run(['plan', ...common, '-refresh=false', `-out=${planFile}`, ...options.variables]);
  session.diagnostics.push(...streamedDiagnostics(planning.stdout));
  if (planning.code !== 0) {
    if (session.diagnostics.length === 0) session.diagnostics.push(...printedDiagnostics(planning.stderr));
    await addValidation(session, run);
    return;
  }
  // Terraform passed over these, and would apply the rest.
  if (session.diagnostics.some(isError)) return;
  const shown = await run(['show', '-json', planFile]);
  session.plan = shown.stdout;
  session.withheld.push(...provisionersInPlan(JSON.parse(shown.stdout)));
  if (session.withheld.length > 0) return;
  const applying = await run(['apply', ...common, planFile]);
  session.applyErrors.push(...streamedDiagnostics(applying.stdout).filter(isError));
}

/** A plan gives up at the first kind of problem, such as a variable without a value; there may be others. */
async function addValidation(session: Session, run: Run): Promise<void> {
  const { stdout } = await run(['validate', '-json', '-no-color']);
  const keyOf = ({ summary, range }: Diagnostic) =>
    JSON.stringify([summary, range?.filename, range?.start.byte]);
  const known = new Set(session.diagnostics.map(keyOf));
  session.diagnostics.push(
    ...validationDiagnostics(stdout).filter((one) => isError(one) && !known.has(keyOf(one))),
  );
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

/** `validate` tells the same problems with their places. What only `init` sees, it says for people. */
async function initDiagnostics(init: Outcome, run: Run): Promise<Diagnostic[]> {
  const validation = await run(['validate', '-json', '-no-color']);
  const found = validationDiagnostics(validation.stdout).filter(isError);
  const telling = found.filter(({ summary }) => summary !== 'Module not installed');
  return telling.length > 0 ? telling : printedDiagnostics(init.stderr);
}
