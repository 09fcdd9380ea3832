import { questionsOf } from '../../clouds/aws/access/questions.ts';
import type { Principal } from '../../clouds/aws/iam/types.ts';
import type { Path, Resource } from '../../terraform/plan/plan.ts';
import {
  type CheckFacts,
  cannotTell,
  type Estate,
  fail,
  type Judgement,
  pass,
  resourceCheck,
} from '../check.ts';
import { worst } from '../rules.ts';

const service: Principal = {
  arn: 'events.amazonaws.com',
  account: '',
  kind: 'service',
  identityPolicies: [],
};
const actions: Readonly<Record<string, string>> = {
  aws_sns_topic: 'sns:Publish',
  aws_sqs_queue: 'sqs:SendMessage',
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html */
export const check = resourceCheck({
  id: 'eventbridge/target-policy',
  title: 'Topics and queues take what event rules send them',
  severity: 'medium',
  why: 'An alarm that its topic refuses, or a dead letter that its queue refuses, looks set up and reaches nobody',
  fix: 'Allow `events.amazonaws.com` in the policy of the topic or the queue, for `aws:SourceAccount`',
  controls: [],
  of: ['aws_cloudwatch_event_target'],
  judge(target, estate) {
    return worst(
      [taken(target, 'arn', estate), taken(target, ['dead_letter_config', 0, 'arn'], estate)].flat(),
    );
  },
  examples: {
    bad: [example(''), example('', 'queue')],
    good: [example('events.amazonaws.com'), example('events.amazonaws.com', 'queue')],
  },
} satisfies CheckFacts & Parameters<typeof resourceCheck>[0]);

/** Nothing where there is no such target, or it is not made here. */
function taken(target: Resource, path: Path, { aws }: Estate): Judgement[] {
  const arn = target.attribute(path);
  if (!arn.known) return path === 'arn' ? [cannotTell(`the target is not known: ${arn.because}`)] : [];
  const found = aws.resources.find(
    ({ iam, resource }) => iam.arn === arn.value && actions[resource.type] !== undefined,
  );
  if (!found) return [pass];
  // Without one of ours, only principals of the account may.
  const isWritten = aws.policies.some((one) => one.isWritten && one.bound.includes(found.resource.address));
  if (!isWritten) return [fail(`${found.resource.address} has no policy`, { path })];
  const { answer } = questionsOf(aws).ask(service, actions[found.resource.type] ?? '', found.iam);
  if (answer === 'denied')
    return [fail(`${found.resource.address} does not take what EventBridge sends`, { path })];
  return [
    answer === 'cannot-tell'
      ? cannotTell(`the policy of ${found.resource.address} is not known`, { path })
      : pass,
  ];
}

function example(allowed: string, kind: 'topic' | 'queue' = 'topic'): string {
  const [type, action] =
    kind === 'topic' ? ['aws_sns_topic', 'sns:Publish'] : ['aws_sqs_queue', 'sqs:SendMessage'];
  const statement = `{ Effect = "Allow", Principal = { Service = "${allowed}" }, Action = "${action}", Resource = "*" }`;
  return `
resource "${type}" "own" {
  name = "own"
${allowed === '' ? '' : `  policy = jsonencode({ Version = "2012-10-17", Statement = [${statement}] })`}
}

resource "aws_cloudwatch_event_rule" "own" {
  name          = "own"
  event_pattern = jsonencode({ source = ["aws.guardduty"] })
}

resource "aws_cloudwatch_event_target" "own" {
  rule = aws_cloudwatch_event_rule.own.name
  arn  = ${type}.own.arn
}
`;
}
