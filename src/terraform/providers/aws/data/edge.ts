import { derived } from '../../fill.ts';
import type { DataSource } from '../../knowledge.ts';
import { arn, bareArn, globalArn, same, text, uuid } from '../resources/arn.ts';
import { lookup } from './lookup.ts';
import {
  managedCachePolicies,
  managedRequestPolicies,
  managedResponsePolicies,
} from './managed-cloudfront.ts';

/** A policy by its name or id: CloudFront's own are known, another is assumed. */
function managed(what: string, ids: Record<string, string>): DataSource {
  return lookup(what, {
    name: (of) => Object.entries(ids).find(([, id]) => id === of.string('id'))?.[0] ?? `policy-${of.hex(8)}`,
    id: (of) => ids[of.string('name') ?? ''] ?? uuid('policy')(of),
  });
}

export const edgeData: Record<string, DataSource> = {
  aws_route53_zone: lookup('The zone', {
    zone_id: text('Z{^20}'),
    id: same('zone_id'),
    arn: bareArn('route53', 'hostedzone/{zone_id}'),
    name: text('zone-{#8:name}.example'),
    caller_reference: '',
    comment: '',
    name_servers: [0, 1, 2, 3].map((at) => `ns-${at}.awsdns-0${at}.example`),
    primary_name_server: 'ns-0.awsdns-00.example',
    private_zone: false,
    linked_service_description: '',
    linked_service_principal: '',
    resource_record_set_count: 2,
  }),
  aws_acm_certificate: lookup('The certificate', {
    domain: text('domain-{#8:name}.example'),
    arn: (of) => arn('acm', `certificate/${uuid('certificate')(of)}`)(of),
    id: same('arn'),
    status: 'ISSUED',
    certificate: '',
    certificate_chain: '',
  }),
  aws_cloudfront_cache_policy: managed('The cache policy', managedCachePolicies),
  aws_cloudfront_origin_request_policy: managed('The origin request policy', managedRequestPolicies),
  aws_cloudfront_response_headers_policy: managed('The response headers policy', managedResponsePolicies),
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
  aws_cloudfront_log_delivery_canonical_user_id: derived({
    id: (of) =>
      of.context.partition === 'aws-cn'
        ? 'a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56'
        : 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0',
  }),
  aws_lb: lookup('The load balancer', {
    name: (of) =>
      /:loadbalancer\/[a-z]+\/([^/]+)\//.exec(of.string('arn') ?? '')?.[1] ?? `lb-${of.hex(8, 'name')}`,
    arn: arn('elasticloadbalancing', 'loadbalancer/app/{name}/{#16}'),
    id: same('arn'),
    arn_suffix: (of) => of.string('arn')?.split(':loadbalancer/')[1],
    dns_name: text('{name}-{#10:dns}.{@region}.elb.{@suffix}'),
    load_balancer_type: 'application',
    internal: true,
    vpc_id: text('vpc-0{#16:vpc}'),
    security_groups: (of) => [`sg-0${of.hex(16, 'security-group')}`],
    subnets: (of) => ['a', 'b', 'c'].map((zone) => `subnet-0${of.hex(16, zone)}`),
  }),
  aws_lb_target_group: lookup('The target group', {
    name: text('tg-{#8:name}'),
    arn: arn('elasticloadbalancing', 'targetgroup/{name}/{#16}'),
    id: same('arn'),
    arn_suffix: (of) => of.string('arn')?.split(':').at(-1),
    port: 80,
    protocol: 'HTTP',
    vpc_id: text('vpc-0{#16:vpc}'),
  }),
  aws_organizations_organization: lookup('The organisation', {
    id: text('o-{#10}'),
    arn: globalArn('organizations', 'organization/{id}'),
    master_account_id: text('{@account}'),
    master_account_arn: globalArn('organizations', 'account/{id}/{@account}'),
    master_account_email: 'assumed@example.com',
    master_account_name: 'assumed',
    feature_set: 'ALL',
    accounts: [],
    non_master_accounts: [],
    aws_service_access_principals: [],
    enabled_policy_types: [],
    roots: (of) => [
      {
        arn: text('arn:{@partition}:organizations::{@account}:root/{id}/r-{#4:root}')(of) ?? null,
        id: `r-${of.hex(4, 'root')}`,
        name: 'Root',
        policy_types: [],
      },
    ],
  }),
  aws_ssoadmin_instances: lookup('The instance of the Identity Center', {
    id: text('{@region}'),
    arns: (of) => [`arn:${of.context.partition}:sso:::instance/ssoins-${of.hex(16)}`],
    identity_store_ids: (of) => [`d-${of.hex(10, 'store')}`],
  }),
};
