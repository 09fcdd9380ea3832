/** A value that Terraform does not know yet: "known after apply". */
export class Unknown {
  /** What Terraform said about it ("not null", "starts with …"), as it came; absent when nothing. */
  readonly refinement: Uint8Array | undefined;

  constructor(refinement?: Uint8Array) {
    this.refinement = refinement;
  }
}

export const unknown = new Unknown();

/** A value of Terraform's language: null, a primitive, a list or set, a map or object, or unknown. */
export type Value = null | string | number | bigint | boolean | Unknown | Value[] | { [key: string]: Value };

export type ObjectValue = { [key: string]: Value };

export function isUnknown(value: Value | undefined): value is Unknown {
  return value instanceof Unknown;
}

/** A map, object or block. The type that goes before a dynamic value, in bytes, is none. */
export function isObject(value: Value | undefined): value is ObjectValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(value instanceof Unknown || value instanceof Uint8Array);
}

/** Whether nothing within a value is unknown. */
export function isWhollyKnown(value: Value | undefined): boolean {
  if (value instanceof Unknown) return false;
  if (Array.isArray(value)) return value.every(isWhollyKnown);
  return !isObject(value) || Object.values(value).every(isWhollyKnown);
}
