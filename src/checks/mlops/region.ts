import { cannotTell, fail, pass } from '../check.ts';
import { environmentCheck, exampleRoot } from '../environment-check.ts';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs#region-1 */
export const check = environmentCheck({
  id: 'mlops/region',
  title: 'The root of an environment makes things in its region',
  severity: 'medium',
  why: 'Data is then kept where nobody declared it, and the guards of the region are elsewhere',
  fix: 'Set `region` of the provider to that of the environment in `holdfast.yaml`',
  controls: [],
  judge({ region, account }, { plan }) {
    if (region === undefined || account === undefined) return undefined;
    const regions = plan.providers
      .filter(({ source, alias }) => source === 'hashicorp/aws' && alias === undefined)
      .map((provider) => provider.attribute('region'));
    const open = regions.find((one) => !one.known);
    if (open && !open.known) return cannotTell(`region of the provider is not known: ${open.because}`);
    const given = regions.flatMap((one) => (one.known && typeof one.value === 'string' ? [one.value] : []));
    const other = given.find((one) => one !== region);
    if (other !== undefined) return fail(`the provider is for ${other}, and the environment is in ${region}`);
    return given.length > 0 ? pass : undefined;
  },
  examples: {
    bad: [
      exampleRoot(`
provider "aws" {
  region = "us-east-1"
}

resource "aws_sns_topic" "alerts" {}
`),
    ],
    good: [
      exampleRoot(`
provider "aws" {
  region = "eu-west-1"
}

resource "aws_sns_topic" "alerts" {}
`),
    ],
  },
});
