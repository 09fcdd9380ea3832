import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Language, Parser, type Tree } from 'web-tree-sitter';

const require = createRequire(import.meta.url);

let parser: Promise<Parser> | undefined;

async function createParser(): Promise<Parser> {
  await Parser.init();
  const wasm = require.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm');
  const created = new Parser();
  created.setLanguage(await Language.load(await readFile(wasm)));
  return created;
}

/** Parses Terraform's native syntax. */
export type ParseHcl = (text: string) => Tree;

/** The parser, made on first use. Offsets in its trees are UTF-16 code units; a tree must be deleted after use. */
export async function hclParser(): Promise<ParseHcl> {
  parser ??= createParser();
  const ready = await parser;
  return (text) => {
    // A byte order mark is not in the grammar; a space keeps every offset.
    const tree = ready.parse(text.replace(/^\uFEFF/, ' '));
    if (tree === null) throw new TypeError('the parser has no language');
    return tree;
  };
}
