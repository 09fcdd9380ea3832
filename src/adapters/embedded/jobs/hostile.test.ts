import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lacks } from '../../../../tools/testing/lacks.ts';
import { VerificationError } from '../../../base/errors.ts';
import { createJobRunner } from './job-runner.ts';
import { membersOf } from './processes.ts';
import { attempt, type Found, type Trial } from './testing/trial.ts';

/* Trainers that try to get out. Real ones: what they reach is real, and nothing stands in for the sandbox. */

const root = await mkdtemp(join(tmpdir(), 'holdfast-hostile-'));
afterAll(() => rm(root, { recursive: true }));

const repository = join(import.meta.dirname, '..', '..', '..', '..');
const isRoot = process.getuid?.() === 0;

describe.skipIf(lacks('bwrap'))('a hostile trainer in the sandbox (needs bwrap)', () => {
  const runner = createJobRunner();
  const run = (trial: Trial): Promise<Found> => attempt(runner, root, trial);

  describe('with listeners outside', () => {
    const servers: Server[] = [];
    let reached = 0;
    let port = 0;
    const abstract = `\0holdfast-hostile-${process.pid}`;
    const named = join(root, 'listener.sock');
    beforeAll(async () => {
      for (const where of [{ port: 0, host: '127.0.0.1' }, { path: abstract }, { path: named }]) {
        const server = createServer((socket) => {
          reached += 1;
          socket.destroy();
        });
        servers.push(server);
        await new Promise<void>((resolve) => server.listen(where, resolve));
        const address = server.address();
        if (address && typeof address === 'object') port = address.port;
      }
    });
    afterAll(() => {
      for (const server of servers) server.close();
    });

    it('reaches none of them, and no name server', async () => {
      const source = `
        import { connect } from 'node:net';
        import { resolve4 } from 'node:dns/promises';
        import { createSocket } from 'node:dgram';
        const tries = [{ port: ${port}, host: '127.0.0.1' }, { path: ${JSON.stringify(abstract)} },
          { path: ${JSON.stringify(named)} }, { port: 53, host: '1.1.1.1' }, { port: 80, host: '169.254.169.254' }];
        for (const where of tries) await new Promise((done) => {
          const socket = connect(where, () => { console.log('REACHED', where); socket.destroy(); done(); });
          socket.on('error', (error) => { console.log(error.code); done(); });
        });
        await resolve4('example.com').then(() => console.log('REACHED dns'), (error) => console.log(error.code));
        const udp = createSocket('udp4');
        udp.send('x', 53, '1.1.1.1', (error) => { console.log(error ? error.code : 'REACHED udp'); udp.close(); });`;
      const found = await run({ entry: 'train.mjs', source });
      expect(found.end).toEqual({ kind: 'exited', code: 0 });
      expect(found.lines).toEqual([
        ...['ECONNREFUSED', 'ECONNREFUSED', 'ENOENT', 'ENETUNREACH', 'ENETUNREACH', 'ECONNREFUSED'],
        'ENETUNREACH',
      ]);
      expect(reached).toBe(0);
    });
  });

  it.skipIf(lacks('python3'))(
    'sees nothing of the host: files, processes, variables (needs python3)',
    async () => {
      const secret = join(root, 'secret.txt');
      await writeFile(secret, 'secret', { mode: 0o644 });
      const paths = [
        '/etc/shadow',
        '/etc/hostname',
        '/root',
        '/home',
        '/var',
        '/run',
        '/boot',
        '/opt/ml/../../srv',
      ];
      const source = `
import os
for path in ${JSON.stringify([...paths, secret, root, repository, `/proc/${process.pid}`])}:
    try:
        os.stat(path)
        print('SEEN', path)
    except OSError as error:
        print(error.errno)
pids = [int(name) for name in os.listdir('/proc') if name.isdigit()]
print('others', [pid for pid in pids if pid > 4 and pid != os.getpid()])
print('variables', [name for name in os.environ if name.startswith(('HOLDFAST', 'NODE', 'VITEST'))])
names = open('/etc/passwd').read().split()
print('users', len(names), 'groups', len(os.getgroups()))
print('status', [line.split()[1] for line in open('/proc/self/status') if line[:6] in ('CapEff', 'CapBnd', 'NoNewP')])
for folder in ('/', '/etc', '/opt', '/dev'):
    print(folder, *sorted(os.listdir(folder)))`;
      const { lines } = await run({ entry: 'train.py', source });
      const roots = lines.find((line) => line.startsWith('/ '))?.split(' ') ?? [];
      expect(lines.filter((line) => line.startsWith('SEEN'))).toEqual([]);
      expect(lines).toContain('others []');
      expect(lines).toContain('variables []');
      // Only root can drop groups; an ordinary user's are there as the one group that stands for all unmapped ones.
      expect(lines).toContainEqual(
        expect.stringMatching(isRoot ? /^users 2 groups 0$/ : /^users 2 groups \d+$/),
      );
      expect(lines).toContain("status ['0000000000000000', '0000000000000000', '1']");
      const system = [
        'bin',
        'sbin',
        'lib',
        'lib32',
        'lib64',
        'libx32',
        'usr',
        'dev',
        'etc',
        'proc',
        'sys',
        'tmp',
      ];
      expect(roots.slice(1).filter((name) => !system.includes(name))).toEqual(['opt']);
      expect(lines).toContain('/opt ml');
    },
  );

  it('changes nothing but its own folders', async () => {
    const source = `
      import { writeFileSync, chmodSync, renameSync, rmSync, readFileSync } from 'node:fs';
      const tries = {
        code: () => writeFileSync('/opt/ml/code/train.mjs', 'x'),
        more: () => writeFileSync('/opt/ml/code/new.mjs', 'x'),
        input: () => writeFileSync(process.env.SM_CHANNEL_DATA + '/rows.jsonl', 'x'),
        open: () => chmodSync(process.env.SM_CHANNEL_DATA + '/rows.jsonl', 0o777),
        config: () => writeFileSync('/opt/ml/input/config/hyperparameters.json', 'x'),
        root: () => writeFileSync('/x', 'x'), etc: () => writeFileSync('/etc/passwd', 'x'),
        usr: () => writeFileSync('/usr/bin/x', 'x'), dev: () => writeFileSync('/dev/x', 'x'),
        output: () => writeFileSync('/opt/ml/output/x', 'x'),
        move: () => renameSync('/opt/ml/model', '/opt/ml/output/data/model'),
        remove: () => rmSync('/opt/ml/input/data', { recursive: true }),
        kernel: () => writeFileSync('/proc/sys/kernel/core_pattern', '|/bin/sh'),
        oom: () => writeFileSync('/proc/sysrq-trigger', 'c'),
        runtime: () => writeFileSync(process.execPath, 'x'),
      };
      for (const [name, attempt] of Object.entries(tries)) {
        try { attempt(); console.log('CHANGED', name); } catch (error) { console.log(error.code); }
      }
      console.log(readFileSync(process.env.SM_CHANNEL_DATA + '/rows.jsonl', 'utf8').trim());`;
    const { lines } = await run({ entry: 'train.mjs', source });
    expect(lines.filter((line) => line.startsWith('CHANGED'))).toEqual([]);
    expect(lines.at(-1)).toBe('{}');
    const refusals = ['EROFS', 'EACCES', 'EPERM', 'EBUSY', 'EXDEV', 'ENOENT'];
    expect(lines.slice(0, -1).filter((line) => !refusals.includes(line))).toEqual([]);
  });

  it.skipIf(lacks('python3'))(
    'gets no namespace, mount, user or process of the host (needs python3)',
    async () => {
      const source = `
import ctypes, os, signal
libc = ctypes.CDLL(None, use_errno=True)
def say(name, result):
    print(name, 'REFUSED' if result != 0 else 'GRANTED')
say('user namespace', libc.unshare(0x10000000))
say('mount namespace', libc.unshare(0x00020000))
say('mount', libc.mount(b'none', b'/tmp', b'tmpfs', 0, None))
say('umount', libc.umount(b'/opt/ml/code'))
say('chroot', libc.chroot(b'/tmp'))
say('hostname', libc.sethostname(b'x', 1))
say('setuid', libc.setuid(0))
say('signal', 1 if not os.path.exists('/proc/${process.pid}') else 0)
for parent in (os.getppid(), 1):
    try:
        os.kill(parent, signal.SIGKILL)
    except OSError:
        pass
print('still here')`;
      const { lines, end } = await run({ entry: 'train.py', source });
      expect(lines.filter((line) => line.includes('GRANTED'))).toEqual([]);
      expect(lines.at(-1)).toBe('still here');
      expect(end).toEqual({ kind: 'exited', code: 0 });
    },
  );

  it('kills all it can, and the caller lives', async () => {
    const { end } = await run({ entry: 'train', source: '#!/bin/sh\nkill -KILL -1; kill -KILL 0\n' });
    expect(end).toEqual({ kind: 'signalled', signal: 'SIGKILL' });
  });

  it('leaves no set-user-ID program and nothing executable', async () => {
    const source = `#!/bin/sh\ncp /bin/true "$SM_MODEL_DIR/rootshell"; chmod 6777 "$SM_MODEL_DIR/rootshell"
mkdir "$SM_MODEL_DIR/closed"; echo x > "$SM_MODEL_DIR/closed/file"; chmod 0 "$SM_MODEL_DIR/closed"`;
    const { model, end } = await run({ entry: 'train', source });
    expect(end).toEqual({ kind: 'exited', code: 0 });
    expect(Object.keys(model).sort()).toEqual(['closed/file', 'rootshell']);
  });
});

const outputs: { what: string; make: string; says: string }[] = [
  { what: 'an absolute link', make: 'ln -s /etc/passwd x', says: 'model/x, which is a symbolic link' },
  {
    what: 'a relative link',
    make: 'mkdir a; ln -s ../../.. a/x',
    says: 'model/a/x, which is a symbolic link',
  },
  { what: 'a hard link', make: 'echo 1 > a; ln a b', says: 'is a hard link' },
  { what: 'a named pipe', make: 'mkfifo x', says: 'model/x, which is a named pipe' },
  {
    what: 'a control character',
    make: 'touch "$(printf \'a\\033[2Jb\')"',
    says: 'model/a\\x1b[2Jb, which has control',
  },
  { what: 'a name that is no text', make: 'touch "$(printf \'a\\377\')"', says: 'not UTF-8' },
  {
    what: 'too deep a folder',
    make: 'mkdir -p $(printf "d/%.0s" $(seq 40))',
    says: 'more than 32 folders deep',
  },
];

describe.each(['auto', 'never'] as const)('outputs, bwrap: %s', (bwrap) => {
  const runner = createJobRunner({ bwrap });

  it.each(outputs)('with $what are refused by name', async ({ make, says }) => {
    const source = `#!/bin/sh\ncd "$SM_MODEL_DIR"\n${make}\n`;
    const trying = attempt(runner, root, { entry: 'train', source });
    await expect(trying).rejects.toThrow(VerificationError);
    await expect(trying).rejects.toMatchObject({
      code: 'step-failed',
      subject: 'train trial',
      reason: expect.stringContaining(says),
    });
  });

  it('may be nothing at all: the step judges that', async () => {
    const found = await attempt(runner, root, { entry: 'train.mjs', source: '' });
    expect(found).toMatchObject({ end: { kind: 'exited', code: 0 }, model: {}, output: {} });
  });

  it('has a log that cannot harm a terminal or fill the memory', async () => {
    const source = `
      process.stdout.write('\\u001b[2J\\u001b]0;title\\u0007\\u202eevil\\r50%\\r100%\\r\\n');
      process.stdout.write('x'.repeat(10_000_000) + '\\nlast\\n');`;
    const { lines } = await attempt(runner, root, { entry: 'train.mjs', source });
    expect(lines.slice(0, 3)).toEqual(['\\x1b[2J\\x1b]0;title\\x07\\u202eevil', '50%', '100%']);
    expect(lines[3]).toBe(`${'x'.repeat(8192)} [cut]`);
    expect(lines.slice(4)).toEqual(['last']);
  });

  it.skipIf(lacks('python3'))('are waited for until no process is left behind (needs python3)', async () => {
    const mark = `left-behind-${bwrap}-${process.pid}`;
    const source = `
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.close(1); os.close(2)
        sys.argv = ['${mark}']
        for _ in range(600):
            open(os.environ['SM_MODEL_DIR'] + '/late', 'a').write('x')
            time.sleep(0.05)
    os._exit(0)
print(os.getuid())
while not os.path.exists(os.environ['SM_MODEL_DIR'] + '/late'): time.sleep(0.01)`;
    const { lines, end, model } = await attempt(runner, root, { entry: 'train.py', source });
    expect(end).toEqual({ kind: 'exited', code: 0 });
    expect(model.late).toMatch(/^x+$/);
    if (isRoot && bwrap === 'never') expect(membersOf({ kind: 'user', uid: Number(lines[0]) })).toEqual([]);
  });
});
