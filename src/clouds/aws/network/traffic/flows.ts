import { AddressSet } from '../address-set.ts';

export const protocols = ['tcp', 'udp', 'icmp', 'other'] as const;
export type Protocol = (typeof protocols)[number];

/** Packets of one protocol to a range of ports, from or to a set of addresses. Only TCP and UDP have ports. */
export interface Flow {
  protocol: Protocol;
  firstPort: number;
  lastPort: number;
  addresses: AddressSet;
}

/** What gets through something: surely, and possibly, with the reasons why that is not the same. */
export interface Passing {
  sure: readonly Flow[];
  possible: readonly Flow[];
  doubts: readonly string[];
}

export const nothing: Passing = { sure: [], possible: [], doubts: [] };

/** All traffic with these addresses. */
export function allWith(addresses: AddressSet): Flow[] {
  if (addresses.isEmpty) return [];
  return protocols.map((protocol) => ({ protocol, firstPort: 0, lastPort: 65_535, addresses }));
}

export const everything = allWith(AddressSet.all);

/** Nothing stops it. */
export const open: Passing = { sure: everything, possible: everything, doubts: [] };

/** Nobody knows what stops it. */
export function doubtful(because: string): Passing {
  return { sure: [], possible: everything, doubts: [because] };
}

/** What is in both. */
export function meet(left: readonly Flow[], right: readonly Flow[]): Flow[] {
  return left.flatMap((a) =>
    right.flatMap((b) => {
      const firstPort = Math.max(a.firstPort, b.firstPort);
      const lastPort = Math.min(a.lastPort, b.lastPort);
      if (a.protocol !== b.protocol || firstPort > lastPort) return [];
      const addresses = a.addresses.and(b.addresses);
      return addresses.isEmpty ? [] : [{ protocol: a.protocol, firstPort, lastPort, addresses }];
    }),
  );
}

/** What is in the first and not in the second. */
export function without(flows: readonly Flow[], gone: readonly Flow[]): Flow[] {
  return gone.reduce<Flow[]>((left, cut) => left.flatMap((flow) => cutFrom(flow, cut)), [...flows]);
}

function cutFrom(flow: Flow, cut: Flow): Flow[] {
  const first = Math.max(flow.firstPort, cut.firstPort);
  const last = Math.min(flow.lastPort, cut.lastPort);
  if (flow.protocol !== cut.protocol || first > last) return [flow];
  const rest = flow.addresses.without(cut.addresses);
  return [
    ...(flow.firstPort < first ? [{ ...flow, lastPort: first - 1 }] : []),
    ...(rest.isEmpty ? [] : [{ ...flow, firstPort: first, lastPort: last, addresses: rest }]),
    ...(flow.lastPort > last ? [{ ...flow, firstPort: last + 1 }] : []),
  ];
}

/** Through one and the other. */
export function inTurn(...stages: readonly Passing[]): Passing {
  return stages.reduce((before, stage) => ({
    sure: meet(before.sure, stage.sure),
    possible: meet(before.possible, stage.possible),
    doubts: [...new Set([...before.doubts, ...stage.doubts])],
  }));
}

/** Through one or the other. */
export function either(...stages: readonly Passing[]): Passing {
  return {
    sure: stages.flatMap(({ sure }) => sure),
    possible: stages.flatMap(({ possible }) => possible),
    doubts: [...new Set(stages.flatMap(({ doubts }) => doubts))],
  };
}

export function addressesOf(flows: readonly Flow[]): AddressSet {
  return flows.reduce((set, { addresses }) => set.or(addresses), AddressSet.none);
}

/** `tcp/22`, `tcp/8000-9000`, `all` — each once, in their order. */
export function portsOf(flows: readonly Flow[]): string[] {
  const full = flows.filter(({ firstPort, lastPort }) => firstPort === 0 && lastPort === 65_535);
  if (protocols.every((protocol) => full.some((flow) => flow.protocol === protocol))) return ['all'];
  return protocols.flatMap((protocol) => {
    const own = flows.filter((flow) => flow.protocol === protocol);
    if (own.length === 0) return [];
    if (protocol === 'icmp' || protocol === 'other') return [protocol];
    return joined(own).map(([first, last]) =>
      first === 0 && last === 65_535
        ? `${protocol}/all`
        : `${protocol}/${first === last ? first : `${first}-${last}`}`,
    );
  });
}

function joined(flows: readonly Flow[]): [number, number][] {
  const sorted = [...flows].sort((a, b) => a.firstPort - b.firstPort);
  const found: [number, number][] = [];
  for (const { firstPort, lastPort } of sorted) {
    const before = found.at(-1);
    if (before && firstPort <= before[1] + 1) before[1] = Math.max(before[1], lastPort);
    else found.push([firstPort, lastPort]);
  }
  return found;
}

/**
 * Protocols by their names and numbers; undefined when it is none.
 * https://www.iana.org/assignments/protocol-numbers/
 */
export function protocolsNamed(text: string): readonly Protocol[] | undefined {
  switch (text.toLowerCase()) {
    case '-1':
    case 'all':
      return protocols;
    case '6':
    case 'tcp':
      return ['tcp'];
    case '17':
    case 'udp':
      return ['udp'];
    case '1':
    case 'icmp':
    case '58':
    case 'icmpv6':
    case 'ipv6-icmp':
      return ['icmp'];
    default:
      return /^[a-z0-9-]{1,20}$/i.test(text) ? ['other'] : undefined;
  }
}
