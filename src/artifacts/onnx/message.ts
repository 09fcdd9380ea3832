import { type Field, type MessageName, schemaOf } from './schema.ts';

/** Bytes that were passed over, not read. */
export interface Span {
  offset: number;
  length: number;
}

/** A list of numbers: all counted, the first of them kept. */
export interface Numbers {
  count: number;
  /** At most `keptNumbers`. Floats as numbers, integers as bigints. */
  first: (bigint | number)[];
}

export const keptNumbers = 1024;

type Stored = string[] | Span[] | Message[] | Numbers;
const namesOf = new Map<MessageName, Map<string, Field>>();

function fieldNamed(type: MessageName, name: string): Field {
  let byName = namesOf.get(type);
  if (!byName) {
    byName = new Map(Array.from(schemaOf(type).values(), (field) => [field.name, field]));
    namesOf.set(type, byName);
  }
  const field = byName.get(name);
  if (!field) throw new TypeError(`${type} has no field ${name}`);
  return field;
}

/** One decoded protobuf message. Asking for a field that its schema lacks is a bug and throws. */
export class Message {
  readonly type: MessageName;
  /** First byte of its content in the file. */
  readonly offset: number;
  readonly #fields = new Map<string, Stored>();

  constructor(type: MessageName, offset: number) {
    this.type = type;
    this.offset = offset;
  }

  has(name: string): boolean {
    return this.#fields.has(fieldNamed(this.type, name).name);
  }

  put(name: string, value: Stored): void {
    this.#fields.set(name, value);
  }

  texts(name: string): readonly string[] {
    return this.#list(name, (field) => field.kind === 'blob' && field.type !== 'bytes') as string[];
  }

  /** Empty when it is absent: proto3 does not tell the two apart. */
  text(name: string): string {
    return this.texts(name)[0] ?? '';
  }

  blobs(name: string): readonly Span[] {
    return this.#list(name, (field) => field.kind === 'blob' && field.type === 'bytes') as Span[];
  }

  children(name: string): readonly Message[] {
    return this.#list(name, (field) => field.kind === 'message') as Message[];
  }

  child(name: string): Message | undefined {
    return this.children(name)[0];
  }

  numbers(name: string): Numbers {
    if (fieldNamed(this.type, name).kind !== 'scalar') throw new TypeError(`${name} is not a number`);
    const stored = this.#fields.get(name);
    return stored && !Array.isArray(stored) ? stored : { count: 0, first: [] };
  }

  /** An integer field; undefined when it is absent. */
  int(name: string): bigint | undefined {
    const value = this.numbers(name).first[0];
    return typeof value === 'bigint' ? value : undefined;
  }

  #list(name: string, fits: (field: Field) => boolean): Stored {
    if (!fits(fieldNamed(this.type, name))) throw new TypeError(`${this.type}.${name} is of another kind`);
    return this.#fields.get(name) ?? [];
  }
}
