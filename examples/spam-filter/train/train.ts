// The training contract's `train`: labelled rows in, model.onnx and a report out.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderOf, readRows } from './contract.ts';
import { learn } from './learning/learn.ts';
import { reportOn } from './learning/report.ts';
import { parseSettings } from './learning/settings.ts';
import { spamModelFile } from './onnx/spam-graph.ts';

const settings = parseSettings(process.env.SM_HPS ?? '{}');
const rows = await readRows(join(folderOf('SM_CHANNEL_TRAIN'), 'rows.jsonl'));
const learned = learn(rows, settings, (line) => console.log(line));
const file = spamModelFile(learned.model);
await writeFile(join(folderOf('SM_MODEL_DIR'), 'model.onnx'), file);
await writeFile(
  join(folderOf('SM_OUTPUT_DATA_DIR'), 'report.json'),
  `${JSON.stringify(reportOn(rows, learned), null, 2)}\n`,
);
console.log(`wrote model.onnx, ${file.length} bytes`);
