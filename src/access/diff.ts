import { answers, bestPath, type EnvironmentAccess, type Grant, grantKey, type Holder } from './types.ts';

/** What a change does to access, in one environment. */
export interface AccessDiff {
  added: Grant[];
  removed: Grant[];
  /** What was there before, with another answer, or another way there. */
  changed: { before: Grant; after: Grant }[];
  /** Who is, or can become, an administrator now, and was and could not before, and the other way round. */
  newAdmins: Holder[];
  formerAdmins: Holder[];
}

export function diffAccess(before: EnvironmentAccess, after: EnvironmentAccess): AccessDiff {
  const [old, now] = [byKey(before.grants), byKey(after.grants)];
  const changed = [...now].flatMap(([key, grant]) => {
    const earlier = old.get(key);
    return earlier && isOther(earlier, grant) ? [{ before: earlier, after: grant }] : [];
  });
  return {
    added: [...now].filter(([key]) => !old.has(key)).map(([, grant]) => grant),
    removed: [...old].filter(([key]) => !now.has(key)).map(([, grant]) => grant),
    changed,
    newAdmins: adminsOnlyIn(after, before),
    formerAdmins: lessIn(after, before),
  };
}

function isOther(before: Grant, after: Grant): boolean {
  return before.answer !== after.answer || bestPath(before) !== bestPath(after);
}

export function isEmptyDiff({ added, removed, changed, newAdmins, formerAdmins }: AccessDiff): boolean {
  return [added, removed, changed, newAdmins, formerAdmins].every((list) => list.length === 0);
}

function byKey(grants: readonly Grant[]): Map<string, Grant> {
  return new Map(grants.map((grant) => [grantKey(grant), grant]));
}

/** Who is less of an administrator now, or is not there any more. */
function lessIn(after: EnvironmentAccess, before: EnvironmentAccess): Holder[] {
  const former = new Set(adminsOnlyIn(before, after).map(({ id }) => id));
  return after.principals.filter(({ id }) => former.has(id));
}

/** Who is an administrator here more surely than there. */
function adminsOnlyIn(here: EnvironmentAccess, there: EnvironmentAccess): Holder[] {
  const before = new Map(there.principals.map(({ id, admin }) => [id, answers.indexOf(admin.answer)]));
  const denied = answers.indexOf('denied');
  return here.principals.filter(
    ({ id, admin }) => answers.indexOf(admin.answer) < (before.get(id) ?? denied),
  );
}
