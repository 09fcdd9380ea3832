import { unknownPart } from '../types.ts';
import type { PrincipalEntry, Report, Statement } from './statement.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function validatePrincipals(statement: Statement, report: Report): void {
  const name = statement.principals ? 'Principal' : 'NotPrincipal';
  for (const entry of statement.principals ?? statement.notPrincipals ?? []) {
    if (entry.value.includes(unknownPart)) continue;
    const problem = problemOf(entry);
    if (problem)
      report('error', 'principal-malformed', `.${name}.${entry.type}`, `${entry.value}: ${problem}`);
  }
}

const identityArn =
  /^arn:aws[a-z-]*:(iam::(\d{12}|cloudfront):(root|user\/.+|role\/.+)|sts::\d{12}:(assumed-role\/[^/]+\/.+|federated-user\/.+))$/;

function problemOf({ type, value }: PrincipalEntry): string | undefined {
  switch (type) {
    case '*':
      return undefined;
    case 'AWS':
      return awsProblem(value);
    case 'Service':
      return /^[a-z0-9.*-]+\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal|aws)$|^\*$/.test(value)
        ? undefined
        : 'a service is named as lambda.amazonaws.com';
    case 'Federated':
      return /^arn:aws[a-z-]*:iam::\d{12}:(saml-provider|oidc-provider)\/.+$|^[a-z0-9-]+(\.[a-z0-9-]+)+$|^\*$/.test(
        value,
      )
        ? undefined
        : 'a provider is named by its ARN, or as cognito-identity.amazonaws.com';
    case 'CanonicalUser':
      return /^[0-9a-f]{64}$/.test(value) ? undefined : 'a canonical user id has 64 hexadecimal digits';
  }
}

function awsProblem(value: string): string | undefined {
  if (/^\d{12}$/.test(value) || /^A[A-Z0-9]{15,127}$/.test(value)) return undefined;
  if (value.startsWith('arn:') && /[*?]/.test(value)) {
    return 'wildcards do not work in the ARN of a principal: use * with a condition on aws:PrincipalArn';
  }
  return identityArn.test(value) ? undefined : 'not an account, nor the ARN of a user, a role or a session';
}
