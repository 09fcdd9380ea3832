import type { ObjectValue, Value } from '../../../../protocol/value.ts';
import { unknown } from '../../../../protocol/value.ts';
import type { Compute, Computing, ResourceKnowledge } from '../../../knowledge.ts';
import { arn, arnAsId, bareArn, globalArn, same, text, uuid } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

const account = text('{@account}');

const zoneNames: Compute = (of) =>
  ['com', 'net', 'org', 'co.uk'].map((end, at) => {
    const number = Number.parseInt(of.hex(3, `name-server-${at}`), 16) % 2048;
    return `ns-${number}.awsdns-${String(number % 64).padStart(2, '0')}.${end}`;
  });

const route53: Record<string, ResourceKnowledge> = {
  aws_route53_zone: {
    defaults: { comment: 'Managed by Terraform', force_destroy: false },
    computed: {
      id: text('Z0{^19}'),
      arn: bareArn('route53', 'hostedzone/{id}'),
      zone_id: same('id'),
      name_servers: zoneNames,
    },
  },
  aws_route53_record: {
    computed: {
      id: (of) => {
        const set = of.string('set_identifier');
        return text(`{zone_id}_{name}_{type}${set ? '_{set_identifier}' : ''}`)(of);
      },
    },
  },
  aws_route53_health_check: {
    defaults: { disabled: false, measure_latency: false },
    computed: { id: uuid(), arn: bareArn('route53', 'healthcheck/{id}') },
  },
  aws_route53_query_log: { computed: { id: uuid(), arn: bareArn('route53', 'queryloggingconfig/{id}') } },
  aws_route53_zone_association: { computed: { id: text('{zone_id}:{vpc_id}') } },
  aws_route53_hosted_zone_dnssec: {
    defaults: { signing_status: 'SIGNING' },
    computed: { id: same('hosted_zone_id') },
  },
  aws_route53_resolver_rule: {
    computed: {
      id: text('rslvr-rr-{#17}'),
      arn: arn('route53resolver', 'resolver-rule/{id}'),
      owner_id: account,
    },
  },
  aws_route53_resolver_query_log_config: {
    computed: {
      id: text('rqlc-{#16}'),
      arn: arn('route53resolver', 'resolver-query-log-config/{id}'),
      owner_id: account,
    },
  },
};

/** The name and all others of a certificate, without the point at their end, each once. */
function domains(of: Computing): string[] | undefined {
  const first = of.string('domain_name');
  const others = of.value('subject_alternative_names') ?? [];
  if (first === undefined || !Array.isArray(others)) return undefined;
  const names = [first, ...others].filter((domain) => typeof domain === 'string');
  if (names.length !== others.length + 1) return undefined;
  return [...new Set(names.map((domain) => domain.replace(/\.$/, '')))].sort();
}

/** One record a domain; a wildcard and its domain share theirs, and the provider lists both. */
function validations(of: Computing, record: (domain: string) => ObjectValue): Value | undefined {
  return domains(of)?.map((domain) => ({ domain_name: domain, ...record(domain) }));
}
const byDns = (of: Computing) => of.string('validation_method') === 'DNS';
const unknownRecord = {
  resource_record_name: unknown,
  resource_record_type: unknown,
  resource_record_value: unknown,
};
/** https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html */
const validationRecord = (of: Computing) => (domain: string) => {
  const base = domain.replace(/^\*\./, '');
  return {
    resource_record_name: `_${of.hex(32, `name-${base}`)}.${base}.`,
    resource_record_type: 'CNAME',
    resource_record_value: `_${of.hex(32, `value-${base}`)}.${of.hex(10, `zone-${base}`)}.acm-validations.aws.`,
  };
};

const acm: Record<string, ResourceKnowledge> = {
  // The names in `domain_validation_options` are known at plan time, which `for_each` over them needs.
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/acm_certificate
  aws_acm_certificate: {
    planned: {
      domain_validation_options: (of) => (byDns(of) ? validations(of, () => unknownRecord) : undefined),
      subject_alternative_names: domains,
    },
    computed: {
      ...arnAsId(arn('acm', 'certificate/{own}', { own: uuid('certificate') })),
      domain_validation_options: (of) => (byDns(of) ? validations(of, validationRecord(of)) : []),
      key_algorithm: 'RSA_2048',
      pending_renewal: false,
      renewal_eligibility: 'INELIGIBLE',
      status: 'PENDING_VALIDATION',
      subject_alternative_names: domains,
      type: 'AMAZON_ISSUED',
      validation_emails: [],
    },
    blocks: { options: { defaults: { certificate_transparency_logging_preference: 'ENABLED' } } },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/acmpca_certificate_authority
  aws_acmpca_certificate_authority: {
    defaults: { enabled: true, permanent_deletion_time_in_days: 30, type: 'SUBORDINATE' },
    computed: arnAsId(arn('acm-pca', 'certificate-authority/{own}', { own: uuid('authority') })),
  },
};

const cacheBehavior = {
  defaults: { compress: false, min_ttl: 0 },
  blocks: { lambda_function_association: { defaults: { include_body: false } } },
};
const originTimes = { defaults: { origin_keepalive_timeout: 5, origin_read_timeout: 30 } };
const policyId = { computed: { id: uuid() } };

const cloudfront: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudfront_distribution
  aws_cloudfront_distribution: {
    defaults: {
      http_version: 'http2',
      is_ipv6_enabled: false,
      price_class: 'PriceClass_All',
      retain_on_delete: false,
      staging: false,
      wait_for_deployment: true,
    },
    computed: {
      id: text('E{^13}'),
      arn: globalArn('cloudfront', 'distribution/{id}'),
      domain_name: text('d{#13}.cloudfront.net'),
      // The same for all: https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
      hosted_zone_id: 'Z2FDTNDATAQYW2',
      status: 'Deployed',
    },
    blocks: {
      default_cache_behavior: cacheBehavior,
      ordered_cache_behavior: cacheBehavior,
      logging_config: { defaults: { include_cookies: false } },
      origin: {
        defaults: { connection_attempts: 3, connection_timeout: 10 },
        blocks: { custom_origin_config: originTimes, vpc_origin_config: originTimes },
      },
      viewer_certificate: { defaults: { minimum_protocol_version: 'TLSv1' } },
    },
  },
  aws_cloudfront_origin_access_identity: {
    computed: {
      id: text('E{^13}'),
      cloudfront_access_identity_path: text('origin-access-identity/cloudfront/{id}'),
      iam_arn: text('arn:{@partition}:iam::cloudfront:user/CloudFront Origin Access Identity {id}'),
      s3_canonical_user_id: text('{#48:canonical-1}{#48:canonical-2}'),
    },
  },
  aws_cloudfront_origin_access_control: { computed: { id: text('E{^13}') } },
  aws_cloudfront_cache_policy: {
    defaults: { default_ttl: 86400, max_ttl: 31536000, min_ttl: 0 },
    computed: { id: uuid() },
  },
  aws_cloudfront_origin_request_policy: policyId,
  aws_cloudfront_response_headers_policy: policyId,
  aws_cloudfront_function: {
    defaults: { publish: true },
    computed: { id: same('name'), arn: globalArn('cloudfront', 'function/{name}') },
  },
  aws_cloudfront_public_key: { computed: { id: text('K{^13}') } },
  aws_cloudfront_key_group: policyId,
};

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-managing-permissions.html */
function wafArn(kind: string): Compute {
  return (of) =>
    arn('wafv2', `${of.string('scope') === 'CLOUDFRONT' ? 'global' : 'regional'}/${kind}/{name}/{id}`)(of);
}
const wafResource = (kind: string): ResourceKnowledge => ({
  computed: { id: uuid(), arn: wafArn(kind), lock_token: uuid('lock') },
});

const waf: Record<string, ResourceKnowledge> = {
  aws_wafv2_web_acl: wafResource('webacl'),
  aws_wafv2_ip_set: wafResource('ipset'),
  aws_wafv2_regex_pattern_set: wafResource('regexpatternset'),
  aws_wafv2_rule_group: wafResource('rulegroup'),
  aws_wafv2_web_acl_association: { computed: { id: text('{web_acl_arn},{resource_arn}') } },
  aws_wafv2_web_acl_logging_configuration: { computed: { id: same('resource_arn') } },
};

export const edge: Record<string, ResourceKnowledge> = {
  ...route53,
  ...acm,
  ...cloudfront,
  ...waf,
};
