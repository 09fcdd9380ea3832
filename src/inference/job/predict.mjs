// The job's code folder holds only this; what it runs is bound read-only from Holdfast's own files.
const { predictRows } = await import(process.env.HOLDFAST_PREDICT);
await predictRows({
  model: `${process.env.SM_CHANNEL_MODEL}/model.onnx`,
  rows: `${process.env.SM_CHANNEL_TEST}/rows.jsonl`,
  predictions: `${process.env.SM_OUTPUT_DATA_DIR}/predictions.jsonl`,
});
