import type { ObjectValue } from '../../../protocol/value.ts';
import type { Context } from '../../knowledge.ts';
import { context as ireland } from '../../testing/computing.ts';

const china: Context = {
  ...ireland,
  region: 'cn-north-1',
  partition: 'aws-cn',
  dnsSuffix: 'amazonaws.com.cn',
};

/** What a data source gives for a configuration. */
export interface Case {
  type: string;
  given: ObjectValue;
  where?: Context;
  expected: ObjectValue;
}

const filter = (name: string, ...values: string[]): ObjectValue => ({ filter: [{ name, values }] });
const function_ = 'arn:aws:lambda:eu-west-1:123456789012:function:f';

/** What follows from the configuration. */
export const real: Case[] = [
  { type: 'aws_caller_identity', given: {}, expected: { account_id: '123456789012', id: '123456789012' } },
  {
    type: 'aws_partition',
    given: {},
    expected: { partition: 'aws', dns_suffix: 'amazonaws.com', reverse_dns_prefix: 'com.amazonaws' },
  },
  {
    type: 'aws_partition',
    given: {},
    where: china,
    expected: { id: 'aws-cn', reverse_dns_prefix: 'cn.com.amazonaws' },
  },
  {
    type: 'aws_region',
    given: {},
    expected: {
      id: 'eu-west-1',
      name: 'eu-west-1',
      description: 'Europe (Ireland)',
      endpoint: 'ec2.eu-west-1.amazonaws.com',
    },
  },
  {
    type: 'aws_region',
    given: { name: 'us-east-2' },
    expected: { id: 'us-east-2', region: 'us-east-2', description: 'US East (Ohio)' },
  },
  { type: 'aws_region', given: { region: 'us-east-2' }, expected: { id: 'us-east-2', name: 'us-east-2' } },
  { type: 'aws_region', given: { endpoint: 'ec2.us-west-1.amazonaws.com' }, expected: { name: 'us-west-1' } },
  { type: 'aws_region', given: {}, where: china, expected: { endpoint: 'ec2.cn-north-1.amazonaws.com.cn' } },
  { type: 'aws_regions', given: {}, where: china, expected: { names: ['cn-north-1', 'cn-northwest-1'] } },
  { type: 'aws_regions', given: filter('opt-in-status', 'opted-in'), expected: { names: [] } },
  {
    type: 'aws_arn',
    given: { arn: 'arn:aws:s3:::b/k:x' },
    expected: {
      account: '',
      partition: 'aws',
      region: '',
      resource: 'b/k:x',
      service: 's3',
      id: 'arn:aws:s3:::b/k:x',
    },
  },
  {
    type: 'aws_service_principal',
    given: { service_name: 'logs' },
    expected: { name: 'logs.amazonaws.com', suffix: 'amazonaws.com', id: 'logs.eu-west-1.amazonaws.com' },
  },
  {
    type: 'aws_service_principal',
    given: { service_name: 'logs' },
    where: china,
    expected: { name: 'logs.amazonaws.com.cn' },
  },
  {
    type: 'aws_service_principal',
    given: { service_name: 's3' },
    where: china,
    expected: { name: 's3.amazonaws.com' },
  },
  {
    type: 'aws_service_principal',
    given: { service_name: 's3', region: 'us-east-1' },
    expected: { id: 's3.us-east-1.amazonaws.com' },
  },
  {
    type: 'aws_service',
    given: { reverse_dns_name: 'com.amazonaws.eu-central-1.s3' },
    expected: {
      dns_name: 's3.eu-central-1.amazonaws.com',
      service_id: 's3',
      region: 'eu-central-1',
      partition: 'aws',
    },
  },
  {
    type: 'aws_service',
    given: { dns_name: 'sqs.us-east-1.amazonaws.com' },
    expected: {
      reverse_dns_name: 'com.amazonaws.us-east-1.sqs',
      reverse_dns_prefix: 'com.amazonaws',
      id: 'com.amazonaws.us-east-1.sqs',
    },
  },
  {
    type: 'aws_service',
    given: { service_id: 'ec2' },
    expected: { id: 'com.amazonaws.eu-west-1.ec2', supported: true },
  },
  {
    type: 'aws_default_tags',
    given: {},
    where: { ...ireland, defaultTags: { a: 'b' } },
    expected: { tags: { a: 'b' } },
  },
  {
    type: 'aws_elb_service_account',
    given: {},
    expected: { id: '156460612806', arn: 'arn:aws:iam::156460612806:root' },
  },
  { type: 'aws_elb_service_account', given: { region: 'us-east-1' }, expected: { id: '127311923021' } },
  { type: 'aws_cloudtrail_service_account', given: {}, expected: { arn: 'arn:aws:iam::859597730677:root' } },
  {
    type: 'aws_billing_service_account',
    given: {},
    where: china,
    expected: { arn: 'arn:aws-cn:iam::386209384616:root' },
  },
  {
    type: 'aws_redshift_service_account',
    given: {},
    expected: { arn: 'arn:aws:iam::210876761215:user/logs' },
  },
  {
    type: 'aws_sagemaker_prebuilt_ecr_image',
    given: { repository_name: 'kmeans' },
    expected: {
      registry_id: '438346466558',
      image_tag: '1',
      registry_path: '438346466558.dkr.ecr.eu-west-1.amazonaws.com/kmeans:1',
    },
  },
  {
    type: 'aws_sagemaker_prebuilt_ecr_image',
    given: { repository_name: 'sagemaker-xgboost', image_tag: '1.7-1', region: 'us-east-1' },
    expected: { registry_path: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1' },
  },
  {
    type: 'aws_sagemaker_prebuilt_ecr_image',
    given: { repository_name: 'pytorch-inference', dns_suffix: 'example' },
    expected: { registry_path: '763104351884.dkr.ecr.eu-west-1.example/pytorch-inference:1' },
  },
  {
    type: 'aws_ecr_lifecycle_policy_document',
    given: {
      rule: [
        {
          priority: 1,
          description: 'a <b>',
          action: [],
          selection: [
            {
              tag_status: 'tagged',
              tag_pattern_list: null,
              tag_prefix_list: ['v'],
              count_type: 'sinceImagePushed',
              count_unit: 'days',
              count_number: 14,
            },
          ],
        },
      ],
    },
    expected: {
      json: `{
  "rules": [
    {
      "rulePriority": 1,
      "description": "a \\u003cb\\u003e",
      "selection": {
        "tagStatus": "tagged",
        "tagPrefixList": [
          "v"
        ],
        "countType": "sinceImagePushed",
        "countUnit": "days",
        "countNumber": 14
      },
      "action": {
        "type": "expire"
      }
    }
  ]
}`,
    },
  },
  { type: 'aws_lb_hosted_zone_id', given: {}, expected: { id: 'Z32O12XQLNTSW2' } },
  {
    type: 'aws_lb_hosted_zone_id',
    given: { load_balancer_type: 'network', region: 'us-east-1' },
    expected: { id: 'Z26RNL4JYFTOTI' },
  },
];

const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];

/** What is assumed. */
export const assumed: Case[] = [
  {
    type: 'aws_availability_zones',
    given: { state: 'available' },
    expected: {
      names: zones,
      zone_ids: ['euw1-az1', 'euw1-az2', 'euw1-az3'],
      group_names: ['eu-west-1'],
      id: 'eu-west-1',
    },
  },
  { type: 'aws_availability_zones', given: { state: 'impaired' }, expected: { names: [], group_names: [] } },
  {
    type: 'aws_availability_zones',
    given: { exclude_names: ['eu-west-1b'] },
    expected: { names: [zones[0] ?? '', zones[2] ?? ''] },
  },
  {
    type: 'aws_availability_zones',
    given: { exclude_zone_ids: ['euw1-az1'] },
    expected: { names: zones.slice(1) },
  },
  {
    type: 'aws_availability_zones',
    given: filter('opt-in-status', 'opt-in-not-required'),
    expected: { names: zones },
  },
  { type: 'aws_availability_zones', given: filter('zone-type', 'local-zone'), expected: { names: [] } },
  {
    type: 'aws_availability_zone',
    given: { name: 'eu-west-1b' },
    expected: { zone_id: 'euw1-az2', name_suffix: 'b', group_name: 'eu-west-1' },
  },
  { type: 'aws_availability_zone', given: { zone_id: 'euw1-az3' }, expected: { name: 'eu-west-1c' } },
  {
    type: 'aws_iam_policy',
    given: { name: 'AdministratorAccess' },
    expected: { arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  },
  {
    type: 'aws_iam_policy',
    given: { name: 'AWSLambdaBasicExecutionRole' },
    expected: {
      arn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      path: '/service-role/',
    },
  },
  {
    type: 'aws_iam_policy',
    given: { name: 'own' },
    expected: { arn: 'arn:aws:iam::123456789012:policy/own', path: '/' },
  },
  {
    type: 'aws_iam_policy',
    given: { name: 'own', path_prefix: '/team/' },
    expected: { arn: 'arn:aws:iam::123456789012:policy/team/own' },
  },
  {
    type: 'aws_iam_policy',
    given: { arn: 'arn:aws:iam::aws:policy/job-function/Billing' },
    expected: { id: 'arn:aws:iam::aws:policy/job-function/Billing', name: 'Billing', path: '/job-function/' },
  },
  {
    type: 'aws_iam_role',
    given: { name: 'r' },
    expected: { id: 'r', arn: 'arn:aws:iam::123456789012:role/r', path: '/' },
  },
  {
    type: 'aws_iam_session_context',
    given: { arn: 'arn:aws:sts::123456789012:assumed-role/Admin/me' },
    expected: {
      issuer_arn: 'arn:aws:iam::123456789012:role/Admin',
      issuer_name: 'Admin',
      session_name: 'me',
    },
  },
  {
    type: 'aws_iam_session_context',
    given: { arn: 'arn:aws:iam::123456789012:user/me' },
    expected: { issuer_arn: 'arn:aws:iam::123456789012:user/me', issuer_name: '', session_name: '' },
  },
  {
    type: 'aws_kms_key',
    given: { key_id: '1234abcd-12ab-34cd-56ef-1234567890ab' },
    expected: { arn: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
  },
  {
    type: 'aws_kms_key',
    given: { key_id: 'arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
    expected: { id: '1234abcd-12ab-34cd-56ef-1234567890ab', aws_account_id: '111111111111' },
  },
  {
    type: 'aws_kms_alias',
    given: { name: 'alias/a' },
    expected: { arn: 'arn:aws:kms:eu-west-1:123456789012:alias/a' },
  },
  {
    type: 'aws_s3_bucket',
    given: { bucket: 'b' },
    expected: { id: 'b', arn: 'arn:aws:s3:::b', bucket_regional_domain_name: 'b.s3.eu-west-1.amazonaws.com' },
  },
  {
    type: 'aws_ssm_parameter',
    given: { name: '/a/b' },
    expected: { arn: 'arn:aws:ssm:eu-west-1:123456789012:parameter/a/b' },
  },
  {
    type: 'aws_ssm_parameter',
    given: { name: 'a' },
    expected: { arn: 'arn:aws:ssm:eu-west-1:123456789012:parameter/a' },
  },
  {
    type: 'aws_vpc',
    given: { id: 'vpc-1' },
    expected: { arn: 'arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1' },
  },
  {
    type: 'aws_vpc',
    given: { id: 'vpc-1', region: 'us-east-1' },
    expected: { arn: 'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1' },
  },
  {
    type: 'aws_vpc_endpoint_service',
    given: { service: 's3' },
    expected: { service_name: 'com.amazonaws.eu-west-1.s3', service_type: 'Gateway' },
  },
  {
    type: 'aws_ecr_repository',
    given: { name: 'r' },
    expected: {
      arn: 'arn:aws:ecr:eu-west-1:123456789012:repository/r',
      repository_url: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/r',
      registry_id: '123456789012',
    },
  },
  {
    type: 'aws_lambda_function',
    given: { function_name: 'f' },
    expected: {
      arn: function_,
      version: '$LATEST',
      qualified_arn: `${function_}:$LATEST`,
      invoke_arn: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${function_}/invocations`,
    },
  },
  {
    type: 'aws_cloudfront_cache_policy',
    given: { name: 'Managed-CachingOptimized' },
    expected: { id: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
  },
  {
    type: 'aws_cloudfront_response_headers_policy',
    given: { id: '67f7725c-6f97-4210-82d7-5512b31e9d03' },
    expected: { name: 'Managed-SecurityHeadersPolicy' },
  },
  { type: 'aws_instances', given: {}, expected: { ids: [], private_ips: [] } },
  {
    type: 'aws_secretsmanager_secret',
    given: { arn: 'arn:aws:secretsmanager:eu-west-1:1:secret:a/b-Ab12Cd' },
    expected: { name: 'a/b' },
  },
];
