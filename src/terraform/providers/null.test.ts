import { expect, it } from 'vitest';
import { nothing } from './null.ts';
import { apply, context, read, unset } from './testing/computing.ts';

it('a null_resource has a number of at most 19 digits, its own', () => {
  const ids = ['a', 'b'].map((address) => apply(nothing.resources.null_resource, {}, context, address).id);
  expect(ids[0]).toMatch(/^\d{1,19}$/);
  expect(ids[0]).not.toBe(ids[1]);
  expect(apply(nothing.resources.null_resource, { triggers: { a: 'b' } }).id).toBe(ids[0]);
});

it('a null_data_source gives back its inputs', () => {
  const config = unset(['id', 'outputs', 'has_computed_default'], { inputs: { a: 'b' } });
  expect(read(nothing.dataSources.null_data_source, config)).toEqual({
    id: 'static',
    outputs: { a: 'b' },
    has_computed_default: 'default',
  });
});
