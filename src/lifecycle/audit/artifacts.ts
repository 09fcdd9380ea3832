import { VerificationError } from '../../base/errors.ts';
import type { ArtifactRef, ArtifactStore } from '../../ports/artifacts.ts';
import type { Problems } from './problems.ts';
import type { LoggedStatement } from './statements.ts';

export interface ArtifactCounts {
  artifacts: number;
  bytes: number;
  /** Whose data key was destroyed on purpose. */
  erased: number;
}

/** Every artifact that a statement names, once. */
export function namedArtifacts(statements: LoggedStatement[]): ArtifactRef[] {
  const refs = statements.flatMap(({ record }) =>
    record ? [...Object.values(record.inputs), ...Object.values(record.outputs)] : [],
  );
  return [...new Map(refs.map((ref) => [`${ref.key} ${ref.digest}`, ref])).values()];
}

/** Reads every artifact to its end: decrypts, authenticates and hashes all of it. */
export async function auditArtifacts(
  store: ArtifactStore,
  refs: ArtifactRef[],
  problems: Problems,
  progress: (line: string) => void,
): Promise<ArtifactCounts> {
  const counts = { artifacts: 0, bytes: 0, erased: 0 };
  for (const ref of refs) {
    progress(`artifact ${counts.artifacts + 1} of ${refs.length}`);
    counts.artifacts += 1;
    try {
      for await (const chunk of store.read(ref)) counts.bytes += chunk.length;
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
      if (error.code === 'data-erased') counts.erased += 1;
      else problems.add(error);
    }
  }
  return counts;
}
