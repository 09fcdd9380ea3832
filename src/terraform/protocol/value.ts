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
