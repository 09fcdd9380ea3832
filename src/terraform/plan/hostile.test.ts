import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../base/canonical-json.ts';
import { InputError } from '../../base/errors.ts';
import type { Plan } from './plan.ts';
import { readPlanDocument } from './read-plan.ts';
import { type Member, type Planned, planOf, sample } from './testing/documents.ts';

/** Asks a plan for everything that it can be asked. */
function askAll(plan: Plan): void {
  for (const resource of plan.resources) {
    for (const path of ['', 'input', 'input.0', 'a.b', '__proto__', 'input.list.1.x', 'a.0.b', 'a.1.b']) {
      resource.attribute(path);
      resource.references(path);
      resource.assumptions(path);
      resource.isSensitive(path);
      const elements = resource.elements(path);
      if (elements.known) for (const element of elements.value) element.attribute('a');
    }
    expect(resource.place === undefined || resource.place.line > 0).toBe(true);
    resource.provider?.attribute('region');
  }
  for (const provider of plan.providers) provider.attribute('assume_role.0.role_arn');
}

/** The document with `replacement` at the n-th place of all places in it. */
function damaged(document: Json, place: number, replacement: Json): Json {
  let count = 0;
  const visit = (json: Json): Json => {
    count += 1;
    if (count === place) return replacement;
    if (Array.isArray(json)) return json.map(visit);
    if (typeof json !== 'object' || json === null) return json;
    return Object.fromEntries(Object.entries(json).map(([name, inner]) => [name, visit(inner)]));
  };
  return visit(document);
}

async function survives(document: Json): Promise<void> {
  try {
    askAll(await readPlanDocument(document));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
}

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json);

describe('any input', () => {
  it('is read or refused, whatever JSON it is', () =>
    fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...members), json), (more) =>
        survives({ format_version: '1.2', ...more }),
      ),
    ));

  it('is read or refused, wherever a real one is damaged', () => {
    const documents = (['plan', 'state', 'state-file'] as const).map(sample);
    const section = { schemaVersion: 1, places: { x: 1 }, assumptions: [{}], problems: [[]] };
    const all = [...documents, { ...(documents[0] as Member), holdfast: section }];
    return fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...all),
        fc.integer({ min: 2, max: 1500 }),
        json,
        (document, place, by) => survives(damaged(document, place, by)),
      ),
    );
  });

  it('does not change what objects are', async () => {
    const text = `{"format_version": "1.2", "planned_values": {"__proto__": {"polluted": 1}, "root_module": {}},
      "resource_changes": [{"address": "a.b", "mode": "managed", "type": "__proto__", "name": "constructor",
        "provider_name": "registry.terraform.io/hashicorp/constructor",
        "change": {"actions": ["create"], "after": {"__proto__": {"polluted": 1}}, "after_unknown": {"__proto__": {"b": true}}}}],
      "configuration": {"root_module": {"module_calls": {"__proto__": {"module": {}}}}}}`;
    const plan = await readPlanDocument(JSON.parse(text));
    askAll(plan);
    expect(plan.byAddress('a.b')?.attribute('__proto__.polluted')).toEqual({ known: true, value: 1 });
    expect(plan.byAddress('a.b')?.attribute('__proto__.b').known).toBe(false);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('may hold objects that cannot become text', () => {
    const trap = { toString: 1, valueOf: 1, toJSON: 1 };
    const expressions = { a: [{ b: { constant_value: [trap] } }, { b: { constant_value: 'x' } }] };
    const root_module = { resources: [{ address: 'a.b', expressions }] };
    const change = {
      actions: ['create', trap],
      after: { a: [{ b: [trap] }, { b: trap }] },
      after_unknown: trap,
    };
    const resource_changes = [{ address: 'a.b', mode: 'managed', type: 'a', name: 'b', index: trap, change }];
    return survives({ format_version: '1.2', configuration: { root_module }, resource_changes });
  });

  it('may refer to more than there is', async () => {
    const references = Array.from({ length: 150_000 }, (_, at) => `each.value.v${at}`);
    const for_each_expression = { references: ['aws_vpc.v', ...references] };
    const block = { address: 'a.b', expressions: { a: { references } }, for_each_expression };
    const holdfast = { schemaVersion: 1, assumptions: [{ what: 'x', address: 'a.b' }] };
    const plan = await readPlanDocument(
      planOf([{ address: 'a.b' }], { resources: [block, { address: 'aws_vpc.v' }] }, { holdfast }),
    );
    expect(plan.byAddress('a.b')?.references('a')).toEqual([{ address: 'aws_vpc.v' }]);
    expect(plan.byAddress('a.b')?.assumptions('')).toHaveLength(1);
  });

  it('has no more problems than can be read', async () => {
    const plan = await readPlanDocument(planOf([], {}, { resource_changes: Array(5000).fill(1) }));
    expect(plan.problems).toHaveLength(101);
    expect(plan.problems[0]?.message).toBe('$.resource_changes[0] is not an object: it was left out');
    expect(plan.problems.at(-1)?.message).toBe('4900 more problems of the plan are not listed');
  });

  it.each<[string, Member, string]>([
    ['an address that could mislead', { address: 'a.b\u001b[2K' }, '$.resource_changes[0]'],
    ['a module that is not its own', { address: 'a.b', module_address: 'module.x' }, '$.resource_changes[0]'],
    ['no type', { address: 'a.b', type: '' }, '$.resource_changes[0]'],
    ['a mode that is not known', { address: 'a.b', mode: 'new' }, '$.resource_changes[0].mode'],
    ['no change', { address: 'a.b', change: 1 }, '$.resource_changes[0].change'],
    [
      'no values',
      { address: 'a.b', change: { actions: ['create'], after: 1 } },
      '$.resource_changes[0].change.after',
    ],
    [
      'unheard-of actions',
      { address: 'a.b', change: { actions: ['x'] } },
      '$.resource_changes[0].change.actions',
    ],
  ])('with %s in a resource has a problem with its place', async (_, more, path) => {
    const change = { mode: 'managed', type: 'a', name: 'b', change: { actions: ['create'] }, ...more };
    const plan = await readPlanDocument(planOf([], {}, { resource_changes: [change] }));
    expect(plan.problems.some(({ message }) => message.startsWith(`${path} `))).toBe(true);
  });
});

const members = [
  'planned_values',
  'resource_changes',
  'deferred_changes',
  'output_changes',
  'prior_state',
  'configuration',
  'variables',
  'values',
  'holdfast',
];

const name = fc.stringMatching(/^[a-z]{1,3}$/);
const planned = fc.record<Planned>({
  address: fc.tuple(name, fc.nat(2)).map(([one, key]) => `aws_vpc.${one}[${key}]`),
  module: fc.constantFrom('module.a', 'module.a.module.b', 'module.c["x"]'),
  after: fc.dictionary(fc.constantFrom('a', 'b', 'c'), json) as fc.Arbitrary<Member>,
  unknown: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.boolean()),
});
const distinct = fc.uniqueArray(planned, { selector: ({ module, address }) => `${module}.${address}` });

describe('any plan', () => {
  it('has every instance of it, and nothing known that is marked as unknown', () =>
    fc.assert(
      fc.asyncProperty(distinct, fc.boolean(), async (resources, areChanges) => {
        const document = planOf(resources);
        const values = { root_module: { child_modules: resources.map(moduleOf) } };
        const plan = await readPlanDocument({
          ...document,
          planned_values: values,
          ...(!areChanges && { resource_changes: [] }),
        });
        expect(plan.problems).toEqual([]);
        expect(plan.resources).toHaveLength(resources.length);
        for (const { module, address, unknown } of resources) {
          const found = plan.byAddress(`${module}.${address}`);
          expect(found?.module).toBe(module);
          for (const [path, isUnknown] of Object.entries(unknown as Member))
            if (areChanges && isUnknown) expect(found?.attribute([path]).known).toBe(false);
        }
      }),
    ));
});

function moduleOf({ module = '', address, after = {} }: Planned): Json {
  const [, type = '', own = '', index = ''] = /^(\w+)\.(\w+)\[(\d)\]$/.exec(address) ?? [];
  const resource = {
    address: `${module}.${address}`,
    mode: 'managed',
    type,
    name: own,
    index: Number(index),
  };
  return { address: module, resources: [{ ...resource, values: after }] };
}
