import type { PolicyFact } from '../../clouds/aws/facts/types.ts';
import { readPolicy } from '../../clouds/aws/iam/policy/read.ts';
import type { Statement } from '../../clouds/aws/iam/policy/statement.ts';
import type { Plan, Resource } from '../../terraform/plan/plan.ts';
import { type Estate, fail, type Judgement, pass, resourceCheck } from '../check.ts';
import { names, relatedTo } from '../related.ts';
import { isOnEverything } from '../statements.ts';

/** Where each type says with which role it acts. */
const roles: Readonly<Record<string, readonly string[]>> = {
  aws_sagemaker_notebook_instance: ['role_arn'],
  aws_sagemaker_model: ['execution_role_arn'],
  aws_sagemaker_endpoint_configuration: ['execution_role_arn'],
  aws_sagemaker_domain: ['default_user_settings.execution_role', 'default_space_settings.execution_role'],
  aws_sagemaker_user_profile: ['user_settings.execution_role'],
  aws_sagemaker_training_job: ['role_arn'],
  aws_sagemaker_pipeline: ['role_arn'],
  aws_sagemaker_feature_group: ['role_arn'],
  aws_sagemaker_data_quality_job_definition: ['role_arn'],
  aws_sagemaker_monitoring_schedule: ['monitoring_schedule_config.monitoring_job_definition.role_arn'],
  aws_sagemaker_labeling_job: ['role_arn'],
  aws_sagemaker_flow_definition: ['role_arn'],
  aws_sagemaker_mlflow_tracking_server: ['role_arn'],
  aws_sagemaker_image: ['role_arn'],
};

/** The last: https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol.html */
const fullAccess =
  /:policy\/(?:job-function\/)?(?:AdministratorAccess|PowerUserAccess|IAMFullAccess|AmazonS3FullAccess|AmazonSageMakerFullAccess)$/;

/** Every action, or all of the services that hold the data, the models and the rights. */
const wide = /^(?:\*|(?:\*|sagemaker|s3|iam|kms|sts):\*)$/i;

export const check = resourceCheck({
  id: 'sagemaker/role-full-access',
  title: 'Roles of SageMaker have no full access',
  severity: 'high',
  why: 'Whoever runs a cell, a job or a model acts as its role: with full access everybody who may open a notebook may read all data, change all models and deploy them',
  fix: 'Give each notebook, job and model a role with the actions and the resources that it needs',
  controls: ['CKV2_AWS_68', 'AwsSolutions-IAM4', 'MLSEC03-BP01', 'ATLAS:AML.M0005'],
  of: Object.keys(roles),
  judge(resource, estate) {
    const found = (roles[resource.type] ?? []).flatMap((path) =>
      estate.plan
        .ofType('aws_iam_role')
        .filter((role) => names(resource, path, role) === true)
        .map((role) => judgeRole(role, estate, path)),
    );
    return found.length === 0 ? undefined : (found.find(({ outcome }) => outcome === 'fail') ?? pass);
  },
  examples: {
    bad: [
      `
resource "aws_iam_role" "analysis" {
  name = "analysis"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "analysis" {
  role       = aws_iam_role.analysis.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

resource "aws_sagemaker_notebook_instance" "analysis" {
  name          = "analysis"
  role_arn      = aws_iam_role.analysis.arn
  instance_type = "ml.t3.medium"
}
`,
      `
resource "aws_iam_role" "analysis" {
  name = "analysis"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_policy" "analysis" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:*", "sagemaker:*"], Resource = "*" }]
  })
}

resource "aws_iam_role_policy_attachment" "analysis" {
  role       = aws_iam_role.analysis.name
  policy_arn = aws_iam_policy.analysis.arn
}

resource "aws_sagemaker_notebook_instance" "analysis" {
  name          = "analysis"
  role_arn      = aws_iam_role.analysis.arn
  instance_type = "ml.t3.medium"
}
`,
    ],
    good: [
      `
resource "aws_iam_role" "analysis" {
  name = "analysis"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "analysis" {
  role = aws_iam_role.analysis.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::data-of-ours/*" }]
  })
}

resource "aws_sagemaker_notebook_instance" "analysis" {
  name          = "analysis"
  role_arn      = aws_iam_role.analysis.arn
  instance_type = "ml.t3.medium"
}
`,
    ],
  },
});

function judgeRole(role: Resource, { plan, aws }: Estate, path: string): Judgement {
  const managed = managedOf(role, plan).find((arn) => fullAccess.test(arn));
  if (managed !== undefined) return fail(`${role.address} has ${managed}`, { path });
  const policy = aws.policies.find((fact) => fact.bound.includes(role.address) && isWide(fact));
  if (!policy) return pass;
  return fail(`${role.address} may do all of a service on everything`, {
    path,
    evidence: [policy.id],
    ...(policy.resource.place && { place: policy.resource.place }),
  });
}

function managedOf(role: Resource, plan: Plan): string[] {
  const attached = relatedTo(plan, role, 'aws_iam_role_policy_attachment', 'role');
  const shared = relatedTo(plan, role, 'aws_iam_policy_attachment', 'roles');
  return [
    ...(attached.known ? attached.value : []).map((one) => one.attribute('policy_arn')),
    ...(shared.known ? shared.value : []).map((one) => one.attribute('policy_arn')),
    role.attribute('managed_policy_arns'),
  ].flatMap((found) => (found.known ? [found.value].flat() : []).filter((arn) => typeof arn === 'string'));
}

function isWide({ kind, policy }: PolicyFact): boolean {
  if (kind === 'trust' || 'unknown' in policy) return false;
  const { document } = readPolicy(policy.document);
  return document?.statements.some(isWideStatement) ?? false;
}

function isWideStatement(statement: Statement): boolean {
  const { effect, actions = [], conditions } = statement;
  if (effect !== 'Allow' || conditions.length > 0 || !isOnEverything(statement)) return false;
  return actions.some((action) => wide.test(action));
}
