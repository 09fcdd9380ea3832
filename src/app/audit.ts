import type { VerificationError } from '../base/errors.ts';
import { verifyingKey } from '../evidence/keys.ts';
import { type ArtifactCounts, auditArtifacts, namedArtifacts } from '../lifecycle/audit/artifacts.ts';
import { Problems } from '../lifecycle/audit/problems.ts';
import { checkSince } from '../lifecycle/audit/since.ts';
import { readEvidence } from './evidence.ts';
import type { Workspace } from './workspace.ts';

export interface Audit {
  entries: number;
  statements: number;
  artifacts: ArtifactCounts;
  checkpoint: string;
  problems: VerificationError[];
}

/**
 * Re-checks everything from scratch: keys, checkpoint, tiles, every envelope, signature and row, and every byte of
 * every artifact that a statement names.
 * @param since a checkpoint kept elsewhere, which this log must be a continuation of
 */
export async function auditAll(
  workspace: Workspace,
  since: Uint8Array | undefined,
  progress: (line: string) => void,
): Promise<Audit> {
  progress('log and statements');
  const evidence = await readEvidence(workspace);
  const problems = new Problems();
  if (since) {
    const key = verifyingKey(await workspace.ports.keys.publicKey('log'));
    await problems.collect(() => checkSince(workspace.ports.log, since, workspace.ledger.origin, key));
  }
  const refs = namedArtifacts(evidence.statements);
  const artifacts = await auditArtifacts(workspace.ports.artifacts, refs, problems, progress);
  return {
    entries: evidence.size,
    statements: evidence.statements.length,
    artifacts,
    checkpoint: evidence.checkpoint,
    problems: [...evidence.problems, ...problems.found],
  };
}
