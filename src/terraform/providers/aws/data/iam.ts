import { fill } from '../../fill.ts';
import type { Compute, DataSource } from '../../knowledge.ts';
import { parseArn } from '../arn-parts.ts';
import { arn, bareArn, globalArn, lastPart, same, text, uuid } from '../resources/arn.ts';
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

/** One is taken to be found: a policy that names nobody would say that nobody is meant. */
function matching(kind: 'role' | 'user'): DataSource {
  const name = text('assumed-{#12}');
  return lookup(`One ${kind} that matches`, {
    id: text('{@account}'),
    names: (of) => [name(of) ?? null],
    arns: (of) => [globalArn('iam', `${kind}/{name}`, { name })(of) ?? null],
  });
}

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
  aws_iam_roles: matching('role'),
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
  aws_iam_users: matching('user'),
  aws_iam_access_keys: lookup('No access key of the user', { id: same('user'), access_keys: [] }),
  aws_iam_saml_provider: lookup('The identity provider', {
    id: same('arn'),
    name: lastPart('arn'),
    saml_provider_uuid: uuid('provider'),
  }),
  aws_identitystore_group: lookup('The group', {
    group_id: uuid('group'),
    id: text('{identity_store_id}/{group_id}'),
    display_name: 'assumed',
  }),
  aws_identitystore_user: lookup('The user', {
    user_id: uuid('user'),
    id: text('{identity_store_id}/{user_id}'),
    user_name: 'assumed',
  }),
  aws_organizations_organizational_units: lookup('No unit below the parent', {
    id: same('parent_id'),
    children: [],
  }),
  aws_organizations_organizational_unit: lookup('The unit', {
    id: text('ou-{#4:root}-{#8}'),
    arn: globalArn('organizations', 'ou/o-{#10:organization}/{id}'),
  }),
  aws_servicequotas_service_quota: lookup('The quota', {
    quota_code: text('L-{^8}'),
    id: text('{service_code}/{quota_code}'),
    arn: arn('servicequotas', '{service_code}/{quota_code}'),
    adjustable: true,
    global_quota: false,
  }),
  aws_ses_domain_identity: lookup('The identity', {
    id: same('domain'),
    arn: arn('ses', 'identity/{domain}'),
    verification_token: text('{#44}'),
  }),
  aws_ssoadmin_permission_set: lookup('The permission set', {
    name: text('set-{#8:name}'),
    arn: bareArn('sso', 'permissionSet/ssoins-{#16:instance}/ps-{#16}'),
    id: text('{arn},{instance_arn}'),
    session_duration: 'PT1H',
  }),
};
