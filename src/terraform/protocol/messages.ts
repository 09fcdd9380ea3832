import protobuf from 'protobufjs/light.js';

/**
 * The messages of provider protocol 6 that a provider needs, with the numbers of their fields.
 * https://github.com/hashicorp/terraform/blob/v1.11.4/docs/plugin-protocol/tfplugin6.8.proto
 */
type FieldSpec = [id: number, type: string, kind?: 'repeated' | 'map'];
type MessageSpec = Record<string, FieldSpec>;

const diagnostics = (id: number): MessageSpec => ({ diagnostics: [id, 'Diagnostic', 'repeated'] });

const messages: Record<string, MessageSpec> = {
  DynamicValue: { msgpack: [1, 'bytes'], json: [2, 'bytes'] },
  PathStep: {
    attributeName: [1, 'string'],
    elementKeyString: [2, 'string'],
    elementKeyInt: [3, 'int64'],
  },
  AttributePath: { steps: [1, 'PathStep', 'repeated'] },
  Diagnostic: {
    severity: [1, 'int32'],
    summary: [2, 'string'],
    detail: [3, 'string'],
    attribute: [4, 'AttributePath'],
  },
  RawState: { json: [1, 'bytes'] },
  Attribute: {
    name: [1, 'string'],
    type: [2, 'bytes'],
    required: [4, 'bool'],
    optional: [5, 'bool'],
    computed: [6, 'bool'],
    sensitive: [7, 'bool'],
    writeOnly: [11, 'bool'],
  },
  NestedBlock: {
    typeName: [1, 'string'],
    block: [2, 'Block'],
    nesting: [3, 'int32'],
    minItems: [4, 'int64'],
    maxItems: [5, 'int64'],
  },
  Block: {
    version: [1, 'int64'],
    attributes: [2, 'Attribute', 'repeated'],
    blockTypes: [3, 'NestedBlock', 'repeated'],
  },
  Schema: { version: [1, 'int64'], block: [2, 'Block'] },
  ServerCapabilities: {
    planDestroy: [1, 'bool'],
    getProviderSchemaOptional: [2, 'bool'],
    moveResourceState: [3, 'bool'],
  },
  Parameter: {
    name: [1, 'string'],
    type: [2, 'bytes'],
    allowNullValue: [3, 'bool'],
    allowUnknownValues: [4, 'bool'],
  },
  Return: { type: [1, 'bytes'] },
  Function: {
    parameters: [1, 'Parameter', 'repeated'],
    variadicParameter: [2, 'Parameter'],
    return: [3, 'Return'],
    summary: [4, 'string'],
  },
  TypeName: { typeName: [1, 'string'] },
  FunctionName: { name: [1, 'string'] },
  FunctionError: { text: [1, 'string'] },
  ImportedResource: { typeName: [1, 'string'], state: [2, 'DynamicValue'], private: [3, 'bytes'] },

  Empty: {},
  Config: { config: [1, 'DynamicValue'] },
  TypedConfig: { typeName: [1, 'string'], config: [2, 'DynamicValue'] },
  Diagnostics1: diagnostics(1),
  Diagnostics2: diagnostics(2),
  GetMetadataResponse: {
    serverCapabilities: [1, 'ServerCapabilities'],
    ...diagnostics(2),
    dataSources: [3, 'TypeName', 'repeated'],
    resources: [4, 'TypeName', 'repeated'],
    functions: [5, 'FunctionName', 'repeated'],
    ephemeralResources: [6, 'TypeName', 'repeated'],
  },
  GetProviderSchemaResponse: {
    provider: [1, 'Schema'],
    resourceSchemas: [2, 'Schema', 'map'],
    dataSourceSchemas: [3, 'Schema', 'map'],
    ...diagnostics(4),
    providerMeta: [5, 'Schema'],
    serverCapabilities: [6, 'ServerCapabilities'],
    functions: [7, 'Function', 'map'],
    ephemeralResourceSchemas: [8, 'Schema', 'map'],
  },
  UpgradeResourceStateRequest: {
    typeName: [1, 'string'],
    version: [2, 'int64'],
    rawState: [3, 'RawState'],
  },
  UpgradeResourceStateResponse: { upgradedState: [1, 'DynamicValue'], ...diagnostics(2) },
  ConfigureProviderRequest: { terraformVersion: [1, 'string'], config: [2, 'DynamicValue'] },
  ReadResourceRequest: {
    typeName: [1, 'string'],
    currentState: [2, 'DynamicValue'],
    private: [3, 'bytes'],
  },
  ReadResourceResponse: { newState: [1, 'DynamicValue'], ...diagnostics(2), private: [3, 'bytes'] },
  PlanResourceChangeRequest: {
    typeName: [1, 'string'],
    priorState: [2, 'DynamicValue'],
    proposedNewState: [3, 'DynamicValue'],
    config: [4, 'DynamicValue'],
    priorPrivate: [5, 'bytes'],
  },
  PlanResourceChangeResponse: {
    plannedState: [1, 'DynamicValue'],
    requiresReplace: [2, 'AttributePath', 'repeated'],
    plannedPrivate: [3, 'bytes'],
    ...diagnostics(4),
    legacyTypeSystem: [5, 'bool'],
  },
  ApplyResourceChangeRequest: {
    typeName: [1, 'string'],
    priorState: [2, 'DynamicValue'],
    plannedState: [3, 'DynamicValue'],
    config: [4, 'DynamicValue'],
    plannedPrivate: [5, 'bytes'],
  },
  ApplyResourceChangeResponse: {
    newState: [1, 'DynamicValue'],
    private: [2, 'bytes'],
    ...diagnostics(3),
    legacyTypeSystem: [4, 'bool'],
  },
  ImportResourceStateRequest: { typeName: [1, 'string'], id: [2, 'string'] },
  ImportResourceStateResponse: {
    importedResources: [1, 'ImportedResource', 'repeated'],
    ...diagnostics(2),
  },
  MoveResourceStateRequest: {
    sourceProviderAddress: [1, 'string'],
    sourceTypeName: [2, 'string'],
    sourceSchemaVersion: [3, 'int64'],
    sourceState: [4, 'RawState'],
    targetTypeName: [5, 'string'],
  },
  MoveResourceStateResponse: { targetState: [1, 'DynamicValue'], ...diagnostics(2) },
  ReadDataSourceResponse: { state: [1, 'DynamicValue'], ...diagnostics(2) },
  GetFunctionsResponse: { functions: [1, 'Function', 'map'], ...diagnostics(2) },
  CallFunctionRequest: { name: [1, 'string'], arguments: [2, 'DynamicValue', 'repeated'] },
  CallFunctionResponse: { result: [1, 'DynamicValue'], error: [2, 'FunctionError'] },
  OpenEphemeralResourceResponse: { ...diagnostics(1), result: [3, 'DynamicValue'] },
  StopProviderResponse: { Error: [1, 'string'] },
};

/** The calls that are answered, with the messages that they take and give. */
const calls = {
  GetMetadata: ['Empty', 'GetMetadataResponse'],
  GetProviderSchema: ['Empty', 'GetProviderSchemaResponse'],
  GetResourceIdentitySchemas: ['Empty', 'Diagnostics2'],
  ValidateProviderConfig: ['Config', 'Diagnostics2'],
  ValidateResourceConfig: ['TypedConfig', 'Diagnostics1'],
  ValidateDataResourceConfig: ['TypedConfig', 'Diagnostics1'],
  ValidateEphemeralResourceConfig: ['TypedConfig', 'Diagnostics1'],
  ConfigureProvider: ['ConfigureProviderRequest', 'Diagnostics1'],
  UpgradeResourceState: ['UpgradeResourceStateRequest', 'UpgradeResourceStateResponse'],
  ReadResource: ['ReadResourceRequest', 'ReadResourceResponse'],
  PlanResourceChange: ['PlanResourceChangeRequest', 'PlanResourceChangeResponse'],
  ApplyResourceChange: ['ApplyResourceChangeRequest', 'ApplyResourceChangeResponse'],
  ImportResourceState: ['ImportResourceStateRequest', 'ImportResourceStateResponse'],
  MoveResourceState: ['MoveResourceStateRequest', 'MoveResourceStateResponse'],
  ReadDataSource: ['TypedConfig', 'ReadDataSourceResponse'],
  GetFunctions: ['Empty', 'GetFunctionsResponse'],
  CallFunction: ['CallFunctionRequest', 'CallFunctionResponse'],
  OpenEphemeralResource: ['TypedConfig', 'OpenEphemeralResourceResponse'],
  RenewEphemeralResource: ['Empty', 'Diagnostics1'],
  CloseEphemeralResource: ['Empty', 'Diagnostics1'],
  StopProvider: ['Empty', 'StopProviderResponse'],
} as const satisfies Record<string, readonly [string, string]>;

export type CallName = keyof typeof calls;

/** A message as an object; absent fields are left out, and may be. */
// biome-ignore lint/suspicious/noExplicitAny: messages are data of the protocol; each handler states what it reads
export type Message = Record<string, any>;

const root = protobuf.Root.fromJSON({ nested: { tfplugin6: { nested: nestedTypes() } } });
const types = new Map<string, protobuf.Type>();

function nestedTypes() {
  return Object.fromEntries(
    Object.entries(messages).map(([name, fields]) => [name, { fields: fieldsOf(fields) }]),
  );
}

function fieldsOf(message: MessageSpec) {
  return Object.fromEntries(Object.entries(message).map(([name, spec]) => [name, fieldOf(spec)]));
}

function fieldOf([id, type, kind]: FieldSpec) {
  if (kind === 'map') return { id, type, keyType: 'string' };
  return kind === 'repeated' ? { id, type, rule: 'repeated' } : { id, type };
}

export function isCall(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}

export function decodeRequest(name: CallName, bytes: Uint8Array): Message {
  return typeOf(calls[name][0]).decode(bytes);
}

export function encodeResponse(name: CallName, message: Message): Uint8Array {
  return typeOf(calls[name][1]).encode(message).finish();
}

function typeOf(name: string): protobuf.Type {
  const known = types.get(name) ?? root.lookupType(`tfplugin6.${name}`);
  types.set(name, known);
  return known;
}
