import type { Node } from 'web-tree-sitter';
import { isUnknown, type ObjectValue, unknown, type Value } from '../protocol/value.ts';
import type { ModuleSource } from '../source/types.ts';
import { type Complain, evaluated } from './config.ts';
import { attributesOf, type Declarations, type Declared } from './declarations.ts';
import { type Scope, withNames } from './scope.ts';
import { typed } from './types.ts';
import { asNumber, EvaluationError, elementsOf } from './values.ts';

/** One instance of a resource, a data source or a module call. */
export interface Key {
  key?: string | number;
  scope: Scope;
}

/** What a module needs from around it. */
export interface Surroundings {
  declarations: Declarations;
  source: ModuleSource;
  /** '' for the root; `module.a["x"]`. */
  address: string;
  /** The call that made it; absent for the root. */
  caller?: { module: ModuleInstance; declared: Declared };
  /** Of the module's folder, for `path.module`. */
  path: string;
  /** Given by the caller, or by the user; evaluated when the variable is asked for, since it may hang on this module. */
  given: ReadonlyMap<string, () => Value>;
  read(path: string): string | undefined;
  budget: Scope['budget'];
  complain(file: Declared, node: Node, message: string): void;
  /** The values of an instance. */
  resource(module: ModuleInstance, id: string, declared: Declared, key: Key): ObjectValue;
  /** The module that a call leads to; undefined when it is not here. */
  call(module: ModuleInstance, name: string, declared: Declared, key: Key): ModuleInstance | undefined;
}

/** Bound of what one `count` or `for_each` may make. */
const instancesMax = 2000;

/** A module instance: everything in it is evaluated when it is first asked for. */
export class ModuleInstance implements Scope {
  readonly around: Surroundings;
  readonly files: Scope['files'];
  readonly budget: Scope['budget'];
  readonly #memo = new Map<string, Value>();
  readonly #open = new Set<string>();
  readonly #keys = new Map<Declared, Key[]>();

  constructor(around: Surroundings) {
    this.around = around;
    this.files = { read: around.read };
    this.budget = around.budget;
  }

  reference(root: string, names: readonly string[]): { value: Value; used: number } {
    const [first = '', second = ''] = names;
    switch (root) {
      case 'var':
        return { value: this.variable(first), used: 1 };
      case 'local':
        return { value: this.#local(first), used: 1 };
      case 'path':
        return { value: first === 'cwd' ? unknown : first === 'root' ? '.' : this.around.path, used: 1 };
      case 'terraform':
        return { value: first === 'workspace' ? 'default' : unknown, used: 1 };
      case 'module':
        return this.#called(first, names);
      case 'data':
        return { value: this.#resource(`data.${first}.${second}`), used: 2 };
      default:
        return { value: this.#resource(`${root}.${first}`), used: 1 };
    }
  }

  variable(name: string): Value {
    return this.#once(`var.${name}`, () => {
      const given = this.around.given.get(name)?.();
      const declared = this.around.declarations.variables.get(name);
      if (!declared) return given ?? unknown;
      const arguments_ = attributesOf(declared.bodies);
      const [fallback, type] = [arguments_.get('default'), arguments_.get('type')];
      const inner = (node: Node) => evaluated(node, this, this.#complaining(declared));
      const value = given ?? (fallback ? inner(fallback) : unknown);
      return type ? typed(value, type, inner) : value;
    });
  }

  #local(name: string): Value {
    const node = this.around.declarations.locals.get(name);
    return this.#once(`local.${name}`, () => (node ? evaluated(node, this, () => undefined) : unknown));
  }

  output(name: string): Value {
    const declared = this.around.declarations.outputs.get(name);
    const node = declared && attributesOf(declared.bodies).get('value');
    return this.#once(`output.${name}`, () =>
      declared && node ? evaluated(node, this, this.#complaining(declared)) : unknown,
    );
  }

  #called(name: string, [, output]: readonly string[]): { value: Value; used: number } {
    const declared = this.around.declarations.calls.get(name);
    if (!declared) return { value: unknown, used: 1 };
    const keys = this.keysOf(declared);
    const [only] = keys;
    if (output !== undefined && only && only.key === undefined && keys.length === 1) {
      const module = this.around.call(this, name, declared, only);
      return { value: module?.output(output) ?? unknown, used: 2 };
    }
    const values = keys.map((key) => {
      const module = this.around.call(this, name, declared, key);
      return module ? module.outputs() : unknown;
    });
    return { value: gathered(keys, values), used: 1 };
  }

  outputs(): ObjectValue {
    const names = [...this.around.declarations.outputs.keys()];
    return Object.fromEntries(names.map((name) => [name, this.output(name)]));
  }

  #resource(id: string): Value {
    const declared = this.around.declarations.resources.get(id);
    if (!declared) return unknown;
    const keys = this.keysOf(declared);
    return gathered(
      keys,
      keys.map((key) => this.instance(id, declared, key)),
    );
  }

  instance(id: string, declared: Declared, key: Key): Value {
    const name = `${id} ${JSON.stringify(key.key ?? null)}`;
    return this.#once(name, () => this.around.resource(this, id, declared, key));
  }

  /** The instances of a block. Where it cannot be told how many there are, one stands for all. */
  keysOf(declared: Declared): Key[] {
    const known = this.#keys.get(declared);
    if (known) return known;
    const complain = this.#complaining(declared);
    const arguments_ = attributesOf(declared.bodies);
    const [count, each] = [arguments_.get('count'), arguments_.get('for_each')];
    // Whoever comes back here by a cycle sees one that nothing is known of.
    this.#keys.set(declared, [{ scope: this }]);
    const keys = count
      ? this.#counted(count, complain)
      : each
        ? this.#forEach(each, complain)
        : [{ scope: this }];
    this.#keys.set(declared, keys);
    return keys;
  }

  #counted(node: Node, complain: Complain): Key[] {
    const value = evaluated(node, this, complain);
    const count = asNumber(value);
    if (count === undefined || count < 0 || count > instancesMax) {
      complain(node, 'how many there are cannot be told: one stands for all');
      return [{ key: 0, scope: withNames(this, { count: { index: unknown } }) }];
    }
    return Array.from({ length: Math.floor(count) }, (_, index) => ({
      key: index,
      scope: withNames(this, { count: { index } }),
    }));
  }

  #forEach(node: Node, complain: Complain): Key[] {
    const value = evaluated(node, this, complain);
    const elements = isUnknown(value) ? undefined : elementsOf(value);
    if (
      !elements ||
      elements.length > instancesMax ||
      elements.some(([, one]) => Array.isArray(value) && typeof one !== 'string')
    ) {
      complain(node, 'how many there are cannot be told: one stands for all');
      return [{ key: 'each', scope: withNames(this, { each: { key: unknown, value: unknown } }) }];
    }
    return elements.map(([key, one]) => {
      const name = Array.isArray(value) ? String(one) : String(key);
      return { key: name, scope: withNames(this, { each: { key: name, value: one } }) };
    });
  }

  #complaining(declared: Declared): Complain {
    return (node, message) => this.around.complain(declared, node, message);
  }

  /** Evaluates once; what refers to itself is unknown. */
  #once(name: string, make: () => Value): Value {
    const known = this.#memo.get(name);
    if (known !== undefined) return known;
    if (this.#open.has(name)) return unknown;
    this.#open.add(name);
    try {
      const value = make();
      this.#memo.set(name, value);
      return value;
    } catch (error) {
      if (!(error instanceof EvaluationError) && !(error instanceof RangeError)) throw error;
      return unknown;
    } finally {
      this.#open.delete(name);
    }
  }
}

/** One value, a list by `count`, or a map by `for_each`. */
function gathered(keys: readonly Key[], values: readonly Value[]): Value {
  const [first] = keys;
  if (!first) return [];
  if (first.key === undefined) return values[0] ?? unknown;
  if (typeof first.key === 'number') return [...values];
  return Object.fromEntries(keys.map(({ key }, at) => [String(key), values[at] ?? unknown]));
}

export function keyText(key: string | number | undefined): string {
  return key === undefined ? '' : typeof key === 'number' ? `[${key}]` : `[${JSON.stringify(key)}]`;
}
