import { expected, text } from './forms.ts';

const scaled = (factors: Record<string, number>) => (value: string) => {
  const [, digits = '', unit = ''] = /^(\d+)([A-Za-z]+)$/.exec(value) ?? [];
  return Number(digits) * (factors[unit] ?? Number.NaN);
};
const seconds = scaled({ m: 60, h: 3600, d: 86_400, w: 7 * 86_400, y: 365 * 86_400 });

/** `30d`, `4w`, `7y` to seconds; a year has 365 days. */
export const retention = text(
  'a time in days, weeks or years',
  'write a number and d, w or y: 30d, 4w, 7y',
  /^[1-9]\d{0,3}[dwy]$/,
).transform(seconds);

/** `6h`, `1d`, `2w`, `1y` to seconds. */
export const interval = text(
  'an interval',
  'write a number and h, d, w or y: 6h, 1d, 2w, 1y',
  /^[1-9]\d{0,3}[hdwy]$/,
).transform(seconds);

/** `30m`, `1h` to seconds. */
export const timeout = text(
  'a time in minutes or hours',
  'write a number and m or h: 30m, 4h',
  /^[1-9]\d{0,3}[mh]$/,
).transform(seconds);

/** `512MiB`, `8GiB`, `1TiB` to bytes. */
export const size = text(
  'a size',
  'write a number and MiB, GiB or TiB: 512MiB, 8GiB',
  /^[1-9]\d{0,5}(MiB|GiB|TiB)$/,
).transform(scaled({ MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 }));

/** `10%` to 0.1. */
export const percent = text(
  'a percentage',
  'write a number from 0 to 100 and %: 10%, 0.5%',
  /^(100|\d{1,2}(\.\d{1,3})?)%$/,
).transform((value) => Number(value.slice(0, -1)) / 100);

const isDay = (value: string) => {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
};

/** A day of the calendar, as it is written. Without quotes Terraform would read a time. */
export const day = text(
  'a day',
  'write year, month and day in quotes: "2027-03-31"',
  /^\d{4}-\d{2}-\d{2}$/,
).refine(isDay, expected('a day of the calendar', 'write year, month and day in quotes: "2027-03-31"'));
