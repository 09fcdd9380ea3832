import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unknown, type Value } from '../protocol/value.ts';
import { hclParser } from '../source/parser.ts';
import { attributesOf, type Declarations } from './declarations.ts';
import { evaluate } from './expressions.ts';
import type { Scope } from './scope.ts';
import { EvaluationError } from './values.ts';

const nowhere: Scope = {
  files: { read: () => undefined },
  budget: { left: 1_000_000 },
  reference: () => ({ value: unknown, used: 0 }),
};

/** The user's values, in Terraform's order: the environment, tfvars files, `-var-file`, `-var`. */
export async function givenVariables(
  dir: string,
  { variables }: Declarations,
  user: {
    varFiles: readonly string[];
    variables: readonly string[];
    environment: Record<string, string | undefined>;
  },
): Promise<Map<string, Value>> {
  const given = new Map<string, Value>();
  const isText = (name: string) => isTextVariable(variables.get(name)?.bodies ?? []);
  for (const [name, text] of Object.entries(user.environment))
    if (name.startsWith('TF_VAR_') && text !== undefined)
      given.set(name.slice(7), await assigned(text, isText(name.slice(7))));
  for (const file of [...(await automaticFiles(dir)), ...user.varFiles])
    for (const [name, value] of await readVariables(file)) given.set(name, value);
  for (const assignment of user.variables) {
    const at = assignment.indexOf('=');
    const name = assignment.slice(0, at);
    given.set(name, await assigned(assignment.slice(at + 1), isText(name)));
  }
  return given;
}

/** https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence */
async function automaticFiles(dir: string): Promise<string[]> {
  const names: string[] = await readdir(dir).catch(() => []);
  const first = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name));
  const automatic = names.filter((name) => /\.auto\.tfvars(?:\.json)?$/.test(name)).sort();
  return [...first, ...automatic].map((name) => join(dir, name));
}

async function readVariables(file: string): Promise<Iterable<[string, Value]>> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (file.endsWith('.json')) {
    try {
      return Object.entries(JSON.parse(text) as Record<string, Value>);
    } catch {
      return [];
    }
  }
  const tree = (await hclParser())(text);
  try {
    const body = tree.rootNode.namedChildren.find(({ type }) => type === 'body');
    return [...attributesOf(body ? [body] : [])].map(([name, node]) => [
      name,
      constant(() => evaluate(node, nowhere)),
    ]);
  } finally {
    tree.delete();
  }
}

/** A text by itself where a text is wanted, else an expression. */
async function assigned(text: string, isText: boolean): Promise<Value> {
  if (isText) return text;
  const tree = (await hclParser())(`value = ${text}\n`);
  try {
    const body = tree.rootNode.namedChildren.find(({ type }) => type === 'body');
    const node = body && attributesOf([body]).get('value');
    return node && !tree.rootNode.hasError ? constant(() => evaluate(node, nowhere)) : text;
  } finally {
    tree.delete();
  }
}

function constant(evaluated: () => Value): Value {
  try {
    return evaluated();
  } catch (error) {
    if (error instanceof EvaluationError) return unknown;
    throw error;
  }
}

function isTextVariable(bodies: Parameters<typeof attributesOf>[0]): boolean {
  const type = attributesOf(bodies).get('type')?.text;
  return type === undefined || type === 'string';
}
