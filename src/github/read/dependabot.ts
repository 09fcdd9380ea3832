import type { Result } from '../../base/issue.ts';
import type { Dependabot, DependabotUpdate, Node } from '../types.ts';
import { entriesOf, get, present, stringOf, stringsOf, textOf, variablesOf } from './node.ts';
import { readTree } from './tree.ts';

export function readDependabot(text: string, file: string): Result<Dependabot> {
  const { value: root, issues } = readTree(text, file);
  if (!root) return { issues };
  const updates = get(root, 'updates');
  return {
    issues,
    value: {
      file,
      place: { file, line: 1, column: 1 },
      updates: updates?.kind === 'list' ? updates.items.map(readUpdate) : [],
      registries: entriesOf(get(root, 'registries')).flatMap(({ value }) => variablesOf(value)),
    },
  };
}

function readUpdate(node: Node): DependabotUpdate {
  const directories = [...stringsOf(get(node, 'directory')), ...stringsOf(get(node, 'directories'))];
  const days = stringOf(get(get(node, 'cooldown'), 'default-days'));
  type Optional = Omit<DependabotUpdate, 'place' | 'ecosystem' | 'directories'>;
  return {
    place: node.place,
    ecosystem: stringOf(get(node, 'package-ecosystem')) ?? '',
    directories,
    ...present<Optional>({
      interval: stringOf(get(get(node, 'schedule'), 'interval')),
      cooldownDays: days === undefined ? undefined : Number(days),
      externalCodeExecution: textOf(get(node, 'insecure-external-code-execution')),
      openPullRequestsLimit: textOf(get(node, 'open-pull-requests-limit')),
    }),
  };
}
