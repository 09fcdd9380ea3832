import { lacks, which } from './lacks.ts';

export interface Program {
  name: 'terraform' | 'tofu';
  /** For `it.skipIf`. */
  missing: boolean;
  environment: Record<string, string | undefined>;
}

/** The programs that evaluate: each test of what they do runs with Terraform, and with OpenTofu where it is installed. */
export const programs: Program[] = [
  { name: 'terraform', missing: lacks('terraform'), environment: environmentWith('terraform') },
  ...(which('tofu') === undefined
    ? []
    : [{ name: 'tofu', missing: false, environment: environmentWith('tofu') } as const]),
];

function environmentWith(program: string): Program['environment'] {
  return { ...process.env, HOLDFAST_TERRAFORM: program };
}
