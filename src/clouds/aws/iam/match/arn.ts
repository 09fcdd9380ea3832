import { fitsGlob } from '../../../../base/glob.ts';
import { type Fit, fitOf, isPattern } from './fit.ts';

export interface Arn {
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string;
}

/** `arn:partition:service:region:account:resource`; undefined when it has not these six parts. */
export function parseArn(text: string): Arn | undefined {
  const parts = segments(text);
  if (parts.length < 6 || parts[0] !== 'arn') return undefined;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = parts;
  return { partition, service, region, account, resource };
}

/** Split at the first five colons; the resource part may hold more. */
function segments(text: string): string[] {
  const parts = text.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/**
 * ArnLike and ArnEquals: each of the six parts alone.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function arnFit(pattern: string, subject: string): Fit {
  if (pattern === '*') return 'all';
  const [left, right] = [segments(pattern), segments(subject)];
  if (left.length !== right.length) {
    return isPattern(subject) || pattern.includes('\u0000') ? fitOf(pattern, subject) : 'none';
  }
  let worst: Fit = 'all';
  for (const [index, part] of left.entries()) {
    const fit = partFit(part, right[index] ?? '');
    if (fit === 'none') return 'none';
    if (fit === 'unknown' || worst === 'all') worst = fit === 'all' ? worst : fit;
  }
  return worst;
}

function partFit(pattern: string, subject: string): Fit {
  if (isPattern(subject) || pattern.includes('\u0000')) return fitOf(pattern, subject);
  return fitsGlob(pattern, subject) ? 'all' : 'none';
}

/** The account in an ARN; undefined where it has none, as S3's. */
export function accountOf(arn: string): string | undefined {
  if (!arn.startsWith('arn:')) return undefined;
  // Asked for each decision: cut out, instead of taking the whole apart.
  let start = 3;
  for (let part = 0; part < 3 && start >= 0; part += 1) start = arn.indexOf(':', start + 1);
  if (start < 0 || arn[start + 13] !== ':') return undefined;
  const account = arn.slice(start + 1, start + 13);
  return /^[0-9]{12}$/.test(account) ? account : undefined;
}
