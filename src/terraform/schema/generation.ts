import type { SchemaName } from './store.ts';

/** Which schema stands for the AWS provider that a module asks for. */
export interface AwsGeneration {
  schema: Extract<SchemaName, 'aws-5' | 'aws-6' | 'aws-lenient'>;
  /** The generation whose rules the module was written for: 3 to 6. */
  major: number;
}

const newest = 6;
const oldest = 3;

/**
 * The newest generation of the AWS provider that a version constraint admits; without a constraint the newest of
 * all. Generations that Holdfast does not know are answered with the nearest one. A part that Terraform would not
 * understand is passed over: Terraform reports it.
 * https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function awsGeneration(constraint: string | undefined): AwsGeneration {
  const admitted = admittedBy(constraint ?? '');
  for (let major = newest; major >= oldest; major--) if (admits(admitted, major)) return generation(major);
  const isOlder = admitted.below !== undefined && compare(admitted.below, [oldest, 0, 0]) <= 0;
  return generation(isOlder ? oldest : newest);
}

function generation(major: number): AwsGeneration {
  if (major >= 6) return { schema: 'aws-6', major };
  return { schema: major === 5 ? 'aws-5' : 'aws-lenient', major };
}

type Version = [major: number, minor: number, patch: number];

/** Versions from `from` up to, but not including, `below`, without those in `except`. */
interface Admitted {
  from: Version;
  below?: Version;
  except: Version[];
}

function admittedBy(constraint: string): Admitted {
  const admitted: Admitted = { from: [0, 0, 0], except: [] };
  for (const part of constraint.split(',')) narrow(admitted, part);
  return admitted;
}

/** A version with what stands behind its numbers (`-beta1`) left out: only the generation matters. */
const partPattern = /^\s*(=|!=|>=?|<=?|~>)?\s*(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:[-+][\w.+-]+)?\s*$/;

function narrow(admitted: Admitted, part: string): void {
  const match = partPattern.exec(part);
  if (!match) return;
  const [, operator = '=', major, minor, patch] = match;
  const version: Version = [Number(major), Number(minor ?? 0), Number(patch ?? 0)];
  switch (operator) {
    case '!=':
      admitted.except.push(version);
      break;
    case '>=':
      raise(admitted, version);
      break;
    case '>':
      raise(admitted, next(version));
      break;
    case '<':
      lower(admitted, version);
      break;
    case '<=':
      lower(admitted, next(version));
      break;
    case '~>':
      raise(admitted, version);
      lower(admitted, patch === undefined ? [version[0] + 1, 0, 0] : [version[0], version[1] + 1, 0]);
      break;
    default:
      raise(admitted, version);
      lower(admitted, next(version));
  }
}

function raise(admitted: Admitted, from: Version): void {
  if (compare(from, admitted.from) > 0) admitted.from = from;
}

function lower(admitted: Admitted, below: Version): void {
  if (!admitted.below || compare(below, admitted.below) < 0) admitted.below = below;
}

function admits(admitted: Admitted, major: number): boolean {
  const ofMajor: Admitted = { ...admitted };
  raise(ofMajor, [major, 0, 0]);
  lower(ofMajor, [major + 1, 0, 0]);
  let candidate = ofMajor.from;
  while (ofMajor.except.some((version) => compare(version, candidate) === 0)) candidate = next(candidate);
  return compare(candidate, ofMajor.below ?? candidate) < 0;
}

function next([major, minor, patch]: Version): Version {
  return [major, minor, patch + 1];
}

function compare(left: Version, right: Version): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}
