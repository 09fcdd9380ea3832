// Runs the pipeline of a tiny project and kills itself at the n-th call to a store: what a power cut would do.
// Arguments: the project's folder and n. Ends with 0 when the run was complete before that.
import type { Ports } from '../workspace.ts';
import { openProject, runDivide } from './workspace.ts';

const [folder = '', at = ''] = process.argv.slice(2);
let calls = 0;

/** Counts a call; the one that it is meant for is the last thing this process does. */
function count(): void {
  calls += 1;
  if (calls === Number(at)) process.kill(process.pid, 'SIGKILL');
}

/** Dies in the middle of an artifact, before and after each change of the log, and while training. */
function deadly(ports: Ports): Ports {
  const { artifacts, log, metadata, jobs } = ports;
  async function* cut(source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      count();
      yield chunk;
    }
  }
  return {
    ...ports,
    artifacts: {
      write: (source, key) => artifacts.write(cut(source), key),
      read: (ref) => artifacts.read(ref),
      has: (ref) => artifacts.has(ref),
      list: () => artifacts.list(),
    },
    log: {
      get: (path) => log.get(path),
      list: (path) => log.list(path),
      remove: (path) => log.remove(path),
      async replace(path, bytes) {
        count();
        await log.replace(path, bytes);
      },
      async writeOnce(path, bytes) {
        count();
        await log.writeOnce(path, bytes);
        count();
      },
    },
    metadata: {
      db: metadata.db,
      async exclusively(work) {
        const result = await metadata.exclusively(async (tx) => {
          const inside = await work(tx);
          count();
          return inside;
        });
        count();
        return result;
      },
      close: () => metadata.close(),
    },
    jobs: {
      isolation: () => jobs.isolation(),
      runtime: (entry) => jobs.runtime(entry),
      run: (job) => jobs.run({ ...job, onLine: count }),
    },
  };
}

const workspace = await openProject(folder, deadly);
await runDivide(workspace);
await workspace.close();
