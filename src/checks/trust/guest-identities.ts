import { resourceCheck } from '../check.ts';
import { isFalse } from '../rules.ts';

/** https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html#authenticated-and-unauthenticated-identities */
export const check = resourceCheck({
  id: 'trust/guest-identities',
  title: 'Identity pools have no guests',
  severity: 'medium',
  why: 'Everybody who knows the id of the pool, which stands in the app, gets credentials of the account',
  fix: 'Set `allow_unauthenticated_identities = false`',
  controls: ['CKV_AWS_366'],
  of: ['aws_cognito_identity_pool'],
  judge: isFalse('allow_unauthenticated_identities'),
  examples: {
    bad: [
      `
resource "aws_cognito_identity_pool" "app" {
  identity_pool_name               = "app"
  allow_unauthenticated_identities = true
}
`,
    ],
    good: [
      `
resource "aws_cognito_identity_pool" "app" {
  identity_pool_name = "app"
}
`,
    ],
  },
});
