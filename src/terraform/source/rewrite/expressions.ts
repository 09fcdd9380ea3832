import type { Node, Tree } from 'web-tree-sitter';
import { jsonStrings } from '../json-syntax.ts';
import type { ParseHcl } from '../parser.ts';
import type { SourceFile } from '../source-file.ts';
import { composed, EditedText, type TextEdit } from '../text.ts';

/** A tree of expressions of a file, with a way to bring edits of its text into the file. */
export interface Expressions {
  root: Node;
  /** The file's edits for edits in the tree's text. */
  inFile(edits: TextEdit[]): TextEdit[];
  /** The place in the file of an offset in the tree's text. */
  offset(at: number): number;
}

/**
 * Visits the expressions of a file: its tree, or in JSON syntax each string that may hold a template.
 * @param interesting passes over JSON strings that it does not match
 */
export function visitExpressions(
  file: SourceFile,
  parse: ParseHcl,
  interesting: RegExp,
  visit: (expressions: Expressions) => void,
): void {
  if (!interesting.test(file.text) && !(file.json && /\\u/.test(file.text))) return;
  if (file.tree) visit({ root: file.tree.rootNode, inFile: (edits) => edits, offset: (at) => at });
  if (!file.json) return;
  for (const string of jsonStrings(file.json)) {
    if (!/[$%]\{/.test(string.value) || !interesting.test(string.value)) continue;
    const { tree, start } = templateTree(string.value, parse);
    const inFile = (edits: TextEdit[]) => {
      if (edits.length === 0) return [];
      const moved = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
      const { after } = new EditedText(string.value, composed(moved));
      return [{ start: string.start, end: string.end, text: JSON.stringify(after) }];
    };
    visit({ root: tree.rootNode, inFile, offset: () => string.start });
    tree.delete();
  }
}

/** A template's text parsed as a heredoc, the only form that needs no escapes. */
function templateTree(template: string, parse: ParseHcl): { tree: Tree; start: number } {
  let marker = 'HOLDFAST';
  while (template.includes(marker)) marker += '_';
  const head = `x = <<${marker}\n`;
  return { tree: parse(`${head}${template}\n${marker}\n`), start: head.length };
}
