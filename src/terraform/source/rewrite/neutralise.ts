import type { Block, Body } from '../body.ts';
import type { SourceFile } from '../source-file.ts';
import type { ChangeKind } from '../types.ts';
import { type Rewrite, removed, together } from './rewritten.ts';

/**
 * What a `terraform` block holds that connects to somewhere: where the state is kept, and keys for it.
 * https://developer.hashicorp.com/terraform/language/block/terraform
 * https://opentofu.org/docs/language/state/encryption/
 */
const connecting: [name: string, what: ChangeKind][] = [
  ['backend', 'backend'],
  ['state_store', 'backend'],
  ['cloud', 'cloud'],
  ['encryption', 'encryption'],
];

/** What runs programs when a resource is made or destroyed. */
const running: [name: string, what: ChangeKind][] = [
  ['provisioner', 'provisioner'],
  ['connection', 'connection'],
];

/** Takes out what runs programs and what connects to a backend. */
export function neutralise(file: SourceFile): Rewrite {
  const settings = file.body
    .blocks('terraform', 0)
    .flatMap(({ body }) =>
      connecting.map(([name, what]) => removed(file, what, body.items(name), `the ${name} is left out`)),
    );
  const blocks = runningBlocksOf(file.body).flatMap(({ labels, body }) =>
    running.map(([name, what]) => {
      const owner = labels.length > 0 ? labels.join('.') : 'a removed block';
      return removed(file, what, body.items(name), `the ${name} of ${owner} is left out`);
    }),
  );
  return together([...settings, ...blocks]);
}

/** The blocks that may hold provisioners. https://developer.hashicorp.com/terraform/language/block/removed */
export function runningBlocksOf(body: Body): Block[] {
  return [...body.blocks('resource', 2), ...body.blocks('removed', 0)];
}
