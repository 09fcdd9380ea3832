import type { Json } from '../base/canonical-json.ts';
import { type Digest, hexOf } from '../base/digest.ts';
import type { Statement } from '../evidence/statement.ts';
import type { Outcome } from './step.ts';
import { type StepRecord, stepRecordField } from './step-record.ts';

/** Our own predicates; in-toto's and SLSA's are named where they are made. */
export const kinds = {
  genesis: 'urn:holdfast:predicate:genesis:v1',
  enrolment: 'urn:holdfast:predicate:enrolment:v1',
  request: 'urn:holdfast:predicate:request:v1',
  decision: 'urn:holdfast:predicate:decision:v1',
} as const;

export function statementOf(
  predicateType: string,
  predicate: Record<string, Json>,
  subject: { name: string; digest: Digest }[],
): Statement {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: subject.map(({ name, digest }) => ({ name, digest: { sha256: hexOf(digest) } })),
    predicateType,
    predicate,
  };
}

/**
 * The statement of a step: about its outputs, or about the inputs that it judges. A step that leaves nothing and
 * judges nothing has nothing to state.
 */
export function stepStatement(record: StepRecord, outcome: Outcome): Statement {
  const judged = (outcome.judges ?? []).map((name) => [name, record.inputs[name]] as const);
  const subjects = judged.length > 0 ? judged : Object.entries(record.outputs);
  const subject = subjects.flatMap(([name, ref]) => (ref ? [{ name, digest: ref.digest }] : []));
  const { type, body } = outcome.predicate;
  const predicate = { ...withDependencies(body, record), [stepRecordField]: record as unknown as Json };
  return statementOf(type, predicate, subject);
}

/** SLSA's materials: every input of the step, the policy it ran under, and what it ran on. */
function withDependencies(body: Record<string, Json>, record: StepRecord): Record<string, Json> {
  const definition = body.buildDefinition;
  if (definition === null || typeof definition !== 'object' || Array.isArray(definition)) return body;
  const dependency = (name: string, digest: Digest): Json => ({ name, digest: { sha256: hexOf(digest) } });
  const runDetails = body.runDetails as Record<string, Json>;
  return {
    ...body,
    buildDefinition: {
      ...definition,
      resolvedDependencies: [
        ...Object.entries(record.inputs).map(([name, ref]) => dependency(name, ref.digest)),
        dependency('holdfast.yaml', record.policy),
        ...runtimeOf(record).map(({ name, digest }) => dependency(name, digest)),
      ],
    },
    runDetails: {
      ...runDetails,
      metadata: { invocationId: record.request, startedOn: record.startedOn, finishedOn: record.finishedOn },
    },
  };
}

/** The runtime that a job ran on, where the step had one. */
function runtimeOf(record: StepRecord): { name: string; digest: Digest }[] {
  const { runtime } = record.parameters;
  if (runtime === null || typeof runtime !== 'object' || Array.isArray(runtime)) return [];
  const { name, digest } = runtime;
  return typeof name === 'string' && typeof digest === 'string' ? [{ name, digest: digest as Digest }] : [];
}
