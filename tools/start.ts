// `npm start`: the whole example on this machine, by the commands that a user would type.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileIdentities, identityFolder } from '../src/adapters/embedded/identities.ts';
import type { Serving } from '../src/app/serve.ts';
import { secondsText } from '../src/base/units.ts';
import { withWorkspace } from '../src/cli/open.ts';
import { report, runCli } from '../src/cli/program.ts';
import { paint, processTerminal } from '../src/cli/terminal.ts';
import { ownVersion } from '../src/cli/version.ts';
import { hasTerraform } from '../src/terraform/engine/terraform.ts';
import { install } from './install.mjs';

const model = 'spam-filter';
const people = { author: 'ada', approver: 'ben' };
const project = join(import.meta.dirname, '..', 'examples', model);
const once = process.argv.includes('--once');
const started = performance.now();

install(project);
const terminal = { ...processTerminal(), cwd: project };
const say = (text: string) => terminal.out(`${text}\n`);

/** Shows a command as it would be typed, and runs it. */
async function holdfast(...args: string[]): Promise<void> {
  say(paint(terminal, 'bold', `\n$ holdfast ${args.join(' ')}`));
  const code = await runCli(terminal, args);
  if (code !== 0) process.exit(code);
}

/** The example needs two people: nobody approves their own model. */
async function ensureIdentities(): Promise<void> {
  const identities = fileIdentities(identityFolder(terminal.environment));
  for (const [role, person] of Object.entries(people)) {
    if (await identities.find(person)) continue;
    say(
      `\nThe ${role} of this example is ${person}; you play that part too, so a key is made for ${person}.`,
    );
    await holdfast('identity', 'create', person);
  }
}

/** A mail that was never in the data, asked as any client would ask. */
async function ask(serving: Serving): Promise<void> {
  const mail = await readFile(join(project, 'try', 'offer.txt'), 'utf8');
  const response = await fetch(`${serving.url}/invocations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${serving.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ instances: [{ text: mail }] }),
  });
  if (!response.ok) throw new Error(`the endpoint answered ${response.status}: ${await response.text()}`);
  const { predictions } = (await response.json()) as { predictions: { label: number; score: number }[] };
  const [answer] = predictions;
  if (!answer) throw new Error('the endpoint answered without a prediction');
  const verdict = `${answer.label === 1 ? 'spam' : 'no spam'} (score ${answer.score.toFixed(4)})`;
  say(
    `${paint(terminal, 'green', '✓')} asked about "${mail.split('\n')[0]}", the endpoint answers: ${verdict}`,
  );
}

/** Where the model's encrypted bytes are, for the reader to damage. */
async function modelFile(serving: Serving): Promise<string> {
  const names = await readdir(join(project, '.holdfast', 'artifacts'), { recursive: true });
  const name = names.find((path) => path.includes(serving.digests[0]?.slice('sha256:'.length) ?? '-'));
  return join('.holdfast', 'artifacts', name ?? '');
}

async function nowTry(serving: Serving): Promise<void> {
  const { url, token } = serving;
  say(`
Now try, in another terminal:

  cd ${project}
  curl -s ${url}/invocations -H 'authorization: Bearer ${token}' \\
       -H 'content-type: text/plain' --data-binary @try/minutes.txt
  ../../holdfast lineage ${model}      # where the model came from
  ../../holdfast audit verify              # check every signature, digest and byte
  ../../holdfast log                       # what happened, in order

Tamper with the model, and see it refused:

  cp -r .holdfast /tmp/holdfast-backup
  printf X | dd of=${await modelFile(serving)} bs=1 seek=5000 conv=notrunc status=none
  ../../holdfast deploy ${model} --as ${people.author}
  rm -r .holdfast && mv /tmp/holdfast-backup .holdfast

Ctrl-C ends the endpoint.`);
}

/** What the platform would be on AWS, without an account: every finding, and who could do what. */
async function prove(): Promise<void> {
  const infrastructure = join('..', 'credit-risk');
  const hasIt = await hasTerraform(terminal.environment);
  if (!hasIt)
    say(
      'Terraform is not installed: infrastructure is read as text, and what only Terraform knows is not told.',
    );
  else await holdfast('check', infrastructure);
  await holdfast('access', '--intent', infrastructure, ...(hasIt ? [] : ['--without-terraform']));
}

async function main(): Promise<void> {
  await prove();
  await ensureIdentities();
  await holdfast('run', model, '--as', people.author);
  await holdfast('approve', model, '--as', people.approver);
  await holdfast('deploy', model, '--as', people.author);
  say(paint(terminal, 'bold', '\n$ holdfast serve'));
  const { startServing } = await import('../src/app/serve.ts');
  await withWorkspace(terminal, { format: 'text' }, async (workspace) => {
    const serving = await startServing(workspace, {
      environment: 'local',
      port: once ? 0 : 8080,
      sessionToken: true,
      serverVersion: await ownVersion(),
    });
    say(`verified and serving ${serving.titles.join(', ')} on ${serving.url}`);
    await ask(serving);
    say(
      `\nFrom proven infrastructure and data to a verified prediction in ${secondsText((performance.now() - started) / 1000)}.`,
    );
    if (!once) {
      await nowTry(serving);
      await new Promise<void>((resolve) => terminal.signal.addEventListener('abort', () => resolve()));
    }
    await serving.close();
  });
}

try {
  await main();
} catch (error) {
  process.exitCode = report(terminal, error);
}
