/**
 * Commands that print what somebody from outside wrote: titles and bodies, messages of commits, names of files and
 * branches. https://cli.github.com/manual/gh_pr_view https://git-scm.com/docs/pretty-formats
 */
const forms: readonly RegExp[] = [
  /\bgh\s+(?:pr|issue)\s+(?:view|list|status)\b[^\n|]*--json[\s=]+["']?[\w,]*(?:title|body|comments|headRefName|files|commits)/,
  /\bgh\s+api\b[^\n]*(?:--jq|-q)[\s=]+["']?[^"'\n]*\.(?:title|body|message|head\.ref|headRefName|filename)\b/,
  /\.(?:title|body|message|head\.ref|head_ref|label|display_title|page_name)\b[^\n]*\bGITHUB_EVENT_PATH\b/,
  /\bGITHUB_EVENT_PATH\b[^\n]*\.(?:title|body|message|head\.ref|head_ref|label|display_title|page_name)\b/,
  /\bgit\s+(?:-\S+\s+)*(?:log|show)\b[^\n|]*--(?:pretty|format)[=:\s]\S*%(?:s|B|b|an|ae|cn|ce|f|d|D)/,
  /\bgit\s+(?:-\S+\s+)*(?:diff|diff-tree|show|log)\b[^\n|]*--name-(?:only|status)/,
];

/** The command of a line that prints a stranger's text; undefined where none is known to. */
export function commandOutput(line: string): string | undefined {
  const text = line.slice(0, 5_000);
  for (const form of forms) {
    const found = form.exec(text);
    if (found) return found[0].slice(0, 60);
  }
  return undefined;
}
