import type { Json } from '../../base/canonical-json.ts';
import { resourceCheck } from '../check.ts';
import { any, is, isFalse, isUnset } from '../rules.ts';

/** Neither all sites nor all that have one scheme. */
function hasNoAny(origins: Json): boolean {
  return Array.isArray(origins) && !origins.some((origin) => /^(?:https?:\/\/)?\*$/.test(String(origin)));
}

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors */
export const check = resourceCheck({
  id: 'lambda/function-url-cors',
  title: 'Addresses of functions name the sites that may call them',
  severity: 'medium',
  why: 'Every web site can call the function from the browser of somebody who is signed in',
  fix: 'Name the sites in `allow_origins`',
  controls: ['CKV2_AWS_75'],
  of: ['aws_lambda_function_url'],
  judge: any(
    isFalse('cors.allow_credentials'),
    isUnset('cors'),
    is('cors.allow_origins', hasNoAny, 'must name sites'),
  ),
  examples: {
    bad: [
      `
resource "aws_lambda_function_url" "own" {
  function_name      = "own"
  authorization_type = "AWS_IAM"
  cors {
    allow_credentials = true
    allow_origins     = ["*"]
  }
}
`,
    ],
    good: [
      `
resource "aws_lambda_function_url" "own" {
  function_name      = "own"
  authorization_type = "AWS_IAM"
  
}
`,
      `
resource "aws_lambda_function_url" "own" {
  function_name      = "own"
  authorization_type = "AWS_IAM"
  cors {
    allow_origins = ["*"]
  }
}
`,
      `
resource "aws_lambda_function_url" "own" {
  function_name      = "own"
  authorization_type = "AWS_IAM"
  cors {
    allow_credentials = true
    allow_origins     = ["https://acme.example"]
  }
}
`,
    ],
  },
});
