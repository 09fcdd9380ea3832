import type { CreateTableBuilder, Kysely, Migration } from 'kysely';

type Schema = Kysely<unknown>['schema'];

/** A table with at most one row for each entry of the log, which follows from that entry. */
function derivedTable(schema: Schema, name: string, columns: string[]): CreateTableBuilder<string, string> {
  const table = schema
    .createTable(name)
    .addColumn('entry', 'integer', (column) => column.primaryKey())
    .addForeignKeyConstraint(`${name}_entry`, ['entry'], 'entries', ['idx'], (key) =>
      // Checked when the transaction ends, so that a row may be written before the entry that it follows from.
      key.deferrable().initiallyDeferred(),
    );
  return columns.reduce<CreateTableBuilder<string, string>>(
    (builder, column) => builder.addColumn(column, 'text', (text) => text.notNull()),
    table,
  );
}

async function createEntries(schema: Schema): Promise<void> {
  await schema
    .createTable('entries')
    .addColumn('idx', 'integer', (column) => column.primaryKey())
    .addColumn('envelope', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('time', 'text', (column) => column.notNull())
    .execute();
}

/** The tables of `src/ports/metadata.ts`. */
export const firstTables: Migration = {
  async up({ schema }: Kysely<unknown>): Promise<void> {
    await createEntries(schema);
    await derivedTable(schema, 'steps', ['key', 'step', 'model', 'dataset', 'record'])
      .addUniqueConstraint('steps_key', ['key'])
      .execute();
    await derivedTable(schema, 'versions', ['model', 'digest', 'author'])
      .addUniqueConstraint('versions_digest', ['model', 'digest'])
      .execute();
    await derivedTable(schema, 'decisions', ['model', 'digest', 'person', 'decision']).execute();
    await derivedTable(schema, 'deployments', ['environment', 'model', 'digest']).execute();
    await derivedTable(schema, 'identities', ['person', 'publicKey']).execute();
    await schema.createIndex('decisions_digest').on('decisions').columns(['model', 'digest']).execute();
    await schema
      .createIndex('deployments_place')
      .on('deployments')
      .columns(['environment', 'model', 'entry'])
      .execute();
    await schema.createIndex('identities_person').on('identities').columns(['person', 'entry']).execute();
  },
};
