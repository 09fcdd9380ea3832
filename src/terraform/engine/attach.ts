import { join } from 'node:path';
import { type ProtocolServer, serveProtocol } from '../protocol/server.ts';
import type { Defaults } from '../providers/knowledge.ts';
import { knownProviders } from '../providers/registry.ts';
import { dynamicNames } from '../schema/dynamic.ts';
import { openSchema } from '../schema/store.ts';
import type { Block, BlockKind } from '../schema/types.ts';
import type { Project } from '../source/types.ts';
import type { Journal } from './journal.ts';
import { fullAddresses, type NeededProvider, neededProviders } from './needed-providers.ts';
import { connection, type Served, schemaBytes, type UsedSchema } from './provider.ts';
import { unknownProvider } from './unknown-provider.ts';
import { usedSchema } from './used-schema.ts';

export interface AttachOptions {
  project: Project;
  defaults: Defaults;
  lenient: boolean;
  given: Served['given'];
  keys: Served['keys'];
  journal: Journal;
  /** A folder of our own for the sockets; its path is to be short. */
  socketDir: string;
}

export interface Attached {
  /** Tells Terraform where the providers are. */
  env: { TF_REATTACH_PROVIDERS: string };
  /** Sources of providers that Holdfast does not know. */
  unknown: NeededProvider[];
  /** What a state keeps with its type, by mode and type: `managed kubernetes_secret`. */
  dynamic: Map<string, string[]>;
  /** What is served of a type; undefined when nothing is. */
  schemaOf(kind: BlockKind, type: string): Block | undefined;
  close(): Promise<void>;
}

/** https://developer.hashicorp.com/terraform/language/resources/terraform-data */
const builtinDynamic: [string, string[]][] = [
  ['managed terraform_data', ['input', 'output', 'triggers_replace']],
  ['data terraform_remote_state', ['config', 'defaults', 'outputs']],
];

/** Starts a server for each provider that a project asks for. */
export async function attachProviders(options: AttachOptions): Promise<Attached> {
  const reattach: Record<string, unknown> = {};
  const servers: ProtocolServer[] = [];
  const unknown: NeededProvider[] = [];
  const schemas: UsedSchema[] = [];
  const dynamic = new Map(builtinDynamic);
  for (const [index, needed] of neededProviders(options.project).entries()) {
    if (!Object.hasOwn(knownProviders, needed.source)) unknown.push(needed);
    const served = await serve(needed, options);
    const schema = schemaBytes(served);
    if (!served.guessed) schemas.push(served.schema);
    addDynamic(dynamic, 'managed', served.schema.resource);
    addDynamic(dynamic, 'data', served.schema.data);
    const socket = join(options.socketDir, `${index}.sock`);
    servers.push(
      await serveProtocol(
        socket,
        () => connection(served, schema),
        (error) => options.journal.bugs.push(error),
      ),
    );
    for (const address of fullAddresses(needed.source)) reattach[address] = reattachment(socket);
  }
  return {
    env: { TF_REATTACH_PROVIDERS: JSON.stringify(reattach) },
    unknown,
    dynamic,
    schemaOf: (kind, type) => schemas.map((one) => one[kind][type]).find((block) => block !== undefined),
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

function addDynamic(dynamic: Map<string, string[]>, mode: string, blocks: Record<string, Block>): void {
  for (const [type, block] of Object.entries(blocks)) {
    const names = dynamicNames(block);
    if (names.length > 0) dynamic.set(`${mode} ${type}`, names);
  }
}

/** https://developer.hashicorp.com/terraform/plugin/debugging#terraform-cli-with-the-reattach-configuration */
function reattachment(socket: string) {
  const address = { Network: 'unix', String: socket };
  return { Protocol: 'grpc', ProtocolVersion: 6, Pid: process.pid, Test: true, Addr: address };
}

async function serve(needed: NeededProvider, options: AttachOptions): Promise<Served> {
  const { project, lenient, defaults, given, journal, keys } = options;
  const common = { lenient, defaults, given, journal, keys };
  const known = Object.hasOwn(knownProviders, needed.source) ? knownProviders[needed.source] : undefined;
  if (!known) return { ...common, guessed: true, ...(await unknownProvider(needed, project)) };
  const strictName = known.schema(needed.constraint);
  const name = lenient && strictName.startsWith('aws-') ? 'aws-lenient' : strictName;
  const [store, knowledge] = await Promise.all([openSchema(name), known.load()]);
  return { ...common, guessed: false, knowledge, schema: usedSchema(store, project, lenient) };
}
