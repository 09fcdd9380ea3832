import type { Issue } from '../../base/issue.ts';

/** Where a block stands: `file` from the project's folder, with forward slashes; lines and columns count from 1. */
export interface SourcePlace {
  file: string;
  line: number;
  /** In UTF-16 code units, as editors count. */
  column: number;
  endLine: number;
}

export type Repetition = 'none' | 'count' | 'for_each';

export interface BlockSource {
  kind: 'resource' | 'data' | 'ephemeral';
  type: string;
  name: string;
  place: SourcePlace;
  repetition: Repetition;
  /** A data block within a `check` block, which no override file can reach. */
  inCheck?: true;
}

export interface ModuleCall {
  name: string;
  /** Undefined when it is not a literal text (OpenTofu lets it be an expression). */
  source: string | undefined;
  version?: string;
  place: SourcePlace;
  repetition: Repetition;
  /** From the project's folder, when the module is local or vendored and its folder exists. */
  dir?: string;
}

export interface VariableSource {
  name: string;
  place: SourcePlace;
  hasDefault: boolean;
  /** The type constraint, as it is written. */
  type?: string;
}

export interface RequiredProvider {
  localName: string;
  source?: string;
  constraint?: string;
  place: SourcePlace;
}

/** What one folder declares, its override files merged in. */
export interface ModuleSource {
  /** From the project's folder; '' is that folder itself. */
  dir: string;
  /** Its configuration files, from the project's folder, in the order in which Terraform reads them. */
  files: string[];
  blocks: BlockSource[];
  calls: ModuleCall[];
  variables: VariableSource[];
  requiredProviders: RequiredProvider[];
  requiredVersion?: string;
  /** Local names: from the prefixes of types, `provider` blocks, `provider` and `providers` arguments. Sorted. */
  usedProviders: string[];
}

export interface Project {
  /** Absolute and real: the nearest ancestor with `.git`, else the deepest folder that holds the root and all local modules. */
  projectDir: string;
  /** From the project's folder. */
  rootDir: string;
  /** Whether `*.tofu` files count. */
  tofu: boolean;
  /** By folder. */
  modules: Map<string, ModuleSource>;
  /** What hinders an evaluation: syntax errors, modules that are not there, links that leave the project. */
  issues: Issue[];
}

/** A change of a file of the project, in bytes of the *original* file. */
export interface Edit {
  file: string;
  startByte: number;
  endByte: number;
  text: string;
}

export interface ScratchOptions {
  /** Files to leave out, from the project's folder. */
  without?: ReadonlySet<string>;
  /** Further edits. One that overlaps a change made for safety is passed over. */
  edits?: Edit[];
  /** Whether the copy has the tests of the module. */
  tests?: boolean;
  /** Leaves old syntax as it is, for Terraform to judge. */
  asWritten?: boolean;
  /**
   * The outputs of remote states by address (`data.terraform_remote_state.network`, with `module.…` in front for one
   * within a module), in place of assumed ones.
   */
  remoteState?: Record<string, Record<string, unknown>>;
}

export type ChangeKind =
  | 'backend'
  | 'cloud'
  | 'encryption'
  | 'provisioner'
  | 'connection'
  | 'remote-state'
  | 'clock-function'
  | 'old-syntax';

export interface ScratchChange {
  what: ChangeKind;
  place: SourcePlace;
  detail: string;
}

export interface Scratch {
  dir: string;
  /** Absolute: where Terraform runs. */
  rootDir: string;
  changes: ScratchChange[];
  /** Links that leave the project, files that are too large: what the copy does not hold. */
  issues: Issue[];
  remove(): Promise<void>;
  /** The project's file for one of the copy, absolute or from `rootDir`, as Terraform prints it; undefined for a generated one. */
  original(file: string): string | undefined;
  /** The line in the original for a line (from 1) in the copy. */
  originalLine(file: string, line: number): number | undefined;
  /** The byte in the original for a byte in the copy; within a replaced text, the start of what it replaced. */
  originalByte(file: string, byte: number): number | undefined;
}
