import type { Json } from '../../../../base/canonical-json.ts';
import { Blocks } from './blocks.ts';

let file: Blocks | undefined;

function blocks(): Blocks {
  file ??= Blocks.open(new URL('../data/managed-policies.bin', import.meta.url));
  return file;
}

const form = /^arn:(aws[a-z-]*):iam::aws:policy\/(.+)$/;

/** ARNs of all AWS managed policies in the data, in the partition `aws`. */
export function managedPolicyArns(): string[] {
  return blocks()
    .names()
    .map((path) => `arn:aws:iam::aws:policy/${path}`);
}

/** Whether the ARN is one of a policy that AWS manages, known or not. */
export function isManagedPolicyArn(arn: string): boolean {
  return form.test(arn);
}

/** The newest document of an AWS managed policy that the data has; undefined when there is none. */
export function managedPolicyDocument(arn: string): Json | undefined {
  const path = form.exec(arn)?.[2];
  return path === undefined ? undefined : blocks().read(path);
}
