import type { Json } from '../../../base/canonical-json.ts';
import type { InputError } from '../../../base/errors.ts';
import { isObject, type JsonObject, member } from '../json.ts';
import { logOf, refuse } from './document.ts';

export type Kind = 'plan' | 'state' | 'state-file';

/**
 * What a document is, by its content.
 * @throws InputError for what is neither a plan nor a state, or of a form that is not known
 */
export function kindOf(document: Json, name: string): { kind: Kind; root: JsonObject } {
  if (!isObject(document)) throw notAPlan(name);
  // https://opentofu.org/docs/language/state/encryption/
  if (Object.hasOwn(document, 'encrypted_data'))
    throw refuse(
      'plan-encrypted',
      `${name} is encrypted by OpenTofu`,
      'give the output of `tofu show -json`',
    );
  if (Object.hasOwn(document, '@level')) throw logOf(name);
  if (Object.hasOwn(document, 'format_version')) return { kind: shown(document, name), root: document };
  if (Object.hasOwn(document, 'version') && stateMembers.some((one) => Object.hasOwn(document, one)))
    return { kind: stateFile(document, name), root: document };
  throw notAPlan(name);
}

const stateMembers = ['resources', 'modules', 'lineage', 'serial'];
const planMembers = ['planned_values', 'resource_changes', 'configuration'];
/** Of other commands of Terraform, which have a `format_version` too. */
const otherMembers = ['provider_schemas', 'diagnostics', 'function_signatures', 'cli_config'];

function shown(document: JsonObject, name: string): Kind {
  if (otherMembers.some((one) => Object.hasOwn(document, one))) throw notAPlan(name);
  const version = member(document, 'format_version');
  // 0.1 and 0.2 are those of Terraform 0.12 to 1.0; their members are the same.
  if (typeof version !== 'string' || !/^[01]\.\d{1,6}$/.test(version)) {
    const fix = 'use a newer Holdfast, or a Terraform that writes version 1';
    throw refuse('plan-format', `${name} has a format_version that is not known: 0.x and 1.x are`, fix);
  }
  return planMembers.some((one) => Object.hasOwn(document, one)) ? 'plan' : 'state';
}

/** https://github.com/hashicorp/terraform/blob/v1.11.4/internal/states/statefile/read.go */
function stateFile(document: JsonObject, name: string): Kind {
  const version = member(document, 'version');
  if (version === 4) return 'state-file';
  const told = typeof version === 'number' ? `version ${version}` : 'a version that is not known';
  const fix = 'run `terraform state pull > state.json` with Terraform 1.x and give state.json';
  throw refuse('state-version', `${name} is a state of ${told}: version 4 is known`, fix);
}

function notAPlan(name: string): InputError {
  return refuse('not-a-plan', `${name} is JSON, but neither a plan nor a state of Terraform`);
}
