import { join } from 'node:path';
import type { Defaults } from '../providers/knowledge.ts';
import { withoutKeys } from '../source/address.ts';
import type { Project } from '../source/types.ts';
import type { Served } from './provider.ts';

export interface PlanRequest {
  /** The folder of a root module. */
  dir: string;
  /** Files as for `-var-file`, absolute. */
  varFiles: string[];
  /** `NAME=VALUE`, as for `-var`. */
  variables: string[];
  /** For providers that do not say; 12 digits. */
  account?: string;
  /** For providers that do not say. */
  region?: string;
  /** What the user knows better: attributes by the address of a data source, outputs by that of a remote state. */
  given?: Record<string, Record<string, unknown>>;
  environment: Record<string, string | undefined>;
  /** For each command of Terraform. */
  timeoutMs: number;
  signal: AbortSignal;
}

const defaultAccount = '123456789012';
const defaultRegion = 'us-east-1';

/** What holds for providers that do not say it themselves. */
export function defaultsOf({ account, region }: PlanRequest, { projectDir, rootDir }: Project): Defaults {
  return {
    account: account ?? defaultAccount,
    region: region ?? defaultRegion,
    projectDir,
    rootDir: join(projectDir, rootDir),
  };
}

/** What the user knows of an instance: by its own address, or by that of its block. */
export function givenBy({ given = {} }: PlanRequest): Served['given'] {
  return (address) => (given[address] ?? given[withoutKeys(address)]) as ReturnType<Served['given']>;
}

/** The arguments that give Terraform the user's variables. */
export function variablesOf({ varFiles, variables }: PlanRequest): string[] {
  return [...varFiles.map((file) => `-var-file=${file}`), ...variables.map((one) => `-var=${one}`)];
}
