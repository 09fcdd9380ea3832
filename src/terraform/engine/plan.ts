import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issue, Place } from '../../base/issue.ts';
import type { Defaults } from '../providers/knowledge.ts';
import { placeOf } from '../source/places.ts';
import { readProject } from '../source/project.ts';
import type { Project } from '../source/types.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { defaultsOf, givenBy, type PlanRequest, variablesOf } from './request.ts';
import { clean } from './result/clean.ts';
import { fillIn } from './result/fill-in.ts';
import { fillProviders } from './result/fill-providers.ts';
import { type Assumption, assumptionsOf, plain, withheldBlocks } from './result/findings.ts';
import { inOrder } from './result/in-order.ts';
import type { PlanJson } from './result/plan-json.ts';
import { readAppliedState } from './result/state-json.ts';
import { identifySandboxed, looksLikeTofu, onPath, type Terraform, terraformPath } from './terraform.ts';

/** What Holdfast adds to a plan, under the key `holdfast`. */
export interface PlanNotes {
  schemaVersion: 1;
  mode: 'strict' | 'lenient';
  /** Where each instance comes from, by address; files from the project's folder. */
  places: Record<string, Place & { endLine: number }>;
  assumptions: Assumption[];
  /** Attributes whose values stand for those that only the provider could tell, by address. */
  placeholders: Record<string, string[]>;
  /** Those among them that the configuration leaves to the provider's choice: nobody knows what it is. */
  left: Record<string, string[]>;
  /** What Terraform refuses or warns of. */
  problems: Issue[];
  /** What was changed so that the rest could be evaluated. */
  repairs: Issue[];
  /** Provisioners, backends and the like, which did not run. */
  withheld: Issue[];
}

export interface PlanResult {
  /** Terraform's plan with `holdfast`; absent when nothing could be evaluated. */
  plan?: PlanJson & { holdfast: PlanNotes };
  problems: Issue[];
  terraform: Terraform;
  /** The folder that everything was read from. */
  projectDir: string;
}

/**
 * Evaluates a root module with Terraform and without credentials, providers or a network.
 * @throws InputError for a folder that holds no module; ToolError without Terraform
 */
export async function planWithoutCredentials(request: PlanRequest): Promise<PlanResult> {
  const path = await terraformPath(request.environment);
  const workDir = await realpath(await mkdtemp(join(tmpdir(), 'holdfast-')));
  try {
    const bwrap = await onPath('bwrap', request.environment.PATH);
    const env = { CHECKPOINT_DISABLE: '1', HOME: workDir, TF_CLI_CONFIG_FILE: '/dev/null' };
    const [program, project] = await Promise.all([
      identifySandboxed(path, env, bwrap),
      readProject(request.dir, { tofu: looksLikeTofu(path) }),
    ]);
    const { projectDir } = project;
    const planned = await planProject(project, program, workDir, request);
    return { ...planned, terraform: program.terraform, projectDir };
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

async function planProject(
  project: Project,
  { terraform, bwrap }: { terraform: Terraform; bwrap?: string },
  workDir: string,
  request: PlanRequest,
): Promise<Pick<PlanResult, 'plan' | 'problems'>> {
  const defaults = defaultsOf(request, project);
  const given = request.given ?? {};
  const evaluation = await evaluate({
    project,
    workDir,
    terraform: terraform.path,
    ...(bwrap !== undefined && { bwrap }),
    varFiles: request.varFiles,
    variables: variablesOf(request),
    scratch: { remoteState: given },
    attach: { defaults, given: givenBy(request) },
    timeoutMs: request.timeoutMs,
    signal: request.signal,
  });
  const told = new Set(project.issues.map(({ place }) => `${place?.file}:${place?.line}`));
  const problems = inOrder([
    ...project.issues,
    ...unmatched(given, project),
    // What keeps Terraform from being run is often told already, with what to do about it.
    ...evaluation.problems.filter(
      ({ code, message }) => code !== 'not-safe-to-run' || !told.has(/^.+?:\d+/.exec(message)?.[0] ?? ''),
    ),
  ]);
  if (evaluation.mode === 'none' || evaluation.session.plan === undefined) return { problems };
  const plan = planOf(evaluation, project);
  const chosen = { account: request.account !== undefined, region: request.region !== undefined };
  const holdfast = notes(
    plan,
    evaluation,
    project,
    problems,
    evaluation.mode,
    defaults,
    chosen,
    bwrap !== undefined,
  );
  return { plan: { ...plan, holdfast }, problems };
}

/** What is given for an address that the module does not have: most likely a slip of the pen. */
function unmatched(given: Record<string, unknown>, project: Project): Issue[] {
  return Object.keys(given)
    .filter((address) => placeOf(project, address) === undefined)
    .map((address) => ({
      code: 'assume-unused',
      message: `the module has no ${address}, which the file of --assume gives values for`,
      fix: 'write the address as `terraform state list` does: module.a.data.aws_ami.base',
    }));
}

/** The plan with everything filled in, and nothing of the scratch copy left. */
function planOf({ session, journal }: Evaluation, project: Project): PlanJson {
  const inProject = (text: string) =>
    text.replaceAll(jsonText(session.scratch.dir), jsonText(project.projectDir));
  const plan: PlanJson = JSON.parse(inProject(session.plan ?? '{}'));
  if (session.state !== undefined) fillIn(plan, readAppliedState(inProject(session.state), session.dynamic));
  fillProviders(plan, journal.configurations);
  clean(plan);
  return plan;
}

/** A text as it stands within a JSON string. */
function jsonText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

const unsandboxed: Assumption = {
  what: 'Terraform ran without a sandbox, because bubblewrap is not installed or does not work here: a module could read files of this machine into the plan',
};

function notes(
  plan: PlanJson,
  { journal, session, repairs }: Evaluation,
  project: Project,
  problems: Issue[],
  mode: PlanNotes['mode'],
  defaults: Defaults,
  chosen: { account: boolean; region: boolean },
  isSandboxed: boolean,
): PlanNotes {
  const entries = [...journal.entries].sort(([left], [right]) => (left < right ? -1 : 1));
  const listed = (part: 'placeholders' | 'left') =>
    Object.fromEntries(
      entries.filter(([, entry]) => entry[part].length > 0).map(([address, entry]) => [address, entry[part]]),
    );
  return {
    schemaVersion: 1,
    mode,
    places: placesOf(plan, project),
    assumptions: [
      ...(isSandboxed ? [] : [unsandboxed]),
      ...assumptionsOf(project, journal, session.scratch, session.unknown, defaults, chosen),
    ],
    placeholders: listed('placeholders'),
    left: listed('left'),
    problems,
    repairs: inOrder(repairs),
    withheld: withheldBlocks(session.scratch),
  };
}

function placesOf(plan: PlanJson, project: Project): PlanNotes['places'] {
  const addresses = new Set<string>();
  for (const { address } of plan.resource_changes ?? []) addresses.add(address);
  for (const values of [plan.planned_values, plan.prior_state?.values])
    addAddresses(values?.root_module, addresses);
  const places = [...addresses].sort().flatMap((address) => {
    const place = placeOf(project, address);
    return place ? [[address, { ...plain(place), endLine: place.endLine }] as const] : [];
  });
  return Object.fromEntries(places);
}

interface Addressed {
  resources?: { address: string }[];
  child_modules?: Addressed[];
}

function addAddresses(module: Addressed | undefined, addresses: Set<string>): void {
  for (const { address } of module?.resources ?? []) addresses.add(address);
  for (const child of module?.child_modules ?? []) addAddresses(child, addresses);
}
