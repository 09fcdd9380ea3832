import type { Value } from '../protocol/value.ts';
import { isWhollyKnown } from '../protocol/value.ts';
import { plainContext } from './context.ts';
import {
  type Compute,
  type Computing,
  DataSourceError,
  type ProviderFunction,
  type ProviderKnowledge,
  type ResourceKnowledge,
} from './knowledge.ts';
import { add, formatMoment, type Moment, parseMoment, partsOf, type Unit } from './time/rfc3339.ts';
import { integerOf, textOf } from './values.ts';

// https://registry.terraform.io/providers/hashicorp/time/latest/docs
// The time of a run would make each result another, so that now is always the start of the year 2000.
const now = '2000-01-01T00:00:00Z';

/** What Go prints for a time that was never set. */
const zero = '0001-01-01T00:00:00Z';

const units: Unit[] = ['days', 'hours', 'minutes', 'months', 'seconds', 'years'];

function given(of: Computing, name: string): Moment | undefined {
  if (!isWhollyKnown(of.value(name))) return undefined;
  return parseMoment(of.string(name) || now);
}

/**
 * Each `offset_…` counts from the base, not from one another, and the last in this order wins: as the provider does.
 * https://github.com/hashicorp/terraform-provider-time/blob/main/internal/provider/resource_time_offset.go
 */
function moved(of: Computing, base: Moment, prefix: string, order: Unit[]): Moment | undefined {
  const unit = order.findLast((one) => (integerOf(of.value(prefix + one)) ?? 0) !== 0);
  return unit === undefined ? undefined : add(base, integerOf(of.value(prefix + unit)) ?? 0, unit);
}

type Find = (of: Computing) => Moment | undefined;

const offset: Find = (of) => {
  const base = given(of, 'base_rfc3339');
  if (base === undefined) return undefined;
  return units.some((unit) => integerOf(of.value(`offset_${unit}`)))
    ? moved(of, base, 'offset_', units)
    : parseMoment(zero);
};

/** A given time of rotation wins over all but the years. */
const rotation: Find = (of) => {
  const base = given(of, 'rfc3339');
  if (base === undefined) return undefined;
  const own = of.string('rotation_rfc3339');
  if (integerOf(of.value('rotation_years'))) return moved(of, base, 'rotation_', ['years']);
  if (own) return parseMoment(own);
  const order = units.filter((unit) => unit !== 'years' && unit !== 'seconds');
  return moved(of, base, 'rotation_', order) ?? parseMoment(zero);
};

const at: Find = (of) => given(of, 'rfc3339');

const written =
  (find: Find): Compute =>
  (of) => {
    const moment = find(of);
    return moment === undefined ? undefined : formatMoment(moment);
  };

const part =
  (find: Find, name: string): Compute =>
  (of): Value | undefined => {
    const moment = find(of);
    return moment === undefined ? undefined : partsOf(moment)[name];
  };

function parts(find: Find): Record<string, Compute> {
  const names = ['year', 'month', 'day', 'hour', 'minute', 'second', 'unix'];
  return Object.fromEntries(names.map((name) => [name, part(find, name)]));
}

const base = written((of) => given(of, 'base_rfc3339'));

const resources: Record<string, ResourceKnowledge> = {
  time_offset: { computed: { id: base, base_rfc3339: base, rfc3339: written(offset), ...parts(offset) } },
  time_rotating: {
    computed: {
      id: written(at),
      rotation_rfc3339: written(rotation),
      ...parts(rotation),
      rfc3339: written(at),
    },
  },
  time_sleep: { computed: { id: now } },
  time_static: { computed: { id: written(at), rfc3339: written(at), ...parts(at) } },
};

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const dayMs = 86_400_000;

/** The week with the year's first Thursday is the first: ISO 8601. */
function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * dayMs);
  const yearStart = new Date(0);
  yearStart.setUTCFullYear(thursday.getUTCFullYear(), 0, 1);
  return {
    year: thursday.getUTCFullYear(),
    week: Math.floor((thursday.getTime() - yearStart.getTime()) / dayMs / 7) + 1,
  };
}

const rfc3339Parse: ProviderFunction = {
  summary: 'Reads an RFC 3339 timestamp',
  parameters: [{ name: 'timestamp', type: 'string' }],
  returns: [
    'object',
    {
      ...Object.fromEntries(
        [
          'year',
          'year_day',
          'day',
          'month',
          'weekday',
          'hour',
          'minute',
          'second',
          'unix',
          'iso_year',
          'iso_week',
        ].map((name) => [name, 'number' as const]),
      ),
      month_name: 'string',
      weekday_name: 'string',
    },
  ],
  call([timestamp]) {
    const text = textOf(timestamp) ?? '';
    const moment = parseMoment(text);
    if (moment === undefined) throw new DataSourceError(`"${text}" is not a valid RFC3339 timestamp`);
    const date = new Date(moment.clockMs);
    const newYear = new Date(0).setUTCFullYear(date.getUTCFullYear(), 0, 1);
    const week = isoWeek(date);
    return {
      ...partsOf(moment),
      year_day: Math.floor((moment.clockMs - newYear) / dayMs) + 1,
      month_name: months[date.getUTCMonth()] ?? null,
      weekday: date.getUTCDay(),
      weekday_name: weekdays[date.getUTCDay()] ?? null,
      iso_year: week.year,
      iso_week: week.week,
    };
  },
};

export const time: ProviderKnowledge = {
  source: 'hashicorp/time',
  configure: plainContext,
  resources,
  dataSources: {},
  ephemeralResources: {},
  functions: { rfc3339_parse: rfc3339Parse },
};
