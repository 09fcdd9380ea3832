import { type Action, actionOf, serviceOf } from '../catalogue/services.ts';
import { fitOf } from '../match/fit.ts';
import { hasVariables } from '../match/variables.ts';
import { unknownPart } from '../types.ts';
import type { Report, Statement } from './statement.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const partitions = /^(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc|\*)$/;

export function validateResources(statement: Statement, version: string, report: Report): void {
  const name = statement.resources ? 'Resource' : 'NotResource';
  const texts = statement.resources ?? statement.notResources ?? [];
  for (const [index, text] of texts.entries()) {
    const path = `.${name}[${index}]`;
    if (text.includes(unknownPart)) continue;
    const problem = arnProblem(text);
    if (problem) report('error', 'arn-malformed', path, `${text}: ${problem}`);
    if (version === '2008-10-17' && hasVariables(text)) {
      const message = 'Variables are plain text in a policy of 2008';
      report('warning', 'variable-without-version', path, message, 'Set Version to 2012-10-17');
    }
  }
  validateTypes(statement, report);
}

/** Why a Resource is not an ARN that AWS takes. */
function arnProblem(text: string): string | undefined {
  if (text === '*') return undefined;
  const parts = text.split(':');
  if (parts[0] !== 'arn') return 'a resource is * or begins with arn:';
  const [, partition = '', service = '', , account = ''] = parts;
  if (parts.length < 6) return text.endsWith('*') ? undefined : 'an ARN has six parts between colons';
  if (hasVariables(text)) return undefined;
  if (!partitions.test(partition)) return `there is no partition ${partition}`;
  if (service === '') return 'the service is missing';
  if (!/^(\d{12}|aws|[\d*?]*|cloudfront)$/.test(account)) return `${account} is no account of twelve digits`;
  return undefined;
}

/** An action on a type of resource that it does not have: `s3:GetObject` on a bucket gives nothing. */
function validateTypes({ actions, resources }: Statement, report: Report): void {
  if (!actions || !resources || resources.some((text) => text.includes(unknownPart) || hasVariables(text)))
    return;
  for (const [index, name] of actions.entries()) {
    const action = actionOf(name);
    if (!action || covers(action, resources)) continue;
    const message = `${name} is asked on ${action.resources.join(', ')}: none of the resources here is one`;
    report('warning', 'resource-type-mismatch', `.Action[${index}]`, message);
  }
}

function covers(action: Action, resources: string[]): boolean {
  // Older policies name resources for actions that AWS lists without: too common to be news.
  if (action.resources.length === 0) return true;
  const forms = action.resources.map((type) => serviceOf(action.service)?.resources.get(type) ?? '*');
  const patterns = forms.map((form) => form.replaceAll(/\$\{[^}]*\}/g, '*'));
  return patterns.some((pattern) => resources.some((text) => fitOf(text, pattern) !== 'none'));
}
