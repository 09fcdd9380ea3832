import type { ServiceFacts } from '../service.ts';

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
 * https://docs.aws.amazon.com/ses/latest/dg/sending-authorization-policies.html
 * https://docs.aws.amazon.com/codeartifact/latest/ug/repo-policies.html
 */
export const service: ServiceFacts = {
  policies: [
    { type: 'aws_api_gateway_rest_api', policy: 'policy', kind: 'resource' },
    { type: 'aws_api_gateway_rest_api_policy', policy: 'policy', kind: 'resource', of: 'rest_api_id' },
    { type: 'aws_ses_identity_policy', policy: 'policy', kind: 'resource', of: 'identity' },
    { type: 'aws_sesv2_email_identity_policy', policy: 'policy', kind: 'resource', of: 'email_identity' },
    { type: 'aws_codeartifact_domain_permissions_policy', policy: 'policy_document', kind: 'resource' },
    { type: 'aws_codeartifact_repository_permissions_policy', policy: 'policy_document', kind: 'resource' },
    { type: 'aws_media_store_container_policy', policy: 'policy', kind: 'resource' },
    { type: 'aws_transfer_access', policy: 'policy', kind: 'session' },
    { type: 'aws_transfer_user', policy: 'policy', kind: 'session' },
  ],
};
