import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html */
export const check = resourceCheck({
  id: 'secrets/block-public-policy',
  title: 'Secrets refuse policies that are for everybody',
  severity: 'low',
  why: 'A policy that opens the secret by mistake is taken, and whoever finds it first reads it',
  fix: 'Set `block_public_policy = true`',
  isChangeSafe: true,
  controls: [],
  of: ['aws_secretsmanager_secret_policy'],
  judge: isTrue('block_public_policy'),
  examples: {
    bad: [policy('')],
    good: [policy('  block_public_policy = true\n')],
  },
});

function policy(more: string): string {
  return `
resource "aws_secretsmanager_secret_policy" "own" {
  secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:own-a1b2c3"
${more}  policy     = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = "*", Action = "secretsmanager:DeleteSecret", Resource = "*" }] })
}
`;
}
