import type { ObjectValue } from '../../protocol/value.ts';

/** A moment as a place reads it from its clock. https://datatracker.ietf.org/doc/html/rfc3339#section-5.6 */
export interface Moment {
  /** The clock's date and time, as if it stood in UTC. */
  clockMs: number;
  /** How far the clock is ahead of UTC. */
  aheadMinutes: number;
}

const form = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Undefined for a text of another form, or a date that does not exist. */
export function parseMoment(text: string): Moment | undefined {
  const [, clock, zone] = form.exec(text) ?? [];
  if (clock === undefined || zone === undefined) return undefined;
  const clockMs = Date.parse(`${clock}Z`);
  // Date.parse takes the 31st of February for a day of March.
  if (Number.isNaN(clockMs) || !new Date(clockMs).toISOString().startsWith(clock)) return undefined;
  const aheadMinutes = minutesOf(zone);
  return aheadMinutes === undefined ? undefined : { clockMs, aheadMinutes };
}

function minutesOf(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Without fractions of a second. */
export function formatMoment({ clockMs, aheadMinutes }: Moment): string {
  const clock = new Date(clockMs).toISOString().slice(0, 19);
  if (aheadMinutes === 0) return `${clock}Z`;
  const ahead = Math.abs(aheadMinutes);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${clock}${aheadMinutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}

export type Unit = 'years' | 'months' | 'days' | 'hours' | 'minutes' | 'seconds';

const fixedMs: Partial<Record<Unit, number>> = { hours: 3_600_000, minutes: 60_000, seconds: 1000 };

/** A day that a month does not have runs on into the next month. Undefined beyond the years 1 to 9999. */
export function add(moment: Moment, count: number, unit: Unit): Moment | undefined {
  const date = new Date(moment.clockMs);
  const ms = fixedMs[unit];
  if (ms !== undefined) date.setTime(moment.clockMs + count * ms);
  else if (unit === 'years') date.setUTCFullYear(date.getUTCFullYear() + count);
  else if (unit === 'months') date.setUTCMonth(date.getUTCMonth() + count);
  else date.setUTCDate(date.getUTCDate() + count);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? { ...moment, clockMs: date.getTime() } : undefined;
}

/** The attributes that the `time` provider gives of a moment. */
export function partsOf({ clockMs, aheadMinutes }: Moment): ObjectValue {
  const date = new Date(clockMs);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    unix: Math.floor(clockMs / 1000) - aheadMinutes * 60,
  };
}
