import { InputError } from '../../../base/errors.ts';
import { type CommandFile, exitCodes, writeJson } from '../../command.ts';
import { addEnvironmentOption, withWorkspace } from '../../open.ts';
import { addProjectOption } from '../../project.ts';
import { ownVersion } from '../../version.ts';

export const command: CommandFile = {
  summary: 'verify what is deployed and serve it on this machine',
  examples: [
    'holdfast serve',
    'holdfast serve --port 9000 --new-token    # and forget every earlier token',
    "curl -s http://127.0.0.1:8080/invocations -H 'authorization: Bearer TOKEN' -H 'content-type: text/plain' -d 'some text'",
  ],
  configure(command) {
    command.option('--port <n>', 'the port on 127.0.0.1; 0 takes a free one', '8080');
    command.option('--new-token', 'make a new token and forget every earlier one');
    addEnvironmentOption(addProjectOption(command));
  },
  async run(terminal, _args, options) {
    const { startServing } = await import('../../../app/serve.ts');
    await withWorkspace(terminal, options, async (workspace) => {
      const serving = await startServing(workspace, {
        environment: String(options.env),
        port: portOf(String(options.port)),
        newToken: options.newToken === true,
        serverVersion: await ownVersion(),
        report: (line) => terminal.err(`${line}\n`),
        logger: { level: 'info', stream: { write: terminal.err } },
      });
      const { url, titles, token } = serving;
      if (options.format === 'json')
        writeJson(terminal, { url, serving: titles, ...(token ? { token } : {}) });
      else {
        terminal.out(`verified and serving ${titles.join(', ')} on ${url}\n`);
        if (token) terminal.out(`token, shown this once: ${token}\n`);
      }
      if (!terminal.signal.aborted)
        await new Promise((resolve) => terminal.signal.addEventListener('abort', resolve));
      await serving.close();
    });
    return exitCodes.holds;
  },
};

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new InputError({
    code: 'port-invalid',
    message: `${JSON.stringify(text)} is no port`,
    fix: 'give a number from 0 to 65535',
  });
}
