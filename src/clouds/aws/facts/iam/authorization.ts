import type { Json } from '../../../../base/canonical-json.ts';
import { accountOf } from '../../iam/match/arn.ts';
import type { Policy } from '../../iam/types.ts';
import { attach, type Holder, type HolderKind } from './holders.ts';
import type { IamReading } from './reading.ts';

/**
 * What `aws iam get-account-authorization-details` prints, parsed.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export type AccountAuthorization = { [key: string]: Json };

interface ListForm {
  list: string;
  kind: HolderKind;
  name: string;
  inline: string;
}

const lists: readonly ListForm[] = [
  { list: 'RoleDetailList', kind: 'role', name: 'RoleName', inline: 'RolePolicyList' },
  { list: 'UserDetailList', kind: 'user', name: 'UserName', inline: 'UserPolicyList' },
  { list: 'GroupDetailList', kind: 'group', name: 'GroupName', inline: 'GroupPolicyList' },
];

/** Adds who exists in the account and is not declared; who is declared stays as the configuration makes it. */
export function readAuthorization(reading: IamReading, details: AccountAuthorization): Map<Holder, string[]> {
  for (const policy of objects(details.Policies)) putPolicy(reading, policy);
  const groupsOf = new Map<Holder, string[]>();
  for (const form of lists)
    for (const entry of objects(details[form.list])) {
      const holder = holderOf(reading, form, entry);
      if (!holder || reading.holders.byName(form.kind, holder.account, holder.name ?? '')) continue;
      reading.holders.add(holder);
      if (form.kind === 'user') groupsOf.set(holder, texts(entry.GroupList));
    }
  return groupsOf;
}

function putPolicy({ shelf }: IamReading, policy: Members): void {
  const arn = policy.Arn;
  const versions = objects(policy.PolicyVersionList);
  const current = versions.find((version) => version.IsDefaultVersion === true) ?? versions[0];
  if (typeof arn === 'string' && current) shelf.know(arn, policyOf(arn, current.Document));
}

function holderOf({ shelf }: IamReading, form: ListForm, entry: Members): Holder | undefined {
  const { Arn: arn, [form.name]: name } = entry;
  const account = typeof arn === 'string' ? accountOf(arn) : undefined;
  if (typeof arn !== 'string' || typeof name !== 'string' || account === undefined) return undefined;
  const holder: Holder = { kind: form.kind, arn, account, name, policies: [] };
  for (const inline of objects(entry[form.inline]))
    attach(holder, policyOf(`${arn} ${String(inline.PolicyName)}`, inline.PolicyDocument));
  for (const attached of objects(entry.AttachedManagedPolicies))
    if (typeof attached.PolicyArn === 'string') attach(holder, shelf.byArn(attached.PolicyArn));
  const boundary = isMembers(entry.PermissionsBoundary) && entry.PermissionsBoundary.PermissionsBoundaryArn;
  if (typeof boundary === 'string') holder.boundary = shelf.byArn(boundary);
  if (entry.AssumeRolePolicyDocument !== undefined)
    holder.trust = policyOf(`${arn} trust`, entry.AssumeRolePolicyDocument);
  holder.tags = Object.fromEntries(objects(entry.Tags).map(({ Key, Value }) => [String(Key), String(Value)]));
  return holder;
}

/** The API encodes documents as in a URL (RFC 3986); the command line decodes them. */
function policyOf(id: string, document: Json | undefined): Policy {
  if (document === undefined || document === null)
    return { id, unknown: 'the export does not have its text' };
  if (typeof document !== 'string') return { id, document };
  try {
    const text = document.trimStart().startsWith('{') ? document : decodeURIComponent(document);
    return { id, document: JSON.parse(text) as Json };
  } catch {
    return { id, unknown: 'its text in the export cannot be read' };
  }
}

type Members = { [key: string]: Json };

function isMembers(json: Json | undefined): json is Members {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function objects(json: Json | undefined): Members[] {
  return Array.isArray(json) ? json.filter(isMembers) : [];
}

function texts(json: Json | undefined): string[] {
  return Array.isArray(json) ? json.filter((entry) => typeof entry === 'string') : [];
}
