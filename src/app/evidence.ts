import type { Digest } from '../base/digest.ts';
import { VerificationError } from '../base/errors.ts';
import { verifyingKey } from '../evidence/keys.ts';
import { auditLogFiles } from '../lifecycle/audit/log-files.ts';
import { auditMetadata } from '../lifecycle/audit/metadata.ts';
import { Problems } from '../lifecycle/audit/problems.ts';
import { auditStatements, type LoggedStatement } from '../lifecycle/audit/statements.ts';
import { authorsOf as authorsOfChain, chainOf } from '../lifecycle/deploy-gate.ts';
import type { Workspace } from './workspace.ts';

/** Everything that was ever stated, checked from scratch: keys, log, signatures, and the rows derived from them. */
export interface Evidence {
  statements: LoggedStatement[];
  problems: VerificationError[];
  /** The signed checkpoint as it stands in the log, and its size. */
  checkpoint: string;
  size: number;
}

export async function readEvidence({ ports, ledger }: Workspace): Promise<Evidence> {
  const problems = new Problems();
  await problems.collect(() => ports.keys.check());
  const platform = verifyingKey(await ports.keys.publicKey('platform'));
  const log = verifyingKey(await ports.keys.publicKey('log'));
  const published = await auditLogFiles(ports.log, ledger.origin, log, problems);
  const statements = await auditStatements(ports.log, published.entries, { platform, log }, problems);
  await auditMetadata(ports.metadata.db, statements, problems);
  return {
    statements,
    problems: problems.found,
    checkpoint: published.checkpoint,
    size: published.entries.length,
  };
}

/** The evidence, or an error that says what is wrong with it: nothing is decided on evidence that does not hold. */
export async function openEvidence(workspace: Workspace): Promise<Evidence> {
  const evidence = await readEvidence(workspace);
  const [first] = evidence.problems;
  if (!first) return evidence;
  const more =
    evidence.problems.length > 1 ? ` and ${evidence.problems.length - 1} more (holdfast audit verify)` : '';
  throw new VerificationError(first.code, first.subject, `${first.reason}${more}`, { cause: first });
}

/** Who asked for the runs that these bytes came from. */
export function authorsOf(evidence: Evidence, digest: Digest): string[] {
  const models = new Set(
    evidence.statements.flatMap(({ record }) =>
      record?.inputs.model?.digest === digest ? [record.model] : [],
    ),
  );
  return [...models].flatMap((model) => authorsOfChain(chainOf(evidence.statements, model, digest)));
}
