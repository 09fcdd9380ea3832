import { resourceCheck } from '../check.ts';
import { all, isNoneOf, isSet } from '../rules.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
export const check = resourceCheck({
  id: 'step-functions/logging',
  title: 'State machines write a log',
  severity: 'medium',
  why: 'Nobody can see afterwards what a run did, with which role, and where it stopped; of an express run nothing is kept at all',
  fix: 'Add a `logging_configuration` with `level = "ALL"` and a `log_destination`',
  controls: [
    'SecurityHub:StepFunctions.1',
    'Config:step-functions-state-machine-logging-enabled',
    'AwsSolutions-SF1',
  ],
  of: ['aws_sfn_state_machine'],
  judge: all(
    isNoneOf('logging_configuration.level', ['OFF', null, '']),
    isSet('logging_configuration.log_destination'),
  ),
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
    level = "OFF"
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
    level           = "ALL"
    log_destination = "arn:aws:logs:eu-west-1:111122223333:log-group:retrain:*"
  }
}
`,
    ],
  },
});
