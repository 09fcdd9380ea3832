import { text } from './forms.ts';

const words = '[a-z][a-z0-9]*(-[a-z0-9]+)*';

/** Names become parts of bucket and role names, which hold 63 and 64 characters. */
const nameForm = (what: string, min: number, max: number) =>
  text(
    what,
    `use ${min} to ${max} characters: words of a-z and 0-9, joined by single hyphens, a letter first`,
    new RegExp(`^(?=.{${min},${max}}$)${words}$`),
    max,
  );

export const name = nameForm('a name', 2, 20);
export const environmentName = nameForm('a name of an environment', 2, 8);
export const platformName = nameForm('a name of a platform', 2, 10);
export const metricName = text(
  'a name of a metric',
  'use a-z, 0-9 and _, a letter first: auc, ham_loss',
  /^[a-z][a-z0-9_]{0,39}$/,
);
export const columnName = text('a name of a column', 'use at most 100 characters', /^\S(.{0,98}\S)?$/u);
export const waiverName = text(
  'a name of a waiver',
  'use 2 to 60 characters: words of a-z and 0-9, joined by single hyphens, a letter first',
  new RegExp(`^(?=.{2,60}$)${words}$`),
);

/**
 * A GitHub login, with the short code that managed users have.
 * https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
 */
export const login = text(
  'a GitHub login',
  'use letters, digits and single hyphens, at most 39 characters',
  /^(?=.{1,39}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*(_[A-Za-z0-9]+)?$/,
);
