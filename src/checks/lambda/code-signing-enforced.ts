import { resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html */
export const check = resourceCheck({
  id: 'lambda/code-signing-enforced',
  title: 'Code that is not signed is refused',
  severity: 'medium',
  why: 'A signature that is missing or wrong is only logged: the function looks protected, and runs what anybody gives it',
  fix: 'Set `untrusted_artifact_on_deployment = "Enforce"`',
  controls: [],
  of: ['aws_lambda_code_signing_config'],
  judge: isOneOf('policies.untrusted_artifact_on_deployment', ['Enforce']),
  examples: {
    bad: [
      `
resource "aws_lambda_code_signing_config" "own" {
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-west-1:123456789012:/signing-profiles/own/0123456789"]
  }
  
}
`,
      `
resource "aws_lambda_code_signing_config" "own" {
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-west-1:123456789012:/signing-profiles/own/0123456789"]
  }
  policies {
    untrusted_artifact_on_deployment = "Warn"
  }
}
`,
    ],
    good: [
      `
resource "aws_lambda_code_signing_config" "own" {
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-west-1:123456789012:/signing-profiles/own/0123456789"]
  }
  policies {
    untrusted_artifact_on_deployment = "Enforce"
  }
}
`,
    ],
  },
});
