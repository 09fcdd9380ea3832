import type { Node } from 'web-tree-sitter';
import { stringNodeOf, stringText } from '../hcl-syntax.ts';
import type { ParseHcl } from '../parser.ts';
import type { SourceFile } from '../source-file.ts';
import { visitExpressions } from './expressions.ts';

/** How an output is used, as far as the expressions of a module show it. */
export interface Use {
  /** Attributes, and keys in brackets, by name. */
  members: Map<string, Use>;
  /** The use of its elements, when it is used as a list. */
  element?: Use;
}

/** The outputs of one remote state that a module names. */
export interface UsedOutputs {
  byName: Map<string, Use>;
  /** Whether all outputs together are used, so that their names do not show. */
  asWhole: boolean;
}

const remoteState = ['data', 'terraform_remote_state'];

/** By the name of the data source: what the expressions of a module read from remote states. */
export function usedOutputs(files: readonly SourceFile[], parse: ParseHcl): Map<string, UsedOutputs> {
  const found = new Map<string, UsedOutputs>();
  for (const file of files)
    visitExpressions(file, parse, /terraform_remote_state/, ({ root }) => {
      for (const variable of root.descendantsOfType('variable_expr'))
        if (variable.text === 'data') addUse(found, variable);
    });
  return found;
}

/** A step of a traversal: `.name` or `["name"]`, or an index or splat that makes a list of what stands before it. */
type Step = { name: string } | { list: true };

function addUse(found: Map<string, UsedOutputs>, variable: Node): void {
  const steps = stepsAfter(variable);
  const [type, source, ...rest] = steps;
  if (!type || !source || !('name' in type) || !('name' in source) || type.name !== remoteState[1]) return;
  const used = found.get(source.name) ?? { byName: new Map<string, Use>(), asWhole: false };
  found.set(source.name, used);
  // The data source itself may have a key: `network[0].outputs`, `network["eu"].outputs`.
  const outputs = rest.findIndex((step) => 'name' in step && step.name === 'outputs');
  if (outputs < 0 || outputs > 1) return;
  const [name, ...path] = rest.slice(outputs + 1);
  if (name && 'name' in name) follow(used.byName, name.name, path);
  else used.asWhole = true;
}

function follow(members: Map<string, Use>, name: string, path: Step[]): void {
  let use = useOf(members, name);
  for (const step of path) {
    if ('name' in step) use = useOf(use.members, step.name);
    else {
      use.element ??= { members: new Map() };
      use = use.element;
    }
  }
}

function useOf(members: Map<string, Use>, name: string): Use {
  const use = members.get(name) ?? { members: new Map() };
  members.set(name, use);
  return use;
}

function stepsAfter(variable: Node): Step[] {
  const steps: Step[] = [];
  for (let node = variable.nextNamedSibling; node; node = node.nextNamedSibling) {
    if (node.type === 'get_attr' || node.type === 'index') steps.push(stepOf(node));
    else if (node.type === 'splat') steps.push(...splatSteps(node));
    else break;
  }
  return steps;
}

function splatSteps(splat: Node): Step[] {
  const within = splat.firstNamedChild?.namedChildren ?? [];
  return [{ list: true }, ...within.filter((node) => node.type !== 'comment').map(stepOf)];
}

function stepOf(node: Node): Step {
  if (node.type === 'get_attr') return { name: node.firstNamedChild?.text ?? '' };
  const index = node.firstNamedChild;
  const key =
    index?.type === 'new_index'
      ? index.namedChildren.find((child) => child.type === 'expression')
      : undefined;
  const string = key && stringNodeOf(key);
  return string ? { name: stringText(string) } : { list: true };
}
