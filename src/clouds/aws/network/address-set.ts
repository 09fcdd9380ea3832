import { parseRange } from '../iam/conditions/addresses.ts';

interface Interval {
  first: bigint;
  last: bigint;
}

/** IPv6 begins on the number line where IPv4 ends. */
const ipv6Start = 1n << 32n;
const ipv6Last = ipv6Start + (1n << 128n) - 1n;

/** Any set of IPv4 and IPv6 addresses: as intervals on one line, sorted and apart from each other. */
export class AddressSet {
  static readonly none = new AddressSet([]);
  static readonly ipv4 = new AddressSet([{ first: 0n, last: ipv6Start - 1n }]);
  static readonly ipv6 = new AddressSet([{ first: ipv6Start, last: ipv6Last }]);
  static readonly all = new AddressSet([{ first: 0n, last: ipv6Last }]);

  readonly #intervals: readonly Interval[];

  private constructor(intervals: readonly Interval[]) {
    this.#intervals = intervals;
  }

  /** Of an address or a range in CIDR form; undefined when it is neither. */
  static parse(text: string): AddressSet | undefined {
    const range = parseRange(text);
    if (!range) return undefined;
    const isIpv4 = range.family === 'ipv4';
    const start = isIpv4 ? ipv4Number(range.address) : ipv6Number(range.address);
    if (start === undefined) return undefined;
    const size = 1n << BigInt((isIpv4 ? 32 : 128) - range.bits);
    const first = (start / size) * size + (isIpv4 ? 0n : ipv6Start);
    return new AddressSet([{ first, last: first + size - 1n }]);
  }

  /** Of ranges; what is none is left out. */
  static of(...ranges: readonly string[]): AddressSet {
    const parsed = ranges.map((range) => AddressSet.parse(range) ?? AddressSet.none);
    return AddressSet.#joined(parsed.flatMap((set) => [...set.#intervals]));
  }

  or(other: AddressSet): AddressSet {
    return AddressSet.#joined([...this.#intervals, ...other.#intervals]);
  }

  static #joined(intervals: Interval[]): AddressSet {
    const sorted = intervals.sort((a, b) => (a.first < b.first ? -1 : 1));
    const joined: Interval[] = [];
    for (const { first, last } of sorted) {
      const before = joined.at(-1);
      if (before && first <= before.last + 1n) before.last = last > before.last ? last : before.last;
      else joined.push({ first, last });
    }
    return new AddressSet(joined);
  }

  and(other: AddressSet): AddressSet {
    const common = this.#intervals.flatMap((own) =>
      other.#intervals.flatMap((their) => {
        const first = own.first > their.first ? own.first : their.first;
        const last = own.last < their.last ? own.last : their.last;
        return first <= last ? [{ first, last }] : [];
      }),
    );
    return new AddressSet(common);
  }

  without(other: AddressSet): AddressSet {
    let left: Interval[] = [...this.#intervals];
    for (const { first, last } of other.#intervals)
      left = left.flatMap((own) => {
        if (own.last < first || own.first > last) return [own];
        const before = own.first < first ? [{ first: own.first, last: first - 1n }] : [];
        return own.last > last ? [...before, { first: last + 1n, last: own.last }] : before;
      });
    return new AddressSet(left);
  }

  get isEmpty(): boolean {
    return this.#intervals.length === 0;
  }

  /** How many addresses. */
  get size(): bigint {
    return this.#intervals.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
  }

  covers(other: AddressSet): boolean {
    return other.without(this).isEmpty;
  }

  meets(other: AddressSet): boolean {
    return !this.and(other).isEmpty;
  }
}

function ipv4Number(text: string): bigint {
  return text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

/** `text` is known to be an IPv6 address; the URL parser writes its short form in one way. */
function ipv6Number(text: string): bigint | undefined {
  const url = URL.parse(`http://[${text.replace(/%.*$/, '')}]/`);
  if (!url) return undefined;
  const [head = '', tail] = url.hostname.slice(1, -1).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n);
}

/**
 * Addresses that nobody reaches across the internet. The documentation ranges are not among them: in examples they
 * stand for somebody's public addresses.
 * https://www.iana.org/assignments/iana-ipv4-special-registry/
 * https://www.iana.org/assignments/iana-ipv6-special-registry/
 */
const special = AddressSet.of(
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
  '::/3',
  '4000::/2',
  '8000::/1',
);

/** What the internet is: all but private and special ranges. */
export const internet = AddressSet.all.without(special);
export const internetIpv4 = internet.and(AddressSet.ipv4);
export const internetIpv6 = internet.and(AddressSet.ipv6);

/** More than an IPv4 /8, or an IPv6 /16: no longer somebody's own addresses. */
export function isAnyone(addresses: AddressSet): boolean {
  const ipv4 = addresses.and(internetIpv4).size;
  const ipv6 = addresses.and(internetIpv6).size;
  return ipv4 > 1n << 24n || ipv6 > 1n << 112n;
}
