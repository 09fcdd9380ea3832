import type { Attributes, Resource } from '../../../../terraform/plan/plan.ts';
import type { Links } from '../links.ts';
import type { Attachment, Told } from '../types.ts';
import { attachment, blockAt, groupsAt, isLeft, no, subnetsAt, told, type UnitForm, unit } from './attach.ts';

const templates = ['aws_launch_template', 'aws_launch_configuration'];

/** EC2 instances, and groups of them. */
export const machineForms: readonly UnitForm[] = [
  { type: 'aws_instance', read: readInstance },
  { type: 'aws_spot_instance_request', read: readInstance },
  { type: 'aws_autoscaling_group', read: readScalingGroup },
];

function readInstance(resource: Resource, links: Links) {
  const interfaces = attachedInterfaces(resource, links);
  const template = blockAt(resource, 'launch_template').block;
  const [model] = template ? templateOf(template, links) : [];
  const own =
    interfaces.length > 0
      ? interfaces
      : [model && isLeft(resource, 'subnet_id') ? ofTemplate(model, links) : ofInstance(resource, links)];
  return unit(resource, 'compute', 'EC2 instance', { attachments: own });
}

function ofInstance(resource: Resource, links: Links): Attachment {
  const path = isLeft(resource, 'vpc_security_group_ids') ? 'security_groups' : 'vpc_security_group_ids';
  return attachment(
    subnetsAt(links, resource, 'subnet_id'),
    groupsAt(links, resource, path),
    elasticAddress(resource, links, 'instance') ?? addressOf(resource, 'associate_public_ip_address'),
    ipv6Of(resource),
  );
}

/** The subnet decides where an instance says nothing. */
function addressOf(attributes: Attributes, path: string): Told {
  if (isLeft(attributes, path)) return { is: 'by-subnet', because: `${path} is not set` };
  return told(attributes, path);
}

function ipv6Of(attributes: Attributes): Told {
  for (const path of ['ipv6_address_count', 'ipv6_addresses']) {
    if (isLeft(attributes, path)) continue;
    const value = attributes.attribute(path);
    if (!value.known) return { is: undefined, because: `${path} is not known` };
    if (value.value !== 0) return { is: true, because: `${path} is set` };
  }
  return { is: 'by-subnet', because: 'no IPv6 address is written' };
}

/** An Elastic IP that is for an instance or an interface. */
function elasticAddress(target: Resource, links: Links, path: string): Told | undefined {
  const joined = path === 'instance' ? 'instance_id' : 'network_interface_id';
  const found = [
    ...links.naming('aws_eip', path, target).sure,
    ...links.naming('aws_eip_association', joined, target).sure,
  ];
  const [first] = found;
  return first && { is: true, because: `${first.address} is its Elastic IP` };
}

function attachedInterfaces(resource: Resource, links: Links): Attachment[] {
  return ['network_interface', 'primary_network_interface'].flatMap((path) => {
    const blocks = resource.elements(path);
    if (!blocks.known || isLeft(resource, path)) return [];
    return blocks.value.flatMap((block) =>
      links
        .follow(block, 'network_interface_id', ['aws_network_interface'])
        .resources.map((one) => ofInterface(one, links)),
    );
  });
}

function ofInterface(resource: Resource, links: Links): Attachment {
  return attachment(
    subnetsAt(links, resource, 'subnet_id'),
    groupsAt(links, resource, 'security_groups'),
    elasticAddress(resource, links, 'network_interface') ?? no(`${resource.address} has no Elastic IP`),
    ipv6Of(resource),
  );
}

function templateOf(attributes: Attributes, links: Links): readonly Resource[] {
  const byId = links.follow(attributes, 'id', templates).resources;
  return byId.length > 0 ? byId : links.follow(attributes, 'name', templates).resources;
}

function readScalingGroup(resource: Resource, links: Links) {
  const blocks = ['launch_template', 'mixed_instances_policy.launch_template.launch_template_specification'];
  const named = blocks.flatMap((path) => {
    const specification = blockAt(resource, path).block;
    if (!specification) return [];
    return templates.length > 0
      ? [
          ...links.follow(specification, 'id', templates).resources,
          ...links.follow(specification, 'name', templates).resources,
          ...links.follow(specification, 'launch_template_id', templates).resources,
        ]
      : [];
  });
  const [model] = [...named, ...links.follow(resource, 'launch_configuration', templates).resources];
  const base: Attachment = model
    ? ofTemplate(model, links)
    : attachment(
        'default',
        { resources: [], others: [], doubts: ['the launch template is not in the plan'] },
        { is: undefined, because: 'the launch template is not in the plan' },
      );
  const subnets = isLeft(resource, 'vpc_zone_identifier')
    ? base.subnets
    : subnetsAt(links, resource, 'vpc_zone_identifier');
  return unit(resource, 'compute', 'group of EC2 instances', { attachments: [{ ...base, subnets }] });
}

function ofTemplate(model: Resource, links: Links): Attachment {
  const { block } = blockAt(model, 'network_interfaces');
  if (model.type === 'aws_launch_configuration')
    return attachment(
      'default',
      groupsAt(links, model, 'security_groups'),
      addressOf(model, 'associate_public_ip_address'),
      { is: 'by-subnet', because: 'no IPv6 address is written' },
    );
  if (!block) {
    const path = isLeft(model, 'vpc_security_group_ids') ? 'security_group_names' : 'vpc_security_group_ids';
    return attachment(
      'default',
      groupsAt(links, model, path),
      {
        is: 'by-subnet',
        because: `${model.address} writes no interface`,
      },
      { is: 'by-subnet', because: 'no IPv6 address is written' },
    );
  }
  return attachment(
    subnetsAt(links, block, 'subnet_id'),
    groupsAt(links, block, 'security_groups'),
    textSwitch(block, 'associate_public_ip_address'),
    ipv6Of(block),
  );
}

/** Launch templates hold their switches as texts. */
function textSwitch(attributes: Attributes, path: string): Told {
  if (isLeft(attributes, path)) return { is: 'by-subnet', because: `${path} is not set` };
  const value = attributes.attribute(path);
  if (!value.known) return { is: undefined, because: `${path} is not known: ${value.because}` };
  return { is: String(value.value) === 'true', because: `${path} is ${String(value.value)}` };
}
