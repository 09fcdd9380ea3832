import { createHash } from 'node:crypto';
import type { ObjectValue } from '../protocol/value.ts';
import { plainContext } from './context.ts';
import { type DataSource, DataSourceError, type ProviderKnowledge } from './knowledge.ts';
import { isObject, textOf } from './values.ts';

// https://registry.terraform.io/providers/hashicorp/template/latest/docs
// Archived, but modules of the time before `templatefile` write their policies with it.

/** A text without templates, an escaped sign, a variable, or anything else that begins a template. */
const part = /[^$%]+|([$%])\1\{|\$\{~?\s*([A-Za-z_][\w-]*)\s*~?\}|[$%]\{|[$%]/g;

/**
 * A template with its variables filled in; undefined when there is more in it than variables: functions, operators,
 * directives. Throws for a variable that is not given.
 */
export function rendered(template: string, variables: ObjectValue): string | undefined {
  let text = '';
  for (const [found, sign, name] of template.matchAll(part)) {
    if (name !== undefined) text += variable(variables, name);
    else if (sign !== undefined) text += `${sign}{`;
    else if (found === '${' || found === '%{') return undefined;
    else text += found;
  }
  return /[$]\{~|~\}/.test(template) ? undefined : text;
}

function variable(variables: ObjectValue, name: string): string {
  const value = Object.hasOwn(variables, name) ? textOf(variables[name]) : undefined;
  if (value === undefined)
    throw new DataSourceError(`failed to render: the template uses ${name}, which vars does not have`);
  return value;
}

/** What is not rendered becomes a placeholder, and is labelled as one. */
const templateFile: DataSource = {
  read(config) {
    const template = textOf(config.template);
    if (template === undefined) return {};
    const text = rendered(template, isObject(config.vars) ? config.vars : {});
    if (text === undefined) return {};
    return { rendered: text, id: createHash('sha256').update(text).digest('hex') };
  },
};

export const template: ProviderKnowledge = {
  source: 'hashicorp/template',
  configure: plainContext,
  resources: {},
  dataSources: { template_file: templateFile },
  ephemeralResources: {},
  functions: {},
};
