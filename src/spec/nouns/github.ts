import type { z } from 'zod';
import { branch, githubId, repository } from '../shape/addresses.ts';
import { shape } from '../shape/shape.ts';
import type { Section } from './noun.ts';

const schema = shape({
  repository: repository.describe('OWNER/NAME.'),
  owner_id: githubId.exactOptional().describe('The immutable id of the owner, in quotes.'),
  repository_id: githubId.exactOptional().describe('The immutable id of the repository, in quotes.'),
  branch: branch.prefault('main').describe('The only branch that applies.'),
})
  .exactOptional()
  .describe('The repository that this file lives in; without it, there are no CI roles.');

export type GitHub = NonNullable<z.output<typeof schema>>;

export const github: Section<typeof schema> = {
  schema,
  check(section, _declared, report) {
    if ((section?.owner_id === undefined) === (section?.repository_id === undefined)) return;
    const [there, absent] =
      section?.owner_id === undefined ? ['repository_id', 'owner_id'] : ['owner_id', 'repository_id'];
    report({
      code: 'id-missing',
      path: ['github', absent],
      at: 'key',
      message: `github.${there} is there and github.${absent} is not; the OIDC subject holds both or none`,
      fix: `add github.${absent}; gh api repos/OWNER/NAME shows .id and .owner.id`,
    });
  },
};
