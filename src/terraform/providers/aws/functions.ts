import type { Value } from '../../protocol/value.ts';
import { DataSourceError, type ProviderFunction } from '../knowledge.ts';
import { textOf } from '../values.ts';
import { type ArnParts, formatArn, parseArn } from './arn-parts.ts';

// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/functions/arn_parse and the pages beside it

function parsed(value: Value | undefined): ArnParts {
  const text = textOf(value) ?? '';
  const parts = parseArn(text);
  if (parts === undefined)
    throw new DataSourceError(text.startsWith('arn:') ? 'arn: not enough sections' : 'arn: invalid prefix');
  return parts;
}

const arnParse: ProviderFunction = {
  summary: 'Parses an ARN into its parts',
  parameters: [{ name: 'arn', type: 'string' }],
  returns: [
    'object',
    { partition: 'string', service: 'string', region: 'string', account_id: 'string', resource: 'string' },
  ],
  call([arn]) {
    const { account, ...others } = parsed(arn);
    return { ...others, account_id: account };
  },
};

const arnBuild: ProviderFunction = {
  summary: 'Builds an ARN from its parts',
  parameters: [
    { name: 'partition', type: 'string' },
    { name: 'service', type: 'string' },
    { name: 'region', type: 'string' },
    { name: 'account_id', type: 'string' },
    { name: 'resource', type: 'string' },
  ],
  returns: 'string',
  call(args) {
    const [partition = '', service = '', region = '', account = '', resource = ''] = args.map(
      (arg) => textOf(arg) ?? '',
    );
    return formatArn({ partition, service, region, account, resource });
  },
};

const trimIamRolePath: ProviderFunction = {
  summary: "Leaves the path out of an IAM role's ARN",
  parameters: [{ name: 'arn', type: 'string' }],
  returns: 'string',
  call([arn]) {
    const parts = parsed(arn);
    if (parts.service !== 'iam') throw new DataSourceError('service must be "iam"');
    if (parts.region !== '') throw new DataSourceError('region must be empty');
    if (!parts.resource.startsWith('role/')) throw new DataSourceError('resource must begin with "role/"');
    return formatArn({ ...parts, resource: `role/${parts.resource.split('/').at(-1)}` });
  },
};

const userAgent: ProviderFunction = {
  summary: "Formats a product for the provider's User-Agent",
  parameters: [
    { name: 'product_name', type: 'string' },
    { name: 'product_version', type: 'string' },
    { name: 'comment', type: 'string' },
  ],
  returns: 'string',
  call(args) {
    const [name = '', version = '', comment = ''] = args.map((arg) => textOf(arg) ?? '');
    if (name === '') throw new DataSourceError('product_name must be set');
    return `${name}${version && `/${version}`}${comment && ` (${comment})`}`;
  },
};

/** The provider's own functions, called as `provider::aws::NAME`. */
export const functions: Record<string, ProviderFunction> = {
  arn_build: arnBuild,
  arn_parse: arnParse,
  trim_iam_role_path: trimIamRolePath,
  user_agent: userAgent,
};
