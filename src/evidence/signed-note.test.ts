import { describe, expect, it } from 'vitest';
import { noteKeyId, openNote, signNote } from './signed-note.ts';
import { changedBytes, ed25519Key, ed25519Signer, testKey } from './testing/test-keys.ts';

// The example of https://pkg.go.dev/golang.org/x/mod/sumdb/note
const name = 'PeterNeumann';
const keyBytes = (text: string) => Buffer.from(text, 'base64').subarray(1);
const key = ed25519Key(keyBytes('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'));
const signer = ed25519Signer(keyBytes('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'), key);
const text =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n";
const note = `${text}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

describe("Go's published note", () => {
  it('has this key id', () => {
    expect(noteKeyId(name, key).toString('hex')).toBe('c74f20a3');
  });

  it('opens', () => {
    expect(openNote(Buffer.from(note), name, key)).toEqual({ text });
  });

  it('is what we sign, to the byte', async () => {
    expect((await signNote(text, name, key, signer)).toString()).toBe(note);
  });

  it('is refused with any byte changed', () => {
    const passed = [...changedBytes(Buffer.from(note))].filter(
      ({ bytes }) => 'text' in openNote(bytes, name, key),
    );
    expect(passed.map(({ at }) => at)).toEqual([]);
  });
});

describe('a note', () => {
  it('may have empty lines in its text', async () => {
    const poem = 'one\n\n\ntwo\n\n— PeterNeumann x\n';
    expect(openNote(await signNote(poem, name, key, signer), name, key)).toEqual({ text: poem });
  });

  const line = note.slice(text.length + 1);
  it.each([
    ['a second signature', `${note}${line}`],
    ["a stranger's signature beside it", `${note}— witness.example AAAAAA==\n`],
    ['no last newline', note.slice(0, -1)],
    ['no empty line', note.replace('\n\n', '\n')],
    ['nothing before the signature', `\n${line}`],
    ['another dash', note.replace('—', '-')],
    ['carriage returns', note.replaceAll('\n', '\r\n')],
    ['a space more', note.replace('PeterNeumann ', 'PeterNeumann  ')],
    ['text after the signature', note.replace('nAM=\n', 'nAM= x\n')],
    ['nothing', ''],
    ['a megabyte', `${'x'.repeat(1_000_000)}\n\n${line}`],
  ])('is refused with %s', (_, changed) => {
    expect(openNote(Buffer.from(changed), name, key)).toHaveProperty('problem');
  });

  it('under another name or key is refused', () => {
    expect(openNote(Buffer.from(note), 'Peter', key)).toHaveProperty('problem');
    expect(openNote(Buffer.from(note), name, testKey('Ed25519').key)).toHaveProperty('problem');
  });

  it('is not signed when no reader would take it', async () => {
    for (const bad of ['', 'no newline', 'tab\t\n', 'bell\u0007\n', '\ud800\n']) {
      await expect(signNote(bad, name, key, signer)).rejects.toThrow(TypeError);
    }
    for (const bad of ['', 'two words', 'a+b', 'a\nb', 'no\u00a0break']) {
      await expect(signNote(text, bad, key, signer)).rejects.toThrow(TypeError);
    }
    const elliptic = testKey('P-256');
    await expect(signNote(text, name, elliptic.key, elliptic.signer)).rejects.toThrow(TypeError);
  });
});
