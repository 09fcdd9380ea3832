import { assumed } from '../../fill.ts';
import type { Compute, DataSource } from '../../knowledge.ts';
import { blocksOf, textOf } from '../../values.ts';
import { parseArn } from '../arn-parts.ts';
import { arn, bareArn, regionOf, same, text, uuid } from '../resources/arn.ts';
import { lookup, none } from './lookup.ts';
import { parameterValue } from './public-parameters.ts';

/** A key is named by its id, its ARN, or an alias of either kind. */
const keyId: Compute = (of) => {
  const given = of.string('key_id') ?? '';
  const id = /^(?:arn:.+:key\/)?((?:mrk-)?[0-9a-f-]{32,36})$/.exec(given)?.[1];
  return id ?? uuid('key')(of);
};

const keyArn: Compute = (of) => {
  const given = parseArn(of.string('key_id') ?? '');
  return given?.resource.startsWith('key/') ? of.string('key_id') : arn('kms', 'key/{id}')(of);
};

/** A secret's ARN ends in a hyphen and six characters that AWS adds. */
const secretName: Compute = (of) => /:secret:(.+)-[A-Za-z0-9]{6}$/.exec(of.string('arn') ?? '')?.[1];

const parameterArn: Compute = (of) => {
  const name = of.string('name') ?? '';
  if (name.startsWith('arn:')) return name;
  return arn('ssm', `parameter${name.startsWith('/') ? '' : '/'}${name}`)(of);
};

/** Decrypted texts of `secret` blocks: nothing is decrypted. */
const plaintexts: Compute = (of) =>
  Object.fromEntries(
    blocksOf(of.value('secret')).map(({ name }) => [textOf(name) ?? '', 'assumed-plaintext']),
  );

/** Most configurations decode it as JSON, and take keys from that. */
const decodable: Compute = (of) =>
  JSON.stringify(Object.fromEntries(of.keys('secret_string').map((key) => [key, `assumed-${key}`])));

export const storageData: Record<string, DataSource> = {
  aws_s3_bucket: lookup('The bucket', {
    id: same('bucket'),
    arn: bareArn('s3', '{bucket}'),
    bucket_domain_name: text('{bucket}.s3.{@suffix}'),
    bucket_region: regionOf,
    bucket_regional_domain_name: text('{bucket}.s3.{@region}.{@suffix}'),
    website_domain: '',
    website_endpoint: '',
  }),
  aws_s3_object: lookup('The object', {
    id: text('{bucket}/{key}'),
    arn: bareArn('s3', '{bucket}/{key}'),
    body: '',
    etag: text('{#32:etag}'),
    version_id: text('{#32:version}'),
    content_length: 0,
    content_type: 'binary/octet-stream',
    metadata: {},
    storage_class: 'STANDARD',
  }),
  aws_kms_key: lookup('The key', {
    id: keyId,
    arn: keyArn,
    aws_account_id: (of) => parseArn(of.string('arn') ?? '')?.account,
    creation_date: '2000-01-01T00:00:00Z',
    customer_master_key_spec: 'SYMMETRIC_DEFAULT',
    key_spec: 'SYMMETRIC_DEFAULT',
    deletion_date: '',
    description: '',
    enabled: true,
    expiration_model: '',
    key_manager: 'CUSTOMER',
    key_state: 'Enabled',
    key_usage: 'ENCRYPT_DECRYPT',
    multi_region: false,
    multi_region_configuration: [],
    origin: 'AWS_KMS',
    pending_deletion_window_in_days: 0,
    valid_to: '',
    xks_key_configuration: [],
  }),
  aws_kms_alias: lookup('The alias', {
    arn: arn('kms', '{name}'),
    id: same('arn'),
    target_key_id: uuid('key'),
    target_key_arn: arn('kms', 'key/{target_key_id}'),
  }),
  aws_ebs_default_kms_key: lookup('The default key', {
    id: regionOf,
    key_arn: text('arn:{@partition}:kms:{@region}:{@account}:alias/aws/ebs'),
  }),
  aws_ssm_parameter: lookup('The parameter', {
    id: same('name'),
    arn: parameterArn,
    type: 'String',
    version: 1,
    value: parameterValue,
    insecure_value: parameterValue,
  }),
  aws_ssm_parameters_by_path: lookup('No parameter below the path', {
    id: same('path'),
    arns: [],
    names: [],
    types: [],
    values: [],
  }),
  aws_secretsmanager_secret: lookup('The secret', {
    name: secretName,
    arn: arn('secretsmanager', 'secret:{name}-{#6}'),
    id: same('arn'),
    created_date: '2000-01-01T00:00:00Z',
    last_changed_date: '2000-01-01T00:00:00Z',
    description: '',
    kms_key_id: '',
    policy: '',
  }),
  aws_secretsmanager_secret_version: lookup('The secret', {
    arn: (of) => {
      const secret = of.string('secret_id') ?? '';
      return secret.startsWith('arn:') ? secret : arn('secretsmanager', `secret:${secret}-{#6}`)(of);
    },
    secret_arn: same('arn'),
    id: (of) =>
      `${of.string('secret_id')}|${of.string('version_id') ?? of.string('version_stage') ?? 'AWSCURRENT'}`,
    created_date: '2000-01-01T00:00:00Z',
    secret_string: decodable,
    secret_binary: '',
    version_id: uuid('version'),
    version_stages: ['AWSCURRENT'],
  }),
  aws_dynamodb_table: lookup('The table', {
    id: same('name'),
    arn: arn('dynamodb', 'table/{name}'),
    billing_mode: 'PAY_PER_REQUEST',
    hash_key: 'id',
    range_key: '',
    stream_arn: '',
    stream_label: '',
  }),
  aws_efs_file_system: lookup('The file system', {
    id: (of) => of.string('file_system_id') ?? `fs-0${of.hex(16)}`,
    file_system_id: same('id'),
    arn: arn('elasticfilesystem', 'file-system/{id}'),
    dns_name: text('{id}.efs.{@region}.{@suffix}'),
    encrypted: true,
  }),
  aws_db_instance: lookup('The database', {
    id: same('db_instance_identifier'),
    db_instance_arn: arn('rds', 'db:{db_instance_identifier}'),
    address: text('{db_instance_identifier}.{#12:dns}.{@region}.rds.{@suffix}'),
    port: 5432,
    endpoint: text('{address}:5432'),
  }),
  aws_rds_cluster: lookup('The cluster', {
    id: same('cluster_identifier'),
    arn: arn('rds', 'cluster:{cluster_identifier}'),
    endpoint: text('{cluster_identifier}.cluster-{#12:dns}.{@region}.rds.{@suffix}'),
    reader_endpoint: text('{cluster_identifier}.cluster-ro-{#12:dns}.{@region}.rds.{@suffix}'),
    cluster_resource_id: text('cluster-{^26:resource}'),
  }),
  aws_sns_topic: lookup('The topic', { arn: arn('sns', '{name}'), id: same('arn') }),
  aws_sqs_queue: lookup('The queue', {
    arn: arn('sqs', '{name}'),
    url: text('https://sqs.{@region}.{@suffix}/{@account}/{name}'),
    id: same('url'),
  }),
  aws_cloudwatch_log_group: lookup('The log group', {
    id: same('name'),
    arn: arn('logs', 'log-group:{name}'),
    creation_time: 946684800000,
    kms_key_id: '',
    log_group_class: 'STANDARD',
    retention_in_days: 0,
  }),
  aws_backup_vault: lookup('The vault', {
    id: same('name'),
    arn: arn('backup', 'backup-vault:{name}'),
    recovery_points: 0,
  }),
  aws_cloudformation_export: lookup('The export', { id: uuid('export'), value: text('assumed-{name}') }),
  aws_cloudformation_stack: lookup('The stack', {
    id: arn('cloudformation', 'stack/{name}/{own}', { own: uuid('own') }),
    outputs: {},
    parameters: {},
    template_body: '{}',
  }),
  aws_db_subnet_group: lookup('The subnet group', {
    id: same('name'),
    arn: arn('rds', 'subgrp:{name}'),
    vpc_id: text('vpc-0{#16:vpc}'),
    status: 'Complete',
  }),
  aws_dynamodb_table_item: lookup('The item', { id: uuid('item'), item: '{}' }),
  aws_kms_ciphertext: assumed('Nothing is encrypted: the text is a placeholder.', {
    region: regionOf,
    id: same('key_id'),
    ciphertext_blob: (of) => Buffer.from(of.hex(64, 'ciphertext'), 'hex').toString('base64'),
  }),
  aws_kms_secrets: assumed('Nothing is decrypted: each plaintext is a placeholder.', {
    region: regionOf,
    id: regionOf,
    plaintext: plaintexts,
  }),
  aws_rds_engine_version: lookup('The version', {
    version: '1.0',
    version_actual: same('version'),
    id: same('version'),
  }),
  aws_redshift_cluster: lookup('The cluster', {
    id: same('cluster_identifier'),
    arn: arn('redshift', 'cluster:{cluster_identifier}'),
    dns_name: text('{cluster_identifier}.{#12:host}.{@region}.redshift.{@suffix}'),
    port: 5439,
  }),
  aws_s3_bucket_policy: lookup('The bucket, without a policy,', { id: same('bucket'), policy: '' }),
  aws_s3_objects: lookup('No object that matches', {
    id: same('bucket'),
    keys: [],
    common_prefixes: [],
    owners: [],
  }),
  aws_secretsmanager_random_password: assumed('The password is a placeholder.', {
    region: regionOf,
    id: text('{#12}'),
    random_password: text('assumed-password-{#16}'),
  }),
  aws_secretsmanager_secrets: none('secret', 'arns', 'names'),
  aws_ssm_document: lookup('The document', {
    id: same('name'),
    arn: arn('ssm', 'document/{name}'),
    content: '{}',
    document_type: 'Command',
  }),
};
