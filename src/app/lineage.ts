import { chainOf } from '../lifecycle/deploy-gate.ts';
import { openEvidence } from './evidence.ts';
import { resolveVersion, titleOf, type Workspace } from './workspace.ts';

export interface LineageStep {
  step: string;
  dataset: string;
  entry: number;
  envelope: string;
  author: string;
  time: string;
  summary: string;
  inputs: Record<string, string>;
  outputs: Record<string, string>;
  parameters: unknown;
}

export interface Lineage {
  title: string;
  digest: string;
  steps: LineageStep[];
  decisions: { person: string; decision: string; time: string; entry: number }[];
  deployments: { environment: string; entry: number; time: string }[];
}

/** Where a version came from, from signed statements alone, and what became of it. */
export async function lineageOf(workspace: Workspace, ref: string): Promise<Lineage> {
  const { statements } = await openEvidence(workspace);
  const version = await resolveVersion(workspace, ref);
  const about = statements.filter(
    ({ statement }) => `sha256:${statement.subject[0]?.digest.sha256}` === version.digest,
  );
  const digests = (artifacts: Record<string, { digest: string }>) =>
    Object.fromEntries(Object.entries(artifacts).map(([name, { digest }]) => [name, digest]));
  return {
    title: titleOf(version),
    digest: version.digest,
    steps: chainOf(statements, version.model, version.digest).flatMap(({ record, index, envelope }) =>
      record
        ? [
            {
              step: record.step,
              dataset: record.dataset,
              entry: index,
              envelope,
              author: record.author,
              time: record.finishedOn,
              summary: record.summary,
              inputs: digests(record.inputs),
              outputs: digests(record.outputs),
              parameters: record.parameters,
            },
          ]
        : [],
    ),
    decisions: about
      .filter(({ kind }) => kind === 'decision')
      .map(({ statement, index }) => ({
        person: String(statement.predicate.person),
        decision: String(statement.predicate.decision),
        time: String(statement.predicate.time),
        entry: index,
      })),
    deployments: about
      .filter(({ kind }) => kind === 'deployment')
      .map(({ statement, index }) => ({
        environment: String(
          (statement.predicate.holdfast_deployment as Record<string, unknown> | undefined)?.environment,
        ),
        time: String(statement.predicate.timeVerified),
        entry: index,
      })),
  };
}
