#!/usr/bin/env node
// Nothing is loaded before the version is looked at: what is loaded needs it.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  const [{ runCli }, { processTerminal }] = await Promise.all([
    import('./program.ts'),
    import('./terminal.ts'),
  ]);
  process.exitCode = await runCli(processTerminal(), process.argv.slice(2));
} else {
  process.stderr.write(`error: Holdfast needs Node 22.18 or newer; this is ${process.versions.node}\n`);
  process.exitCode = 3;
}

export {};
