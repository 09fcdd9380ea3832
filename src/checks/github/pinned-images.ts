import { pinOf } from '../../github/read/uses.ts';
import type { Job, Text } from '../../github/types.ts';
import { type Judgement, pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

/** https://docs.docker.com/reference/cli/docker/image/pull/#pull-an-image-by-digest-immutable-identifier */
export const check = jobCheck({
  id: 'github/pinned-images',
  title: 'Images that jobs run are named by a digest',
  severity: 'medium',
  why: 'Who can push to the tag of an image runs code of theirs in the job, or beside it',
  fix: 'Name the image by its digest, `image:tag@sha256:…`, and let Dependabot or Renovate move it',
  controls: ['zizmor:unpinned-images', 'zizmor:unpinned-uses', 'OpenSSF:Pinned-Dependencies'],
  judge: (job) => imagesOf(job).map(judged),
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    container: node:22\n    steps:\n      - run: make\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    services:\n      db:\n        image: postgres\n    steps:\n      - run: make\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker://alpine:3.22\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    container: node:22@sha256:0c3f3ef1f3dcf2d4c1b2a3948576a1b2c3d4e5f60718293a4b5c6d7e8f901234\n    steps:\n      - run: make\n',
    ],
    unclear: [
      "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    container: ${{ matrix.image }}\n    strategy:\n      matrix:\n        image: ['node:22']\n    steps:\n      - run: make\n",
    ],
  },
});

function imagesOf({ container, services, steps }: Job): Text[] {
  const declared = [...(container ? [container] : []), ...services].flatMap(({ image }) => image ?? []);
  const used = steps.flatMap(({ uses }) => (uses?.kind === 'docker' ? [uses.text] : []));
  return [...declared, ...used];
}

function judged(image: Text): Judgement {
  const name = image.value.replace(/^docker:\/\//, '');
  switch (pinOf(name)) {
    case 'digest':
      return pass;
    case 'expression':
      return {
        outcome: 'cannot-tell',
        message: `${name.slice(0, 100)} is not known before the run`,
        place: image.place,
      };
    case 'tag':
    case 'latest':
      return failAt(image.place, `${name} is not named by a digest`);
  }
}
