import type { Block, NewAttribute } from '../body.ts';
import { isBuiltin, repetitionOf } from '../describe.ts';
import type { SourceFile } from '../source-file.ts';
import type { TextEdit } from '../text.ts';
import type { BlockSource, ModuleSource, Repetition } from '../types.ts';

/** The attribute in which each instance of a resource tells the provider its address. */
export const addressAttribute = 'holdfast_address';
/** The variable that gives a module its own address, with a dot at the end; empty for the root. */
export const moduleVariable = 'holdfast_module';

/** Whether a label is a name by Terraform's rule: what is none, Terraform refuses. */
export function isIdentifier(label: string): boolean {
  return /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(label);
}

/** The declaration that every module gets, in a file of its own. */
export function moduleVariableFile(): string {
  return `variable "${moduleVariable}" {\n  type    = string\n  default = ""\n}\n`;
}

/**
 * The blocks of an override file that give each resource and each call of a module its address. An override file keeps
 * every line of the project's own files where it is, and reaches JSON syntax too.
 * https://developer.hashicorp.com/terraform/language/files/override
 */
export function addressOverrides(module: ModuleSource): string[] {
  const blocks = unique(
    module.blocks.filter(
      (block) => block.kind !== 'ephemeral' && block.inCheck === undefined && isServed(block),
    ),
    keyOf,
  ).map(
    (block) =>
      `${block.kind} "${block.type}" "${block.name}" {\n  ${addressAttribute} = ${addressTemplate(block)}\n}\n`,
  );
  const calls = unique(
    module.calls.filter((call) => call.dir !== undefined && isIdentifier(call.name)),
    (call) => call.name,
  ).map(
    ({ name, repetition }) =>
      `module "${name}" {\n  ${moduleVariable} = "${interpolation(`var.${moduleVariable}`)}module.${name}${keyTemplate(repetition)}."\n}\n`,
  );
  return [...blocks, ...calls];
}

/** Data blocks within a `check`, and ephemeral ones, cannot be overridden: these get their address in place. */
export function addressesInPlace({ body }: SourceFile): TextEdit[] {
  const inChecks = body.blocks('check', 1).flatMap((check) => check.body.blocks('data', 2));
  return [
    ...inChecks.flatMap((block) => addressInPlace('data', block)),
    ...body.blocks('ephemeral', 2).flatMap((block) => addressInPlace('ephemeral', block)),
  ];
}

function addressInPlace(
  kind: 'data' | 'ephemeral',
  { labels: [type = '', name = ''], body }: Block,
): TextEdit[] {
  const block = { kind, type, name, repetition: repetitionOf(body) };
  return isServed(block) ? body.insertion([inPlaceAttribute(block)]) : [];
}

type Addressed = Pick<BlockSource, 'kind' | 'type' | 'name' | 'repetition'>;

function inPlaceAttribute(block: Addressed): NewAttribute {
  // A string in JSON syntax is a template as it is between the quotes of the native syntax.
  const template = addressTemplate(block);
  return { name: addressAttribute, hcl: template, json: template };
}

function isServed({ type, name }: Addressed): boolean {
  return !isBuiltin(type) && isIdentifier(type) && isIdentifier(name);
}

function keyOf({ kind, type, name }: Addressed): string {
  return `${kind}.${type}.${name}`;
}

function addressTemplate(block: Addressed): string {
  const prefix = block.kind === 'resource' ? '' : `${block.kind}.`;
  return `"${interpolation(`var.${moduleVariable}`)}${prefix}${block.type}.${block.name}${keyTemplate(block.repetition)}"`;
}

function keyTemplate(repetition: Repetition): string {
  switch (repetition) {
    case 'none':
      return '';
    case 'count':
      return `[${interpolation('count.index')}]`;
    case 'for_each':
      return `[${interpolation('jsonencode(each.key)')}]`;
  }
}

function interpolation(expression: string): string {
  return `$\{${expression}}`;
}

function unique<T>(values: readonly T[], key: (value: T) => string): T[] {
  return [...new Map(values.map((value) => [key(value), value])).values()];
}
