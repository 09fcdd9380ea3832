/** One person's signing key. */
export interface PersonKey {
  person: string;
  /** SubjectPublicKeyInfo as PEM text. */
  publicKey: string;
  sign(data: Uint8Array): Promise<Uint8Array>;
}

/** The keys of people. They are kept apart from the platform's folder: who holds that must not sign for a person. */
export interface IdentityStore {
  /** Undefined when this machine's user has no key of that person. */
  find(person: string): Promise<PersonKey | undefined>;

  /** @throws InputError `identity-exists` */
  create(person: string): Promise<PersonKey>;

  list(): Promise<string[]>;

  /** Where the keys are, for messages. */
  readonly location: string;
}
