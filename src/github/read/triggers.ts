import type { Place } from '../../base/issue.ts';
import type { Input, Node, Trigger } from '../types.ts';
import { entriesOf, get, present, stringOf, stringsOf, textOf, textsOfList, variablesOf } from './node.ts';

/** `on`: one event, a list of events, or a map with their filters. */
export function readTriggers(node: Node | undefined): Trigger[] {
  if (node?.kind === 'map')
    return entriesOf(node).map(({ key, value }) => trigger(key.value, key.place, value));
  return textsOfList(node).map(({ value, place }) => trigger(value, place, undefined));
}

function trigger(event: string, place: Place, node: Node | undefined): Trigger {
  const filter = (key: string) => {
    const found = get(node, key);
    return found && stringsOf(found);
  };
  return {
    event,
    place,
    types: stringsOf(get(node, 'types')),
    workflows: stringsOf(get(node, 'workflows')),
    inputs: readInputs(get(node, 'inputs')),
    outputs: outputsOf(get(node, 'outputs')),
    ...present<Pick<Trigger, 'branches' | 'branchesIgnore' | 'tags' | 'tagsIgnore' | 'paths'>>({
      branches: filter('branches'),
      branchesIgnore: filter('branches-ignore'),
      tags: filter('tags'),
      tagsIgnore: filter('tags-ignore'),
      paths: filter('paths'),
    }),
  };
}

export function readInputs(node: Node | undefined): Input[] {
  return entriesOf(node).map(({ key, value }) => ({
    name: key.value,
    place: key.place,
    type: stringOf(get(value, 'type')) ?? 'string',
    required: stringOf(get(value, 'required')) === 'true',
    ...present<Pick<Input, 'default'>>({ default: textOf(get(value, 'default')) }),
  }));
}

/** `outputs` of a reusable workflow or an action: each has its expression under `value`. */
export function outputsOf(node: Node | undefined) {
  const named = entriesOf(node).flatMap(({ key, value }) => {
    const [found] = variablesOf(value).filter(({ name }) => name === 'value');
    return found ? [{ name: key.value, place: key.place, value: found.value }] : [];
  });
  return named;
}
