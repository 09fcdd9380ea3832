import type { Attributes, Resource } from '../../../../terraform/plan/plan.ts';
import type { Linked, Links } from '../links.ts';
import { subnetTypes } from '../subnets.ts';
import type { Told } from '../types.ts';
import { attachment, groupsAt, isLeft, subnetsAt, told, type UnitForm, unit } from './attach.ts';

/** Load balancers: what stands behind them is found by `targetsOf`. */
export const loadBalancerForms: readonly UnitForm[] = [
  { type: 'aws_lb', read: readBalancer },
  { type: 'aws_alb', read: readBalancer },
  { type: 'aws_elb', read: readClassic },
];

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html */
function facing(resource: Resource): Told {
  const internal = told(resource, 'internal');
  const is = typeof internal.is === 'boolean' ? !internal.is : undefined;
  return { is, because: is === true ? 'it is internet-facing: internal is not true' : internal.because };
}

function readBalancer(resource: Resource, links: Links) {
  const type = resource.attribute('load_balancer_type');
  const isApplication = !type.known || type.value === 'application' || type.value === null;
  const groups = groupsAt(links, resource, 'security_groups');
  const stack = resource.attribute('ip_address_type');
  const isDual = stack.known && typeof stack.value === 'string' && stack.value.startsWith('dualstack');
  const address = facing(resource);
  const own = attachment(
    subnetsOf(resource, links),
    groups === 'default' && !isApplication ? 'none' : groups,
    address,
    isDual ? address : { is: false, because: 'ip_address_type is not dualstack' },
  );
  const listeners = listenersOf(links, resource);
  const ports = listeners.map((listener) => numbersAt(listener, 'port'));
  // A listener whose port or balancer is not known may listen on any.
  const isKnown = ports.every(({ length }) => length > 0) && openListeners(links, resource).length === 0;
  return unit(resource, 'front-door', 'load balancer', {
    attachments: [own],
    ...(isKnown && { ports: ports.flat() }),
  });
}

function subnetsOf(resource: Resource, links: Links): Linked | 'default' {
  if (!isLeft(resource, 'subnets')) return subnetsAt(links, resource, 'subnets');
  const mapped = resource.elements('subnet_mapping');
  if (!mapped.known) return { resources: [], others: [], doubts: [mapped.because] };
  const all = mapped.value.map((block) => links.follow(block, 'subnet_id', subnetTypes));
  return all.length === 0
    ? 'default'
    : {
        resources: all.flatMap(({ resources }) => resources),
        others: all.flatMap(({ others }) => others),
        doubts: all.flatMap(({ doubts }) => doubts),
      };
}

function readClassic(resource: Resource, links: Links) {
  const listeners = resource.elements('listener');
  const ports = listeners.known ? listeners.value.flatMap((one) => numbersAt(one, 'lb_port')) : undefined;
  return unit(resource, 'front-door', 'load balancer', {
    attachments: [
      attachment(subnetsOf(resource, links), groupsAt(links, resource, 'security_groups'), facing(resource)),
    ],
    ...(ports && { ports }),
  });
}

function numbersAt(attributes: Attributes, path: string): number[] {
  const value = attributes.attribute(path);
  const number = value.known && value.value !== null ? Number(value.value) : Number.NaN;
  return Number.isNaN(number) ? [] : [number];
}

const listenerTypes = ['aws_lb_listener', 'aws_alb_listener'];

function openListeners(links: Links, balancer: Resource): Resource[] {
  return listenerTypes.flatMap((type) => links.naming(type, 'load_balancer_arn', balancer).open);
}

export function listenersOf(links: Links, balancer: Resource): Resource[] {
  return listenerTypes.flatMap((type) => links.naming(type, 'load_balancer_arn', balancer).sure);
}

const targetGroups = ['aws_lb_target_group', 'aws_alb_target_group'];

/** The resources behind a load balancer: through its listeners and their rules to target groups, and what is in them. */
export function targetsOf(links: Links, balancer: Resource): Set<Resource> {
  if (balancer.type === 'aws_elb') return classicTargets(links, balancer);
  const listeners = listenersOf(links, balancer);
  const rules = listeners.flatMap((listener) =>
    ['aws_lb_listener_rule', 'aws_alb_listener_rule'].flatMap(
      (type) => links.naming(type, 'listener_arn', listener).sure,
    ),
  );
  const groups = [
    ...listeners.flatMap((one) => groupsOf(links, one, 'default_action')),
    ...rules.flatMap((one) => groupsOf(links, one, 'action')),
  ];
  return new Set([...new Set(groups)].flatMap((group) => membersOf(links, group)));
}

function groupsOf(links: Links, resource: Resource, path: string): Resource[] {
  const actions = resource.elements(path);
  if (!actions.known) return [...links.follow(resource, path, targetGroups).resources];
  return actions.value.flatMap((action) => {
    const forward = action.elements('forward.0.target_group');
    const more = forward.known ? forward.value : [];
    return [
      ...links.follow(action, 'target_group_arn', targetGroups).resources,
      ...more.flatMap((one) => links.follow(one, 'arn', targetGroups).resources),
    ];
  });
}

function membersOf(links: Links, group: Resource): Resource[] {
  const attached = ['aws_lb_target_group_attachment', 'aws_alb_target_group_attachment'].flatMap((type) =>
    links
      .naming(type, 'target_group_arn', group)
      .sure.flatMap(
        (one) => links.follow(one, 'target_id', ['aws_instance', 'aws_lambda_function', 'aws_lb']).resources,
      ),
  );
  const scaled = links
    .naming('aws_autoscaling_attachment', 'lb_target_group_arn', group)
    .sure.flatMap((one) => links.follow(one, 'autoscaling_group_name', ['aws_autoscaling_group']).resources);
  const named = links.naming('aws_autoscaling_group', 'target_group_arns', group).sure;
  const services = links.plan.ofType('aws_ecs_service').filter((service) => {
    const blocks = service.elements('load_balancer');
    return (
      blocks.known &&
      blocks.value.some((block) =>
        links.follow(block, 'target_group_arn', targetGroups).resources.includes(group),
      )
    );
  });
  return [...attached, ...scaled, ...named, ...services];
}

function classicTargets(links: Links, balancer: Resource): Set<Resource> {
  const attached = links
    .naming('aws_elb_attachment', 'elb', balancer)
    .sure.flatMap((one) => links.follow(one, 'instance', ['aws_instance']).resources);
  return new Set([
    ...links.follow(balancer, 'instances', ['aws_instance']).resources,
    ...links.naming('aws_autoscaling_group', 'load_balancers', balancer).sure,
    ...attached,
  ]);
}
