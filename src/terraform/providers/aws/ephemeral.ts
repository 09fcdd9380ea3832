import type { ObjectValue, Value } from '../../protocol/value.ts';
import { assumed, fill } from '../fill.ts';
import type { Compute, DataSource } from '../knowledge.ts';
import { blocksOf, integerOf, textOf } from '../values.ts';
import { arn, lastPart, regionOf, text, uuid } from './resources/arn.ts';

const secretArn: Compute = (of) => {
  const secret = of.string('secret_id') ?? '';
  return secret.startsWith('arn:') ? secret : arn('secretsmanager', `secret:${secret}-{#6}`)(of);
};

const notLookedUp = 'A secret is never looked up: its value is a placeholder.';

const lengthMax = 4096;

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
const password: Compute = (of) => {
  const lengthChars = Math.min(integerOf(of.value('password_length')) ?? 32, lengthMax);
  let made = '';
  for (let at = 0; made.length < lengthChars; at++) made += of.hex(64, `password-${at}`);
  return made.slice(0, Math.max(0, lengthChars));
};

function plaintexts(config: ObjectValue): Value {
  return Object.fromEntries(
    blocksOf(config.secret).flatMap((secret) => {
      const name = textOf(secret.name);
      return name === undefined ? [] : [[name, 'assumed-plaintext']];
    }),
  );
}

const kmsSecrets: DataSource = {
  assumption: 'Nothing is decrypted: each plaintext is a placeholder.',
  read: (config, _context, of) => fill(config, of, { region: regionOf, plaintext: plaintexts(config) }),
};

/** Values that Terraform does not keep; Holdfast makes them up and never asks AWS. */
export const ephemeralResources: Record<string, DataSource> = {
  aws_cognito_identity_openid_token_for_developer_identity: assumed('The token is a placeholder.', {
    region: regionOf,
    identity_id: (of) => `${regionOf(of)}:${uuid('identity')(of)}`,
    token: text('assumed-token-{#32}'),
  }),
  aws_ecr_authorization_token: assumed('The login is a placeholder.', {
    region: regionOf,
    user_name: 'AWS',
    password: 'assumed-password',
    authorization_token: Buffer.from('AWS:assumed-password').toString('base64'),
    proxy_endpoint: text('https://{@account}.dkr.ecr.{@region}.{@suffix}'),
    expires_at: '2000-01-01T12:00:00Z',
  }),
  aws_ecrpublic_authorization_token: assumed('The login is a placeholder.', {
    region: regionOf,
    user_name: 'AWS',
    password: 'assumed-password',
    authorization_token: Buffer.from('AWS:assumed-password').toString('base64'),
    expires_at: '2000-01-01T12:00:00Z',
  }),
  aws_eks_cluster_auth: assumed('The login is a placeholder.', {
    region: regionOf,
    token: text('k8s-aws-v1.{#64}'),
  }),
  aws_kms_secrets: kmsSecrets,
  aws_lambda_invocation: assumed('The function is never called: its result is taken to be empty.', {
    region: regionOf,
    executed_version: (of) => of.string('qualifier') ?? '$LATEST',
    function_error: '',
    log_result: '',
    result: '{}',
    status_code: 200,
  }),
  aws_secretsmanager_random_password: assumed('The password is a placeholder of the length asked for.', {
    region: regionOf,
    random_password: password,
  }),
  aws_secretsmanager_secret_version: assumed(notLookedUp, {
    region: regionOf,
    arn: secretArn,
    created_date: '2000-01-01T00:00:00Z',
    secret_string: '{}',
    secret_binary: '',
    version_id: uuid('version'),
    version_stage: 'AWSCURRENT',
    version_stages: ['AWSCURRENT'],
  }),
  aws_ssm_parameter: assumed(notLookedUp, {
    region: regionOf,
    name: lastPart('arn'),
    type: 'SecureString',
    value: 'assumed-value',
    version: 1,
    with_decryption: true,
  }),
  aws_sts_web_identity_token: assumed('The token is a placeholder.', {
    web_identity_token: text('assumed-token-{#32}'),
    expiration: '2000-01-01T00:05:00Z',
  }),
};
