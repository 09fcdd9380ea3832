import { join } from 'node:path';
import { attributeOf, type Block } from '../../../src/terraform/source/body.ts';
import { dispose } from '../../../src/terraform/source/source-file.ts';
import { parsed } from './parsed.ts';

export interface Input {
  name: string;
  type: string;
  /** As it is written; absent where a value must be given. */
  default?: string;
  description: string;
  validations: number;
}

export interface Output {
  name: string;
  description: string;
}

export interface Declared {
  inputs: Input[];
  outputs: Output[];
}

/** What a module takes and gives, in the order of its text. */
export async function declaredIn(dir: string): Promise<Declared> {
  const files = await parsed(dir, /\.tf$/);
  try {
    return {
      inputs: files.flatMap(({ body }) => body.blocks('variable', 1).map(inputOf)),
      outputs: files.flatMap(({ body }) => body.blocks('output', 1).map(outputOf)),
    };
  } finally {
    dispose(files);
  }
}

/** How many runs of a module's tests expect each variable to be refused, by the folder of the module that a run is of. */
export async function refusalsIn(dir: string): Promise<Map<string, number>> {
  const files = await parsed(join(dir, 'tests'), /\.tftest\.hcl$/);
  try {
    const counts = new Map<string, number>();
    for (const { body } of files.flatMap((file) => file.body.blocks('run', 1))) {
      const [module] = body.blocks('module', 0);
      const source = (module && textOf(module, 'source')) ?? '.';
      const expected = attributeOf(body, 'expect_failures')?.value.text ?? '';
      for (const [, name = ''] of expected.matchAll(/\bvar\.(\w+)/g)) {
        const key = join(source, name);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    return counts;
  } finally {
    dispose(files);
  }
}

function inputOf(block: Block): Input {
  const given = attributeOf(block.body, 'default')?.value.text;
  return {
    name: block.labels[0] ?? '',
    type: shortType(attributeOf(block.body, 'type')?.value.text ?? 'any'),
    ...(given !== undefined && { default: given }),
    description: textOf(block, 'description') ?? '',
    validations: block.body.blocks('validation', 0).length,
  };
}

/** Without the members of objects: they stand in the code, and in the example. */
function shortType(type: string): string {
  return type.replace(/object\(.*\}\)/s, 'object');
}

function outputOf(block: Block): Output {
  return { name: block.labels[0] ?? '', description: textOf(block, 'description') ?? '' };
}

function textOf({ body }: Block, name: string): string | undefined {
  return attributeOf(body, name)?.value.literal;
}
