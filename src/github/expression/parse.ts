import type { Expression, Operator, Segment } from './syntax.ts';
import { type Token, tokensOf } from './tokens.ts';

const maxLength = 21_000;
const maxDepth = 100;

/** Binding more and more strongly: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators */
const levels: readonly (readonly Operator[])[] = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>=']];

/** Reads the inside of `${{ }}`; undefined where GitHub would refuse it, or it is too long or too deep. */
export function parseExpression(source: string): Expression | undefined {
  if (source.length > maxLength) return undefined;
  const tokens = tokensOf(source);
  return tokens && new Parser(tokens).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression | undefined {
    const found = this.#operation(0);
    return this.#token().kind === 'end' ? found : undefined;
  }

  #token(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #takes(mark: string): boolean {
    const token = this.#token();
    if (token.kind !== 'mark' || token.text !== mark) return false;
    this.#at += 1;
    return true;
  }

  #operation(level: number): Expression | undefined {
    const operators = levels[level];
    if (!operators) return this.#unary();
    let left = this.#operation(level + 1);
    for (let found = this.#operator(operators); left && found; found = this.#operator(operators)) {
      const right = this.#operation(level + 1);
      left = right && { kind: 'operator', operator: found, left, right };
    }
    return left;
  }

  #operator(among: readonly Operator[]): Operator | undefined {
    return among.find((operator) => this.#takes(operator));
  }

  #unary(): Expression | undefined {
    if (this.#depth >= maxDepth) return undefined;
    this.#depth += 1;
    const found = this.#takes('!') ? this.#negated() : this.#withMembers(this.#primary());
    this.#depth -= 1;
    return found;
  }

  #negated(): Expression | undefined {
    const of = this.#unary();
    return of && { kind: 'not', of };
  }

  #primary(): Expression | undefined {
    if (this.#takes('(')) {
      const inner = this.#operation(0);
      return this.#takes(')') ? inner : undefined;
    }
    const token = this.#token();
    this.#at += 1;
    switch (token.kind) {
      case 'string':
        return { kind: 'literal', value: token.text };
      case 'number':
        return { kind: 'literal', value: Number(token.text) };
      case 'name':
        return this.#named(token.text);
      case 'mark':
      case 'end':
        return undefined;
    }
  }

  #named(name: string): Expression | undefined {
    if (this.#takes('(')) return this.#call(name.toLowerCase());
    const literals: Record<string, boolean | number | null> = {
      true: true,
      false: false,
      null: null,
      NaN: Number.NaN,
      Infinity: Number.POSITIVE_INFINITY,
    };
    const value = Object.hasOwn(literals, name) ? literals[name] : undefined;
    return value === undefined
      ? { kind: 'reference', path: [name.toLowerCase()] }
      : { kind: 'literal', value };
  }

  #call(name: string): Expression | undefined {
    const given: Expression[] = [];
    if (this.#takes(')')) return { kind: 'call', name, arguments: given };
    do {
      const argument = this.#operation(0);
      if (!argument) return undefined;
      given.push(argument);
    } while (this.#takes(','));
    return this.#takes(')') ? { kind: 'call', name, arguments: given } : undefined;
  }

  #withMembers(of: Expression | undefined): Expression | undefined {
    const path: Segment[] = [];
    while (of) {
      const isDotted = this.#takes('.');
      if (!isDotted && !this.#takes('[')) break;
      const segment = isDotted ? this.#dotted() : this.#indexed();
      if (segment === undefined) return undefined;
      path.push(segment);
    }
    if (!of || path.length === 0) return of;
    if (of.kind === 'reference') return { kind: 'reference', path: [...of.path, ...path] };
    return { kind: 'member', of, path };
  }

  #dotted(): Segment | undefined {
    if (this.#takes('*')) return '*';
    const { kind, text } = this.#token();
    if (kind !== 'name') return undefined;
    this.#at += 1;
    return text.toLowerCase();
  }

  #indexed(): Segment | undefined {
    const inner = this.#takes('*') ? '*' : this.#operation(0);
    if (inner === undefined || !this.#takes(']')) return undefined;
    if (typeof inner === 'string' || inner.kind !== 'literal') return inner;
    return String(inner.value).toLowerCase();
  }
}
