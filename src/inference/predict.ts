import { createReadStream, createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { type LoadedModel, loadOnnxModel } from './onnx-model.ts';
import { rowsToTensors } from './rows.ts';
import type { InputRow, Tensor } from './tensor.ts';

const batchRows = 32;

/**
 * Asks a model about every row of a file, as the endpoint would be asked, and writes one prediction a line. A program
 * of its own: it runs in the sandbox that the trainer ran in.
 */
export async function predictRows(files: {
  model: string;
  rows: string;
  predictions: string;
}): Promise<void> {
  const model = await loadOnnxModel(await readFile(files.model), 'model.onnx', { threads: 2 });
  checkOutputs(model);
  await pipeline(predictions(model, files.rows), createWriteStream(files.predictions));
}

/** The training contract: `label` and `score` of a classifier, or `value` of a regression. */
function checkOutputs(model: LoadedModel): void {
  const names = model.outputs.map(({ name }) => name);
  if (names.includes('value') || (names.includes('label') && names.includes('score'))) return;
  throw new Error(`the model's outputs are ${names.join(', ')}; it needs label and score, or value`);
}

async function* predictions(model: LoadedModel, rows: string): AsyncGenerator<string> {
  for await (const batch of batches(rows)) {
    const { value, issues } = rowsToTensors(
      batch.map((row) => row.inputs),
      model.inputs,
    );
    if (!value) throw new Error(`rows.jsonl from ${batch[0]?.id}: ${issues[0]?.message}`);
    const outputs = await model.predict(value);
    for (const [index, { id }] of batch.entries())
      yield `${JSON.stringify({ id, ...answerOf(outputs, index) })}\n`;
  }
}

async function* batches(rows: string): AsyncGenerator<{ id: string; inputs: InputRow }[]> {
  let batch: { id: string; inputs: InputRow }[] = [];
  for await (const line of createInterface({ input: createReadStream(rows) })) {
    batch.push(JSON.parse(line) as { id: string; inputs: InputRow });
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function answerOf(outputs: Tensor[], index: number): Record<string, number> {
  const at = (name: string): number => Number(outputs.find((output) => output.name === name)?.data[index]);
  return outputs.some(({ name }) => name === 'value')
    ? { value: at('value') }
    : { label: at('label'), score: at('score') };
}
