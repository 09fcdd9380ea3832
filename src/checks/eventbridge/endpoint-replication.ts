import { resourceCheck } from '../check.ts';
import { isNoneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-ge-event-replication.html */
export const check = resourceCheck({
  id: 'eventbridge/endpoint-replication',
  title: 'Global endpoints replicate their events',
  severity: 'low',
  why: 'Without replication an endpoint does not come back by itself after it failed over, and events are missing in the other region',
  fix: 'Set `state = "ENABLED"` in `replication_config`',
  controls: ['SecurityHub:EventBridge.4', 'Config:global-endpoint-event-replication-enabled'],
  of: ['aws_cloudwatch_event_endpoint'],
  judge: isNoneOf('replication_config.state', ['DISABLED']),
  examples: {
    bad: [
      `
resource "aws_cloudwatch_event_endpoint" "models" {
  name     = "models"
  role_arn = "arn:aws:iam::111122223333:role/replicate"
  event_bus {
    event_bus_arn = "arn:aws:events:eu-west-1:111122223333:event-bus/models"
  }
  event_bus {
    event_bus_arn = "arn:aws:events:eu-central-1:111122223333:event-bus/models"
  }
  replication_config {
    state = "DISABLED"
  }
  routing_config {
    failover_config {
      primary {
        health_check = "arn:aws:route53:::healthcheck/01234567-89ab-cdef-0123-456789abcdef"
      }
      secondary {
        route = "eu-central-1"
      }
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_cloudwatch_event_endpoint" "models" {
  name     = "models"
  role_arn = "arn:aws:iam::111122223333:role/replicate"
  event_bus {
    event_bus_arn = "arn:aws:events:eu-west-1:111122223333:event-bus/models"
  }
  event_bus {
    event_bus_arn = "arn:aws:events:eu-central-1:111122223333:event-bus/models"
  }
  replication_config {
    state = "ENABLED"
  }
  routing_config {
    failover_config {
      primary {
        health_check = "arn:aws:route53:::healthcheck/01234567-89ab-cdef-0123-456789abcdef"
      }
      secondary {
        route = "eu-central-1"
      }
    }
  }
}
`,
    ],
  },
});
