import { actionOf, inputOf } from '../../github/analysis/values.ts';
import type { Step, Workflow } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, workflowCheck } from '../on-github.ts';

/** https://docs.sigstore.dev/cosign/signing/overview/ */
export const check = workflowCheck({
  id: 'github-deploy/signed-images',
  title: 'Images that are built are signed and described',
  severity: 'low',
  why: 'Without a signature nobody can tell this image from another of the same name; without a bill of materials nobody can tell what is in it',
  fix: 'Sign the digest with `cosign sign`, and attest its SBOM with `cosign attest` or `actions/attest-sbom`',
  controls: ['CKV_GHA_5', 'CKV_GHA_6'],
  judge(workflow) {
    const steps = workflow.jobs.flatMap((job) => job.steps);
    const built = steps.filter(builds);
    if (built.length === 0) return undefined;
    const missing = [
      isSigned(workflow) ? [] : 'a signature',
      isDescribed(workflow) ? [] : 'a bill of materials',
    ].flat();
    if (missing.length === 0) return pass;
    return built.map(({ place }) =>
      failAt(place, `an image is built, and nothing in the workflow gives it ${missing.join(' or ')}`),
    );
  },
  examples: {
    bad: ['on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: docker build -t a .\n'],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: docker build -t a .\n      - run: cosign sign a@sha256:1\n      - run: cosign attest --type spdxjson --predicate sbom.json a@sha256:1\n',
    ],
  },
});

function builds(step: Step): boolean {
  return (
    /^docker\/(?:build-push|bake)-action$/.test(actionOf(step)) ||
    /\b(?:docker|podman|buildah)\s+(?:buildx\s+)?(?:build|bud)\b/.test(step.run?.value ?? '')
  );
}

function isSigned({ jobs }: Workflow): boolean {
  return jobs.some(({ steps }) =>
    steps.some(
      (step) =>
        /cosign\s+sign/.test(step.run?.value ?? '') || actionOf(step) === 'actions/attest-build-provenance',
    ),
  );
}

function isDescribed({ jobs }: Workflow): boolean {
  return jobs.some(({ steps }) =>
    steps.some((step) => {
      const script = step.run?.value ?? '';
      return (
        (/cosign/.test(script) && /sbom|spdx|cyclonedx/i.test(script)) ||
        actionOf(step) === 'actions/attest-sbom' ||
        inputOf(step, 'sbom')?.value === 'true'
      );
    }),
  );
}
