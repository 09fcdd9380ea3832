import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issue, Place } from '../../base/issue.ts';
import type { Defaults } from '../providers/knowledge.ts';
import { placeOf } from '../source/places.ts';
import { readProject } from '../source/project.ts';
import type { Project } from '../source/types.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import type { Served } from './provider.ts';
import { clean } from './result/clean.ts';
import { fillIn } from './result/fill-in.ts';
import { type Assumption, assumptionsOf, plain, withheldBlocks } from './result/findings.ts';
import { inOrder } from './result/in-order.ts';
import type { PlanJson } from './result/plan-json.ts';
import { readAppliedState } from './result/state-json.ts';
import { identify, looksLikeTofu, type Terraform, terraformPath } from './terraform.ts';

export interface PlanRequest {
  /** The folder of a root module. */
  dir: string;
  /** Files as for `-var-file`, absolute. */
  varFiles: string[];
  /** `NAME=VALUE`, as for `-var`. */
  variables: string[];
  /** For providers that do not say; 12 digits. */
  account?: string;
  /** For providers that do not say. */
  region?: string;
  /** What the user knows better: attributes by the address of a data source, outputs by that of a remote state. */
  given?: Record<string, Record<string, unknown>>;
  environment: Record<string, string | undefined>;
  /** For each command of Terraform. */
  timeoutMs: number;
  signal: AbortSignal;
}

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

/** For providers that do not say, when the caller does not either. */
export const defaultAccount = '123456789012';
export const defaultRegion = 'us-east-1';

/**
 * Evaluates a root module with Terraform and without credentials, providers or a network.
 * @throws InputError for a folder that holds no module; ToolError without Terraform
 */
export async function planWithoutCredentials(request: PlanRequest): Promise<PlanResult> {
  const path = await terraformPath(request.environment);
  const workDir = await realpath(await mkdtemp(join(tmpdir(), 'holdfast-')));
  try {
    const [terraform, project] = await Promise.all([
      identify(path, { CHECKPOINT_DISABLE: '1', HOME: workDir, TF_CLI_CONFIG_FILE: '/dev/null' }),
      readProject(request.dir, { tofu: looksLikeTofu(path) }),
    ]);
    const { projectDir } = project;
    return { ...(await planProject(project, terraform, workDir, request)), terraform, projectDir };
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

async function planProject(
  project: Project,
  terraform: Terraform,
  workDir: string,
  request: PlanRequest,
): Promise<Pick<PlanResult, 'plan' | 'problems'>> {
  const defaults: Defaults = {
    account: request.account ?? defaultAccount,
    region: request.region ?? defaultRegion,
    projectDir: project.projectDir,
    rootDir: join(project.projectDir, project.rootDir),
  };
  const given = request.given ?? {};
  const evaluation = await evaluate({
    project,
    workDir,
    terraform: terraform.path,
    variables: [
      ...request.varFiles.map((file) => `-var-file=${file}`),
      ...request.variables.map((one) => `-var=${one}`),
    ],
    scratch: { remoteState: given },
    attach: { defaults, given: (address) => given[address] as ReturnType<Served['given']> },
    timeoutMs: request.timeoutMs,
    signal: request.signal,
  });
  const problems = inOrder([...project.issues, ...evaluation.problems]);
  if (evaluation.mode === 'none' || evaluation.session.plan === undefined) return { problems };
  const plan = planOf(evaluation, project);
  const chosen = { account: request.account !== undefined, region: request.region !== undefined };
  const holdfast = notes(plan, evaluation, project, problems, evaluation.mode, defaults, chosen);
  return { plan: { ...plan, holdfast }, problems };
}

/** The plan with everything filled in, and nothing of the scratch copy left. */
function planOf({ session }: Evaluation, project: Project): PlanJson {
  const inProject = (text: string) =>
    text.replaceAll(jsonText(session.scratch.dir), jsonText(project.projectDir));
  const plan: PlanJson = JSON.parse(inProject(session.plan ?? '{}'));
  if (session.state !== undefined) fillIn(plan, readAppliedState(inProject(session.state), session.dynamic));
  clean(plan);
  return plan;
}

/** A text as it stands within a JSON string. */
function jsonText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function notes(
  plan: PlanJson,
  { journal, session, repairs }: Evaluation,
  project: Project,
  problems: Issue[],
  mode: PlanNotes['mode'],
  defaults: Defaults,
  chosen: { account: boolean; region: boolean },
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
    assumptions: assumptionsOf(project, journal, session.scratch, session.unknown, defaults, chosen),
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
