import type { Noun, NounKind } from '../../../access/types.ts';
import type { Environment, Platform } from '../../../spec/platform.ts';
import type { Plan, Resource } from '../../../terraform/plan/plan.ts';
import { namesOne } from '../facts/names-one.ts';
import type { AwsFacts, ResourceFact } from '../facts/types.ts';
import { textAt } from '../facts/values.ts';
import type { Resource as IamResource } from '../iam/types.ts';
import { verbForms } from './verbs.ts';

/** A noun, and the key that its content is under. */
export interface FoundNoun {
  noun: Noun;
  /** As the evaluator takes it. */
  iam: IamResource;
  /** Its type in Terraform. */
  type: string;
  /** Absent: no key of a customer, so that nothing more is needed. */
  key?: IamResource;
}

/** Where a log is written to, by the attribute that names the bucket. */
const logTargets: readonly (readonly [type: string, path: string])[] = [
  ['aws_cloudtrail', 's3_bucket_name'],
  ['aws_s3_bucket_logging', 'target_bucket'],
  ['aws_config_delivery_channel', 's3_bucket_name'],
  ['aws_flow_log', 'log_destination'],
  ['aws_lb', 'access_logs.bucket'],
];

/**
 * What of an environment access is about. A bucket is a dataset, a model's store or a log by the tag `holdfast:noun`
 * (`dataset/applications`), by the name that the platform gives it, or by what is written to it.
 */
export function findNouns(
  plan: Plan,
  facts: AwsFacts,
  platform?: Platform,
  environment?: Environment,
): FoundNoun[] {
  const kinds = new Map<string, Set<NounKind>>();
  for (const { kind, of } of verbForms)
    for (const type of of) kinds.set(type, new Set([...(kinds.get(type) ?? []), kind]));
  const found = facts.resources.flatMap((fact): FoundNoun[] => {
    const { iam, resource } = fact;
    const own = kinds.get(resource.type);
    if (!own) return [];
    const key = keyOf(plan, facts, resource);
    const noun = nounOf(plan, fact, own, platform, environment);
    return [{ noun, iam, type: resource.type, ...(key && { key: key.iam }) }];
  });
  return [...found, ...laterEndpoints(found, platform, environment)];
}

/** Endpoints that the platform declares and no Terraform makes: `holdfast deploy` does, once there is a model. */
function laterEndpoints(
  found: readonly FoundNoun[],
  platform?: Platform,
  environment?: Environment,
): FoundNoun[] {
  if (!platform || environment?.account === undefined || environment.region === undefined) return [];
  const { account, region } = environment;
  const there = new Set(found.filter(({ noun }) => noun.kind === 'endpoint').map(({ noun }) => noun.name));
  return Object.entries(environment.models)
    .filter(([name, { endpoint }]) => endpoint !== undefined && !there.has(name))
    .map(([name]) => {
      const own = `${platform.name}-${environment.name}-${name}`;
      const arn = `arn:${partitionOf(region)}:sagemaker:${region}:${account}:endpoint/${own}`;
      return { noun: { kind: 'endpoint', name, arn }, iam: { arn, account }, type: 'aws_sagemaker_endpoint' };
    });
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function nounOf(
  plan: Plan,
  { iam, resource }: ResourceFact,
  kinds: ReadonlySet<NounKind>,
  platform?: Platform,
  environment?: Environment,
): Noun {
  const { arn, tags } = iam;
  const said = tags?.['holdfast:noun'] ?? byPlatformName(arn, platform, environment);
  const [kind, name] = said?.split('/') ?? [];
  const declared = [...kinds].find((one) => one === kind);
  if (declared && name) return { kind: declared, name, arn, address: resource.address };
  return { kind: kindOf(plan, resource, kinds), name: resource.address, arn, address: resource.address };
}

/** `acme-prod-dataset-applications-333333333333` is `dataset/applications`. */
function byPlatformName(arn: string, platform?: Platform, environment?: Environment): string | undefined {
  if (!platform || !environment) return undefined;
  const prefix = `${platform.name}-${environment.name}-`;
  const name = arn.slice(arn.lastIndexOf(':') + 1);
  const plain = name.slice(name.lastIndexOf('/') + 1);
  if (!plain.startsWith(prefix)) return undefined;
  const rest = plain.slice(prefix.length).replace(/-\d{12}$/, '');
  if (rest === 'logs') return 'log/logs';
  const [, kind, noun] = /^(dataset|model|endpoint)-(.+)$/.exec(rest) ?? [];
  return kind === undefined || noun === undefined ? undefined : `${kind}/${noun}`;
}

function kindOf(plan: Plan, resource: Resource, kinds: ReadonlySet<NounKind>): NounKind {
  const isLog =
    kinds.has('log') &&
    logTargets.some(([type, path]) => plan.ofType(type).some((one) => namesOne(plan, one, path, resource)));
  if (isLog) return 'log';
  const isModel =
    kinds.has('model') && /model|artifact/i.test(`${textAt(resource, 'bucket') ?? ''} ${resource.name}`);
  if (isModel) return 'model';
  const [first = 'dataset'] = kinds;
  return first;
}

/** Where a resource says which key it is under. */
const keyAttributes: Readonly<Record<string, string>> = {
  aws_secretsmanager_secret: 'kms_key_id',
  aws_dynamodb_table: 'server_side_encryption.kms_key_arn',
  aws_cloudwatch_log_group: 'kms_key_id',
};

function keyOf(plan: Plan, facts: AwsFacts, resource: Resource): ResourceFact | undefined {
  const keys = facts.resources.filter((fact) => fact.iam.arn.includes(':kms:'));
  const named = (holder: Resource, path: string) =>
    keys.find(
      (key) => namesOne(plan, holder, path, key.resource) || namesAlias(plan, holder, path, key.resource),
    );
  const own = keyAttributes[resource.type];
  if (own !== undefined) return named(resource, own);
  if (resource.type !== 'aws_s3_bucket') return undefined;
  const rule = 'rule.apply_server_side_encryption_by_default.kms_master_key_id';
  const separate = plan
    .ofType('aws_s3_bucket_server_side_encryption_configuration')
    .find((one) => namesOne(plan, one, 'bucket', resource));
  if (separate) return named(separate, rule);
  return named(resource, `server_side_encryption_configuration.${rule}`);
}

function namesAlias(plan: Plan, holder: Resource, path: string, key: Resource): boolean {
  return plan
    .ofType('aws_kms_alias')
    .some(
      (alias) =>
        namesOne(plan, holder, path, alias) === true && namesOne(plan, alias, 'target_key_id', key) === true,
    );
}
