/** The texts of the blocks of a language in Markdown, without the indentation that a list gives them. */
export function blocksOf(markdown: string, language: string): string[] {
  const block = new RegExp(`^( *)\`\`\`${language}\\n(.*?)^\\1\`\`\`$`, 'gms');
  return [...markdown.matchAll(block)].map(([, indent = '', text = '']) =>
    text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

/** The text below a heading, up to the next one of its level. */
export function sectionOf(markdown: string, heading: string): string {
  const [, after] = markdown.split(`\n## ${heading}\n`);
  if (after === undefined) throw new Error(`there is no section "${heading}"`);
  return after.split('\n## ')[0] ?? '';
}
