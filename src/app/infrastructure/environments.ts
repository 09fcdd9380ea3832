import type { Environment, Platform } from '../../spec/platform.ts';

/** What workflows and people need to know of an environment to plan and apply it. */
export interface EnvironmentFacts {
  name: string;
  /** Relative to the folder of holdfast.yaml. */
  root: string;
  account: string;
  region: string;
  production: boolean;
  /** ARNs; absent without `github`, because then there are no roles for workflows. */
  planRole?: string;
  applyRole?: string;
  /** Where Terraform's state is. */
  stateBucket: string;
  stateKey: string;
  /** Teams that approve a plan, as GitHub names them. */
  approvers: string[];
  /** Approvals of a plan: how many of which team. */
  approvals: Readonly<Record<string, number>>;
  /** Approvals beyond the one that GitHub asks for when the plan is applied, numbered from 2. */
  furtherApprovals: number[];
}

/** The environments on AWS, in the order of the file. Names are those that `blueprint/aws/modules` gives. */
export function environmentFacts(platform: Platform): EnvironmentFacts[] {
  return Object.values(platform.environments).flatMap((environment) => {
    const { account, region } = environment;
    return account === undefined || region === undefined
      ? []
      : [{ ...factsOf(platform, environment, account), region }];
  });
}

function factsOf(platform: Platform, environment: Environment, account: string) {
  const { name, root, production, approvals } = environment;
  const prefix = `${platform.name}-${name}`;
  const role = (stage: string) => `arn:aws:iam::${account}:role/holdfast/ci/${prefix}-ci-${stage}`;
  const count = Object.values(approvals).reduce((sum, one) => sum + one, 0);
  return {
    name,
    root,
    account,
    production,
    ...(platform.github && { planRole: role('plan'), applyRole: role('apply') }),
    stateBucket: `${prefix}-state-${account}`,
    stateKey: `${name}/terraform.tfstate`,
    approvers: Object.keys(approvals).map((team) => platform.teams[team]?.github ?? team),
    approvals,
    furtherApprovals: Array.from({ length: Math.max(0, count - 1) }, (_, index) => index + 2),
  };
}
