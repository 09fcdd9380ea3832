/** What a project may hold at most. A project beyond these is refused, or the part beyond is left out and said. */
export const limits = {
  /** Files and folders that the copy holds one by one; what lies beyond is linked folder by folder. */
  files: 20_000,
  /** One configuration file. */
  fileSizeBytes: 4 * 1024 * 1024,
  /** Modules within modules. */
  moduleDepth: 32,
  modules: 2_000,
  /** Nested values in JSON syntax. */
  jsonDepth: 200,
} as const;
