import type { Block, ProviderSchema } from '../../../src/terraform/schema/types.ts';

// The bindings have ephemeral resources since their last generation only; the providers had some earlier.

/** https://registry.terraform.io/providers/hashicorp/aws/5.99.1/docs, "Ephemeral" */
const inAws5 = [
  'aws_cognito_identity_openid_token_for_developer_identity',
  'aws_eks_cluster_auth',
  'aws_kms_secrets',
  'aws_lambda_invocation',
  'aws_secretsmanager_random_password',
  'aws_secretsmanager_secret_version',
  'aws_ssm_parameter',
];

/** Gives generation 5 its ephemeral resources, as they are in generation 6 but for the region, which came with 6. */
export function patchAws5Ephemerals(five: ProviderSchema, six: ProviderSchema): void {
  for (const type of inAws5) {
    const block = six.ephemeralResources[type];
    if (block) five.ephemeralResources[type] = without(block, 'region');
  }
}

/**
 * An ephemeral key has what the resource has, but for an id.
 * https://github.com/hashicorp/terraform-provider-tls/blob/main/internal/provider/ephemeral_private_key.go
 */
export function patchTlsEphemerals(tls: ProviderSchema): void {
  const key = tls.resources.tls_private_key;
  if (key) tls.ephemeralResources.tls_private_key = without(key, 'id');
}

function without(block: Block, attribute: string): Block {
  const copy = structuredClone(block);
  delete copy.attributes[attribute];
  return copy;
}
