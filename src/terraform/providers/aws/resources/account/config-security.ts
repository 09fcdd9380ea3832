import type { ResourceKnowledge } from '../../../knowledge.ts';
import { arn, arnAsId, globalArn, regionOf, same, text, uuid } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

const account = text('{@account}');
const own = { own: uuid('own') };

export const configAndSecurity: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/config_configuration_recorder
  aws_config_configuration_recorder: {
    defaults: { name: 'default' },
    computed: { id: same('name') },
    blocks: { recording_group: { defaults: { all_supported: true } } },
  },
  aws_config_configuration_recorder_status: { computed: { id: same('name') } },
  aws_config_delivery_channel: { defaults: { name: 'default' }, computed: { id: same('name') } },
  aws_config_config_rule: {
    computed: {
      id: same('name'),
      arn: arn('config', 'config-rule/config-rule-{#6:rule}'),
      rule_id: text('config-rule-{#6:rule}'),
    },
    blocks: { source: { blocks: { source_detail: { defaults: { event_source: 'aws.config' } } } } },
  },
  aws_config_configuration_aggregator: {
    computed: { id: same('name'), arn: arn('config', 'config-aggregator/config-aggregator-{#8}') },
    blocks: {
      account_aggregation_source: { defaults: { all_regions: false } },
      organization_aggregation_source: { defaults: { all_regions: false } },
    },
  },
  aws_config_conformance_pack: {
    computed: { id: same('name'), arn: arn('config', 'conformance-pack/{name}/conformance-pack-{#9}') },
  },
  aws_config_remediation_configuration: { computed: { id: same('config_rule_name') } },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/guardduty_detector
  aws_guardduty_detector: {
    defaults: { enable: true },
    computed: {
      id: text('{#32}'),
      arn: arn('guardduty', 'detector/{id}'),
      account_id: account,
      finding_publishing_frequency: 'SIX_HOURS',
    },
  },
  aws_guardduty_detector_feature: { computed: { id: text('{detector_id}/{name}') } },
  aws_guardduty_filter: {
    computed: {
      id: text('{detector_id}:{name}'),
      arn: arn('guardduty', 'detector/{detector_id}/filter/{name}'),
    },
  },
  aws_guardduty_ipset: {
    computed: {
      id: text('{detector_id}:{#32:set}'),
      arn: arn('guardduty', 'detector/{detector_id}/ipset/{#32:set}'),
    },
  },
  aws_guardduty_threatintelset: {
    computed: {
      id: text('{detector_id}:{#32:set}'),
      arn: arn('guardduty', 'detector/{detector_id}/threatintelset/{#32:set}'),
    },
  },
  aws_guardduty_member: { computed: { id: text('{detector_id}:{account_id}') } },
  aws_guardduty_publishing_destination: {
    defaults: { destination_type: 'S3' },
    computed: { id: text('{detector_id}:{#32}') },
  },
  aws_guardduty_organization_admin_account: { computed: { id: same('admin_account_id') } },
  aws_guardduty_organization_configuration: { computed: { id: same('detector_id') } },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/securityhub_account
  aws_securityhub_account: {
    defaults: { auto_enable_controls: true, enable_default_standards: true },
    computed: {
      id: account,
      arn: arn('securityhub', 'hub/default'),
      control_finding_generator: 'SECURITY_CONTROL',
    },
  },
  aws_securityhub_standards_subscription: {
    computed: {
      id: (of) => {
        const standard = of
          .string('standards_arn')
          ?.split(':')[5]
          ?.replace(/^standards\/|^ruleset\//, '');
        return standard === undefined ? undefined : arn('securityhub', `subscription/${standard}`)(of);
      },
    },
  },
  aws_securityhub_organization_admin_account: { computed: { id: same('admin_account_id') } },
  aws_securityhub_finding_aggregator: {
    computed: { id: arn('securityhub', 'finding-aggregator/{own}', own) },
  },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/accessanalyzer_analyzer
  aws_accessanalyzer_analyzer: {
    defaults: { type: 'ACCOUNT' },
    computed: { id: same('analyzer_name'), arn: arn('access-analyzer', 'analyzer/{id}') },
  },
  aws_accessanalyzer_archive_rule: { computed: { id: text('{analyzer_name}/{rule_name}') } },
  aws_macie2_account: {
    computed: {
      id: account,
      finding_publishing_frequency: 'FIFTEEN_MINUTES',
      service_role: text(
        'arn:{@partition}:iam::{@account}:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie',
      ),
      status: 'ENABLED',
    },
  },
  aws_inspector2_organization_configuration: { computed: { id: account } },
  aws_detective_graph: {
    computed: { id: arn('detective', 'graph:{#32:graph}'), graph_arn: same('id') },
  },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/backup_vault
  aws_backup_vault: {
    defaults: { force_destroy: false },
    computed: { id: same('name'), arn: arn('backup', 'backup-vault:{id}'), recovery_points: 0 },
  },
  aws_backup_vault_policy: {
    computed: { id: same('backup_vault_name'), backup_vault_arn: arn('backup', 'backup-vault:{id}') },
  },
  aws_backup_vault_lock_configuration: {
    computed: { id: same('backup_vault_name'), backup_vault_arn: arn('backup', 'backup-vault:{id}') },
  },
  aws_backup_plan: {
    computed: { id: uuid(), arn: arn('backup', 'backup-plan:{id}'), version: text('{#48:version}') },
    blocks: {
      rule: {
        defaults: {
          completion_window: 180,
          // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/backup_plan
          schedule_expression_timezone: 'Etc/UTC',
          start_window: 60,
        },
      },
    },
  },
  aws_backup_selection: { computed: { id: uuid() } },

  aws_ram_resource_share: {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ram_resource_share
    defaults: { allow_external_principals: false },
    computed: arnAsId(arn('ram', 'resource-share/{own}', own)),
  },
  aws_ram_principal_association: { computed: { id: text('{resource_share_arn},{principal}') } },
  aws_ram_resource_association: { computed: { id: text('{resource_share_arn},{resource_arn}') } },
  aws_shield_protection: { computed: { id: uuid(), arn: globalArn('shield', 'protection/{id}') } },
  aws_config_aggregate_authorization: {
    computed: {
      id: (of) =>
        `${of.string('account_id') ?? of.context.account}:${of.string('authorized_aws_region') ?? regionOf(of)}`,
    },
  },
};
