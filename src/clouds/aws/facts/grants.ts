import type { Json } from '../../../base/canonical-json.ts';
import type { Attributes, Path, Plan, Resource } from '../../../terraform/plan/plan.ts';
import { namesOne } from './names-one.ts';
import { textAt, textsAt } from './values.ts';

/** A type of resource that adds one statement to another resource's policy. */
interface GrantForm {
  type: string;
  /** Types of what it is added to. */
  to: readonly string[];
  /** The attribute that names that. */
  of: Path;
  /** Undefined: an argument is not known. */
  statement(grant: Attributes, arn: string): Json | undefined;
}

const forms: readonly GrantForm[] = [
  {
    type: 'aws_lambda_permission',
    to: ['aws_lambda_function'],
    of: 'function_name',
    statement: lambdaStatement,
  },
  { type: 'aws_kms_grant', to: ['aws_kms_key'], of: 'key_id', statement: keyStatement },
  {
    type: 'aws_cloudwatch_event_permission',
    to: ['aws_cloudwatch_event_bus'],
    of: 'event_bus_name',
    statement: busStatement,
  },
];

export interface Granted {
  statements: Json[];
  /** Grants of which something is not known. */
  unknown: Resource[];
}

/** The statements that other resources add to the policy of one. */
export function grantsFor(plan: Plan, resource: Resource, arn: string): Granted {
  const granted: Granted = { statements: [], unknown: [] };
  for (const form of forms.filter(({ to }) => to.includes(resource.type)))
    for (const grant of plan.ofType(form.type)) {
      const isMeant = namesOne(plan, grant, form.of, resource);
      if (isMeant === false) continue;
      const statement = isMeant ? form.statement(grant, arn) : undefined;
      if (statement) granted.statements.push(statement);
      else granted.unknown.push(grant);
    }
  return granted;
}

type Conditions = Record<string, Record<string, Json>>;

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
function lambdaStatement(grant: Attributes, arn: string): Json | undefined {
  const action = textAt(grant, 'action');
  const principal = textAt(grant, 'principal');
  if (action === undefined || principal === undefined) return undefined;
  const keys = [
    ['source_arn', 'ArnLike', 'AWS:SourceArn'],
    ['source_account', 'StringEquals', 'AWS:SourceAccount'],
    ['principal_org_id', 'StringEquals', 'aws:PrincipalOrgID'],
    ['function_url_auth_type', 'StringEquals', 'lambda:FunctionUrlAuthType'],
    ['event_source_token', 'StringEquals', 'lambda:EventSourceToken'],
  ] as const;
  const conditions: Conditions = {};
  for (const [path, operator, key] of keys) {
    const value = grant.attribute(path);
    if (!value.known) return undefined;
    if (typeof value.value === 'string' && value.value !== '')
      conditions[operator] = { ...conditions[operator], [key]: value.value };
  }
  return {
    Effect: 'Allow',
    Principal: whoIs(principal),
    Action: action,
    Resource: arn,
    Condition: conditions,
  };
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html */
function busStatement(grant: Attributes, arn: string): Json | undefined {
  const principal = textAt(grant, 'principal');
  const condition = grant.elements('condition');
  if (principal === undefined || !condition.known) return undefined;
  const [block] = condition.value;
  const conditions: Conditions = {};
  if (block) {
    const [type, key, value] = ['type', 'key', 'value'].map((path) => textAt(block, path));
    if (type === undefined || key === undefined || value === undefined) return undefined;
    conditions[type] = { [key]: value };
  }
  const action = textAt(grant, 'action') ?? 'events:PutEvents';
  return {
    Effect: 'Allow',
    Principal: whoIs(principal),
    Action: action,
    Resource: arn,
    Condition: conditions,
  };
}

/** A grant allows beside the policy: https://docs.aws.amazon.com/kms/latest/developerguide/grants.html */
function keyStatement(grant: Attributes): Json | undefined {
  const principal = textAt(grant, 'grantee_principal');
  const operations = textsAt(grant, 'operations');
  if (principal === undefined || operations === undefined) return undefined;
  return {
    Effect: 'Allow',
    Principal: { AWS: principal },
    Action: operations.map((operation) => `kms:${operation}`),
    Resource: '*',
    ...contextOf(grant),
  };
}

function contextOf(grant: Attributes): { Condition?: Json } {
  const context = grant.attribute('constraints.encryption_context_equals');
  if (!context.known || typeof context.value !== 'object' || context.value === null) return {};
  const keys = Object.entries(context.value).map(([key, value]) => [`kms:EncryptionContext:${key}`, value]);
  return keys.length === 0 ? {} : { Condition: { StringEquals: Object.fromEntries(keys) } };
}

function whoIs(principal: string): Json {
  if (principal === '*') return '*';
  return principal.includes('.') ? { Service: principal } : { AWS: principal };
}
