import { describe, expect, it } from 'vitest';
import { read, unset } from '../testing/computing.ts';
import { http } from './http.ts';

const answer = (url: string, headers: Record<string, string> | null = null) =>
  read(
    http.dataSources.http,
    unset(['id', 'status_code', 'response_body', 'body', 'response_body_base64'], {
      url,
      request_headers: headers,
    }),
  );

describe('an answer of http, for which nobody is asked', () => {
  it('is empty', () => {
    expect(answer('https://example.com/a')).toEqual({
      id: 'https://example.com/a',
      status_code: 200,
      response_body: '',
      body: '',
      response_body_base64: '',
    });
  });

  it.each([
    'https://checkip.amazonaws.com',
    'http://ipv4.icanhazip.com',
    'https://api.ipify.org/',
    'https://ifconfig.me/ip',
    'https://ipinfo.io/ip',
  ])('is an address from %s', (url) => {
    expect(answer(url).response_body).toBe('203.0.113.1\n');
  });

  it('can be read as JSON where JSON is asked for', () => {
    expect(answer('https://example.com', { Accept: 'application/json' }).response_body).toBe('{}');
    expect(answer('https://api.ipify.org?format=json').response_body).toBe('{"ip":"203.0.113.1"}');
    expect(answer('https://example.com/data.json').response_body).toBe('{}');
  });
});
