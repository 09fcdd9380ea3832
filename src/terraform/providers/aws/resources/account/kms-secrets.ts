import type { Compute, ResourceKnowledge } from '../../../knowledge.ts';
import { arn, arnAsId, generated, lastPart, naming, same, text, uuid, when } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

/**
 * The policy of a key that is made without one, in the provider's order of names: the account, and by it IAM.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
const defaultKeyPolicy: Compute = (of) =>
  JSON.stringify({
    Id: 'key-default-1',
    Statement: [
      {
        Action: 'kms:*',
        Effect: 'Allow',
        Principal: { AWS: `arn:${of.context.partition}:iam::${of.context.account}:root` },
        Resource: '*',
        Sid: 'Enable IAM User Permissions',
      },
    ],
    Version: '2012-10-17',
  });

/** https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html */
const keyId: Compute = when('multi_region', text('mrk-{#32}'), uuid());

const targetKey: Compute = (of) => {
  const target = of.string('target_key_id');
  return target?.startsWith('arn:') ? target : arn('kms', 'key/{target_key_id}')(of);
};

const alias = generated('name', 'name_prefix', 'alias/');
const secretArn = arn('secretsmanager', 'secret:{name}-{#6}', { name: generated() });

/** A parameter's path has one slash before it in the ARN, whether or not its name begins with one. */
const parameterArn: Compute = (of) => {
  const path = of.string('name')?.replace(/^\//, '');
  return path === undefined ? undefined : arn('ssm', `parameter/${path}`)(of);
};

export const kmsAndSecrets: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_key
  aws_kms_key: {
    defaults: {
      bypass_policy_lockout_safety_check: false,
      customer_master_key_spec: 'SYMMETRIC_DEFAULT',
      enable_key_rotation: false,
      is_enabled: true,
      key_usage: 'ENCRYPT_DECRYPT',
    },
    computed: {
      id: keyId,
      arn: arn('kms', 'key/{id}'),
      key_id: same('id'),
      description: '',
      multi_region: false,
      policy: defaultKeyPolicy,
      // https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
      rotation_period_in_days: when('enable_key_rotation', 365, 0),
    },
  },
  aws_kms_alias: {
    computed: {
      id: alias,
      arn: arn('kms', '{id}'),
      ...naming('name', 'name_prefix', 'alias/'),
      target_key_arn: targetKey,
    },
  },
  aws_kms_grant: {
    defaults: { retire_on_delete: false },
    computed: { id: text('{key_id}:{#64:grant}'), grant_id: text('{#64:grant}') },
  },
  aws_kms_key_policy: {
    defaults: { bypass_policy_lockout_safety_check: false },
    computed: { id: same('key_id') },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_replica_key
  aws_kms_replica_key: {
    defaults: { bypass_policy_lockout_safety_check: false, deletion_window_in_days: 30, enabled: true },
    computed: {
      id: lastPart('primary_key_arn'),
      arn: arn('kms', 'key/{id}'),
      key_id: same('id'),
      key_rotation_enabled: false,
      key_spec: 'SYMMETRIC_DEFAULT',
      key_usage: 'ENCRYPT_DECRYPT',
      policy: defaultKeyPolicy,
    },
  },
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kms/external_key.go
  aws_kms_external_key: {
    defaults: { bypass_policy_lockout_safety_check: false, deletion_window_in_days: 30 },
    computed: {
      id: keyId,
      arn: arn('kms', 'key/{id}'),
      // Without key material there is nothing to use.
      enabled: (of) => of.string('key_material_base64') !== undefined,
      key_state: (of) => (of.string('key_material_base64') === undefined ? 'PendingImport' : 'Enabled'),
      expiration_model: (of) => {
        if (of.string('key_material_base64') === undefined) return '';
        return of.string('valid_to') ? 'KEY_MATERIAL_EXPIRES' : 'KEY_MATERIAL_DOES_NOT_EXPIRE';
      },
      key_usage: 'ENCRYPT_DECRYPT',
      multi_region: false,
      policy: defaultKeyPolicy,
    },
  },
  aws_kms_replica_external_key: {
    defaults: { bypass_policy_lockout_safety_check: false, deletion_window_in_days: 30 },
    computed: {
      id: lastPart('primary_key_arn'),
      arn: arn('kms', 'key/{id}'),
      key_id: same('id'),
      enabled: (of) => of.string('key_material_base64') !== undefined,
      key_state: (of) => (of.string('key_material_base64') === undefined ? 'PendingImport' : 'Enabled'),
      key_usage: 'ENCRYPT_DECRYPT',
      policy: defaultKeyPolicy,
    },
  },
  aws_kms_custom_key_store: { computed: { id: text('cks-{#17}') } },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/secretsmanager_secret
  aws_secretsmanager_secret: {
    defaults: { force_overwrite_replica_secret: false, recovery_window_in_days: 30 },
    computed: { ...arnAsId(secretArn), ...naming(), policy: '' },
  },
  aws_secretsmanager_secret_version: {
    computed: {
      id: text('{secret_id}|{version}', { version: uuid('version') }),
      arn: same('secret_id'),
      version_id: uuid('version'),
      version_stages: ['AWSCURRENT'],
    },
  },
  aws_secretsmanager_secret_rotation: {
    defaults: { rotate_immediately: true },
    computed: { id: same('secret_id'), rotation_enabled: true },
  },
  aws_secretsmanager_secret_policy: { computed: { id: same('secret_arn') } },

  aws_ssm_parameter: {
    computed: {
      id: same('name'),
      arn: parameterArn,
      data_type: 'text',
      // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
      key_id: (of) => (of.string('type') === 'SecureString' ? 'alias/aws/ssm' : ''),
      tier: 'Standard',
      version: 1,
    },
  },
  aws_ssm_document: {
    defaults: { document_format: 'JSON' },
    computed: {
      id: same('name'),
      arn: arn('ssm', 'document/{name}'),
      default_version: '1',
      latest_version: '1',
      document_version: '1',
      hash_type: 'Sha256',
      owner: text('{@account}'),
      status: 'Active',
    },
  },
  aws_ssm_association: {
    defaults: { apply_only_at_cron_interval: false },
    computed: {
      id: uuid(),
      arn: arn('ssm', 'association/{id}'),
      association_id: same('id'),
      document_version: '$DEFAULT',
    },
  },
  aws_ssm_activation: { defaults: { registration_limit: 1 }, computed: { id: uuid() } },
  aws_ssm_maintenance_window: {
    defaults: { allow_unassociated_targets: false, enabled: true },
    computed: { id: text('mw-0{#16}') },
  },
  aws_ssm_maintenance_window_target: { computed: { id: uuid() } },
  aws_ssm_maintenance_window_task: {
    computed: {
      id: uuid(),
      window_task_id: same('id'),
      arn: arn('ssm', 'windowtask/{id}'),
    },
  },
  aws_ssm_resource_data_sync: {
    computed: { id: same('name') },
    blocks: { s3_destination: { defaults: { sync_format: 'JsonSerDe' } } },
  },
  aws_ssm_patch_baseline: {
    defaults: { approved_patches_compliance_level: 'UNSPECIFIED', operating_system: 'WINDOWS' },
    computed: { id: text('pb-0{#16}'), arn: arn('ssm', 'patchbaseline/{id}') },
    blocks: { approval_rule: { defaults: { compliance_level: 'UNSPECIFIED', enable_non_security: false } } },
  },
};
