import { expect, it } from 'vitest';
// @ts-expect-error The function is plain JavaScript, as Lambda runs it.
import { rotate } from './rotate.mjs';

const event = { SecretId: 'acme/credit-risk', ClientRequestToken: 'new' };

/** A secret with versions, and what was asked of it. */
function secretWith(versions: Record<string, string[]>, RotationEnabled = true) {
  const calls: [name: string, input: object][] = [];
  const noted = (name: string, answer: object) => async (input: object) => {
    calls.push([name, input]);
    return answer;
  };
  const secrets = {
    describeSecret: async () => ({ RotationEnabled, VersionIdsToStages: versions }),
    getRandomPassword: noted('getRandomPassword', { RandomPassword: 'r' }),
    putSecretValue: noted('putSecretValue', {}),
    updateSecretVersionStage: noted('updateSecretVersionStage', {}),
  };
  return { calls, secrets };
}

const pending = { old: ['AWSCURRENT'], new: ['AWSPENDING'] };

it('puts a random value beside the current one, then makes it the current one', async () => {
  const { calls, secrets } = secretWith(pending);
  for (const Step of ['createSecret', 'setSecret', 'testSecret', 'finishSecret'])
    await rotate({ ...event, Step }, secrets);
  expect(calls).toEqual([
    ['getRandomPassword', { PasswordLength: 48, ExcludePunctuation: true }],
    ['putSecretValue', { ...event, SecretString: 'r', VersionStages: ['AWSPENDING'] }],
    [
      'updateSecretVersionStage',
      {
        SecretId: event.SecretId,
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: 'new',
        RemoveFromVersionId: 'old',
      },
    ],
  ]);
});

it('changes nothing when the step was made before', async () => {
  const { calls, secrets } = secretWith({ old: ['AWSPREVIOUS'], new: ['AWSCURRENT', 'AWSPENDING'] });
  await rotate({ ...event, Step: 'finishSecret' }, secrets);
  expect(calls).toEqual([]);
  const taken = Object.assign(new Error('taken'), { name: 'ResourceExistsException' });
  const putSecretValue = () => Promise.reject(taken);
  await rotate({ ...event, Step: 'createSecret' }, { ...secretWith(pending).secrets, putSecretValue });
});

it.each([
  ['a secret that is not rotated', secretWith(pending, false), 'createSecret', 'is not being rotated'],
  [
    'a token that it does not know',
    secretWith({ old: ['AWSCURRENT'] }),
    'createSecret',
    'is not being rotated',
  ],
  [
    'a version that is not pending',
    secretWith({ new: ['AWSPREVIOUS'] }),
    'createSecret',
    'is not the pending',
  ],
  ['a step that there is not', secretWith(pending), 'dropSecret', 'dropSecret is no step'],
])('refuses %s', async (_what, { calls, secrets }, Step, message) => {
  await expect(rotate({ ...event, Step }, secrets)).rejects.toThrow(message);
  expect(calls).toEqual([]);
});
