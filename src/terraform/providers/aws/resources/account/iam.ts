import type { Compute, ResourceKnowledge } from '../../../knowledge.ts';
import { arnAsId, generated, globalArn, naming, same, text, uuid } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources
// Prefixes of unique ids: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html

const name = generated();

/** `arn:aws:iam::ACCOUNT:oidc-provider/HOST/PATH`: the URL without its scheme. */
const oidcProvider: Compute = (of) => {
  const url = of.string('url')?.replace(/^https:\/\//, '');
  return url === undefined ? undefined : globalArn('iam', `oidc-provider/${url}`)(of);
};

/** AWS chooses the name; most are made of the service's, as here. */
const serviceLinkedName: Compute = (of) => {
  const service = of.string('aws_service_name')?.split('.')[0];
  if (service === undefined) return undefined;
  const suffix = of.string('custom_suffix');
  const camel = service.replace(/(^|-)([a-z])/g, (_, _dash: string, letter: string) => letter.toUpperCase());
  return `AWSServiceRoleFor${camel}${suffix ? `_${suffix}` : ''}`;
};
const serviceLinkedArn = globalArn('iam', 'role/aws-service-role/{aws_service_name}/{name}', {
  name: serviceLinkedName,
});

export const iam: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role
  aws_iam_role: {
    defaults: { force_detach_policies: false, max_session_duration: 3600, path: '/' },
    computed: {
      id: name,
      arn: globalArn('iam', 'role{path}{id}'),
      ...naming(),
      unique_id: text('AROA{^17}'),
      managed_policy_arns: [],
      inline_policy: [],
    },
  },
  aws_iam_role_policy: { computed: { id: text('{role}:{name}', { name }), ...naming() } },
  aws_iam_role_policy_attachment: { computed: { id: text('{role}-{#26}') } },
  aws_iam_policy: {
    defaults: { path: '/' },
    computed: {
      ...arnAsId(globalArn('iam', 'policy{path}{name}', { name })),
      ...naming(),
      policy_id: text('ANPA{^17}'),
      attachment_count: 0,
    },
  },
  aws_iam_policy_attachment: { computed: { id: same('name') } },
  aws_iam_user: {
    defaults: { force_destroy: false, path: '/' },
    computed: { id: same('name'), arn: globalArn('iam', 'user{path}{id}'), unique_id: text('AIDA{^17}') },
  },
  aws_iam_user_policy: { computed: { id: text('{user}:{name}', { name }), ...naming() } },
  aws_iam_user_policy_attachment: { computed: { id: text('{user}-{#26}') } },
  aws_iam_user_group_membership: { computed: { id: text('terraform-{#26}') } },
  aws_iam_user_login_profile: { defaults: { password_length: 20 }, computed: { id: same('user') } },
  aws_iam_user_ssh_key: {
    computed: { id: same('ssh_public_key_id'), ssh_public_key_id: text('APKA{^17}'), status: 'Active' },
  },
  aws_iam_group: {
    defaults: { path: '/' },
    computed: { id: same('name'), arn: globalArn('iam', 'group{path}{id}'), unique_id: text('AGPA{^17}') },
  },
  aws_iam_group_policy: { computed: { id: text('{group}:{name}', { name }), ...naming() } },
  aws_iam_group_policy_attachment: { computed: { id: text('{group}-{#26}') } },
  aws_iam_group_membership: { computed: { id: same('name') } },
  aws_iam_instance_profile: {
    defaults: { path: '/' },
    computed: {
      id: name,
      arn: globalArn('iam', 'instance-profile{path}{id}'),
      ...naming(),
      unique_id: text('AIPA{^17}'),
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_access_key
  aws_iam_access_key: { defaults: { status: 'Active' }, computed: { id: text('AKIA{^16}') } },
  aws_iam_service_specific_credential: {
    defaults: { status: 'Active' },
    computed: {
      id: text('{service_name}:{user_name}:{credential}', { credential: text('ACCA{^17}') }),
      service_specific_credential_id: text('ACCA{^17}'),
      service_user_name: text('{user_name}-at-{@account}'),
    },
  },
  aws_iam_signing_certificate: {
    defaults: { status: 'Active' },
    computed: { id: text('{certificate_id}:{user_name}'), certificate_id: text('{^32}') },
  },
  aws_iam_openid_connect_provider: { computed: arnAsId(oidcProvider) },
  aws_iam_saml_provider: {
    computed: {
      ...arnAsId(globalArn('iam', 'saml-provider/{name}')),
      saml_provider_uuid: uuid('saml'),
    },
  },
  aws_iam_service_linked_role: {
    computed: {
      ...arnAsId(serviceLinkedArn),
      name: serviceLinkedName,
      path: text('/aws-service-role/{aws_service_name}/'),
      unique_id: text('AROA{^17}'),
    },
  },
  aws_iam_server_certificate: {
    defaults: { path: '/' },
    computed: {
      id: text('ASCA{^17}'),
      arn: globalArn('iam', 'server-certificate{path}{name}', { name }),
      ...naming(),
    },
  },
  aws_iam_virtual_mfa_device: {
    defaults: { path: '/' },
    computed: arnAsId(globalArn('iam', 'mfa{path}{virtual_mfa_device_name}')),
  },
  aws_iam_account_alias: { computed: { id: same('account_alias') } },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_account_password_policy
  // What is left out is as the API has it:
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html
  aws_iam_account_password_policy: {
    defaults: { allow_users_to_change_password: true, minimum_password_length: 6 },
    computed: {
      id: 'iam-account-password-policy',
      max_password_age: 0,
      expire_passwords: (of) => Number(of.value('max_password_age') ?? 0) > 0,
      hard_expiry: false,
      password_reuse_prevention: 0,
      require_lowercase_characters: false,
      require_numbers: false,
      require_symbols: false,
      require_uppercase_characters: false,
    },
  },

  aws_organizations_organization: {
    defaults: { feature_set: 'ALL' },
    computed: {
      id: text('o-{#10}'),
      arn: globalArn('organizations', 'organization/{id}'),
      master_account_id: text('{@account}'),
      master_account_arn: globalArn('organizations', 'account/{id}/{@account}'),
    },
  },
  aws_organizations_organizational_unit: {
    computed: {
      id: text('ou-{#4:root}-{#8}'),
      arn: globalArn('organizations', 'ou/o-{#10:organization}/{id}'),
      accounts: [],
    },
  },
  aws_organizations_policy: {
    defaults: { type: 'SERVICE_CONTROL_POLICY' },
    computed: {
      id: text('p-{#8}'),
      arn: globalArn('organizations', 'policy/o-{#10:organization}/service_control_policy/{id}'),
    },
  },
  aws_organizations_policy_attachment: { computed: { id: text('{target_id}:{policy_id}') } },
};
