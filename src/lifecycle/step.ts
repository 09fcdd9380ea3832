import type { Json } from '../base/canonical-json.ts';
import type { Clock } from '../base/clock.ts';
import type { ArtifactRef, ArtifactStore } from '../ports/artifacts.ts';
import type { JobRunner } from '../ports/jobs.ts';
import type { DataKeyName, KeyStore } from '../ports/keys.ts';
import type { Environment, Platform } from '../spec/platform.ts';

/** What a step may use. Steps know no log and no database: the runner records what they leave. */
export interface StepContext {
  /** The folder of `holdfast.yaml`. */
  project: string;
  platform: Platform;
  environment: Environment;
  model: string;
  /** The dataset that this instance of a dataset step is about. */
  dataset: string;
  artifacts: ArtifactStore;
  keys: KeyStore;
  jobs: JobRunner;
  clock: Clock;
  /** The schema that an earlier delivery of the dataset was the first to show, if there was one. */
  pinnedSchema(): Promise<ArtifactRef | undefined>;
  /** The data key for what belongs to the model: everything but deliveries and what is derived from them. */
  modelKey: DataKeyName;
  /** A fresh empty folder, removed when the step is over. */
  scratch(name: string): Promise<string>;
  /** One line for people about what is going on. */
  progress(line: string): void;
}

/** Artifacts by name: `model`, or `delivery/mails` for what there is one of for each dataset. */
export type Artifacts = Record<string, ArtifactRef>;

export interface Outcome {
  outputs: Artifacts;
  /** `failed`: a gate did not hold. It is recorded, and the run ends. */
  verdict: 'passed' | 'failed';
  /** One line for people. */
  summary: string;
  /** Why it failed, a sentence each. */
  problems?: string[];
  /** The in-toto predicate; the runner adds what every step's statement has. */
  predicate: { type: string; body: Record<string, Json> };
  /** Names of the inputs that the statement is about, where it is a judgement on them and not on the outputs. */
  judges?: string[];
}

/**
 * One step of the pipeline. Its place in the order follows from what it takes and leaves, so a new step is one new
 * file in `steps/`.
 */
export interface Step {
  name: string;
  /** Once for each dataset that the model trains on, or once for the model. */
  scope: 'dataset' | 'model';
  takes: string[];
  leaves: string[];
  /** Raise it when the same inputs would now give other outputs. */
  version: number;
  /** True when a development run ends before it: nothing is signed or registered there. */
  recordedOnly?: boolean;
  /** Whatever decides the outcome beside the artifacts that it takes: part of the cache key and of the evidence. */
  parameters(context: StepContext): Promise<Record<string, Json>>;
  run(context: StepContext, inputs: Artifacts): Promise<Outcome>;
}
