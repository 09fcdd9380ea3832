import { existsSync, globSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ToolError } from '../base/errors.ts';

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
  // TypeScript from a checkout, JavaScript from the published package.
  const ending = extname(import.meta.filename);
  return {
    folder: join(own, 'job'),
    entry: `main${ending}`,
    environment: { HOLDFAST_PREDICT: pathToFileURL(join(own, `predict${ending}`)).href },
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
    ...globSync('bin/napi-v*', { cwd: runtime }).map((bin) =>
      join(runtime, bin, process.platform, process.arch),
    ),
    common,
  ];
}

/** The folder of an installed package, found upwards from its entry. */
function packageFolder(name: string): string {
  let folder = dirname(entryOf(name));
  while (!existsSync(join(folder, 'package.json')) || !folder.endsWith(name)) folder = dirname(folder);
  return folder;
}

function entryOf(name: string): string {
  try {
    return fileURLToPath(import.meta.resolve(name));
  } catch (error) {
    throw new ToolError(
      `${name} is not installed, and models cannot be evaluated without it: run \`npm install ${name}\``,
      {
        cause: error,
      },
    );
  }
}
