import { type Check, fail } from '../check.ts';

/** https://developer.hashicorp.com/terraform/language/provisioners */
export const check: Check = {
  id: 'terraform/provisioner',
  title: 'Terraform runs no programs',
  severity: 'medium',
  why: 'What a provisioner does is in no plan, so that no review sees it; it runs with the rights of the apply, on the machine that has them',
  fix: 'Do it by a resource, by user data, or in a step of the pipeline of its own',
  controls: [],
  *judge({ plan }) {
    for (const { code, message, place } of plan.notes) {
      if (code !== 'provisioner') continue;
      const name = /^the provisioner of (.+) is left out$/.exec(message)?.[1] ?? 'a provisioner';
      yield { subject: { name, ...(place && { place }) }, ...fail(`${name} has a provisioner`) };
    }
  },
  examples: {
    bad: [
      `
resource "aws_sns_topic" "alerts" {
  provisioner "local-exec" {
    command = "curl https://example.com/"
  }
}
`,
    ],
    good: ['resource "aws_sns_topic" "alerts" {}'],
  },
};
