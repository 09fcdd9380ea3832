import type { Ends, Format, Recognition } from '../format.ts';
import { analyseOnnx } from '../onnx/analyse.ts';
import { schemaOf } from '../onnx/schema.ts';

const fieldsToSee = 3;

/** A varint of at most ten bytes at `offset`, and where it ends. */
function varintAt(head: Uint8Array, offset: number): { value: number; next: number } | undefined {
  let value = 0;
  for (let index = 0; index < 10; index++) {
    const byte = head[offset + index];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: offset + index + 1 };
  }
  return undefined;
}

/** The number of the field at `offset` and where it ends; undefined when it is none of a model's. */
function fieldAt({ head, sizeBytes }: Ends, offset: number): { number: number; next: number } | undefined {
  const tag = varintAt(head, offset);
  const field = tag && schemaOf('ModelProto').get(Math.floor(tag.value / 8));
  const value = tag && varintAt(head, tag.next);
  if (!field || !value || tag.value % 8 !== (field.kind === 'scalar' ? 0 : 2)) return undefined;
  const next = field.kind === 'scalar' ? value.next : value.next + value.value;
  return next > sizeBytes ? undefined : { number: field.number, next };
}

/** A model has no signature: its first fields are those of a model, the IR version or the graph among them. */
function recognise(ends: Ends): Recognition {
  const seen: number[] = [];
  let offset = 0;
  while (offset < ends.head.length && seen.length < fieldsToSee) {
    const field = fieldAt(ends, offset);
    // Cut off or damaged later on: still to be reported as a model when it began like one.
    if (!field) break;
    seen.push(field.number);
    offset = field.next;
  }
  const [irVersion, graph] = [1, 7];
  if (seen[0] === irVersion) return 'likely';
  return seen.length > 1 && (seen.includes(irVersion) || seen.includes(graph)) ? 'likely' : undefined;
}

export const onnx: Format = { name: 'onnx', title: 'an ONNX model', recognise, analyse: analyseOnnx };
