import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Format } from './format.ts';
import { formats } from './registry.ts';
import { goodModels } from './testing/good-models.ts';
import { join as joined } from './testing/proto-writer.ts';
import { codesOf, scanFiles } from './testing/scan-bytes.ts';

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const padded = (text: string, length: number) => latin1(text.padEnd(length, '\0'));
const emptyZip = latin1(`PK\x05\x06${'\0'.repeat(18)}`);
const programHead = new Uint8Array(256);
programHead.set(latin1('MZ'));
programHead.set([0x80], 0x3c);
programHead.set(latin1('PE\0\0'), 0x80);

/** The content of one file for each way that a format is recognised. */
const samples: [format: string, what: string, content: Uint8Array][] = [
  ['pickle', 'protocol 4', latin1('\x80\x04\x95\x03\0\0\0\0\0\0\0}.')],
  ['pickle', 'protocol 2', latin1('\x80\x02}q\x00.')],
  ['pickle', 'protocol 0', latin1("cos\nsystem\n(S'true'\ntR.")],
  ['pickle', 'a dictionary in protocol 0', latin1("(dp0\nS'a'\np1\nI1\ns.")],
  ['zip', 'from its start', latin1('PK\x03\x04 and what follows')],
  ['zip', 'from its end', joined(latin1('#?'), emptyZip)],
  ['safetensors', 'an empty one', joined(latin1('\x02\0\0\0\0\0\0\0{}'), new Uint8Array(4))],
  ['safetensors', 'a header of 8 bytes', latin1('\x08\0\0\0\0\0\0\0{      }')],
  ['gguf', 'version 3', padded('GGUF\x03', 24)],
  ['hdf5', 'at its start', padded('\x89HDF\r\n\x1a\n', 64)],
  ['hdf5', 'after a user block', joined(new Uint8Array(512), latin1('\x89HDF\r\n\x1a\n'))],
  ['npy', 'version 1', padded('\x93NUMPY\x01\0', 128)],
  ['flatbuffer', 'TensorFlow Lite', padded('\x1c\0\0\0TFL3', 64)],
  ['flatbuffer', 'ORT format', padded('\x1c\0\0\0ORTM', 64)],
  ['tar', 'ustar', joined(padded('model.onnx', 257), latin1('ustar\x0000'), new Uint8Array(248))],
  ['archive', '7z', padded('7z\xbc\xaf\x27\x1c', 32)],
  ['archive', 'RAR', padded('Rar!\x1a\x07\x01\0', 32)],
  ['compressed', 'gzip', padded('\x1f\x8b\x08', 32)],
  ['compressed', 'zlib', padded('\x78\x9c\xff', 32)],
  ['compressed', 'zstd', padded('\x28\xb5\x2f\xfd', 32)],
  ['compressed', 'bzip2', padded('BZh91AY&SY', 32)],
  ['executable', 'ELF', padded('\x7fELF\x02\x01\x01', 64)],
  ['executable', 'Windows', programHead],
  ['executable', 'a script', latin1('#!/bin/sh\necho\n')],
  ['executable', 'WebAssembly', padded('\x00asm\x01\0\0\0', 16)],
  ['saved-model', 'TensorFlow', joined(latin1('\x08\x01\x12\xff\x7f'), new Uint8Array(0x3fff).fill(0xff))],
  ['text', 'JSON', latin1('{"labels": ["ham", "spam"]}')],
  ['text', 'Python', latin1('import os\nos.system("true")\n')],
  ['unknown', 'noise', latin1('\xff\xfe\x00\x01\x02\x03\xf0\xf1')],
  ['unknown', 'nothing', new Uint8Array()],
];

describe('formats', () => {
  it('are all in the registry', async () => {
    const folder = join(import.meta.dirname, 'formats');
    const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    const found: Format[] = [];
    for (const name of names) {
      const module: Record<string, Format> = await import(join(folder, name));
      found.push(...Object.values(module));
    }
    expect([...found].sort(byName)).toEqual([...formats].sort(byName));
    expect(found.map(({ name }) => `${name}.ts`).sort()).toEqual(names.sort());
  });

  it('have samples here, and advice where they are refused', () => {
    const sampled = new Set(['onnx', ...samples.map(([format]) => format)]);
    expect(formats.filter(({ name }) => !sampled.has(name))).toEqual([]);
    expect(formats.filter(({ analyse, advice }) => !analyse && !advice)).toEqual([]);
  });

  it.each(samples)('%s: %s is recognised under a wrong name and refused', async (format, _, content) => {
    const report = await scanFiles({ 'model.onnx': content });
    const dangerous = format === 'executable';
    const code = dangerous
      ? 'executable-file'
      : format === 'unknown'
        ? 'format-unknown'
        : 'format-not-admitted';
    expect(report.files[0]).toMatchObject({ format, findings: [{ code }] });
    expect(report.verdict).toBe(dangerous ? 'unsafe' : 'unscannable');
  });

  it('says how a pickle becomes ONNX', async () => {
    const report = await scanFiles({ 'model.pkl': latin1('\x80\x02}q\x00.') });
    expect(report.files[0]?.findings[0]?.message).toMatch(/Python pickle.*not admitted.*skl2onnx/);
  });

  it('finds a model that is an archive as well', async () => {
    const model = goodModels['one operator'] ?? new Uint8Array();
    // A last field, documentation of 22 bytes, which is an empty archive.
    const both = joined(model, Uint8Array.of(0x32, emptyZip.length), emptyZip);
    const report = await scanFiles({ 'model.onnx': both });
    expect(report.verdict).toBe('unsafe');
    expect(codesOf(report)).toEqual(['polyglot']);
  });
});

const byName = (a: Format, b: Format) => (a.name < b.name ? -1 : 1);
