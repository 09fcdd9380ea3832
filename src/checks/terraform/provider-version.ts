import type { Plan } from '../../terraform/plan/plan.ts';
import { type Check, fail, pass } from '../check.ts';

/** https://developer.hashicorp.com/terraform/language/providers/requirements#version-constraints */
export const check: Check = {
  id: 'terraform/provider-version',
  title: 'Providers are bound to a version',
  severity: 'low',
  why: 'Without a constraint, and a lock file, the next run takes whatever is newest: a plan that was reviewed is made again with other code',
  fix: 'Write a `version` for the provider in `required_providers`, and commit `.terraform.lock.hcl`',
  controls: [],
  *judge({ plan }) {
    if (!isRoot(plan)) return;
    const sources = new Set(plan.providers.map(({ source }) => source));
    for (const source of sources) {
      if (source.startsWith('terraform.io/')) continue;
      const isBound = plan.providers.some((one) => one.source === source && one.constraint !== undefined);
      const judgement = isBound ? pass : fail(`no module bounds the version of ${source}`);
      yield { subject: { name: `provider ${source}` }, ...judgement };
    }
  },
  examples: {
    bad: [
      `
provider "aws" {
  region = "eu-west-1"
}

resource "aws_sns_topic" "alerts" {}
`,
    ],
    good: [
      `
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_sns_topic" "alerts" {}
`,
      'resource "aws_sns_topic" "alerts" {}',
    ],
  },
};

/** A module that others call configures no provider, and leaves the versions to them. */
function isRoot({ providers }: Plan): boolean {
  return providers.some((provider) => {
    const region = provider.attribute('region');
    return !region.known || region.value !== null;
  });
}
