import type { Job, Permissions, Workflow } from '../types.ts';

/** What a token may do with one thing. `unknown`: the default of the repository decides. */
export type Level = 'none' | 'read' | 'write' | 'unknown';

/** A job's own permissions replace the workflow's: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idpermissions */
export function permissionsOf(workflow: Workflow, job: Job): Permissions {
  return job.permissions.kind === 'absent' ? workflow.permissions : job.permissions;
}

export function levelOf(permissions: Permissions, scope: string): Level {
  switch (permissions.kind) {
    case 'absent':
      // The default may be read or write for the rest, but never gives an identity.
      return scope === 'id-token' ? 'none' : 'unknown';
    case 'unreadable':
      return 'unknown';
    case 'all':
      return permissions.level;
    case 'scopes': {
      const found = permissions.scopes.findLast(({ name }) => name === scope);
      if (!found) return 'none';
      return found.level === 'write' || found.level === 'read' ? found.level : 'none';
    }
  }
}
