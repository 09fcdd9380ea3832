/** How well a limit holds: by the kernel, by a watcher that ends the job soon after, or not at all. */
export type Enforcement = 'enforced' | 'watched' | 'not-enforced';

export interface Limits {
  /** Resident bytes of all processes of the job together. */
  memoryBytes: number;
  processes: number;
  cpuSeconds: number;
  wallSeconds: number;
  /** Bytes in all output folders together. */
  outputBytes: number;
}

/** What was really isolated when a job ran; goes into the evidence as it is. */
export interface Isolation {
  /** `sandbox`: own namespaces for network, processes, mounts and users; `none`: an ordinary process. */
  tier: 'sandbox' | 'none';
  /** The program that isolates, with its version: `bubblewrap 0.8.0`. */
  by?: string;
  network: boolean;
  filesystem: boolean;
  /** True when the job ran as another, unprivileged user than the one who started it. */
  otherUser: boolean;
  limits: Record<keyof Limits, Enforcement>;
  /** What a reader should know: what is not isolated and how to mend it. */
  notes: string[];
}

/**
 * One run of untrusted code under the training contract. Every path of the host is given here; nothing else of the
 * host's data is visible inside. Paths inside are fixed: `/opt/ml/code`, `/opt/ml/input/data/<channel>`,
 * `/opt/ml/model`, `/opt/ml/output/data`, as in SageMaker's containers. Where there is no sandbox, the same
 * variables (`SM_CHANNEL_<NAME>`, `SM_MODEL_DIR`, `SM_OUTPUT_DATA_DIR`) point to real folders.
 * https://github.com/aws/sagemaker-training-toolkit/blob/master/ENVIRONMENT_VARIABLES.md
 */
export interface Job {
  /** For messages: `train spam-filter`. */
  name: string;
  /** The folder with the code, read-only inside. */
  codeFolder: string;
  /** The file in it to run: `train.py`. Its ending decides the runtime: py, mjs, js, ts, or none for an executable. */
  entry: string;
  /** Input folders by channel name, read-only inside. */
  channels: Record<string, string>;
  /** `SM_HPS`, `SM_HP_<NAME>`, and `--name value` on the command line. */
  hyperparameters: Record<string, string | number | boolean>;
  /** Variables beside those of the contract. Everything else is cleared. */
  environment: Record<string, string>;
  /** Further folders to show read-only inside under the same path: libraries of a platform's own job. */
  libraries?: string[];
  limits: Limits;
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  signal?: AbortSignal;
}

export type JobEnd =
  | { kind: 'exited'; code: number }
  | { kind: 'signalled'; signal: string }
  | { kind: 'limit'; limit: keyof Limits }
  | { kind: 'aborted' };

export interface JobResult {
  end: JobEnd;
  isolation: Isolation;
  wallSeconds: number;
  /** Highest total that was seen; undefined when it could not be measured. */
  peakMemoryBytes?: number;
  /**
   * What it left: only regular files and folders, all inside, within the limit. Valid until `release`.
   * @throws VerificationError `step-failed` from `run` when it left a link, a device or a name that is not allowed
   */
  modelFolder: string;
  outputFolder: string;
  release(): Promise<void>;
}

/** The program that runs an entry, fixed by version and digest: part of a step's inputs. */
export interface Runtime {
  /** `node 24.21.0`, `python 3.11.2`, or `executable on debian 12` for an entry that is a program itself. */
  name: string;
  /** SHA-256 of the binary; of `/etc/os-release` for an entry that is a program itself: its code has a digest. */
  digest: string;
}

export interface JobRunner {
  /** What a job would get on this machine, without running one. */
  isolation(): Promise<Isolation>;

  /** @throws ToolError when there is no runtime for this entry */
  runtime(entry: string): Promise<Runtime>;

  /** @throws ToolError when it could not be started; how the job itself ended is in the result */
  run(job: Job): Promise<JobResult>;
}
