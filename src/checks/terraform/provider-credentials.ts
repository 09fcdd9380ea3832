import { type Check, fail, type Judgement, pass } from '../check.ts';

/** Arguments of `hashicorp/aws`, and of others, that are a credential. */
const credentials = [
  'access_key',
  'secret_key',
  'token',
  'api_key',
  'app_key',
  'api_token',
  'client_secret',
  'password',
];

/** What stands for a credential before an emulator of AWS, which takes anything. */
const placeholder =
  /^(?:tests?|testing|x+|foo|localstack|dummy|an?accesskey|asecretkey)$|^(?:mock|fake|dummy|test|local)[-_]/i;

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs#provider-configuration */
export const check: Check = {
  id: 'terraform/provider-credentials',
  title: 'Providers take their credentials from outside the code',
  severity: 'critical',
  why: 'A key in the code is a key of everybody who can read the repository, or any copy of its history',
  fix: 'Delete the key in the account, remove it from the code, and let a role be assumed by OIDC',
  controls: ['CKV_AWS_41'],
  *judge({ plan }) {
    for (const provider of plan.providers) {
      const given = credentials.filter((name) => {
        const value = provider.attribute(name);
        return value.known && typeof value.value === 'string' && isReal(value.value);
      });
      const judgement: Judgement =
        given.length > 0 ? fail(`${given.join(' and ')} is written in the code`) : pass;
      yield { subject: { name: `provider ${provider.key}` }, ...judgement };
    }
  },
  examples: {
    bad: [
      `
provider "aws" {
  region     = "eu-west-1"
  access_key = "AKIAQWERTYUIOP234567"
  secret_key = "not-a-real-secret-key"
}

resource "aws_sns_topic" "alerts" {}
`,
    ],
    good: [
      `
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "mock_access_key"
  secret_key                  = "mock_secret_key"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
}

resource "aws_sns_topic" "alerts" {}
`,
      `
provider "aws" {
  region = "eu-west-1"
}

resource "aws_sns_topic" "alerts" {}
`,
    ],
  },
};

function isReal(value: string): boolean {
  return value !== '' && !placeholder.test(value);
}
