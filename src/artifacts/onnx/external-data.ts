import { dirname, posix } from 'node:path';
import { escapeControls, printable } from '../report.ts';
import type { Message } from './message.ts';
import type { ModelContext } from './model-context.ts';

// https://onnx.ai/onnx/repo-docs/ExternalData.html
const knownKeys = ['location', 'offset', 'length', 'checksum'];

/** Why a location is refused; undefined when it stays in the folder of the model. */
export function objectionTo(location: string): string | undefined {
  if (location === '') return 'is empty';
  // ONNX Runtime takes `*/_ORT_MEM_ADDR_/*` as an address in its own memory.
  // https://github.com/microsoft/onnxruntime/blob/main/onnxruntime/core/framework/tensorprotoutils.h
  if (location.includes('*')) return 'has a `*`, which ONNX Runtime reads as an address in memory';
  if (escapeControls(location) !== location) return 'has control characters';
  if (location.includes('\\')) return 'has a backslash';
  if (location.startsWith('/')) return 'is an absolute path';
  if (location.includes(':')) return 'has a colon: a drive, a stream or a URL';
  const bad = location.split('/').find((part) => part === '' || part === '.' || part === '..');
  return bad === undefined ? undefined : `has the part "${bad}"`;
}

/** A decimal number of bytes as the specification has it; undefined when it is no such number. */
function bytesOf(text: string | undefined): number | undefined {
  const value = /^(0|[1-9]\d{0,15})$/.test(text ?? '0') ? Number(text ?? '0') : undefined;
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

/** Checks where a tensor says that its `expectedBytes` are, and notes the range for the folder's own checks. */
export function checkExternalData(
  context: ModelContext,
  tensor: Message,
  expectedBytes: number,
  where: string,
): void {
  const entries = tensor.children('external_data').map((entry) => [entry.text('key'), entry.text('value')]);
  const values = new Map(entries.map(([key = '', value = '']) => [key, value]));
  const refuse = (message: string) => context.add('tensor-invalid', message, tensor, where);
  if (values.size !== entries.length) {
    refuse('external_data has a key twice');
    return;
  }
  const unknown = [...values.keys()].find((key) => !knownKeys.includes(key));
  if (unknown !== undefined) {
    refuse(`external_data has the unknown key "${printable(unknown)}"`);
    return;
  }
  const location = values.get('location') ?? '';
  const objection = objectionTo(location);
  if (objection) {
    context.add(
      'external-data-location',
      `the location "${printable(location)}" ${objection}; tensors may only be in files beside the model`,
      tensor,
      where,
    );
    return;
  }
  const offsetBytes = bytesOf(values.get('offset'));
  const length = values.has('length') ? bytesOf(values.get('length')) : expectedBytes;
  if (offsetBytes === undefined || length === undefined) {
    refuse('offset or length of external_data is not a number of bytes');
    return;
  }
  if (length !== expectedBytes) {
    context.add(
      'tensor-size-differs',
      `external_data has ${length} bytes, the tensor's shape and type need ${expectedBytes}`,
      tensor,
      where,
    );
    return;
  }
  const path = posix.join(dirname(context.file.path), location);
  if (path === context.file.path) {
    context.add('external-data-location', 'the model names itself as its data', tensor, where);
    return;
  }
  context.external.push({ path, offsetBytes, sizeBytes: length, where });
}
