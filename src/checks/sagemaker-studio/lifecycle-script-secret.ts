import type { Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass, resourceCheck } from '../check.ts';
import { worst } from '../rules.ts';

const scripts = ['on_create', 'on_start', 'studio_lifecycle_config_content'];

/** AWS takes 16,384 characters of base64. */
const scriptMaxChars = 16_384;

/** What is a secret by its form, or is assigned to a name that says so. A reference to a variable is none. */
const secrets: readonly RegExp[] = [
  /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/,
  /-----BEGIN (?:[A-Z]{1,12} )?PRIVATE KEY-----/,
  /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36}/,
  /\b[A-Z_]{0,40}(?:PASSWORD|PASSWD|TOKEN|API_KEY|SECRET_KEY|SECRET_ACCESS_KEY)=["']?[A-Za-z0-9+/_.-]{8,}/,
  /https?:\/\/[^\s/:@$]{1,64}:[^\s/@$]{8,128}@/,
];

/** https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html */
export const check = resourceCheck({
  id: 'sagemaker-studio/lifecycle-script-secret',
  title: 'Lifecycle scripts hold no secrets',
  severity: 'high',
  why: 'Everybody who may describe the configuration, open the notebook or read the state reads the script',
  fix: 'Read the secret from Secrets Manager within the script, with the role of the notebook',
  controls: ['KICS:Passwords And Secrets'],
  of: ['aws_sagemaker_notebook_instance_lifecycle_configuration', 'aws_sagemaker_studio_lifecycle_config'],
  judge: (resource) => worst(scripts.map((path) => judgeScript(resource, path))),
  examples: {
    bad: [
      `
resource "aws_sagemaker_studio_lifecycle_config" "setup" {
  studio_lifecycle_config_name     = "setup"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content  = base64encode("export REGISTRY_TOKEN=correct-horse-battery\\n")
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_studio_lifecycle_config" "setup" {
  studio_lifecycle_config_name     = "setup"
  studio_lifecycle_config_app_type = "JupyterLab"
  studio_lifecycle_config_content  = base64encode("export REGISTRY_TOKEN=$(aws secretsmanager get-secret-value --secret-id registry)\\n")
}
`,
    ],
  },
});

function judgeScript(resource: Resource, path: string): Judgement {
  const found = resource.attribute(path);
  if (!found.known) return cannotTell(`${path} is not known: ${found.because}`, { path });
  if (typeof found.value !== 'string') return pass;
  const text = Buffer.from(found.value.slice(0, scriptMaxChars), 'base64').toString('utf8');
  return secrets.some((secret) => secret.test(text)) ? fail(`${path} holds a secret`, { path }) : pass;
}
