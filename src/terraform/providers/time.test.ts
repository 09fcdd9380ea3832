import { describe, expect, it } from 'vitest';
import type { ObjectValue, Value } from '../protocol/value.ts';
import { unknown } from '../protocol/value.ts';
import { apply } from './testing/computing.ts';
import { time } from './time.ts';

const base = '2024-01-31T10:00:00Z';

describe('time', () => {
  it.each<[string, ObjectValue, ObjectValue]>([
    ['time_static', {}, { id: '2000-01-01T00:00:00Z', rfc3339: '2000-01-01T00:00:00Z', unix: 946684800 }],
    [
      'time_static',
      { rfc3339: base },
      { id: base, year: 2024, month: 1, day: 31, hour: 10, minute: 0, second: 0 },
    ],
    ['time_offset', { base_rfc3339: base, offset_days: 1 }, { id: base, rfc3339: '2024-02-01T10:00:00Z' }],
    ['time_offset', { base_rfc3339: base, offset_hours: -11 }, { rfc3339: '2024-01-30T23:00:00Z' }],
    ['time_offset', { base_rfc3339: base, offset_months: 1 }, { rfc3339: '2024-03-02T10:00:00Z' }],
    ['time_offset', { base_rfc3339: base, offset_years: 1 }, { rfc3339: '2025-01-31T10:00:00Z', year: 2025 }],
    [
      'time_rotating',
      { rfc3339: base, rotation_days: 30 },
      { id: base, rotation_rfc3339: '2024-03-01T10:00:00Z' },
    ],
    ['time_rotating', { rfc3339: base, rotation_rfc3339: '2030-01-01T00:00:00Z' }, { year: 2030 }],
    ['time_sleep', { create_duration: '30s' }, { id: '2000-01-01T00:00:00Z' }],
  ])('%s %j', (type, given, expected) => {
    expect(apply(time.resources[type], given)).toMatchObject(expected);
  });

  it('knows nothing of a time that is not known', () => {
    expect(apply(time.resources.time_static, { rfc3339: unknown }).id).toBeUndefined();
    expect(apply(time.resources.time_static, { rfc3339: '2024-02-31T00:00:00Z' }).id).toBeUndefined();
  });
});

describe('rfc3339_parse', () => {
  const parse = (text: Value) => time.functions.rfc3339_parse?.call([text], { projectDir: '/project' });

  it('gives all parts of a time', () => {
    expect(parse('2023-07-25T23:43:16Z')).toEqual({
      year: 2023,
      year_day: 206,
      day: 25,
      month: 7,
      month_name: 'July',
      weekday: 2,
      weekday_name: 'Tuesday',
      hour: 23,
      minute: 43,
      second: 16,
      unix: 1690328596,
      iso_year: 2023,
      iso_week: 30,
    });
  });

  it.each([
    ['2021-01-03T00:00:00Z', { iso_year: 2020, iso_week: 53, weekday: 0 }],
    ['2024-12-30T00:00:00+02:00', { iso_year: 2025, iso_week: 1, year_day: 365, unix: 1735509600 }],
  ])('counts weeks and zones of %s', (text, expected) => {
    expect(parse(text)).toMatchObject(expected);
  });

  it.each(['', 'today', '2024-13-01T00:00:00Z', '2024-01-01'])('refuses %j', (text) => {
    expect(() => parse(text)).toThrow('RFC3339');
  });
});
