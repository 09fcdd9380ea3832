// Gives a secret a new random value: the four steps that Secrets Manager asks for.
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
// Nobody else keeps a copy of the value, so there is nothing to set or to try elsewhere; it is never read here.
import {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';

const lengthChars = 48;

/**
 * @param {{ SecretId: string, ClientRequestToken: string, Step: string }} event
 * @param {unknown} _context
 * @param {{ send(command: object): Promise<any> }} client
 */
export async function handler({ SecretId, ClientRequestToken, Step }, _context, client = new SecretsManagerClient({})) {
  const { RotationEnabled, VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId }));
  const stages = VersionIdsToStages[ClientRequestToken];
  if (!RotationEnabled || !stages) throw new Error(`${SecretId} is not being rotated to ${ClientRequestToken}`);
  if (stages.includes('AWSCURRENT')) return;
  if (!stages.includes('AWSPENDING')) throw new Error(`${ClientRequestToken} is not the pending version of ${SecretId}`);
  switch (Step) {
    case 'createSecret':
      return create(client, SecretId, ClientRequestToken);
    case 'setSecret':
    case 'testSecret':
      return;
    case 'finishSecret':
      return finish(client, SecretId, ClientRequestToken, VersionIdsToStages);
    default:
      throw new Error(`${Step} is no step of a rotation`);
  }
}

/** Secrets Manager refuses a second value for the same token: a step that is repeated changes nothing. */
async function create(client, SecretId, ClientRequestToken) {
  const { RandomPassword } = await client.send(
    new GetRandomPasswordCommand({ PasswordLength: lengthChars, ExcludePunctuation: true }),
  );
  try {
    await client.send(
      new PutSecretValueCommand({
        SecretId,
        ClientRequestToken,
        SecretString: RandomPassword,
        VersionStages: ['AWSPENDING'],
      }),
    );
  } catch (error) {
    if (error.name !== 'ResourceExistsException') throw error;
  }
}

async function finish(client, SecretId, MoveToVersionId, versions) {
  const current = Object.keys(versions).find((id) => versions[id].includes('AWSCURRENT'));
  await client.send(
    new UpdateSecretVersionStageCommand({
      SecretId,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId,
      ...(current && { RemoveFromVersionId: current }),
    }),
  );
}
