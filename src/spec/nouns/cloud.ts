import type { z } from 'zod';
import { region } from '../shape/addresses.ts';
import { oneOf } from '../shape/forms.ts';
import { shape } from '../shape/shape.ts';
import type { Section } from './noun.ts';

const schema = shape({
  region: region.exactOptional().describe('The region of all AWS environments that name none.'),
  sign_in: oneOf(['identity-center', 'saml', 'none'])
    .default('none')
    .describe('How people reach AWS; none means that no role of a team can be assumed.'),
})
  .prefault({})
  .describe('What all AWS environments share.');

export type Cloud = z.output<typeof schema>;
export const cloud: Section<typeof schema> = { schema };
