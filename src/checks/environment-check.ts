import type { Environment } from '../spec/platform.ts';
import { type Check, type CheckFacts, type Estate, fail, type Judgement, pass } from './check.ts';

/** A check of a root against what `holdfast.yaml` declares for its environment. `undefined`: it does not concern it. */
export function environmentCheck(
  check: CheckFacts & {
    judge(environment: Environment, estate: Estate): Judgement | readonly Judgement[] | undefined;
  },
): Check {
  const { judge, ...facts } = check;
  return {
    ...facts,
    *judge(estate) {
      const { environment } = estate;
      const judged = environment && judge(environment, estate);
      if (!environment || judged === undefined) return;
      const subject = { name: `environment ${environment.name}` };
      for (const judgement of 'outcome' in judged ? [judged] : judged) yield { subject, ...judgement };
    },
  };
}

/** What watches an account: made by the root of its environment, or there already, as `holdfast.yaml` says. */
export function environmentHas(
  check: Omit<CheckFacts, 'examples'> & {
    types: readonly string[];
    /** Said under `existing`. */
    existing?: 'guardduty' | 'securityhub' | 'config' | 'trail';
    /** Terraform that has it. */
    made: string;
  },
): Check {
  const { types, existing, made, ...facts } = check;
  const topic = 'resource "aws_sns_topic" "alerts" {}\n';
  const there = existing === undefined ? [] : [exampleRoot(topic, `existing: { ${existing}: true }`)];
  return environmentCheck({
    ...facts,
    examples: { bad: [exampleRoot(topic)], good: [exampleRoot(topic + made), ...there] },
    judge(environment, { plan }) {
      if (environment.account === undefined) return undefined;
      const isThere = existing !== undefined && environment.existing[existing];
      return isThere || plan.ofType(...types).length > 0 ? pass : fail(`the root has no ${types[0]}`);
    },
  });
}

/** A root and the file that declares its environment, for examples. */
export function exampleRoot(terraform: string, setting?: string) {
  return { 'holdfast.yaml': exampleFile(setting), 'main.tf': terraform };
}

/** @param setting one more line of the environment: `formats: [onnx]` */
export function exampleFile(setting?: string): string {
  return `
holdfast: 1
platform: demo
teams:
  science: { members: [ada] }
  review: { members: [ben] }
environments:
  prod:
    account: "111122223333"
    region: eu-west-1
    approvals: { review: 1 }
${setting === undefined ? '' : `    ${setting}\n`}datasets:
  mails:
    class: internal
    source: data/mails
    retention: 1y
    access: { science: [read] }
models:
  spam-filter:
    trains_on: [mails]
    train: { code: train }
    gates: { precision: { min: 0.98 } }
    approvals: { review: 1 }
    access: { science: [run, observe, deploy, invoke] }
`;
}
