import { attributeOf, type Block, type NewAttribute } from '../body.ts';
import type { SourceFile } from '../source-file.ts';
import type { TextEdit } from '../text.ts';
import { assumedOutput } from './assumed.ts';
import { hclLiteral, jsonLiteral } from './literal.ts';
import type { UsedOutputs } from './outputs.ts';
import { change, type Rewrite, together } from './rewritten.ts';

/** An empty state in the folder where Terraform runs: without a file the data source fails, defaults or not. */
export const noStateName = 'holdfast-no-state';

/** https://developer.hashicorp.com/terraform/language/state/remote-state-data */
export const remoteStateType = 'terraform_remote_state';

/** The outputs given for a remote state, by the name of its data source. */
export type GivenOutputs = ReadonlyMap<string, Record<string, unknown>>;

export interface RemoteStates {
  /** The expressions of `defaults`, by the name of the data source. */
  own: ReadonlyMap<string, string>;
  used: ReadonlyMap<string, UsedOutputs>;
  given: GivenOutputs;
}

/** The text of a state without anything in it. */
export function emptyState(): string {
  const lineage = '00000000-0000-0000-0000-000000000000';
  return JSON.stringify({
    version: 4,
    terraform_version: '1.0.0',
    serial: 1,
    lineage,
    outputs: {},
    resources: [],
  });
}

/** Makes every remote state one without a connection. What it gives stands in an override file, or here in a `check`. */
export function assumeRemoteStates(file: SourceFile, states: RemoteStates): Rewrite {
  const rewrites = file.body.blocks('data', 2).map((block) => assumeOne(file, block, states, false));
  for (const check of file.body.blocks('check', 1))
    rewrites.push(...check.body.blocks('data', 2).map((block) => assumeOne(file, block, states, true)));
  return together(rewrites);
}

const settings = ['config', 'workspace', 'defaults'];

function assumeOne(file: SourceFile, block: Block, states: RemoteStates, inCheck: boolean): Rewrite {
  const [type, name = ''] = block.labels;
  if (type !== remoteStateType) return { edits: [], changes: [] };
  const edits = settings.flatMap((setting) => block.body.items(setting)).flatMap((item) => item.removal);
  edits.push(...localBackend(file, block));
  if (inCheck) edits.push(...block.body.insertion(arguments_(states, name)));
  return { edits, changes: [change(file, 'remote-state', block, detailOf(states, name))] };
}

/** The first `backend` becomes the local one, on its line; it cannot come from the override file, being required. */
function localBackend(file: SourceFile, { body }: Block): TextEdit[] {
  const backend = attributeOf(body, 'backend');
  const rest = body.items('backend').filter((item) => item.start !== backend?.start);
  const others = rest.flatMap((item) => item.removal);
  if (!backend) return others;
  const { start, end } = backend.value;
  const lineEnds = file.text.slice(start, end).replace(/[^\n]/g, '');
  const text = lineEnds === '' || file.json ? '"local"' : `("local"${lineEnds})`;
  return [{ start, end, text: file.json ? `"local"${lineEnds}` : text }, ...others];
}

function outputsOf({ used, given }: RemoteStates, name: string): Record<string, unknown> {
  const assumed = [...(used.get(name)?.byName ?? [])].map(([output, use]) => [
    output,
    assumedOutput(output, use),
  ]);
  return { ...Object.fromEntries(assumed), ...given.get(name) };
}

function arguments_(states: RemoteStates, name: string): NewAttribute[] {
  const config = { path: `./${noStateName}` };
  const defaults = outputsOf(states, name);
  return [
    { name: 'config', hcl: hclLiteral(config), json: jsonLiteral(config) },
    { name: 'defaults', hcl: hclLiteral(defaults), json: jsonLiteral(defaults) },
  ];
}

/** What modules themselves say a remote state is to give when it has nothing; in the native syntax only. */
export function ownDefaults(files: readonly SourceFile[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files.filter(({ tree }) => tree !== undefined))
    for (const { labels, body } of file.body.blocks('data', 2)) {
      const defaults = labels[0] === remoteStateType ? attributeOf(body, 'defaults') : undefined;
      if (defaults) found.set(labels[1] ?? '', defaults.value.text);
    }
  return found;
}

/**
 * The block of an override file that gives a remote state its outputs: what is guessed, then what the module's own
 * `defaults` say, then what is given.
 */
export function remoteStateOverride(states: RemoteStates, name: string): string {
  const own = states.own.get(name);
  const given = hclLiteral(states.given.get(name) ?? {});
  const lines = arguments_(states, name).map((one) =>
    one.name === 'defaults' && own !== undefined
      ? `  defaults = merge(${one.hcl}, ${own}, ${given})\n`
      : `  ${one.name} = ${one.hcl}\n`,
  );
  return `data "${remoteStateType}" ${JSON.stringify(name)} {\n${lines.join('')}}\n`;
}

function detailOf(states: RemoteStates, name: string): string {
  const given = states.given.get(name) ?? {};
  const values = Object.entries(outputsOf(states, name))
    .map(
      ([output, value]) =>
        `${output} = ${JSON.stringify(value)}${Object.hasOwn(given, output) ? ' (given)' : ''}`,
    )
    .join(', ');
  const whole = states.used.get(name)?.asWhole
    ? '; it is also used as a whole, so other outputs may be missed'
    : '';
  return `the state is not read; ${values === '' ? 'no output is known' : `assumed: ${values}`}${whole}`;
}
