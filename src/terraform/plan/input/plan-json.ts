import type { Json } from '../../../base/canonical-json.ts';
import { isObject, type JsonObject, member, type Problems, textMember } from '../json.ts';
import type { Action, Removed } from '../plan.ts';
import {
  addOnce,
  entriesOf,
  type Identity,
  type Instance,
  type Instances,
  identityOf,
  valuesOf,
} from './instance.ts';

/** One entry of `resource_changes`. */
interface Change {
  identity: Identity;
  change: JsonObject;
  actions: Actions;
  movedFrom?: string;
  at: string;
}

interface Actions {
  /** What becomes of the instance; absent when it is gone afterwards. */
  action?: Action;
  /** What becomes of the object that was there. */
  removes?: Removed['action'];
}

const noChange = 'the plan has no change of this resource, which would tell null from unknown';

/**
 * The instances of a plan's JSON: the planned values, with what the changes say is unknown, and the data sources that
 * were read before. https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export function instancesOfPlan(plan: JsonObject, problems: Problems): Instances {
  const removed: Removed[] = [];
  const changes = changesOf(plan, removed, problems);
  const all = new Map<string, Instance>();
  addPlanned(all, plan, changes, problems);
  for (const change of changes.values())
    if (change.actions.action && !all.has(change.identity.address))
      all.set(change.identity.address, changed(change, {}, problems));
  addDeferred(all, plan, problems);
  addRead(all, plan, problems);
  return { resources: [...all.values()], removed };
}

function changesOf(plan: JsonObject, removed: Removed[], problems: Problems): Map<string, Change> {
  const changes = new Map<string, Change>();
  for (const { item, at } of problems.objects(member(plan, 'resource_changes'), '$.resource_changes')) {
    const change = changeOf(item, at, problems);
    if (!change) continue;
    const deposed = textMember(item, 'deposed');
    const { action, removes } = change.actions;
    if (removes && (deposed !== undefined || !action || removes === 'forget'))
      removed.push({ ...change.identity, action: removes, ...(deposed !== undefined && { deposed }) });
    if (deposed === undefined) addOnce(changes, change.identity.address, change, at, problems);
  }
  return changes;
}

function changeOf(item: JsonObject, at: string, problems: Problems): Change | undefined {
  const identity = identityOf(item, textMember(item, 'module_address') ?? '', at, problems);
  const change = problems.object(member(item, 'change'), `${at}.change`);
  if (!identity) return undefined;
  if (!change) {
    problems.malformed(`${at}.change`, 'an object');
    return undefined;
  }
  const movedFrom = textMember(item, 'previous_address');
  return {
    identity,
    change,
    actions: actionsOf(member(change, 'actions'), `${at}.change.actions`, problems),
    ...(movedFrom !== undefined && { movedFrom }),
    at,
  };
}

/** https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
function actionsOf(actions: Json | undefined, path: string, problems: Problems): Actions {
  const words = Array.isArray(actions) ? actions.filter((word) => typeof word === 'string').join(' ') : '';
  switch (words) {
    case 'no-op':
    case 'create':
    case 'read':
    case 'update':
      return { action: words };
    case 'delete create':
    case 'create delete':
      return { action: 'replace', removes: 'delete' };
    case 'create forget':
    case 'forget create':
      return { action: 'replace', removes: 'forget' };
    case 'delete':
    case 'forget':
      return { removes: words };
    // What becomes of ephemeral resources: https://opentofu.org/docs/internals/json-format/
    case 'open':
    case 'renew':
    case 'close':
      return { action: 'read' };
    default:
      problems.add({
        code: 'plan-malformed',
        message: `${path} are actions that are not known: the resource counts as changed`,
      });
      return { action: 'update' };
  }
}

function addPlanned(
  all: Map<string, Instance>,
  plan: JsonObject,
  changes: Map<string, Change>,
  problems: Problems,
): void {
  const path = '$.planned_values';
  const planned = member(problems.object(member(plan, 'planned_values'), path), 'root_module');
  for (const { identity, item, at } of entriesOf(planned, `${path}.root_module`, problems)) {
    const change = changes.get(identity.address);
    // What Terraform is to forget is still among the planned values.
    if (change && !change.actions.action) continue;
    const values = valuesOf(item, 'values', at, problems);
    const sensitive = member(item, 'sensitive_values');
    const instance: Instance = change
      ? changed(change, values, problems)
      : { ...identity, action: 'no-op', values, sensitive, incomplete: noChange, isUnmarked: true };
    addOnce(all, identity.address, instance, at, problems);
  }
}

/** What the change says; the planned values where it says nothing. */
function changed(change: Change, planned: JsonObject, problems: Problems): Instance {
  const { identity, actions, movedFrom, at } = change;
  const values = valuesOf(change.change, 'after', `${at}.change`, problems);
  return {
    ...identity,
    action: actions.action ?? 'no-op',
    ...(movedFrom !== undefined && { movedFrom }),
    values: isObject(member(change.change, 'after')) ? values : planned,
    unknown: member(change.change, 'after_unknown'),
    sensitive: member(change.change, 'after_sensitive'),
  };
}

/** Terraform puts off what it cannot expand yet: the parts of it that it shows are all that is known. */
function addDeferred(all: Map<string, Instance>, plan: JsonObject, problems: Problems): void {
  for (const { item, at } of problems.objects(member(plan, 'deferred_changes'), '$.deferred_changes')) {
    const inner = problems.object(member(item, 'resource_change'), `${at}.resource_change`);
    const change = inner && changeOf(inner, `${at}.resource_change`, problems);
    if (!change?.actions.action) continue;
    const reason = textMember(item, 'reason') ?? 'unknown';
    all.set(change.identity.address, {
      ...changed(change, {}, problems),
      action: 'deferred',
      incomplete: `deferred to a later plan (${reason.slice(0, 100)})`,
    });
  }
}

/** Data sources that Terraform read while it planned stand in the prior state only. */
function addRead(all: Map<string, Instance>, plan: JsonObject, problems: Problems): void {
  const state = problems.object(member(plan, 'prior_state'), '$.prior_state');
  const values = problems.object(member(state, 'values'), '$.prior_state.values');
  const root = member(values, 'root_module');
  for (const { identity, item, at } of entriesOf(root, '$.prior_state.values.root_module', problems)) {
    if (identity.mode !== 'data' || all.has(identity.address)) continue;
    all.set(identity.address, {
      ...identity,
      action: 'no-op',
      values: valuesOf(item, 'values', at, problems),
      sensitive: member(item, 'sensitive_values'),
    });
  }
}
