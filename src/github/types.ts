import type { Issue, Place } from '../base/issue.ts';
import type { Expression } from './expression/syntax.ts';

/** What a repository says to GitHub. Paths are relative to the repository, with `/`. */
export interface GithubFacts {
  workflows: readonly Workflow[];
  /** Composite, JavaScript and Docker actions of the repository itself. */
  actions: readonly ActionFile[];
  /** Scripts of the repository itself that steps run by name. */
  scripts: readonly Script[];
  dependabot?: Dependabot;
  codeowners?: Codeowners;
  rulesets: readonly Ruleset[];
  /** Files by which package managers are known, so that what watches over them can be asked. */
  manifests: readonly Manifest[];
  /** Whether these are files of a whole repository; `false` when single workflows were read. */
  isRepository: boolean;
  /** What could not be read, or not as GitHub would. */
  issues: readonly Issue[];
}

export interface Script {
  file: string;
  text: string;
}

/** A scalar and where it begins. */
export interface Text {
  value: string;
  place: Place;
  /** Where the lines of a literal block begin; absent for other scalars. */
  block?: { line: number; column: number };
}

export interface Variable {
  name: string;
  value: Text;
  /** Of the name. */
  place: Place;
}

/** A tree of YAML or JSON, every scalar as text, aliases resolved. */
export type Node = TextNode | ListNode | MapNode;

export interface TextNode extends Text {
  kind: 'text';
}

export interface ListNode {
  kind: 'list';
  place: Place;
  items: readonly Node[];
}

export interface MapNode {
  kind: 'map';
  place: Place;
  entries: readonly { key: Text; value: Node }[];
}

export interface Workflow {
  file: string;
  place: Place;
  name?: Text;
  triggers: readonly Trigger[];
  permissions: Permissions;
  env: readonly Variable[];
  defaultShell?: Text;
  concurrency?: Concurrency;
  jobs: readonly Job[];
  /** Every text of the file, for what concerns it as a whole. */
  root: Node;
}

/** One event of `on`: https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows */
export interface Trigger {
  event: string;
  place: Place;
  /** `types`; empty when all default activities count. */
  types: readonly string[];
  branches?: readonly string[];
  branchesIgnore?: readonly string[];
  tags?: readonly string[];
  tagsIgnore?: readonly string[];
  paths?: readonly string[];
  /** Of `workflow_run`. */
  workflows: readonly string[];
  /** Of `workflow_dispatch` and `workflow_call`. */
  inputs: readonly Input[];
  /** Of `workflow_call`: an output and the expression that makes it. */
  outputs: readonly Variable[];
}

export interface Input {
  name: string;
  /** `string` where nothing is said. */
  type: string;
  required: boolean;
  /** May hold expressions. */
  default?: Text;
  place: Place;
}

/** What the token may do. */
export type Permissions =
  /** The default of the repository or organisation, which files do not say. */
  | { kind: 'absent' }
  | { kind: 'all'; level: 'read' | 'write'; place: Place }
  | { kind: 'scopes'; scopes: readonly PermissionScope[]; place: Place }
  | { kind: 'unreadable'; place: Place };

export interface PermissionScope {
  name: string;
  /** `read`, `write` or `none`; another word grants nothing that is known. */
  level: string;
  place: Place;
}

export interface Concurrency {
  group: string;
  cancelInProgress?: string;
  place: Place;
}

export interface Job {
  id: string;
  place: Place;
  name?: Text;
  runsOn?: Runner;
  environment?: { name: Text; place: Place };
  permissions: Permissions;
  needs: readonly string[];
  if?: Text;
  env: readonly Variable[];
  defaultShell?: Text;
  outputs: readonly Variable[];
  /** Lists of `strategy.matrix`, and the same names in its `include`; of a map `os.image`, each key for itself. */
  matrix: readonly Variable[];
  matrixExpression?: Text;
  timeoutMinutes?: Text;
  continueOnError?: Text;
  concurrency?: Concurrency;
  container?: Container;
  services: readonly Container[];
  /** A reusable workflow that is called. */
  uses?: Uses;
  with: readonly Variable[];
  /** Of a call: all of the caller's, or those that are named. */
  secrets: 'inherit' | readonly Variable[];
  secretsPlace?: Place;
  steps: readonly Step[];
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idruns-on */
export interface Runner {
  place: Place;
  labels: readonly Text[];
  group?: Text;
}

export interface Container {
  /** `container`, or the name of a service. */
  name: string;
  place: Place;
  image?: Text;
  credentials: readonly Variable[];
  env: readonly Variable[];
  options?: Text;
}

export interface Step {
  index: number;
  place: Place;
  id?: string;
  name?: Text;
  if?: Text;
  uses?: Uses;
  run?: Text;
  shell?: Text;
  with: readonly Variable[];
  env: readonly Variable[];
  continueOnError?: Text;
}

export type Uses = { text: Text } & (
  | { kind: 'local'; path: string }
  | { kind: 'docker'; image: string; pin: ImagePin }
  | {
      kind: 'repository';
      owner: string;
      repository: string;
      path: string;
      /** `owner/repository/path` in lower case, as GitHub compares. */
      name: string;
      ref: string;
      refKind: RefKind;
      /** The comment beside it, as `# v4.2.1`. */
      comment?: string;
    }
  /** An expression, or what GitHub would refuse. */
  | { kind: 'unreadable' }
);

/** `branch-or-tag` is a name that does not look like a version, `none` no `@` at all. */
export type RefKind = 'commit' | 'short-commit' | 'tag' | 'branch-or-tag' | 'expression' | 'none';
export type ImagePin = 'digest' | 'tag' | 'latest' | 'expression';

export interface ActionFile {
  file: string;
  place: Place;
  name?: Text;
  /** `composite`, `docker`, `node20`, … */
  using: string;
  inputs: readonly Input[];
  outputs: readonly Variable[];
  steps: readonly Step[];
  /** Of a Docker action: `Dockerfile` or `docker://…`. */
  image?: Text;
  root: Node;
}

/** `${{ … }}` in a text, or the whole of an `if`. */
export interface FoundExpression {
  /** Without the brackets. */
  source: string;
  place: Place;
  /** From the beginning of the text, in UTF-16 units; `end` is behind the last bracket. */
  start: number;
  end: number;
  /** Absent where it cannot be read. */
  expression?: Expression;
}

/** https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference */
export interface Dependabot {
  file: string;
  place: Place;
  updates: readonly DependabotUpdate[];
  registries: readonly Variable[];
}

export interface DependabotUpdate {
  place: Place;
  ecosystem: string;
  directories: readonly string[];
  interval?: string;
  cooldownDays?: number;
  externalCodeExecution?: Text;
  openPullRequestsLimit?: Text;
}

/** https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
export interface Codeowners {
  file: string;
  rules: readonly OwnersRule[];
}

export interface OwnersRule {
  place: Place;
  pattern: string;
  owners: readonly string[];
  /** Why GitHub would pass over the line. */
  problem?: string;
}

/** https://docs.github.com/en/rest/repos/rules */
export interface Ruleset {
  file: string;
  place: Place;
  name: string;
  /** `branch`, `tag`, `push`. */
  target: string;
  /** `active`, `evaluate`, `disabled`. */
  enforcement: string;
  includes: readonly string[];
  excludes: readonly string[];
  bypass: readonly { type: string; id?: number; mode: string; place: Place }[];
  rules: readonly RulesetRule[];
}

export interface RulesetRule {
  type: string;
  place: Place;
  parameters: ReadonlyMap<string, Node>;
}

export interface Manifest {
  path: string;
  /** As `package-ecosystem` names it; several where any one of them would do. */
  ecosystems: readonly string[];
}
