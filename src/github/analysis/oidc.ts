import type { Place } from '../../base/issue.ts';
import { type Known, known, unknown } from '../../base/known.ts';
import type { GithubFacts, Job, Step, Text, Trigger, Variable, Workflow } from '../types.ts';
import { calledWorkflow, callsOf } from './calls.ts';
import { type Actor, actorOf } from './events.ts';
import { levelOf, permissionsOf } from './permissions.ts';
import { mayRun } from './scenario.ts';
import { textsOf } from './texts.ts';
import { actionOf, inputOf } from './values.ts';

/** What a job can show to a cloud, and who can make it do so. */
export interface OidcIdentity {
  workflow: string;
  job: string;
  place: Place;
  event: string;
  /** Who starts it. A pull request from a fork gets no identity, so `pull_request` is for those who may write. */
  actor: Exclude<Actor, 'fork'>;
  /**
   * The `sub` claim: `*` is any text that the starter may choose, `<owner>/<repository>` and `<default>` what the files
   * do not say. https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims
   */
  subject: string;
  /** Whether nobody can choose a part of `subject`, and none is unknown. */
  isExact: boolean;
  /** The environment, whose protection rules must pass before; unknown where it is an expression. */
  environment?: Known<string>;
  /** The `aud` claim. Any step of the job may ask for another. */
  audience: Known<string>;
  /** `role-to-assume` of steps that ask AWS for a role; none where the job uses the token otherwise. */
  roles: readonly { arn: Known<string>; place: Place }[];
}

const awsAction = 'aws-actions/configure-aws-credentials';
/** https://github.com/aws-actions/configure-aws-credentials#oidc-audience */
const awsAudience = 'sts.amazonaws.com';

/**
 * The identities that the jobs of a workflow can get, one for each event and form of `sub`. A workflow that others of the
 * repository call has those of each call, and a job that calls such a one has none of its own.
 * @param repository `owner/name` as subjects have it, where it is known
 * @param github where callers are looked up
 */
export function oidcSubjects(
  workflow: Workflow,
  repository = '<owner>/<repository>',
  github?: GithubFacts,
): OidcIdentity[] {
  return workflow.jobs
    .filter((job) => mayHaveIdentity(workflow, job) && !(github && calledWorkflow(job, github)))
    .flatMap((job) =>
      startsOf(workflow, github).flatMap((start) => ofStart(workflow, job, start, repository)),
    );
}

/** How a workflow comes to run: an event, in the workflow that calls it where there is one. */
interface Start {
  trigger: Trigger;
  /** Inputs that the caller gives. */
  given?: readonly Variable[];
}

function startsOf(workflow: Workflow, github: GithubFacts | undefined): Start[] {
  return workflow.triggers.flatMap((trigger): Start[] => {
    const calls = trigger.event === 'workflow_call' && github ? callsOf(workflow, github) : [];
    if (calls.length === 0) return [{ trigger }];
    return calls.flatMap(({ given, around: { workflow: caller, job } }) => {
      if (!caller || !job || !mayHaveIdentity(caller, job)) return [];
      return caller.triggers.map((own) => ({ trigger: own, given }));
    });
  });
}

function mayHaveIdentity(workflow: Workflow, job: Job): boolean {
  const level = levelOf(permissionsOf(workflow, job), 'id-token');
  return level === 'write' || level === 'unknown';
}

function ofStart(
  workflow: Workflow,
  job: Job,
  { trigger, given }: Start,
  repository: string,
): OidcIdentity[] {
  const { event } = trigger;
  const started = actorOf(event);
  const actor = started === 'fork' ? 'writer' : started;
  if (!mayRun({ event, isOutsider: actor === 'anyone' }, workflow, job)) return [];
  const environments = job.environment && textsOf(job.environment.name, job, given);
  const contexts = environments
    ? environments.map((one) => ({ context: `environment:${one.known ? one.value : '*'}`, environment: one }))
    : contextsOf(trigger).map((context) => ({ context }));
  return contexts.map(({ context, ...environment }) => {
    const subject = `repo:${repository}:${context}`;
    return {
      workflow: workflow.file,
      job: job.id,
      place: job.place,
      event,
      actor,
      subject,
      isExact: !/[*?<[]/.test(subject),
      ...environment,
      audience: audienceOf(job.steps),
      roles: rolesOf(job),
    };
  });
}

/** What follows the repository in `sub` where the job has no environment. */
function contextsOf(trigger: Trigger): string[] {
  switch (trigger.event) {
    case 'pull_request':
    case 'pull_request_review':
    case 'pull_request_review_comment':
      return ['pull_request'];
    // It runs on the base, and its claim has been seen in both forms.
    case 'pull_request_target':
      return ['pull_request', ...refs('heads', trigger.branches ?? ['*'])];
    case 'push':
      return ofPush(trigger);
    case 'release':
      return ['ref:refs/tags/*'];
    case 'merge_group':
      return ['ref:refs/heads/gh-readonly-queue/*'];
    case 'create':
    case 'workflow_dispatch':
    case 'deployment':
    case 'deployment_status':
    case 'registry_package':
      return ['ref:refs/heads/*', 'ref:refs/tags/*'];
    // The caller decides; it may be started by anything.
    case 'workflow_call':
      return ['*'];
    default:
      return ['ref:refs/heads/<default>'];
  }
}

/** One kind of filter alone keeps the other kind of ref out. */
function ofPush({ branches, branchesIgnore, tags, tagsIgnore }: Trigger): string[] {
  const hasBranches = branches !== undefined || branchesIgnore !== undefined;
  const hasTags = tags !== undefined || tagsIgnore !== undefined;
  const heads = hasBranches || !hasTags ? refs('heads', branches ?? ['*']) : [];
  return [...heads, ...(hasTags || !hasBranches ? refs('tags', tags ?? ['*']) : [])];
}

/** A pattern that takes something away again may only make it less. */
function refs(kind: 'heads' | 'tags', patterns: readonly string[]): string[] {
  return patterns
    .filter((pattern) => !pattern.startsWith('!'))
    .map((pattern) => `ref:refs/${kind}/${pattern.replaceAll('**', '*')}`);
}

function knownText({ value }: Text): Known<string> {
  return value.includes('${{') ? unknown(`${value.slice(0, 100)} is not known before the run`) : known(value);
}

function audienceOf(steps: readonly Step[]): Known<string> {
  const step = steps.find((one) => actionOf(one) === awsAction);
  if (!step) return unknown('the steps of the job choose it');
  const given = inputOf(step, 'audience');
  return given ? knownText(given) : known(awsAudience);
}

function rolesOf({ steps, env }: Job): OidcIdentity['roles'] {
  const asked = steps.flatMap((step) =>
    actionOf(step) === awsAction ? (inputOf(step, 'role-to-assume') ?? []) : [],
  );
  const set = [...env, ...steps.flatMap((step) => step.env)].filter(({ name }) => name === 'AWS_ROLE_ARN');
  return [...asked, ...set.map(({ value }) => value)].map((text) => ({
    arn: knownText(text),
    place: text.place,
  }));
}
