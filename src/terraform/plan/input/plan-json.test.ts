import { describe, expect, it } from 'vitest';
import { changes, type Member, planOf, read } from '../testing/documents.ts';

async function outcome(...actions: string[]): Promise<{ stays?: string; goes?: string }> {
  const plan = await read(planOf([{ address: 'aws_vpc.v', actions }]));
  expect(plan.problems).toEqual([]);
  const [[stays], [goes]] = [plan.resources, plan.removed];
  return { ...(stays && { stays: stays.action }), ...(goes && { goes: goes.action }) };
}

describe('the actions of a change', () => {
  it.each([
    [['no-op'], { stays: 'no-op' }],
    [['create'], { stays: 'create' }],
    [['read'], { stays: 'read' }],
    [['update'], { stays: 'update' }],
    [['delete', 'create'], { stays: 'replace' }],
    [['create', 'delete'], { stays: 'replace' }],
    // The old object stays in the account.
    [['create', 'forget'], { stays: 'replace', goes: 'forget' }],
    [['delete'], { goes: 'delete' }],
    [['forget'], { goes: 'forget' }],
  ])('%j', async (actions, expected) => {
    expect(await outcome(...actions)).toEqual(expected);
  });

  it('that are of a deposed object do not touch the new one', async () => {
    const [live] = changes([{ address: 'aws_vpc.v', actions: ['no-op'] }]);
    const [old] = changes([{ address: 'aws_vpc.v', actions: ['delete'] }]);
    const resource_changes = [live ?? null, { ...(old as Member), deposed: 'ab12' }];
    const plan = await read(planOf([], {}, { resource_changes }));
    expect(plan.problems).toEqual([]);
    expect(plan.byAddress('aws_vpc.v')?.action).toBe('no-op');
    expect(plan.removed).toMatchObject([{ address: 'aws_vpc.v', action: 'delete', deposed: 'ab12' }]);
  });

  it('that come twice for one resource are a problem', async () => {
    const plan = await read(
      planOf([{ address: 'aws_vpc.v' }, { address: 'aws_vpc.v', actions: ['delete'] }]),
    );
    expect(plan.problems[0]?.message).toMatch('$.resource_changes[1] is not the only entry for aws_vpc.v');
    expect(plan.resources).toHaveLength(1);
  });
});
