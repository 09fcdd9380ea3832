import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newToken, tokenMatches } from './token.ts';

describe('tokens', () => {
  it('are new each time, printable, of 256 bits, and match their hash alone', () => {
    const [first, second] = [newToken(), newToken()];
    expect(first.token).toMatch(/^hf_[A-Za-z0-9_-]{43}$/);
    expect(first.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(first.token).not.toBe(second.token);
    expect(tokenMatches(first.token, first.hash)).toBe(true);
    expect(tokenMatches(first.token, second.hash)).toBe(false);
  });

  it('do not show in the hash', () => {
    const { token, hash } = newToken();
    expect(tokenMatches(hash, hash)).toBe(false);
    expect(hash).not.toContain(token.slice(3));
  });

  it('match nothing else, whatever is sent or stored', () => {
    const { token, hash } = newToken();
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(tokenMatches(text, hash)).toBe(false);
        expect(tokenMatches(token, text)).toBe(false);
      }),
    );
    expect(tokenMatches(`${token} `, hash)).toBe(false);
    expect(tokenMatches(token, hash.toUpperCase())).toBe(false);
    expect(tokenMatches('', '')).toBe(false);
  });
});
