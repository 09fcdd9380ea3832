import { resourceCheck } from '../check.ts';
import { is } from '../rules.ts';

export const check = resourceCheck({
  id: 'iam/session-length',
  title: 'Sessions of roles end within hours',
  severity: 'low',
  why: 'Credentials that leaked stay valid for long',
  fix: 'Set `max_session_duration` to 14400, four hours, or less',
  controls: [],
  of: ['aws_iam_role'],
  judge: is(
    'max_session_duration',
    (seconds) => seconds === null || Number(seconds) <= 14_400,
    'must be 14400 or less',
  ),
  examples: {
    bad: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
  max_session_duration = 43200
}
`,
    ],
    good: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
`,
    ],
  },
});
