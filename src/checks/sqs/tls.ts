import { policyCheck } from '../policy-check.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-securetransport */
export const check = policyCheck({
  id: 'sqs/tls',
  title: 'Queues that have a policy deny what comes without TLS',
  severity: 'low',
  why: 'Whoever is on the way reads and changes messages that are sent in the clear',
  fix: 'Deny everybody everything where `aws:SecureTransport` is `false`',
  controls: ['AwsSolutions-SQS4'],
  kinds: ['resource'],
  of: ['aws_sqs_queue', 'aws_sqs_queue_policy'],
  offends(statement, { statements }) {
    // Told once a policy, of its first statement.
    if (statement.index !== statements[0]?.index) return undefined;
    const isDenied = statements.some(
      ({ effect, principals = [], actions = [], conditions }) =>
        effect === 'Deny' &&
        principals.some(({ value }) => value === '*') &&
        actions.some((action) => /^(?:\*|sqs:\*|sqs:SendMessage)$/i.test(action)) &&
        conditions.some(({ key, values }) => /^aws:SecureTransport$/i.test(key) && values.includes('false')),
    );
    return isDenied ? undefined : 'stands in a policy that lets messages come without TLS';
  },
  examples: {
    bad: [
      `
resource "aws_sqs_queue" "own" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/own" }, Action = "sqs:SendMessage", Resource = "*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_sqs_queue" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/own" }, Action = "sqs:SendMessage", Resource = "*" },
      { Effect = "Deny", Principal = "*", Action = "sqs:*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } },
    ]
  })
}
`,
    ],
  },
});
