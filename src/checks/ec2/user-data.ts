import type { Json } from '../../base/canonical-json.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';

/** The first: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
const secrets: readonly RegExp[] = [
  /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/,
  /-----BEGIN (?:[A-Z]{1,12} )?PRIVATE KEY-----/,
  /aws_secret_access_key\s*[:=]\s*["']?[A-Za-z0-9/+]{40}/i,
  // Set to what is written there: neither to a variable nor to what a command prints.
  /(?:^|[\s;_])(?:PASSWORD|PASSWD|SECRET_KEY|API_?KEY|AUTH_?TOKEN)=["']?[^\s"'$`<{]{6}/im,
];

function holdsSecret(text: string): boolean {
  return secrets.some((secret) => secret.test(text));
}

/** As it stands, and what it comes to where it is in base64. */
function textsIn(value: Json): string[] {
  if (typeof value !== 'string') return [];
  return /^[A-Za-z0-9+/=\s]+$/.test(value) ? [value, Buffer.from(value, 'base64').toString('utf8')] : [value];
}

export const check = resourceCheck({
  id: 'ec2/user-data',
  title: 'User data of instances hold no credentials',
  severity: 'critical',
  why: 'Every program on the instance, and whoever may describe it, reads them',
  fix: 'Give the instance a role, and let it fetch secrets from Secrets Manager',
  controls: ['CKV_AWS_46', 'AVD-AWS-0029', 'AVD-AWS-0129'],
  of: ['aws_instance', 'aws_launch_template', 'aws_launch_configuration', 'aws_spot_instance_request'],
  judge(instance) {
    const found = ['user_data', 'user_data_base64'].map((path) => ({
      path,
      value: instance.attribute(path),
    }));
    const open = found.find(({ value }) => value.known && textsIn(value.value).some(holdsSecret));
    if (open) return fail(`${open.path} holds a credential`, { path: open.path });
    const unknown = found.find(({ path, value }) => !value.known && !instance.isLeftOut(path));
    return unknown && !unknown.value.known
      ? cannotTell(`${unknown.path} is not known: ${unknown.value.because}`, { path: unknown.path })
      : pass;
  },
  examples: {
    bad: [
      `
resource "aws_instance" "own" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  user_data = <<-EOT
    #!/bin/bash
    export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
  EOT
}
`,
      `
resource "aws_launch_template" "own" {
  user_data = base64encode("export DB_PASSWORD=correct-horse")
}
`,
      `
resource "aws_instance" "own" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  user_data_base64 = base64encode("-----BEGIN RSA PRIVATE KEY-----")
}
`,
    ],
    good: [
      `
resource "aws_instance" "own" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  user_data = "#!/bin/bash\\nexport DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id db)\\nexport MODE=prod"
}
`,
      `
resource "aws_instance" "own" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  
}
`,
    ],
  },
});
