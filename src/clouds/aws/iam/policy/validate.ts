import type { Json } from '../../../../base/canonical-json.ts';
import { namesPrincipals, type PolicyKind, sizeLimitOf } from './kinds.ts';
import { readPolicy } from './read.ts';
import type { PolicyDocument, PolicyIssue, Report, Statement } from './statement.ts';
import { validateActions } from './validate-actions.ts';
import { validateConditions } from './validate-conditions.ts';
import { validatePrincipals } from './validate-principals.ts';
import { validateResources } from './validate-resources.ts';

/** What AWS refuses in a policy (errors), and what it takes but does not do what it says (warnings). */
export function validatePolicy(source: string | Json, kind: PolicyKind): PolicyIssue[] {
  const { document, issues } = readPolicy(source);
  if (!document) return issues;
  issues.push(...sizeIssues(source, kind));
  for (const statement of document.statements) {
    const report: Report = (severity, code, path, message, fix) => {
      const issue: PolicyIssue = { code, severity, path: `$.Statement[${statement.index}]${path}`, message };
      if (fix !== undefined) issue.fix = fix;
      issues.push(issue);
    };
    validateStatement(statement, document, kind, report);
  }
  return issues;
}

function validateStatement(
  statement: Statement,
  document: PolicyDocument,
  kind: PolicyKind,
  report: Report,
): void {
  validateElements(statement, kind, report);
  validateActions(statement, kind, report);
  validateResources(statement, document.version, report);
  validatePrincipals(statement, report);
  validateConditions(statement, report);
}

/** Which elements a kind of policy must and must not have. */
function validateElements(statement: Statement, kind: PolicyKind, report: Report): void {
  const hasPrincipal = statement.principals !== undefined || statement.notPrincipals !== undefined;
  const hasResource = statement.resources !== undefined || statement.notResources !== undefined;
  if (namesPrincipals(kind) && !hasPrincipal) {
    report('error', 'principal-missing', '', 'A statement of a resource policy needs Principal');
  }
  if (!namesPrincipals(kind) && hasPrincipal) {
    report('error', 'principal-not-allowed', '.Principal', 'A policy of an identity has no Principal');
  }
  if (kind === 'trust') validateTrust(statement, hasResource, report);
  else if (!hasResource) report('error', 'resource-missing', '', 'A statement needs Resource or NotResource');
  if (!namesPrincipals(kind) && statement.sid !== undefined && !/^[A-Za-z0-9]*$/.test(statement.sid)) {
    report('error', 'sid-invalid', '.Sid', 'Sid has letters and digits only');
  }
  if (statement.notPrincipals && statement.effect === 'Allow' && kind !== 'trust') {
    const message = 'Allow with NotPrincipal lets in everybody else, the public too';
    report('warning', 'not-principal-allow', '.NotPrincipal', message);
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html */
function validateTrust(statement: Statement, hasResource: boolean, report: Report): void {
  if (hasResource) {
    const fix = 'Remove Resource: the role itself is the resource';
    report('error', 'resource-in-trust', '.Resource', 'A trust policy has no Resource', fix);
  }
  if (statement.notPrincipals) {
    report('error', 'not-principal-in-trust', '.NotPrincipal', 'A trust policy has no NotPrincipal');
  }
}

function sizeIssues(source: string | Json, kind: PolicyKind): PolicyIssue[] {
  const limit = sizeLimitOf(kind);
  if (!limit) return [];
  const text = typeof source === 'string' ? source : JSON.stringify(source);
  const length = limit.withSpace ? text.length : text.replaceAll(/\s/g, '').length;
  if (length <= limit.length) return [];
  const message = `The policy has ${length} characters; AWS takes ${limit.length} in a ${kind} policy`;
  return [{ code: 'too-large', severity: 'error', path: '$', message }];
}
