import type { Result } from '../../base/issue.ts';
import type { Node, Ruleset } from '../types.ts';
import { entriesOf, get, stringOf, stringsOf } from './node.ts';
import { readTree } from './tree.ts';

/** A ruleset as GitHub exports it: https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/managing-rulesets-for-a-repository#exporting-a-ruleset */
export function readRuleset(text: string, file: string): Result<Ruleset> {
  const { value: root, issues } = readTree(text, file);
  if (!root) return { issues };
  const names = get(get(root, 'conditions'), 'ref_name');
  return {
    issues,
    value: {
      file,
      place: { file, line: 1, column: 1 },
      name: stringOf(get(root, 'name')) ?? file,
      target: stringOf(get(root, 'target')) ?? 'branch',
      enforcement: stringOf(get(root, 'enforcement')) ?? 'disabled',
      includes: stringsOf(get(names, 'include')),
      excludes: stringsOf(get(names, 'exclude')),
      bypass: itemsOf(get(root, 'bypass_actors')).map(bypassOf),
      rules: itemsOf(get(root, 'rules')).map((node) => ({
        type: stringOf(get(node, 'type')) ?? '',
        place: node.place,
        parameters: new Map(entriesOf(get(node, 'parameters')).map(({ key, value }) => [key.value, value])),
      })),
    },
  };
}

function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'list' ? node.items : [];
}

function bypassOf(node: Node): Ruleset['bypass'][number] {
  const id = Number(stringOf(get(node, 'actor_id')));
  return {
    type: stringOf(get(node, 'actor_type')) ?? '',
    mode: stringOf(get(node, 'bypass_mode')) ?? 'always',
    place: node.place,
    ...(Number.isInteger(id) && { id }),
  };
}
