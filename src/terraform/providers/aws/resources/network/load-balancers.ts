import type { BlockKnowledge, Compute, Computing, ResourceKnowledge } from '../../../knowledge.ts';
import { arn, arnAsId, byRegion, generated, naming, text } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

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

/** Network load balancers have zones of their own; same page. */
const networkZones = {
  'us-east-1': 'Z26RNL4JYFTOTI',
  'us-east-2': 'ZLMOA37VPKANP',
  'us-west-1': 'Z24FKFUX50B4VW',
  'us-west-2': 'Z18D5FSROUN65G',
  'ca-central-1': 'Z2EPGBW3API2WT',
  'sa-east-1': 'ZTK26PT1VY4CU',
  'eu-central-1': 'Z3F0SRJ5LGBH90',
  'eu-north-1': 'Z1UDT6IFJ4EJM',
  'eu-west-1': 'Z2IFOLAFXWLO4F',
  'eu-west-2': 'ZD4D7Y8KGAS4G',
  'eu-west-3': 'Z1CMS0P5QUZ6D5',
  'ap-south-1': 'ZVDDRBQ08TROA',
  'ap-southeast-1': 'ZKVM4W9LS7TM',
  'ap-southeast-2': 'ZCT6FZBF4DROD',
  'ap-northeast-1': 'Z31USIVHYNEOWT',
};

/** The zone of a classic load balancer in a region. */
export const classicBalancerZone: Compute = byRegion(balancerZones);

/** The zone of a load balancer by its `load_balancer_type` and region. */
export const balancerZoneOf: Compute = (of) =>
  byRegion(of.string('load_balancer_type') === 'network' ? networkZones : balancerZones)(of);

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
    zone_id: balancerZoneOf,
  },
  blocks: {
    access_logs: { defaults: { enabled: false } },
    connection_logs: { defaults: { enabled: false } },
    health_check_logs: { defaults: { enabled: false } },
  },
};

const targetName = generated('name', 'name_prefix', 'tf-');
/** Of a health check: others than HTTP and HTTPS only connect. */
function isHttp(of: Computing): boolean {
  return /^HTTPS?$/.test(of.string('protocol') ?? '');
}

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
      // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
      computed: {
        matcher: (of) => (isHttp(of) ? '200' : ''),
        path: (of) => (isHttp(of) ? '/' : ''),
        timeout: (of) => (isHttp(of) ? 5 : 10),
      },
    },
    stickiness: { defaults: { cookie_duration: 86400, enabled: true } },
    target_group_health: {
      blocks: {
        dns_failover: {
          defaults: { minimum_healthy_targets_count: '1', minimum_healthy_targets_percentage: 'off' },
        },
        unhealthy_state_routing: {
          defaults: { minimum_healthy_targets_count: 1, minimum_healthy_targets_percentage: 'off' },
        },
      },
    },
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
const forward: BlockKnowledge = {
  blocks: { stickiness: { defaults: { enabled: false } }, target_group: { defaults: { weight: 1 } } },
};
const session = {
  scope: 'openid',
  session_cookie_name: 'AWSELBAuthSessionCookie',
  session_timeout: 604800,
};
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_listener
const listener: ResourceKnowledge = {
  computed: arnAsId(under('load_balancer_arn', 'loadbalancer', 'listener')),
  blocks: {
    default_action: {
      blocks: {
        authenticate_cognito: { computed: session },
        authenticate_oidc: { computed: session },
        forward,
        redirect: { defaults: redirect },
      },
    },
  },
};
const listenerRule: ResourceKnowledge = {
  computed: arnAsId(under('listener_arn', 'listener', 'listener-rule')),
  blocks: {
    action: {
      blocks: {
        authenticate_cognito: { defaults: session },
        authenticate_oidc: { defaults: session },
        forward,
        redirect: { defaults: redirect },
      },
    },
  },
};
const listenerCertificate = { computed: { id: text('{listener_arn}_{certificate_arn}') } };
const attachment = { computed: { id: text('{target_group_arn}-{#26}') } };

/** Both names of each resource of a load balancer. */
export const loadBalancers: Record<string, ResourceKnowledge> = {
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
      zone_id: classicBalancerZone,
    },
    blocks: { access_logs: { defaults: { enabled: true, interval: 60 } } },
  },
};
