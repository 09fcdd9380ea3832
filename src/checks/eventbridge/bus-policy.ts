import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html */
export const check = resourceCheck({
  id: 'eventbridge/bus-policy',
  title: 'Event buses of our own say by a policy who may send',
  severity: 'low',
  why: 'Without a policy every principal of the account with `events:PutEvents` can send any event, and so start what listens',
  fix: 'Add an `aws_cloudwatch_event_bus_policy` for the bus',
  controls: ['SecurityHub:EventBridge.3', 'Config:custom-eventbus-policy-attached'],
  of: ['aws_cloudwatch_event_bus'],
  judge(bus, { plan }) {
    const policies = relatedTo(plan, bus, 'aws_cloudwatch_event_bus_policy', 'event_bus_name');
    const permissions = relatedTo(plan, bus, 'aws_cloudwatch_event_permission', 'event_bus_name');
    if (!policies.known) return cannotTell(policies.because);
    if (!permissions.known) return cannotTell(permissions.because);
    if (policies.value.length + permissions.value.length > 0) return pass;
    return fail('no aws_cloudwatch_event_bus_policy names the bus');
  },
  examples: {
    bad: [
      `
resource "aws_cloudwatch_event_bus" "models" {
  name = "models"
}
`,
    ],
    good: [
      `
resource "aws_cloudwatch_event_bus" "models" {
  name = "models"
}

resource "aws_cloudwatch_event_bus_policy" "models" {
  event_bus_name = aws_cloudwatch_event_bus.models.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/train" }
      Action    = "events:PutEvents"
      Resource  = aws_cloudwatch_event_bus.models.arn
    }]
  })
}
`,
    ],
  },
});
