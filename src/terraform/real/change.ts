import type { Json } from '../../base/canonical-json.ts';
import { InputError } from '../../base/errors.ts';
import { isObject, type JsonObject, member, textMember } from '../plan/json.ts';

/** One instance in a plan made with credentials, or without. */
export interface Change {
  address: string;
  type: string;
  actions: readonly string[];
  before: Json;
  after: JsonObject;
  /** Trees of `true` in the shape of `after`. */
  unknown: Json;
  sensitive: Json;
}

/** What the credential-free plan says of the instances. */
export interface Proven {
  changes: ReadonlyMap<string, Change>;
  /** Attributes that only the provider could tell, by address. */
  placeholders: Readonly<Record<string, readonly string[]>>;
  /** Attributes that the configuration gives, by the address of the resource without its index. */
  given: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The managed resources of a plan, by address.
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 * @throws InputError where it is no plan, or no whole one
 */
export function changesOf(plan: Json, name: string): Map<string, Change> {
  const list = member(plan, 'resource_changes');
  const hasFormat = textMember(plan, 'format_version') !== undefined;
  if (!hasFormat || (list !== undefined && !Array.isArray(list)))
    throw refused(name, 'is no plan of Terraform');
  if (member(plan, 'errored') === true) throw refused(name, 'is a plan that ended with an error');
  if (member(plan, 'complete') === false)
    throw refused(name, 'is not a whole plan: it was made with -target, or parts of it were deferred');
  return new Map((list ?? []).flatMap((one) => changeOf(one)).map((one) => [one.address, one]));
}

function refused(name: string, message: string): InputError {
  return new InputError({
    code: 'not-a-whole-plan',
    message: `${name} ${message}`,
    fix: 'run `terraform plan -out=tfplan` for everything, then `terraform show -json tfplan`',
  });
}

function changeOf(json: Json): Change[] {
  const [address, type] = [textMember(json, 'address'), textMember(json, 'type')];
  const change = member(json, 'change');
  if (address === undefined || type === undefined || textMember(json, 'mode') !== 'managed') return [];
  const [actions, after] = [member(change, 'actions'), member(change, 'after')];
  return [
    {
      address,
      type,
      actions: Array.isArray(actions) ? actions.map(String) : [],
      before: member(change, 'before') ?? null,
      after: isObject(after) ? after : {},
      unknown: member(change, 'after_unknown') ?? false,
      sensitive: member(change, 'after_sensitive') ?? false,
    },
  ];
}

/** Whether anything is left of it afterwards. */
export function remains({ actions }: Change): boolean {
  return !actions.every((action) => action === 'delete' || action === 'forget');
}
