import { planStatically } from '../../src/terraform/static/plan.ts';
import type { Call } from './recorded.ts';

/** A resource of a plan, as far as names go. */
export interface Named {
  address: string;
  type: string;
  values: Record<string, unknown>;
}

/** What a root makes, read from its text alone. */
export async function plannedIn(dir: string): Promise<Named[]> {
  const { plan } = await planStatically({
    dir,
    varFiles: [],
    variables: [],
    environment: {},
    timeoutMs: 60_000,
    signal: new AbortController().signal,
  });
  const changes = plan.resource_changes as {
    address: string;
    type: string;
    change: { after: Named['values'] };
  }[];
  return changes.map(({ address, type, change }) => ({ address, type, values: change.after }));
}

/** What somebody calls something, and what kind of thing that is. */
export interface Mention {
  kind:
    | 'address'
    | 'alarm'
    | 'alias'
    | 'bucket'
    | 'endpoint'
    | 'log group'
    | 'policy'
    | 'policy of a role'
    | 'role'
    | 'secret';
  name: string;
}

const options: Readonly<Record<string, Mention['kind']>> = {
  '--alarm-names': 'alarm',
  '--bucket': 'bucket',
  '--endpoint-name': 'endpoint',
  '--log-group-name': 'log group',
  '--role-name': 'role',
  '--secret-id': 'secret',
};

const inText: readonly (readonly [RegExp, Mention['kind']])[] = [
  [/^alias\/(.+)$/, 'alias'],
  [/\barn:aws:s3:::([^/"*]+)/, 'bucket'],
  [/(?:^|:)role\/(?:[a-z-]+\/)*([^/"]+)$/, 'role'],
  [/:policy\/(?:[a-z-]+\/)*([^/"]+)$/, 'policy'],
  [/:endpoint\/([^/"]+)$/, 'endpoint'],
  [/^(module\..+)$/, 'address'],
];

/** Everything that a call names of what Terraform makes. */
export function mentionsIn({ args }: Call): Mention[] {
  const after = args.flatMap((arg, at) => {
    const [kind, name] = [options[arg], args[at + 1]];
    return kind && name !== undefined ? [{ kind, name }] : [];
  });
  const within = args.flatMap((arg) =>
    inText.flatMap(([pattern, kind]) => {
      const name = pattern.exec(arg)?.[1];
      return name === undefined ? [] : [{ kind, name }];
    }),
  );
  return [...after, ...within, ...policyOfRole(args)];
}

function policyOfRole(args: readonly string[]): Mention[] {
  const after = (option: string) => args[args.indexOf(option) + 1];
  if (!args.includes('--policy-name')) return [];
  return [{ kind: 'policy of a role', name: `${after('--role-name')} ${after('--policy-name')}` }];
}

const types: Readonly<Record<string, readonly [Mention['kind'], string]>> = {
  aws_cloudwatch_log_group: ['log group', 'name'],
  aws_cloudwatch_metric_alarm: ['alarm', 'alarm_name'],
  aws_iam_policy: ['policy', 'name'],
  aws_iam_role: ['role', 'name'],
  aws_kms_alias: ['alias', 'name'],
  aws_s3_bucket: ['bucket', 'bucket'],
  aws_secretsmanager_secret: ['secret', 'name'],
};

/** The names of what is planned, as mentions are written: `role acme-prod-ci-apply`. */
export function namesOf(planned: readonly Named[]): Set<string> {
  const names = planned.flatMap(({ address, type, values }) => {
    const [kind, attribute] = types[type] ?? [];
    const name = attribute === undefined ? undefined : String(values[attribute]);
    return [
      `address ${address}`,
      ...(kind === undefined ? [] : [`${kind} ${kind === 'alias' ? name?.replace('alias/', '') : name}`]),
      ...(type === 'aws_iam_role_policy' ? [`policy of a role ${values.role} ${values.name}`] : []),
      ...endpointOf(name),
    ];
  });
  return new Set(names);
}

/** Endpoints are made later; their groups of logs are there before. */
function endpointOf(name = ''): string[] {
  const endpoint = /^\/aws\/sagemaker\/Endpoints\/(.+)$/.exec(name)?.[1];
  return endpoint === undefined ? [] : [`endpoint ${endpoint}`];
}
