import { InputError } from '../base/errors.ts';
import { verifyingKey } from '../evidence/keys.ts';
import { kinds, statementOf } from '../lifecycle/statements.ts';
import { actorOf, refuseAuthor, requirePermission } from './actor.ts';
import { authorsOf, openEvidence } from './evidence.ts';
import { localEnvironment, resolveVersion, titleOf, type Version, type Workspace } from './workspace.ts';

export interface Decision {
  ref: string;
  decision: 'approve' | 'reject';
  person: string | undefined;
  environment: string;
  reason: string | undefined;
}

export interface Decided {
  version: Version;
  title: string;
  decision: string;
  person: string;
  /** False when the same person had said the same before: nothing was added. */
  added: boolean;
}

/**
 * Signs a person's decision on the bytes of a version. Who asked for the run cannot decide on it; a rejection is
 * final.
 */
export async function decide(workspace: Workspace, wanted: Decision): Promise<Decided> {
  const environment = localEnvironment(workspace.platform, wanted.environment);
  const evidence = await openEvidence(workspace);
  const version = await resolveVersion(workspace, wanted.ref);
  const actor = await actorOf(workspace, wanted.person);
  requirePermission(workspace, environment, actor.person, 'approve', version.model);
  refuseAuthor(actor.person, authorsOf(evidence, version.digest), titleOf(version));
  const predicate = {
    decision: wanted.decision,
    model: version.model,
    person: actor.person,
    policy: workspace.platform.digest,
    time: workspace.ledger.now(),
    ...(wanted.reason ? { reason: wanted.reason } : {}),
  };
  const signer = { keyId: verifyingKey(actor.publicKey).keyId, sign: (data: Uint8Array) => actor.sign(data) };
  const entry = await workspace.ledger.append(async (tx) => {
    const earlier = await tx
      .selectFrom('decisions')
      .select('decision')
      .where('digest', '=', version.digest)
      .where('person', '=', actor.person)
      .orderBy('entry', 'desc')
      .executeTakeFirst();
    if (earlier?.decision === wanted.decision) return undefined;
    if (earlier?.decision === 'reject') throw final(titleOf(version), actor.person);
    return {
      statement: statementOf(kinds.decision, predicate, [{ name: version.model, digest: version.digest }]),
      signer,
    };
  });
  return {
    version,
    title: titleOf(version),
    decision: wanted.decision,
    person: actor.person,
    added: entry !== undefined,
  };
}

function final(title: string, person: string): InputError {
  return new InputError({
    code: 'rejected-before',
    message: `${person} has rejected ${title}, and a rejection is final`,
    fix: 'train a new version',
  });
}
