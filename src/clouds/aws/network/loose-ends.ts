import type { Resource } from '../../../terraform/plan/plan.ts';
import type { Links } from './links.ts';
import type { Unit } from './types.ts';

/** What may lead to a unit of these types, when nobody knows where it leads. */
const ends: readonly (readonly [type: string, path: string, to: readonly string[]])[] = [
  ['aws_lambda_function_url', 'function_name', ['aws_lambda_function']],
  ['aws_apigatewayv2_integration', 'integration_uri', ['aws_lambda_function']],
  ['aws_api_gateway_integration', 'uri', ['aws_lambda_function']],
  ['aws_lb_target_group_attachment', 'target_id', ['aws_instance', 'aws_lambda_function']],
  ['aws_lb_target_group_attachment', 'target_group_arn', ['aws_instance', 'aws_lambda_function']],
  ['aws_autoscaling_attachment', 'autoscaling_group_name', ['aws_autoscaling_group']],
  ['aws_eip_association', 'instance_id', ['aws_instance']],
  ['aws_eip', 'instance', ['aws_instance']],
];

/** Why it cannot be excluded that something leads to a unit. */
export function looseEnds({ plan }: Links, { resource }: Unit): string[] {
  return ends
    .filter(([, , to]) => to.includes(resource.type))
    .flatMap(([type, path]) => plan.ofType(type).map((end) => ({ end, path })))
    .filter(({ end, path }) => isOpen(end, path, plan.ofType(resource.type)))
    .map(({ end, path }) => `${end.address} may lead to it: ${path} is not known`);
}

/** Its value is not known, and no expression tells what it means. */
function isOpen(end: Resource, path: string, units: readonly Resource[]): boolean {
  const value = end.attribute(path);
  if (value.known || end.isLeftOut(path)) return false;
  const references = end.references(path);
  if (references.length === 0) return true;
  const isOfUnit = (address: string) => units.some((unit) => unit.address.startsWith(address));
  return references.every(({ address }) => /^(?:local\.|.*\bdata\.)/.test(address) && !isOfUnit(address));
}
