/** The parts of an address such as `module.a["x"].data.aws_ami.b[0]`. */
export interface Address {
  modules: { name: string; key?: string | number }[];
  /** Absent when the address is that of a module. */
  block?: { kind: 'resource' | 'data' | 'ephemeral'; type: string; name: string; key?: string | number };
}

const nameForm = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const keyForm = /\[(?:(\d+)|("(?:[^"\\]|\\.)*"))\]/uy;

/** One step of an address: a name, with the key of an instance. */
interface Step {
  name: string;
  key?: string | number;
}

/** How the keys of an address are quoted: as Terraform prints them, or as `jsonencode` does. */
export type Quoting = 'terraform' | 'json';

/** Undefined for what is no address of a module, resource, data source or ephemeral resource. */
export function parseAddress(text: string, quoting: Quoting = 'terraform'): Address | undefined {
  const steps = stepsOf(text, quoting);
  if (!steps) return undefined;
  const modules: Address['modules'] = [];
  let at = 0;
  while (steps[at]?.name === 'module') {
    const call = steps[at + 1];
    if (!call || steps[at]?.key !== undefined) return undefined;
    modules.push(call);
    at += 2;
  }
  const rest = steps.slice(at);
  if (rest.length === 0) return modules.length > 0 ? { modules } : undefined;
  const block = blockOf(rest);
  return block && { modules, block };
}

function blockOf(steps: Step[]): Address['block'] | undefined {
  const first = steps[0]?.name;
  const kind = first === 'data' || first === 'ephemeral' ? first : 'resource';
  const [type, last, ...more] = kind === 'resource' ? steps : steps.slice(1);
  if (!type || !last || more.length > 0 || type.key !== undefined) return undefined;
  return { kind, type: type.name, ...last };
}

function stepsOf(text: string, quoting: Quoting): Step[] | undefined {
  const steps: Step[] = [];
  let at = 0;
  do {
    if (steps.length > 0) at += 1;
    nameForm.lastIndex = at;
    const name = nameForm.exec(text)?.[0];
    if (name === undefined) return undefined;
    at += name.length;
    keyForm.lastIndex = at;
    const key = keyForm.exec(text);
    at += key?.[0].length ?? 0;
    const value = key?.[1] === undefined ? key?.[2] && keyText(key[2], quoting) : Number(key[1]);
    steps.push({ name, ...(value !== undefined && { key: value }) });
  } while (text[at] === '.');
  return at === text.length ? steps : undefined;
}

function keyText(quoted: string, quoting: Quoting): string {
  if (quoting === 'json') return jsonText(quoted);
  const inner = quoted.slice(1, -1);
  return inner.replace(
    /\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\(.)|([$%])\4\{/gsu,
    (_, short?: string, long?: string, letter?: string, sign?: string) => {
      if (sign !== undefined) return `${sign}{`;
      if (letter !== undefined) return { n: '\n', r: '\r', t: '\t' }[letter] ?? letter;
      return String.fromCodePoint(Math.min(Number.parseInt(short ?? long ?? '0', 16), 0x10ffff));
    },
  );
}

/** What a JSON string means; as it is written for one that is no JSON. */
function jsonText(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}

/** The value of a `holdfast_address` as the address that a plan has: `jsonencode` quotes keys in another way. */
export function plannedAddress(injected: string): string | undefined {
  const address = parseAddress(injected, 'json');
  return address && formatAddress(address);
}

/** The address as Terraform writes it. */
export function formatAddress({ modules, block }: Address): string {
  const steps = modules.map((call) => `module.${call.name}${keySuffix(call.key)}`);
  if (block) {
    const prefix = block.kind === 'resource' ? '' : `${block.kind}.`;
    steps.push(`${prefix}${block.type}.${block.name}${keySuffix(block.key)}`);
  }
  return steps.join('.');
}

/** The address without the keys of instances: that of the block in the configuration. */
export function withoutKeys(address: string): string {
  const parsed = parseAddress(address);
  if (!parsed) return address;
  const { block } = parsed;
  return formatAddress({
    modules: parsed.modules.map(({ name }) => ({ name })),
    ...(block && { block: { kind: block.kind, type: block.type, name: block.name } }),
  });
}

function keySuffix(key: string | number | undefined): string {
  if (key === undefined) return '';
  return typeof key === 'number' ? `[${key}]` : `["${quoted(key)}"]`;
}

const escapes: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

/** `toHCLQuotedString` of https://github.com/hashicorp/terraform/blob/v1.11.4/internal/addrs/instance_key.go */
function quoted(text: string): string {
  return text.replace(/[\n\r\t"\\]|([$%])\{|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (found, sign?: string) => {
    if (sign !== undefined) return `${sign}${sign}{`;
    const known = escapes[found];
    if (known !== undefined) return known;
    const point = found.codePointAt(0) ?? 0;
    return point < 0x10000
      ? `\\u${point.toString(16).padStart(4, '0')}`
      : `\\U${point.toString(16).padStart(8, '0')}`;
  });
}
