import type { Json } from '../base/canonical-json.ts';
import type { Place } from '../base/issue.ts';
import type { AwsFacts } from '../clouds/aws/facts/types.ts';
import type { GithubFacts } from '../github/types.ts';
import type { Environment, Platform } from '../spec/platform.ts';
import type { Path, Plan, Resource } from '../terraform/plan/plan.ts';

/** Worst first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** What one root module, or one repository without any, comes to. */
export interface Estate {
  /** Without resources where there is no Terraform. */
  plan: Plan;
  aws: AwsFacts;
  /** Absent where no repository was read, as for a plan alone. */
  github?: GithubFacts;
  /** Of the revision that is judged by; absent where there is no holdfast.yaml. */
  platform?: Platform;
  /** The environment whose root this is. */
  environment?: Environment;
}

/** What was judged: an instance of a resource, or something else that has a name and perhaps a place. */
export type Subject = Resource | { name: string; place?: Place };

/** What a check says of one subject. Only these three: what cannot be told has not passed. */
export type Verdict = { subject: Subject } & Judgement;

export type Judgement =
  | { outcome: 'pass' }
  | (Told & { outcome: 'fail' })
  /** `message` is why it cannot be told. */
  | (Told & { outcome: 'cannot-tell' });

export interface Told {
  /** What is wrong, in one sentence without a full stop: `storage_encrypted is false, the default`. */
  message: string;
  /** The attribute that decides, for the place of the finding and its assumptions. */
  path?: Path;
  /** Where that is not the subject's. */
  place?: Place;
  /** What proves it: a statement, a path of access; one line each. Never a secret. */
  evidence?: readonly string[];
  /** What would mend it, where that is one value of one attribute. */
  change?: { path: Path; value: Json };
}

/** Examples of Terraform are files of a root module, of workflows those of a repository; one text is `main.tf`, or a workflow. */
export type Example = string | Readonly<Record<string, string>>;

/** What a check says of itself. */
export interface CheckFacts {
  /** Its folder and file, as waivers name it: `s3/public-access-block` is `s3/public-access-block.ts`. */
  id: string;
  /** What holds where it passes, in a few words: `S3 buckets block public access`. */
  title: string;
  severity: Severity;
  /** What can happen otherwise. */
  why: string;
  /** What to do. */
  fix: string;
  /** Whether the change that a judgement proposes can be made at once: it replaces nothing, and nothing stops working. */
  isChangeSafe?: boolean;
  /** Ids of the controls that it covers, by their publishers' names: `CKV_AWS_53`, `AVD-AWS-0086`, `SecurityHub:S3.8`. */
  controls: readonly string[];
  examples: {
    bad: readonly Example[];
    good: readonly Example[];
    /** Where it cannot tell. */
    unclear?: readonly Example[];
  };
}

export interface Check extends CheckFacts {
  judge(estate: Estate): Iterable<Verdict>;
}

/** One kind of instance judged by itself. `undefined`: the check does not concern it. */
export interface ResourceRule {
  /** Types of managed resources. */
  of: readonly string[];
  /** Types of data sources. */
  ofData?: readonly string[];
  judge(resource: Resource, estate: Estate): Judgement | readonly Judgement[] | undefined;
}

/** A check that judges resources one by one. */
export function resourceCheck(check: CheckFacts & ResourceRule): Check {
  const { of, ofData = [], judge, ...facts } = check;
  return {
    ...facts,
    *judge(estate) {
      const { plan } = estate;
      for (const subject of [...plan.ofType(...of), ...plan.dataOfType(...ofData)])
        for (const judgement of listed(judge(subject, estate))) yield { subject, ...judgement };
    },
  };
}

function listed(judged: Judgement | readonly Judgement[] | undefined): readonly Judgement[] {
  if (judged === undefined) return [];
  return 'outcome' in judged ? [judged] : judged;
}

export const pass: Judgement = { outcome: 'pass' };

export function fail(message: string, more: Omit<Told, 'message'> = {}): Judgement {
  return { outcome: 'fail', message, ...more };
}

export function cannotTell(because: string, more: Omit<Told, 'message'> = {}): Judgement {
  return { outcome: 'cannot-tell', message: because, ...more };
}
