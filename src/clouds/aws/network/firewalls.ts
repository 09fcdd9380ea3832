import type { Resource } from '../../../terraform/plan/plan.ts';
import { textAt } from '../facts/values.ts';
import type { Links } from './links.ts';
import type { Route } from './route-tables.ts';

/** A firewall that a route leads to, and the hosts that it lets through; undefined where that is not surely all. */
export interface Firewall {
  resource: Resource;
  hosts: readonly string[] | undefined;
}

/** The firewall whose endpoint a route names. */
export function firewallOf(links: Links, { source, text, target }: Route): Firewall | undefined {
  if (target !== 'endpoint') return undefined;
  const id = endpointIn(source, text);
  if (id === undefined) return undefined;
  const resource = links.plan.ofType('aws_networkfirewall_firewall').find((one) => {
    const status = one.attribute('firewall_status');
    return status.known && JSON.stringify(status.value).includes(JSON.stringify(id));
  });
  return resource && { resource, hosts: hostsOf(links, resource) };
}

/** Of a separate route; one that stands in a table is told by its destination. */
function endpointIn(source: Resource, text: string): string | undefined {
  const own = textAt(source, 'vpc_endpoint_id');
  if (own !== undefined) return own;
  const routes = source.elements('route');
  const found = routes.known ? routes.value.find((one) => textAt(one, 'cidr_block') === text) : undefined;
  return found && textAt(found, 'vpc_endpoint_id');
}

/**
 * Only lists of hosts, and all else dropped.
 * https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html
 */
function hostsOf(links: Links, firewall: Resource): string[] | undefined {
  const [policy] = links.follow(firewall, 'firewall_policy_arn', [
    'aws_networkfirewall_firewall_policy',
  ]).resources;
  if (!policy || !dropsTheRest(policy)) return undefined;
  const references = policy.elements('firewall_policy.stateful_rule_group_reference');
  if (!references.known || references.value.length === 0) return undefined;
  const hosts = references.value.map((reference) => {
    const [group] = links.follow(reference, 'resource_arn', ['aws_networkfirewall_rule_group']).resources;
    return group && listedIn(group);
  });
  return hosts.includes(undefined) ? undefined : hosts.flatMap((list) => list ?? []);
}

function dropsTheRest(policy: Resource): boolean {
  const holds = (name: string, wanted: readonly string[]) => {
    const found = policy.attribute(`firewall_policy.${name}`);
    return (
      found.known && Array.isArray(found.value) && found.value.some((one) => wanted.includes(String(one)))
    );
  };
  const stateless = policy.elements('firewall_policy.stateless_rule_group_reference');
  return (
    stateless.known &&
    stateless.value.length === 0 &&
    holds('stateless_default_actions', ['aws:forward_to_sfe', 'aws:drop']) &&
    holds('stateless_fragment_default_actions', ['aws:forward_to_sfe', 'aws:drop']) &&
    holds('stateful_default_actions', ['aws:drop_strict', 'aws:drop_established'])
  );
}

function listedIn(group: Resource): string[] | undefined {
  const path = 'rule_group.rules_source.rules_source_list';
  const type = group.attribute(`${path}.generated_rules_type`);
  const targets = group.attribute(`${path}.targets`);
  if (!type.known || type.value !== 'ALLOWLIST' || !targets.known || !Array.isArray(targets.value))
    return undefined;
  return targets.value.map(String);
}
