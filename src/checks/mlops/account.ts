import type { Json } from '../../base/canonical-json.ts';
import type { ProviderConfiguration } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass } from '../check.ts';
import { environmentCheck, exampleRoot } from '../environment-check.ts';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs#allowed_account_ids-1 */
export const check = environmentCheck({
  id: 'mlops/account',
  title: 'The root of an environment can only be applied to its account',
  severity: 'medium',
  why: 'With the credentials of another account at hand, one environment is written over another',
  fix: 'Set `allowed_account_ids` of the provider to the account of the environment in `holdfast.yaml`',
  controls: ['MLSEC04-BP01'],
  judge({ account }, { plan }) {
    if (account === undefined) return undefined;
    const own = plan.providers.filter(
      ({ source, alias }) => source === 'hashicorp/aws' && alias === undefined,
    );
    if (own.length === 0) return undefined;
    const judged = own.map((provider) => judgeProvider(provider, account));
    return (
      judged.find((one) => one?.outcome === 'fail') ??
      judged.find((one) => one?.outcome === 'pass') ??
      judged.find((one) => one !== undefined) ??
      fail(`no provider says that only account ${account} may be changed`)
    );
  },
  examples: {
    bad: [
      exampleRoot(`
provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["444455556666"]
}

resource "aws_sns_topic" "alerts" {}
`),
      exampleRoot(`
provider "aws" {
  region = "eu-west-1"
}

resource "aws_sns_topic" "alerts" {}
`),
    ],
    good: [
      exampleRoot(`
provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_sns_topic" "alerts" {}
`),
    ],
  },
});

/** undefined: the provider says nothing of accounts. */
function judgeProvider(provider: ProviderConfiguration, account: string): Judgement | undefined {
  const allowed = provider.attribute('allowed_account_ids');
  const role = provider.attribute('assume_role.role_arn');
  if (!allowed.known)
    return cannotTell(`allowed_account_ids of ${provider.key} is not known: ${allowed.because}`);
  const named = [...textsOf(allowed.value), ...(role.known ? textsOf(role.value).flatMap(accountOf) : [])];
  if (named.length === 0) return undefined;
  const other = named.find((one) => one !== account);
  return other === undefined
    ? pass
    : fail(`${provider.key} is for account ${other}, and the environment has ${account}`);
}

function textsOf(value: Json): string[] {
  return [value].flat().filter((text) => typeof text === 'string');
}

function accountOf(arn: string): string[] {
  const account = arn.split(':')[4];
  return account === undefined || account === '' ? [] : [account];
}
