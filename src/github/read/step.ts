import type { Node, Step } from '../types.ts';
import { entry, get, present, stringOf, textOf, variablesOf } from './node.ts';
import { readUses } from './uses.ts';

type Optional = Pick<Step, 'id' | 'name' | 'if' | 'uses' | 'run' | 'shell' | 'continueOnError'>;

/** @param commentAt what stands behind a value on its line */
export function readStep(node: Node, index: number, commentAt: (line: number) => string | undefined): Step {
  const uses = textOf(get(node, 'uses'));
  const first = entry(node, 'uses') ?? entry(node, 'run') ?? entry(node, 'name');
  return {
    index,
    place: first?.key.place ?? node.place,
    with: variablesOf(get(node, 'with')),
    env: variablesOf(get(node, 'env')),
    ...present<Optional>({
      id: stringOf(get(node, 'id')),
      name: textOf(get(node, 'name')),
      if: textOf(get(node, 'if')),
      uses: uses && readUses(uses, commentAt(uses.place.line)),
      run: textOf(get(node, 'run')),
      shell: textOf(get(node, 'shell')),
      continueOnError: textOf(get(node, 'continue-on-error')),
    }),
  };
}
