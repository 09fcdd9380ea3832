import { resourceCheck } from '../check.ts';
import { is } from '../rules.ts';

export const check = resourceCheck({
  id: 'secrets/rotation-days',
  title: 'Secrets are rotated within 90 days',
  severity: 'low',
  why: 'A secret that leaked stays valid for long',
  fix: 'Set `automatically_after_days` to 90 or less',
  controls: ['CKV_AWS_304', 'SecurityHub:SecretsManager.4'],
  of: ['aws_secretsmanager_secret_rotation'],
  judge: is(
    'rotation_rules.automatically_after_days',
    (days) => days === null || Number(days) <= 90,
    'must be 90 or less',
  ),
  examples: {
    bad: [
      `
resource "aws_secretsmanager_secret" "own" {}
resource "aws_secretsmanager_secret_rotation" "own" {
  secret_id           = aws_secretsmanager_secret.own.id
  rotation_lambda_arn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate"
  rotation_rules {
    automatically_after_days = 200
  }
}
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
