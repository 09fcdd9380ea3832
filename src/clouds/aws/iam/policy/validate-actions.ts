import { actionOf, isService, serviceOf } from '../catalogue/services.ts';
import { compileGlob } from '../match/fit.ts';
import { unknownPart } from '../types.ts';
import type { PolicyKind } from './kinds.ts';
import type { Report, Statement } from './statement.ts';

export function validateActions(statement: Statement, kind: PolicyKind, report: Report): void {
  const name = statement.actions ? 'Action' : 'NotAction';
  for (const [index, action] of (statement.actions ?? statement.notActions ?? []).entries()) {
    if (action.includes(unknownPart)) continue;
    const path = `.${name}[${index}]`;
    if (kind === 'trust') validateTrustAction(action, path, report);
    else validateAction(action, path, kind, report);
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html */
function validateTrustAction(action: string, path: string, report: Report): void {
  if (/^sts:/i.test(action)) {
    if (!action.includes('*') && !actionOf(action)) unknownAction('error', action, path, report);
    return;
  }
  const message = `A trust policy allows actions of sts only, not ${action}`;
  report(
    'error',
    'action-not-sts',
    path,
    message,
    'Use sts:AssumeRole; give the role its rights in a policy of its own',
  );
}

/** S3 refuses an action that it does not know; IAM takes it, and it gives nothing. */
function validateAction(action: string, path: string, kind: PolicyKind, report: Report): void {
  if (action === '*') return;
  const colon = action.indexOf(':');
  if (colon < 1 || colon === action.length - 1) {
    const message = `${action} is not of the form service:Action`;
    report('error', 'action-malformed', path, message, 'Write it as s3:GetObject');
    return;
  }
  const [prefix, name] = [action.slice(0, colon), action.slice(colon + 1)];
  const severity = kind === 'bucket' ? 'error' : 'warning';
  if (/[*?]/.test(prefix)) {
    report('error', 'action-malformed', path, `The service in ${action} cannot have wildcards`);
  } else if (!isService(prefix)) {
    report(severity, 'service-unknown', path, `AWS has no service with the prefix ${prefix}`);
  } else if (!matchesAny(prefix, name)) unknownAction(severity, action, path, report);
}

function matchesAny(prefix: string, name: string): boolean {
  const actions = serviceOf(prefix)?.actions;
  if (!actions) return false;
  const lower = name.toLowerCase();
  if (!/[*?]/.test(lower)) return actions.has(lower);
  const glob = compileGlob(lower);
  return [...actions.keys()].some((action) => glob(action) === 'all');
}

function unknownAction(severity: 'error' | 'warning', action: string, path: string, report: Report): void {
  report(severity, 'action-unknown', path, `AWS has no action ${action}`);
}
