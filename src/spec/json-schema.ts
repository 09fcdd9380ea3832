import { z } from 'zod';
import { documentSchema } from './document.ts';

/** The JSON Schema (draft 2020-12) of what the file may say, for editors. It knows the form, not what names exist. */
export function platformJsonSchema(): object {
  const schema = z.toJSONSchema(documentSchema, { target: 'draft-2020-12', io: 'input' });
  return { ...schema, title: 'holdfast.yaml' };
}
