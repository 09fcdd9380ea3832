/** Everything that a hostile folder could make large. Passing a limit is a finding, never a crash. */
export interface ScanLimits {
  files: number;
  folderDepth: number;
  /** Bytes of a path relative to the folder. */
  pathBytes: number;
  /** Bytes of one file that is scanned for its content; tensors' data may be in files of any size. */
  modelBytes: number;
  /** Bytes of all files together. */
  totalBytes: number;
  /** Wall time of the whole scan. */
  timeoutMs: number;
  findingsPerFile: number;
  /** Nested protobuf messages; a subgraph in a subgraph takes three. */
  messageDepth: number;
  /** Protobuf messages in one model, all of which are held in memory. */
  messages: number;
  /** Protobuf fields and packed numbers in one model, read one by one but not held. */
  fields: number;
  /** Bytes of one name, label or version. */
  nameBytes: number;
  /** Bytes of one documentation text or metadata value. */
  textBytes: number;
  /** Documentation and metadata in one model together. */
  totalTextBytes: number;
  /** Elements of a tensor that a model makes from constants when it runs, or from sparse form when it is loaded. */
  constantElements: number;
  /** Turns of a loop whose count is a constant. */
  loopTurns: number;
  /** Nodes after all local functions are put in place of their calls. */
  expandedNodes: number;
}

export const defaultLimits: ScanLimits = {
  files: 10_000,
  folderDepth: 16,
  pathBytes: 1024,
  // Protobuf's own limit: no runtime loads a larger message. https://protobuf.dev/programming-guides/proto-limits/
  modelBytes: 2 ** 31 - 1,
  totalBytes: 2 ** 40,
  timeoutMs: 30 * 60_000,
  findingsPerFile: 100,
  messageDepth: 64,
  messages: 1_000_000,
  fields: 200_000_000,
  nameBytes: 4096,
  textBytes: 64 * 1024,
  totalTextBytes: 64 * 1024 * 1024,
  constantElements: 2 ** 28,
  loopTurns: 2 ** 31,
  expandedNodes: 1_000_000,
};
