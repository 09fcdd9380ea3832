import type { Path, Plan, Resource } from '../../../terraform/plan/plan.ts';
import { textAt, textsAt, withoutKey } from './values.ts';

/** The attributes by which others name a resource. */
const identities = [
  'id',
  'arn',
  'name',
  'bucket',
  'key_id',
  'url',
  'function_name',
  'repository',
  'qualified_arn',
  'invoke_arn',
  'model_package_group_name',
  'domain_name',
  'repository_name',
];

/** Whether an attribute of a resource names another; undefined where that cannot be told. */
export function namesOne(plan: Plan, resource: Resource, path: Path, target: Resource): boolean | undefined {
  const given = textsAt(resource, path);
  const references = resource.references(path);
  if (!given) {
    if (references.some(({ address }) => address === target.address)) return true;
    if (references.length === 0) return undefined;
    return references.some(({ address }) => address === withoutKey(target.address)) ? undefined : false;
  }
  const isNamed = identities.some((name) => {
    const own = textAt(target, name);
    return own !== undefined && given.includes(own);
  });
  return isNamed || onlyOne(plan, references) === target.address;
}

/** What an expression refers to by itself; `each.value` may stand for many, of which the value says which it is. */
function onlyOne(plan: Plan, references: readonly { address: string }[]): string | undefined {
  const [first, ...more] = new Set(
    references.map(({ address }) => address).filter((one) => plan.byAddress(one)),
  );
  return more.length === 0 ? first : undefined;
}
