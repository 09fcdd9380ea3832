import type { Concurrency, Container, Job, Node, Runner, Text, Variable } from '../types.ts';
import {
  entriesOf,
  entry,
  get,
  present,
  stringOf,
  stringsOf,
  textOf,
  textsOfList,
  variablesOf,
} from './node.ts';
import { readPermissions } from './permissions.ts';
import { readStep } from './step.ts';
import { readUses } from './uses.ts';

type Comments = (line: number) => string | undefined;
type Required =
  | 'id'
  | 'place'
  | 'permissions'
  | 'needs'
  | 'env'
  | 'outputs'
  | 'matrix'
  | 'services'
  | 'with'
  | 'secrets'
  | 'steps';

export function readJob(key: Text, node: Node, commentAt: Comments): Job {
  const steps = get(node, 'steps');
  const secrets = get(node, 'secrets');
  return {
    id: key.value,
    place: key.place,
    permissions: readPermissions(get(node, 'permissions')),
    needs: stringsOf(get(node, 'needs')),
    env: variablesOf(get(node, 'env')),
    outputs: variablesOf(get(node, 'outputs')),
    matrix: matrixOf(get(get(node, 'strategy'), 'matrix')),
    services: entriesOf(get(node, 'services')).map(({ key: name, value }) => container(name.value, value)),
    with: variablesOf(get(node, 'with')),
    secrets: stringOf(secrets) === 'inherit' ? 'inherit' : variablesOf(secrets),
    steps: steps?.kind === 'list' ? steps.items.map((step, index) => readStep(step, index, commentAt)) : [],
    ...optional(node, commentAt),
  };
}

function optional(node: Node, commentAt: Comments): Partial<Omit<Job, Required>> {
  const uses = textOf(get(node, 'uses'));
  const matrix = textOf(get(get(node, 'strategy'), 'matrix'));
  const image = get(node, 'container');
  return present<Omit<Job, Required>>({
    name: textOf(get(node, 'name')),
    runsOn: runnerOf(get(node, 'runs-on')),
    environment: environmentOf(get(node, 'environment')),
    if: textOf(get(node, 'if')),
    defaultShell: textOf(get(get(get(node, 'defaults'), 'run'), 'shell')),
    matrixExpression: matrix,
    timeoutMinutes: textOf(get(node, 'timeout-minutes')),
    continueOnError: textOf(get(node, 'continue-on-error')),
    concurrency: concurrencyOf(get(node, 'concurrency')),
    container: image && container('container', image),
    uses: uses && readUses(uses, commentAt(uses.place.line)),
    secretsPlace: entry(node, 'secrets')?.key.place,
  });
}

function runnerOf(node: Node | undefined): Runner | undefined {
  if (!node) return undefined;
  if (node.kind !== 'map') return { place: node.place, labels: textsOfList(node) };
  const group = textOf(get(node, 'group'));
  return { place: node.place, labels: textsOfList(get(node, 'labels')), ...(group && { group }) };
}

function environmentOf(node: Node | undefined): Job['environment'] {
  const name = textOf(node) ?? textOf(get(node, 'name'));
  return name && node && { name, place: node.place };
}

export function concurrencyOf(node: Node | undefined): Concurrency | undefined {
  const group = stringOf(node) ?? stringOf(get(node, 'group'));
  if (!node || group === undefined) return undefined;
  const cancelInProgress = stringOf(get(node, 'cancel-in-progress'));
  return { group, place: node.place, ...(cancelInProgress !== undefined && { cancelInProgress }) };
}

function container(name: string, node: Node): Container {
  return {
    name,
    place: node.place,
    credentials: variablesOf(get(node, 'credentials')),
    env: variablesOf(get(node, 'env')),
    ...present<Pick<Container, 'image' | 'options'>>({
      image: textOf(node) ?? textOf(get(node, 'image')),
      options: textOf(get(node, 'options')),
    }),
  };
}

/** Every value of every name: `matrix.os` may be any of them, `matrix.os.image` those of that key. */
function matrixOf(node: Node | undefined): Variable[] {
  const own = entriesOf(node).filter(({ key }) => key.value !== 'include' && key.value !== 'exclude');
  const include = get(node, 'include');
  const added = include?.kind === 'list' ? include.items.flatMap((item) => entriesOf(item)) : [];
  return [...own, ...added].flatMap(({ key, value }) => valuesIn(key.value, key.place, value));
}

function valuesIn(name: string, place: Text['place'], node: Node): Variable[] {
  switch (node.kind) {
    case 'text':
      return [{ name, place, value: node }];
    case 'list':
      return node.items.flatMap((item) => valuesIn(name, place, item));
    case 'map':
      return node.entries.flatMap(({ key, value }) => valuesIn(`${name}.${key.value}`, place, value));
  }
}
