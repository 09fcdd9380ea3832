import { type AccessDiff, diffAccess } from '../../access/diff.ts';
import { compareWithIntent, type IntentReport } from '../../access/intent.ts';
import type { EnvironmentAccess } from '../../access/types.ts';
import { InputError } from '../../base/errors.ts';
import { accessMatrix } from '../../clouds/aws/access/matrix.ts';
import type { Located } from '../../findings/judge.ts';
import { type OidcIdentity, oidcSubjects } from '../../github/analysis/oidc.ts';
import type { GitHub } from '../../spec/platform.ts';
import { withChange } from './change.ts';
import { type EstateChoices, type Estates, readEstates } from './estates.ts';

export interface AccessChoices extends EstateChoices {
  /** Compare with what holdfast.yaml intends. */
  intent: boolean;
  /** A folder, a plan, or a revision of git. */
  base?: string;
}

export interface AccessResult {
  assumptions: readonly string[];
  environments: Record<string, EnvironmentAccess>;
  intent?: Record<string, IntentReport>;
  diff?: Record<string, AccessDiff>;
}

const nobody: EnvironmentAccess = { principals: [], grants: [], assumptions: [] };

/** Who can do what, in every environment; against the intent, and against an earlier revision. */
export async function access(choices: AccessChoices): Promise<AccessResult> {
  const { base } = choices;
  if (base === undefined) return withIntent(choices, await readEstates(choices));
  return withChange({ ...choices, base }, ({ before, after }) => {
    const result = withIntent(choices, after);
    return { ...result, diff: differences(matrices(before), result.environments) };
  });
}

function withIntent({ intent }: AccessChoices, estates: Estates): AccessResult {
  const environments = matrices(estates);
  const assumptions = [
    ...estates.roots.flatMap((root) => root.assumptions),
    ...Object.values(environments).flatMap((one) => one.assumptions),
  ];
  const result: AccessResult = { assumptions: [...new Set(assumptions)], environments };
  return intent ? { ...result, intent: intentOf(estates, environments) } : result;
}

/** Who can do what in each environment. */
export function matrices({ estates, platform }: Estates): Record<string, EnvironmentAccess> {
  const roots = estates.filter(({ estate, root }) => root !== undefined || !estate.github);
  const github = estates.find(({ estate }) => estate.github)?.estate.github;
  const repository = platform?.github && subjectOf(platform.github);
  const identities = github?.workflows.flatMap((workflow) => oidcSubjects(workflow, repository, github));
  return Object.fromEntries(roots.map((located) => [nameOf(located), matrixOf(located, identities)]));
}

/** As the identity provider writes it: https://docs.github.com/en/actions/reference/security/oidc */
function subjectOf({ repository, ownerId, repositoryId }: GitHub): string {
  const [owner, name] = repository.split('/');
  return ownerId === undefined ? repository : `${owner}@${ownerId}/${name}@${repositoryId}`;
}

function nameOf({ estate, root }: Located): string {
  return estate.environment?.name ?? root ?? 'plan';
}

function matrixOf({ estate }: Located, identities?: readonly OidcIdentity[]): EnvironmentAccess {
  const { plan, aws, platform, environment } = estate;
  return accessMatrix({
    plan,
    facts: aws,
    ...(identities && { identities }),
    ...(platform && { platform }),
    ...(environment && { environment }),
  });
}

/** @throws InputError without holdfast.yaml */
export function intentOf(
  { estates, platform }: Estates,
  environments: Record<string, EnvironmentAccess>,
): Record<string, IntentReport> {
  if (!platform)
    throw new InputError({
      code: 'no-intent',
      message: 'there is no holdfast.yaml, so that nobody says what is intended',
      fix: 'name the folder that has it, or leave out --intent',
    });
  const found = estates.flatMap((located) => {
    const { environment } = located.estate;
    const own = environments[nameOf(located)];
    if (!environment || !own) return [];
    return [[environment.name, compareWithIntent(platform, environment, own)] as const];
  });
  return Object.fromEntries(found);
}

export function differences(
  before: Record<string, EnvironmentAccess>,
  after: Record<string, EnvironmentAccess>,
): Record<string, AccessDiff> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    names.map((name) => [name, diffAccess(before[name] ?? nobody, after[name] ?? nobody)]),
  );
}
