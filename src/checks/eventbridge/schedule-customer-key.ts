import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html */
export const check = resourceCheck({
  id: 'eventbridge/schedule-customer-key',
  title: 'Schedules are encrypted with a customer key',
  severity: 'low',
  why: 'The input of a schedule is kept with it: with a key of AWS nobody can say, or narrow, who decrypts it',
  fix: 'Set `kms_key_arn` to a customer key',
  controls: ['CKV_AWS_297'],
  of: ['aws_scheduler_schedule'],
  judge: (resource, { plan }) => isCustomerKey('kms_key_arn', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_scheduler_schedule" "retrain" {
  schedule_expression = "rate(7 days)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:states:eu-west-1:111122223333:stateMachine:retrain"
    role_arn = "arn:aws:iam::111122223333:role/retrain"
  }
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "schedules" {
  enable_key_rotation = true
}

resource "aws_scheduler_schedule" "retrain" {
  schedule_expression = "rate(7 days)"
  kms_key_arn         = aws_kms_key.schedules.arn
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:states:eu-west-1:111122223333:stateMachine:retrain"
    role_arn = "arn:aws:iam::111122223333:role/retrain"
  }
}
`,
    ],
  },
});
