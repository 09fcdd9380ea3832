import { resourceCheck } from '../check.ts';
import { is, isAtLeast, isTrue } from '../rules.ts';

const rules = [
  isAtLeast('minimum_password_length', 14),
  isTrue('require_lowercase_characters'),
  isTrue('require_uppercase_characters'),
  isTrue('require_numbers'),
  isTrue('require_symbols'),
  isAtLeast('password_reuse_prevention', 24),
  is('max_password_age', (days) => Number(days ?? 0) > 0 && Number(days) <= 90, 'must be 90 or less'),
];

export const check = resourceCheck({
  id: 'iam/password-policy',
  title: 'Passwords are long, mixed and not used again',
  severity: 'medium',
  why: 'Passwords that are short or old are guessed',
  fix: 'Set the length to 14 or more, all four classes, and 24 earlier passwords',
  controls: [
    'CKV_AWS_9',
    'CKV_AWS_10',
    'CKV_AWS_11',
    'CKV_AWS_12',
    'CKV_AWS_13',
    'CKV_AWS_14',
    'CKV_AWS_15',
    'AVD-AWS-0056',
    'AVD-AWS-0058',
    'AVD-AWS-0059',
    'AVD-AWS-0060',
    'AVD-AWS-0061',
    'AVD-AWS-0062',
    'AVD-AWS-0063',
    'SecurityHub:IAM.7',
    'CIS-AWS-3.0.0:1.8',
    'CIS-AWS-3.0.0:1.9',
  ],
  of: ['aws_iam_account_password_policy'],
  judge: (policy) => rules.map((rule) => rule(policy)),
  examples: {
    bad: [
      `
resource "aws_iam_account_password_policy" "own" {
  minimum_password_length = 8
}
`,
      `
resource "aws_iam_account_password_policy" "own" {
  minimum_password_length = 14
  require_lowercase_characters = true
  require_numbers = true
  require_uppercase_characters = true
  require_symbols = false
  password_reuse_prevention = 24
  max_password_age = 90
}
`,
      `
resource "aws_iam_account_password_policy" "own" {
  minimum_password_length = 14
  require_lowercase_characters = true
  require_numbers = true
  require_uppercase_characters = true
  require_symbols = true
  max_password_age = 90
}
`,
    ],
    good: [
      `
resource "aws_iam_account_password_policy" "own" {
  minimum_password_length = 14
  require_lowercase_characters = true
  require_numbers = true
  require_uppercase_characters = true
  require_symbols = true
  password_reuse_prevention = 24
  max_password_age = 90
}
`,
    ],
  },
});
