import { policyCheck } from '../policy-check.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-securetransport */
export const check = policyCheck({
  id: 'sns/tls',
  title: 'Topics that have a policy deny what comes without TLS',
  severity: 'low',
  why: 'Whoever is on the way reads and changes messages that are sent in the clear',
  fix: 'Deny everybody everything where `aws:SecureTransport` is `false`',
  controls: ['AwsSolutions-SNS3'],
  kinds: ['resource'],
  of: ['aws_sns_topic', 'aws_sns_topic_policy'],
  offends(statement, { statements }) {
    // Told once a policy, of its first statement.
    if (statement.index !== statements[0]?.index) return undefined;
    const isDenied = statements.some(
      ({ effect, principals = [], actions = [], conditions }) =>
        effect === 'Deny' &&
        principals.some(({ value }) => value === '*') &&
        actions.some((action) => /^(?:\*|sns:\*|sns:Publish)$/i.test(action)) &&
        conditions.some(({ key, values }) => /^aws:SecureTransport$/i.test(key) && values.includes('false')),
    );
    return isDenied ? undefined : 'stands in a policy that lets messages come without TLS';
  },
  examples: {
    bad: [
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/own" }, Action = "sns:Publish", Resource = "*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/own" }, Action = "sns:Publish", Resource = "*" },
      { Effect = "Deny", Principal = "*", Action = "sns:*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } },
    ]
  })
}
`,
    ],
  },
});
