import type { Value } from '../protocol/value.ts';
import { isWhollyKnown } from '../protocol/value.ts';
import { plainContext } from './context.ts';
import { assumed } from './fill.ts';
import type { Compute, Computing, ProviderKnowledge } from './knowledge.ts';
import { below, bytesOf, randomMaxBytes, shuffled } from './random/bytes.ts';
import { adjectives, adverbs, animals } from './random/words.ts';
import { integerOf, textsOf } from './values.ts';

// https://registry.terraform.io/providers/hashicorp/random/latest/docs
// A `seed` gives the same result each time, as in the real provider, but not the same as there.

/** A length that is known and within bounds. */
function lengthOf(of: Computing, name: string): number | undefined {
  const length = integerOf(of.value(name));
  return length !== undefined && length > 0 && length <= randomMaxBytes ? length : undefined;
}

const encoded =
  (name: string, encode: (bytes: Buffer) => string): Compute =>
  (of) => {
    const length = lengthOf(of, name);
    return length === undefined ? undefined : encode(bytesOf(of, length, 'bytes'));
  };

const prefixed =
  (encode: (bytes: Buffer) => string): Compute =>
  (of) => {
    const text = encoded('byte_length', encode)(of);
    return typeof text === 'string' && isWhollyKnown(of.value('prefix'))
      ? (of.string('prefix') ?? '') + text
      : undefined;
  };

const decimal = (bytes: Buffer): string => BigInt(`0x${bytes.toString('hex')}`).toString();

/** https://github.com/hashicorp/terraform-provider-random/blob/main/internal/random/string.go */
const classes = [
  { flag: 'upper', least: 'min_upper', characters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' },
  { flag: 'lower', least: 'min_lower', characters: 'abcdefghijklmnopqrstuvwxyz' },
  { flag: 'numeric', least: 'min_numeric', characters: '0123456789' },
  { flag: 'special', least: 'min_special', characters: '!@#$%&*()-_=+[]{}<>:?' },
];

function alphabetOf(of: Computing, { flag, characters }: (typeof classes)[number]): string {
  return flag === 'special' ? of.string('override_special') || characters : characters;
}

function isWanted(of: Computing, flag: string): boolean {
  if (of.value(flag) === false) return false;
  return flag !== 'numeric' || of.value('number') !== false;
}

/** The least of each class first, the rest from all classes that are wanted, then shuffled. */
const characters: Compute = (of) => {
  const length = lengthOf(of, 'length');
  if (length === undefined) return undefined;
  const least = classes.flatMap((one) =>
    repeated(alphabetOf(of, one), integerOf(of.value(one.least)) ?? 0, length),
  );
  const all = classes
    .filter(({ flag }) => isWanted(of, flag))
    .map((one) => alphabetOf(of, one))
    .join('');
  const alphabets = [...least, ...repeated(all, length - least.length, length)];
  if (alphabets.length !== length || alphabets.includes('')) return undefined;
  const bytes = bytesOf(of, length * 6, 'characters');
  const chosen = alphabets.map((alphabet, at) => alphabet[below(bytes, at, alphabet.length)] ?? '');
  return shuffled(chosen, bytesOf(of, length * 6, 'order')).join('');
};

function repeated(alphabet: string, count: number, most: number): string[] {
  return Array.from({ length: Math.max(0, Math.min(count, most + 1)) }, () => alphabet);
}

/** In the form of bcrypt, but of no password. */
const bcryptLike: Compute = (of) => {
  const alphabet = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const text = [...bytesOf(of, 53, 'bcrypt')].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `$2a$10$${text}`;
};

const integer = (of: Computing): number | undefined => {
  const least = integerOf(of.value('min'));
  const most = integerOf(of.value('max'));
  if (least === undefined || most === undefined || most < least) return undefined;
  return least + below(bytesOf(of, 6, `integer-${of.string('seed') ?? ''}`), 0, most - least + 1);
};

const pet: Compute = (of) => {
  const length = Math.min(integerOf(of.value('length')) ?? 2, 1000);
  const separator = of.string('separator') ?? '-';
  if (length < 1 || !isWhollyKnown(of.value('prefix'))) return undefined;
  const lists = Array.from({ length }, (_, at) => wordList(length - at));
  const bytes = bytesOf(of, length * 6, 'pet');
  const words = lists.map((list, at) => list[below(bytes, at, list.length)] ?? '');
  return [of.string('prefix') || [], words].flat().join(separator);
};

/** An animal at the end, an adjective before it, adverbs before that: `utterly-brave-otter`. */
function wordList(fromEnd: number): string[] {
  if (fromEnd === 1) return animals;
  return fromEnd === 2 ? adjectives : adverbs;
}

/** Permutations one after another until there are enough. */
const shuffle: Compute = (of): Value | undefined => {
  const input = of.value('input');
  if (!isWhollyKnown(input)) return undefined;
  const elements = textsOf(input);
  const wanted = integerOf(of.value('result_count')) || elements.length;
  if (elements.length === 0 || wanted < 0 || wanted > randomMaxBytes) return wanted === 0 ? [] : undefined;
  const result: string[] = [];
  for (let round = 0; result.length < wanted; round++)
    result.push(
      ...shuffled(elements, bytesOf(of, elements.length * 6, `shuffle-${of.string('seed') ?? ''}-${round}`)),
    );
  return result.slice(0, wanted);
};

/** https://datatracker.ietf.org/doc/html/rfc9562 */
const uuid =
  (version: 4 | 7): Compute =>
  (of) => {
    const bytes = bytesOf(of, 16, `uuid-${version}`);
    bytes[6] = (version << 4) | (bytes.readUInt8(6) & 0x0f);
    bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  };

const characterDefaults = {
  lower: true,
  upper: true,
  special: true,
  min_lower: 0,
  min_numeric: 0,
  min_special: 0,
  min_upper: 0,
};

/** `number` is the old name of `numeric`: each takes over what is given for the other. */
const digits =
  (other: string): Compute =>
  (of) =>
    of.value(other) !== false;

const planned = { number: digits('numeric'), numeric: digits('number') };

const uuidOf = (version: 4 | 7) => ({ computed: { id: uuid(version), result: uuid(version) } });

const randomness = 'The result is a placeholder of the length and characters asked for.';

export const random: ProviderKnowledge = {
  source: 'hashicorp/random',
  configure: plainContext,
  resources: {
    random_bytes: {
      computed: {
        base64: encoded('length', (bytes) => bytes.toString('base64')),
        hex: encoded('length', (bytes) => bytes.toString('hex')),
      },
    },
    random_id: {
      computed: {
        id: encoded('byte_length', (bytes) => bytes.toString('base64url')),
        b64_std: prefixed((bytes) => bytes.toString('base64')),
        b64_url: prefixed((bytes) => bytes.toString('base64url')),
        dec: prefixed(decimal),
        hex: prefixed((bytes) => bytes.toString('hex')),
      },
    },
    random_integer: { computed: { id: (of) => integer(of)?.toString(), result: integer } },
    random_password: {
      defaults: characterDefaults,
      planned,
      computed: { id: 'none', result: characters, bcrypt_hash: bcryptLike },
    },
    random_pet: { defaults: { length: 2, separator: '-' }, computed: { id: pet } },
    random_shuffle: { computed: { id: '-', result: shuffle } },
    random_string: { defaults: characterDefaults, planned, computed: { id: characters, result: characters } },
    random_uuid: uuidOf(4),
    random_uuid4: uuidOf(4),
    random_uuid7: uuidOf(7),
  },
  dataSources: {},
  ephemeralResources: {
    random_bytes: assumed(randomness, {
      base64: encoded('length', (bytes) => bytes.toString('base64')),
      hex: encoded('length', (bytes) => bytes.toString('hex')),
    }),
    random_password: assumed(randomness, {
      ...characterDefaults,
      numeric: true,
      result: characters,
      bcrypt_hash: bcryptLike,
    }),
  },
  functions: {},
};
