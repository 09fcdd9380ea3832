import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A job of Holdfast's own: runs a model over rows, as the endpoint would, inside the trainer's sandbox. */
export interface PredictionJob {
  folder: string;
  entry: string;
  environment: Record<string, string>;
  /** What it imports, and no more: this room, the ones it builds on, and ONNX Runtime for this machine. */
  libraries: string[];
}

export function predictionJob(): PredictionJob {
  const own = import.meta.dirname;
  const script = import.meta.filename.endsWith('.ts') ? 'predict.ts' : 'predict.js';
  return {
    folder: join(own, 'job'),
    entry: 'predict.mjs',
    environment: { HOLDFAST_PREDICT: pathToFileURL(join(own, script)).href },
    libraries: [own, join(own, '..', 'base'), ...runtimeFolders()],
  };
}

/** The parts of `onnxruntime-node` that this machine loads; the package also has those of every other one. */
function runtimeFolders(): string[] {
  const runtime = packageFolder('onnxruntime-node');
  const common = packageFolder('onnxruntime-common');
  return [
    join(runtime, 'package.json'),
    join(runtime, 'dist'),
    join(runtime, 'bin', 'napi-v6', process.platform, process.arch),
    common,
  ];
}

/** The folder of an installed package, found upwards from its entry. */
function packageFolder(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.resolve(name)));
  while (!existsSync(join(folder, 'package.json')) || !folder.endsWith(name)) folder = dirname(folder);
  return folder;
}
