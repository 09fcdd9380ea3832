import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { onnxRuntimeVersion } from '../inference/onnx-model.ts';
import type { JobRunner } from '../ports/jobs.ts';

export interface Diagnosis {
  name: string;
  state: 'ok' | 'missing' | 'degraded';
  found: string;
  /** What its absence costs, and how to get it; empty when it is there. */
  advice: string;
}

const run = promisify(execFile);
const nodeFloor = [22, 18] as const;

async function versionOf(program: string, args: string[]): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(program, args, { timeout: 10_000 });
    return `${stdout}${stderr}`.split('\n')[0]?.trim();
  } catch {
    return undefined;
  }
}

function node(): Diagnosis {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > nodeFloor[0] || (major === nodeFloor[0] && minor >= nodeFloor[1]);
  const advice = enough ? '' : `Holdfast needs ${nodeFloor.join('.')} or newer: https://nodejs.org/`;
  return { name: 'node', state: enough ? 'ok' : 'missing', found: process.version, advice };
}

async function sandbox(jobs: JobRunner): Promise<Diagnosis> {
  const isolation = await jobs.isolation();
  const limits = Object.entries(isolation.limits).map(([name, how]) => `${name} ${how}`);
  const found = [isolation.by ?? 'no sandbox', ...limits].join(', ');
  const state = isolation.tier === 'sandbox' ? 'ok' : 'degraded';
  return { name: 'sandbox', state, found, advice: isolation.notes.join(' ') };
}

async function onnxRuntime(): Promise<Diagnosis> {
  try {
    return { name: 'onnxruntime', state: 'ok', found: await onnxRuntimeVersion(), advice: '' };
  } catch {
    const advice = 'Models cannot be evaluated or served: run `npm install onnxruntime-node`.';
    return { name: 'onnxruntime', state: 'missing', found: 'not installed', advice };
  }
}

async function optional(name: string, program: string, args: string[], advice: string): Promise<Diagnosis> {
  const found = await versionOf(program, args);
  return found === undefined
    ? { name, state: 'degraded', found: 'not found', advice }
    : { name, state: 'ok', found, advice: '' };
}

/** What is installed, what is missing, and what that costs. */
export async function diagnose(jobs: JobRunner): Promise<Diagnosis[]> {
  return [
    node(),
    await sandbox(jobs),
    await onnxRuntime(),
    await optional(
      'python',
      '/usr/bin/python3',
      ['--version'],
      'Only training code in Python needs it: apt-get install python3.',
    ),
    await optional(
      'terraform',
      'terraform',
      ['version'],
      'Only infrastructure needs it: https://developer.hashicorp.com/terraform/install',
    ),
  ];
}
