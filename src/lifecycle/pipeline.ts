import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Step } from './step.ts';

/**
 * Every step of the folder `steps/`, in an order in which each finds what it takes. Adding a step is adding a file
 * that exports `step`.
 */
export async function loadSteps(folder = join(import.meta.dirname, 'steps')): Promise<Step[]> {
  const names = (await readdir(folder)).filter((name) => /^[a-z-]+\.(ts|js)$/.test(name)).sort();
  const steps = await Promise.all(
    names.map(async (name) => {
      const { step } = (await import(pathToFileURL(join(folder, name)).href)) as { step: Step };
      return step;
    }),
  );
  return inOrder(steps);
}

/** Sorts steps by the flow of artifacts; an artifact nobody or everybody makes is a bug and is named. */
export function inOrder(steps: Step[]): Step[] {
  const makers = new Map<string, Step>();
  for (const step of steps) {
    for (const name of step.leaves) {
      const other = makers.get(name);
      if (other) throw new Error(`both ${other.name} and ${step.name} leave ${name}`);
      makers.set(name, step);
    }
  }
  const ordered: Step[] = [];
  const visit = (step: Step, path: Step[]): void => {
    if (path.includes(step))
      throw new Error(`steps wait for each other: ${path.map((s) => s.name).join(', ')}`);
    if (ordered.includes(step)) return;
    for (const name of step.takes) {
      const maker = makers.get(name);
      if (!maker) throw new Error(`${step.name} takes ${name}, which no step leaves`);
      visit(maker, [...path, step]);
    }
    ordered.push(step);
  };
  for (const step of steps) visit(step, []);
  return ordered;
}
