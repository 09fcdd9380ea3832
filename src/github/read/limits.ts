/** What a repository may hold at most. What lies beyond is left out, and said. */
export const limits = {
  /** One file. GitHub takes workflows of far less. */
  fileSizeBytes: 1024 * 1024,
  workflows: 1_000,
  actions: 500,
  scripts: 500,
  /** Files and folders of which the names are read, for the manifests of package managers. */
  entries: 20_000,
  folderDepth: 12,
  /** Nodes of one file with its aliases resolved, against `a: &a [*b, *b]`. */
  nodes: 100_000,
  nodeDepth: 60,
  /** Problems of one file. */
  issues: 20,
} as const;
