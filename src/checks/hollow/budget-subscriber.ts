import { resourceCheck } from '../check.ts';
import { any, isSet, some } from '../rules.ts';

/** https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html */
export const check = resourceCheck({
  id: 'hollow/budget-subscriber',
  title: 'Budgets tell somebody',
  severity: 'low',
  why: 'A budget stops nothing by itself: without a subscriber nobody learns that stolen credentials, or a runaway job, cost money',
  fix: 'Add a `notification` with `subscriber_email_addresses` or `subscriber_sns_topic_arns`',
  controls: [],
  of: ['aws_budgets_budget'],
  judge: some('notification', any(isSet('subscriber_email_addresses'), isSet('subscriber_sns_topic_arns'))),
  examples: {
    bad: [
      `
resource "aws_budgets_budget" "month" {
  budget_type  = "COST"
  limit_amount = "1000"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}
`,
    ],
    good: [
      `
resource "aws_budgets_budget" "month" {
  budget_type  = "COST"
  limit_amount = "1000"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  notification {
    comparison_operator       = "GREATER_THAN"
    threshold                 = 80
    threshold_type            = "PERCENTAGE"
    notification_type         = "ACTUAL"
    subscriber_sns_topic_arns = ["arn:aws:sns:eu-west-1:111122223333:budget"]
  }
}
`,
    ],
  },
});
