import type { BlockKnowledge, ResourceKnowledge } from '../../../knowledge.ts';
import { arn, arnAsId, globalArn, same, text, uuid } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

const account = text('{@account}');
const own = { own: uuid('own') };
const ofRepository = { id: same('repository'), registry_id: account };
const ofRegistry = { id: account, registry_id: account };

const artifacts: BlockKnowledge = { defaults: { encryption_disabled: false, override_artifact_name: false } };

export const delivery: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecr_repository
  aws_ecr_repository: {
    defaults: { image_tag_mutability: 'MUTABLE' },
    computed: {
      id: same('name'),
      arn: arn('ecr', 'repository/{id}'),
      // https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
      encryption_configuration: [{ encryption_type: 'AES256', kms_key: '' }],
      image_scanning_configuration: [{ scan_on_push: false }],
      registry_id: account,
      repository_url: text('{@account}.dkr.ecr.{@region}.{@suffix}/{id}'),
    },
    blocks: { encryption_configuration: { defaults: { encryption_type: 'AES256' } } },
  },
  aws_ecr_repository_creation_template: {
    defaults: { image_tag_mutability: 'MUTABLE' },
    computed: { id: same('prefix'), registry_id: account },
    blocks: { encryption_configuration: { defaults: { encryption_type: 'AES256' } } },
  },
  aws_ecr_repository_policy: { computed: ofRepository },
  aws_ecr_lifecycle_policy: { computed: ofRepository },
  aws_ecr_registry_policy: { computed: ofRegistry },
  aws_ecr_registry_scanning_configuration: { computed: ofRegistry },
  aws_ecr_replication_configuration: { computed: ofRegistry },
  aws_ecr_pull_through_cache_rule: { computed: { id: same('ecr_repository_prefix'), registry_id: account } },
  aws_ecrpublic_repository: {
    computed: {
      id: same('repository_name'),
      arn: globalArn('ecr-public', 'repository/{id}'),
      registry_id: account,
      repository_uri: text('public.ecr.aws/{#8:registry}/{id}'),
    },
  },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/codebuild_project
  aws_codebuild_project: {
    defaults: { badge_enabled: false, build_timeout: 60, project_visibility: 'PRIVATE', queued_timeout: 480 },
    computed: {
      ...arnAsId(arn('codebuild', 'project/{name}')),
      description: '',
      encryption_key: arn('kms', 'alias/aws/s3'),
    },
    blocks: {
      artifacts,
      secondary_artifacts: { defaults: { ...artifacts.defaults, namespace_type: 'NONE', packaging: 'NONE' } },
      cache: { defaults: { type: 'NO_CACHE' } },
      file_system_locations: { defaults: { type: 'EFS' } },
      environment: {
        defaults: { image_pull_credentials_type: 'CODEBUILD', privileged_mode: false },
        blocks: { environment_variable: { defaults: { type: 'PLAINTEXT' } } },
      },
      logs_config: {
        blocks: {
          cloudwatch_logs: { defaults: { status: 'ENABLED' } },
          s3_logs: { defaults: { encryption_disabled: false, status: 'DISABLED' } },
        },
      },
    },
  },
  aws_codebuild_webhook: { computed: { id: same('project_name') } },
  aws_codebuild_source_credential: {
    computed: arnAsId((of) => arn('codebuild', `token/${of.string('server_type')?.toLowerCase()}`)(of)),
  },
  aws_codebuild_report_group: {
    defaults: { delete_reports: false },
    computed: arnAsId(arn('codebuild', 'report-group/{name}')),
  },
  aws_codepipeline: {
    defaults: { execution_mode: 'SUPERSEDED', pipeline_type: 'V1' },
    computed: { id: same('name'), arn: arn('codepipeline', '{name}') },
  },
  aws_codecommit_repository: {
    computed: {
      id: same('repository_name'),
      arn: arn('codecommit', '{id}'),
      clone_url_http: text('https://git-codecommit.{@region}.{@suffix}/v1/repos/{id}'),
      clone_url_ssh: text('ssh://git-codecommit.{@region}.{@suffix}/v1/repos/{id}'),
      repository_id: uuid('repository'),
    },
  },
  aws_codeartifact_domain: {
    computed: {
      ...arnAsId(arn('codeartifact', 'domain/{domain}')),
      asset_size_bytes: '0',
      owner: account,
      repository_count: 0,
    },
  },
  aws_codeartifact_repository: {
    computed: {
      ...arnAsId(arn('codeartifact', 'repository/{domain}/{repository}')),
      administrator_account: account,
      domain_owner: account,
    },
  },
  // https://docs.aws.amazon.com/dtconsole/latest/userguide/connections-update.html: a person completes it.
  aws_codestarconnections_connection: {
    computed: {
      ...arnAsId(arn('codestar-connections', 'connection/{own}', own)),
      connection_status: 'PENDING',
    },
  },
  aws_codedeploy_app: {
    defaults: { compute_platform: 'Server' },
    computed: {
      id: text('{own}:{name}', own),
      arn: arn('codedeploy', 'application:{name}'),
      application_id: uuid('own'),
      linked_to_github: false,
    },
  },
  aws_cloudformation_stack: { computed: { id: arn('cloudformation', 'stack/{name}/{own}', own) } },
};
