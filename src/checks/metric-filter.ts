import type { Json } from '../base/canonical-json.ts';
import type { Known } from '../base/known.ts';
import type { Plan, Resource } from '../terraform/plan/plan.ts';
import {
  type Check,
  type CheckFacts,
  cannotTell,
  fail,
  type Judgement,
  pass,
  resourceCheck,
} from './check.ts';
import { all, best, isEmpty, isSet, isTrue } from './rules.ts';

type Judged = Pick<CheckFacts, 'id' | 'title' | 'severity' | 'why' | 'controls'> & {
  /** The filter that the benchmark demands; every comparison of it must stand in the estate's own. */
  pattern: string;
};

/**
 * A check that a filter on the log group of each trail counts certain events, and that an alarm tells somebody.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export function metricAlarm({ pattern, ...facts }: Judged): Check {
  return resourceCheck({
    ...facts,
    fix: 'Add an `aws_cloudwatch_log_metric_filter` on the log group of the trail, and an `aws_cloudwatch_metric_alarm` on its metric',
    of: ['aws_cloudtrail'],
    judge: (trail, { plan }) => judgeTrail(trail, plan, pattern),
    examples: {
      bad: [
        trailExample,
        trailExample + filterExample('{ $.eventName = "Other" }') + alarmExample,
        trailExample + filterExample(pattern),
        trailExample + filterExample(narrowed(pattern)) + alarmExample,
      ],
      good: [
        trailExample + filterExample(pattern) + alarmExample,
        trailExample + filterExample(excepted(pattern)) + alarmExample,
      ],
    },
  });
}

/** A trail without a log group is the matter of another check. */
function judgeTrail(trail: Resource, plan: Plan, wanted: string): Judgement | undefined {
  const group = trail.attribute(groupPath);
  if (group.known && isEmpty(group.value)) return undefined;
  const filters = plan.ofType('aws_cloudwatch_log_metric_filter').filter((filter) => isOn(filter, trail));
  const open = filters.find((filter) => !filter.attribute('pattern').known);
  const meant = filters.filter((filter) => meets(filter, wanted));
  if (meant.length > 0) return best(meant.map((filter) => judgeAlarms(filter, plan)));
  if (open) return cannotTell(`the pattern of ${open.address} is not known`);
  return fail('no aws_cloudwatch_log_metric_filter on its log group looks for these events', {
    path: groupPath,
  });
}

const groupPath = 'cloud_watch_logs_group_arn';

function isOn(filter: Resource, trail: Resource): boolean {
  const [name, arn] = [filter.attribute('log_group_name'), trail.attribute(groupPath)];
  if (name.known && arn.known) return `${String(arn.value)}:`.includes(`:log-group:${String(name.value)}:`);
  const groups = new Set(trail.references(groupPath).map(({ address }) => address));
  return filter.references('log_group_name').some(({ address }) => groups.has(address));
}

/**
 * Every comparison is there, and nothing that is added makes the filter miss what it is for: alternatives that are
 * joined by "and" never match, and a further condition leaves the rest out. Exceptions are taken as they are meant.
 */
function meets(filter: Resource, pattern: string): boolean {
  const given = filter.attribute('pattern');
  if (!given.known) return false;
  const text = String(given.value);
  const [own, wanted] = [new Set(comparisonsOf(text)), new Set(comparisonsOf(pattern))];
  const added = [...own].filter((one) => !wanted.has(one));
  if (![...wanted].every((one) => own.has(one)) || andsIn(text) > andsIn(pattern) + added.length)
    return false;
  return andsIn(text) <= andsIn(pattern) || !added.some(isNarrowing);
}

function andsIn(pattern: string): number {
  return pattern.split('&&').length - 1;
}

/** Exceptions are `!=`; the service, and the last two, are of later versions of the benchmark. */
function isNarrowing(comparison: string): boolean {
  if (/!=|NOTEXISTS|ISNULL/i.test(comparison)) return false;
  return !/^\$\.(?:eventSource=[a-z0-9-]+\.amazonaws\.com|userIdentity\.type=IAMUser|responseElements\.ConsoleLogin=Success)$/.test(
    comparison,
  );
}

/** `$.eventName=StopLogging`, without spaces, quotes, and the `*` that makes an error code wider. */
function comparisonsOf(pattern: string): string[] {
  return pattern
    .replace(/["'\s{}()*]/g, '')
    .split(/&&|\|\|/)
    .filter((one) => one !== '');
}

function judgeAlarms(filter: Resource, plan: Plan): Judgement {
  const [name, namespace] = ['name', 'namespace'].map((path) =>
    filter.attribute(`metric_transformation.${path}`),
  );
  if (!name?.known || !namespace?.known) return cannotTell(`the metric of ${filter.address} is not known`);
  const alarms = plan.ofType('aws_cloudwatch_metric_alarm');
  const watching = alarms.filter(
    (alarm) => has(alarm, 'metric_name', name) && has(alarm, 'namespace', namespace),
  );
  const open = alarms.find((alarm) => !alarm.attribute('metric_name').known);
  if (watching.length === 0 && open) return cannotTell(`the metric of ${open.address} is not known`);
  if (watching.length === 0)
    return fail(`no aws_cloudwatch_metric_alarm watches the metric of ${filter.address}`);
  const told = best(watching.map(all(isSet('alarm_actions'), isTrue('actions_enabled'))));
  return told.outcome === 'pass' ? pass : told;
}

function has(alarm: Resource, path: string, wanted: Known<Json>): boolean {
  const own = alarm.attribute(path);
  return own.known && wanted.known && own.value === wanted.value;
}

const trailExample = `
resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}
resource "aws_cloudtrail" "own" {
  name                       = "own"
  s3_bucket_name             = "logs"
  cloud_watch_logs_group_arn = "\${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::123456789012:role/trail"
}
`;

const alarmExample = `
resource "aws_cloudwatch_metric_alarm" "own" {
  alarm_name          = "own"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = "own"
  namespace           = "trail"
  period              = 300
  statistic           = "Sum"
  threshold           = 1
  alarm_actions       = ["arn:aws:sns:eu-west-1:123456789012:own"]
}
`;

function filterExample(pattern: string): string {
  return `
resource "aws_cloudwatch_log_metric_filter" "own" {
  name           = "own"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = ${JSON.stringify(pattern)}
  metric_transformation {
    name      = "own"
    namespace = "trail"
    value     = "1"
  }
}
`;
}

function excepted(pattern: string): string {
  return `{ (${pattern.replace(/^\{|\}$/g, '')}) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") }`;
}

function narrowed(pattern: string): string {
  return `{ (${pattern.replace(/^\{|\}$/g, '')}) && ($.awsRegion = "eu-west-1") }`;
}
