import type { Tensor } from '../../inference/tensor.ts';
import { valueTexts } from '../body/tensor-json.ts';
import { HttpError } from '../http/http-error.ts';

/**
 * Outputs of a batch as one JSON object for each row: `{"label":1,"score":0.98}`, with a list where an output has
 * several values for a row.
 * @throws HttpError `input` when an output is not by rows
 */
export function predictionTexts(outputs: Tensor[], rows: number): string[] {
  const columns = outputs.map((output) => {
    if (output.shape[0] !== rows) {
      const why = `the output ${output.name} of this model is not by rows: ask for it with /v2/models`;
      throw new HttpError('input', why);
    }
    return { key: JSON.stringify(output.name), cells: cellTexts(output, rows) };
  });
  return Array.from({ length: rows }, (_, row) => {
    const fields = columns.map(({ key, cells }) => `${key}:${cells[row]}`);
    return `{${fields.join(',')}}`;
  });
}

function cellTexts(output: Tensor, rows: number): string[] {
  const values = valueTexts(output);
  if (output.shape.length === 1) return values;
  const width = values.length / rows;
  return Array.from(
    { length: rows },
    (_, row) => `[${values.slice(row * width, (row + 1) * width).join(',')}]`,
  );
}
