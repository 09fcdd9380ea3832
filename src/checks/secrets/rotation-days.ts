import type { Json } from '../../base/canonical-json.ts';
import { resourceCheck } from '../check.ts';
import { all, is } from '../rules.ts';

const most = 90;

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html */
function isOften(schedule: Json): boolean {
  if (typeof schedule !== 'string' || schedule === '') return true;
  const rate = /^rate\((\d+) (hour|day)s?\)$/.exec(schedule.trim());
  if (rate) return Number(rate[1]) / (rate[2] === 'hour' ? 24 : 1) <= most;
  const months = /^cron\(\S+ \S+ \S+ (\S+) /.exec(schedule.trim())?.[1];
  return months !== undefined && isQuarterly(months);
}

/** Every month, every second or third one, or at least four that are named. */
function isQuarterly(months: string): boolean {
  return /^(?:\*|[^/,]+\/[1-3])$/.test(months) || months.split(',').length >= 4;
}

export const check = resourceCheck({
  id: 'secrets/rotation-days',
  title: 'Secrets are rotated within 90 days',
  severity: 'low',
  why: 'A secret that leaked stays valid for long',
  fix: 'Set `automatically_after_days` to 90 or less',
  controls: ['CKV_AWS_304', 'SecurityHub:SecretsManager.4'],
  of: ['aws_secretsmanager_secret_rotation'],
  judge: all(
    is(
      'rotation_rules.automatically_after_days',
      (days) => days === null || Number(days) <= most,
      `must be ${most} or less`,
    ),
    is('rotation_rules.schedule_expression', isOften, `must come at least every ${most} days`),
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
      `
resource "aws_secretsmanager_secret" "own" {}
resource "aws_secretsmanager_secret_rotation" "own" {
  secret_id           = aws_secretsmanager_secret.own.id
  rotation_lambda_arn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate"
  rotation_rules {
    schedule_expression = "rate(365 days)"
  }
}
`,
      `
resource "aws_secretsmanager_secret" "own" {}
resource "aws_secretsmanager_secret_rotation" "own" {
  secret_id           = aws_secretsmanager_secret.own.id
  rotation_lambda_arn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate"
  rotation_rules {
    schedule_expression = "cron(0 4 1 1 ? *)"
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
    schedule_expression = "cron(0 4 1 1/2 ? *)"
  }
}
`,
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
