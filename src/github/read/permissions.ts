import type { Node, Permissions } from '../types.ts';
import { entriesOf, stringOf } from './node.ts';

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions */
export function readPermissions(node: Node | undefined): Permissions {
  if (!node) return { kind: 'absent' };
  const { place } = node;
  switch (node.kind) {
    case 'map':
      return {
        kind: 'scopes',
        place,
        scopes: entriesOf(node).map(({ key, value }) => ({
          name: key.value,
          level: stringOf(value) ?? 'none',
          place: key.place,
        })),
      };
    case 'text':
      if (node.value === 'read-all') return { kind: 'all', level: 'read', place };
      if (node.value === 'write-all') return { kind: 'all', level: 'write', place };
      // GitHub takes an empty value as no value.
      return node.value === '' ? { kind: 'absent' } : { kind: 'unreadable', place };
    case 'list':
      return { kind: 'unreadable', place };
  }
}
