import { checkApprovals, unknownName } from './access.ts';
import type { Declared, Finding, Report } from './noun.ts';

/** The part of an environment that is judged here. */
interface LooseEnvironment {
  readonly account?: string;
  readonly region?: string;
  readonly root?: string;
  readonly models_from?: string;
  readonly break_glass?: string;
  readonly approvals?: { readonly [team: string]: number | undefined };
  readonly datasets?: { readonly [name: string]: object | undefined };
  readonly models?: { readonly [name: string]: object | undefined };
}

type Check = (id: string, environment: LooseEnvironment, declared: Declared) => Finding[];

/** Where `models_from` leads, this environment first, when it comes back to one that was there. */
function circleFrom(id: string, declared: Declared): string[] | undefined {
  const ids: string[] = [];
  let next: string | undefined = id;
  while (next !== undefined && !ids.includes(next)) {
    ids.push(next);
    next = declared.environments.get(next)?.modelsFrom;
  }
  return next === undefined ? undefined : [...ids, next];
}

const checkCloud: Check = (id, { account, region }, declared) => {
  const path = ['environments', id];
  if (id === 'local' && account !== undefined) {
    return [
      {
        code: 'local-account',
        path: [...path, 'account'],
        message: 'local is this machine and has no AWS account',
        fix: 'give the account to an environment with another name',
      },
    ];
  }
  if (account === undefined || region !== undefined || declared.region !== undefined) return [];
  return [
    {
      code: 'region-missing',
      path: [...path, 'account'],
      message: `environment ${id} is on AWS, and no region is said`,
      fix: `add cloud: { region: eu-central-1 }, or environments.${id}.region`,
      rests: [
        ['cloud', 'region'],
        [...path, 'region'],
      ],
    },
  ];
};

const checkOrigin: Check = (id, { account, models_from: from, datasets }, declared) => {
  if (from === undefined) return [];
  const path = ['environments', id, 'models_from'];
  const unknown = unknownName('environment', from, declared.environments, path);
  if (unknown.length > 0) return unknown;
  const circle = circleFrom(id, declared);
  if (circle) {
    const message = `models would come in a circle: ${circle.join(' from ')}`;
    return [{ code: 'models-from-loop', path, message, fix: 'remove models_from where models are trained' }];
  }
  const findings: Finding[] = [];
  if (from === 'local' && account !== undefined) {
    findings.push({
      code: 'models-from-local',
      path,
      message: 'an environment on AWS does not take models from one machine',
      fix: 'name an environment with an account',
    });
  }
  for (const name of Object.keys(datasets ?? {})) {
    findings.push({
      code: 'patch-without-dataset',
      path: ['environments', id, 'datasets', name],
      at: 'key',
      message: `${id} takes its models from ${from} and holds no dataset`,
      fix: 'remove this line',
    });
  }
  return findings;
};

const checkNames: Check = (id, environment, declared) => {
  const path = ['environments', id];
  const { break_glass: breakGlass, datasets, models } = environment;
  return [
    ...(breakGlass === undefined
      ? []
      : unknownName('team', breakGlass, declared.teams, [...path, 'break_glass'])),
    ...Object.keys(datasets ?? {}).flatMap((name) =>
      unknownName('dataset', name, declared.datasets, [...path, 'datasets', name], 'key'),
    ),
    ...Object.keys(models ?? {}).flatMap((name) =>
      unknownName('model', name, declared.models, [...path, 'models', name], 'key'),
    ),
  ];
};

/** Approvals are of infrastructure, so that only an environment on AWS needs them. */
const checkPlanApprovals: Check = (id, { account, approvals }, declared) => {
  const path = ['environments', id];
  const findings: Finding[] = [];
  const report: Report = (finding) => findings.push({ ...finding, path: [...path, ...finding.path] });
  checkApprovals(approvals, [], { name: id, declared, report });
  const needed = account !== undefined && declared.environments.get(id)?.production === true;
  if (needed && Object.keys(approvals ?? {}).length === 0) {
    findings.push({
      code: 'approvals-missing',
      path: [...path, 'approvals'],
      at: 'key',
      message: `nobody approves changes of infrastructure in production environment ${id}`,
      fix: 'add approvals: { TEAM: 1 }',
      rests: [[...path, 'production']],
    });
  }
  return findings;
};

/** Two environments in one root would share one state. */
function sharedRoots(section: { readonly [id: string]: LooseEnvironment | undefined }): Finding[] {
  const owners = new Map<string, string>();
  const findings: Finding[] = [];
  for (const [id, environment] of Object.entries(section)) {
    const root = (environment?.root ?? `infra/${id}`).replace(/^(\.\/)+|\/+$/g, '');
    const owner = owners.get(root);
    owners.set(root, owner ?? id);
    if (owner === undefined) continue;
    findings.push({
      code: 'root-shared',
      path: ['environments', id, 'root'],
      message: `${id} has the same Terraform root as ${owner}, so that one would change the other`,
      fix: 'give each environment a root of its own',
    });
  }
  return findings;
}

export function checkEnvironments(
  section: { readonly [id: string]: LooseEnvironment | undefined } | undefined,
  declared: Declared,
  report: Report,
): void {
  if (section === undefined) return;
  for (const [id, environment] of Object.entries(section)) {
    for (const check of [checkCloud, checkOrigin, checkNames, checkPlanApprovals]) {
      for (const finding of check(id, environment ?? {}, declared)) report(finding);
    }
  }
  for (const finding of sharedRoots(section)) report(finding);
}
