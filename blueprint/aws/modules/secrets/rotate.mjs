// Gives a secret a new random value: the four steps that Secrets Manager asks for.
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
// Nobody else keeps a copy of the value, so there is nothing to set or to try elsewhere; it is never read here.

const lengthChars = 48;

/** @param {{ SecretId: string, ClientRequestToken: string, Step: string }} event */
export async function handler(event) {
  // The runtime brings it: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
  const { SecretsManager } = await import('@aws-sdk/client-secrets-manager');
  await rotate(event, new SecretsManager({}));
}

/**
 * One step of a rotation; a step that is repeated changes nothing.
 * @param {{ SecretId: string, ClientRequestToken: string, Step: string }} event
 * @param {Record<string, (input: object) => Promise<any>>} secrets the API of Secrets Manager
 */
export async function rotate({ SecretId, ClientRequestToken, Step }, secrets) {
  const { RotationEnabled, VersionIdsToStages = {} } = await secrets.describeSecret({ SecretId });
  const stages = VersionIdsToStages[ClientRequestToken];
  if (!RotationEnabled || !stages)
    throw new Error(`${SecretId} is not being rotated to ${ClientRequestToken}`);
  if (stages.includes('AWSCURRENT')) return;
  if (!stages.includes('AWSPENDING'))
    throw new Error(`${ClientRequestToken} is not the pending version of ${SecretId}`);
  switch (Step) {
    case 'createSecret':
      return create(secrets, SecretId, ClientRequestToken);
    case 'setSecret':
    case 'testSecret':
      return;
    case 'finishSecret':
      return finish(secrets, SecretId, ClientRequestToken, VersionIdsToStages);
    default:
      throw new Error(`${Step} is no step of a rotation`);
  }
}

/** Secrets Manager refuses a second value for the same token. */
async function create(secrets, SecretId, ClientRequestToken) {
  const { RandomPassword: SecretString } = await secrets.getRandomPassword({
    PasswordLength: lengthChars,
    ExcludePunctuation: true,
  });
  const version = { SecretId, ClientRequestToken, SecretString, VersionStages: ['AWSPENDING'] };
  try {
    await secrets.putSecretValue(version);
  } catch (error) {
    if (error.name !== 'ResourceExistsException') throw error;
  }
}

async function finish(secrets, SecretId, MoveToVersionId, versions) {
  const current = Object.keys(versions).find((id) => versions[id].includes('AWSCURRENT'));
  await secrets.updateSecretVersionStage({
    SecretId,
    VersionStage: 'AWSCURRENT',
    MoveToVersionId,
    ...(current && { RemoveFromVersionId: current }),
  });
}
