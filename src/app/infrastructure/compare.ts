import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Json } from '../../base/canonical-json.ts';
import type { Digest } from '../../base/digest.ts';
import { InputError } from '../../base/errors.ts';
import { member } from '../../terraform/plan/json.ts';
import { readDocumentFile } from '../../terraform/plan/read-plan-file.ts';
import { type Change, changesOf } from '../../terraform/real/change.ts';
import { type Comparison, compareWithProven } from '../../terraform/real/compare.ts';
import { planDigest } from '../../terraform/real/digest.ts';
import { givenAttributes } from '../../terraform/real/given.ts';
import { type PlanChoices, planFolder } from '../plan.ts';
import { atLeastOne } from '../proof/read-plan.ts';

export interface CompareChoices extends PlanChoices {
  /** The JSON of the plan that was made with credentials. */
  real: string;
  /** The digest that was approved. */
  digest?: Digest;
}

export interface CompareResult extends Comparison {
  digest: Digest;
  /** False where another digest was approved. */
  isApproved: boolean;
  /** How many resources the plan changes, by what it does to them. */
  actions: Record<'create' | 'update' | 'replace' | 'delete', string[]>;
}

/** Holds the plan that is about to be applied against the credential-free plan of the same configuration. */
export async function compareFolder(choices: CompareChoices): Promise<CompareResult> {
  const path = resolve(choices.cwd, choices.real);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile())
    throw new InputError({
      code: 'plan-unreadable',
      message: `${choices.real}: there is no such file`,
      fix: 'write it with `terraform show -json tfplan > real.json`',
    });
  const real = await readDocumentFile(path, choices.real);
  if (member(real, 'holdfast') !== undefined)
    throw new InputError({
      code: 'plan-not-real',
      message: `${choices.real} is a plan that Holdfast made, and none that was made with credentials`,
      fix: 'give what `terraform show -json tfplan` prints',
    });
  const changes = changesOf(real, choices.real);
  const { plan, problems } = await planFolder(choices);
  if (plan?.holdfast.mode !== 'strict') throw new InputError(...atLeastOne(problems, choices.dir));
  const proven = plan as unknown as Json;
  const comparison = compareWithProven(
    {
      changes: changesOf(proven, choices.dir),
      placeholders: plan.holdfast.placeholders,
      given: givenAttributes(proven),
    },
    changes,
  );
  const digest = planDigest(real, changes);
  return {
    ...comparison,
    digest,
    isApproved: choices.digest === undefined || choices.digest === digest,
    actions: actionsOf(changes),
  };
}

function actionsOf(changes: ReadonlyMap<string, Change>): CompareResult['actions'] {
  const found: CompareResult['actions'] = { create: [], update: [], replace: [], delete: [] };
  for (const { address, actions } of changes.values()) {
    const kind = actions.length > 1 ? 'replace' : actions[0];
    if (kind !== undefined && Object.hasOwn(found, kind)) found[kind as keyof typeof found].push(address);
  }
  return found;
}
