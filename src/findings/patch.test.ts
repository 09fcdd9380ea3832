import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { applyChanges } from './fix.ts';
import { patchOf } from './patch.ts';

const dir = mkdtempSync(join(tmpdir(), 'holdfast-patch-'));
afterAll(() => rmSync(dir, { recursive: true }));

it('says where, and what', () => {
  const text = 'a {\n  b = false\n}\n';
  const { region, diff } = patchOf('x/main.tf', text, { start: 10, end: 15, text: 'true' });
  expect(region).toEqual({ startLine: 2, startColumn: 7, endLine: 2, endColumn: 12 });
  expect(diff).toBe(
    '--- a/x/main.tf\n+++ b/x/main.tf\n@@ -1,3 +1,3 @@\n a {\n-  b = false\n+  b = true\n }\n',
  );
});

const lines = fc
  .array(fc.constantFrom('', 'a', 'b', '  c = 1', '}', '\\', '-x', '+y'), { maxLength: 14 })
  .chain((all) => fc.constantFrom(`${all.join('\n')}\n`, all.join('\n'), all.join('\r\n')));

it('is a diff that git applies', () => {
  const change = lines.chain((text) =>
    fc
      .tuple(fc.nat(text.length), fc.nat(text.length), fc.constantFrom('', 'z', '\n  z = 2', 'z\n'))
      .map(([one, other, put]) => ({
        text,
        change: { start: Math.min(one, other), end: Math.max(one, other), text: put },
      })),
  );
  fc.assert(
    fc.property(change, ({ text, change: one }) => {
      const after = applyChanges(text, [one]);
      // Git takes a file that becomes empty for one that is removed.
      fc.pre(after !== text && after !== '' && text !== '');
      writeFileSync(join(dir, 'main.tf'), text);
      execFileSync('git', ['apply', '--whitespace=nowarn', '-'], {
        cwd: dir,
        input: patchOf('main.tf', text, one).diff,
      });
      expect(readFileSync(join(dir, 'main.tf'), 'utf8')).toBe(after);
    }),
    { numRuns: 60 },
  );
});
