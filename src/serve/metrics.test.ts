import { describe, expect, it } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { load, sumModel, textModel } from './testing/models.ts';
import { ask, serverOf } from './testing/server.ts';

/** Samples by name and labels, after checking the form. https://prometheus.io/docs/specs/om/open_metrics_spec/ */
function samplesOf(text: string): Record<string, number> {
  expect(text.endsWith('\n# EOF\n')).toBe(true);
  const types = new Map<string, string>();
  const samples: Record<string, number> = {};
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').filter(Boolean)) {
    const [, family, type] = /^# TYPE ([a-z_]+) (counter|gauge|histogram)$/.exec(line) ?? [];
    if (family && type) types.set(family, type);
    if (line.startsWith('#')) {
      expect(line).toMatch(/^# (TYPE [a-z_]+ [a-z]+|HELP [a-z_]+ [^"\\]+)$/);
      continue;
    }
    const [, name = '', labels = '', value] =
      /^([a-z_]+)(\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*\})? (\S+)$/.exec(line) ?? [];
    expect(value, line).toBeDefined();
    const suffix = /_(total|bucket|sum|count)$/.exec(name)?.[0] ?? '';
    const kind = types.get(name.slice(0, name.length - suffix.length));
    expect(kind, line).toBe(suffix === '_total' ? 'counter' : suffix ? 'histogram' : 'gauge');
    samples[name + labels] = Number(value);
  }
  return samples;
}

describe('metrics', () => {
  it('are in OpenMetrics form and count what happened', async () => {
    const app = serverOf([await load(textModel(), 'spam', '3'), await load(sumModel(), 'sum', '1')]);
    await ask(app, '/v2/models/spam/infer', {
      inputs: [{ name: 'text', datatype: 'BYTES', shape: [2], data: ['free', 'x'] }],
    });
    await ask(app, '/invocations?model=sum', { features: [1, 2, 3] });
    await ask(app, '/invocations?model=sum', { features: [1, 2] });
    await ask(app, '/nothing/secret');
    await app.inject('/v2/models/secret');
    await ask(app, '/%zz');
    await app.inject('/ping');
    const answer = await ask(app, '/metrics');
    expect(answer.headers['content-type']).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(answer.body).not.toContain('secret');
    const digest = digestOf(textModel());
    expect(samplesOf(answer.body)).toMatchObject({
      'holdfast_requests_total{method="POST",route="/v2/models/:model/infer",status="200"}': 1,
      'holdfast_requests_total{method="POST",route="/invocations",status="400"}': 1,
      'holdfast_requests_total{method="GET",route="unmatched",status="404"}': 1,
      'holdfast_requests_total{method="GET",route="/v2/models/:model",status="401"}': 1,
      'holdfast_requests_total{method="GET",route="/ping",status="200"}': 1,
      'holdfast_request_duration_seconds_count{route="/invocations"}': 2,
      'holdfast_refused_requests_total{reason="input"}': 1,
      'holdfast_refused_requests_total{reason="not-found"}': 1,
      'holdfast_refused_requests_total{reason="unauthenticated"}': 1,
      'holdfast_refused_requests_total{reason="malformed"}': 1,
      'holdfast_predictions_total{model="spam",version="3"}': 2,
      'holdfast_predictions_total{model="sum",version="1"}': 1,
      'holdfast_predicted_labels_total{model="spam",version="3",label="1"}': 1,
      'holdfast_predicted_labels_total{model="spam",version="3",label="0"}': 1,
      'holdfast_prediction_duration_seconds_count{model="sum"}': 1,
      holdfast_requests_in_flight: 0,
      [`holdfast_model_info{model="spam",version="3",digest="${digest}"}`]: 1,
    });
    await app.close();
  });

  it('do not grow with what is answered or asked', async () => {
    const { Metrics } = await import('./metrics.ts');
    const metrics = new Metrics({ current: () => undefined, list: () => [] }, () => 0);
    const model = await load(sumModel(), 'sum');
    for (let label = 0; label < 100; label += 1) {
      const output = { name: 'label', datatype: 'INT64' as const, shape: [1], data: [BigInt(label)] };
      metrics.predicted(model, [output], 1, 0.1);
      metrics.answered(`METHOD${label}`, '/x', 200, 0.1);
    }
    const samples = samplesOf(await metrics.text());
    expect(Object.keys(samples).filter((name) => name.startsWith('holdfast_predicted_labels')).length).toBe(
      21,
    );
    expect(samples['holdfast_predicted_labels_total{model="sum",version="1",label="other"}']).toBe(80);
    expect(samples['holdfast_requests_total{method="other",route="/x",status="200"}']).toBe(100);
    await model.close();
  });
});
