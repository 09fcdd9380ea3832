import type { ResourceKnowledge } from '../../../knowledge.ts';
import { arn, same, text } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

const account = text('{@account}');

const fileSystem = (defaults: ResourceKnowledge['defaults']): ResourceKnowledge => ({
  ...(defaults && { defaults }),
  computed: {
    id: text('fs-0{#16}'),
    arn: arn('fsx', 'file-system/{id}'),
    dns_name: text('{id}.fsx.{@region}.{@suffix}'),
    kms_key_id: '',
    owner_id: account,
  },
});

export const filesAndMigration: Record<string, ResourceKnowledge> = {
  aws_fsx_lustre_file_system: fileSystem({
    copy_tags_to_backups: false,
    data_compression_type: 'NONE',
    deployment_type: 'SCRATCH_1',
    storage_type: 'SSD',
  }),
  aws_fsx_ontap_file_system: fileSystem({ automatic_backup_retention_days: 0, storage_type: 'SSD' }),
  aws_fsx_openzfs_file_system: fileSystem({
    automatic_backup_retention_days: 0,
    copy_tags_to_backups: false,
    copy_tags_to_volumes: false,
    skip_final_backup: false,
    storage_type: 'SSD',
  }),
  aws_fsx_windows_file_system: fileSystem({
    automatic_backup_retention_days: 7,
    copy_tags_to_backups: false,
    deployment_type: 'SINGLE_AZ_1',
    skip_final_backup: false,
    storage_type: 'SSD',
  }),

  // What is left out is sent as false, whatever the API's own default.
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/dms/replication_instance.go
  aws_dms_replication_instance: {
    computed: {
      id: same('replication_instance_id'),
      replication_instance_arn: arn('dms', 'rep:{^26}'),
      auto_minor_version_upgrade: false,
      multi_az: false,
      publicly_accessible: false,
    },
  },
  // https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateEndpoint.html
  aws_dms_endpoint: {
    computed: { id: same('endpoint_id'), endpoint_arn: arn('dms', 'endpoint:{^26}'), ssl_mode: 'none' },
  },
  aws_dms_replication_subnet_group: { computed: { id: same('replication_subnet_group_id') } },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/workspaces_workspace
  aws_workspaces_workspace: {
    defaults: { root_volume_encryption_enabled: false, user_volume_encryption_enabled: false },
    computed: { id: text('ws-{#9}'), state: 'AVAILABLE' },
    blocks: {
      workspace_properties: { defaults: { compute_type_name: 'VALUE', running_mode: 'ALWAYS_ON' } },
    },
  },
};
