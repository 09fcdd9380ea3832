import type { z } from 'zod';
import { path, source } from '../shape/addresses.ts';
import { oneOf } from '../shape/forms.ts';
import { columnName } from '../shape/names.ts';
import { retention } from '../shape/quantities.ts';
import { named, shape } from '../shape/shape.ts';
import { access, checkAccess } from './access.ts';
import type { LooseInput, Noun, Setting, Spot } from './noun.ts';

export const datasetVerbs = ['read', 'write', 'erase'] as const;
export const dataClasses = ['public', 'internal', 'confidential', 'personal'] as const;
export const columnActions = ['keep', 'drop', 'hash', 'year', 'mask'] as const;

/** https://eur-lex.europa.eu/eli/reg/2016/679/oj Article 6(1), (a) to (f) */
export const lawfulBases = [
  'consent',
  'contract',
  'legal-obligation',
  'vital-interests',
  'public-task',
  'legitimate-interests',
] as const;

const personal = shape({
  basis: oneOf(lawfulBases).describe('Why this may be processed: the bases of Article 6(1) GDPR.'),
  subject: columnName.describe('The column that says whose record it is.'),
  columns: named(columnName, oneOf(columnActions))
    .prefault({})
    .describe('What happens to a column at ingest where data is masked: keep, drop, hash, year, mask.'),
});

const dataset = shape(
  {
    class: oneOf(dataClasses).describe('How sensitive it is: public, internal, confidential, personal.'),
    source: source.describe('A path, a glob or npm:PACKAGE/GLOB; in AWS below incoming/.'),
    schema: path
      .exactOptional()
      .describe('A file with the schema; without it, inferred once and then pinned.'),
    retention: retention.describe('How long a delivery is kept: 30d, 4w, 7y.'),
    personal: personal.exactOptional().describe('Required for class personal in production.'),
    access: access(datasetVerbs).prefault({}),
  },
  { retention: 'retentionSeconds' },
);

export type Dataset = z.output<typeof dataset>;
type LooseDataset = LooseInput<typeof dataset>;

function check(noun: LooseDataset, spot: Spot): void {
  checkAccess(noun.access, spot);
  const action = noun.personal?.columns?.[noun.personal.subject ?? ''];
  if (action === 'drop') {
    spot.report({
      code: 'subject-dropped',
      path: ['personal', 'columns', noun.personal?.subject ?? ''],
      message: 'the subject is dropped at ingest, so that nobody can say whose record it is',
      fix: 'write hash, or name another column in personal.subject',
    });
  }
}

function checkIn(noun: LooseDataset, setting: Setting, { name, report }: Spot): void {
  if (!setting.production || noun.class !== 'personal' || noun.personal !== undefined) return;
  report({
    code: 'personal-missing',
    path: ['personal'],
    at: 'key',
    message: `${name} is personal, and production environment ${setting.name} needs to know whose data it is and why`,
    fix: 'add personal: { basis: contract, subject: COLUMN, columns: { COLUMN: hash } }',
  });
}

export const datasets: Noun<typeof dataset> = { schema: dataset, check, checkIn };
