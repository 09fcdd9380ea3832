import { actionOf, inputOf } from '../../github/analysis/values.ts';
import type { Step } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

const push = /\b(?:docker|podman|buildah|finch|nerdctl)\s+(?:image\s+)?push\s+([^\n;&|]*)/g;

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html */
export const check = jobCheck({
  id: 'github-deploy/moving-tag',
  title: 'Images that are pushed have a tag of their own',
  severity: 'low',
  why: 'Each push takes the tag `latest` away from what ran before: nobody can say what runs, or go back to it',
  fix: 'Push with the commit as the tag, `image:${GITHUB_SHA}`, and deploy by the digest',
  controls: ['ATLAS:AML.M0014'],
  judge(job) {
    const pushed = job.steps.flatMap((step) => imagesOf(step).map((image) => ({ step, image })));
    const [first] = pushed;
    if (!first) return undefined;
    const isOnly = pushed.every(({ image }) => /:latest$/.test(image));
    return isOnly ? failAt(first.step.place, `the job ${job.id} pushes only ${first.image}`) : pass;
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          docker build -t "$REGISTRY/serve:latest" .\n          docker push "$REGISTRY/serve:latest"\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/build-push-action@263435318d21b8e681c14492fe198d362a7d2c83\n        with:\n          push: true\n          tags: acme/serve:latest\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          docker push "$REGISTRY/serve:$GITHUB_SHA"\n          docker push "$REGISTRY/serve:latest"\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/build-push-action@263435318d21b8e681c14492fe198d362a7d2c83\n        with:\n          push: true\n          tags: ${{ steps.meta.outputs.tags }}\n',
    ],
  },
});

/** What a step pushes, as it is written: without a tag it is `latest`. */
function imagesOf(step: Step): string[] {
  const scripted = [...(step.run?.value.slice(0, 200_000).matchAll(push) ?? [])].flatMap(([, rest = '']) =>
    wordsOf(rest.replace(/--all-tags\b/, '*')),
  );
  const isPushed = inputOf(step, 'push')?.value === 'true';
  const given =
    actionOf(step) === 'docker/build-push-action' && isPushed ? (inputOf(step, 'tags')?.value ?? '') : '';
  return [...scripted, ...given.split(/[\s,]+/)].filter((image) => image !== '').map(withTag);
}

/** The images of a command; an expression is one word with what stands around it. */
function wordsOf(rest: string): string[] {
  const words = rest.replace(/\$\{\{.*?\}\}/g, (found) => found.replace(/\s/g, '')).match(/[^\s"']+/g) ?? [];
  return words.filter((one) => !one.startsWith('-')).slice(-1);
}

function withTag(image: string): string {
  return /[:$*@][^/]*$/.test(image) ? image : `${image}:latest`;
}
