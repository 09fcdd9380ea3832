import { BlockList, isIP } from 'node:net';
import type { Fit } from '../match/fit.ts';
import { unknownPart } from '../types.ts';

/** An address, or a range in CIDR form; undefined when it is neither. */
export function parseRange(
  text: string,
): { address: string; family: 'ipv4' | 'ipv6'; bits: number } | undefined {
  const [address = '', prefix] = text.trim().split('/');
  const version = isIP(address);
  if (version === 0) return undefined;
  const most = version === 4 ? 32 : 128;
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return undefined;
  const bits = prefix === undefined ? most : Number(prefix);
  if (bits > most) return undefined;
  return { address, family: version === 4 ? 'ipv4' : 'ipv6', bits };
}

/**
 * Whether the range of the policy holds the request's address.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function addressFit(policyValue: string, requestValue: string): Fit {
  if (policyValue.includes(unknownPart)) return 'unknown';
  const [range, asked] = [parseRange(policyValue), parseRange(requestValue)];
  if (!range || !asked || range.family !== asked.family) return 'none';
  const list = new BlockList();
  list.addSubnet(range.address, range.bits, range.family);
  const holds = list.check(asked.address, asked.family);
  if (asked.bits >= range.bits) return holds ? 'all' : 'none';
  // The question gives a range of its own: it may reach beyond the policy's.
  const wider = new BlockList();
  wider.addSubnet(asked.address, asked.bits, asked.family);
  return wider.check(range.address, range.family) ? 'some' : 'none';
}
