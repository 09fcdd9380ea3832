import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { intentOf, matrices } from '../../src/app/proof/access.ts';
import { type Estates, readEstates } from '../../src/app/proof/estates.ts';
import type { Check } from '../../src/checks/check.ts';
import { loadChecks } from '../../src/checks/registry.ts';
import { judge } from '../../src/findings/judge.ts';
import { applyWaivers } from '../../src/findings/waivers.ts';
import { type Mutant, mutantsOf } from './mutants.ts';

const repository = join(import.meta.dirname, '../..');
const modules = 'blueprint/aws/modules';

/** A mutant and the file, from the folder of the modules, that it is of. */
export interface Candidate extends Mutant {
  file: string;
}

/** `invalid`: it cannot be evaluated, so that it says nothing about the checks. */
export type Outcome = 'noticed' | 'survives' | 'invalid';

/** What Holdfast has to say about an environment. */
interface Told {
  lines: ReadonlySet<string>;
  problems: number;
}

/** A copy of the blueprint and of one environment of the example, in which one mutant after the other is tried. */
export class Workshop {
  readonly #dir: string;
  readonly #checks: readonly Check[];
  #before: Told = { lines: new Set(), problems: 0 };

  private constructor(dir: string, checks: readonly Check[]) {
    this.#dir = dir;
    this.#checks = checks;
  }

  static async open(environment: string): Promise<Workshop> {
    const dir = await mkdtemp(join(tmpdir(), 'holdfast-mutants-'));
    const example = 'examples/credit-risk';
    await mkdir(join(dir, example, 'infra'), { recursive: true });
    await mkdir(join(dir, '.git'));
    for (const part of ['blueprint/aws', `${example}/holdfast.yaml`, `${example}/infra/${environment}`])
      await cp(join(repository, part), join(dir, part), { recursive: true });
    const workshop = new Workshop(dir, await loadChecks());
    workshop.#before = await workshop.#told();
    return workshop;
  }

  close(): Promise<void> {
    return rm(this.#dir, { recursive: true, force: true });
  }

  async try({ file, start, end, text: put }: Candidate): Promise<Outcome> {
    const path = join(this.#dir, modules, file);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.slice(0, start) + put + text.slice(end));
    try {
      const after = await this.#told();
      if (after.problems > this.#before.problems) return 'invalid';
      return after.lines.isSubsetOf(this.#before.lines) ? 'survives' : 'noticed';
    } catch {
      return 'invalid';
    } finally {
      await writeFile(path, text);
    }
  }

  /** Findings that are not waived, and how access differs from the intent. */
  async #told(): Promise<Told> {
    const estates = await readEstates({
      cwd: this.#dir,
      source: join(this.#dir, 'examples/credit-risk'),
      varFiles: [],
      variables: [],
      cache: false,
      environment: {},
      withoutTerraform: true,
      signal: new AbortController().signal,
    });
    const problems = estates.roots.flatMap((root) => root.problems);
    return {
      lines: new Set([...findingsIn(estates, this.#checks), ...differencesIn(estates)]),
      problems: problems.filter(({ code }) => code !== 'static-unknown').length,
    };
  }
}

function findingsIn(estates: Estates, checks: readonly Check[]): string[] {
  const { findings } = judge(estates.estates, checks);
  const today = new Date().toISOString().slice(0, 10);
  return applyWaivers(findings, estates.platform?.waivers ?? {}, today)
    .filter(({ waived }) => !waived)
    .map(({ check, outcome, name, message }) => `${check} ${outcome} ${name} ${message}`);
}

function differencesIn(estates: Estates): string[] {
  return Object.values(intentOf(estates, matrices(estates))).flatMap(({ excess, unclear, missing }) => [
    ...[...excess, ...unclear].map(({ principal, verb, noun }) => `${principal} ${verb} ${noun.name}`),
    ...missing.map(({ who, verb, name }) => `${who} lacks ${verb} ${name}`),
  ]);
}

/** Every mutant of every module, always in the same order. */
export async function candidates(): Promise<Candidate[]> {
  const folder = join(repository, modules);
  const all = await readdir(folder, { recursive: true });
  const found: Candidate[] = [];
  for (const file of all.filter((name) => name.endsWith('.tf')).sort()) {
    const mutants = await mutantsOf(file, await readFile(join(folder, file), 'utf8'));
    found.push(...mutants.map((mutant) => ({ ...mutant, file })));
  }
  return found;
}
