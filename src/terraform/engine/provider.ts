import { createHash } from 'node:crypto';
import { errorMessage } from '../protocol/diagnostic.ts';
import { type CallRequest, type DynamicValue, encodeResponse, type Message } from '../protocol/messages.ts';
import { decodeValue, encodeValue } from '../protocol/msgpack.ts';
import { schemaMessage, typeBytes } from '../protocol/schema.ts';
import type { Handler, Handlers } from '../protocol/server.ts';
import { isObject, isWhollyKnown, type ObjectValue, type Value } from '../protocol/value.ts';
import {
  type Context,
  DataSourceError,
  type Defaults,
  type ProviderFunction,
  type ProviderKnowledge,
} from '../providers/knowledge.ts';
import type { Block, BlockKind } from '../schema/types.ts';
import { applyResource } from '../simulate/apply-resource.ts';
import { planResource } from '../simulate/plan-resource.ts';
import { type Read, readData } from '../simulate/read-data.ts';
import type { Subject } from '../simulate/subject.ts';
import { parseAddress, plannedAddress } from '../source/address.ts';
import { addressAttribute } from '../source/rewrite/addresses.ts';
import type { Journal } from './journal.ts';
import { leaveInCopy } from './leave-in-copy.ts';
import { fromStoredState } from './stored-state.ts';
import { unconfigurable } from './unconfigurable.ts';

/** The blocks of a provider that a project uses. */
export interface UsedSchema {
  provider: Block;
  resource: Record<string, Block>;
  data: Record<string, Block>;
  ephemeral: Record<string, Block>;
}

/** One provider as Terraform is to see it. */
export interface Served {
  knowledge: ProviderKnowledge;
  schema: UsedSchema;
  defaults: Defaults;
  /** Whether to accept what only a provider may set, and to tell at plan time already what an apply would. */
  lenient: boolean;
  /** Whether nothing is known of the provider, so that what it would compute is anyone's guess. */
  guessed: boolean;
  /** The keys that expressions take from maps, by type, name and attribute: `external.commit.result`. */
  keys: ReadonlyMap<string, readonly string[]>;
  /** Values that the user knows better, by the address of a data source. */
  given(address: string): ObjectValue | undefined;
  journal: Journal;
}

/** The schema as it goes over the wire: made once, for it is large. */
export function schemaBytes({ schema, knowledge }: Served): Uint8Array {
  const messages = (blocks: Record<string, Block>) =>
    Object.fromEntries(Object.entries(blocks).map(([type, block]) => [type, schemaMessage(block)]));
  return encodeResponse('GetProviderSchema', {
    provider: schemaMessage(schema.provider),
    resourceSchemas: messages(schema.resource),
    dataSourceSchemas: messages(schema.data),
    ephemeralResourceSchemas: messages(schema.ephemeral),
    serverCapabilities: { getProviderSchemaOptional: true, moveResourceState: true },
    functions: functionMessages(knowledge),
  });
}

function functionMessages({ functions }: ProviderKnowledge): Message {
  return Object.fromEntries(Object.entries(functions).map(([name, one]) => [name, functionMessage(one)]));
}

function functionMessage({ summary, parameters, returns }: ProviderFunction): Message {
  return {
    summary,
    parameters: parameters.map(({ name, type }) => ({ name, type: typeBytes(type) })),
    return: { type: typeBytes(returns) },
  };
}

/** What one connection of Terraform is answered by: one configuration (alias) of the provider. */
export function connection(served: Served, schema: Uint8Array): Handlers {
  const { knowledge, journal } = served;
  let context: Context = knowledge.configure({}, served.defaults);
  const subject = (kind: BlockKind, { typeName: type }: CallRequest, values: ObjectValue): Subject => ({
    type,
    address: addressOf(type, values),
    block: blockOf(served, kind, type),
    context,
    keys: (attribute) => keysOf(served, addressOf(type, values), attribute),
  });
  const none: Handler = () => ({});
  return {
    GetMetadata: () => ({ serverCapabilities: { getProviderSchemaOptional: true } }),
    GetProviderSchema: () => schema,
    GetResourceIdentitySchemas: none,
    GetFunctions: () => ({ functions: functionMessages(knowledge) }),
    CallFunction: (request) => callFunction(served, request),
    ValidateProviderConfig: none,
    ValidateResourceConfig: (request) => ({
      diagnostics: served.lenient
        ? []
        : unconfigurable(blockOf(served, 'resource', request.typeName), objectOf(request.config)),
    }),
    ValidateDataResourceConfig: none,
    ValidateEphemeralResourceConfig: none,
    ConfigureProvider: (request) => {
      const config = objectOf(request.config);
      context = knowledge.configure(config, served.defaults);
      journal.configured(knowledge.source, context, config);
      return {};
    },
    UpgradeResourceState: ({ typeName, rawState }) => {
      const stored = JSON.parse(Buffer.from(rawState?.json ?? '{}').toString('utf8'));
      return { upgradedState: dynamic(fromStoredState(blockOf(served, 'resource', typeName), stored)) };
    },
    ReadResource: ({ currentState }) => ({ newState: currentState }),
    PlanResourceChange: (request) => {
      const proposed = decoded(request.proposedNewState);
      if (!isObject(proposed)) return { plannedState: request.proposedNewState };
      const about = subject('resource', request, proposed);
      const known = knowledge.resources[about.type];
      const planned = planResource(about, proposed, known, knowledge.everyResource);
      const values = isForeseen(served, about, proposed) ? applied(served, about, planned) : planned;
      return { plannedState: dynamic(values), legacyTypeSystem: true };
    },
    ApplyResourceChange: (request) => {
      const planned = decoded(request.plannedState);
      if (!isObject(planned)) return { newState: request.plannedState };
      const values = applied(served, subject('resource', request, planned), planned);
      return { newState: dynamic(values), legacyTypeSystem: true };
    },
    ImportResourceState: ({ typeName, id }) => {
      const state = fromStoredState(blockOf(served, 'resource', typeName), { id });
      return { importedResources: [{ typeName, state: dynamic(state) }] };
    },
    MoveResourceState: ({ targetTypeName, sourceState }) => {
      const stored = JSON.parse(Buffer.from(sourceState?.json ?? '{}').toString('utf8'));
      return { targetState: dynamic(fromStoredState(blockOf(served, 'resource', targetTypeName), stored)) };
    },
    ReadDataSource: (request) =>
      read(served, 'data', subject('data', request, objectOf(request.config)), request, 'state'),
    OpenEphemeralResource: (request) =>
      read(served, 'ephemeral', subject('ephemeral', request, objectOf(request.config)), request, 'result'),
    RenewEphemeralResource: none,
    CloseEphemeralResource: none,
    StopProvider: none,
  };
}

/**
 * Whether a plan is to tell already what an apply would. What follows from a configuration that is not all known could
 * change until then, and Terraform refuses a plan that changes: so the first answer for an instance stands.
 */
function isForeseen({ lenient, journal }: Served, { address }: Subject, proposed: ObjectValue): boolean {
  const foreseen = journal.foreseen.get(address) ?? (lenient && isWhollyKnown(proposed));
  journal.foreseen.set(address, foreseen);
  return foreseen;
}

/** The values after an apply, with a note of what was made up. */
function applied({ knowledge, guessed, journal }: Served, about: Subject, planned: ObjectValue): ObjectValue {
  const known = knowledge.resources[about.type];
  const { values, ...entry } = applyResource(about, planned, known, knowledge.placeholder);
  // An apply of what was foreseen has nothing left to make up: its note must not replace that of the plan.
  if (entry.placeholders.length > 0)
    journal.note(about.address, guessed ? { ...entry, left: entry.placeholders } : entry);
  return values;
}

function read(
  { knowledge, given, journal }: Served,
  kind: 'data' | 'ephemeral',
  subject: Subject,
  request: CallRequest,
  field: 'state' | 'result',
): Message {
  const sources = kind === 'data' ? knowledge.dataSources : knowledge.ephemeralResources;
  const source = Object.hasOwn(sources, subject.type) ? sources[subject.type] : undefined;
  const own = given(subject.address);
  try {
    const result = readData(subject, objectOf(request.config), source, own, knowledge.placeholder);
    const left = source?.leaves?.(objectOf(request.config), subject.context);
    if (left) leaveInCopy(subject.context, left.path, left.content);
    const assumption = assumptionOf(source?.assumption, source !== undefined, result, own);
    journal.note(subject.address, {
      placeholders: result.placeholders,
      left: source === undefined ? result.placeholders : [],
      ...(assumption !== undefined && { assumption }),
    });
    return { [field]: dynamic(result.values) };
  } catch (error) {
    if (!(error instanceof DataSourceError)) throw error;
    return { diagnostics: [errorMessage(`${subject.type} cannot be read`, error.message)] };
  }
}

function assumptionOf(
  assumption: string | undefined,
  isKnown: boolean,
  { placeholders }: Read,
  given: ObjectValue | undefined,
): string | undefined {
  if (given) return `given by the user: ${Object.keys(given).sort().join(', ')}`;
  if (!isKnown) return 'nobody was asked: every value that it gives is a placeholder';
  if (assumption === undefined && placeholders.length > 0)
    return `nobody was asked: placeholders stand for ${[...placeholders].sort().join(', ')}`;
  return assumption;
}

function callFunction({ knowledge: { functions }, defaults }: Served, request: CallRequest): Message {
  const called = Object.hasOwn(functions, request.name) ? functions[request.name] : undefined;
  if (!called) return { error: { text: `there is no function ${request.name}` } };
  try {
    return { result: dynamic(called.call((request.arguments ?? []).map(decoded), defaults)) };
  } catch (error) {
    if (!(error instanceof DataSourceError)) throw error;
    return { error: { text: error.message } };
  }
}

function blockOf({ schema }: Served, kind: BlockKind, type: string): Block {
  const block = Object.hasOwn(schema[kind], type) ? schema[kind][type] : undefined;
  if (!block) throw new Error(`${kind} ${type} was not served`);
  return block;
}

function keysOf({ keys }: Served, address: string, attribute: string): string[] {
  const block = parseAddress(address)?.block;
  return block ? [...(keys.get(`${block.type}.${block.name}.${attribute}`) ?? [])] : [];
}

/** The address that the scratch copy gave to the instance; for one without, a fingerprint of its values. */
function addressOf(type: string, values: ObjectValue): string {
  const injected = values[addressAttribute];
  const address = typeof injected === 'string' ? plannedAddress(injected) : undefined;
  if (address !== undefined) return address;
  return `${type}.${createHash('sha256').update(encodeValue(values)).digest('hex')}`;
}

function dynamic(value: Value): Message {
  return { msgpack: encodeValue(value) };
}

function decoded(message: DynamicValue | null | undefined): Value {
  return decodeValue(message?.msgpack);
}

function objectOf(message: DynamicValue | null | undefined): ObjectValue {
  const value = decoded(message);
  return isObject(value) ? value : {};
}
