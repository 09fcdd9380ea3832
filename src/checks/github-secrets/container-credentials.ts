import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

export const check = jobCheck({
  id: 'github-secrets/container-credentials',
  title: 'No password of a registry stands in a workflow',
  severity: 'high',
  why: 'Who can read the repository, also its history, can read the password and pull or push images with it',
  fix: 'Keep it in a secret, `password: ${{ secrets.REGISTRY_PASSWORD }}`, and change it',
  controls: ['zizmor:hardcoded-container-credentials', 'actionlint:credentials'],
  judge({ container, services }) {
    const all = [...(container ? [container] : []), ...services].filter(
      ({ credentials }) => credentials.length > 0,
    );
    return all.map(({ name, credentials }) => {
      const password = credentials.find((one) => one.name === 'password');
      if (!password || password.value.value.includes('${{')) return pass;
      return failAt(password.place, `the password for the image of ${name} stands in the workflow`);
    });
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    container:\n      image: registry.example/a\n      credentials:\n        username: a\n        password: b\n    steps:\n      - run: make\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    services:\n      db:\n        image: registry.example/a\n        credentials:\n          username: a\n          password: ${{ secrets.PASSWORD }}\n    steps:\n      - run: make\n',
    ],
  },
});
