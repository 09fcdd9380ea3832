import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
export const check = resourceCheck({
  id: 'step-functions/execution-data',
  title: 'The log of a state machine says what each step was given',
  severity: 'low',
  why: 'Without inputs and outputs the log says that a step ran, not on what: a run cannot be followed back to its data',
  fix: 'Set `include_execution_data = true`; where they hold personal data, leave it out and waive this',
  controls: ['CKV_AWS_285'],
  of: ['aws_sfn_state_machine'],
  judge: isTrue('logging_configuration.include_execution_data'),
  examples: {
    bad: [
      `
resource "aws_sfn_state_machine" "retrain" {
  name       = "retrain"
  role_arn   = "arn:aws:iam::111122223333:role/retrain"
  definition = jsonencode({ StartAt = "End", States = { End = { Type = "Succeed" } } })
}
`,
      `
resource "aws_sfn_state_machine" "retrain" {
  name       = "retrain"
  role_arn   = "arn:aws:iam::111122223333:role/retrain"
  definition = jsonencode({ StartAt = "End", States = { End = { Type = "Succeed" } } })
  logging_configuration {
    level                  = "ALL"
    include_execution_data = false
    log_destination        = "arn:aws:logs:eu-west-1:111122223333:log-group:retrain:*"
  }
}
`,
    ],
    good: [
      `
resource "aws_sfn_state_machine" "retrain" {
  name       = "retrain"
  role_arn   = "arn:aws:iam::111122223333:role/retrain"
  definition = jsonencode({ StartAt = "End", States = { End = { Type = "Succeed" } } })
  logging_configuration {
    level                  = "ALL"
    include_execution_data = true
    log_destination        = "arn:aws:logs:eu-west-1:111122223333:log-group:retrain:*"
  }
}
`,
    ],
  },
});
