import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Tensor } from '../inference/tensor.ts';
import type { CaptureOutcome } from './capture.ts';
import type { Refusal } from './http/http-error.ts';
import type { ModelSource } from './live-models.ts';
import type { ServedModel } from './served-model.ts';

const latencySeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Labels of a model beyond this many are counted together: an answer must not grow the metrics without bound. */
const maxLabels = 20;

/** What was measured, in the form of https://prometheus.io/docs/specs/om/open_metrics_spec/. Holds no input. */
export class Metrics {
  readonly #registry = new Registry<typeof Registry.OPENMETRICS_CONTENT_TYPE>();
  readonly #labels = new Map<string, Set<string>>();
  readonly #requests: Counter<'method' | 'route' | 'status'>;
  readonly #latency: Histogram<'route'>;
  readonly #refused: Counter<'reason'>;
  readonly #rows: Counter<'model' | 'version'>;
  readonly #answers: Counter<'model' | 'version' | 'label'>;
  readonly #predictionTime: Histogram<'model'>;
  readonly #captured: Counter<'model' | 'outcome'>;

  constructor(models: ModelSource, taken: () => number) {
    this.#registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    const registers = [this.#registry];
    this.#requests = new Counter({
      name: 'holdfast_requests_total',
      help: 'Requests that were answered.',
      labelNames: ['method', 'route', 'status'],
      registers,
    });
    this.#latency = new Histogram({
      name: 'holdfast_request_duration_seconds',
      help: 'From the arrival of the headers to the end of the answer.',
      labelNames: ['route'],
      buckets: latencySeconds,
      registers,
    });
    this.#refused = new Counter({
      name: 'holdfast_refused_requests_total',
      help: 'Requests that were refused, by the reason.',
      labelNames: ['reason'],
      registers,
    });
    this.#rows = new Counter({
      name: 'holdfast_predictions_total',
      help: 'Rows that a model answered.',
      labelNames: ['model', 'version'],
      registers,
    });
    this.#answers = new Counter({
      name: 'holdfast_predicted_labels_total',
      help: 'Rows by the label that a classifier gave them.',
      labelNames: ['model', 'version', 'label'],
      registers,
    });
    this.#predictionTime = new Histogram({
      name: 'holdfast_prediction_duration_seconds',
      help: 'Time in the model, waiting for it included.',
      labelNames: ['model'],
      buckets: latencySeconds,
      registers,
    });
    this.#captured = new Counter({
      name: 'holdfast_captured_requests_total',
      help: 'Requests chosen for capture: written, dropped for want of memory, or failed in the store.',
      labelNames: ['model', 'outcome'],
      registers,
    });
    addGauges(this.#registry, models, taken);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** `route` is the pattern of the path, never the path. */
  answered(method: string, route: string, status: number, seconds: number): void {
    this.#requests.inc({
      method: knownMethods.has(method) ? method : 'other',
      route,
      status: String(status),
    });
    this.#latency.observe({ route }, seconds);
  }

  refused(reason: Refusal): void {
    this.#refused.inc({ reason });
  }

  predicted({ name, version }: ServedModel, outputs: Tensor[], rows: number, seconds: number): void {
    this.#rows.inc({ model: name, version }, rows);
    this.#predictionTime.observe({ model: name }, seconds);
    const labels = outputs.find((output) => output.name === 'label' && !output.datatype.startsWith('FP'));
    for (const value of labels?.data ?? []) {
      this.#answers.inc({ model: name, version, label: this.#labelOf(name, String(value)) });
    }
  }

  captured(model: string, outcome: CaptureOutcome, records: number): void {
    this.#captured.inc({ model, outcome }, records);
  }

  #labelOf(model: string, label: string): string {
    const seen = this.#labels.get(model) ?? new Set();
    this.#labels.set(model, seen);
    if (seen.size < maxLabels && label.length <= 64) seen.add(label);
    return seen.has(label) ? label : 'other';
  }
}

type OpenMetricsRegistry = Registry<typeof Registry.OPENMETRICS_CONTENT_TYPE>;

function addGauges(registry: OpenMetricsRegistry, models: ModelSource, taken: () => number): void {
  new Gauge({
    name: 'holdfast_requests_in_flight',
    help: 'Requests for predictions that are being received or answered.',
    registers: [registry],
    collect() {
      this.set(taken());
    },
  });
  new Gauge({
    name: 'holdfast_model_info',
    help: 'One for each version that is served.',
    labelNames: ['model', 'version', 'digest'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, version, digest } of models.list()) this.set({ model: name, version, digest }, 1);
    },
  });
}
