import { InputError, VerificationError } from '../base/errors.ts';
import type { PersonKey } from '../ports/identities.ts';
import { permitted } from '../spec/permission.ts';
import type { Environment } from '../spec/platform.ts';
import { notPermitted, type Workspace } from './workspace.ts';

/**
 * The person who acts, with the key that proves it. The key is enrolled in the log on its first use; where
 * `holdfast.yaml` pins a key for the person, only that one is taken.
 */
export async function actorOf(workspace: Workspace, person: string | undefined): Promise<PersonKey> {
  const members = [
    ...new Set(Object.values(workspace.platform.teams).flatMap((team) => team.members)),
  ].sort();
  if (person === undefined || !members.includes(person)) {
    throw new InputError({
      code: 'unknown-person',
      message:
        person === undefined
          ? 'it is not known who you are'
          : `no team in holdfast.yaml has the member ${person}`,
      fix: `say who you are with --as NAME or HOLDFAST_AS; members are: ${members.join(', ') || 'none'}`,
    });
  }
  const key = await workspace.ports.identities.find(person);
  if (!key) {
    throw new InputError({
      code: 'identity-missing',
      message: `${person} has no signing key in ${workspace.ports.identities.location}`,
      fix: `run \`holdfast identity create ${person}\``,
    });
  }
  await workspace.ledger.enrol(key, workspace.platform.people[person]?.key);
  return key;
}

/** @throws VerificationError `not-permitted` with the reason from `holdfast.yaml` */
export function requirePermission(
  workspace: Workspace,
  environment: Environment,
  person: string,
  verb: 'run' | 'deploy' | 'approve',
  model: string,
): void {
  const answer = permitted(workspace.platform, environment, person, verb, { kind: 'model', name: model });
  if (!answer.allowed) throw notPermitted(`${verb} ${model}`, answer.because);
}

/** One person must not stand on both sides of a decision. */
export function refuseAuthor(person: string, authors: string[], subject: string): void {
  if (!authors.includes(person)) return;
  throw new VerificationError(
    'approver-is-author',
    subject,
    `${person} asked for the run that made it, and cannot also decide on it`,
  );
}
