import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';

export const check = resourceCheck({
  id: 'secrets/rotation',
  title: 'Secrets are rotated',
  severity: 'medium',
  why: 'A secret that leaked stays valid',
  fix: 'Add an `aws_secretsmanager_secret_rotation`',
  controls: ['CKV2_AWS_57', 'SecurityHub:SecretsManager.1', 'AwsSolutions-SMG4'],
  of: ['aws_secretsmanager_secret'],
  judge(secret, { plan }) {
    const rotation = relatedTo(plan, secret, 'aws_secretsmanager_secret_rotation', 'secret_id');
    if (!rotation.known) return cannotTell(rotation.because);
    return rotation.value.length > 0 ? pass : fail('no aws_secretsmanager_secret_rotation names the secret');
  },
  examples: {
    bad: [
      `
resource "aws_secretsmanager_secret" "own" {}
`,
    ],
    good: [
      `
resource "aws_secretsmanager_secret" "own" {}
resource "aws_secretsmanager_secret_rotation" "own" {
  secret_id           = aws_secretsmanager_secret.own.id
  rotation_lambda_arn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate"
  rotation_rules {
    automatically_after_days = 30
  }
}
`,
    ],
  },
});
