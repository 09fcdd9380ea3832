// The training contract's `prepare`: raw mails in, labelled rows out.
import { join } from 'node:path';
import { folderOf, writeRows } from './contract.ts';
import { readMails, rowsOfMails } from './mail/corpus.ts';

const mails = await readMails(folderOf('SM_CHANNEL_MAILS'));
console.log(`read ${mails.length} mails, ${mails.filter(({ label }) => label === 1).length} of them spam`);
const rows = rowsOfMails(mails);
console.log(`${new Set(rows.map(({ group }) => group)).size} groups of near copies and threads`);
await writeRows(join(folderOf('SM_OUTPUT_DATA_DIR'), 'rows.jsonl'), rows);
