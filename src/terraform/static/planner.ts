import { relative } from 'node:path/posix';
import type { Node } from 'web-tree-sitter';
import type { Issue } from '../../base/issue.ts';
import { isUnknown, isWhollyKnown, type ObjectValue, unknown, type Value } from '../protocol/value.ts';
import { DataSourceError } from '../providers/knowledge.ts';
import type { Block } from '../schema/types.ts';
import { type Applied, applyResource } from '../simulate/apply-resource.ts';
import { planResource } from '../simulate/plan-resource.ts';
import { readData } from '../simulate/read-data.ts';
import { placeIn } from '../source/source-file.ts';
import type { Project } from '../source/types.ts';
import { beyondSchema, configOf, evaluated } from './config.ts';
import { attributesOf, type Declarations, type Declared } from './declarations.ts';
import { type Change, documentOf, type Module } from './document.ts';
import { type Key, keyText, ModuleInstance, type Surroundings } from './module.ts';
import type { LoadedProvider, Providers } from './providers.ts';
import { sensitivePart } from './sensitive.ts';

export interface PlannerInput {
  project: Project;
  /** By folder. */
  modules: ReadonlyMap<string, Declarations>;
  providers: Providers;
  given: ReadonlyMap<string, Value>;
  /** A text file of the project, by its path from the root module. */
  read(path: string): string | undefined;
  /** What the user knows of data sources, by address. */
  userData: Record<string, Record<string, unknown>>;
}

/** A module of a thousand files takes some hundred thousand. */
const evaluationsMax = 3_000_000;
const problemsMax = 200;
const changesMax = 20_000;
const depthMax = 20;

/** Evaluates all modules of a project, and puts them together as a plan. */
export class StaticPlanner {
  readonly problems: Issue[] = [];
  readonly #input: PlannerInput;
  readonly #budget = { left: evaluationsMax };
  readonly #root: ModuleInstance;
  readonly #changes = new Map<string, Change>();
  readonly #modules = new Map<string, ModuleInstance | undefined>();

  constructor(input: PlannerInput) {
    this.#input = input;
    const given = new Map([...input.given].map(([name, value]) => [name, () => value] as const));
    this.#root = this.#module(input.project.rootDir, '', given) ?? this.#empty();
  }

  plan(): Record<string, unknown> {
    this.#visit(this.#root, 0);
    const { project, modules, providers } = this.#input;
    const all: Module[] = [...modules].map(([dir, declarations]) => {
      const source = project.modules.get(dir);
      return { dir, declarations, ...(source && { source }) };
    });
    return documentOf({
      project,
      modules: all,
      providers,
      root: this.#root,
      changes: [...this.#changes.values()],
    });
  }

  /** Everything in a module, and in the modules that it calls. */
  #visit(module: ModuleInstance, depth: number): void {
    const { declarations } = module.around;
    for (const [id, declared] of declarations.resources)
      for (const key of module.keysOf(declared)) {
        if (this.#changes.size > changesMax) return;
        module.instance(id, declared, key);
      }
    if (depth >= depthMax) return;
    for (const [name, declared] of declarations.calls)
      for (const key of module.keysOf(declared)) {
        const called = this.#call(module, name, declared, key);
        if (called) this.#visit(called, depth + 1);
        else
          this.#complain(
            declared,
            declared.node,
            `the module ${name} is not here: nothing of it is known`,
            'static-module',
          );
      }
  }

  #module(
    dir: string,
    address: string,
    given: ReadonlyMap<string, () => Value>,
    caller?: Surroundings['caller'],
  ): ModuleInstance | undefined {
    const { modules, project } = this.#input;
    const [declarations, source] = [modules.get(dir), project.modules.get(dir)];
    if (!declarations || !source) return undefined;
    const path = address === '' ? '.' : relative(project.rootDir, dir);
    return new ModuleInstance({
      declarations,
      source,
      address,
      path,
      ...(caller && { caller }),
      given,
      read: this.#input.read,
      budget: this.#budget,
      complain: (declared, node, message) => this.#complain(declared, node, message),
      resource: (own, id, declared, key) => this.#resource(own, id, declared, key),
      call: (own, name, declared, key) => this.#call(own, name, declared, key),
    });
  }

  #empty(): ModuleInstance {
    throw new TypeError('the project has no root module');
  }

  #call(module: ModuleInstance, name: string, declared: Declared, key: Key): ModuleInstance | undefined {
    const { address, source } = module.around;
    const own = `${address === '' ? '' : `${address}.`}module.${name}${keyText(key.key)}`;
    if (this.#modules.has(own)) return this.#modules.get(own);
    const dir = source.calls.find((call) => call.name === name)?.dir;
    if (dir === undefined || own.split('module.').length > depthMax) {
      this.#modules.set(own, undefined);
      return undefined;
    }
    const evaluate = (node: Node) =>
      evaluated(node, key.scope, (at, message) => this.#complain(declared, at, message));
    const given = new Map(
      [...attributesOf(declared.bodies)].map(([argument, node]) => [argument, () => evaluate(node)] as const),
    );
    const made = this.#module(dir, own, given, { module, declared });
    this.#modules.set(own, made);
    return made;
  }

  #resource(module: ModuleInstance, id: string, declared: Declared, key: Key): ObjectValue {
    const [type = ''] = declared.labels;
    const isData = id.startsWith('data.');
    const { source, loaded } = this.#input.providers.of(module, declared);
    const address = `${module.around.address === '' ? '' : `${module.around.address}.`}${id}${keyText(key.key)}`;
    const block = loaded?.schema.block(isData ? 'data' : 'resource', type);
    const place = placeIn(declared.file, { start: declared.node.startIndex, end: declared.node.endIndex });
    const made =
      loaded && block
        ? this.#simulated(module, declared, key, { address, type, block, isData, loaded })
        : {
            values: beyondSchema(declared.bodies, { attributes: {}, blocks: {} }, key.scope),
            placeholders: [],
            left: [],
          };
    const sensitive = block && sensitivePart(made.values, block);
    this.#changes.set(address, {
      module: module.around.address,
      id,
      declared,
      address,
      type,
      isData,
      source,
      place,
      ...keyed(key),
      ...(sensitive && { sensitive }),
      ...made,
    });
    return made.values;
  }

  #simulated(
    module: ModuleInstance,
    declared: Declared,
    key: Key,
    {
      address,
      type,
      block,
      isData,
      loaded,
    }: { address: string; type: string; block: Block; isData: boolean; loaded: LoadedProvider },
  ): Pick<Change, 'values' | 'placeholders' | 'left'> {
    const config = configOf(declared.bodies, block, key.scope, (node, message) =>
      this.#complain(declared, node, message),
    );
    const context = this.#input.providers.context(module, declared, loaded);
    const subject = { type, address, block, context };
    const { knowledge } = loaded;
    const text = knowledge.placeholder;
    if (isData) return this.#read(declared, subject, config, loaded);
    const known = knowledge.resources[type];
    const planned = planResource({ ...subject, block }, config, known, knowledge.everyResource);
    const applied = applyResource(subject, planned, known, text);
    const beyond = beyondSchema(declared.bodies, block, key.scope);
    return { ...applied, values: { ...beyond, ...withUnknown(applied, config, block) } };
  }

  #read(
    declared: Declared,
    subject: Parameters<typeof readData>[0],
    config: ObjectValue,
    { knowledge }: LoadedProvider,
  ): Pick<Change, 'values' | 'placeholders' | 'left'> {
    const source = Object.hasOwn(knowledge.dataSources, subject.type)
      ? knowledge.dataSources[subject.type]
      : undefined;
    const given = (this.#input.userData[subject.address] ?? {}) as ObjectValue;
    // What a data source answers may hang on any of its arguments.
    if (!isWhollyKnown(config))
      return { values: { ...allUnknown(subject.block), ...knownOf(config) }, placeholders: [], left: [] };
    try {
      const { values, placeholders } = readData(subject, config, source, given, knowledge.placeholder);
      return { values, placeholders, left: [] };
    } catch (error) {
      if (!(error instanceof DataSourceError)) throw error;
      this.#complain(declared, declared.node, error.message);
      return { values: allUnknown(subject.block), placeholders: [], left: [] };
    }
  }

  #complain({ file }: Declared, node: Node, message: string, code = 'static-unknown'): void {
    const place = placeIn(file, { start: node.startIndex, end: node.endIndex });
    const isKnown = this.problems.some(
      (one) => one.place?.line === place.line && one.place.file === place.file && one.message === message,
    );
    if (!isKnown && this.problems.length < problemsMax) this.problems.push({ code, message, place });
  }
}

function keyed({ key }: Key): { key?: string | number } {
  return key === undefined ? {} : { key };
}

/**
 * What the configuration says and nobody knows stays unknown: no placeholder may stand for it, nor for what the
 * provider makes of it.
 */
function withUnknown({ values, placeholders }: Applied, config: ObjectValue, block: Block): ObjectValue {
  const open = Object.entries(config).filter(([, value]) => !isWhollyKnown(value));
  const isArgument = open.some(([name]) => Object.hasOwn(block.attributes, name));
  const made = isArgument ? placeholders.map((name) => [name, unknown] as const) : [];
  const written = open.map(([name, value]) => [name, mixed(values[name] ?? unknown, value)] as const);
  return { ...values, ...Object.fromEntries([...made, ...written]) };
}

/** Blocks keep what is known within them. */
function mixed(value: Value, config: Value): Value {
  if (isUnknown(config)) return unknown;
  if (Array.isArray(config) && Array.isArray(value) && config.length === value.length)
    return config.map((one, at) => mixed(value[at] ?? null, one));
  if (
    config !== null &&
    typeof config === 'object' &&
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(config) &&
    !Array.isArray(value)
  ) {
    const [from, over] = [value as ObjectValue, config as ObjectValue];
    return Object.fromEntries(
      Object.keys(from).map((name) => [
        name,
        name in over ? mixed(from[name] ?? null, over[name] ?? null) : (from[name] ?? null),
      ]),
    );
  }
  return config === null ? value : isWhollyKnown(config) ? value : config;
}

function knownOf(config: ObjectValue): ObjectValue {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
}

function allUnknown(block: Block): ObjectValue {
  return Object.fromEntries(Object.keys(block.attributes).map((name) => [name, unknown]));
}
