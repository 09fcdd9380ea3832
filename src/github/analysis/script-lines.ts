/** Lines that name what is written, those of its `<<` block, and those that make the shell's variables they take. */
export function linesAbout(script: string, name: string): string[] {
  const lines = script.split('\n', 2_000);
  const wanted = name.toLowerCase();
  const chosen = lines.flatMap((line, at) => {
    const lower = line.toLowerCase();
    if (lower.includes(`${wanted}<<`)) return blockFrom(lines, at, wanted);
    return lower.includes(`${wanted}=`) || lower.includes(`name=${wanted}::`) ? [line] : [];
  });
  return [...chosen, ...linesMaking(chosen, lines)];
}

/** Lines of a script that make the variables which some of its lines take, through a few steps. */
export function linesMaking(taking: readonly string[], lines: readonly string[]): string[] {
  const making = new Set<string>();
  let wanted = new Set(taking.flatMap(variablesIn));
  for (let round = 0; round < 3 && wanted.size > 0; round += 1) {
    const found = lines.filter((line) => {
      const [, name] =
        /^\s*(?:(?:export|local|declare|readonly)\s+(?:-\w+\s+)*)?\$?(\w+)\s?=/.exec(line) ?? [];
      return name !== undefined && wanted.has(name) && !making.has(line);
    });
    for (const line of found) making.add(line);
    wanted = new Set(found.flatMap(variablesIn));
  }
  return [...making];
}

/** `name<<EOF` and what follows, up to the line with its end: several lines make one value. */
function blockFrom(lines: readonly string[], at: number, name: string): string[] {
  const first = lines[at] ?? '';
  const mark = /^[\w${}-]+/.exec(
    first.slice(first.toLowerCase().indexOf(`${name}<<`) + name.length + 2),
  )?.[0];
  const rest = lines.slice(at + 1);
  const end = mark ? rest.findIndex((line) => line.includes(mark)) : -1;
  return [first, ...(end < 0 ? rest : rest.slice(0, end))];
}

const variableForms =
  /\$(?:env:)?\{?([A-Za-z_]\w*)|process\.env\.(\w+)|(?:process\.env|environ|ENV)\[["'](\w+)["']\]|(?:getenv|environ\.get)\(\s*["'](\w+)["']/gi;

/** `$NAME`, `${NAME…}`, PowerShell's `$env:NAME`, and how Python, Node and Ruby ask for one. */
export function variablesIn(line: string): string[] {
  return [...line.slice(0, 20_000).matchAll(variableForms)].map(
    (found) => found.slice(1).find(Boolean) ?? '',
  );
}
