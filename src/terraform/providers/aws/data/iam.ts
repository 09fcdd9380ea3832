import { fill } from '../../fill.ts';
import type { Compute, DataSource } from '../../knowledge.ts';
import { parseArn } from '../arn-parts.ts';
import { globalArn, lastPart, same, text } from '../resources/arn.ts';
import { lookup } from './lookup.ts';
import { managedPolicyPath } from './managed-policies.ts';

/** The path of an IAM object in its ARN: `/team/` of `…:role/team/name`. */
const pathInArn: Compute = (of) => {
  const resource = parseArn(of.string('arn') ?? '')?.resource;
  return resource === undefined
    ? '/'
    : `/${resource
        .split('/')
        .slice(1, -1)
        .map((part) => `${part}/`)
        .join('')}`;
};

/** A policy that AWS manages has its ARN in the account `aws`; another name is taken as one of the account's own. */
const policyArn: Compute = (of) => {
  const name = of.string('name');
  if (name === undefined) return undefined;
  const managed = managedPolicyPath(name);
  if (managed !== undefined) return text(`arn:{@partition}:iam::aws:policy${managed}{name}`)(of);
  return globalArn('iam', `policy${of.string('path_prefix') ?? '/'}{name}`)(of);
};

/** `arn:aws:sts::1:assumed-role/name/session` has a role as its issuer; another caller is its own. */
const sessionContext: DataSource = {
  assumption: 'The role of a session is taken to have no path.',
  read(config, _context, of) {
    const arn = typeof config.arn === 'string' ? config.arn : '';
    const parts = parseArn(arn);
    const session =
      parts?.service === 'sts' ? /^assumed-role\/(?:.+\/)?(.+)\/(.{2,})$/.exec(parts.resource) : null;
    const [, role, name] = session ?? [];
    if (parts === undefined || role === undefined || name === undefined)
      return fill(config, of, { id: arn, issuer_arn: arn, issuer_id: '', issuer_name: '', session_name: '' });
    return fill(config, of, {
      id: arn,
      issuer_arn: `arn:${parts.partition}:iam::${parts.account}:role/${role}`,
      issuer_id: text('AROA{^17}'),
      issuer_name: role,
      session_name: name,
    });
  },
};

const createdAt = '2000-01-01T00:00:00Z';

export const iamData: Record<string, DataSource> = {
  aws_iam_account_alias: lookup('The alias of the account', {
    account_alias: text('alias-{@account}'),
    id: same('account_alias'),
  }),
  aws_iam_group: lookup('The group', {
    id: text('AGPA{^17}'),
    group_id: same('id'),
    path: '/',
    arn: globalArn('iam', 'group/{group_name}'),
    users: [],
  }),
  aws_iam_instance_profile: lookup('The instance profile', {
    id: text('AIPA{^17}'),
    path: '/',
    arn: globalArn('iam', 'instance-profile/{name}'),
    create_date: createdAt,
    role_name: same('name'),
    role_arn: globalArn('iam', 'role/{name}'),
    role_id: text('AROA{^17:role}'),
  }),
  aws_iam_openid_connect_provider: lookup('The identity provider', {
    url: (of) => /:oidc-provider\/(.+)$/.exec(of.string('arn') ?? '')?.[1],
    arn: (of) => globalArn('iam', `oidc-provider/${of.string('url')?.replace(/^https:\/\//, '')}`)(of),
    id: same('arn'),
    client_id_list: ['sts.amazonaws.com'],
    thumbprint_list: (of) => [of.hex(40, 'thumbprint')],
  }),
  aws_iam_policy: lookup('The policy', {
    arn: policyArn,
    id: same('arn'),
    name: lastPart('arn'),
    path: pathInArn,
    policy_id: text('ANPA{^17}'),
    description: '',
    attachment_count: 0,
  }),
  aws_iam_role: lookup('The role', {
    id: same('name'),
    path: '/',
    arn: globalArn('iam', 'role/{name}'),
    unique_id: text('AROA{^17}'),
    create_date: createdAt,
    description: '',
    max_session_duration: 3600,
    permissions_boundary: '',
    role_last_used: [],
  }),
  aws_iam_roles: lookup('No role that matches', { id: text('{@account}'), arns: [], names: [] }),
  aws_iam_server_certificate: lookup('The certificate', {
    name: text('server-certificate-{#12}'),
    id: text('ASCA{^17}'),
    path: '/',
    arn: globalArn('iam', 'server-certificate/{name}'),
  }),
  aws_iam_session_context: sessionContext,
  aws_iam_user: lookup('The user', {
    id: text('AIDA{^17}'),
    user_id: same('id'),
    path: '/',
    arn: globalArn('iam', 'user/{user_name}'),
    permissions_boundary: '',
  }),
  aws_iam_users: lookup('No user that matches', { id: text('{@account}'), arns: [], names: [] }),
};
