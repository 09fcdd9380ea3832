import type { Issue } from '../../../base/issue.ts';
import type { Attributes, Path, Plan, Resource } from '../../../terraform/plan/plan.ts';
import type { UnitForm } from './service.ts';
import type { UnitFact } from './types.ts';
import { referredBy, tagsOf, textAt } from './values.ts';
import { arnOf, type Whereabouts } from './where.ts';

/** What runs as a role; what it runs as is found through profiles and task definitions. */
export function readUnits(plan: Plan, form: UnitForm, where: Whereabouts, problems: Issue[]): UnitFact[] {
  return plan.ofType(form.type).flatMap((resource): UnitFact[] => {
    const role = roleOf(plan, form, resource);
    if (role === null) return [];
    if (role === undefined) {
      problems.push(unknownRole(resource));
      return [];
    }
    const tags = tagsOf(resource);
    const arn = arnOf(resource, form.arn, where.of(resource));
    const unit = { kind: form.kind, arn, role: asArn(role, resource, where), ...(tags && { tags }) };
    return [{ unit, resource }];
  });
}

function unknownRole(resource: Resource): Issue {
  return {
    code: 'role-unknown',
    message: `${resource.address}: the role that it runs as is not known, so that who can run code in it is not followed`,
    ...(resource.place && { place: resource.place }),
  };
}

/** The ARN or the name of the role; null when it has none. */
function roleOf(plan: Plan, { role, by }: UnitForm, resource: Resource): string | null | undefined {
  for (const path of role) {
    const found = by === undefined ? roleAt(plan, resource, path) : through(plan, resource, path, by);
    if (found !== null) return found;
  }
  return null;
}

function roleAt(plan: Plan, attributes: Attributes, path: Path): string | null | undefined {
  const known = attributes.attribute(path);
  if (known.known) return typeof known.value === 'string' && known.value !== '' ? known.value : null;
  const [role, ...more] = referredBy(plan, attributes, path, ['aws_iam_role']);
  return role && more.length === 0 ? textAt(role, 'name') : undefined;
}

/** What stands between a unit and its role. */
const between = {
  profile: { type: 'aws_iam_instance_profile', role: 'role' },
  task: { type: 'aws_ecs_task_definition', role: 'task_role_arn' },
} as const;

function through(plan: Plan, resource: Resource, path: Path, by: keyof typeof between) {
  const { type, role } = between[by];
  const known = resource.attribute(path);
  if (known.known && (known.value === null || known.value === '')) return null;
  const named = plan.ofType(type).filter((one) => known.known && isNamed(one, String(known.value)));
  const [found, ...more] = named.length > 0 ? named : referredBy(plan, resource, path, [type]);
  return found && more.length === 0 ? roleAt(plan, found, role) : undefined;
}

function isNamed(resource: Resource, name: string): boolean {
  return ['name', 'id', 'arn', 'family', 'arn_without_revision'].some(
    (path) => textAt(resource, path) === name,
  );
}

function asArn(role: string, resource: Resource, where: Whereabouts): string {
  if (role.startsWith('arn:')) return role;
  const { partition, account } = where.of(resource);
  return `arn:${partition}:iam::${account}:role/${role}`;
}
