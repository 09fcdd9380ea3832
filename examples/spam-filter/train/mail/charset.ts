/**
 * Text from bytes of a mail. Labels in mails are often wrong or missing, so nothing here throws: UTF-8 where the bytes
 * are UTF-8, else windows-1252, which is what mails without a label nearly always are.
 * The names are those of https://encoding.spec.whatwg.org/#names-and-labels
 */
export function decodeBytes(bytes: Uint8Array, label?: string): string {
  const named = namedDecoder(label);
  if (named) return named.decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** None for plain ASCII too: a mail that says so and has other bytes is mislabelled. */
function namedDecoder(label: string | undefined): InstanceType<typeof TextDecoder> | undefined {
  if (!label || label.length > 40 || /^(us-)?ascii$/i.test(label)) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

/** One character for one byte, so that a mail can be searched as text before its charset is known. */
export function byteString(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

export function bytesOf(byteText: string): Uint8Array {
  return Buffer.from(byteText, 'latin1');
}
