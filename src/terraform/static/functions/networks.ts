import type { Value } from '../../protocol/value.ts';
import { EvaluationError } from '../values.ts';
import { number, text } from './arguments.ts';
import type { Functions } from './static-function.ts';

/** An IPv4 range; those of IPv6 are not told. */
interface Range {
  address: number;
  bits: number;
}

function rangeOf(value: Value | undefined): Range | undefined {
  const [, address = '', bits = ''] = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(text(value)) ?? [];
  if (address === '') return undefined;
  const parts = address.split('.').map(Number);
  if (parts.some((part) => part > 255) || Number(bits) > 32) throw new EvaluationError('it is no range');
  const whole = parts.reduce((sum, part) => sum * 256 + part, 0);
  const size = 2 ** (32 - Number(bits));
  return { address: Math.floor(whole / size) * size, bits: Number(bits) };
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

function subnet(range: Range, added: number, index: number): string {
  const bits = range.bits + added;
  if (bits > 32 || index >= 2 ** added || index < 0) throw new EvaluationError('the range has no such part');
  return `${dotted(range.address + index * 2 ** (32 - bits))}/${bits}`;
}

/** https://developer.hashicorp.com/terraform/language/functions/cidrsubnets */
function subnets([prefix, ...added]: readonly Value[]): Value | undefined {
  const range = rangeOf(prefix);
  if (!range) return undefined;
  let next = range.address;
  return added.map((one) => {
    const bits = range.bits + number(one);
    const size = 2 ** (32 - bits);
    const start = Math.ceil(next / size) * size;
    next = start + size;
    if (bits > 32 || next > range.address + 2 ** (32 - range.bits))
      throw new EvaluationError('the range is too small');
    return `${dotted(start)}/${bits}`;
  });
}

export const networks: Functions = {
  cidrhost: {
    call([prefix, index]) {
      const range = rangeOf(prefix);
      const at = number(index);
      if (range && (at >= 2 ** (32 - range.bits) || -at > 2 ** (32 - range.bits)))
        throw new EvaluationError('the range has no such address');
      return range && dotted(range.address + (at < 0 ? 2 ** (32 - range.bits) + at : at));
    },
  },
  cidrnetmask: {
    call([prefix]) {
      const range = rangeOf(prefix);
      return range && dotted(2 ** 32 - 2 ** (32 - range.bits));
    },
  },
  cidrsubnet: {
    call([prefix, added, index]) {
      const range = rangeOf(prefix);
      return range && subnet(range, number(added), number(index));
    },
  },
  cidrsubnets: { call: subnets },
};
