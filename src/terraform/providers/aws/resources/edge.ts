import type { ObjectValue, Value } from '../../../protocol/value.ts';
import { unknown } from '../../../protocol/value.ts';
import type { Compute, Computing, ResourceKnowledge } from '../../knowledge.ts';
import { arn, arnAsId, bareArn, byRegion, generated, globalArn, naming, same, text, uuid } from './arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

const account = text('{@account}');

/** https://docs.aws.amazon.com/general/latest/gr/elb.html */
const balancerZones = {
  'us-east-1': 'Z35SXDOTRQ7X7K',
  'us-east-2': 'Z3AADJGX6KTTL2',
  'us-west-1': 'Z368ELLRRE2KJ0',
  'us-west-2': 'Z1H1FL5HABSF5',
  'ca-central-1': 'ZQSVJUPU6J1EY',
  'sa-east-1': 'Z2P70J7HTTTPLU',
  'eu-central-1': 'Z215JYRZR1TBD5',
  'eu-north-1': 'Z23TAZ6LKFMNIO',
  'eu-west-1': 'Z32O12XQLNTSW2',
  'eu-west-2': 'ZHURV8PSTC4K8',
  'eu-west-3': 'Z3Q77PNBQS71R4',
  'ap-south-1': 'ZP97RAFLXTNZK',
  'ap-southeast-1': 'Z1LMS91P8CMLE5',
  'ap-southeast-2': 'Z1GM3OXH4ZPM65',
  'ap-northeast-1': 'Z14GRHDCWA56QT',
};

const balancerKinds: Record<string, string> = { application: 'app', network: 'net', gateway: 'gwy' };
const balancerName = generated('name', 'name_prefix', 'tf-lb-');
const balancerSuffix: Compute = (of) => {
  const kind = balancerKinds[of.string('load_balancer_type') || 'application'];
  return kind === undefined ? undefined : text(`${kind}/{name}/{#16}`, { name: balancerName })(of);
};
const balancerHost: Compute = (of) => {
  const start = of.value('internal') === true ? 'internal-' : '';
  const network = of.string('load_balancer_type') === 'network';
  const host = network ? '{name}-{#16}.elb.{@region}' : `${start}{name}-{#10}.{@region}.elb`;
  return text(`${host}.{@suffix}`, { name: balancerName })(of);
};
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb
// These are the defaults of an application load balancer; the provider has some for other kinds alone, which are not
// here: `enable_cross_zone_load_balancing`, `dns_record_client_routing_policy`.
const balancer: ResourceKnowledge = {
  defaults: {
    client_keep_alive: 3600,
    desync_mitigation_mode: 'defensive',
    drop_invalid_header_fields: false,
    enable_deletion_protection: false,
    enable_http2: true,
    enable_tls_version_and_cipher_suite_headers: false,
    enable_waf_fail_open: false,
    enable_xff_client_port: false,
    enable_zonal_shift: false,
    idle_timeout: 60,
    load_balancer_type: 'application',
    preserve_host_header: false,
    xff_header_processing_mode: 'append',
  },
  computed: {
    ...arnAsId(arn('elasticloadbalancing', 'loadbalancer/{suffix}', { suffix: balancerSuffix })),
    ...naming('name', 'name_prefix', 'tf-lb-'),
    arn_suffix: balancerSuffix,
    dns_name: balancerHost,
    internal: false,
    ip_address_type: 'ipv4',
    zone_id: byRegion(balancerZones),
  },
  blocks: {
    access_logs: { defaults: { enabled: false } },
    connection_logs: { defaults: { enabled: false } },
  },
};

const targetName = generated('name', 'name_prefix', 'tf-');
const targetGroup: ResourceKnowledge = {
  defaults: {
    deregistration_delay: '300',
    lambda_multi_value_headers_enabled: false,
    proxy_protocol_v2: false,
    slow_start: 0,
    target_type: 'instance',
  },
  computed: {
    ...arnAsId(arn('elasticloadbalancing', 'targetgroup/{name}/{#16}', { name: targetName })),
    ...naming('name', 'name_prefix', 'tf-'),
    arn_suffix: text('targetgroup/{name}/{#16}', { name: targetName }),
  },
  blocks: {
    health_check: {
      defaults: {
        enabled: true,
        healthy_threshold: 3,
        interval: 30,
        port: 'traffic-port',
        protocol: 'HTTP',
        unhealthy_threshold: 3,
      },
    },
    stickiness: { defaults: { cookie_duration: 86400, enabled: true } },
  },
};

/** An ARN under another's: `…:listener/app/NAME/ID/OWN` of `…:loadbalancer/app/NAME/ID`. */
function under(attribute: string, from: string, to: string): Compute {
  return (of) => {
    const parent = of.string(attribute);
    return parent === undefined ? undefined : `${parent.replace(`:${from}/`, `:${to}/`)}/${of.hex(16)}`;
  };
}
const redirect = {
  host: '#{host}',
  path: '/#{path}',
  port: '#{port}',
  protocol: '#{protocol}',
  query: '#{query}',
};
const listener: ResourceKnowledge = {
  computed: arnAsId(under('load_balancer_arn', 'loadbalancer', 'listener')),
  blocks: { default_action: { blocks: { redirect: { defaults: redirect } } } },
};
const listenerRule: ResourceKnowledge = {
  computed: arnAsId(under('listener_arn', 'listener', 'listener-rule')),
  blocks: { action: { blocks: { redirect: { defaults: redirect } } } },
};
const listenerCertificate = { computed: { id: text('{listener_arn}_{certificate_arn}') } };
const attachment = { computed: { id: text('{target_group_arn}-{#26}') } };

/** Both names of each resource of a load balancer. */
const balancing: Record<string, ResourceKnowledge> = {
  aws_lb: balancer,
  aws_alb: balancer,
  aws_lb_target_group: targetGroup,
  aws_alb_target_group: targetGroup,
  aws_lb_target_group_attachment: attachment,
  aws_alb_target_group_attachment: attachment,
  aws_lb_listener: listener,
  aws_alb_listener: listener,
  aws_lb_listener_rule: listenerRule,
  aws_alb_listener_rule: listenerRule,
  aws_lb_listener_certificate: listenerCertificate,
  aws_alb_listener_certificate: listenerCertificate,
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elb
  aws_elb: {
    defaults: {
      connection_draining: false,
      connection_draining_timeout: 300,
      cross_zone_load_balancing: true,
      desync_mitigation_mode: 'defensive',
      idle_timeout: 60,
    },
    computed: {
      id: balancerName,
      arn: arn('elasticloadbalancing', 'loadbalancer/{id}'),
      ...naming('name', 'name_prefix', 'tf-lb-'),
      dns_name: text('{id}-{#10}.{@region}.elb.{@suffix}'),
      internal: false,
      zone_id: byRegion(balancerZones),
    },
    blocks: { access_logs: { defaults: { enabled: true, interval: 60 } } },
  },
};

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

const cacheBehavior = { defaults: { compress: false, min_ttl: 0 } };
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
      origin: { defaults: { connection_attempts: 3, connection_timeout: 10 } },
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
  ...balancing,
  ...route53,
  ...acm,
  ...cloudfront,
  ...waf,
};
