import { describe, expect, it } from 'vitest';
import { inDomain, model, node } from '../testing/onnx-writer.ts';
import { runtimeObjection } from '../testing/runtime.ts';
import { allOperators, lookUp, maxIrVersion, maxOpsetVersion } from './operators.ts';

/** What ONNX Runtime says of one node with this operator, at this version of its domain. */
async function ask(domain: string, operator: string, version: number): Promise<string> {
  const opsets: [string, number][] =
    domain === ''
      ? [['', version]]
      : [
          ['', 20],
          [domain, version],
        ];
  const more = domain === '' ? [] : [inDomain(domain)];
  return (await runtimeObjection(model({ opsets, nodes: [node(operator, ['x'], ['y'], ...more)] }))) ?? '';
}

type Versions = ReturnType<typeof allOperators> extends Generator<infer T> ? T : never;

/** What the runtime should and should not know of an operator, by version. */
function expectations({ domain, since, deprecatedIn }: Versions): [version: number, state: string][] {
  const last = Math.min(deprecatedIn - 1, maxOpsetVersion(domain) ?? 0);
  const all: [number, string][] = [
    [since - 1, 'unknown'],
    [since, 'known'],
    [last, 'known'],
    [deprecatedIn, 'deprecated'],
  ];
  return all.filter(([version]) => version > 0 && version !== Infinity);
}

function stateIn(answer: string): string {
  if (/No Op registered/.test(answer)) return 'unknown';
  return /deprecated/.test(answer) ? 'deprecated' : 'known';
}

async function differences(): Promise<string[]> {
  const found: string[] = [];
  for (const entry of allOperators()) {
    for (const [version, state] of expectations(entry)) {
      const said = stateIn(await ask(entry.domain, entry.operator, version));
      if (said !== state) found.push(`${entry.domain}:${entry.operator} ${version} is ${said}`);
    }
  }
  return found;
}

describe('operators', () => {
  it('are those that ONNX Runtime resolves, from and up to the same versions', async () => {
    expect(await differences()).toEqual([]);
  });

  it('end with the versions that ONNX Runtime supports', async () => {
    const relu = [node('Relu', ['x'], ['y'])];
    expect(await runtimeObjection(model({ irVersion: maxIrVersion, nodes: relu }))).toBeUndefined();
    expect(await runtimeObjection(model({ irVersion: maxIrVersion + 1, nodes: relu }))).toMatch(/IR version/);
    const newest = maxOpsetVersion('') ?? 0;
    expect(await runtimeObjection(model({ opsets: [['', newest]], nodes: relu }))).toBeUndefined();
    expect(await runtimeObjection(model({ opsets: [['', newest + 1]], nodes: relu }))).toMatch(/opset/);
  });

  it('are looked up by version', () => {
    expect(lookUp('', 'Gelu', 19)).toBe('unknown');
    expect(lookUp('', 'Gelu', 20)).toBe('known');
    expect(lookUp('', 'Upsample', 9)).toBe('known');
    expect(lookUp('', 'Upsample', 10)).toBe('deprecated');
    expect(lookUp('', 'constructor', 20)).toBe('unknown');
    expect(lookUp('com.microsoft', 'Gelu', 1)).toBe('unknown');
    expect([...allOperators()].length).toBeGreaterThan(200);
  });
});
