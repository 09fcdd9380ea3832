import type { FindingCode } from '../finding-codes.ts';
import { dataFile, externalBytes, externalModel } from './good-models.ts';
import { external, FLOAT, model, node, tensor } from './onnx-writer.ts';
import { type Bytes, join } from './proto-writer.ts';

const two = (a: Record<string, string>, b: Record<string, string>): Bytes =>
  model({
    nodes: [node('Add', ['x', 'a'], ['s']), node('Mul', ['s', 'b'], ['y'])],
    initializers: [
      tensor('a', FLOAT, [2], external({ location: dataFile, ...a })),
      tensor('b', FLOAT, [2], external({ location: dataFile, ...b })),
    ],
  });
const one = (entries: Record<string, string>): Bytes =>
  model({
    nodes: [node('Add', ['x', 'a'], ['y'])],
    initializers: [tensor('a', FLOAT, [2], external(entries))],
  });
const eight = new Uint8Array(8);
const at = (location: string): Record<string, Bytes> => ({
  'model.onnx': one({ location }),
  [dataFile]: eight,
});

/** Folders whose model says something about data files that is not so, or that must not be. */
export const hostileExternal: [name: string, code: FindingCode, files: Record<string, Bytes>][] = [
  ['an absolute location', 'external-data-location', at('/etc/passwd')],
  ['a location above the folder', 'external-data-location', at('../secret')],
  ['a location that leaves and comes back', 'external-data-location', at(`a/../../b/${dataFile}`)],
  ['a location with a dot part', 'external-data-location', at(`./${dataFile}`)],
  ['a location with a double slash', 'external-data-location', at(`a//${dataFile}`)],
  ['a location with backslashes', 'external-data-location', at('..\\secret')],
  ['a location on a drive', 'external-data-location', at('C:secret')],
  ['a location that is a URL', 'external-data-location', at('file://localhost/etc/passwd')],
  ['a location with a zero byte', 'external-data-location', at(`${dataFile}\0.txt`)],
  ['an empty location', 'external-data-location', at('')],
  ["an address in the runtime's memory", 'external-data-location', at('*/_ORT_MEM_ADDR_/*')],
  ['the model itself as its data', 'external-data-location', at('model.onnx')],
  ['a file that is not there', 'external-data-missing', { 'model.onnx': one({ location: 'gone.bin' }) }],
  [
    'data past the end of the file',
    'external-data-range',
    { 'model.onnx': one({ location: dataFile, offset: '4' }), [dataFile]: eight },
  ],
  [
    'an offset of 2^53',
    'tensor-invalid',
    { 'model.onnx': one({ location: dataFile, offset: '9007199254740992' }), [dataFile]: eight },
  ],
  [
    'a negative offset',
    'tensor-invalid',
    { 'model.onnx': one({ location: dataFile, offset: '-8' }), [dataFile]: eight },
  ],
  [
    'an offset in hexadecimal',
    'tensor-invalid',
    { 'model.onnx': one({ location: dataFile, offset: '0x0' }), [dataFile]: eight },
  ],
  [
    'a length that is not the shape',
    'tensor-size-differs',
    { 'model.onnx': one({ location: dataFile, length: '4' }), [dataFile]: eight },
  ],
  [
    'an unknown key',
    'tensor-invalid',
    { 'model.onnx': one({ location: dataFile, command: 'x' }), [dataFile]: eight },
  ],
  [
    'tensors that overlap',
    'external-data-overlap',
    { 'model.onnx': two({ offset: '0' }, { offset: '4' }), [dataFile]: new Uint8Array(12) },
  ],
  [
    'bytes between tensors that are not zero',
    'external-data-gap',
    { 'model.onnx': two({ offset: '0' }, { offset: '16' }), [dataFile]: new Uint8Array(24).fill(7) },
  ],
  [
    'bytes after the last tensor',
    'external-data-gap',
    { 'model.onnx': externalModel(), [dataFile]: join(externalBytes(), Uint8Array.of(1)) },
  ],
  [
    'a megabyte of zeros after the last tensor',
    'external-data-gap',
    { 'model.onnx': externalModel(), [dataFile]: join(externalBytes(), new Uint8Array(2 ** 20)) },
  ],
  [
    'a program as data',
    'external-data-disguised',
    {
      'model.onnx': one({ location: dataFile }),
      [dataFile]: new Uint8Array(Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1')),
    },
  ],
  [
    'another model as data',
    'external-data-disguised',
    {
      'model.onnx': model({
        nodes: [node('Add', ['x', 'a'], ['y'])],
        initializers: [tensor('a', 2, [externalModel().length], external({ location: dataFile }))],
      }),
      [dataFile]: externalModel(),
    },
  ],
];
