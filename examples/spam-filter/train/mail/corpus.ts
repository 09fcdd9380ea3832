import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Row } from '../contract.ts';
import { decodeBytes } from './charset.ts';
import { cleanBody, cleanSubject } from './clean.ts';
import { joinNearCopies, shinglesOf, UnionFind } from './grouping.ts';
import { type Mail, parseMail } from './mime.ts';

/** Texts that share this part of their three-word sequences are near copies. */
export const nearCopySimilarity = 0.5;

const maxTextCharacters = 50_000;
/** Cleaning shortens: so much more is read before it. */
const maxReadCharacters = 2 * maxTextCharacters;

export interface LabelledMail extends Mail {
  /** Path in the delivery, with `/`. */
  id: string;
  /** 1 for spam. */
  label: number;
  raw: Uint8Array;
}

/**
 * The mails below a folder, sorted by path. The corpus keeps them in folders by kind: `spam-1`, `easy-ham-2`.
 * @throws Error when a mail stands in a folder that does not say what it is
 */
export async function readMails(folder: string): Promise<LabelledMail[]> {
  const entries = await readdir(folder, { recursive: true });
  const ids = entries
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.txt'))
    .sort();
  const mails: LabelledMail[] = [];
  for (const id of ids) {
    const raw = await readFile(join(folder, id));
    mails.push({ id, label: labelOf(id), raw, ...parseMail(raw) });
  }
  if (mails.length === 0) throw new Error(`no mail (*.txt) below ${folder}`);
  return mails;
}

function labelOf(id: string): number {
  const kind = /(?:^|-)(spam|ham)(?:-|$)/.exec(id.split('/').at(-2) ?? '')?.[1];
  if (kind === undefined)
    throw new Error(`${id}: its folder must say spam or ham, as spam-1 or easy-ham-2 do`);
  return kind === 'spam' ? 1 : 0;
}

/** What a mail is reduced to before the model sees it. */
export type TextOf = (mail: LabelledMail) => string;

/** Subject and body as a reader sees them, without what tells where the mail was collected. */
export const contentOf: TextOf = (mail) =>
  tidy(`${cleanSubject(mail.subject)}\n\n${cleanBody(mail.body.slice(0, maxReadCharacters))}`);

/** For comparison: list tags, footers and addresses left in. */
export const uncleanedOf: TextOf = (mail) => tidy(`${mail.subject}\n\n${mail.body}`);

/** For comparison: the whole mail with all its headers. */
export const wholeMailOf: TextOf = (mail) => tidy(decodeBytes(mail.raw));

/** One kind of line end, no other control characters, no stretches of white space, a bounded length. */
function tidy(text: string): string {
  return text
    .slice(0, maxReadCharacters)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+|\p{Cc}(?<!\n)/gu, ' ')
    .replace(/\s*\n\s*\n\s*/g, '\n\n')
    .trim()
    .slice(0, maxTextCharacters)
    .toWellFormed();
}

/** Labelled rows of mails. A group has all near copies of a mail, and its thread. */
export function rowsOfMails(mails: LabelledMail[], textOf: TextOf = contentOf): Row[] {
  const sets = new UnionFind(mails.length);
  joinNearCopies(
    mails.map((mail) => shinglesOf(contentOf(mail))),
    nearCopySimilarity,
    sets,
  );
  joinThreads(mails, sets);
  return mails.map((mail, index) => ({
    id: mail.id,
    group: mails[sets.find(index)]?.id ?? mail.id,
    label: mail.label,
    inputs: { text: textOf(mail) },
  }));
}

/** Answers quote what they answer, so a thread must not be divided: by message ids, and by subject where they lack. */
function joinThreads(mails: LabelledMail[], sets: UnionFind): void {
  const firstWith = new Map<string, number>();
  mails.forEach(({ subject, messageId, references }, index) => {
    const threadSubject = threadSubjectOf(subject);
    const keys = [messageId, ...references].filter((id) => id !== undefined).map((id) => `id ${id}`);
    if (threadSubject !== undefined) keys.push(`subject ${threadSubject}`);
    for (const key of keys) {
      const first = firstWith.get(key);
      if (first === undefined) firstWith.set(key, index);
      else sets.union(first, index);
    }
  });
}

/** The subject's words without answer marks and tags; undefined when they are too few to tell threads apart. */
function threadSubjectOf(subject: string): string | undefined {
  const bare = subject
    .toLowerCase()
    .replace(/\[[^\][]{0,40}\]/g, ' ')
    .replace(/\b(re|fwd?|aw)(\[\d{1,3}\])?:/g, ' ');
  const words = bare.match(/\p{L}+/gu) ?? [];
  return words.length < 2 ? undefined : words.join(' ');
}
