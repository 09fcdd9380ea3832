import type { Json } from '../../base/canonical-json.ts';
import type { Path, Plan, Resource } from '../../terraform/plan/plan.ts';
import { whyAssumed } from '../careful-rules.ts';
import { fail, type Judgement, pass, resourceCheck } from '../check.ts';
import { keptSecrets } from '../in-state.ts';
import { nameOf } from '../rules.ts';

/** Where environments and arguments of programs stand, by type: maps, or text. */
const places: Readonly<Record<string, readonly Path[]>> = {
  aws_sagemaker_model: ['primary_container.environment', ['container', 0, 'environment']],
  aws_sagemaker_training_job: ['environment', 'hyper_parameters'],
  aws_sagemaker_monitoring_schedule: ['monitoring_schedule_config.monitoring_job_definition.environment'],
  aws_sagemaker_data_quality_job_definition: ['data_quality_app_specification.environment'],
  aws_sagemaker_pipeline: ['pipeline_definition'],
  aws_sfn_state_machine: ['definition'],
  aws_glue_job: ['default_arguments', 'non_overridable_arguments'],
  aws_apprunner_service: [
    'source_configuration.image_repository.image_configuration.runtime_environment_variables',
  ],
  aws_cloudwatch_event_target: ['input'],
  aws_ssm_parameter: ['value', 'insecure_value'],
  aws_s3_object: ['content'],
};

/** Names of a variable that holds a secret: not those of where it is kept, or of how long it lives. */
const secretName =
  /(?:^|[_-])(?:password|passwd|passphrase|auth_?token|client_?secret|private_?key|api_?key|access_?token|secret_?(?:access_?)?key)$/i;

/** What cannot be anything else; the first: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
const secrets: readonly RegExp[] = [
  /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/,
  /-----BEGIN (?:[A-Z]{1,12} )?PRIVATE KEY-----/,
  /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36}/,
  /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{60}/,
];

/** https://developer.hashicorp.com/terraform/language/manage-sensitive-data */
export const check = resourceCheck({
  id: 'hollow/literal-secret',
  title: 'No secret is written in the code',
  severity: 'high',
  why: 'Who can read the repository, or any copy of its history, has the secret; it must be replaced, not only removed',
  fix: 'Replace the secret, and take it from Secrets Manager, or let AWS manage it',
  controls: ['CKV_SECRET_2', 'KICS:Passwords And Secrets'],
  of: [...new Set([...Object.keys(keptSecrets), ...Object.keys(places)])],
  judge(resource, { plan }) {
    // A state does not say where a value came from.
    if (plan.origin === 'state') return undefined;
    const kept = (keptSecrets[resource.type] ?? []).find(([path]) => isLiteral(resource, path, plan));
    if (kept) return fail(`${kept[0]} is written in the code`, { path: kept[0] });
    const found = (places[resource.type] ?? []).map((path) => judgePlace(resource, path, plan));
    return found.find(({ outcome }) => outcome === 'fail') ?? pass;
  },
  examples: {
    bad: [
      `
variable "password" {
  type      = string
  sensitive = true
  default   = "correct-horse-battery"
}

resource "aws_secretsmanager_secret_version" "registry" {
  secret_id     = "registry"
  secret_string = var.password
}
`,
      `
resource "aws_db_instance" "metadata" {
  instance_class    = "db.t4g.medium"
  engine            = "postgres"
  allocated_storage = 20
  username          = "metadata"
  password          = "correct-horse-battery"
}
`,
      `
resource "aws_sagemaker_model" "spam" {
  name               = "spam"
  execution_role_arn = "arn:aws:iam::111122223333:role/spam"
  primary_container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spam:1.0"
    environment = {
      REGISTRY_PASSWORD = "correct-horse-battery"
    }
  }
}
`,
    ],
    good: [
      `
resource "random_password" "metadata" {
  length = 32
}

resource "aws_db_instance" "metadata" {
  instance_class    = "db.t4g.medium"
  engine            = "postgres"
  allocated_storage = 20
  username          = "metadata"
  password          = random_password.metadata.result
}
`,
      `
resource "aws_sagemaker_model" "spam" {
  name               = "spam"
  execution_role_arn = "arn:aws:iam::111122223333:role/spam"
  primary_container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spam:1.0"
    environment = {
      PASSWORD_SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:score"
    }
  }
}
`,
    ],
  },
});

function isLiteral(resource: Resource, path: Path, plan: Plan): boolean {
  const value = resource.attribute(path);
  if (!value.known || value.value === null || value.value === '') return false;
  if (resource.isLeftOut(path) || resource.references(path).length > 0) return false;
  if (whyAssumed(resource, path) !== undefined) return false;
  // The value of a variable of the root may come from outside: the plan does not say.
  return !plan.variables.some((variable) => variable.value.known && variable.value.value === value.value);
}

function judgePlace(resource: Resource, path: Path, plan: Plan): Judgement {
  const found = resource.attribute(path);
  if (!found.known || found.value === null) return pass;
  const text = typeof found.value === 'string' ? found.value : JSON.stringify(found.value);
  if (secrets.some((secret) => secret.test(text))) return fail(`${nameOf(path)} holds a secret`, { path });
  const name = namedIn(found.value).find((key) => isLiteral(resource, [...stepsOf(path), key], plan));
  return name === undefined ? pass : fail(`${nameOf(path)} holds ${name}, written in the code`, { path });
}

/** The variables whose names say that they hold a secret. */
function namedIn(value: Json): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, text]) =>
    secretName.test(name) && typeof text === 'string' && !isPointer(text) ? [name] : [],
  );
}

/** Where a secret is kept, or a placeholder: not the secret. */
function isPointer(text: string): boolean {
  return text === '' || /^(?:arn:|\/|\$\{|\{\{|https?:)/.test(text);
}

function stepsOf(path: Path): readonly (string | number)[] {
  return typeof path === 'string' ? path.split('.') : path;
}
