import { hexOf } from '../base/digest.ts';
import { InputError, VerificationError } from '../base/errors.ts';
import { verifyingKey } from '../evidence/keys.ts';
import { type GateAnswer, judgeVersion } from '../lifecycle/deploy-gate.ts';
import { statementOf } from '../lifecycle/statements.ts';
import type { Environment } from '../spec/platform.ts';
import { actorOf, requirePermission } from './actor.ts';
import { type Evidence, openEvidence } from './evidence.ts';
import { logRequest } from './journals.ts';
import { currentDeployments } from './models.ts';
import { localEnvironment, resolveVersion, titleOf, type Version, type Workspace } from './workspace.ts';

export interface DeployRequest {
  ref: string;
  environment: string;
  person: string | undefined;
}

export interface Deployed {
  title: string;
  environment: string;
  /** False when exactly this version was deployed already: verified again, nothing added. */
  changed: boolean;
  /** The statements that were checked, from the data to the approval. */
  verified: number;
  /** The log's signed checkpoint: keep it elsewhere, and `audit verify --since` finds any later rollback. */
  checkpoint: string;
}

/** Verifies a version for an environment and makes it the one that is served there. */
export async function deploy(workspace: Workspace, request: DeployRequest): Promise<Deployed> {
  // First of all: what the reference means is read from rows that the evidence vouches for.
  const evidence = await openEvidence(workspace);
  const version = await resolveVersion(workspace, request.ref);
  return release(workspace, evidence, request, version, 'deploy');
}

/** Deploys again what was deployed before, through the same gate. */
export async function rollback(workspace: Workspace, request: DeployRequest): Promise<Deployed> {
  const evidence = await openEvidence(workspace);
  const named = await resolveVersion(workspace, request.ref);
  if (request.ref.includes('@')) return release(workspace, evidence, request, named, 'rollback');
  const history = await workspace.ports.metadata.db
    .selectFrom('deployments')
    .selectAll()
    .where('environment', '=', request.environment)
    .where('model', '=', named.model)
    .orderBy('entry', 'desc')
    .execute();
  const previous = history.find((row) => row.digest !== history[0]?.digest);
  if (!previous) {
    throw new InputError({
      code: 'nothing-to-roll-back-to',
      message: `${named.model} had no other version deployed in ${request.environment}`,
      fix: 'name a version: holdfast rollback MODEL@NUMBER',
    });
  }
  const version = await resolveVersion(workspace, `${named.model}@${previous.digest}`);
  return release(workspace, evidence, request, version, 'rollback');
}

async function release(
  workspace: Workspace,
  evidence: Evidence,
  request: DeployRequest,
  version: Version,
  action: 'deploy' | 'rollback',
): Promise<Deployed> {
  const environment = localEnvironment(workspace.platform, request.environment);
  const actor = await actorOf(workspace, request.person);
  requirePermission(workspace, environment, actor.person, 'deploy', version.model);
  const { chain } = await admit(workspace, evidence, environment, version, { everyArtifact: true });
  const about = { title: titleOf(version), environment: environment.name, verified: chain.length };
  const current = (await currentDeployments(workspace)).find(
    (row) => row.environment === environment.name && row.model === version.model,
  );
  if (current?.digest === version.digest)
    return { ...about, changed: false, checkpoint: evidence.checkpoint };
  const ask = await logRequest(workspace, actor, {
    action,
    model: version.model,
    environment: environment.name,
  });
  const entry = await workspace.ledger.append(async () => ({
    statement: statementOf(
      'https://slsa.dev/verification_summary/v1',
      {
        verifier: { id: 'urn:holdfast:verifier:v1' },
        timeVerified: workspace.ledger.now(),
        resourceUri: `urn:holdfast:${workspace.platform.name}:${environment.name}:${version.model}`,
        policy: { uri: 'holdfast.yaml', digest: { sha256: hexOf(workspace.platform.digest) } },
        inputAttestations: chain.map(({ envelope }) => ({
          uri: `envelope/${hexOf(envelope)}.json`,
          digest: { sha256: hexOf(envelope) },
        })),
        verificationResult: 'PASSED',
        verifiedLevels: [],
        holdfast_deployment: {
          environment: environment.name,
          model: version.model,
          version: version.number,
          actor: actor.person,
          request: ask,
          action,
          ...(current ? { previous: current.digest } : {}),
        },
      },
      [{ name: version.model, digest: version.digest }],
    ),
    signer: await workspace.ledger.platformSigner(),
  }));
  if (entry) await workspace.ledger.writeProof(entry.index, `${environment.name}/${version.model}`);
  const checkpoint = Buffer.from((await workspace.ports.log.get('checkpoint')) ?? []).toString('utf8');
  return { ...about, changed: true, checkpoint };
}

/**
 * The deploy gate, also at load and at serve start.
 * @throws VerificationError naming the first reason, with all of them in its message
 */
export async function admit(
  workspace: Workspace,
  evidence: Evidence,
  environment: Environment,
  version: Version,
  options: { everyArtifact: boolean },
): Promise<Required<GateAnswer>> {
  const { platform, ports } = workspace;
  const answer = await judgeVersion({
    platform,
    environment,
    model: version.model,
    digest: version.digest,
    statements: evidence.statements,
    artifacts: ports.artifacts,
    platformKey: verifyingKey(await ports.keys.publicKey('platform')),
    ...options,
  });
  const [first] = answer.problems;
  if (answer.files) return { ...answer, files: answer.files };
  if (first && answer.problems.length === 1) throw first;
  const reasons = answer.problems.map((problem) => `\n  - ${problem.reason} (${problem.code})`).join('');
  throw new VerificationError(
    first?.code ?? 'evidence-missing',
    `${titleOf(version)} in ${environment.name}`,
    `refused:${reasons}\n `,
  );
}
