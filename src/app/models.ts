import { nameOf, versionsOf, type Workspace } from './workspace.ts';

export interface ModelRow {
  version: string;
  digest: string;
  author: string;
  /** `ben approve`, in the order they were made. */
  decisions: string[];
  /** Environments where this version is the deployed one. */
  deployedTo: string[];
}

export async function listModels(workspace: Workspace, model?: string): Promise<ModelRow[]> {
  const { db } = workspace.ports.metadata;
  const decisions = await db.selectFrom('decisions').selectAll().orderBy('entry').execute();
  const deployed = await currentDeployments(workspace);
  return (await versionsOf(workspace, model)).map((version) => ({
    version: nameOf(version),
    digest: version.digest,
    author: version.author,
    decisions: decisions
      .filter((row) => row.model === version.model && row.digest === version.digest)
      .map((row) => `${row.person} ${row.decision}`),
    deployedTo: deployed
      .filter((row) => row.model === version.model && row.digest === version.digest)
      .map((row) => row.environment),
  }));
}

export interface Deployment {
  entry: number;
  environment: string;
  model: string;
  digest: string;
}

/** The newest deployment of each model in each environment. */
export async function currentDeployments({ ports }: Workspace): Promise<Deployment[]> {
  const rows = await ports.metadata.db.selectFrom('deployments').selectAll().orderBy('entry').execute();
  return [...new Map(rows.map((row) => [`${row.environment} ${row.model}`, row])).values()];
}
