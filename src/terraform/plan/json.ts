import type { Json } from '../../base/canonical-json.ts';
import type { Issue } from '../../base/issue.ts';

export type JsonObject = { [key: string]: Json };

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** A member of an object's own: `constructor` and `__proto__` are names like any other. */
export function member(json: Json | undefined, name: string): Json | undefined {
  return isObject(json) && Object.hasOwn(json, name) ? json[name] : undefined;
}

export function textMember(json: Json | undefined, name: string): string | undefined {
  const value = member(json, name);
  return typeof value === 'string' ? value : undefined;
}

/** Whether `true` stands anywhere within: the marks of unknown and of sensitive values are such trees. */
export function holdsTrue(marks: Json | undefined): boolean {
  if (typeof marks !== 'object' || marks === null) return marks === true;
  return Object.values(marks).some(holdsTrue);
}

const problemsMax = 100;

/** Collects what is malformed in a document, with the JSON path (RFC 9535) of each; bounded. */
export class Problems {
  readonly issues: Issue[] = [];
  #passedOver = 0;

  malformed(path: string, expected: string): void {
    this.add({ code: 'plan-malformed', message: `${path} is not ${expected}: it was left out` });
  }

  add(issue: Issue): void {
    if (this.issues.length < problemsMax) this.issues.push(issue);
    else this.#passedOver += 1;
  }

  /** All of them, with a last one that counts those beyond the bound. */
  all(): Issue[] {
    if (this.#passedOver === 0) return this.issues;
    const message = `${this.#passedOver} more problems of the plan are not listed`;
    return [...this.issues, { code: 'plan-malformed', message }];
  }

  /** An object or, when there is something else, a problem; nothing for what is absent or null. */
  object(json: Json | undefined, path: string): JsonObject | undefined {
    if (json === undefined || json === null) return undefined;
    if (isObject(json)) return json;
    this.malformed(path, 'an object');
    return undefined;
  }

  list(json: Json | undefined, path: string): Json[] {
    if (json === undefined || json === null) return [];
    if (Array.isArray(json)) return json;
    this.malformed(path, 'a list');
    return [];
  }

  /** The objects of a list, each with its path. */
  objects(json: Json | undefined, path: string): { item: JsonObject; at: string }[] {
    return this.list(json, path).flatMap((element, index) => {
      const at = `${path}[${index}]`;
      if (isObject(element)) return [{ item: element, at }];
      this.malformed(at, 'an object');
      return [];
    });
  }
}
