import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';

/** One labelled mail, as docs/training-contract.md has it. */
export interface Row {
  /** The path of the mail in its delivery. */
  id: string;
  /** Mails of one group are never divided between training and hold-out. */
  group: string;
  /** 1 for spam. */
  label: number;
  inputs: { text: string };
}

/** A folder that the training contract names by a variable. */
export function folderOf(variable: string): string {
  const folder = process.env[variable];
  if (folder) return folder;
  throw new Error(
    `${variable} is not set: this program runs under the training contract (docs/training-contract.md)`,
  );
}

export async function writeRows(file: string, rows: Iterable<Row>): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await pipeline(linesOf(rows), createWriteStream(file));
}

function* linesOf(rows: Iterable<Row>): Generator<string> {
  for (const row of rows) yield `${JSON.stringify(row)}\n`;
}

/** @throws Error with the line that is not a row of a mail */
export async function readRows(file: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const row = JSON.parse(line) as Row;
    if (typeof row.inputs?.text !== 'string' || (row.label !== 0 && row.label !== 1)) {
      throw new Error(`${file}:${rows.length + 1} is no row with a text and a label of 0 or 1`);
    }
    rows.push(row);
  }
  return rows;
}
