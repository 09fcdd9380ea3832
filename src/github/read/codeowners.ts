import type { Codeowners, OwnersRule } from '../types.ts';

const maxLines = 20_000;
const maxLineLength = 4_000;
const ownerForm = /^(?:@[\w.-]+(?:\/[\w.-]+)?|[^@\s]+@[^@\s]+\.[^@\s]+)$/;

/** https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-syntax */
export function readCodeowners(text: string, file: string): Codeowners {
  const rules: OwnersRule[] = [];
  for (const [at, line] of text.split('\n', maxLines).entries()) {
    const words = wordsOf(line.slice(0, maxLineLength));
    const [pattern, ...owners] = words;
    if (pattern === undefined) continue;
    const problem = problemOf(pattern, owners);
    rules.push({ place: { file, line: at + 1, column: 1 }, pattern, owners, ...(problem && { problem }) });
  }
  return { file, rules };
}

/** A `#` begins a comment at the start of a word; `\ ` is a space of a pattern. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [word] of line.matchAll(/(?:\\.|[^\s\\])+/g)) {
    if (word.startsWith('#')) break;
    words.push(word);
  }
  return words;
}

function problemOf(pattern: string, owners: readonly string[]): string | undefined {
  if (pattern.startsWith('!')) return 'a pattern with ! does not work in CODEOWNERS';
  if (/\[.*\]/.test(pattern)) return 'a range in [ ] does not work in CODEOWNERS';
  if (pattern.startsWith('\\#')) return 'a pattern that begins with \\# does not work in CODEOWNERS';
  const wrong = owners.find((owner) => !ownerForm.test(owner));
  return wrong && `${wrong.slice(0, 100)} is neither @user, @organisation/team nor an email address`;
}

/** Who owns a path: the last rule that matches decides. Undefined where none does. */
export function ownersOf(codeowners: Codeowners, path: string): OwnersRule | undefined {
  return codeowners.rules.findLast(({ pattern, problem }) => !problem && matches(pattern, path));
}

function matches(pattern: string, path: string): boolean {
  const isAnchored = pattern.replace(/\/$/, '').includes('/');
  const body = pattern.replace(/^\//, '');
  const source = body
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => {
      if (part === '**/') return '(?:[^/]+/){0,30}';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      return part === '?' ? '[^/]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  // `docs/*` is only what lies directly in docs; `docs/` and `docs` all that lies below.
  const tail = body.endsWith('/*') ? '' : body.endsWith('/') ? '.*' : '(?:/.*)?';
  const start = isAnchored || pattern.startsWith('/') ? '^' : '^(?:[^/]+/){0,30}';
  return new RegExp(`${start}${source}${tail}$`).test(path);
}
