import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Json } from '../../base/canonical-json.ts';
import { planWithoutCredentials } from '../engine/plan.ts';
import type { Plan, Resource } from '../plan/plan.ts';
import { readPlanDocument } from '../plan/read-plan.ts';

/** The text of `main.tf`, or several files by their names. */
export type ModuleText = string | Readonly<Record<string, string>>;

/**
 * The plan of each of several modules, all made in one run of Terraform: each is called once below one root. Throws
 * when Terraform does not take one of them as it is.
 */
export async function planModules(modules: readonly ModuleText[]): Promise<Plan[]> {
  const dir = await mkdtemp(join(tmpdir(), 'holdfast-modules-'));
  try {
    const calls = modules.map((_, at) => `module "m${at}" {\n  source = "./m${at}"\n}\n`);
    await writeFile(join(dir, 'main.tf'), calls.join('\n'));
    for (const [at, module] of modules.entries()) await writeModule(join(dir, `m${at}`), module);
    const { plan, problems } = await planWithoutCredentials({
      dir,
      varFiles: [],
      variables: [],
      environment: process.env,
      timeoutMs: 300_000,
      signal: new AbortController().signal,
    });
    const errors = problems.filter(({ code }) => code !== 'terraform-warning');
    if (!plan || errors.length > 0) throw new Error(JSON.stringify(errors, undefined, 2));
    const whole = await readPlanDocument(plan as unknown as Json);
    return modules.map((_, at) => within(whole, `m${at}`));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function writeModule(dir: string, module: ModuleText): Promise<void> {
  const files = typeof module === 'string' ? { 'main.tf': module } : module;
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
}

/** What a plan has in one module and those that it calls. */
function within(plan: Plan, folder: string): Plan {
  const module = `module.${folder}`;
  const isIn = (one: Pick<Resource, 'module'>) =>
    one.module === module || one.module.startsWith(`${module}.`);
  return {
    ...plan,
    providers: plan.providers.filter(isIn),
    notes: plan.notes.filter(({ place }) => place?.file.startsWith(`${folder}/`)),
    resources: plan.resources.filter(isIn),
    byAddress(address) {
      const found = plan.byAddress(address);
      return found && isIn(found) ? found : undefined;
    },
    ofType: (...types) => plan.ofType(...types).filter(isIn),
    dataOfType: (...types) => plan.dataOfType(...types).filter(isIn),
  };
}
