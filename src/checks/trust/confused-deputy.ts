import { limits } from '../closing-conditions.ts';
import { policyCheck } from '../policy-check.ts';

/** Services whose pages ask for it: https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html */
const asking = new Set([
  'bedrock.amazonaws.com',
  'fis.amazonaws.com',
  'personalize.amazonaws.com',
  'sagemaker.amazonaws.com',
  'scheduler.amazonaws.com',
  'vpc-flow-logs.amazonaws.com',
]);

export const check = policyCheck({
  id: 'trust/confused-deputy',
  title: 'Services take roles for one account only',
  severity: 'low',
  why: 'Somebody else could make the service take the role for them: the confused deputy',
  fix: 'Compare `aws:SourceAccount` or `aws:SourceArn` in the trust policy',
  controls: [],
  kinds: ['trust'],
  offends({ effect, principals = [], conditions }) {
    const service = principals.find(({ type, value }) => type === 'Service' && asking.has(value));
    if (effect !== 'Allow' || !service) return undefined;
    const isBound = conditions.some(
      ({ operator, key }) => limits(operator) && /^aws:Source(?:Account|Arn|OrgID|OrgPaths)$/i.test(key),
    );
    return isBound ? undefined : `lets ${service.value} take the role for anybody`;
  },
  examples: {
    bad: [role('')],
    good: [role(', Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } }')],
  },
});

function role(condition: string): string {
  return `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole"${condition} }]
  })
}
`;
}
