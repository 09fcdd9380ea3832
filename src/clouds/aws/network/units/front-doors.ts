import type { Resource } from '../../../../terraform/plan/plan.ts';
import { textAt, textsAt } from '../../facts/values.ts';
import type { Links } from '../links.ts';
import type { Managed } from '../types.ts';
import { blockAt, told, type UnitForm, unit } from './attach.ts';

const lambda = ['aws_lambda_function', 'aws_lambda_alias'];

/** What AWS itself puts on the internet. */
export const frontDoorForms: readonly UnitForm[] = [
  { type: 'aws_lambda_function_url', read: readFunctionUrl },
  { type: 'aws_apigatewayv2_api', read: readHttpApi },
  { type: 'aws_api_gateway_rest_api', read: readRestApi },
  { type: 'aws_cloudfront_distribution', read: readDistribution },
];

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
function readFunctionUrl(resource: Resource, links: Links) {
  const type = resource.attribute('authorization_type');
  const isOpen = type.known ? type.value === 'NONE' : undefined;
  const to = links.follow(resource, 'function_name', lambda).resources;
  const way =
    isOpen === undefined
      ? cannotSee('authorization_type is not known')
      : door(isOpen, `authorization_type is ${isOpen ? 'NONE' : 'AWS_IAM'}`);
  return unit(resource, 'front-door', 'Lambda function URL', { managedIn: [{ ...way, to }] });
}

/** Anyone may call, or only those who are let: the second hangs on more than the network. */
function door(isOpen: boolean, because: string): Managed {
  return {
    answer: isOpen ? 'allowed' : 'conditional',
    because,
    ports: ['tcp/443'],
    callers: isOpen ? 'anyone' : 'authenticated',
  };
}

function cannotSee(because: string): Managed {
  return { answer: 'cannot-tell', because, ports: ['tcp/443'] };
}

function readHttpApi(resource: Resource, links: Links) {
  const routes = links.naming('aws_apigatewayv2_route', 'api_id', resource).sure;
  const loose = routes.filter((route) => {
    const type = route.attribute('authorization_type');
    return !type.known || type.value === 'NONE' || type.value === null;
  });
  const to = links
    .naming('aws_apigatewayv2_integration', 'api_id', resource)
    .sure.flatMap((one) => invoked(one, 'integration_uri', links));
  const quick = textAt(resource, 'target') !== undefined;
  const open = loose.map(({ address }) => address);
  const ways =
    routes.length === 0 && !quick
      ? []
      : [
          door(
            open.length > 0 || quick,
            open.length > 0
              ? `${open[0]} has authorization_type NONE`
              : quick
                ? 'target makes a route that anyone may call'
                : 'every route needs authorization',
          ),
        ];
  return unit(resource, 'front-door', 'API Gateway API', { managedIn: ways.map((way) => ({ ...way, to })) });
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html */
function readRestApi(resource: Resource, links: Links) {
  const types = textsAt(resource, 'endpoint_configuration.types') ?? [];
  const to = links
    .naming('aws_api_gateway_integration', 'rest_api_id', resource)
    .sure.flatMap((one) => invoked(one, 'uri', links));
  if (types.includes('PRIVATE')) return unit(resource, 'front-door', 'API Gateway REST API');
  const methods = links.naming('aws_api_gateway_method', 'rest_api_id', resource).sure;
  const open = methods.filter(
    (method) =>
      textAt(method, 'authorization') === 'NONE' &&
      textAt(method, 'http_method') !== 'OPTIONS' &&
      told(method, 'api_key_required').is !== true,
  );
  const [first] = open;
  const way = first
    ? door(true, `${first.address} has authorization NONE and needs no key`)
    : door(false, methods.length > 0 ? 'every method needs authorization' : 'it has no method here');
  return unit(resource, 'front-door', 'API Gateway REST API', { managedIn: [{ ...way, to }] });
}

function invoked(integration: Resource, path: string, links: Links): Resource[] {
  const { resources } = links.follow(integration, path, [...lambda, 'aws_lb_listener', 'aws_lb']);
  if (resources.length > 0) return [...resources];
  const addresses = new Set(integration.references(path).map(({ address }) => address));
  return links.plan
    .ofType(...lambda, 'aws_lb', 'aws_lb_listener')
    .filter(({ address }) => addresses.has(address));
}

function readDistribution(resource: Resource, links: Links) {
  const origins = resource.elements('origin');
  const blocks = origins.known ? origins.value : [resource];
  const addresses = new Set(
    blocks.flatMap((block) => block.references('domain_name').map(({ address }) => address)),
  );
  const names = new Set(blocks.map((block) => textAt(block, 'domain_name')));
  const to = links.plan
    .ofType('aws_lb', 'aws_elb', 'aws_s3_bucket', 'aws_lambda_function_url')
    .filter((one) => addresses.has(one.address) || names.has(textAt(one, 'dns_name') ?? ''));
  const keys = blockAt(resource, 'default_cache_behavior').block;
  const isSigned = keys !== undefined && (textsAt(keys, 'trusted_key_groups') ?? []).length > 0;
  const enabled = told(resource, 'enabled');
  if (enabled.is === false) return unit(resource, 'front-door', 'CloudFront distribution');
  return unit(resource, 'front-door', 'CloudFront distribution', {
    managedIn: [{ ...door(!isSigned, isSigned ? 'viewers need signed URLs' : 'every viewer is served'), to }],
  });
}
