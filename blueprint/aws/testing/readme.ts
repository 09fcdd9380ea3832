import type { Declared } from './declared.ts';

/** The part of a README that its module's code dictates. */
export function interfaceText({ inputs, outputs }: Declared): string {
  const takes = inputs.map(
    ({ name, type, default: given, description }) =>
      `| \`${name}\` | ${type} | ${given === undefined ? 'required' : `\`${given}\``} | ${description} |`,
  );
  const gives = outputs.map(({ name, description }) => `| \`${name}\` | ${description} |`);
  const lists = [
    ['## Inputs', '', '| name | type | default | |', '|---|---|---|---|', ...takes],
    ...(gives.length === 0 ? [] : [['## Outputs', '', '| name | |', '|---|---|', ...gives]]),
  ];
  return lists.map((lines) => `${lines.join('\n')}\n`).join('\n');
}
