import { hasEvent, privilegedEvents, pullRequestEvents } from '../../github/analysis/events.ts';
import { holds } from '../../github/analysis/scenario.ts';
import { inputOf } from '../../github/analysis/values.ts';
import { conditionOf, nameOfReference, within } from '../../github/expression/find.ts';
import type { Expression } from '../../github/expression/syntax.ts';
import { pass } from '../check.ts';
import { failAt, workflowCheck } from '../on-github.ts';

const actorForm =
  /^github\.(?:actor|triggering_actor|event\.sender\.login|event\.pull_request\.sender\.login|actor_id|event\.pull_request\.sender\.id)$/;
/** The ids of dependabot[bot], renovate[bot], github-actions[bot]. */
const botIds = ['49699333', '29139614', '41898282'];

/** `[[ "$GITHUB_ACTOR" == "dependabot[bot]" ]]`, and `context.actor === …` of actions/github-script. */
const comparesInScript =
  /(?:\bGITHUB_(?:TRIGGERING_)?ACTOR\b|\bgithub\.(?:triggering_)?actor\b|\bcontext\.actor\b)[\s}"']{0,10}={1,3}\s{0,5}["'][\w-]{1,40}\[bot\]/;

/** https://www.synacktiv.com/publications/github-actions-exploitation-dependabot */
export const check = workflowCheck({
  id: 'github-trigger/bot-conditions',
  title: 'No condition trusts who acted last to be a bot',
  severity: 'high',
  why: '`github.actor` is whoever caused the last event: somebody opens a pull request from a fork of theirs and makes the bot act on it, and the condition holds for their code',
  fix: 'Ask for `github.event.pull_request.user.login`, and that the head is of the repository itself',
  controls: ['zizmor:bot-conditions', 'poutine:confused_deputy_auto_merge'],
  judge(workflow) {
    if (!hasEvent(workflow, ...privilegedEvents, ...pullRequestEvents)) return undefined;
    const conditions = workflow.jobs.flatMap((job) =>
      [job.if ?? [], job.steps.flatMap((step) => step.if ?? [])].flat(),
    );
    const events = workflow.triggers.map(({ event }) => event);
    const judged = conditions.flatMap((condition) => {
      // Beside it, something else keeps strangers out: whose code it is.
      if (events.every((event) => holds(condition, { event, isOutsider: true }) === false)) return [];
      const parts = conditionOf(condition).flatMap(({ expression }) =>
        expression ? [...within(expression)] : [],
      );
      const found = parts.find(trustsBot);
      return found
        ? [
            failAt(
              condition.place,
              `the condition lets pass ${nameIn(found)} when it is a bot, which somebody else can bring about`,
            ),
          ]
        : [];
    });
    const inScripts = workflow.jobs
      .flatMap((job) => job.steps)
      .flatMap((step) => [step.run ?? [], inputOf(step, 'script') ?? []].flat())
      .filter(({ value }) => comparesInScript.test(value.slice(0, 200_000)))
      .map(({ place }) => failAt(place, 'the script lets pass who acted last when it is a bot'));
    return judged.length + inScripts.length > 0 ? [...judged, ...inScripts] : pass;
  },
  examples: {
    bad: [
      "on: pull_request_target\njobs:\n  a:\n    if: github.actor == 'dependabot[bot]'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: gh pr merge --auto\n",
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - if: contains(fromJSON(\'["renovate[bot]"]\'), github.triggering_actor)\n        run: gh pr merge --auto\n',
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          if [[ "$GITHUB_ACTOR" == "dependabot[bot]" ]]; then gh pr merge --auto; fi\n',
    ],
    good: [
      "on: pull_request_target\njobs:\n  a:\n    if: github.actor == 'dependabot[bot]' && github.event.pull_request.user.login == 'dependabot[bot]'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: gh pr merge --auto\n",
      "on: pull_request\njobs:\n  a:\n    if: github.event.pull_request.user.login == 'dependabot[bot]' && github.repository == github.event.pull_request.head.repo.full_name\n    runs-on: ubuntu-24.04\n    steps:\n      - run: gh pr merge --auto\n",
      "on: pull_request\njobs:\n  a:\n    if: github.actor != 'dependabot[bot]'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n",
    ],
  },
});

function trustsBot(part: Expression): boolean {
  if (part.kind === 'operator' && part.operator === '==')
    return (isActor(part.left) && isBot(part.right)) || (isActor(part.right) && isBot(part.left));
  if (part.kind !== 'call') return false;
  const isAsked = ['contains', 'startswith', 'endswith'].includes(part.name);
  return (
    isAsked && part.arguments.some(isActor) && part.arguments.some((one) => [...within(one)].some(isBot))
  );
}

function isActor(part: Expression): boolean {
  return part.kind === 'reference' && actorForm.test(nameOfReference(part));
}

function isBot(part: Expression): boolean {
  return (
    part.kind === 'literal' &&
    (/\[bot\]|^dependabot|^renovate|bot$/i.test(String(part.value)) || botIds.includes(String(part.value)))
  );
}

function nameIn(part: Expression): string {
  const found = [...within(part)].find(isActor);
  return found?.kind === 'reference' ? nameOfReference(found) : 'the actor';
}
