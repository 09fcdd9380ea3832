import { Blocks } from './blocks.ts';

// The facts of AWS's Service Authorization Reference:
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html

export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management';

export interface Action {
  service: string;
  /** As AWS writes it: `GetObject`. */
  name: string;
  access: AccessLevel;
  /** Types of the resources that a policy can name for it; empty: only `*`. */
  resources: string[];
  /** Those of `resources` that every call needs. */
  required: string[];
  /** Condition keys that a call carries, but for the global ones. */
  keys: string[];
  /** Other actions that a call needs, `iam:PassRole`. */
  dependent: string[];
}

export interface Service {
  prefix: string;
  name: string;
  /** Whether resource control policies reach it. */
  resourceControl: boolean;
  /** By name in lower case. */
  actions: Map<string, Action>;
  /** Type → the forms of its ARN, `arn:${Partition}:s3:::${BucketName}`. */
  resources: Map<string, string>;
  /** Condition key → type: `String`, `ArrayOfString`, `ARN`, `Bool`, `Date`, `IPAddress`, `Numeric`. */
  keys: Map<string, string>;
}

/** How one service is stored; an action is [name, access, resources (`*` after what is required), keys, dependent]. */
export interface ServiceBlock {
  name: string;
  resourceControl: boolean;
  actions: [string, string, string[], string[], string[]][];
  resources: Record<string, string>;
  keys: Record<string, string>;
}

let file: Blocks | undefined;
const opened = new Map<string, Service>();

function blocks(): Blocks {
  file ??= Blocks.open(new URL('../data/services.bin', import.meta.url));
  return file;
}

/** All prefixes, `s3`, in alphabetical order. */
export function servicePrefixes(): string[] {
  return blocks().names();
}

export function isService(prefix: string): boolean {
  return blocks().has(prefix.toLowerCase());
}

/** A service's facts, read from the data file on first use. */
export function serviceOf(prefix: string): Service | undefined {
  const key = prefix.toLowerCase();
  const known = opened.get(key);
  if (known) return known;
  const block = blocks().read(key) as unknown as ServiceBlock | undefined;
  if (!block) return undefined;
  const service = unfold(key, block);
  opened.set(key, service);
  return service;
}

function unfold(prefix: string, block: ServiceBlock): Service {
  const actions = block.actions.map(([name, access, marked, keys, dependent]): [string, Action] => {
    const required = marked.filter((type) => type.endsWith('*')).map((type) => type.slice(0, -1));
    const resources = marked.map((type) => type.replace(/\*$/, ''));
    const action = {
      service: prefix,
      name,
      access: access as AccessLevel,
      resources,
      required,
      keys,
      dependent,
    };
    return [name.toLowerCase(), action];
  });
  return {
    prefix,
    name: block.name,
    resourceControl: block.resourceControl,
    actions: new Map(actions),
    resources: new Map(Object.entries(block.resources)),
    keys: new Map(Object.entries(block.keys)),
  };
}

/** `s3:getobject` in any case; undefined when AWS has no such action. */
export function actionOf(qualified: string): Action | undefined {
  const colon = qualified.indexOf(':');
  if (colon < 1) return undefined;
  return serviceOf(qualified.slice(0, colon))?.actions.get(qualified.slice(colon + 1).toLowerCase());
}
