import type { Result } from '../../base/issue.ts';
import type { ActionFile } from '../types.ts';
import { get, present, stringOf, textOf } from './node.ts';
import { readStep } from './step.ts';
import { readTree } from './tree.ts';
import { outputsOf, readInputs } from './triggers.ts';
import { commentsOf } from './workflow.ts';

/** https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax */
export function readAction(text: string, file: string): Result<ActionFile> {
  const { value: root, issues } = readTree(text, file);
  if (!root) return { issues };
  const runs = get(root, 'runs');
  const steps = get(runs, 'steps');
  const commentAt = commentsOf(text);
  const action: ActionFile = {
    file,
    place: { file, line: 1, column: 1 },
    root,
    using: (stringOf(get(runs, 'using')) ?? '').toLowerCase(),
    inputs: readInputs(get(root, 'inputs')),
    outputs: outputsOf(get(root, 'outputs')),
    steps: steps?.kind === 'list' ? steps.items.map((step, index) => readStep(step, index, commentAt)) : [],
    ...present<Pick<ActionFile, 'name' | 'image'>>({
      name: textOf(get(root, 'name')),
      image: textOf(get(runs, 'image')),
    }),
  };
  return { value: action, issues };
}
