// The job's code folder holds only this; what it runs is bound read-only from Holdfast's own files.
const { HOLDFAST_PREDICT: script = '', SM_CHANNEL_MODEL, SM_CHANNEL_TEST, SM_OUTPUT_DATA_DIR } = process.env;
const { predictRows } = (await import(script)) as typeof import('../predict.ts');
await predictRows({
  model: `${SM_CHANNEL_MODEL}/model.onnx`,
  rows: `${SM_CHANNEL_TEST}/rows.jsonl`,
  predictions: `${SM_OUTPUT_DATA_DIR}/predictions.jsonl`,
});

export {};
