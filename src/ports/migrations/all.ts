import type { Migration } from 'kysely';
import { firstTables } from './0001-first-tables.ts';

/**
 * Every migration by its name, which never changes and sorts after all before it. A migration that was ever released
 * is never edited.
 */
export const migrations: Record<string, Migration> = {
  '0001-first-tables': firstTables,
};
