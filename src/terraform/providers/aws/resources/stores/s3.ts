import type { Compute, ResourceKnowledge } from '../../../knowledge.ts';
import { arn, bareArn, byRegion, generated, naming, regionOf, same, text } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

/** https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints */
const websiteZones = {
  'us-east-1': 'Z3AQBSTGFYJSTF',
  'us-east-2': 'Z2O1EMRO9K5GLX',
  'us-west-1': 'Z2F56UZL2M1ACD',
  'us-west-2': 'Z3BJ6K6RIION7M',
  'ca-central-1': 'Z1QDHH18159H29',
  'sa-east-1': 'Z7KQH4QJS55SO',
  'eu-central-1': 'Z21DNDUVLTQW6Q',
  'eu-north-1': 'Z3BAZG2TWCNX0D',
  'eu-west-1': 'Z1BKCTXD74EZPE',
  'eu-west-2': 'Z3GKZC51ZF0DB4',
  'eu-west-3': 'Z3R1K369G5AVDG',
  'ap-south-1': 'Z11RGJOFQNVJUP',
  'ap-southeast-1': 'Z3O0J2DXBE1FTB',
  'ap-southeast-2': 'Z1WCIGYICN2BYD',
  'ap-northeast-1': 'Z2M4EHUR26P7ZW',
  'ap-northeast-2': 'Z3W03O7B5YMIYP',
  'ap-northeast-3': 'Z2YQB5RD63NC85',
};

/** Older regions have a dash before their name, the others a dot; same page. */
const dashedWebsites = new Set([
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'us-gov-west-1',
  'eu-west-1',
  'sa-east-1',
  'ap-northeast-1',
  'ap-southeast-1',
  'ap-southeast-2',
]);

const websiteDomain: Compute = (of) =>
  `s3-website${dashedWebsites.has(regionOf(of)) ? '-' : '.'}${regionOf(of)}.${of.context.dnsSuffix}`;

/** `BUCKET`, or `BUCKET,OWNER` where an owner is expected; further parts follow the same way. */
function joined(...names: string[]): Compute {
  return (of) => {
    const bucket = of.string('bucket');
    if (bucket === undefined) return undefined;
    return [bucket, ...names.map((name) => of.string(name))].filter(Boolean).join(',');
  };
}
const ofBucket: ResourceKnowledge = { computed: { id: joined('expected_bucket_owner') } };
const named: ResourceKnowledge = { computed: { id: text('{bucket}:{name}') } };

const notBlocked = {
  block_public_acls: false,
  block_public_policy: false,
  ignore_public_acls: false,
  restrict_public_buckets: false,
};
const blocked = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};

const objectFacts = {
  storage_class: 'STANDARD',
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
  server_side_encryption: (of) => (of.string('kms_key_id') ? 'aws:kms' : 'AES256'),
  bucket_key_enabled: false,
} satisfies NonNullable<ResourceKnowledge['computed']>;

export const s3: Record<string, ResourceKnowledge> = {
  aws_s3_bucket: {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket
    defaults: { force_destroy: false },
    computed: {
      id: generated('bucket', 'bucket_prefix'),
      arn: bareArn('s3', '{id}'),
      ...naming('bucket', 'bucket_prefix'),
      bucket_domain_name: text('{id}.s3.{@suffix}'),
      bucket_region: regionOf,
      bucket_regional_domain_name: text('{id}.s3.{@region}.{@suffix}'),
      hosted_zone_id: byRegion(websiteZones),
      object_lock_enabled: false,
      request_payer: 'BucketOwner',
      acceleration_status: '',
      // Neither is read back: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/s3/bucket.go
      acl: null,
      website_domain: '',
      website_endpoint: '',
      policy: '',
      // Every new bucket is encrypted: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
      server_side_encryption_configuration: [
        {
          rule: [
            {
              apply_server_side_encryption_by_default: [{ kms_master_key_id: '', sse_algorithm: 'AES256' }],
              bucket_key_enabled: false,
            },
          ],
        },
      ],
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
      versioning: [{ enabled: false, mfa_delete: false }],
    },
    blocks: {
      versioning: { defaults: { enabled: false, mfa_delete: false } },
      replication_configuration: {
        blocks: {
          rules: {
            blocks: {
              destination: {
                blocks: {
                  metrics: { defaults: { minutes: 15, status: 'Enabled' } },
                  replication_time: { defaults: { minutes: 15, status: 'Enabled' } },
                },
              },
            },
          },
        },
      },
    },
  },
  aws_s3_bucket_accelerate_configuration: ofBucket,
  aws_s3_bucket_acl: { computed: { id: joined('expected_bucket_owner', 'acl') } },
  aws_s3_bucket_analytics_configuration: {
    computed: { id: text('{bucket}:{name}') },
    blocks: {
      storage_class_analysis: {
        blocks: {
          data_export: {
            defaults: { output_schema_version: 'V_1' },
            blocks: {
              destination: { blocks: { s3_bucket_destination: { defaults: { format: 'CSV' } } } },
            },
          },
        },
      },
    },
  },
  aws_s3_bucket_cors_configuration: ofBucket,
  aws_s3_bucket_intelligent_tiering_configuration: {
    defaults: { status: 'Enabled' },
    computed: { id: text('{bucket}:{name}') },
  },
  aws_s3_bucket_inventory: { defaults: { enabled: true }, computed: { id: text('{bucket}:{name}') } },
  aws_s3_bucket_lifecycle_configuration: {
    computed: {
      id: joined('expected_bucket_owner'),
      transition_default_minimum_object_size: 'all_storage_classes_128K',
    },
  },
  aws_s3_bucket_logging: ofBucket,
  aws_s3_bucket_metric: named,
  aws_s3_bucket_notification: { defaults: { eventbridge: false }, computed: { id: same('bucket') } },
  aws_s3_bucket_object_lock_configuration: {
    defaults: { object_lock_enabled: 'Enabled' },
    computed: { id: joined('expected_bucket_owner') },
  },
  aws_s3_bucket_ownership_controls: { computed: { id: same('bucket') } },
  aws_s3_bucket_policy: { computed: { id: same('bucket') } },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_public_access_block
  aws_s3_bucket_public_access_block: { defaults: notBlocked, computed: { id: same('bucket') } },
  aws_s3_bucket_replication_configuration: { computed: { id: same('bucket') } },
  aws_s3_bucket_request_payment_configuration: ofBucket,
  aws_s3_bucket_server_side_encryption_configuration: ofBucket,
  aws_s3_bucket_versioning: ofBucket,
  aws_s3_bucket_website_configuration: {
    computed: {
      id: joined('expected_bucket_owner'),
      website_domain: websiteDomain,
      website_endpoint: text('{bucket}.{domain}', { domain: websiteDomain }),
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_object
  aws_s3_object: {
    defaults: { force_destroy: false },
    computed: { id: same('key'), arn: bareArn('s3', '{bucket}/{key}'), ...objectFacts },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_object
  aws_s3_bucket_object: {
    defaults: { acl: 'private', force_destroy: false },
    computed: { id: same('key'), arn: bareArn('s3', '{bucket}/{key}'), ...objectFacts },
  },
  aws_s3_directory_bucket: {
    defaults: { force_destroy: false, type: 'Directory' },
    computed: { id: same('bucket'), arn: arn('s3express', 'bucket/{bucket}') },
  },

  aws_s3_access_point: {
    computed: {
      id: text('{@account}:{name}'),
      arn: arn('s3', 'accesspoint/{name}'),
      account_id: text('{@account}'),
      bucket_account_id: text('{@account}'),
      alias: text('{name}-{#34}-s3alias'),
      domain_name: text('{name}-{@account}.s3-accesspoint.{@region}.{@suffix}'),
      has_public_access_policy: false,
      network_origin: (of) => {
        const network = of.value('vpc_configuration');
        return Array.isArray(network) && network.length > 0 ? 'VPC' : 'Internet';
      },
      policy: '',
    },
    blocks: {
      // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_access_point
      public_access_block_configuration: { defaults: blocked },
    },
  },
  aws_s3control_access_point_policy: {
    computed: { id: same('access_point_arn'), has_public_access_policy: false },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_account_public_access_block
  aws_s3_account_public_access_block: {
    defaults: notBlocked,
    computed: { id: text('{@account}'), account_id: text('{@account}') },
  },
};
