import { setInterval } from 'node:timers/promises';
import type { Digest } from '../base/digest.ts';
import { InputError, ToolError, VerificationError } from '../base/errors.ts';
import { artifactCaptureSink, captureDayKey, capturePrefix, expireCaptures } from '../serve/capture-store.ts';
import { LiveModels } from '../serve/live-models.ts';
import type { ServerOptions } from '../serve/options.ts';
import { loadServedModel, type ServedModel } from '../serve/served-model.ts';
import { buildServer } from '../serve/server.ts';
import { stopServer } from '../serve/stop.ts';
import { newToken, tokenMatches } from '../serve/token.ts';
import type { Environment } from '../spec/platform.ts';
import { admit } from './deploy.ts';
import { type Evidence, openEvidence } from './evidence.ts';
import { currentDeployments, type Deployment } from './models.ts';
import { localEnvironment, resolveVersion, titleOf, type Workspace } from './workspace.ts';

export interface ServeRequest {
  environment: string;
  /** 0 takes any free one. */
  port: number;
  /** Forget every earlier token and make a new one. */
  newToken?: boolean;
  /** A further token that only this process knows. */
  sessionToken?: boolean;
  /** Holdfast's own version. */
  serverVersion: string;
  /** Told about what happens while serving. */
  report?: (line: string) => void;
  logger?: ServerOptions['logger'];
}

export interface Serving {
  url: string;
  /** What is served, for people. */
  titles: string[];
  digests: string[];
  /** A token to show now: the first, a new or a session's one. Absent when the earlier ones are still good. */
  token: string | undefined;
  /** Ends when every request under way is answered and captures are written. */
  close(): Promise<void>;
}

const reloadMs = 2_000;
const expiryMs = 60 * 60 * 1000;

/**
 * Verifies what is deployed in an environment and serves it on loopback. A later deployment is verified and taken over
 * while it runs.
 * @throws VerificationError when anything deployed does not hold: nothing is served then
 */
export async function startServing(workspace: Workspace, request: ServeRequest): Promise<Serving> {
  const environment = localEnvironment(workspace.platform, request.environment);
  const served = new LiveModels();
  const current = new Map<string, string>();
  const titles = await takeOver(workspace, environment, served, current);
  if (titles.length === 0) throw nothingDeployed(environment);
  const { token, hashes } = await tokens(workspace, request);
  const app = buildServer({
    models: served,
    serverVersion: request.serverVersion,
    authenticate: (given) => hashes.some((hash) => tokenMatches(given, hash)),
    capture: captureOf(workspace, environment),
    clock: workspace.ports.clock,
    logger: request.logger ?? false,
  });
  const url = await listen(app, request.port);
  const follow = every(
    reloadMs,
    async () => {
      for (const title of await takeOver(workspace, environment, served, current))
        request.report?.(`verified and now serving ${title}`);
    },
    request.report,
  );
  const expire = every(expiryMs, () => expireAll(workspace, environment), request.report);
  await expireAll(workspace, environment);
  return {
    url,
    titles,
    digests: served.list().map(({ digest }) => digest),
    token,
    async close() {
      follow.stop();
      expire.stop();
      await stopServer(app);
      for (const model of served.list()) await served.remove(model.name);
    },
  };
}

/** Verifies and loads each deployment that is not served yet; returns their titles. */
async function takeOver(
  workspace: Workspace,
  environment: Environment,
  served: LiveModels,
  current: Map<string, string>,
): Promise<string[]> {
  const wanted = (await currentDeployments(workspace)).filter(
    (row) => row.environment === environment.name && environment.models[row.model]?.endpoint !== undefined,
  );
  const changed = wanted.filter(({ model, digest }) => current.get(model) !== digest);
  if (changed.length === 0) return [];
  const evidence = await openEvidence(workspace);
  const titles: string[] = [];
  for (const deployment of changed) {
    const { model, title } = await load(workspace, environment, evidence, deployment);
    await served.replace(model);
    current.set(deployment.model, deployment.digest);
    titles.push(title);
  }
  return titles;
}

async function load(
  workspace: Workspace,
  environment: Environment,
  evidence: Evidence,
  { model, digest }: Deployment,
): Promise<{ model: ServedModel; title: string }> {
  const version = await resolveVersion(workspace, `${model}@${digest}`);
  const { files } = await admit(workspace, evidence, environment, version, { everyArtifact: false });
  const bytes = files.get('model.onnx');
  if (!bytes)
    throw new VerificationError(
      'artifact-missing',
      titleOf(version),
      'has no model.onnx, which is what can be served',
    );
  const identity = { name: model, version: String(version.number), digest: digest as Digest };
  return { model: await loadServedModel(bytes, identity), title: titleOf(version) };
}

function nothingDeployed({ name, models }: Environment): InputError {
  const served = Object.keys(models).filter((model) => models[model]?.endpoint !== undefined);
  return new InputError({
    code: 'nothing-to-serve',
    message: `nothing that has an endpoint is deployed in ${name}`,
    fix:
      served.length > 0
        ? `run \`holdfast deploy ${served[0]}\``
        : 'give a model an `endpoint` in holdfast.yaml',
  });
}

/** The first start makes a token; later ones know only its hash. */
async function tokens(
  { ports }: Workspace,
  request: ServeRequest,
): Promise<{ token?: string; hashes: string[] }> {
  const hashes = await ports.tokens.load();
  if (hashes.length === 0 || request.newToken) {
    const made = newToken();
    await ports.tokens.save([made.hash]);
    return { token: made.token, hashes: [made.hash] };
  }
  if (!request.sessionToken) return { hashes };
  const session = newToken();
  return { token: session.token, hashes: [...hashes, session.hash] };
}

function captureOf({ ports }: Workspace, environment: Environment): NonNullable<ServerOptions['capture']> {
  const captured = Object.entries(environment.models).filter(
    ([, { endpoint }]) => (endpoint?.capture ?? 0) > 0,
  );
  return new Map(
    captured.map(([name, { endpoint }]) => [
      name,
      {
        rate: endpoint?.capture ?? 0,
        sink: artifactCaptureSink(ports.artifacts, captureDayKey(environment.name, name)),
      },
    ]),
  );
}

/** Captured requests are of the kind of the data: they live as long as the shortest-lived dataset of the model. */
async function expireAll({ ports }: Workspace, environment: Environment): Promise<void> {
  for (const [name, model] of Object.entries(environment.models)) {
    const retentions = model.trainsOn.map((dataset) => environment.datasets[dataset]?.retentionSeconds ?? 0);
    await expireCaptures(
      ports.keys,
      capturePrefix(environment.name, name),
      Math.min(...retentions),
      ports.clock,
    );
  }
}

async function listen(app: ReturnType<typeof buildServer>, port: number): Promise<string> {
  try {
    return await app.listen({ host: '127.0.0.1', port });
  } catch (error) {
    await stopServer(app);
    const why =
      (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
        ? 'something else listens there'
        : (error as Error).message;
    throw new ToolError(`cannot listen on 127.0.0.1:${port}: ${why}; choose another with --port`, {
      cause: error,
    });
  }
}

/** Does something again and again, one at a time; what goes wrong is reported, and the next time comes. */
function every(ms: number, work: () => Promise<void>, report: ServeRequest['report']): { stop(): void } {
  const ended = new AbortController();
  const rounds = async () => {
    for await (const _ of setInterval(ms, undefined, { signal: ended.signal, ref: false })) {
      await work().catch((error: Error) => report?.(`not done, and tried again later: ${error.message}`));
    }
  };
  // Stopping rejects the wait, which is how it ends.
  rounds().catch(() => {});
  return { stop: () => ended.abort() };
}
