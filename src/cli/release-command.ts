import { type CommandFile, exitCodes, writeJson } from './command.ts';
import { addEnvironmentOption, addPersonOption, personOf, withWorkspace } from './open.ts';
import { addProjectOption } from './project.ts';

const words = {
  deploy: {
    summary: 'verify a version and make it the one that is served in an environment',
    examples: ['holdfast deploy spam-filter --env local --as ada', 'holdfast deploy spam-filter@3 --as ada'],
  },
  rollback: {
    summary: 'deploy an earlier version again, verified anew',
    examples: [
      'holdfast rollback spam-filter --as ada       # to the one deployed before',
      'holdfast rollback spam-filter@2 --as ada',
    ],
  },
};

/** `deploy` and `rollback` pass the same gate. */
export function releaseCommand(action: 'deploy' | 'rollback'): CommandFile {
  return {
    ...words[action],
    configure(command) {
      command.argument('<ref>', 'MODEL, MODEL@NUMBER or MODEL@sha256:DIGEST');
      addPersonOption(addEnvironmentOption(addProjectOption(command)));
    },
    async run(terminal, [ref = ''], options) {
      const app = await import('../app/deploy.ts');
      const request = { ref, environment: String(options.env), person: personOf(terminal, options) };
      const result = await withWorkspace(terminal, options, (workspace) => app[action](workspace, request));
      if (options.format === 'json') writeJson(terminal, { ...result });
      else {
        const state = result.changed ? 'is now deployed' : 'was deployed already';
        terminal.out(
          `${result.title} ${state} in ${result.environment}; ${result.verified} statements and every byte verified\n`,
        );
        terminal.out(
          `\nKeep this checkpoint elsewhere (holdfast audit verify --since FILE):\n${result.checkpoint}`,
        );
      }
      return exitCodes.holds;
    },
  };
}
